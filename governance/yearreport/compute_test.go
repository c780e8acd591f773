package yearreport_test

import (
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/memory"
	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/mediation"
	"github.com/jinlin-project/jinlin/governance/yearreport"
	"github.com/jinlin-project/jinlin/internal/districttest"
	"github.com/jinlin-project/jinlin/orgtree"
)

// keeping is a district that keeps mediations, and reports by a row and a run of
// one's own.
func keeping(t *testing.T, s yearreport.Section) *districttest.World {
	t.Helper()
	mediations, err := mediation.New(nil)
	require.NoError(t, err)
	reports, err := yearreport.New([]yearreport.Section{s})
	require.NoError(t, err)
	return districttest.New(t, memory.New(), mediations.Shelf, reports.Shelf)
}

// report asks for a report as the system.
func report(w *districttest.World, unit orgtree.Code, from, to string) (*yearreport.Report, error) {
	return yearreport.Compute(w.Context(), w.Office, governance.Actor{System: true}, yearreport.Wanted{Unit: unit, From: civil.MustParse(from), To: civil.MustParse(to)})
}

func asking(question string) yearreport.Ask {
	return yearreport.Ask{Kind: mediation.Kind, Question: question, Params: map[string]string{"unit": "{unit}", "from": "{from}", "to": "{to}"}}
}

func apply(place orgtree.Code) mediation.Apply {
	return mediation.Apply{Title: "漏水", Text: "漏水", Dispute: "neighbours", Place: place, Applicant: mediation.Party{Name: "甲"}, Respondent: mediation.Party{Name: "乙"}}
}

// A course goes by months, by quarters where those would be too many, and by years
// where these would; its stretches make up the period, no day twice.
func TestCourses(t *testing.T) {
	w := keeping(t, yearreport.Section{Runs: []yearreport.Run{{ID: "m", By: yearreport.ByMonth, Ask: asking("figures"), Picks: []yearreport.Pick{{At: "/opened"}}}}})
	for _, c := range []struct{ from, to, want string }{
		{"2024-01-01", "2025-01-01", "2024-01 2024-02 2024-03 2024-04 2024-05 2024-06 2024-07 2024-08 2024-09 2024-10 2024-11 2024-12"},
		{"2024-11-15", "2025-02-02", "2024-11 2024-12 2025-01 2025-02"},
		{"2024-02-29", "2024-03-01", "2024-02"},
		{"2023-02-01", "2025-02-02", "2023-Q1 2023-Q2 2023-Q3 2023-Q4 2024-Q1 2024-Q2 2024-Q3 2024-Q4 2025-Q1"},
		{"2018-01-01", "2025-01-01", "2018 2019 2020 2021 2022 2023 2024"},
	} {
		r, err := report(w, districttest.District, c.from, c.to)
		require.NoError(t, err)
		var labels []string
		next := c.from
		for _, p := range r.Parts[0].Series[0].Points {
			labels = append(labels, p.Label)
			from, rest, _ := strings.Cut(strings.TrimPrefix(p.Query, "mediations/figures?from="), "&to=")
			require.Equal(t, next, from, "it begins where the one before ended")
			next, _, _ = strings.Cut(rest, "&")
		}
		require.Equal(t, c.to, next)
		require.Equal(t, c.want, strings.Join(labels, " "))
	}
}

// A comparison is of the units of the next level within the one that reports.
func TestComparisons(t *testing.T) {
	w := keeping(t, yearreport.Section{Runs: []yearreport.Run{{ID: "u", By: yearreport.ByBelow, Ask: asking("figures"), Picks: []yearreport.Pick{{At: "/opened"}}}}})
	for range 3 {
		w.Do("resident", mediation.Kind, uuid.Nil, apply(districttest.Compound))
	}
	w.Do("resident", mediation.Kind, uuid.Nil, apply(districttest.Compound2))
	for unit, want := range map[orgtree.Code]map[string]string{
		districttest.District: {"海沧街道": "3", "新阳街道": "1"}, districttest.Town: {"海沧社区": "3"}, districttest.Community2: {},
	} {
		r, err := report(w, unit, "2024-01-01", "2025-01-01")
		require.NoError(t, err)
		got := map[string]string{}
		for _, p := range r.Parts[0].Series[0].Points {
			if p.Values[0] != "0" {
				got[p.Label] = p.Values[0]
			}
		}
		require.Equal(t, want, got, unit)
		require.NotEmpty(t, r.Parts[0].Series[0].Points)
	}
}

