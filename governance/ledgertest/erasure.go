package ledgertest

import (
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/governance"
)

var erasure = []Case{
	{Name: "values and salts", check: eraseValues,
		Rule: "After Erase no sealed value or salt of the record is left, of no version, of neither record nor command, however it is read."},
	{Name: "history stands", check: eraseHistory,
		Rule: "Erasing changes no entry: the history still verifies and every version is still rebuilt, digests in place of values."},
	{Name: "the title", check: eraseTitle,
		Rule: "After Erase the title is gone: nothing is found by it, whatever the header of that write says."},
	{Name: "answers", check: eraseAnswers,
		Rule: "Erasing a record erases the kept answers about it, of every account, and no others."},
	{Name: "the same commit", check: eraseSameCommit,
		Rule: "What the erasing commit itself seals and answers stays."},
	{Name: "others", check: eraseOthers,
		Rule: "Erasing one record leaves the sealed values and titles of all others."},
	{Name: "sealed again", check: eraseSealedAgain,
		Rule: "After Erase a record can be written, sealed and titled anew; what was erased does not come back."},
}

// exposed is a record with sealed values in three versions, current and past,
// of its own and of commands, a title, and answers of two accounts.
func (t *trial) exposed(n int) *record {
	r := newRecord(n)
	key := number(int64(n))
	require.NoError(t, t.attemptWith(keyed("zhang", "k1-"+key, "王芳", r.ref),
		r.change(set("a", "1")).seal("name", `"王芳"`).seal("~reason", `"王芳说"`).
			with(func(h *governance.Header) { h.Title, h.Serial = "王芳家的路灯"+key, "S-"+key })))
	require.NoError(t, t.attemptWith(keyed("li", "k2-"+key, "王小芳", r.ref), r.change(set("a", "2")).seal("name", `"王小芳"`)))
	t.commit(r.change(set("a", "3")).seal("phone", `"138"`).seal("~note", `"又说"`))
	return r
}

func eraseValues(t *trial) {
	r := t.exposed(1)
	require.Len(t, t.load(r.ref).Personal, 2)
	t.commit(r.change(set("a", "4")).erase())
	assert.Empty(t, t.load(r.ref).Personal)
	for _, e := range append(t.entries(r.ref), t.feed(4)...) {
		assert.Empty(t, e.Personal, "entry %d", e.Version)
	}
	page, err := t.ledger.Find(t.Context(), governance.Query{})
	require.NoError(t, err)
	require.Len(t, page.Items, 1)
	assert.Empty(t, page.Items[0].Personal)
	t.holds(r)
}

func eraseHistory(t *trial) {
	r := t.exposed(1)
	before := t.load(r.ref).Document
	t.commit(r.change(set("a", "4")).erase())
	entries := t.entries(r.ref)
	require.Len(t, entries, 4)
	require.NoError(t, governance.Verify(entries, t.load(r.ref).Digest))
	assert.Equal(t, t.split(before), t.split(governance.Rebuild(entries[:3])))
}

func eraseTitle(t *trial) {
	r := t.exposed(1)
	t.finds([]int{1}, governance.Query{Text: "王芳家"}, "before erasing it is found by its title")
	t.commit(r.change(set("a", "4")).erase().with(func(h *governance.Header) { h.Title = "王芳家的路灯" }))
	t.finds(nil, governance.Query{Text: "王芳家"}, "after erasing it is not")
	t.finds(nil, governance.Query{Text: "灯"}, "nor by a part of the title")
	t.finds([]int{1}, governance.Query{Text: "S-1"}, "the serial is not personal and stays")
}

func eraseAnswers(t *trial) {
	r, other := t.exposed(1), t.exposed(2)
	t.answers("王芳", "zhang", "k1-1")
	t.commit(r.change(set("a", "4")).erase())
	t.answers("", "zhang", "k1-1")
	t.answers("", "li", "k2-1")
	t.answers("王芳", "zhang", "k1-2")
	t.answers("王小芳", "li", "k2-2")
	t.holds(r, other)
}

func eraseSameCommit(t *trial) {
	r := t.exposed(1)
	require.NoError(t, t.attemptWith(keyed("zhang", "erase", "erased", r.ref),
		r.change(set("a", "4")).erase().seal("contact", `"法院"`).seal("~basis", `"第47条"`)))
	t.answers("erased", "zhang", "erase")
	t.answers("", "zhang", "k1-1")
	require.Len(t, t.load(r.ref).Personal, 1)
	t.holds(r)
}

func eraseOthers(t *trial) {
	r, other, sameID := t.exposed(1), t.exposed(2), newRecordOf("task", 1)
	t.commit(sameID.change().seal("name", `"同号"`).with(func(h *governance.Header) { h.Title = "同号的任务" }))
	t.commit(other.change(set("b", "1")), r.change(set("a", "4")).erase())
	t.holds(r, other, sameID)
	t.finds([]int{2}, governance.Query{Text: "王芳家"}, "the other's title stays")
	t.finds([]int{1}, governance.Query{Text: "同号", Kind: "task"}, "a record of another kind with the same id keeps its title")
}

func eraseSealedAgain(t *trial) {
	r := t.exposed(1)
	t.commit(r.change(set("a", "4")).erase())
	t.commit(r.change(set("a", "5")).seal("name", `"化名"`).with(func(h *governance.Header) { h.Title = "新标题" }))
	t.holds(r)
	t.finds([]int{1}, governance.Query{Text: "新标题"}, "the new title is found")
	t.finds(nil, governance.Query{Text: "王芳"}, "the erased one is not")
	t.commit(r.change(set("a", "6")).erase())
	t.holds(r)
}
