package memory

import (
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/governance"
)

// match is a query made ready to be asked of many records: text folded, keys
// in order.
type match struct {
	governance.Query
	folded string
}

func newMatch(q governance.Query) match {
	q.Keys, q.Among = unique(q.Keys), unique(q.Among)
	return match{Query: q, folded: fold(q.Text)}
}

// unique sorts keys and leaves out repetitions. nil stays nil, empty stays
// empty: a caller without keys sees nothing.
func unique(keys []string) []string {
	keys = slices.Clone(keys)
	slices.Sort(keys)
	return slices.Compact(keys)
}

// holds reports whether a record is one of those asked for.
func (m *match) holds(r *record) bool {
	h := &r.header
	return (m.Kind == "" || m.Kind == r.ref.Kind) &&
		m.ordered(h) && m.labelled(h) && m.timed(h) && m.shown(r) && m.worded(r)
}

// ordered leaves out what lacks the column that is sorted by.
func (m *match) ordered(h *governance.Header) bool {
	return m.Order == governance.Newest || !sortedBy(m.Order, h).IsZero()
}

func (m *match) labelled(h *governance.Header) bool {
	return (len(m.Phases) == 0 || slices.Contains(m.Phases, h.Phase)) &&
		(m.Outcome == "" || m.Outcome == h.Outcome) &&
		(m.Class == "" || m.Class == h.Class) &&
		(m.Category == "" || m.Category == h.Category) &&
		(len(m.Unit) == 0 || slices.Contains(m.Unit, h.Unit)) &&
		(m.Person == "" || m.Person == h.Person) &&
		(m.Parent == uuid.Nil || m.Parent == h.Parent)
}

func (m *match) timed(h *governance.Header) bool {
	return within(h.Opened, m.OpenedFrom, m.OpenedTo) &&
		within(h.Closed, m.ClosedFrom, m.ClosedTo) &&
		within(h.Due, time.Time{}, m.DueBefore) &&
		(m.WakeBy.IsZero() || !h.Wake.IsZero() && !h.Wake.After(m.WakeBy))
}

// within checks a column against bounds of which either may be absent. A
// record without the time lies within nothing.
func within(t, from, to time.Time) bool {
	if from.IsZero() && to.IsZero() {
		return true
	}
	return !t.IsZero() && !t.Before(from) && (to.IsZero() || t.Before(to))
}

func (m *match) shown(r *record) bool {
	return (m.Keys == nil || r.shownTo(m.Keys, m.Desk)) &&
		(len(m.Among) == 0 || r.shownTo(m.Among, false))
}

func (m *match) worded(r *record) bool {
	return m.folded == "" || strings.Contains(r.serial, m.folded) || strings.Contains(r.title, m.folded)
}
