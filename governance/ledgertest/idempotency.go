package ledgertest

import (
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/governance"
)

var idempotency = []Case{
	{Name: "kept byte for byte", check: answerKept,
		Rule: "An answer is returned as it was committed: ref, request digest, body byte for byte, until."},
	{Name: "unknown key", check: answerUnknown,
		Rule: "Under a key that nobody committed there is a zero Answer and no error."},
	{Name: "same key", check: answerSameKey,
		Rule: "A second commit under a kept key is refused (KeyPending) and writes nothing."},
	{Name: "key before version", check: answerKeyFirst,
		Rule: "Of two equal commits the second is told KeyPending, not Changed: its answer is there to be looked up."},
	{Name: "accounts apart", check: answerAccounts,
		Rule: "Keys belong to accounts: the same key of another account is another key."},
	{Name: "no key", check: answerNoKey,
		Rule: "Without a key nothing is kept, and any number of commits may come without one."},
	{Name: "expiry", check: answerExpiry,
		Rule: "An answer is kept until Until, which is not included; afterwards the key is free again."},
	{Name: "refused commits", check: answerRefused,
		Rule: "A refused commit leaves its key free, so that the command may be tried again."},
	{Name: "empty body", check: answerEmptyBody,
		Rule: "An empty body is an answer; a nil one is none."},
	{Name: "one winner", check: answerOneWinner,
		Rule: "Of many commits under one key at once, on whatever records, exactly one is kept."},
}

// keyed fills a commit with a key and an answer.
func keyed(account, key, body string, about governance.Ref) func(*governance.Commit) {
	return func(c *governance.Commit) {
		c.Account, c.Key = account, key
		c.Answer = governance.Answer{Ref: about, Request: governance.Digest{1, 2, 3}, Body: []byte(body), Until: at(60)}
	}
}

// answers requires what is kept under a key at the opening; "" is nothing.
func (t *trial) answers(want, account, key string) {
	t.Helper()
	got, err := t.ledger.Answer(t.Context(), account, key, opening)
	require.NoError(t, err)
	if want == "" {
		assert.Equal(t, governance.Answer{}, got, "no answer is kept here")
		return
	}
	assert.Equal(t, want, string(got.Body), "the answer, byte for byte")
}

func answerKept(t *trial) {
	r, body := newRecord(1), "{\"title\" : \"路灯\", \"n\":1.0}\x7f \n"
	require.NoError(t, t.attemptWith(keyed("张三", "k-1", body, r.ref), r.change(set("a", "1"))))
	got, err := t.ledger.Answer(t.Context(), "张三", "k-1", opening)
	require.NoError(t, err)
	assert.Equal(t, r.ref, got.Ref)
	assert.Equal(t, governance.Digest{1, 2, 3}, got.Request)
	assert.Equal(t, body, string(got.Body))
	assert.True(t, at(60).Equal(got.Until), "until")
}

func answerUnknown(t *trial) {
	t.answers("", "acct", "k-1")
	r := newRecord(1)
	require.NoError(t, t.attemptWith(keyed("acct", "k-1", "one", r.ref), r.change(set("a", "1"))))
	t.answers("", "acct", "k-2")
	t.answers("", "acct", "K-1")
	t.answers("one", "acct", "k-1")
}

func (t *trial) pending(err error) {
	t.Helper()
	var conflict *governance.ConflictError
	require.ErrorAs(t, err, &conflict, "the key is kept")
	assert.Equal(t, governance.KeyPending, conflict.Reason)
}

func answerSameKey(t *trial) {
	a, b := newRecord(1), newRecord(2)
	require.NoError(t, t.attemptWith(keyed("acct", "k", "one", a.ref), a.change(set("a", "1"))))
	t.pending(t.attemptWith(keyed("acct", "k", "two", b.ref), b.change(set("a", "1"))))
	t.answers("one", "acct", "k")
	t.holds(a, newRecord(2))
}

