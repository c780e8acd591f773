package ledgertest

import (
	"slices"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/governance"
)

var pages = []Case{
	{Name: "any length", check: pagesAnyLength,
		Rule: "Pages of any length together give every record once, in order, under every order, ties included."},
	{Name: "the last page", check: pagesLast,
		Rule: "Next is zero on the last page, also when that page is exactly full, and on an empty one."},
	{Name: "cursor", check: pagesCursor,
		Rule: "Next is made of the sort column and the id of the last record of the page."},
	{Name: "inserted between", check: pagesInserted,
		Rule: "A record inserted between two pages shows on the later ones if it belongs behind the cursor, and nothing shows twice or is lost."},
	{Name: "vanished between", check: pagesVanished,
		Rule: "A cursor works even if its record has changed since and no longer matches."},
	{Name: "limits", check: pagesLimits,
		Rule: "A limit of 0 means 50, more than 1000 means 1000."},
	{Name: "with filters", check: pagesFiltered,
		Rule: "Filters and keys restrict before pages are cut: every page but the last is full."},
}

// crowd commits records, numbered from 1, that tie in threes under every
// order, and of which every fifth has no due and no wake.
func (t *trial) crowd(n int) {
	var changes []*change
	for i := 1; i <= n; i++ {
		r := newRecord(i).with(func(h *governance.Header) {
			h.Opened = at(i / 3)
			if i%5 != 0 {
				h.Due, h.Wake = at(100-i/3), at(i/3)
			}
			h.Unit = []string{"a", "b"}[i%2]
		})
		changes = append(changes, r.change(set("n", number(int64(i)))).share(see("everybody"), see(r.header.Unit)))
	}
	for some := range slices.Chunk(changes, 200) {
		t.commit(some...)
	}
}

func pagesAnyLength(t *trial) {
	t.crowd(23)
	for order := governance.Newest; order <= governance.Wakes; order++ {
		for _, keys := range [][]string{nil, {"everybody"}, {"a", "b", "everybody"}} {
			q := governance.Query{Kind: matter, Keys: keys, Order: order, Limit: 100}
			all := t.find(q)
			require.Len(t, all, map[bool]int{true: 23, false: 19}[order == governance.Newest])
			for q.Limit = 1; q.Limit <= 24; q.Limit++ {
				t.finds(all, q, "the same records in the same order, whatever the length of pages")
			}
		}
	}
}

func pagesLast(t *trial) {
	t.crowd(6)
	q := governance.Query{Limit: 3}
	first, err := t.ledger.Find(t.Context(), q)
	require.NoError(t, err)
	require.Len(t, first.Items, 3)
	require.False(t, first.Next.IsZero(), "there are more")
	q.After = first.Next
	last, err := t.ledger.Find(t.Context(), q)
	require.NoError(t, err)
	require.Len(t, last.Items, 3)
	assert.True(t, last.Next.IsZero(), "an exactly full last page is the last")
	none, err := t.ledger.Find(t.Context(), governance.Query{Kind: "none"})
	require.NoError(t, err)
	assert.Empty(t, none.Items)
	assert.True(t, none.Next.IsZero())
}

func pagesCursor(t *trial) {
	t.place(governance.Dues, at(7), at(3), at(5))
	page, err := t.ledger.Find(t.Context(), governance.Query{Order: governance.Dues, Limit: 2})
	require.NoError(t, err)
	assert.Equal(t, ref(matter, 3).ID, page.Next.ID)
	assert.True(t, at(5).Equal(page.Next.At))
}

func pagesInserted(t *trial) {
	t.place(governance.Dues, at(10), at(20), at(30), at(40))
	q := governance.Query{Order: governance.Dues, Limit: 2}
	page, err := t.ledger.Find(t.Context(), q)
	require.NoError(t, err)
	require.Len(t, page.Items, 2)
	for n, due := range map[int]int{50: 5, 51: 25, 52: 45, 53: 20, 0: 20} { // 53 ties behind the cursor, 0 before it
		t.commit(newRecord(n).with(func(h *governance.Header) { h.Due = at(due) }).change(set("a", "1")))
	}
	q.After = page.Next
	t.finds([]int{53, 51, 3, 4, 52}, q, "what belongs behind the cursor, and only that")
}

func pagesVanished(t *trial) {
	records := t.place(governance.Dues, at(10), at(20), at(30), at(40))
	q := governance.Query{Order: governance.Dues, Limit: 2}
	page, err := t.ledger.Find(t.Context(), q)
	require.NoError(t, err)
	require.Len(t, page.Items, 2)
	t.commit(records[1].with(func(h *governance.Header) { h.Due = never }).change(set("a", "2")))
	q.After = page.Next
	t.finds([]int{3, 4}, q, "the pages go on where the cursor stands")
}

func pagesLimits(t *trial) {
	t.crowd(1005)
	for limit, want := range map[int]int{0: 50, 1: 1, 50: 50, 51: 51, 1000: 1000, 1001: 1000, 5000: 1000} {
		page, err := t.ledger.Find(t.Context(), governance.Query{Kind: matter, Limit: limit})
		require.NoError(t, err)
		assert.Len(t, page.Items, want, "limit %d", limit)
		assert.False(t, page.Next.IsZero(), "limit %d: there are more", limit)
	}
	t.finds(t.find(governance.Query{Limit: 7}), governance.Query{Limit: 1000}, "two pages hold them all")
}

func pagesFiltered(t *trial) {
	t.crowd(40)
	for _, q := range []governance.Query{{Unit: []string{"a"}}, {Keys: []string{"a"}}, {Keys: []string{"everybody"}, Among: []string{"a"}}} {
		q.Limit = 6
		page, err := t.ledger.Find(t.Context(), q)
		require.NoError(t, err)
		require.Len(t, page.Items, 6, "a page is full as long as there are more")
		assert.Len(t, t.find(q), 20)
	}
}
