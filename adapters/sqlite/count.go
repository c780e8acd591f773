package sqlite

import (
	"context"
	"database/sql"
	"strings"

	"github.com/jinlin-project/jinlin/governance"
)

// tallied are the columns that Count can split by, as they are kept.
var tallied = map[governance.Column]string{
	governance.ByPhase:    "r.phase",
	governance.ByOutcome:  "r.outcome",
	governance.ByClass:    "r.class",
	governance.ByCategory: "r.category",
	governance.ByUnit:     "r.unit",
	governance.ByLate:     "CAST(r.late AS TEXT)",
}

// Count implements [governance.Ledger].
func (l *Ledger) Count(ctx context.Context, q governance.Query, by ...governance.Column) ([]governance.Tally, error) {
	if nobody(&q) {
		if len(by) == 0 {
			return []governance.Tally{{}}, ctx.Err()
		}
		return nil, ctx.Err()
	}
	text, args := countText(&q, by)
	var out []governance.Tally
	err := l.asked.query(ctx, text, args, func(rows *sql.Rows) error {
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
	answered := byOrder
	if q.Keys != nil {
		desk := ""
		if q.Desk {
			desk = " AND a.desk = 1"
		}
		f.add("r.record IN (SELECT a.record FROM ledger_audience a WHERE a.key IN (SELECT value FROM json_each(" +
			a.add(list(q.Keys)) + "))" + desk + ")")
		answered = byKeys
	}
	f.query(q, answered)
	if q.Person != "" {
		f.add("r.person <> ''") // lets the index of those who have one be used
	}
	names := make([]string, len(by))
	for i, c := range by {
		if names[i] = tallied[c]; names[i] == "" {
			names[i] = "''"
		}
	}
	split := strings.Join(names, ", ")
	if len(by) == 0 {
		return "SELECT count(*) FROM ledger_records r" + f.clause(), a.values
	}
	return "SELECT count(*), " + split + " FROM ledger_records r" + f.clause() +
		" GROUP BY " + split + " ORDER BY " + split, a.values
}
