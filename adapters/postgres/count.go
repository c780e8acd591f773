package postgres

import (
	"context"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5"

	"github.com/jinlin-project/jinlin/governance"
)

// tallied are the columns that Count can split by, as they are kept.
var tallied = map[governance.Column]string{
	governance.ByPhase:    "r.phase",
	governance.ByOutcome:  "r.outcome",
	governance.ByClass:    "r.class",
	governance.ByCategory: "r.category",
	governance.ByUnit:     "r.unit",
	governance.ByLate:     `r.late::text COLLATE "C"`,
}

// Count implements [governance.Ledger].
func (r *reads) Count(ctx context.Context, q governance.Query, by ...governance.Column) ([]governance.Tally, error) {
	if nobody(&q) {
		if len(by) == 0 {
			return []governance.Tally{{}}, ctx.Err()
		}
		return nil, ctx.Err()
	}
	text, args := countText(&q, by)
	var out []governance.Tally
	err := r.asker.ask(ctx, text, args, func(rows pgx.Rows) error {
		t := governance.Tally{Values: make([]string, len(by))}
		dest := []any{&t.Count}
		for i := range t.Values {
			dest = append(dest, &t.Values[i])
		}
		err := rows.Scan(dest...)
		out = append(out, t)
		return err
	})
	return out, err
}

// countText writes the statement of a count. A column nobody knows is empty in
// every record.
func countText(q *governance.Query, by []governance.Column) (string, []any) {
	var a arguments
	f := filter{arguments: &a, lead: "r."}
	from := "ledger_records r"
	answered := byOrder
	if q.Keys != nil {
		desk := ""
		if q.Desk {
			desk = " AND desk"
		}
		if q.Kind != "" {
			desk += " AND kind = " + a.add(q.Kind)
		}
		from = "(SELECT DISTINCT home, kind, id FROM ledger_audience WHERE key = ANY (" + a.add(q.Keys) + ")" + desk + ") a" +
			" JOIN ledger_records r ON r.id = a.id AND r.kind = a.kind AND r.home = a.home"
		answered = byKeys
	}
	f.query(q, answered)
	if q.Person != "" {
		f.add("r.person <> ''") // lets the index of those who have one be used
	}
	if q.Parent != noID {
		f.add("r.parent IS NOT NULL")
	}
	names, places := make([]string, len(by)), make([]string, len(by))
	for i, c := range by {
		if names[i] = tallied[c]; names[i] == "" {
			names[i] = "''"
		}
		places[i] = strconv.Itoa(2 + i)
	}
	if len(by) == 0 {
		return "SELECT count(*) FROM " + from + f.clause(), a.values
	}
	split := strings.Join(places, ", ")
	return "SELECT count(*), " + strings.Join(names, ", ") + " FROM " + from + f.clause() +
		" GROUP BY " + split + " ORDER BY " + split, a.values
}
