package ledgertest

import (
	"time"

	"github.com/jinlin-project/jinlin/governance"
)

var timers = []Case{
	{Name: "wake by", check: wakeBy,
		Rule: "WakeBy finds records whose wake is at or before that instant, to the microsecond, and none without a wake."},
	{Name: "wake of every kind", check: wakeEveryKind,
		Rule: "Without a kind, the records of all kinds that must wake are found, in one order."},
	{Name: "wake moves on", check: wakeMovesOn,
		Rule: "Once a write has moved or cleared a record's wake, it no longer wakes at the old instant."},
	{Name: "due before", check: dueBefore,
		Rule: "DueBefore finds records whose due is before that instant, not at it, and none without a due."},
	{Name: "due and wake apart", check: dueAndWake,
		Rule: "Due and wake are two columns; neither stands in for the other."},
}

// waking asks what must wake by an instant.
func waking(by time.Time) governance.Query {
	return governance.Query{WakeBy: by, Order: governance.Wakes, Limit: 2}
}

func wakeBy(t *trial) {
	t.place(governance.Wakes, at(10), at(20), never, at(5), distant[0])
	t.finds([]int{5, 4}, waking(at(10).Add(-time.Microsecond)), "one microsecond early")
	t.finds([]int{5, 4, 1}, waking(at(10)), "at the very instant")
	t.finds([]int{5, 4, 1}, waking(at(20).Add(-time.Microsecond)), "one microsecond before the next")
	t.finds([]int{5, 4, 1, 2}, waking(at(2000)), "never does not wake")
	t.finds([]int{1, 2, 4, 5}, governance.Query{WakeBy: at(2000), Limit: 2}, "the bound holds under another order too, ties by id")
}

func wakeEveryKind(t *trial) {
	for i, kind := range []string{"task", "matter", "duty", "matter", "task"} {
		r := newRecordOf(kind, i+1).with(func(h *governance.Header) { h.Wake = at(50 - 10*i) })
		t.commit(r.change(set("a", "1")))
	}
	t.finds([]int{5, 4, 3, 2}, waking(at(40)), "kinds mixed, by wake")
	q := waking(at(100))
	q.Kind = "task"
	t.finds([]int{5, 1}, q, "one kind")
}

func wakeMovesOn(t *trial) {
	records := t.place(governance.Wakes, at(10), at(11), at(12))
	t.commit(records[0].with(func(h *governance.Header) { h.Wake = at(30) }).change(set("a", "2")))
	t.commit(records[1].with(func(h *governance.Header) { h.Wake = never }).change(set("a", "2")))
	t.finds([]int{3}, waking(at(20)), "moved and cleared ones do not wake")
	t.finds([]int{3, 1}, waking(at(30)), "the moved one wakes at its new instant")
}

func dueBefore(t *trial) {
	t.place(governance.Dues, at(10), at(20), never, distant[0])
	by := func(due time.Time) governance.Query {
		return governance.Query{DueBefore: due, Order: governance.Dues}
	}
	t.finds([]int{4}, by(at(10)), "not at the instant")
	t.finds([]int{4, 1}, by(at(10).Add(time.Microsecond)), "one microsecond later")
	t.finds([]int{4, 1, 2}, by(at(2000)), "never is not due")
	t.finds([]int{1, 2, 4}, governance.Query{DueBefore: at(2000)}, "the bound holds under another order too, ties by id")
}

func dueAndWake(t *trial) {
	a := newRecord(1).with(func(h *governance.Header) { h.Due, h.Wake = at(10), at(90) })
	b := newRecord(2).with(func(h *governance.Header) { h.Due, h.Wake = at(80), at(20) })
	t.commit(a.change(set("a", "1")), b.change(set("a", "1")))
	t.finds([]int{1, 2}, governance.Query{Order: governance.Dues}, "by due")
	t.finds([]int{2, 1}, governance.Query{Order: governance.Wakes}, "by wake")
	t.finds([]int{2}, governance.Query{WakeBy: at(50), Order: governance.Dues}, "waking ones, by due")
	t.finds([]int{1}, governance.Query{DueBefore: at(50), Order: governance.Wakes}, "due ones, by wake")
}
