package memory

import (
	"context"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/jinlin-project/jinlin/governance"
)

// Count implements [governance.Ledger].
func (l *Ledger) Count(ctx context.Context, q governance.Query, by ...governance.Column) ([]governance.Tally, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	m := newMatch(q)
	counts := newTallies(by)
	l.mu.RLock()
	defer l.mu.RUnlock()
	for _, k := range l.index.of(q.Kind) {
		add := func(r *record) {
			if m.holds(r) {
				counts.add(&r.header)
			}
		}
		if sets, _ := k.narrow(&m); sets != nil {
			each(sets, add)
			continue
		}
		var err error
		k.orders[q.Order].after(mark{at: math.MinInt64}, func(at mark) bool {
			add(at.r)
			return patient(ctx, &err)
		})
		if err != nil {
			return nil, err
		}
	}
	return counts.sorted(), nil
}

// column is the text by which Count splits.
func column(c governance.Column, h *governance.Header) string {
	switch c {
	case governance.ByPhase:
		return string(h.Phase)
	case governance.ByOutcome:
		return h.Outcome
	case governance.ByClass:
		return h.Class
	case governance.ByCategory:
		return h.Category
	case governance.ByUnit:
		return h.Unit
	case governance.ByLate:
		return strconv.Itoa(h.Late)
	}
	return ""
}

// tallies counts records by the values of some columns.
type tallies struct {
	by     []governance.Column
	counts map[string]*governance.Tally
	name   strings.Builder
}

// newTallies counts nothing yet; without columns there is one tally already.
func newTallies(by []governance.Column) *tallies {
	t := &tallies{by: by, counts: map[string]*governance.Tally{}}
	if len(by) == 0 {
		t.counts[""] = &governance.Tally{}
	}
	return t
}

func (t *tallies) add(h *governance.Header) {
	t.name.Reset()
	for _, c := range t.by {
		t.name.WriteString(column(c, h))
		t.name.WriteByte(0) // no text contains it
	}
	tally := t.counts[t.name.String()]
	if tally == nil {
		tally = &governance.Tally{Values: make([]string, len(t.by))}
		for i, c := range t.by {
			tally.Values[i] = column(c, h)
		}
		t.counts[t.name.String()] = tally
	}
	tally.Count++
}

// sorted returns the tallies in the order of their values.
func (t *tallies) sorted() []governance.Tally {
	out := make([]governance.Tally, 0, len(t.counts))
	for _, tally := range t.counts {
		out = append(out, *tally)
	}
	slices.SortFunc(out, func(a, b governance.Tally) int { return slices.Compare(a.Values, b.Values) })
	return out
}
