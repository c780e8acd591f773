package postgres

import (
	"context"
	"fmt"
	"slices"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgtype"

	"github.com/jinlin-project/jinlin/governance"
)

// A way is one index by which records are walked. The ways of a plan together
// find every record asked for. The statement is written so that the index
// suggests itself: plan_test.go holds the server to it.
type way struct {
	by    side
	term  string // what the index is restricted by; %s stands for value
	value any
}

// A side is the part of a query that a way answers by itself.
type side int

// The sides.
const (
	byOrder side = iota
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
	case q.Parent != noID:
		return []way{{byParent, "r.parent = %s AND r.parent IS NOT NULL", q.Parent}}
	case q.Person != "":
		return []way{{byPerson, "r.person = %s AND r.person <> ''", q.Person}}
	case q.Desk && few(q.Keys):
		return each(q.Keys, way{by: byKeys, term: "a.key = %s AND a.desk"})
	case newest && few(q.Keys):
		return each(q.Keys, way{by: byKeys, term: "a.key = %s"})
	case newest && few(q.Among):
		return each(q.Among, way{by: byAmong, term: "a.key = %s"})
	case newest && few(q.Unit) && !slices.Contains(q.Unit, ""):
		return each(q.Unit, way{by: byUnit, term: "r.unit = %s AND r.unit <> ''"})
	case newest && few(q.Phases) && q.Kind != "" && q.ClosedFrom.IsZero() && q.ClosedTo.IsZero():
		return byPhases(q)
	}
	return []way{{}}
}

// scarce is how many records in a phase are so few that they are walked rather
// than all that a key may see, which may be a whole district's.
const scarce = 500

// choose is plan with a look at the data where the query alone does not tell:
// hardly any record is in triage, and nearly all are closed.
func (r *reads) choose(ctx context.Context, q *governance.Query) ([]way, error) {
	ways := plan(q)
	if ways[0].by != byKeys || q.Desk || q.Kind == "" || !few(q.Phases) {
		return ways, nil
	}
	phases := make([]string, len(q.Phases))
	for i, p := range q.Phases {
		phases[i] = string(p)
	}
	n := 0
	err := r.asker.ask(ctx, scarceText, []any{q.Kind, phases},
		func(rows pgx.Rows) error { return rows.Scan(&n) })
	if n < scarce {
		ways = byPhases(q)
	}
	return ways, err
}

// The order has no meaning for a count; it is that of the index to be used.
var scarceText = fmt.Sprintf(`SELECT count(*) FROM (SELECT FROM unnest($2::text[]) AS p (phase)
	CROSS JOIN LATERAL (SELECT FROM ledger_records r WHERE r.kind = $1 AND r.phase = p.phase
		ORDER BY r.opened DESC, r.id LIMIT %[1]d) AS r LIMIT %[1]d) AS found`, scarce)

func byPhases(q *governance.Query) []way {
	return each(q.Phases, way{by: byPhase, term: "r.phase = %s"})
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
// the time of opening are read from it, so that its index gives the order; the
// record is looked at only if something is asked about it.
func (w *way) text(q *governance.Query, a *arguments, limit int) string {
	order := orders[q.Order]
	f := filter{arguments: a, lead: "r."}
	if w.by == byKeys || w.by == byAmong {
		f.lead = "a."
	}
	at := f.lead + "opened"
	if q.Order != governance.Newest {
		at = "r." + order.column
	}
	if w.value != nil {
		f.add(fmt.Sprintf(w.term, a.add(w.value)))
	}
	f.query(q, w.by)
	if !q.After.IsZero() {
		cursor := pgtype.Timestamptz{Time: q.After.At, Valid: true}
		if q.After.At.IsZero() {
			cursor = pgtype.Timestamptz{InfinityModifier: pgtype.NegativeInfinity, Valid: true}
		}
		// "<>" rather than a comparison, which an index could answer: two indexes
		// would be walked and the order lost
		f.add(fmt.Sprintf("%s %s= %s AND (%[1]s <> %[3]s OR %[4]sid > %[5]s)",
			at, order.behind, a.add(cursor), f.lead, a.add(q.After.ID)))
	}
	from := "ledger_records r"
	if f.lead == "a." {
		from = "ledger_audience a"
		if f.records {
			from += " JOIN ledger_records r ON r.id = a.id AND r.kind = a.kind AND r.home = a.home"
		}
	}
	return fmt.Sprintf("SELECT %s AS at, %shome, %[2]skind, %[2]sid FROM %s%s ORDER BY %[1]s%[5]s, %[2]sid LIMIT %[6]d",
		at, f.lead, from, f.clause(), order.direction, limit)
}
