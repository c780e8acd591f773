package yearreport_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/yearreport"
)

// besides lays one figure beside what was said of it, and returns the verdict.
func beside(t *testing.T, f yearreport.Figure, said yearreport.Said) string {
	t.Helper()
	f.ID, f.Query = "x", "xs/figures"
	r := &yearreport.Report{Parts: []yearreport.Part{{Figures: []yearreport.Figure{f}}}}
	text := r.Beside([]yearreport.Section{{Rows: []yearreport.Row{{ID: "x", Said: said}, {ID: "not computed", Said: said}}}}, "/v1/")
	last := strings.Split(strings.TrimSpace(text), "\n")
	cells := strings.Split(last[len(last)-1], " | ")
	require.Equal(t, "[查询](/v1/xs/figures) |", cells[5])
	require.Equal(t, said.Text, cells[2])
	return cells[4]
}

// [F] beside what was computed: equal, as much as was said at least, or how far off.
func TestBeside(t *testing.T) {
	for _, c := range []struct {
		value, of, number string
		match             yearreport.Match
		want              string
	}{
		{"69", "", "69", yearreport.Exactly, "一致"}, {"70", "", "69", yearreport.Exactly, "相差 +1"}, {"45", "", "69", yearreport.Exactly, "相差 -24"},
		{"60", "", "60", yearreport.AtLeast, "达到"}, {"61", "", "60", yearreport.AtLeast, "达到"}, {"59", "", "60", yearreport.AtLeast, "未达到，差 1"},
		{"299999.50", "", "300000", yearreport.AtLeast, "未达到，差 0.50"}, {"1300000.00", "", "300000", yearreport.AtLeast, "达到"},
		{"7920000.00", "", "8000000", yearreport.About, "相差 -1.00%"}, {"8000000.00", "", "8000000", yearreport.About, "一致"},
		{"2817", "2844", "99", yearreport.About, "一致"}, {"1", "2", "99", yearreport.About, "相差 -49个百分点"},
		{"9913", "10000", "99.13", yearreport.Exactly, "一致"}, {"99126", "100000", "99.13", yearreport.Exactly, "一致"}, {"9914", "10000", "99.13", yearreport.Exactly, "相差 +0.01个百分点"},
		{"1000000", "", "1", yearreport.Exactly, "相差 +999,999"}, {"1", "", "about a dozen", yearreport.Exactly, "无数可比"},
	} {
		require.Equal(t, c.want, beside(t, yearreport.Figure{Value: c.value, Of: c.of}, yearreport.Said{Text: "所述", Number: c.number, Match: c.match}), "%+v", c)
	}
	require.Equal(t, "无数可比", beside(t, yearreport.Figure{Absent: yearreport.NoValue}, yearreport.Said{Text: "所述", Number: "1", Match: yearreport.Exactly}))
}

// A figure is said as an official document says it.
func TestSaid(t *testing.T) {
	cases := governance.Text{Zh: "件"}
	for want, f := range map[string]yearreport.Figure{
		"2,817 件":             {Value: "2817", Measure: cases},
		"0 件":                 {Value: "0", Measure: cases},
		"99.05%（2,817/2,844）": {Value: "2817", Of: "2844"},
		"100.00%（1/1）":        {Value: "1", Of: "1"},
		"-1,234.50":           {Value: "-1234.50"},
		"-123":                {Value: "-123"},
		"无":                   {Absent: yearreport.NoValue, Measure: cases},
		"未启用":                 {Absent: yearreport.NotKept},
	} {
		require.Equal(t, want, f.Said())
	}
}

// The founding report's figures, all that the domain names [F] in its sections 1 to
// 4, each said of a row.
func TestEveryFoundingFigureHasARow(t *testing.T) {
	said := map[string]string{}
	for _, s := range yearreport.Sections() {
		for _, row := range s.Rows {
			if row.Said.Text != "" {
				said[row.ID] = row.Said.Number + " " + string(row.Said.Match)
			}
		}
	}
	require.Equal(t, map[string]string{
		"org.branches": "69 exactly", "org.covered": "100 exactly", "org.covered.compounds": "153 exactly", "org.grids": "727 exactly", "org.grid-staff": "807 exactly",
		"org.instructors.on-the-job": "35 exactly", "org.instructors.registered": "22 exactly", "org.instructors.retired": "25 exactly", "org.mediators": "308 exactly",
		"inquiry.answered": "15101 exactly", "case.handled": "27543 exactly", "g1.meetings": "60 at-least", "g1.solved": "400 at-least",
		"g5.members": "99.13 exactly", "g5.participations": "3928 exactly", "g6.alliances": "5 exactly", "g10.teams": "13 exactly", "g10.services": "172 exactly",
		"g11.studios": "7 exactly", "g11.events": "6 exactly", "g12.public-benefit": "300 at-least", "g13.mediated": "2844 exactly", "g13.agreed": "2817 exactly", "g13.success": "99 about",
		"g14.upgraded": "34 exactly", "g14.spaces": "30 at-least", "g14.spent": "8000000 about", "g15.average": "300000 at-least", "g15.facilities": "10000000 about",
		"g16.main": "4500 at-least", "g16.other": "3200 at-least", "g16.raise": "1000 at-least",
	}, said)
}

// What no report can be made by is named, row by row.
func TestCheckNamesEveryFault(t *testing.T) {
	ask := yearreport.Ask{Kind: "a", Question: "figures"}
	_, err := yearreport.New([]yearreport.Section{{
		Rows: []yearreport.Row{{ID: "a", Ask: ask, Pick: "/x"}, {ID: "a", Ask: ask, Pick: "x", Over: "y", Given: "/"}, {Ask: yearreport.Ask{Kind: "a"}, Pick: "/x"}},
		Runs: []yearreport.Run{{ID: "r", Ask: ask}, {ID: "s", By: yearreport.ByMonth, Ask: ask, Picks: []yearreport.Pick{{At: "x"}}}, {ID: "t", By: yearreport.ByRow, Ask: ask, Picks: []yearreport.Pick{{At: "score"}}}},
	}})
	var invalid *governance.InvalidError
	require.ErrorAs(t, err, &invalid)
	var got []string
	for _, f := range invalid.Faults {
		got = append(got, f.Path+" "+f.Code)
	}
	require.ElementsMatch(t, []string{
		"sections[0].rows[1].id duplicate", "sections[0].rows[1].pick bad-pointer", "sections[0].rows[1].pick bad-pointer", "sections[0].rows[1].pick bad-pointer",
		"sections[0].rows[2].id duplicate", "sections[0].rows[2].ask required", "sections[0].runs[0].picks required", "sections[0].runs[1].pick bad-pointer",
	}, got)
}

// Every row and run says what it is in both languages, and under an id of its form.
func TestRowsAreLabelled(t *testing.T) {
	require.NoError(t, yearreport.Check(yearreport.Sections()))
	for _, s := range yearreport.Sections() {
		require.NotEmpty(t, s.Source, s.ID)
		for _, row := range s.Rows {
			require.Regexp(t, `^[a-z0-9]+(\.[a-z-]+)+$`, row.ID)
			require.NotEmpty(t, row.Label.Zh, row.ID)
			require.NotEmpty(t, row.Label.En, row.ID)
			require.Equal(t, row.Over == "", row.Measure.Zh != "", "%s: what is no rate has a unit of measure", row.ID)
		}
		for _, run := range s.Runs {
			require.NotEmpty(t, run.Label.Zh, run.ID)
			require.NotEmpty(t, run.Label.En, run.ID)
		}
	}
}
