package casework_test

import (
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/governance"
)

// 2.2: how the loop was closed is what the histories of the matters tell, read entry
// by entry.
func TestTheLoopAgainstTheHistories(t *testing.T) {
	w := newWorld(t, nil)
	var ids []uuid.UUID
	for i, s := range stands(w) {
		ids = append(ids, s.matter.ID)
		if i%5 == 0 {
			w.to(w.now.Add(60 * time.Hour))
		}
	}
	back := w.disputed(housing)
	w.do("resident", back, casework.Reopen{Reason: "未解决"})
	w.do("centre", back, casework.Supervise{Text: "未解决"})
	ids = append(ids, back)
	for _, id := range ids { // and those that the others were merged into or split off from
		c := w.get(id)
		for _, other := range append(w.children(id), c.Into, c.Parent) {
			if other != uuid.Nil {
				ids = append(ids, other)
			}
		}
	}
	got, err := w.cases.Ask(t.Context(), w.actor("centre"), "loop", &governance.FigureParams{})
	require.NoError(t, err)
	l, want, seen := got.(casework.Loop), map[string]int64{}, map[uuid.UUID]bool{}
	for _, id := range ids {
		c := w.get(id)
		if seen[id] || c.Outcome == string(casework.Merged) {
			continue
		}
		seen[id] = true
		want["matters"]++
		verbs := w.verbs(id)
		if c.Parent != uuid.Nil && w.verbs(c.Parent)["whistle"] { // a child begins where its parent stood
			verbs["whistle"] = true
		}
		for verb := range verbs {
			want[verb]++
		}
	}
	require.Equal(t, want["matters"], l.Matters)
	for verb, n := range map[string]int64{"whistle": l.Whistled, "refuse": l.Refused, "reopen": l.Reopened, "urge": l.Urged, "supervise": l.Supervised} {
		require.Equal(t, want[verb], n, verb)
		require.NotZero(t, n, verb)
	}
	require.Equal(t, l.Given.Den, l.Steps.NotGiven+l.Given.Num)
	require.Equal(t, l.Satisfied.Num, l.Steps.VerySatisfied+l.Steps.Satisfied+l.Steps.BasicallySatisfied)
	require.Equal(t, l.Satisfied.Den, l.Given.Num)
}

// verbs are the commands that a matter's history tells of.
func (w *world) verbs(id uuid.UUID) map[string]bool {
	entries, err := w.cases.History(w.tb.Context(), governance.Actor{System: true}, id, 0, 1000)
	require.NoError(w.tb, err)
	out := map[string]bool{}
	for _, e := range entries {
		out[e.Command] = true
	}
	return out
}

// 2.2 [R]: the report-in has its hours and the ratings their five days; what came
// late, or not at all, is in the denominator only.
func TestTheLoopsClocks(t *testing.T) {
	w := newWorld(t, nil)
	w.closed(housing)
	w.whistled()
	w.to(w.now.AddDate(0, 0, 30)) // nobody came
	loop := func() casework.Loop {
		got, err := w.cases.Ask(t.Context(), w.actor("centre"), "loop", &governance.FigureParams{})
		require.NoError(t, err)
		return got.(casework.Loop)
	}
	l := loop()
	require.Equal(t, governance.Ratio{Num: 1, Den: 2}, l.ReportIn)
	require.Equal(t, governance.Ratio{Num: 1, Den: 1}, l.Asked)
	require.Equal(t, [4]int64{2, 0, 2, 1}, [4]int64{l.Matters, l.Self, l.Whistled, l.Passed})
	require.Equal(t, governance.Ratio{Num: 4, Den: 4}, l.Given, "the whistler's and the sender's, of the town and the department")
	require.Equal(t, casework.Steps{VerySatisfied: 4}, l.Steps)
	w.rating(housing)
	w.to(w.now.AddDate(0, 0, 30)) // nobody rates
	require.EqualValues(t, 4, loop().Steps.NotGiven)
	require.Equal(t, governance.Ratio{Num: 4, Den: 4}, loop().Satisfied, "silence is neither")
}
