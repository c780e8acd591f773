package ledgertest

import (
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/governance"
)

var counts = []Case{
	{Name: "all", check: countAll,
		Rule: "Without columns Count returns one tally without values, also of zero records."},
	{Name: "by each column", check: countByEach,
		Rule: "Count splits by each column; records without a value are counted under the empty one."},
	{Name: "by several", check: countBySeveral,
		Rule: "Count splits by several columns at once, values in the order of the columns asked for, tallies in the order of their values."},
	{Name: "order of values", check: countOrder,
		Rule: "Tallies come in the order of their values, as Go compares strings, numbers in decimal too."},
	{Name: "what matches", check: countMatching,
		Rule: "Count counts what Find would return on all its pages, whatever limit and cursor, each record once."},
}

// counted requires the number of records that match.
func (t *trial) counted(want int64, q governance.Query) {
	t.Helper()
	got, err := t.ledger.Count(t.Context(), q)
	require.NoError(t, err)
	require.Len(t, got, 1, "without columns there is one tally")
	assert.Empty(t, got[0].Values)
	assert.Equal(t, want, got[0].Count)
}

// tallied requires the tallies of a query by some columns.
func (t *trial) tallied(want []governance.Tally, q governance.Query, by ...governance.Column) {
	t.Helper()
	got, err := t.ledger.Count(t.Context(), q, by...)
	require.NoError(t, err)
	if len(want) == 0 {
		assert.Empty(t, got)
		return
	}
	assert.Equal(t, want, got, "by %v", by)
}

func tally(count int64, values ...string) governance.Tally {
	return governance.Tally{Values: values, Count: count}
}

func countAll(t *trial) {
	t.counted(0, governance.Query{})
	t.census()
	t.counted(6, governance.Query{})
	t.counted(5, governance.Query{Kind: matter})
	t.counted(0, governance.Query{Kind: "none"})
}

func countByEach(t *trial) {
	t.tallied(nil, governance.Query{}, governance.ByPhase)
	t.census()
	for by, want := range map[governance.Column][]governance.Tally{
		governance.ByPhase:    {tally(2, "closed"), tally(3, "open"), tally(1, "verified")},
		governance.ByOutcome:  {tally(4, ""), tally(1, "rejected"), tally(1, "solved")},
		governance.ByClass:    {tally(2, ""), tally(2, "城管"), tally(2, "民生")},
		governance.ByCategory: {tally(3, ""), tally(1, "噪音"), tally(2, "路灯")},
		governance.ByUnit:     {tally(1, ""), tally(3, "110101"), tally(1, "110102"), tally(1, "110103")},
		governance.ByLate:     {tally(4, "0"), tally(1, "10"), tally(1, "2")},
	} {
		t.tallied(want, governance.Query{}, by)
	}
}

func countBySeveral(t *trial) {
	t.census()
	t.tallied([]governance.Tally{
		tally(2, "closed", "民生"), tally(1, "open", ""), tally(2, "open", "城管"), tally(1, "verified", ""),
	}, governance.Query{}, governance.ByPhase, governance.ByClass)
	t.tallied(nil, governance.Query{Kind: "none"}, governance.ByClass, governance.ByPhase, governance.ByLate)
	t.tallied([]governance.Tally{
		tally(3, "0", "", "open"), tally(1, "0", "solved", "closed"), tally(1, "10", "", "verified"), tally(1, "2", "rejected", "closed"),
	}, governance.Query{}, governance.ByLate, governance.ByOutcome, governance.ByPhase)
}

func countOrder(t *trial) {
	values := []string{"", "A", "B", "a", "b", "é", "中", "路", "ａ", "🏮", "𠮷"} // in the order of their bytes
	for i := range values {
		n := (i*7 + 3) % len(values)
		t.commit(newRecord(i).with(func(h *governance.Header) { h.Class, h.Late = values[n], n }).change(set("a", "1")))
	}
	var want []governance.Tally
	for _, v := range values {
		want = append(want, tally(1, v))
	}
	t.tallied(want, governance.Query{}, governance.ByClass)
	t.tallied([]governance.Tally{
		tally(1, "0"), tally(1, "1"), tally(1, "10"), tally(1, "2"), tally(1, "3"), tally(1, "4"),
		tally(1, "5"), tally(1, "6"), tally(1, "7"), tally(1, "8"), tally(1, "9"),
	}, governance.Query{}, governance.ByLate)
}

func countMatching(t *trial) {
	t.crowd(23)
	page, err := t.ledger.Find(t.Context(), governance.Query{Limit: 3})
	require.NoError(t, err)
	t.counted(23, governance.Query{Limit: 3, After: page.Next})
	t.counted(23, governance.Query{Keys: []string{"a", "b", "everybody"}})
	t.counted(19, governance.Query{Order: governance.Dues})
	t.counted(12, governance.Query{Keys: []string{"everybody"}, Among: []string{"b"}})
	t.tallied([]governance.Tally{tally(12, "b")}, governance.Query{Keys: []string{"b"}}, governance.ByUnit)
}
