package ledgertest

import (
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/governance"
)

var claims = []Case{
	{Name: "held", check: claimHeld,
		Rule: "A claim is held by one record; another one that takes it is refused (Claimed), and the conflict names the claim and the taker."},
	{Name: "held by itself", check: claimHeldByItself,
		Rule: "A record that takes a claim it already holds is refused (Claimed): a second vote is a second vote."},
	{Name: "released", check: claimReleased,
		Rule: "A released claim is free for others."},
	{Name: "handed over", check: claimHandedOver,
		Rule: "A claim that one write of a commit releases another may take, whichever comes first, and it is then held."},
	{Name: "renewed", check: claimRenewed,
		Rule: "One write may release a claim and take it again; it stays held."},
	{Name: "released by a stranger", check: claimReleasedByStranger,
		Rule: "Releasing what is not held by this record does nothing: others keep their claims, and free ones stay free."},
	{Name: "stolen", check: claimStolen,
		Rule: "A record cannot free another's claim by releasing it, not even to take it in the same commit."},
	{Name: "twice in one commit", check: claimTwiceInOneCommit,
		Rule: "Two writes of one commit cannot both take a claim."},
	{Name: "exact", check: claimExact,
		Rule: "Claims are compared byte for byte: letter case, spaces and similar characters make another claim."},
	{Name: "one winner", check: claimOneWinner,
		Rule: "Of many records that take one claim at once, exactly one gets it."},
}

// claimed requires a Claimed conflict that names the claim.
func (t *trial) claimed(err error, by *record, claim governance.Claim) {
	t.Helper()
	t.refused(err, governance.Claimed, by.ref)
	var conflict *governance.ConflictError
	require.ErrorAs(t, err, &conflict)
	assert.Equal(t, claim, conflict.Claim, "the conflict must name the claim that is held")
}

func claimHeld(t *trial) {
	a, b := newRecord(1), newRecord(2)
	t.commit(a.change(set("a", "1")).take("场地:3:上午", "seat:1"))
	t.claimed(t.attempt(b.change(set("a", "1")).take("seat:2", "场地:3:上午")), b, "场地:3:上午")
	t.commit(b.change(set("a", "1")).take("seat:2"))
	t.claimed(t.attempt(a.change(set("a", "1")).take("seat:2")), a, "seat:2")
	t.holds(a, b)
}

func claimHeldByItself(t *trial) {
	a := newRecord(1)
	t.commit(a.change(set("a", "1")).take("vote:王芳"))
	t.claimed(t.attempt(a.change(set("a", "2")).take("vote:王芳")), a, "vote:王芳")
	t.holds(a)
}

func claimReleased(t *trial) {
	a, b := newRecord(1), newRecord(2)
	t.commit(a.change(set("a", "1")).take("seat:1", "seat:2"))
	t.commit(a.change(set("a", "2")).release("seat:1"))
	t.commit(b.change(set("a", "1")).take("seat:1"))
	t.claimed(t.attempt(b.change(set("a", "2")).take("seat:2")), b, "seat:2")
	t.claimed(t.attempt(a.change(set("a", "2")).take("seat:1")), a, "seat:1")
}

func claimHandedOver(t *trial) {
	a, b, c := newRecord(1), newRecord(2), newRecord(3)
	t.commit(a.change(set("a", "1")).take("seat"), b.change(set("a", "1")), c.change(set("a", "1")))
	t.commit(a.change(set("a", "2")).release("seat"), b.change(set("a", "2")).take("seat"))
	t.claimed(t.attempt(c.change(set("a", "2")).take("seat")), c, "seat")
	t.commit(a.change(set("a", "3")).take("seat"), b.change(set("a", "3")).release("seat"))
	t.claimed(t.attempt(c.change(set("a", "2")).take("seat")), c, "seat")
	t.commit(a.change(set("a", "4")).release("seat"))
	t.commit(c.change(set("a", "2")).take("seat"))
	t.holds(a, b, c)
}

func claimRenewed(t *trial) {
	a, b := newRecord(1), newRecord(2)
	t.commit(a.change(set("a", "1")).take("slot"))
	t.commit(a.change(set("a", "2")).release("slot").take("slot"))
	t.claimed(t.attempt(b.change(set("a", "1")).take("slot")), b, "slot")
}

func claimReleasedByStranger(t *trial) {
	a, b := newRecord(1), newRecord(2)
	t.commit(a.change(set("a", "1")).take("seat:1"))
	t.commit(b.change(set("a", "1")).release("seat:1", "seat:2"))
	t.claimed(t.attempt(b.change(set("a", "2")).take("seat:1")), b, "seat:1")
	t.commit(b.change(set("a", "2")).take("seat:2"))
	sameID := newRecordOf("task", 1)
	t.commit(sameID.change(set("a", "1")).release("seat:1"))
	t.claimed(t.attempt(b.change(set("a", "3")).take("seat:1")), b, "seat:1")
}

func claimStolen(t *trial) {
	a, b := newRecord(1), newRecord(2)
	t.commit(a.change(set("a", "1")).take("seat"))
	t.claimed(t.attempt(b.change(set("a", "1")).release("seat").take("seat")), b, "seat")
	t.holds(a, newRecord(2))
}

func claimTwiceInOneCommit(t *trial) {
	a, b := newRecord(1), newRecord(2)
	err := t.attempt(a.change(set("a", "1")).take("seat"), b.change(set("a", "1")).take("seat"))
	var conflict *governance.ConflictError
	require.ErrorAs(t, err, &conflict)
	assert.Equal(t, governance.Claimed, conflict.Reason)
	assert.Equal(t, governance.Claim("seat"), conflict.Claim)
	t.holds(newRecord(1), newRecord(2))
	t.commit(b.change(set("a", "1")).take("seat"))
}

func claimExact(t *trial) {
	for i, claim := range []governance.Claim{"Seat", "seat", "seat ", " seat", "ｓｅａｔ", "座", "坐", "e\u0301", "\u00e9", "𠮷", "吉", "%", "_", `\`, "seat%"} {
		t.commit(newRecord(i).change(set("a", "1")).take(claim))
	}
}

func claimOneWinner(t *trial) {
	const takers = 6
	for round := range 5 {
		claim := governance.Claim("seat:" + number(int64(round)))
		records := make([]*record, takers)
		for i := range records {
			records[i] = newRecord(round*takers + i)
		}
		errs := race(takers, func(i int) error { return t.attempt(records[i].change(set("a", "1")).take(claim)) })
		require.Len(t, t.conflicts(errs, governance.Claimed), 1)
		t.holds(records...)
	}
}
