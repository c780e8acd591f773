package ledgertest

import (
	"fmt"

	"github.com/jinlin-project/jinlin/governance"
)

var audience = []Case{
	{Name: "any of the keys", check: audienceAnyOf,
		Rule: "A record is found by any one of the caller's keys, once even if several fit, and by no other key."},
	{Name: "nil and empty keys", check: audienceNilKeys,
		Rule: "Keys nil finds everybody's records; an empty list of keys finds none."},
	{Name: "desk", check: audienceDesk,
		Rule: "Desk finds only what is to do for one of these keys, not what they merely may see, nor what is to do for others."},
	{Name: "among", check: audienceAmong,
		Rule: "Among further restricts to records whose audience also has one of its keys, as something to do or not."},
	{Name: "unchanged", check: audienceUnchanged,
		Rule: "A write with a nil audience leaves the audience as it is."},
	{Name: "cleared", check: audienceCleared,
		Rule: "A write with an empty audience clears it."},
	{Name: "replaced", check: audienceReplaced,
		Rule: "A write with an audience replaces the whole of it, desks included."},
	{Name: "twice the same key", check: audienceTwice,
		Rule: "Of a key given twice in an audience, the one with Desk counts."},
	{Name: "exact", check: audienceExact,
		Rule: "Keys are compared byte for byte; none is a pattern or a prefix of another."},
	{Name: "many", check: audienceMany,
		Rule: "Audiences and callers with hundreds of keys work."},
}

func see(key string) governance.Share { return governance.Share{Key: key} }
func do(key string) governance.Share  { return governance.Share{Key: key, Desk: true} }

// shared commits one record per audience, numbered from 1. The last is the
// newest, and numbers come back in the order of opening, oldest first, when
// the query asks for Dues.
func (t *trial) shared(audiences ...[]governance.Share) []*record {
	var all []*record
	for i, shares := range audiences {
		r := newRecord(i + 1)
		r.header.Due = at(i)
		t.commit(r.change(set("a", "1")).share(shares...))
		all = append(all, r)
	}
	return all
}

// seen requires which records a caller with these keys finds.
func (t *trial) seen(want []int, why string, keys ...string) {
	t.Helper()
	t.finds(want, governance.Query{Keys: keys, Order: governance.Dues}, why)
}

// todo is seen for what is to do.
func (t *trial) todo(want []int, why string, keys ...string) {
	t.Helper()
	t.finds(want, governance.Query{Keys: keys, Desk: true, Order: governance.Dues}, why)
}

func audienceAnyOf(t *trial) {
	t.shared([]governance.Share{see("a"), see("b")}, []governance.Share{see("b"), see("c")}, []governance.Share{see("d")}, nil)
	t.seen([]int{1}, "one key", "a")
	t.seen([]int{1, 2}, "a key of two records", "b")
	t.seen([]int{1, 2}, "several keys that fit one record", "a", "b", "c")
	t.seen([]int{1, 3}, "alternatives", "a", "d", "x")
	t.seen(nil, "a key of nobody", "x")
}

func audienceNilKeys(t *trial) {
	t.shared([]governance.Share{see("a")}, nil)
	t.finds([]int{1, 2}, governance.Query{Order: governance.Dues}, "nil keys find everybody's records")
	t.finds(nil, governance.Query{Keys: []string{}, Order: governance.Dues}, "a caller without any key sees nothing")
	t.counted(0, governance.Query{Keys: []string{}})
}

func audienceDesk(t *trial) {
	t.shared([]governance.Share{do("a"), see("b")}, []governance.Share{see("a"), do("b")}, []governance.Share{see("a"), see("b")})
	t.todo([]int{1}, "to do for a", "a")
	t.todo([]int{2}, "to do for b", "b")
	t.todo([]int{1, 2}, "to do for either", "a", "b")
	t.seen([]int{1, 2, 3}, "to see for a", "a")
	t.todo(nil, "to do for nobody", "c")
}

