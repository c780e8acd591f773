package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"slices"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/governance"
)

// A way is one index by which records are walked. The ways of a plan together
// find every record asked for.
type way struct {
	by    part
	index string // walked by INDEXED BY, so that a change of mind of the planner is an error
	term  string // what the index is restricted by; %s stands for value
	value any
}

// A part is the part of a query that a way answers by itself.
type part int

const (
	byOrder part = iota
	byParent
	byPerson
	byKeys
	byAmong
	byUnit
	byPhase
)

// mostWays bounds how many indexes are merged; beyond it their values are
// looked up record by record.
const mostWays = 64

// plan chooses the ways for a query: the narrowest first, those that have the
// query's order if possible.
func plan(q *governance.Query) []way {
	newest := q.Order == governance.Newest
	switch {
	case q.Parent != uuid.Nil:
		return []way{{byParent, "ledger_records_parent", "r.parent = %s", q.Parent[:]}}
	case q.Person != "":
		return []way{{byPerson, "ledger_records_person", "r.person = %s AND r.person <> ''", q.Person}}
	case q.Desk && few(q.Keys):
		return each(q.Keys, way{by: byKeys, index: "ledger_audience_desk", term: "a.key = %s AND a.desk = 1"})
	case newest && few(q.Keys):
		return each(q.Keys, way{by: byKeys, term: "a.key = %s"})
	case newest && few(q.Among):
		return each(q.Among, way{by: byAmong, term: "a.key = %s"})
	case newest && few(q.Unit) && !slices.Contains(q.Unit, ""):
		return each(q.Unit, way{by: byUnit, index: "ledger_records_unit", term: "r.unit = %s AND r.unit <> ''"})
	case q.Kind == "":
		return []way{{}}
	case newest && (!q.ClosedFrom.IsZero() || !q.ClosedTo.IsZero()):
		return []way{{index: "ledger_records_closed"}}
	case newest && few(q.Phases):
		return byPhases(q)
	}
	return []way{{index: orders[q.Order].index}}
}

// scarce is how many records in a phase are so few that they are walked rather
// than all that a key may see, which may be a whole district's.
const scarce = 500

// choose is plan with a look at the data where the query alone does not tell:
// hardly any record is in triage, and nearly all are closed.
func (l *Ledger) choose(ctx context.Context, q *governance.Query) ([]way, error) {
	ways := plan(q)
	if ways[0].by != byKeys || q.Desk || q.Kind == "" || !few(q.Phases) {
		return ways, nil
	}
	n := 0
	err := l.asked.query(ctx, `SELECT count(*) FROM (SELECT 1 FROM ledger_records INDEXED BY ledger_records_phase
		WHERE kind = ? AND phase IN (SELECT value FROM json_each(?)) LIMIT ?)`,
		[]any{q.Kind, list(q.Phases), scarce}, func(rows *sql.Rows) error { return rows.Scan(&n) })
	if n < scarce {
		ways = byPhases(q)
	}
	return ways, err
}

func byPhases(q *governance.Query) []way {
	return each(q.Phases, way{by: byPhase, index: "ledger_records_phase", term: "r.phase = %s"})
}

func few[T ~string](values []T) bool { return 0 < len(values) && len(values) <= mostWays }

// each makes a way for every different value.
func each[T ~string](values []T, w way) []way {
	values = slices.Compact(slices.Sorted(slices.Values(values)))
	out := make([]way, len(values))
	for i, v := range values {
		out[i] = w
		out[i].value = string(v)
	}
	return out
}

// text writes the selection of one way. Where the audience leads, kind, id and
// the time of opening are read from it, so that its index gives the order.
func (w *way) text(q *governance.Query, a *arguments, limit string) string {
	order := orders[q.Order]
	f := filter{arguments: a, lead: "r."}
	from := "ledger_records r"
	if w.by == byKeys || w.by == byAmong {
		f.lead, from = "a.", "ledger_audience a"
	}
	if w.index != "" {
		from += " INDEXED BY " + w.index
	}
	at, id := "r."+order.column, f.lead+"id"
	if f.lead == "a." {
		from += " CROSS JOIN ledger_records r ON r.record = a.record"
		if q.Order == governance.Newest {
			at = "a.opened"
		}
	}
	if w.value != nil {
		f.add(fmt.Sprintf(w.term, a.add(w.value)))
	}
	f.query(q, w.by)
	if !q.After.IsZero() {
		f.add(fmt.Sprintf("%s %s= %s AND (%[1]s %[2]s %[3]s OR %[4]s > %[5]s)",
			at, order.behind, a.add(q.After.At.UnixMicro()), id, a.add(q.After.ID[:])))
	}
	return fmt.Sprintf("SELECT r.record, %s AS at, %s AS id FROM %s%s ORDER BY %[1]s%[5]s, %[2]s LIMIT %[6]s",
		at, id, from, f.clause(), order.direction, limit)
}
