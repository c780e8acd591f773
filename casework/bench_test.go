package casework_test

import (
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/governance"
)

// line is one command of the full path over the centre.
type line struct {
	who string
	cmd governance.Command
}

// centrePath is a matter's life over the centre, with two departments: sixteen
// commands from the report to the last rating.
func centrePath() []line {
	named := []casework.Score{good(townHaicang), good(housing), good(cityMgmt)}
	return []line{
		{"resident", report()}, {"compound", casework.Verify{Category: "A103"}}, {"compound", casework.Whistle{Reason: "超出能力"}},
		{"town", casework.ReportIn{}}, {"town", casework.Escalate{Reason: "超出能力"}},
		{"centre", casework.Triage{List: casework.Immediate, Units: assign(housing, cityMgmt)}},
		{"housing", casework.Take{}}, {"citymgmt", casework.Take{}}, {"housing", casework.Progress{Text: "已到现场"}},
		{"citymgmt", completed()}, {"housing", completed()}, {"centre", casework.Pass{}},
		{"community", casework.Feedback{Text: "已修好"}}, {"community", casework.Publish{Summary: "路灯已修复"}},
		{"compound", casework.Rate{Scores: named}}, {"resident", casework.Rate{Scores: named}},
	}
}

// moments are one moment for each command of the path, with whoever gives it.
func (w *world) moments(path []line) []*governance.Moment {
	out := make([]*governance.Moment, len(path))
	id := uuid.MustParse("0192a000-0000-7000-8000-000000000001")
	tree, calendar, policy := w.tree(), w.calendar, casework.DefaultPolicy()
	for i, l := range path {
		out[i] = &governance.Moment{At: w.now, AsOf: w.now, Actor: w.actor(l.who), Org: tree, Calendar: calendar, Policy: policy, Ref: governance.Ref{Kind: casework.KindCase, ID: id}, Version: int64(i + 1)}
	}
	return out
}

// The pure path does what the stored path does.
func TestThePathThatIsMeasured(t *testing.T) {
	w := newWorld(t, nil)
	path := centrePath()
	require.Len(t, path, 16)
	require.Equal(t, casework.PhaseClosed, play16(t, w.cases.Lifecycle(), path, w.moments(path)).Phase)
	id := uuid.Nil
	for _, l := range path {
		id = w.do(l.who, id, l.cmd).ID
	}
	require.Equal(t, casework.PhaseClosed, w.get(id).Phase)
	require.Len(t, w.entries(casework.KindCase, id), 16)
}

// play16 applies the whole path to a new matter.
func play16(tb testing.TB, l *governance.Lifecycle[casework.Case], path []line, moments []*governance.Moment) *casework.Case {
	c := new(casework.Case)
	c.District = district
	c.Deadlines = make([]governance.Deadline, 0, 12)
	for i := range path {
		m := moments[i]
		m.Renew()
		if err := l.Apply(c, path[i].cmd, m); err != nil {
			tb.Fatalf("%s: %v", path[i].cmd.Verb(), err)
		}
	}
	return c
}

// BenchmarkMatter is the real matter, rights and deadlines and all, sixteen
// commands: pure, through the book on a memory ledger, and beside them the
// questions that every page asks.
func BenchmarkMatter(b *testing.B) {
	path := centrePath()
	perCommand := func(b *testing.B, n int) {
		b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*n), "ns/command")
	}
	b.Run("pure", func(b *testing.B) {
		w := newWorld(b, nil)
		moments, lifecycle := w.moments(path), w.cases.Lifecycle()
		b.ReportAllocs()
		for b.Loop() {
			play16(b, lifecycle, path, moments)
		}
		perCommand(b, len(path))
	})
	b.Run("book", func(b *testing.B) {
		w := newWorld(b, nil)
		actors := make([]governance.Actor, len(path))
		for i, l := range path {
			actors[i] = w.actor(l.who)
		}
		b.ReportAllocs()
		for b.Loop() {
			id := uuid.Nil
			for i, l := range path {
				c, err := w.cases.Do(b.Context(), governance.Request{Actor: actors[i], ID: id, Command: l.cmd})
				if err != nil {
					b.Fatal(l.cmd.Verb(), err)
				}
				id = c.ID
			}
		}
		perCommand(b, len(path))
	})
	b.Run("actions", func(b *testing.B) {
		w := newWorld(b, nil)
		c := w.get(w.inProgress(casework.Immediate, housing, cityMgmt))
		m := w.moment("housing", c)
		b.ReportAllocs()
		for b.Loop() {
			if len(w.cases.Lifecycle().Actions(c, m)) == 0 {
				b.Fatal("nothing to do")
			}
		}
	})
}

// BenchmarkGrowth is a command's cost with ever more matters in the ledger: it
// must not depend on how many there are.
func BenchmarkGrowth(b *testing.B) {
	for _, n := range []int{100, 1000, 10000} {
		b.Run(map[int]string{100: "1e2", 1000: "1e3", 10000: "1e4"}[n], func(b *testing.B) {
			w := newWorld(b, nil)
			for range n {
				w.reported()
			}
			id := w.reported()
			actor := w.actor("community")
			note := governance.Note{Text: "已查看"}
			for b.Loop() {
				if _, err := w.cases.Do(b.Context(), governance.Request{Actor: actor, ID: id, Command: note}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
