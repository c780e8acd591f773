package casework_test

import (
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// G18 and 2.2 ("counted once"): figures over any period and any unit are what
// counting the matters one by one gives.
func TestFiguresAgainstAStupidCount(t *testing.T) {
	w := newWorld(t, nil)
	var ids []uuid.UUID
	for i, s := range stands(w) {
		ids = append(ids, s.matter.ID)
		if i%4 == 0 {
			w.to(w.now.Add(50 * time.Hour))
		}
	}
	for _, unit := range []orgtree.Code{haida, xingwang, haihong} {
		r := report()
		r.Place.Unit = unit
		ids = append(ids, w.do("unknown", uuid.Nil, r).ID)
	}
	for _, id := range ids {
		ids = append(ids, w.children(id)...)
	}
	for _, merged := range ids { // those that the others were merged into
		if into := w.get(merged).Into; into != uuid.Nil {
			ids = append(ids, into)
		}
	}
	for _, unit := range []orgtree.Code{"", district, townHaicang, haihong, haida, sunshine} {
		for _, period := range [][2]string{{"", ""}, {"2024-09-29", ""}, {"", "2024-10-08"}, {"2024-09-28", "2024-10-05"}, {"2030-01-01", ""}} {
			got, err := w.cases.Ask(t.Context(), w.actor("centre"), "figures", &governance.FigureParams{Unit: unit, From: period[0], To: period[1]})
			require.NoError(t, err)
			f := got.(*governance.Figures)
			want := w.count(ids, unit, period)
			require.Equal(t, want, [3]int64{f.Opened, f.Closed, f.OnTime.Num}, "%s %v", unit, period)
			require.Equal(t, f.Opened-f.Closed, f.Open)
			require.Equal(t, f.Closed, f.OnTime.Den)
		}
	}
}

// count walks over the matters: opened, closed, closed in time.
func (w *world) count(ids []uuid.UUID, unit orgtree.Code, period [2]string) (n [3]int64) {
	for _, id := range ids {
		c := w.get(id)
		day := civil.DateOf(c.Opened)
		if period[0] != "" && day < civil.MustParse(period[0]) || period[1] != "" && day >= civil.MustParse(period[1]) {
			continue
		}
		if unit != "" && !w.concerns(c, unit) || c.Outcome == string(casework.Merged) {
			continue
		}
		n[0]++
		if c.Phase != casework.PhaseClosed {
			continue
		}
		n[1]++
		missed := false
		for i := range c.Deadlines {
			missed = missed || c.Deadlines[i].State(w.now) == governance.Missed
		}
		if !missed {
			n[2]++
		}
	}
	return n
}

// concerns says whether a matter concerns a unit: it lies there, or the unit has
// a part in it.
func (w *world) concerns(c *casework.Case, unit orgtree.Code) bool {
	return w.tree().Within(c.Community, unit) || c.Checker == unit || c.Base == unit || c.Whistler == unit || involved(c, unit) != nil
}

// Figures count only what the asker may see, and say nothing to nobody.
func TestFiguresAreWhatOneMaySee(t *testing.T) {
	w := newWorld(t, nil)
	w.closed(housing)
	w.atTown()
	opened := func(who string) int64 {
		got, err := w.cases.Ask(t.Context(), w.actor(who), "figures", &governance.FigureParams{})
		require.NoError(t, err)
		return got.(*governance.Figures).Opened
	}
	for who, want := range map[string]int64{"centre": 2, "town": 2, "community": 2, "resident": 2, "housing": 1, "water": 0, "community3": 0, "huli-centre": 0} {
		require.Equal(t, want, opened(who), who)
	}
	_, err := w.cases.Ask(t.Context(), governance.Actor{}, "figures", &governance.FigureParams{})
	require.Equal(t, "forbidden", kindOf(t, err))
	_, err = w.cases.Ask(t.Context(), w.actor("centre"), "figures", &governance.FigureParams{Unit: "999", From: "gestern"})
	require.Len(t, faults(t, err), 2)
}
