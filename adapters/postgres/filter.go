package postgres

import (
	"strconv"
	"strings"
	"time"

	"github.com/jinlin-project/jinlin/governance"
)

// arguments collects a statement's arguments; what it returns stands for them
// in the text.
type arguments struct{ values []any }

func (a *arguments) add(v any) string {
	a.values = append(a.values, v)
	return "$" + strconv.Itoa(len(a.values))
}

// filter writes the conditions of a query.
type filter struct {
	*arguments
	lead    string // the table whose kind, id and time of opening are read: "r." or "a."
	terms   []string
	records bool // a term is about a column that only the record has
}

// add adds a term about the leading table.
func (f *filter) add(term string) { f.terms = append(f.terms, term) }

// record adds a term about the record.
func (f *filter) record(term string) {
	f.records = true
	f.add(term)
}

func (f *filter) clause() string {
	if len(f.terms) == 0 {
		return ""
	}
	return " WHERE " + strings.Join(f.terms, " AND ")
}

// query adds all that a query says, but for the part answered already.
func (f *filter) query(q *governance.Query, answered side) {
	if q.Kind != "" {
		f.add(f.lead + "kind = " + f.arguments.add(q.Kind))
	}
	f.equal("outcome", q.Outcome)
	f.equal("class", q.Class)
	f.equal("category", q.Category)
	if answered != byPerson {
		f.equal("person", q.Person)
	}
	if answered != byParent && q.Parent != noID {
		f.record("r.parent = " + f.arguments.add(q.Parent))
	}
	if answered != byPhase {
		oneOf(f, "phase", q.Phases)
	}
	if answered != byUnit {
		oneOf(f, "unit", q.Unit)
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
		f.record("r." + column + " = " + f.arguments.add(value))
	}
}

// oneOf takes the alternatives as one argument, so that their number does not
// make another statement.
func oneOf[T ~string](f *filter, column string, values []T) {
	switch len(values) {
	case 0:
	case 1:
		f.equalText(column, string(values[0]))
	default:
		texts := make([]string, len(values))
		for i, v := range values {
			texts[i] = string(v)
		}
		f.record("r." + column + " = ANY (" + f.arguments.add(texts) + ")")
	}
}

// equalText is equal, for a value that may be empty.
func (f *filter) equalText(column, value string) {
	f.record("r." + column + " = " + f.arguments.add(value))
}

// shown asks for one of the keys, record by record.
func (f *filter) shown(keys []string, desk bool) {
	only := ""
	if desk {
		only = " AND x.desk"
	}
	f.add("EXISTS (SELECT FROM ledger_audience x WHERE x.id = " + f.lead + "id AND x.kind = " + f.lead + "kind AND x.home = " +
		f.lead + "home AND x.key = ANY (" + f.arguments.add(keys) + ")" + only + ")")
}

// times adds the bounds on the four times. A record without a time lies within
// no bounds: NULL compares with nothing, and a time of opening that is none is
// before all.
func (f *filter) times(q *governance.Query) {
	switch q.Order {
	case governance.Dues:
		f.record("r.due IS NOT NULL")
	case governance.Wakes:
		f.record("r.wake IS NOT NULL")
	case governance.Newest:
	}
	opened := f.lead + "opened"
	f.bound(f.add, opened, ">=", q.OpenedFrom)
	f.bound(f.add, opened, "<", q.OpenedTo)
	if !q.OpenedTo.IsZero() {
		f.add(opened + " > '-infinity'")
	}
	f.bound(f.record, "r.closed", ">=", q.ClosedFrom)
	f.bound(f.record, "r.closed", "<", q.ClosedTo)
	f.bound(f.record, "r.due", "<", q.DueBefore)
	f.bound(f.record, "r.wake", "<=", q.WakeBy)
}

func (f *filter) bound(add func(string), column, comparison string, t time.Time) {
	if !t.IsZero() {
		add(column + " " + comparison + " " + f.arguments.add(t))
	}
}

// words asks for a part of serial or title. Both are of collation "C", under
// which lower() knows ASCII only, which is what the contract asks for, and
// bytes are compared, so that Chinese is found under any locale.
func (f *filter) words(text string) {
	if text == "" {
		return
	}
	part := f.arguments.add(lowered(text))
	f.record("(strpos(lower(r.serial), " + part + ") > 0 OR strpos(lower(r.title), " + part + ") > 0)")
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
