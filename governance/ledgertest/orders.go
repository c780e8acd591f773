package ledgertest

import (
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/governance"
)

var orders = []Case{
	{Name: "newest", check: orderNewest,
		Rule: "Newest sorts by opening, latest first; records without an opening come last."},
	{Name: "dues", check: orderDues,
		Rule: "Dues sorts by due, earliest first, and leaves out records without one."},
	{Name: "wakes", check: orderWakes,
		Rule: "Wakes sorts by wake, earliest first, and leaves out records without one."},
	{Name: "ties", check: orderTies,
		Rule: "Records that tie are sorted by id, ascending, byte by byte, under every order."},
	{Name: "microseconds", check: orderMicroseconds,
		Rule: "Instants one microsecond apart do not tie, whatever zones they were given in."},
	{Name: "moved", check: orderMoved,
		Rule: "A record stands where its latest header puts it, and nowhere else."},
}

// with edits the header of a record not yet committed, or of its next change.
func (r *record) with(edit func(h *governance.Header)) *record {
	edit(&r.header)
	return r
}

// place commits records, numbered from 1, whose column for the order holds
// these instants.
func (t *trial) place(order governance.Order, instants ...time.Time) []*record {
	var all []*record
	for i, instant := range instants {
		r := newRecord(i + 1).with(func(h *governance.Header) { *sortedBy(order, h) = instant })
		t.commit(r.change(set("a", "1")))
		all = append(all, r)
	}
	return all
}

// sortedBy is the column of an order.
func sortedBy(order governance.Order, h *governance.Header) *time.Time {
	return []*time.Time{&h.Opened, &h.Due, &h.Wake}[order]
}

// never is the absence of a time; distant ones lie before 1970 and far ahead.
var (
	never   = time.Time{}
	distant = []time.Time{
		time.Date(1900, 1, 1, 0, 0, 0, 1000, time.UTC),
		time.Date(1969, 12, 31, 23, 59, 59, 999_999_000, time.UTC),
		time.Date(1970, 1, 1, 0, 0, 0, 0, time.UTC),
		time.Date(2100, 12, 31, 23, 59, 59, 999_999_000, time.UTC),
	}
)

func orderNewest(t *trial) {
	t.place(governance.Newest, at(2), never, at(5), at(1), distant[0], distant[3], never, distant[1], distant[2])
	t.finds([]int{6, 3, 1, 4, 9, 8, 5, 2, 7}, governance.Query{}, "latest opened first, never opened last")
}

func orderDues(t *trial) {
	t.place(governance.Dues, at(2), never, at(5), at(1), distant[0], distant[3], distant[1], distant[2])
	t.finds([]int{5, 7, 8, 4, 1, 3, 6}, governance.Query{Order: governance.Dues}, "earliest due first, never due left out")
}

func orderWakes(t *trial) {
	t.place(governance.Wakes, at(2), never, at(5), at(1), distant[0], distant[3], distant[1], distant[2])
	t.finds([]int{5, 7, 8, 4, 1, 3, 6}, governance.Query{Order: governance.Wakes}, "earliest wake first, never woken left out")
}

func orderTies(t *trial) {
	numbers := []int{0x8001, 3, 0x7fff, 0xffff, 1, 0x80ff}
	for _, n := range numbers {
		t.commit(newRecord(n).with(func(h *governance.Header) { h.Opened, h.Due, h.Wake = at(1), at(2), at(3) }).change(set("a", "1")))
	}
	for order := governance.Newest; order <= governance.Wakes; order++ {
		for limit := 1; limit <= 7; limit++ {
			t.finds([]int{1, 3, 0x7fff, 0x8001, 0x80ff, 0xffff}, governance.Query{Order: order, Limit: limit},
				"by id: 7f… stands before 80…")
		}
	}
}

func orderMicroseconds(t *trial) {
	east, west := time.FixedZone("", 8*3600), time.FixedZone("", -11*3600)
	base := time.Date(2024, 3, 1, 0, 30, 0, 0, east)
	t.place(governance.Dues,
		base.Add(2*time.Microsecond).In(west), base.Add(time.Microsecond), base.Add(3*time.Microsecond).UTC(), base.In(west))
	t.finds([]int{4, 2, 1, 3}, governance.Query{Order: governance.Dues}, "instants are compared, not their notation")
}

func orderMoved(t *trial) {
	records := t.place(governance.Dues, at(1), at(2), at(3))
	byDue := governance.Query{Order: governance.Dues}
	t.commit(records[0].with(func(h *governance.Header) { h.Due = at(9) }).change(set("a", "2")))
	t.finds([]int{2, 3, 1}, byDue, "moved to the end")
	t.commit(records[1].with(func(h *governance.Header) { h.Due = never }).change(set("a", "2")))
	t.finds([]int{3, 1}, byDue, "no longer due")
	t.commit(records[1].with(func(h *governance.Header) { h.Due = at(4) }).change(set("a", "3")))
	t.finds([]int{3, 2, 1}, byDue, "due again")
	got, err := t.ledger.Count(t.Context(), byDue)
	require.NoError(t, err)
	require.Len(t, got, 1)
	assert.Equal(t, int64(3), got[0].Count)
}
