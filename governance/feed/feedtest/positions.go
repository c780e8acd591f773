package feedtest

import (
	"context"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/governance/feed"
)

var positions = []Case{
	{Name: "a new reader", check: newReader,
		Rule: "A reader that nobody ever held begins where its first bid says, and at zero where it says nothing."},
	{Name: "begin counts once", check: beginOnce,
		Rule: "Where a reader begins counts with its first bid only: a later one must not make it skip or repeat."},
	{Name: "kept", check: positionKept,
		Rule: "The position moved to is where the next lease begins."},
	{Name: "the same again", check: sameAgain,
		Rule: "Advancing to where the reader stands already only prolongs the lease, also at zero."},
	{Name: "not backward", check: notBackward,
		Rule: "A position never goes back: the attempt names both positions and changes nothing, not even the end of the lease."},
	{Name: "large", check: largePosition,
		Rule: "A position may be any number of 63 bits."},
	{Name: "readers apart", check: readersApart,
		Rule: "Readers know nothing of each other: names are compared byte by byte, in any script, and each has its own position and lease."},
	{Name: "ended context", check: endedContext,
		Rule: "A call whose context has ended fails and changes nothing."},
}

func newReader(t *trial) {
	require.Zero(t, t.take(0, 10).Position)
	l, err := t.keeper.Acquire(t.Context(), feed.Bid{Reader: "archive", Now: at(0), Until: at(10), Begin: 77})
	require.NoError(t, err)
	assert.Equal(t, feed.Position(77), l.Position)
	assert.Equal(t, feed.Position(77), t.standing("archive").Position)
}

func beginOnce(t *trial) {
	bid := feed.Bid{Reader: "nats", Holder: "one", Now: at(0), Until: at(10), Begin: 5}
	l, err := t.keeper.Acquire(t.Context(), bid)
	require.NoError(t, err)
	for i, begin := range []feed.Position{9, 0, 5} {
		require.NoError(t, t.keeper.Release(t.Context(), l))
		bid.Begin, bid.Now = begin, at(i+1)
		l, err = t.keeper.Acquire(t.Context(), bid)
		require.NoError(t, err)
		require.Equal(t, feed.Position(5), l.Position)
	}
}

func positionKept(t *trial) {
	l := t.take(0, 10)
	t.move(l, 3, 20)
	t.move(l, 41, 30)
	require.Equal(t, feed.Position(41), t.take(30, 40).Position)
}

func sameAgain(t *trial) {
	l := t.take(0, 10)
	t.move(l, 0, 20)
	t.held(15, 20)
	t.move(l, 8, 20)
	t.move(l, 8, 30)
	t.held(25, 30)
	t.stands(feed.Standing{Position: 8, Token: l.Token, Holder: "one", Until: at(30)})
}

func notBackward(t *trial) {
	l := t.take(0, 10)
	t.move(l, 8, 20)
	err := t.keeper.Advance(t.Context(), l, 7, at(30))
	var back *feed.BackwardError
	require.ErrorAs(t, err, &back)
	assert.Equal(t, feed.BackwardError{Reader: "nats", Kept: 8, To: 7}, *back)
	t.stands(feed.Standing{Position: 8, Token: l.Token, Holder: "one", Until: at(20)})
	t.move(l, 9, 30)
}

func largePosition(t *trial) {
	const far = feed.Position(1<<63 - 1)
	t.move(t.take(0, 10), far, 10)
	require.Equal(t, far, t.take(10, 20).Position)
}

func readersApart(t *trial) {
	t.move(t.take(0, 10), 8, 10)
	for i, name := range []string{"Nats", "nats ", "webhook:区平台", "webhook:區平台", "nat"} {
		bid := feed.Bid{Reader: name, Holder: "two", Now: at(1), Until: at(10)}
		l, err := t.keeper.Acquire(t.Context(), bid)
		require.NoError(t, err, name)
		require.Zero(t, l.Position, name)
		require.NoError(t, t.keeper.Advance(t.Context(), l, feed.Position(100+i), at(10)))
		require.Equal(t, feed.Position(100+i), t.standing(name).Position)
	}
	require.Equal(t, feed.Position(8), t.standing("nats").Position)
}

func endedContext(t *trial) {
	l := t.take(0, 10)
	before := t.standing("nats")
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	require.Error(t, t.keeper.Advance(ended, l, 5, at(50)))
	require.Error(t, t.keeper.Release(ended, l))
	_, err := t.keeper.Acquire(ended, feed.Bid{Reader: "nats", Now: at(20), Until: at(30)})
	require.Error(t, err)
	_, err = t.keeper.Standing(ended, "nats")
	require.Error(t, err)
	t.stands(before)
}
