package ledgertest_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/governance"
)

// queryFaults are wrong about what a query restricts to.
var queryFaults = []fault{
	{"looks at the first key only", "audience/any of the keys", asking(func(q *governance.Query) { q.Keys = q.Keys[:min(len(q.Keys), 1)] })},
	{"takes no keys for all keys", "audience/nil and empty keys", asking(func(q *governance.Query) {
		if len(q.Keys) == 0 {
			q.Keys = nil
		}
	})},
	{"ignores the desk", "audience/desk", asking(func(q *governance.Query) { q.Desk = false })},
	{"wants a desk of among, too", "audience/among", asking(func(q *governance.Query) {
		if q.Keys == nil {
			q.Keys, q.Desk, q.Among = q.Among, len(q.Among) > 0, nil
		}
	})},
	{"ignores among", "audience/among", asking(func(q *governance.Query) { q.Among = nil })},
	{"looks at a hundred keys", "audience/many", asking(func(q *governance.Query) { q.Keys = q.Keys[:min(len(q.Keys), 100)] })},
	{"clears the audience when none is given", "audience/unchanged", writing(func(w *governance.Write) {
		if w.Audience == nil {
			w.Audience = []governance.Share{}
		}
	})},
	{"never clears an audience", "audience/cleared", writing(func(w *governance.Write) {
		if len(w.Audience) == 0 {
			w.Audience = nil
		}
	})},
	{"adds to the audience", "audience/replaced", func(b *bent) {
		kept := map[governance.Ref][]governance.Share{}
		writing(func(w *governance.Write) {
			if w.Audience != nil {
				w.Audience = append(kept[w.Ref], w.Audience...)
				kept[w.Ref] = w.Audience
			}
		})(b)
	}},
	{"keeps the last of a key given twice", "audience/twice the same key", writing(func(w *governance.Write) {
		var last []governance.Share
		for _, s := range w.Audience {
			last = slices.DeleteFunc(last, func(o governance.Share) bool { return o.Key == s.Key })
			last = append(last, s)
		}
		w.Audience = last
	})},
	{"pads keys", "audience/exact", func(b *bent) {
		writing(func(w *governance.Write) {
			w.Audience = slices.Clone(w.Audience)
			for i := range w.Audience {
				w.Audience[i].Key = strings.TrimRight(w.Audience[i].Key, " ")
			}
		})(b)
		asking(func(q *governance.Query) {
			q.Keys = slices.Clone(q.Keys)
			for i := range q.Keys {
				q.Keys[i] = strings.TrimRight(q.Keys[i], " ")
			}
		})(b)
	}},
	{"wakes late", "timers/wake by", asking(func(q *governance.Query) {
		if !q.WakeBy.IsZero() {
			q.WakeBy = q.WakeBy.Add(-time.Microsecond)
		}
	})},
	{"wakes one kind", "timers/wake of every kind", asking(func(q *governance.Query) {
		if q.Kind == "" {
			q.Kind = "matter"
		}
	})},
	{"is due at the instant", "timers/due before", asking(func(q *governance.Query) {
		if !q.DueBefore.IsZero() {
			q.DueBefore = q.DueBefore.Add(time.Microsecond)
		}
	})},
	{"takes due for wake", "timers/due and wake apart", asking(func(q *governance.Query) {
		if q.Order == governance.Wakes {
			q.Order = governance.Dues
		}
	})},
	{"forgets kind", "filters/each", asking(func(q *governance.Query) { q.Kind = "" })},
	{"forgets phases", "filters/each", asking(func(q *governance.Query) { q.Phases = nil })},
	{"knows one phase", "filters/each", asking(func(q *governance.Query) { q.Phases = q.Phases[:min(len(q.Phases), 1)] })},
	{"forgets outcome", "filters/each", asking(func(q *governance.Query) { q.Outcome = "" })},
	{"forgets class", "filters/each", asking(func(q *governance.Query) { q.Class = "" })},
	{"forgets category", "filters/each", asking(func(q *governance.Query) { q.Category = "" })},
	{"forgets unit", "filters/each", asking(func(q *governance.Query) { q.Unit = nil })},
	{"knows one unit", "filters/each", asking(func(q *governance.Query) { q.Unit = q.Unit[:min(len(q.Unit), 1)] })},
	{"forgets person", "filters/each", asking(func(q *governance.Query) { q.Person = "" })},
	{"forgets parent", "filters/each", asking(func(q *governance.Query) { q.Parent = uuid.Nil })},
	{"forgets opened", "filters/each", asking(func(q *governance.Query) { q.OpenedFrom, q.OpenedTo = time.Time{}, time.Time{} })},
	{"forgets closed", "filters/each", asking(func(q *governance.Query) { q.ClosedFrom, q.ClosedTo = time.Time{}, time.Time{} })},
	{"lets the category stand for the class", "filters/combined", asking(func(q *governance.Query) {
		if q.Category != "" {
			q.Class = ""
		}
	})},
	{"includes the end", "filters/ranges", asking(func(q *governance.Query) {
		if !q.OpenedTo.IsZero() {
			q.OpenedTo = q.OpenedTo.Add(time.Microsecond)
		}
	})},
	{"excludes the beginning", "filters/ranges", asking(func(q *governance.Query) {
		if !q.ClosedFrom.IsZero() {
			q.ClosedFrom = q.ClosedFrom.Add(time.Microsecond)
		}
	})},
	{"finds nothing by text", "search/part of serial or title", asking(func(q *governance.Query) { q.Phases = never(q.Text != "") })},
	{"knows no word of less than three characters", "search/part of serial or title", asking(func(q *governance.Query) {
		q.Phases = append(q.Phases, never(q.Text != "" && utf8.RuneCountInString(q.Text) < 3)...)
	})},
	{"minds letter case", "search/letter case", asking(func(q *governance.Query) {
		if q.Text != strings.ToLower(q.Text) {
			q.Phases = never(true)
		}
	})},
	{"takes % and _ for patterns", "search/no patterns", asking(func(q *governance.Query) { q.Text = strings.Trim(q.Text, `%_\`) })},
	{"forgets text when there are keys", "search/with the rest", asking(func(q *governance.Query) {
		if q.Keys != nil {
			q.Text = ""
		}
	})},
	{"answers every third query amiss", "oracle/find", everyThird},
	{"counts every third query amiss", "oracle/count", everyThird},
}

// never is a restriction that nothing meets, if it applies.
func never(applies bool) []governance.Phase {
	if applies {
		return []governance.Phase{"\ufffd"}
	}
	return nil
}

func everyThird(b *bent) {
	asked := 0
	asking(func(q *governance.Query) {
		if asked++; asked%3 == 0 {
			q.Kind, q.Keys, q.Unit = "", nil, nil
		}
	})(b)
}

// headerFaults are wrong about what a header says.
var headerFaults = []fault{
	{"takes never opened for the newest", "orders/newest", writing(func(w *governance.Write) { w.Header.Opened = orFar(w.Header.Opened) })},
	{"takes never due for the last", "orders/dues", writing(func(w *governance.Write) { w.Header.Due = orFar(w.Header.Due) })},
	{"wakes what never wakes", "orders/wakes", writing(func(w *governance.Write) { w.Header.Wake = orFar(w.Header.Wake) })},
	{"sorts by the second", "orders/microseconds", writing(func(w *governance.Write) { w.Header.Due = w.Header.Due.Truncate(time.Second) })},
	{"sorts by the clock on the wall", "orders/microseconds", writing(func(w *governance.Write) { w.Header.Due = wallClock(w.Header.Due) })},
	{"keeps the first due", "orders/moved", firstHeader(func(first, h *governance.Header) { h.Due = first.Due })},
	{"keeps the first wake", "timers/wake moves on", firstHeader(func(first, h *governance.Header) { h.Wake = first.Wake })},
	{"never clears a column", "filters/latest header", firstHeader(func(first, h *governance.Header) {
		if h.Outcome == "" {
			h.Outcome = first.Outcome
		}
	})},
	{"ignores letter case of columns", "filters/exact", func(b *bent) {
		writing(func(w *governance.Write) { w.Header.Class = strings.ToLower(w.Header.Class) })(b)
		asking(func(q *governance.Query) { q.Class = strings.ToLower(q.Class) })(b)
	}},
	{"keeps three bytes of a title's character", "search/rare characters", func(b *bent) {
		writing(func(w *governance.Write) { w.Header.Title = narrow(w.Header.Title) })(b)
		asking(func(q *governance.Query) { q.Text = narrow(q.Text) })(b)
	}},
	{"joins serial and title", "search/not across", writing(func(w *governance.Write) { w.Header.Title = w.Header.Serial + w.Header.Title })},
	{"searches the document", "search/not across", writing(func(w *governance.Write) { w.Header.Title += " " + string(w.Document) })},
	{"searches the first title", "search/latest title", firstHeader(func(first, h *governance.Header) { h.Title = first.Title })},
}

func orFar(t time.Time) time.Time {
	if t.IsZero() {
		return time.Date(9999, 12, 31, 0, 0, 0, 0, time.UTC)
	}
	return t
}

// firstHeader bends headers, knowing the first of each record.
func firstHeader(edit func(first, h *governance.Header)) func(*bent) {
	return func(b *bent) {
		first := map[governance.Ref]governance.Header{}
		writing(func(w *governance.Write) {
			if w.Base == 0 {
				first[w.Ref] = w.Header
			}
			was := first[w.Ref]
			edit(&was, &w.Header)
		})(b)
	}
}

// pageFaults are wrong about pages.
var pageFaults = []fault{
	{"sorts ties by signed bytes", "orders/ties", paging(func(_ governance.Query, p *governance.Page) {
		slices.SortStableFunc(p.Items, func(a, b governance.Stored) int { return int(int8(a.Ref.ID[0])>>7) - int(int8(b.Ref.ID[0])>>7) })
	})},
	{"skips a record between pages", "pages/any length", paging(func(q governance.Query, p *governance.Page) {
		if !q.After.IsZero() && len(p.Items) > 0 {
			p.Items = p.Items[1:]
		}
	})},
	{"repeats a record between pages", "pages/any length", asking(func(q *governance.Query) {
		if !q.After.IsZero() {
			q.After.ID[15]--
		}
	})},
	{"has a page behind the last", "pages/the last page", paging(func(q governance.Query, p *governance.Page) {
		if n := len(p.Items); n > 0 && n == q.Limit && p.Next.IsZero() {
			p.Next = governance.Cursor{At: time.Unix(1<<40, 0), ID: p.Items[n-1].Ref.ID}
		}
	})},
	{"gives cursors without an instant", "pages/cursor", func(b *bent) {
		at := map[uuid.UUID]time.Time{}
		b.find = func(ctx context.Context, q governance.Query) (governance.Page, error) {
			q.After.At = at[q.After.ID]
			page, err := b.Ledger.Find(ctx, q)
			at[page.Next.ID], page.Next.At = page.Next.At, time.Time{}
			return page, err
		}
	}},
	{"pages by counting", "pages/inserted between", func(b *bent) {
		offsets := map[uuid.UUID]int{}
		b.find = func(ctx context.Context, q governance.Query) (governance.Page, error) {
			from := offsets[q.After.ID]
			rest := b.all(ctx, q)[from:]
			n := min(q.Limit, len(rest))
			page := governance.Page{Items: rest[:n]}
			if n < len(rest) {
				page.Next.ID = rest[n-1].Ref.ID
				offsets[page.Next.ID] = from + n
			}
			return page, nil
		}
	}},
	{"looks for the cursor's record", "pages/vanished between", func(b *bent) {
		b.find = func(ctx context.Context, q governance.Query) (governance.Page, error) {
			there := slices.ContainsFunc(b.all(ctx, q), func(s governance.Stored) bool { return s.Ref.ID == q.After.ID })
			if !q.After.IsZero() && !there {
				return governance.Page{}, nil
			}
			return b.Ledger.Find(ctx, q)
		}
	}},
	{"has pages of a hundred unless told", "pages/limits", asking(func(q *governance.Query) {
		if q.Limit == 0 {
			q.Limit = 100
		}
	})},
	{"cuts the page before it filters", "pages/with filters", func(b *bent) {
		b.find = func(ctx context.Context, q governance.Query) (governance.Page, error) {
			wanted := map[governance.Ref]bool{}
			for _, s := range b.all(ctx, q) {
				wanted[s.Ref] = true
			}
			q.Unit, q.Keys = nil, nil
			page, err := b.Ledger.Find(ctx, q)
			page.Items = slices.DeleteFunc(page.Items, func(s governance.Stored) bool { return !wanted[s.Ref] })
			return page, err
		}
	}},
}

// countFaults are wrong about tallies.
var countFaults = []fault{
	{"has no tally of zero", "counts/all", tallying(func(_ governance.Query, _ []governance.Column, ts []governance.Tally) []governance.Tally {
		return slices.DeleteFunc(ts, func(t governance.Tally) bool { return t.Count == 0 })
	})},
	{"leaves out what has no value", "counts/by each column", tallying(func(_ governance.Query, _ []governance.Column, ts []governance.Tally) []governance.Tally {
		return slices.DeleteFunc(ts, func(t governance.Tally) bool { return slices.Contains(t.Values, "") })
	})},
	{"gives columns in an order of its own", "counts/by several", func(b *bent) {
		b.count = func(ctx context.Context, q governance.Query, by ...governance.Column) ([]governance.Tally, error) {
			by = slices.Clone(by)
			slices.Sort(by)
			return b.Ledger.Count(ctx, q, by...)
		}
	}},
	{"sorts numbers as numbers", "counts/order of values", tallying(func(_ governance.Query, by []governance.Column, ts []governance.Tally) []governance.Tally {
		if slices.Contains(by, governance.ByLate) {
			slices.SortStableFunc(ts, func(a, b governance.Tally) int { return strings.Compare(padded(a), padded(b)) })
		}
		return ts
	})},
	{"counts the page", "counts/what matches", tallying(func(q governance.Query, _ []governance.Column, ts []governance.Tally) []governance.Tally {
		for i := range ts {
			if q.Limit > 0 {
				ts[i].Count = min(ts[i].Count, int64(q.Limit))
			}
		}
		return ts
	})},
	{"counts a record once for every key", "counts/what matches", func(b *bent) {
		b.count = func(ctx context.Context, q governance.Query, by ...governance.Column) ([]governance.Tally, error) {
			sum, err := b.Ledger.Count(ctx, q, by...)
			if len(by) == 0 && len(q.Keys) > 1 {
				sum[0].Count = 0
				for _, key := range q.Keys {
					q.Keys = []string{key}
					one, _ := b.Ledger.Count(ctx, q)
					sum[0].Count += one[0].Count
				}
			}
			return sum, err
		}
	}},
}

func padded(t governance.Tally) string { return fmt.Sprintf("%9s", t.Values[0]) }

func tallying(edit func(q governance.Query, by []governance.Column, ts []governance.Tally) []governance.Tally) func(*bent) {
	return func(b *bent) {
		b.count = func(ctx context.Context, q governance.Query, by ...governance.Column) ([]governance.Tally, error) {
			ts, err := b.Ledger.Count(ctx, q, by...)
			return edit(q, by, ts), err
		}
	}
}