func audienceAmong(t *trial) {
	t.shared([]governance.Share{see("a"), do("x")}, []governance.Share{do("a"), see("y")}, []governance.Share{see("x")}, []governance.Share{do("a")})
	among := func(keys []string, desk bool, among ...string) governance.Query {
		return governance.Query{Keys: keys, Desk: desk, Among: among, Order: governance.Dues}
	}
	t.finds([]int{1}, among([]string{"a"}, false, "x"), "a's records that x also sees")
	t.finds([]int{1, 2}, among([]string{"a"}, false, "x", "y"), "… that x or y also sees")
	t.finds([]int{2}, among([]string{"a"}, true, "x", "y"), "what a has to do that x or y also sees; their desk does not matter")
	t.finds([]int{1, 3}, among(nil, false, "x"), "without keys")
	t.finds(nil, among([]string{"a"}, false, "z"), "nobody else's")
	t.finds([]int{1, 2, 4}, among([]string{"a"}, false, "a"), "the same key in both")
}

func audienceUnchanged(t *trial) {
	r := t.shared([]governance.Share{do("a"), see("b")})[0]
	t.commit(r.change(set("a", "2")))
	t.todo([]int{1}, "still to do", "a")
	t.seen([]int{1}, "still to see", "b")
	t.commit(r.change(set("a", "3")).erase())
	t.seen([]int{1}, "erasing does not change who sees it", "b")
}

func audienceCleared(t *trial) {
	r := t.shared([]governance.Share{do("a"), see("b")}, []governance.Share{see("a")})[0]
	t.commit(r.change(set("a", "2")).share())
	t.seen([]int{2}, "the cleared one is nobody's", "a", "b")
	t.finds([]int{1, 2}, governance.Query{Order: governance.Dues}, "it is still there")
}

func audienceReplaced(t *trial) {
	r := t.shared([]governance.Share{do("a"), see("b"), see("c")}, []governance.Share{see("a")})[0]
	t.commit(r.change(set("a", "2")).share(see("a"), do("c"), see("d")))
	t.seen([]int{1, 2}, "a still sees it", "a")
	t.todo(nil, "it is no longer to do for a", "a")
	t.seen(nil, "b no longer sees it", "b")
	t.todo([]int{1}, "it is now to do for c", "c")
	t.seen([]int{1}, "d sees it now", "d")
}

func audienceTwice(t *trial) {
	t.shared([]governance.Share{do("a"), see("a")}, []governance.Share{see("a"), do("a")}, []governance.Share{see("a"), see("a")})
	t.todo([]int{1, 2}, "the desk counts, whichever comes first", "a")
	t.seen([]int{1, 2, 3}, "each once", "a")
}

func audienceExact(t *trial) {
	keys := []string{"unit:1101", "unit:11", "Unit:11", "unit:%", "unit:__", `unit:\`, "unit:11 ", "单位:吉", "单位:𠮷"}
	var audiences [][]governance.Share
	for _, k := range keys {
		audiences = append(audiences, []governance.Share{see(k)})
	}
	t.shared(audiences...)
	for i, k := range keys {
		t.seen([]int{i + 1}, "only the very key", k)
	}
}

func audienceMany(t *trial) {
	var wide []governance.Share
	var keys []string
	for i := range 300 {
		wide = append(wide, governance.Share{Key: fmt.Sprintf("w:%d", i), Desk: i%2 == 0})
		keys = append(keys, fmt.Sprintf("k:%d", i))
	}
	r := t.shared(wide, []governance.Share{see("k:299")})[0]
	t.seen([]int{1}, "one of many shares", "w:299")
	t.todo(nil, "not to do for the odd ones", "w:299")
	t.seen([]int{2}, "one of many keys", keys...)
	t.seen([]int{1, 2}, "both", append(keys, "w:0", "w:1", "w:2")...)
	t.commit(r.change(set("a", "2")).share(wide[:2]...))
	t.seen(nil, "shares taken away", "w:299")
}