func answerKeyFirst(t *trial) {
	r := newRecord(1)
	again := r.fork()
	require.NoError(t, t.attemptWith(keyed("acct", "k", "one", r.ref), r.change(set("a", "1")).take("seat")))
	t.pending(t.attemptWith(keyed("acct", "k", "two", r.ref), again.change(set("a", "1")).take("seat")))
	t.holds(r)
}

func answerAccounts(t *trial) {
	a, b := newRecord(1), newRecord(2)
	require.NoError(t, t.attemptWith(keyed("zhang", "k", "of zhang", a.ref), a.change(set("a", "1"))))
	t.answers("", "li", "k")
	require.NoError(t, t.attemptWith(keyed("li", "k", "of li", b.ref), b.change(set("a", "1"))))
	t.answers("of zhang", "zhang", "k")
	t.answers("of li", "li", "k")
	t.answers("", "zhangk", "")
	t.holds(a, b)
}

func answerNoKey(t *trial) {
	r := newRecord(1)
	for range 3 {
		require.NoError(t, t.attemptWith(keyed("acct", "", "nobody asks", r.ref), r.change(set("a", "1"))))
	}
	t.answers("", "acct", "")
	t.holds(r)
}

func answerExpiry(t *trial) {
	r := newRecord(1)
	require.NoError(t, t.attemptWith(keyed("acct", "k", "one", r.ref), r.change(set("a", "1"))))
	for _, row := range []struct {
		now  time.Time
		kept bool
	}{{at(60).Add(-time.Microsecond), true}, {at(60), false}, {at(61), false}} {
		got, err := t.ledger.Answer(t.Context(), "acct", "k", row.now)
		require.NoError(t, err)
		assert.Equal(t, row.kept, got.Body != nil, "at %s", row.now)
	}
	late := func(c *governance.Commit) {
		keyed("acct", "k", "two", r.ref)(c)
		c.At, c.Answer.Until = at(60), at(120)
	}
	require.NoError(t, t.attemptWith(late, r.change(set("a", "2"))), "the key is free again")
	got, err := t.ledger.Answer(t.Context(), "acct", "k", at(61))
	require.NoError(t, err)
	assert.Equal(t, "two", string(got.Body))
	t.pending(t.attemptWith(late, r.change(set("a", "3"))))
	t.holds(r)
}

func answerRefused(t *trial) {
	r := newRecord(1)
	t.commit(r.change(set("a", "1")))
	stale := newRecord(1)
	t.refused(t.attemptWith(keyed("acct", "k", "one", r.ref), stale.change(set("a", "2"))), governance.Changed, r.ref)
	t.answers("", "acct", "k")
	require.NoError(t, t.attemptWith(keyed("acct", "k", "one", r.ref), r.change(set("a", "2"))))
	t.answers("one", "acct", "k")
}

func answerEmptyBody(t *trial) {
	r := newRecord(1)
	require.NoError(t, t.attemptWith(func(c *governance.Commit) {
		keyed("acct", "k", "", r.ref)(c)
		c.Answer.Body = []byte{}
	}, r.change(set("a", "1"))))
	got, err := t.ledger.Answer(t.Context(), "acct", "k", opening)
	require.NoError(t, err)
	assert.NotNil(t, got.Body)
	assert.Empty(t, got.Body)
	assert.Equal(t, r.ref, got.Ref)
	t.pending(t.attemptWith(keyed("acct", "k", "two", r.ref), r.change(set("a", "2"))))
}

func answerOneWinner(t *trial) {
	const writers = 6
	for round := range 5 {
		key := "k-" + number(int64(round))
		records := make([]*record, writers)
		for i := range records {
			records[i] = newRecord(round*writers + i)
		}
		errs := race(writers, func(i int) error {
			return t.attemptWith(keyed("acct", key, number(int64(i)), records[i].ref), records[i].change(set("a", "1")))
		})
		winners := t.conflicts(errs, governance.KeyPending)
		require.Len(t, winners, 1)
		t.answers(number(int64(winners[0])), "acct", key)
		t.holds(records...)
	}
}
