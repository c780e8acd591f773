package memory

import (
	"context"
	"math"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/governance"
)

// The lengths of a page of records.
const (
	defaultPage = 50
	longestPage = 1000
)

// Find implements [governance.Ledger].
func (l *Ledger) Find(ctx context.Context, q governance.Query) (governance.Page, error) {
	if err := ctx.Err(); err != nil {
		return governance.Page{}, err
	}
	q.Limit = clamp(q.Limit, defaultPage, longestPage)
	m := newMatch(q)
	l.mu.RLock()
	defer l.mu.RUnlock()
	marks, err := l.first(ctx, &m, q.Limit+1) // one more tells whether there is a next page
	if err != nil {
		return governance.Page{}, err
	}
	var page governance.Page
	if len(marks) > q.Limit {
		marks = marks[:q.Limit]
		last := marks[q.Limit-1].r
		page.Next = governance.Cursor{At: sortedBy(q.Order, &last.header), ID: last.ref.ID}
	}
	page.Items = make([]governance.Stored, len(marks))
	for i := range marks {
		page.Items[i] = marks[i].r.stored()
	}
	return page, nil
}

// first returns the first n records behind the cursor, in the query's order,
// from the kinds it is about.
func (l *Ledger) first(ctx context.Context, m *match, n int) ([]mark, error) {
	var found []mark
	from, last := m.stretch()
	for _, k := range l.index.of(m.Kind) {
		stop := len(found) + n
		visit := func(at mark) bool {
			if m.holds(at.r) {
				found = append(found, at)
			}
			return len(found) < stop
		}
		if sets, size := k.narrow(m); sets != nil && gathers(size, k.orders[governance.Newest].count, n) {
			stop = math.MaxInt
			each(sets, func(r *record) {
				if at := m.mark(r); at.compare(&from) > 0 {
					visit(at)
				}
			})
			continue
		}
		var err error
		k.orders[m.Order].after(from, func(at mark) bool {
			return at.at <= last && patient(ctx, &err) && visit(at)
		})
		if err != nil {
			return nil, err
		}
	}
	slices.SortFunc(found, func(a, b mark) int { return a.compare(&b) })
	return found[:min(n, len(found))], nil
}

// patient reports whether the asker still waits, and keeps the error if not.
func patient(ctx context.Context, err *error) bool {
	*err = ctx.Err()
	return *err == nil
}

// mark is where a record stands in the order of the query.
func (m *match) mark(r *record) mark {
	return mark{at: ascending(m.Order, sortedBy(m.Order, &r.header)), id: r.ref.ID, r: r}
}

// stretch is the part of a shelf that can hold an answer: behind the cursor
// and within the bounds on the column that is sorted by.
func (m *match) stretch() (from mark, last int64) {
	from, last = mark{at: math.MinInt64}, math.MaxInt64
	switch {
	case m.Order == governance.Newest && !m.OpenedFrom.IsZero():
		last = ascending(m.Order, m.OpenedFrom)
	case m.Order == governance.Dues && !m.DueBefore.IsZero():
		last = m.DueBefore.UnixMicro()
	case m.Order == governance.Wakes && !m.WakeBy.IsZero():
		last = m.WakeBy.UnixMicro()
	}
	if m.Order == governance.Newest && !m.OpenedTo.IsZero() {
		from = mark{at: ascending(m.Order, m.OpenedTo.Add(time.Microsecond)), id: uuid.Max}
	}
	if !m.After.IsZero() {
		after := mark{at: ascending(m.Order, m.After.At), id: m.After.ID}
		if after.compare(&from) > 0 {
			from = after
		}
	}
	return from, last
}

// narrow returns the smallest sets that together hold every answer of a kind,
// and their size; nil when the query gives none.
func (k *kindIndex) narrow(m *match) (sets []members, size int) {
	consider := func(candidates []members) {
		n := 0
		for _, s := range candidates {
			n += len(s)
		}
		if sets == nil || n < size {
			sets, size = candidates, n
		}
	}
	if m.Parent != uuid.Nil {
		consider([]members{k.parents[m.Parent]})
	}
	if m.Keys != nil {
		consider(k.withKeys(m.Keys))
	}
	if len(m.Among) > 0 {
		consider(k.withKeys(m.Among))
	}
	return sets, size
}

func (k *kindIndex) withKeys(keys []string) []members {
	out := make([]members, len(keys))
	for i, key := range keys {
		out[i] = k.keys[key]
	}
	return out
}

// gathers decides between two plans for a page of n: gathering all the members
// of sets of that size, or walking the shelf of all records until the page is
// full, which takes about n·all/size steps if only the keys restrict. A walk
// is never chosen where it could visit more than 16 times what gathering does.
func gathers(size, all, n int) bool { return size*size <= n*all || size*16 <= all }

// each visits the members of the sets, once each.
func each(sets []members, visit func(*record)) {
	if len(sets) == 1 {
		for r := range sets[0] {
			visit(r)
		}
		return
	}
	seen := members{}
	for _, set := range sets {
		for r := range set {
			if _, again := seen[r]; !again {
				seen[r] = struct{}{}
				visit(r)
			}
		}
	}
}
