package main

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/mediation"
	"github.com/jinlin-project/jinlin/governance/partnership/studio"
	"github.com/jinlin-project/jinlin/governance/yearreport"
	"github.com/jinlin-project/jinlin/internal/districttest"
	"github.com/jinlin-project/jinlin/orgtree"
	"github.com/jinlin-project/jinlin/scoring"
	"github.com/jinlin-project/jinlin/scoring/appraisal"
)

// clerk counts the records one by one, as somebody would who had only them.
type clerk struct {
	*year
	unit     orgtree.Code
	from, to civil.Date
	counts   map[string]int
}

// concerns reports whether something was begun in the period, and lies in the unit.
func (c *clerk) concerns(opened time.Time, community orgtree.Code) bool {
	day := civil.DateOf(opened)
	return day >= c.from && day < c.to && c.Tree().Within(community, c.unit)
}

func (c *clerk) count() map[string]int {
	c.counts = map[string]int{}
	for _, one := range districttest.Records[casework.Case](c.World, casework.KindCase) {
		if c.concerns(one.Opened, one.Community) {
			c.matter(one)
		}
	}
	for _, q := range districttest.Records[casework.Inquiry](c.World, casework.KindInquiry) {
		if at, _ := c.Tree().Community(q.Place.Unit); c.concerns(q.Opened, at) && q.Phase == "answered" {
			c.counts["inquiry.answered"]++
		}
	}
	for _, m := range districttest.Records[mediation.Mediation](c.World, mediation.Kind) {
		if !c.concerns(m.Opened, m.Community) {
			continue
		}
		if m.Phase == mediation.Agreed || m.Phase == mediation.Failed {
			c.counts["g13.mediated"]++
		}
		if m.Phase == mediation.Agreed {
			c.counts["g13.agreed"]++
		}
	}
	for _, s := range districttest.Records[studio.Studio](c.World, studio.KindStudio) {
		if s.Phase == studio.Running && s.FoundedOn < c.to && c.Tree().Within(s.Community, c.unit) {
			c.counts["g11.studios"]++
		}
	}
	for _, e := range districttest.Records[studio.Event](c.World, studio.KindEvent) {
		if e.HeldOn >= c.from && e.HeldOn < c.to && e.Series == "silver-help" && c.unit != districttest.Town2 {
			c.counts["g11.events"]++
		}
	}
	return c.counts
}

func (c *clerk) matter(one *casework.Case) {
	add := func(id string, is bool) {
		if is {
			c.counts["case."+id]++
		}
	}
	add("opened", true)
	add("handled", one.Phase == casework.PhaseClosed)
	add("solved", one.Outcome == "solved")
	add("withdrawn", one.Outcome == "withdrawn")
	add("list.immediate", one.List == casework.Immediate)
	add("list.phased", one.List == casework.Phased)
	add("whistled", one.Whistler != "")
	for _, r := range one.Ratings {
		add("rated", r.Given)
		add("satisfied", r.Given && r.Satisfaction >= 3)
	}
}

// counted are the figures that the clerk counts.
var counted = []string{
	"case.opened", "case.handled", "case.solved", "case.withdrawn", "case.list.immediate", "case.list.phased", "case.whistled", "case.rated", "case.satisfied",
	"inquiry.answered", "g13.mediated", "g13.agreed", "g11.studios", "g11.events",
}

// G18: "computed from the records for any period and any unit": the report's figures
// are what counting the records one by one gives.
func TestTheReportAgainstAClerk(t *testing.T) {
	y := lived(t)
	told := map[string]bool{}
	for _, unit := range []orgtree.Code{districttest.District, districttest.Town, districttest.Town2} {
		for _, p := range [][2]string{{"2024-01-01", "2025-01-01"}, {"2024-10-08", "2024-11-20"}, {"2025-01-01", "2026-01-01"}, {"2020-01-01", "2021-01-01"}} {
			w := yearreport.Wanted{Unit: unit, From: civil.MustParse(p[0]), To: civil.MustParse(p[1])}
			r, err := yearreport.Compute(t.Context(), y.Office, governance.Actor{System: true}, w)
			require.NoError(t, err)
			want := (&clerk{year: y, unit: unit, from: w.From, to: w.To}).count()
			for _, id := range counted {
				f := r.Figure(id)
				if f.Absent == yearreport.NoValue {
					require.Zero(t, want[id], id)
					continue
				}
				require.Equal(t, fmt.Sprint(want[id]), f.Value, "%s of %s %v", id, unit, p)
				told[id] = told[id] || want[id] > 0
			}
			require.Equal(t, want["case.rated"] > 0, r.Figure("case.satisfied").Of == fmt.Sprint(want["case.rated"]), "of those given")
			y.courses(t, r, want)
		}
	}
	require.Len(t, told, len(counted))
	for id, ever := range told {
		require.True(t, ever, "%s was never anything", id)
	}
}

// courses holds a report's series against its figures: the months of a period make
// up the whole, and so do the lists; what concerns the units below is no less.
func (y *year) courses(t *testing.T, r *yearreport.Report, want map[string]int) {
	t.Helper()
	for _, s := range r.Parts[1].Series {
		sum := 0
		for _, p := range s.Points {
			for _, v := range p.Values {
				var n int
				_, err := fmt.Sscan(v, &n)
				require.NoError(t, err)
				sum += n
			}
		}
		switch s.ID {
		case "case.months":
			require.Equal(t, want["case.opened"], sum, s.ID)
		case "case.units": // what a unit checked or whistled elsewhere concerns it too
			require.GreaterOrEqual(t, sum, want["case.opened"], s.ID)
		case "case.lists.months":
			require.Equal(t, want["case.list.immediate"]+want["case.list.phased"], sum, s.ID)
		}
	}
}

// 3: the towns' ranking is that of the opinions issued for the last quarter of the
// period, in their order.
func TestTheRankingIsThatOfTheOpinions(t *testing.T) {
	y := lived(t)
	w := yearreport.Wanted{Unit: districttest.District, From: civil.MustParse("2024-01-01"), To: civil.MustParse("2025-01-01")}
	r, err := yearreport.Compute(t.Context(), y.Office, governance.Actor{System: true}, w)
	require.NoError(t, err)
	series := r.Parts[2].Series[0]
	require.Equal(t, "scoring.towns", series.ID)
	require.Len(t, series.Points, 2)
	want := map[string]string{}
	for _, o := range districttest.Records[appraisal.Opinion](y.World, appraisal.KindOpinion) {
		if o.Content.Peer.Group == scoring.Towns && o.Content.Score != nil {
			want[o.Name] = o.Content.Score.Text(o.Content.Rounding.Places)
		}
	}
	for _, p := range series.Points {
		require.Equal(t, want[p.Label], p.Values[0], p.Label)
		require.Equal(t, "opinions/table?period=2024-Q4&side=responder", p.Query)
	}
	require.NotEmpty(t, want)
}

// The same records give the same bytes, in every form.
func TestTheSameBytes(t *testing.T) {
	y := lived(t)
	w := yearreport.Wanted{Unit: districttest.District, From: civil.MustParse("2024-01-01"), To: civil.MustParse("2025-01-01")}
	for name, write := range formats {
		var texts [2][]byte
		for i := range texts {
			r, err := yearreport.Compute(t.Context(), y.Office, governance.Actor{System: true}, w)
			require.NoError(t, err)
			texts[i], err = write(r, yearreport.Routes)
			require.NoError(t, err)
		}
		require.Equal(t, string(texts[0]), string(texts[1]), name)
		require.NotContains(t, string(texts[0]), "漏水", "%s: nobody's words", name)
	}
}
