package sqlite

import (
	"context"
	"strconv"
	"strings"

	"github.com/jinlin-project/jinlin/governance"
)

// The lengths of a page of records.
const (
	defaultPage = 50
	longestPage = 1000
)

// Find implements [governance.Ledger].
func (l *Ledger) Find(ctx context.Context, q governance.Query) (governance.Page, error) {
	q.Limit = clamp(q.Limit, defaultPage, longestPage)
	if nobody(&q) {
		return governance.Page{}, ctx.Err()
	}
	ways, err := l.choose(ctx, &q)
	if err != nil {
		return governance.Page{}, err
	}
	text, args := findText(&q, ways)
	var page governance.Page
	var last, more int64
	err = l.readStored(ctx, text, args, func(at int64, s *governance.Stored) {
		if len(page.Items) == q.Limit {
			more++
			return
		}
		last = at
		page.Items = append(page.Items, *s)
	})
	if err != nil {
		return governance.Page{}, err
	}
	if more > 0 {
		page.Next = governance.Cursor{At: instantOf(last), ID: page.Items[q.Limit-1].Ref.ID}
	}
	return page, nil
}

// nobody reports whether a query asks for what the holder of no key at all may
// see, which is nothing.
func nobody(q *governance.Query) bool { return q.Keys != nil && len(q.Keys) == 0 }

// findText writes the statement of a query: first the page's records in order,
// from an index, one more than the page is long; then what they hold.
func findText(q *governance.Query, ways []way) (string, []any) {
	var a arguments
	order := orders[q.Order]
	limit := a.add(q.Limit + 1)
	parts := make([]string, len(ways))
	for i := range ways {
		parts[i] = ways[i].text(q, &a, limit)
	}
	page := parts[0]
	if len(parts) > 1 { // UNION: a record seen in two ways is found once
		page = "SELECT * FROM (" + strings.Join(parts, ") UNION SELECT * FROM (") + ")" + order.clause("", "at") +
			" LIMIT " + limit
	}
	return "WITH page (record, at, id) AS MATERIALIZED (" + page + ") SELECT page.at, " + storedColumns +
		" FROM page CROSS JOIN ledger_records r ON r.record = page.record" + storedSealed +
		order.clause("page.", "at") + ", page.record, p.field", a.values
}

// arguments collects a statement's arguments; what it returns stands for them
// in the text.
type arguments struct{ values []any }

func (a *arguments) add(v any) string {
	a.values = append(a.values, v)
	return "?" + strconv.Itoa(len(a.values))
}

// ordering is how one of the orders of Find is written.
type ordering struct{ column, direction, behind, index string }

var orders = map[governance.Order]ordering{
	governance.Newest: {"opened", " DESC", "<", "ledger_records_newest"},
	governance.Dues:   {"due", "", ">", "ledger_records_due"},
	governance.Wakes:  {"wake", "", ">", "ledger_records_wake"},
}

func (o ordering) clause(prefix, column string) string {
	return " ORDER BY " + prefix + column + o.direction + ", " + prefix + "id"
}
