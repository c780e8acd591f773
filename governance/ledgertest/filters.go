package ledgertest

import (
	"time"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/governance"
)

var filters = []Case{
	{Name: "each", check: filterEach,
		Rule: "Every field of a query restricts by its own column; slices are alternatives; fields left zero do not restrict."},
	{Name: "combined", check: filterCombined,
		Rule: "Several restrictions all hold at once."},
	{Name: "ranges", check: filterRanges,
		Rule: "From is included, To is not, to the microsecond; a record without the time lies in no range."},
	{Name: "latest header", check: filterLatest,
		Rule: "Queries see the header of the latest write only, cleared columns included."},
	{Name: "exact", check: filterExact,
		Rule: "Columns are compared byte for byte; no value is a pattern, a prefix or a number."},
}

// census is five matters and a task, numbered from 1, with every column set
// in some and not in others.
func (t *trial) census() []*record {
	parent := func(n int) uuid.UUID { return ref("conference", n).ID }
	headers := []governance.Header{
		{Phase: "open", Class: "城管", Category: "路灯", Unit: "110101", Person: "p-1", Opened: at(1), Due: at(50), Serial: "X-1"},
		{Phase: "open", Class: "城管", Category: "噪音", Unit: "110102", Person: "p-2", Opened: at(2), Parent: parent(1)},
		{Phase: "closed", Outcome: "solved", Class: "民生", Category: "路灯", Unit: "110101", Person: "p-1", Opened: at(3), Closed: at(10), Parent: parent(2)},
		{Phase: "closed", Outcome: "rejected", Class: "民生", Unit: "110103", Opened: at(4), Closed: at(11), Late: 2},
		{Phase: "verified", Opened: at(5), Parent: parent(1), Late: 10},
		{Phase: "open", Unit: "110101", Opened: at(6)},
	}
	var all []*record
	for i, h := range headers {
		r := newRecord(i + 1)
		if i == 5 {
			r = newRecordOf("task", i+1)
		}
		r.header = h
		t.commit(r.change(set("a", "1")).share(see("u:"+h.Unit), do("p:"+h.Person)))
		all = append(all, r)
	}
	return all
}

func filterEach(t *trial) {
	t.census()
	for _, row := range []struct {
		q    governance.Query
		want []int
	}{
		{governance.Query{}, []int{6, 5, 4, 3, 2, 1}},
		{governance.Query{Kind: matter}, []int{5, 4, 3, 2, 1}},
		{governance.Query{Kind: "task"}, []int{6}},
		{governance.Query{Phases: []governance.Phase{"open"}}, []int{6, 2, 1}},
		{governance.Query{Phases: []governance.Phase{"closed", "verified", "none"}}, []int{5, 4, 3}},
		{governance.Query{Phases: []governance.Phase{}}, []int{6, 5, 4, 3, 2, 1}},
		{governance.Query{Outcome: "solved"}, []int{3}},
		{governance.Query{Class: "城管"}, []int{2, 1}},
		{governance.Query{Category: "路灯"}, []int{3, 1}},
		{governance.Query{Unit: []string{"110101"}}, []int{6, 3, 1}},
		{governance.Query{Unit: []string{"110102", "110103"}}, []int{4, 2}},
		{governance.Query{Person: "p-1"}, []int{3, 1}},
		{governance.Query{Parent: ref("conference", 1).ID}, []int{5, 2}},
		{governance.Query{Parent: ref("conference", 9).ID}, nil},
		{governance.Query{OpenedFrom: at(4)}, []int{6, 5, 4}},
		{governance.Query{OpenedTo: at(4)}, []int{3, 2, 1}},
		{governance.Query{ClosedFrom: at(11)}, []int{4}},
		{governance.Query{ClosedTo: at(11)}, []int{3}},
		{governance.Query{DueBefore: at(51)}, []int{1}},
		{governance.Query{Text: "x-"}, []int{1}},
		{governance.Query{Keys: []string{"p:p-1"}, Desk: true}, []int{3, 1}},
	} {
		t.finds(row.want, row.q, "one restriction")
	}
}

