package whatif

import (
	"cmp"
	"slices"
)

// mostMoved is how many units are named on either side.
const mostMoved = 6

// Moved are the units whose figure differs most between a scenario (from 1 on) and the
// first: those that have more, and those that have less, the greatest difference first.
// Of two that differ alike the one with the smaller code comes first. Only differences
// are named that are clear and not nothing when they are printed; with fewer than 8
// seeds, those on which all seeds agree.
func (c *Comparison) Moved(scenario int, id string) (more, less []*UnitRow) {
	for i := range c.Units {
		if u := &c.Units[i]; u.ID == id && u.Differences[scenario-1].stands(u.places) {
			if u.Differences[scenario-1].Median > 0 {
				more = append(more, u)
			} else {
				less = append(less, u)
			}
		}
	}
	by := func(u *UnitRow) Amount { return u.Differences[scenario-1].Median }
	furthest := func(a, b *UnitRow) int {
		return cmp.Or(cmp.Compare(max(by(b), -by(b)), max(by(a), -by(a))), cmp.Compare(a.Of.Code, b.Of.Code))
	}
	slices.SortFunc(more, furthest)
	slices.SortFunc(less, furthest)
	return more[:min(len(more), mostMoved)], less[:min(len(less), mostMoved)]
}

// unitFigures are the figures of units, one row for each.
func (c *Comparison) unitFigures() []*UnitRow {
	var out []*UnitRow
	for i := range c.Units {
		if c.Units[i].Of.Code == c.Units[0].Of.Code {
			out = append(out, &c.Units[i])
		}
	}
	return out
}
