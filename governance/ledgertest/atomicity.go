package ledgertest

import (
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/governance"
)

var atomicity = []Case{
	{Name: "several records", check: severalRecords,
		Rule: "A commit changes all its records, with their history, at once."},
	{Name: "a conflict undoes all", check: conflictUndoesAll,
		Rule: "If one write of a commit conflicts, nothing of the others is kept: no document, entry, claim, answer, audience, sealed value or erasure."},
	{Name: "a held claim undoes all", check: heldClaimUndoesAll,
		Rule: "If one claim of a commit is held, nothing of the commit is kept, the releases and the other claims neither."},
	{Name: "a broken expectation undoes all", check: brokenExpectationUndoesAll,
		Rule: "If one expectation fails, nothing of the commit is kept."},
	{Name: "a kept key undoes all", check: keptKeyUndoesAll,
		Rule: "If the idempotency key is kept, nothing of the commit is written."},
	{Name: "no fragments seen", check: noFragments,
		Rule: "The feed shows a commit's entries together with its documents: nobody sees one record changed and the other not after Commit returned."},
}

func severalRecords(t *trial) {
	a, b, c := newRecord(1), newRecord(2), newRecordOf("task", 3)
	t.commit(a.change(set("x", "1")), b.change(set("x", "2")), c.change(set("x", "3")))
	t.commit(c.change(set("x", "4")), a.change(set("x", "5")).also(set("y", "6")))
	t.holds(a, b, c)
}

// scene is a ledger with one record that is much about: sealed, shared, with
// a claim and an answer.
func (t *trial) scene() *record {
	r := newRecord(1)
	err := t.attemptWith(func(c *governance.Commit) {
		c.Account, c.Key = "acct", "first"
		c.Answer = governance.Answer{Ref: r.ref, Body: []byte("first"), Until: at(60)}
	}, r.change(set("a", "1")).seal("name", `"王芳"`).
		with(func(h *governance.Header) { h.Title, h.Wake = "路灯不亮", at(5) }).
		share(governance.Share{Key: "unit:1", Desk: true}).take("seat:1"))
	require.NoError(t, err)
	return r
}

// assault is a commit that would change everything about the scene and add two
// records; each case gives it one reason to fail.
func (t *trial) assault(r *record, edit func(c *governance.Commit), more ...*change) error {
	fresh := newRecord(8).change(set("b", "1")).take("seat:8").share(governance.Share{Key: "unit:8"}).seal("name", `"新"`)
	big := r.change(set("a", "2")).seal("name", `"李强"`).erase().
		with(func(h *governance.Header) { h.Title, h.Phase, h.Wake = "改了", "closed", time.Time{} }).
		share(governance.Share{Key: "unit:8"}).release("seat:1").take("seat:2")
	return t.attemptWith(func(c *governance.Commit) {
		c.Account, c.Key = "acct", "second"
		c.Answer = governance.Answer{Ref: r.ref, Body: []byte("second"), Until: at(60)}
		edit(c)
	}, append([]*change{fresh, big}, more...)...)
}

// untouched requires that the scene is as it was before the assault; others
// are the further records that the case committed.
func (t *trial) untouched(r *record, others ...*record) {
	t.Helper()
	t.holds(append(others, r, newRecord(8))...)
	t.finds([]int{1}, governance.Query{Keys: []string{"unit:1"}, Desk: true}, "the audience must be as it was")
	t.finds(nil, governance.Query{Keys: []string{"unit:8"}}, "the new audience must not be kept")
	t.finds([]int{1}, governance.Query{Text: "路灯", Phases: []governance.Phase{"open"}}, "the header must be as it was")
	t.finds([]int{1}, governance.Query{Order: governance.Wakes}, "the wake must be as it was")
	t.answers("first", "acct", "first")
	t.answers("", "acct", "second")
	n := len(r.entries)
	for _, o := range others {
		n += len(o.entries)
	}
	assert.Len(t, t.feed(n), n, "the feed has nothing of a refused commit")
	other := newRecord(9)
	t.refused(t.attempt(other.change(set("c", "1")).take("seat:1")), governance.Claimed, other.ref)
	t.commit(other.change(set("c", "1")).take("seat:2", "seat:8"))
}

func conflictUndoesAll(t *trial) {
	r := t.scene()
	stale := newRecord(3)
	t.commit(stale.change(set("s", "1")))
	behind := stale.fork()
	t.commit(stale.change(set("s", "2")))
	t.refused(t.assault(r, func(*governance.Commit) {}, behind.change(set("s", "3"))), governance.Changed, stale.ref)
	t.untouched(r, stale)
}

func heldClaimUndoesAll(t *trial) {
	r, holder := t.scene(), newRecord(3)
	t.commit(holder.change(set("h", "1")).take("seat:3"))
	taker := newRecord(4)
	err := t.assault(r, func(*governance.Commit) {}, taker.change(set("t", "1")).take("seat:4", "seat:3"))
	t.refused(err, governance.Claimed, taker.ref)
	t.holds(newRecord(4))
	t.untouched(r, holder)
	t.commit(taker.change(set("t", "1")).take("seat:4"))
}

func brokenExpectationUndoesAll(t *trial) {
	r, tree := t.scene(), newRecordOf("tree", 3)
	t.commit(tree.change(set("v", "1")))
	err := t.assault(r, func(c *governance.Commit) {
		c.Expect = []governance.Expectation{{Ref: tree.ref, Version: 2}}
	})
	t.refused(err, governance.Depends, tree.ref)
	t.untouched(r, tree)
}

func keptKeyUndoesAll(t *trial) {
	r := t.scene()
	err := t.assault(r, func(c *governance.Commit) { c.Key = "first" })
	var conflict *governance.ConflictError
	require.ErrorAs(t, err, &conflict)
	assert.Equal(t, governance.KeyPending, conflict.Reason)
	t.untouched(r)
}

func noFragments(t *trial) {
	a, b := newRecord(1), newRecord(2)
	for i := range 20 {
		t.commit(a.change(set("n", number(int64(i)))), b.change(set("n", number(int64(i)))))
		got, err := t.ledger.Load(t.Context(), a.ref, b.ref)
		require.NoError(t, err)
		require.Equal(t, got[0].Version, got[1].Version)
		t.same(a, got[0])
		t.same(b, got[1])
	}
	t.holds(a, b)
}
