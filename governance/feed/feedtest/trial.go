package feedtest

import (
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/governance/feed"
)

// opening is when every case begins.
var opening = time.Date(2024, 3, 1, 8, 0, 0, 123456000, time.UTC)

// at is so many seconds after the opening.
func at(seconds int) time.Time { return opening.Add(time.Duration(seconds) * time.Second) }

// A trial is one case at work on one keeper.
type trial struct {
	T
	keeper feed.Keeper
}

// bid asks for the lease of the reader "nats", from one second to another.
func (t *trial) bid(now, until int) (feed.Lease, error) {
	return t.keeper.Acquire(t.Context(), feed.Bid{Reader: "nats", Holder: "one", Now: at(now), Until: at(until)})
}

// take is a bid that must be given the lease.
func (t *trial) take(now, until int) feed.Lease {
	t.Helper()
	l, err := t.bid(now, until)
	require.NoError(t, err, "a lease that is free was refused")
	require.Equal(t, "nats", l.Reader, "the lease names its reader")
	return l
}

// move advances and must be allowed to.
func (t *trial) move(l feed.Lease, to feed.Position, until int) {
	t.Helper()
	require.NoError(t, t.keeper.Advance(t.Context(), l, to, at(until)), "the holder of the lease was refused")
}

// lost requires that a lease moves nothing any more.
func (t *trial) lost(l feed.Lease, to feed.Position) {
	t.Helper()
	before := t.standing("nats")
	err := t.keeper.Advance(t.Context(), l, to, at(900))
	var lost *feed.LostError
	require.ErrorAs(t, err, &lost, "a lease that is lost must be told so")
	assert.Equal(t, l.Reader, lost.Reader)
	t.stands(before)
}

// held requires that a bid is refused, and told until when.
func (t *trial) held(now, until int) {
	t.Helper()
	_, err := t.bid(now, now+100)
	var held *feed.HeldError
	require.ErrorAs(t, err, &held, "a lease that is held was given a second time")
	assert.Equal(t, "nats", held.Reader)
	assert.True(t, at(until).Equal(held.Until), "it runs out at %s, not at %s", at(until), held.Until)
}

func (t *trial) standing(reader string) feed.Standing {
	t.Helper()
	s, err := t.keeper.Standing(t.Context(), reader)
	require.NoError(t, err)
	return s
}

// stands requires that the reader "nats" stands so.
func (t *trial) stands(want feed.Standing) {
	t.Helper()
	got := t.standing("nats")
	assert.True(t, want.Until.Equal(got.Until), "it is held until %s, not %s", want.Until, got.Until)
	want.Until, got.Until = time.Time{}, time.Time{}
	assert.Equal(t, want, got)
}