func filterCombined(t *trial) {
	t.census()
	parent := ref("conference", 1).ID
	for _, row := range []struct {
		q    governance.Query
		want []int
	}{
		{governance.Query{Kind: matter, Phases: []governance.Phase{"open"}, Unit: []string{"110101"}}, []int{1}},
		{governance.Query{Class: "民生", Category: "路灯"}, []int{3}},
		{governance.Query{Class: "城管", Category: "路灯", Person: "p-2"}, nil},
		{governance.Query{Parent: parent, OpenedFrom: at(3)}, []int{5}},
		{governance.Query{Parent: parent, Keys: []string{"u:110102"}}, []int{2}},
		{governance.Query{OpenedFrom: at(2), OpenedTo: at(5), ClosedFrom: at(1)}, []int{4, 3}},
		{governance.Query{Keys: []string{"u:110101"}, Phases: []governance.Phase{"open"}, Kind: matter}, []int{1}},
		{governance.Query{Keys: []string{"p:p-1"}, Desk: true, Outcome: "solved"}, []int{3}},
		{governance.Query{Keys: []string{"u:110101"}, Desk: true}, nil},
		{governance.Query{Order: governance.Dues, Person: "p-1"}, []int{1}},
	} {
		t.finds(row.want, row.q, "all restrictions at once")
	}
}

func filterRanges(t *trial) {
	micro := time.Microsecond
	t.place(governance.Newest, at(1), at(2), at(3), never, distant[0], distant[3])
	for _, row := range []struct {
		from, to time.Time
		want     []int
	}{
		{at(1), at(3), []int{2, 1}},
		{at(1).Add(micro), at(3).Add(micro), []int{3, 2}},
		{at(2), at(2), nil},
		{at(2), at(2).Add(micro), []int{2}},
		{at(3), at(1), nil},
		{never, at(2), []int{1, 5}},
		{at(2), never, []int{6, 3, 2}},
		{distant[0], distant[0].Add(micro), []int{5}},
		{distant[3], never, []int{6}},
	} {
		t.finds(row.want, governance.Query{OpenedFrom: row.from, OpenedTo: row.to}, "from included, to not")
	}
	r := newRecord(20).with(func(h *governance.Header) { h.Opened, h.Closed = never, at(2) })
	t.commit(r.change(set("a", "1")))
	t.finds([]int{20}, governance.Query{ClosedFrom: at(2), ClosedTo: at(2).Add(micro)}, "closed at that instant; the rest never closed")
	t.finds(nil, governance.Query{ClosedTo: at(2)}, "what never closed lies before nothing")
}

func filterLatest(t *trial) {
	r := t.census()[2]
	t.commit(r.change(set("a", "2")).with(func(h *governance.Header) { *h = governance.Header{Phase: "open", Opened: at(3), Unit: "新区"} }))
	for _, q := range []governance.Query{
		{Outcome: "solved"}, {Class: "民生", Category: "路灯"}, {Parent: ref("conference", 2).ID}, {Person: "p-1", Phases: []governance.Phase{"closed"}}, {ClosedTo: at(11)},
	} {
		t.finds(nil, q, "cleared columns match nothing")
	}
	t.finds([]int{3}, governance.Query{Unit: []string{"新区"}}, "the new value matches")
}

func filterExact(t *trial) {
	values := []string{"a", "A", "a ", "%", "_", `\`, "a%", "0", "00", "1", "1.0", "true", "null", "'", `"`, "吉", "𠮷", "é", "e\u0301", "ａ"}
	for i, v := range values {
		t.commit(newRecord(i).with(func(h *governance.Header) {
			h.Class, h.Category, h.Unit, h.Person, h.Outcome, h.Phase = v, v, v, v, v, governance.Phase(v)
		}).change(set("a", "1")))
	}
	for i, v := range values {
		for _, q := range []governance.Query{
			{Class: v}, {Category: v}, {Unit: []string{v}}, {Person: v}, {Outcome: v}, {Phases: []governance.Phase{governance.Phase(v)}},
		} {
			t.finds([]int{i}, q, "only the very value "+v)
		}
	}
}
