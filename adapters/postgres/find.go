package postgres

import (
	"context"
	"strings"
	"time"

	"github.com/jackc/pgx/v5/pgtype"

	"github.com/jinlin-project/jinlin/governance"
)

// The lengths of a page of records.
const (
	defaultPage = 50
	longestPage = 1000
)

// Find implements [governance.Ledger].
func (r *reads) Find(ctx context.Context, q governance.Query) (governance.Page, error) {
	q.Limit = clamp(q.Limit, defaultPage, longestPage)
	if nobody(&q) {
		return governance.Page{}, ctx.Err()
	}
	ways, err := r.choose(ctx, &q)
	if err != nil {
		return governance.Page{}, err
	}
	text, args := findText(&q, ways)
	found, err := r.stored(ctx, text, args)
	if err != nil {
		return governance.Page{}, err
	}
	var page governance.Page
	if len(found) > q.Limit {
		found = found[:q.Limit]
		last := &found[q.Limit-1]
		page.Next = governance.Cursor{At: instant(last.at), ID: last.Ref.ID}
	}
	for i := range found {
		page.Items = append(page.Items, found[i].Stored)
	}
	return page, nil
}

// nobody reports whether a query asks for what the holder of no key at all may
// see, which is nothing.
func nobody(q *governance.Query) bool { return q.Keys != nil && len(q.Keys) == 0 }

// instant is the inverse of how a time of opening is kept.
func instant(t pgtype.Timestamptz) time.Time {
	if t.InfinityModifier != pgtype.Finite {
		return time.Time{}
	}
	return t.Time.UTC()
}

// lengths are how many records are read for a page of a length: one more than
// it is long, and since the server has to know the number when it plans, one
// of few numbers.
func lengths(limit int) int {
	for _, n := range [...]int{11, 21, 51, 101, 201, 501} {
		if limit < n {
			return n
		}
	}
	return longestPage + 1
}

// findText writes the statement of a query: first the page's records in order,
// from an index, some more than the page is long; then what they hold.
func findText(q *governance.Query, ways []way) (string, []any) {
	var a arguments
	order, limit := orders[q.Order], lengths(q.Limit)
	parts := make([]string, len(ways))
	for i := range ways {
		parts[i] = ways[i].text(q, &a, limit)
	}
	page := parts[0]
	if len(parts) > 1 { // UNION: a record seen in two ways is found once
		page = "(" + strings.Join(parts, ") UNION (") + ")"
	}
	limited := a.add(q.Limit + 1)
	return storedText("SELECT row_number() OVER (" + order.clause() + "), x.* FROM (" + page + ") x" +
		order.clause() + " LIMIT " + limited), a.values
}

// ordering is how one of the orders of Find is written.
type ordering struct{ column, direction, behind string }

var orders = map[governance.Order]ordering{
	governance.Newest: {"opened", " DESC", "<"},
	governance.Dues:   {"due", "", ">"},
	governance.Wakes:  {"wake", "", ">"},
}

func (o ordering) clause() string { return " ORDER BY x.at" + o.direction + ", x.id" }