// A row whose number stands nowhere in the answer is a defect, and told as one;
// what nothing was counted under is none of that, and 0.
func TestRowsThatDoNotFit(t *testing.T) {
	for _, c := range []struct {
		question, pick, value string
		fits                  bool
	}{
		{"success", "/num", "0", true}, {"figures", "/byOutcome/agreed", "0", true}, {"figures", "/byUnit/350205/agreed", "0", true},
		{"success", "/none", "", false}, {"success", "/rate", "", false}, {"success", "/num/deeper", "", false}, {"figures", "/onTime", "", false},
	} {
		w := keeping(t, yearreport.Section{Rows: []yearreport.Row{{ID: "row", Ask: asking(c.question), Pick: c.pick}}})
		r, err := report(w, districttest.District, "2024-01-01", "2025-01-01")
		if !c.fits {
			var misfit *yearreport.MisfitError
			require.ErrorAs(t, err, &misfit, c.pick)
			require.Equal(t, yearreport.MisfitError{Row: "row", At: c.pick}, *misfit)
			continue
		}
		require.NoError(t, err, c.pick)
		require.Equal(t, c.value, r.Figure("row").Value, c.pick)
		require.Nil(t, r.Figure("now"))
	}
}

// What is read from an answer: whole numbers and amounts as they are, of a rate both
// counts, of an average nothing where it was made of nothing.
func TestRead(t *testing.T) {
	for _, c := range []struct {
		row    yearreport.Row
		answer string
		want   [2]string
	}{
		{yearreport.Row{Pick: "/a"}, `{"a":12345678901234567}`, [2]string{"12345678901234567"}},
		{yearreport.Row{Pick: "/a"}, `{"a":"-1234.50"}`, [2]string{"-1234.50"}},
		{yearreport.Row{Pick: "/a"}, `{"a":null}`, [2]string{}},
		{yearreport.Row{Pick: "/a", Over: "/b"}, `{"a":1,"b":2}`, [2]string{"1", "2"}},
		{yearreport.Row{Pick: "/a", Over: "/b"}, `{"a":0,"b":0}`, [2]string{}},
		{yearreport.Row{Pick: "/c=x/a", Given: "/c=x/n"}, `[{"c":"y","a":"1.00","n":1},{"c":"x","a":"2.00","n":3}]`, [2]string{"2.00"}},
		{yearreport.Row{Pick: "/c=x/a", Given: "/c=x/n"}, `[{"c":"x","a":"0.00","n":0}]`, [2]string{}},
		{yearreport.Row{Pick: "/c=x/a", Given: "/c=x/n"}, `[]`, [2]string{}},
	} {
		value, of, err := c.row.Read([]byte(c.answer))
		require.NoError(t, err, c.answer)
		require.Equal(t, c.want, [2]string{value, of}, c.answer)
	}
	for _, answer := range []string{`{"a":"1."}`, `{"a":"x"}`, `{"a":true}`, `{"a":{}}`, `3`, `x`} {
		_, _, err := (&yearreport.Row{Pick: "/a"}).Read([]byte(answer))
		require.Error(t, err, answer)
	}
}

// 4 G18: an issued report stays as it was issued, whatever becomes of the records.
func TestIssuedReportsStayAsTheyAre(t *testing.T) {
	w := open(t)
	w.Do("resident", mediation.Kind, uuid.Nil, apply(districttest.Compound))
	compile := yearreport.Compile{Unit: districttest.District, From: civil.MustParse("2024-01-01"), To: civil.MustParse("2024-09-01")}
	ref := w.Do("centre", yearreport.Kind, uuid.Nil, compile)
	w.Do("district", yearreport.Kind, ref.ID, yearreport.Issue{})
	issued := districttest.Records[yearreport.Record](w, yearreport.Kind)[0].Report
	before := issued.Markdown(yearreport.Routes)
	w.Do("resident", mediation.Kind, uuid.Nil, apply(districttest.Compound))
	again := districttest.Records[yearreport.Record](w, yearreport.Kind)[0].Report
	require.Equal(t, before, again.Markdown(yearreport.Routes))
	_, err := w.Try("centre", yearreport.Kind, ref.ID, yearreport.Recompile{})
	require.ErrorAs(t, err, new(*governance.NotAllowedError))
	w.Do("centre", yearreport.Kind, uuid.Nil, compile)
}

// An office that keeps no reports says so, and one that does says what is wrong with
// a period.
func TestComputeRefuses(t *testing.T) {
	mediations, err := mediation.New(nil)
	require.NoError(t, err)
	w := districttest.New(t, memory.New(), mediations.Shelf)
	_, err = report(w, districttest.District, "2024-01-01", "2025-01-01")
	require.ErrorIs(t, err, yearreport.ErrNotAssembled)
	w = open(t)
	for _, c := range []struct {
		unit           orgtree.Code
		from, to, want string
	}{
		{districttest.Compound, "2024-01-01", "2025-01-01", "unit no-reporting-unit"}, {"350299", "2024-01-01", "2025-01-01", "unit no-reporting-unit"},
		{districttest.District, "2025-01-01", "2025-01-01", "to before-from"}, {districttest.District, "1900-01-01", "2025-01-01", "to too-long"},
	} {
		_, err := report(w, c.unit, c.from, c.to)
		require.ErrorContains(t, err, c.want)
	}
}
