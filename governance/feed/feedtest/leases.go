package feedtest

import (
	"sync"
	"sync/atomic"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/governance/feed"
)

var leases = []Case{
	{Name: "held", check: leaseHeld,
		Rule: "While a lease runs nobody else gets one, and is told until when."},
	{Name: "the same name", check: sameName,
		Rule: "A lease that runs is refused to a bidder of the same name, too: a process that was restarted is another one."},
	{Name: "runs out", check: runsOut,
		Rule: "A lease may be taken at the very instant it runs out, and not a microsecond sooner."},
	{Name: "prolonged", check: prolonged,
		Rule: "Advancing prolongs the lease to the instant handed in."},
	{Name: "shortened", check: shortened,
		Rule: "Advancing may also bring the end of the lease nearer: the last word counts."},
	{Name: "released", check: leaseReleased,
		Rule: "A lease that was released may be taken at once."},
	{Name: "released twice", check: releasedTwice,
		Rule: "Releasing twice, or what nobody ever held, does nothing, without an error."},
	{Name: "one of many", check: oneOfMany,
		Rule: "Of many who bid at once, one gets the lease."},
	{Name: "zones", check: leaseZones,
		Rule: "An instant is the same in every zone."},
}

var fencing = []Case{
	{Name: "tokens grow", check: tokensGrow,
		Rule: "Every lease has a greater token than all before it, however those ended; the first one is at least 1."},
	{Name: "lost when taken", check: lostWhenTaken,
		Rule: "When somebody else has the lease, the earlier holder moves nothing, however late it wakes up."},
	{Name: "lost when released", check: lostWhenReleased,
		Rule: "A lease that was released moves nothing, though nobody else has taken it."},
	{Name: "late but alone", check: lateButAlone,
		Rule: "A lease that has run out, and that nobody has taken, is still good."},
	{Name: "late release", check: lateRelease,
		Rule: "Whoever releases a lease that was lost does not end the lease of its successor."},
	{Name: "made up", check: madeUp,
		Rule: "A lease that was never given moves nothing, and makes no reader."},
	{Name: "two at work", check: twoAtWork,
		Rule: "However two holders interleave, the position kept is one that the holder of the latest lease has moved to."},
}

func leaseHeld(t *trial) {
	t.take(0, 10)
	_, err := t.keeper.Acquire(t.Context(), feed.Bid{Reader: "nats", Holder: "two", Now: at(5), Until: at(50)})
	var held *feed.HeldError
	require.ErrorAs(t, err, &held)
	t.held(9, 10)
}

func sameName(t *trial) {
	t.take(0, 10)
	t.held(1, 10)
}

func runsOut(t *trial) {
	t.take(0, 10)
	bid := feed.Bid{Reader: "nats", Now: at(10).Add(-time.Microsecond), Until: at(50)}
	_, err := t.keeper.Acquire(t.Context(), bid)
	var held *feed.HeldError
	require.ErrorAs(t, err, &held, "it still runs for a microsecond")
	bid.Now = at(10)
	_, err = t.keeper.Acquire(t.Context(), bid)
	require.NoError(t, err, "it has run out")
}

func prolonged(t *trial) {
	l := t.take(0, 10)
	t.move(l, 1, 60)
	t.held(59, 60)
	t.take(60, 70)
}

func shortened(t *trial) {
	l := t.take(0, 60)
	t.move(l, 1, 10)
	t.take(10, 20)
}

func leaseReleased(t *trial) {
	l := t.take(0, 10)
	t.move(l, 4, 10)
	require.NoError(t, t.keeper.Release(t.Context(), l))
	require.Equal(t, feed.Position(4), t.take(1, 10).Position)
}

func releasedTwice(t *trial) {
	require.NoError(t, t.keeper.Release(t.Context(), feed.Lease{Reader: "nats", Token: 1}))
	l := t.take(0, 10)
	require.NoError(t, t.keeper.Release(t.Context(), l))
	require.NoError(t, t.keeper.Release(t.Context(), l))
	t.take(1, 10)
}

func oneOfMany(t *trial) {
	for round := range 20 {
		var given atomic.Int64
		var all sync.WaitGroup
		for range 8 {
			all.Go(func() {
				if _, err := t.bid(round*10, round*10+10); err == nil {
					given.Add(1)
				}
			})
		}
		all.Wait()
		require.EqualValues(t, 1, given.Load(), "so many have the lease")
	}
}

func leaseZones(t *trial) {
	east, west := time.FixedZone("", 8*3600), time.FixedZone("", -5*3600)
	l, err := t.keeper.Acquire(t.Context(), feed.Bid{Reader: "nats", Holder: "one", Now: at(0).In(east), Until: at(10).In(west)})
	require.NoError(t, err)
	t.held(9, 10)
	require.NoError(t, t.keeper.Advance(t.Context(), l, 1, at(20).In(east)))
	t.held(19, 20)
}

func tokensGrow(t *trial) {
	last := t.take(0, 10)
	require.Positive(t, last.Token)
	for i := 1; i < 6; i++ {
		if i%2 == 0 {
			require.NoError(t, t.keeper.Release(t.Context(), last))
		}
		next := t.take(i*10, i*10+10)
		require.Greater(t, next.Token, last.Token)
		last = next
	}
}

func lostWhenTaken(t *trial) {
	first := t.take(0, 10)
	t.move(first, 5, 10)
	second := t.take(10, 20)
	t.lost(first, 9)
	t.lost(first, 5)
	t.move(second, 7, 30)
	t.lost(first, 9)
	require.NoError(t, t.keeper.Release(t.Context(), second))
	t.lost(first, 9)
	t.take(30, 40)
	t.lost(second, 9)
}

func lostWhenReleased(t *trial) {
	l := t.take(0, 10)
	require.NoError(t, t.keeper.Release(t.Context(), l))
	t.lost(l, 9)
}

func lateButAlone(t *trial) {
	l := t.take(0, 10)
	t.move(l, 5, 20) // at 500, say: nobody asks for the time here
	t.move(l, 6, 600)
	t.held(500, 600)
}

func lateRelease(t *trial) {
	first := t.take(0, 10)
	second := t.take(10, 20)
	require.NoError(t, t.keeper.Release(t.Context(), first))
	t.held(15, 20)
	t.move(second, 3, 30)
}

func madeUp(t *trial) {
	t.lost(feed.Lease{Reader: "nats", Token: 1}, 9)
	require.Equal(t, feed.Standing{}, t.standing("nats"))
	l := t.take(0, 10)
	t.lost(feed.Lease{Reader: "nats", Token: l.Token + 1}, 9)
	t.lost(feed.Lease{Reader: "nats"}, 9)
}

// twoAtWork lets a holder that was overtaken go on at full speed beside its
// successor: their positions are told apart by parity.
func twoAtWork(t *trial) {
	first := t.take(0, 10)
	second := t.take(10, 20)
	var old, now sync.WaitGroup
	old.Go(func() {
		for i := range 100 {
			_ = t.keeper.Advance(t.Context(), first, feed.Position(1001+2*i), at(900))
		}
	})
	errs := make([]error, 100)
	now.Go(func() {
		for i := range errs {
			errs[i] = t.keeper.Advance(t.Context(), second, feed.Position(2+2*i), at(800))
		}
	})
	old.Wait()
	now.Wait()
	for _, err := range errs {
		require.NoError(t, err)
	}
	assert.Equal(t, feed.Position(200), t.standing("nats").Position)
}
