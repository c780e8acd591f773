package ledgertest

import (
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/governance"
)

var times = []Case{
	{Name: "microseconds", check: timeMicroseconds,
		Rule: "Every time comes back as the same instant, to the microsecond, neither rounded nor cut further."},
	{Name: "zones", check: timeZones,
		Rule: "Every time comes back as the same instant, whatever zone it was given in."},
	{Name: "zero", check: timeZero,
		Rule: "A zero time stays zero: it is neither 1970 nor now."},
	{Name: "distant", check: timeDistant,
		Rule: "Times before 1970 and far ahead come back as the same instant."},
	{Name: "in cursors", check: timeInCursors,
		Rule: "A cursor's instant has the precision of the column, so that pages neither skip nor repeat."},
}

// kept requires that an entry and an answer with this instant come back with
// it, and that the history then verifies.
func (t *trial) kept(n int, instant time.Time) {
	t.Helper()
	r, key := newRecord(n), number(int64(n))
	until := func(c *governance.Commit) {
		c.Account, c.Key = "acct", key
		c.Answer = governance.Answer{Ref: r.ref, Body: []byte("b"), Until: instant}
	}
	require.NoError(t, t.attemptWith(until, r.change(set("a", "1")).entry(func(e *governance.Entry) { e.At, e.AsOf = instant, instant })))
	got := t.entries(r.ref)
	require.Len(t, got, 1)
	assert.True(t, instant.Equal(got[0].At), "at: %s came back as %s", instant, got[0].At)
	assert.True(t, instant.Equal(got[0].AsOf), "asOf: %s came back as %s", instant, got[0].AsOf)
	assert.NoError(t, governance.Verify(got, t.load(r.ref).Digest))
	answer, err := t.ledger.Answer(t.Context(), "acct", key, instant.Add(-time.Hour))
	require.NoError(t, err)
	assert.True(t, instant.Equal(answer.Until), "until: %s came back as %s", instant, answer.Until)
}

func timeMicroseconds(t *trial) {
	for i, micro := range []int{0, 1, 499_999, 500_000, 123_456, 999_999} {
		t.kept(i, opening.Add(time.Duration(micro)*time.Microsecond))
	}
}

func timeZones(t *trial) {
	for i, seconds := range []int{0, 8 * 3600, -11 * 3600, 5*3600 + 45*60, 8*3600 + 5*60 + 43} {
		zone := time.FixedZone("somewhere", seconds)
		t.kept(i, time.Date(2024, 2, 29, 23, 59, 59, 999_999_000, zone))
		t.kept(i+50, time.Date(1988, 4, 10, 0, 30, 0, 0, zone)) // summer time began in China
	}
}

func timeZero(t *trial) {
	r := newRecord(1)
	t.commit(r.change(set("a", "1")).entry(func(e *governance.Entry) { e.AsOf = time.Time{} }))
	got := t.entries(r.ref)
	require.Len(t, got, 1)
	assert.True(t, got[0].AsOf.IsZero(), "a zero time came back as %s", got[0].AsOf)
	assert.NoError(t, governance.Verify(got, t.load(r.ref).Digest))
	t.commit(newRecord(2).with(func(h *governance.Header) { h.Opened = never }).change(set("a", "1")))
	page, err := t.ledger.Find(t.Context(), governance.Query{Limit: 1})
	require.NoError(t, err)
	t.finds([]int{1, 2}, governance.Query{Limit: 1}, "what was never opened comes last")
	page, err = t.ledger.Find(t.Context(), governance.Query{Limit: 1, After: page.Next})
	require.NoError(t, err)
	require.Len(t, page.Items, 1)
}

func timeDistant(t *trial) {
	for i, instant := range distant {
		t.kept(i, instant)
	}
	t.kept(20, time.Date(9999, 12, 31, 23, 59, 59, 999_999_000, time.UTC))
	t.kept(21, time.Date(1000, 1, 1, 0, 0, 0, 0, time.UTC))
}

func timeInCursors(t *trial) {
	var instants []time.Time
	for i := range 9 {
		instants = append(instants, opening.Add(time.Duration(i)*time.Microsecond))
	}
	instants = append(instants, distant...)
	for order := governance.Newest; order <= governance.Wakes; order++ {
		for i, instant := range instants {
			r := newRecordOf("kind"+number(int64(order)), i+1)
			t.commit(r.with(func(h *governance.Header) { *sortedBy(order, h) = instant }).change(set("a", "1")))
		}
		q := governance.Query{Kind: "kind" + number(int64(order)), Order: order, Limit: 100}
		all := t.find(q)
		require.Len(t, all, len(instants))
		q.Limit = 1
		t.finds(all, q, "one by one")
	}
}
