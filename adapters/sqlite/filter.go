package sqlite

import (
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/governance"
)

// filter writes the conditions of a query.
type filter struct {
	*arguments
	lead  string // the table whose kind, id and time of opening are read: "r." or "a."
	terms []string
}

func (f *filter) add(term string) { f.terms = append(f.terms, term) }

func (f *filter) clause() string {
	if len(f.terms) == 0 {
		return ""
	}
	return " WHERE " + strings.Join(f.terms, " AND ")
}

// query adds all that a query says, but for the part answered already.
func (f *filter) query(q *governance.Query, answered part) {
	f.equal(f.lead+"kind", q.Kind)
	f.equal("r.outcome", q.Outcome)
	f.equal("r.class", q.Class)
	f.equal("r.category", q.Category)
	if answered != byPerson {
		f.equal("r.person", q.Person)
	}
	if answered != byParent && q.Parent != uuid.Nil {
		f.add("r.parent = " + f.arguments.add(q.Parent[:]))
	}
	if answered != byPhase {
		oneOf(f, "r.phase", q.Phases)
	}
	if answered != byUnit {
		oneOf(f, "r.unit", q.Unit)
	}
	if answered != byKeys && q.Keys != nil {
		f.shown(q.Keys, q.Desk)
	}
	if answered != byAmong && len(q.Among) > 0 {
		f.shown(q.Among, false)
	}
	f.times(q)
	f.words(q.Text)
}

func (f *filter) equal(column, value string) {
	if value != "" {
		f.add(column + " = " + f.arguments.add(value))
	}
}

// oneOf takes the alternatives as one argument, so that their number does not
// make another statement.
func oneOf[T ~string](f *filter, column string, values []T) {
	switch len(values) {
	case 0:
	case 1:
		f.add(column + " = " + f.arguments.add(string(values[0])))
	default:
		f.add(column + " IN (SELECT value FROM json_each(" + f.arguments.add(list(values)) + "))")
	}
}

// shown asks for one of the keys, record by record.
func (f *filter) shown(keys []string, desk bool) {
	only := ""
	if desk {
		only = " AND x.desk = 1"
	}
	f.add("EXISTS (SELECT 1 FROM ledger_audience x WHERE x.record = r.record AND x.key IN (SELECT value FROM json_each(" +
		f.arguments.add(list(keys)) + "))" + only + ")")
}

// times adds the bounds on the four times. A record without a time lies within
// no bounds: NULL compares with nothing, and a time of opening that is none is
// the sentinel.
func (f *filter) times(q *governance.Query) {
	switch q.Order {
	case governance.Dues:
		f.add("r.due IS NOT NULL")
	case governance.Wakes:
		f.add("r.wake IS NOT NULL")
	case governance.Newest:
	}
	opened := f.lead + "opened"
	f.bound(opened, ">=", q.OpenedFrom)
	f.bound(opened, "<", q.OpenedTo)
	if !q.OpenedTo.IsZero() {
		f.add(fmt.Sprintf("%s > %d", opened, time.Time{}.UnixMicro()))
	}
	f.bound("r.closed", ">=", q.ClosedFrom)
	f.bound("r.closed", "<", q.ClosedTo)
	f.bound("r.due", "<", q.DueBefore)
	f.bound("r.wake", "<=", q.WakeBy)
}

func (f *filter) bound(column, comparison string, t time.Time) {
	if !t.IsZero() {
		f.add(column + " " + comparison + " " + f.arguments.add(t.UnixMicro()))
	}
}

// words asks for a part of serial or title. lower() knows ASCII only, which is
// what the contract asks for.
func (f *filter) words(text string) {
	if text == "" {
		return
	}
	part := f.arguments.add(lowered(text))
	f.add("(instr(lower(r.serial), " + part + ") > 0 OR instr(lower(r.title), " + part + ") > 0)")
}

// lowered makes ASCII letters small and leaves everything else as it is.
func lowered(s string) string {
	return strings.Map(func(r rune) rune {
		if 'A' <= r && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	}, s)
}
