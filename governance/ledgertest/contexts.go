package ledgertest

import (
	"context"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/governance"
)

var contexts = []Case{
	{Name: "cancelled reads", check: contextReads,
		Rule: "Every reading method returns an error when its context was cancelled."},
	{Name: "cancelled commit", check: contextCommit,
		Rule: "A commit whose context was cancelled before fails, and nothing of it is written."},
	{Name: "cancelled reservation", check: contextReserve,
		Rule: "A reservation whose context was cancelled fails; later ones go on."},
	{Name: "cancelled midway", check: contextMidway,
		Rule: "A commit whose context is cancelled while it runs is written whole or not at all, and the ledger works on."},
}

func cancelled(t *trial) context.Context {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	return ctx
}

func contextReads(t *trial) {
	r := newRecord(1)
	t.commit(r.change(set("a", "1")))
	for name, read := range map[string]func(ctx context.Context) error{
		"Load":  func(ctx context.Context) error { _, err := t.ledger.Load(ctx, r.ref); return err },
		"Find":  func(ctx context.Context) error { _, err := t.ledger.Find(ctx, governance.Query{}); return err },
		"Count": func(ctx context.Context) error { _, err := t.ledger.Count(ctx, governance.Query{}); return err },
		"Entries": func(ctx context.Context) error {
			_, err := t.ledger.Entries(ctx, governance.Span{Ref: r.ref})
			return err
		},
		"Answer": func(ctx context.Context) error { _, err := t.ledger.Answer(ctx, "a", "k", opening); return err },
	} {
		assert.Error(t, read(cancelled(t)), "%s with a cancelled context", name)
		assert.NoError(t, read(t.Context()), "%s afterwards", name)
	}
}

func contextCommit(t *trial) {
	r := t.scene()
	fresh := newRecord(8)
	err := t.attemptIn(cancelled(t), keyed("acct", "second", "second", r.ref),
		r.change(set("a", "2")).release("seat:1"), fresh.change(set("b", "1")).take("seat:2"))
	require.Error(t, err)
	t.untouched(r)
}

func contextReserve(t *trial) {
	last := t.reserve("s", 3) + 2
	_, err := t.ledger.Reserve(cancelled(t), "s", 1)
	require.Error(t, err)
	assert.Greater(t, t.reserve("s", 1), last)
}

func contextMidway(t *trial) {
	for i := range 40 {
		a, b := newRecord(2*i), newRecord(2*i+1)
		ctx, cancel := context.WithTimeout(t.Context(), time.Duration(i)*20*time.Microsecond)
		err := t.attemptIn(ctx, func(*governance.Commit) {}, a.change(set("a", "1")).seal("name", `"一"`), b.change(set("b", "1")).take(governance.Claim("seat:"+number(int64(i)))))
		cancel()
		got, loadErr := t.ledger.Load(t.Context(), a.ref, b.ref)
		require.NoError(t, loadErr)
		require.Equal(t, got[0].Version, got[1].Version, "one record was written and the other not")
		if err == nil {
			t.holds(a, b)
		}
	}
	last := newRecord(1000)
	t.commit(last.change(set("a", "1")))
	t.holds(last)
}
