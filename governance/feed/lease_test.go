package feed_test

import (
	"context"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/governance/feed"
)

// "Run it on as many replicas as like: one of them works, the others wait." One
// that stops in order is followed within a sixth of a lease, the look of those
// who wait.
func TestOneAtATime(t *testing.T) {
	inWorld(t, func(w *world) {
		w.box.write(10)
		first, second := &inbox{}, &inbox{}
		_, stop := w.relay(first)
		pass(0)
		r, _ := w.relay(second)
		w.box.write(10)
		pass(time.Hour)
		assert.Equal(t, named(1, 20), first.ids())
		assert.Empty(t, second.ids())
		assert.True(t, r.Status().Failing.IsZero(), "to wait is no failure")
		stop()
		w.box.write(10)
		pass(5 * time.Second)
		assert.Equal(t, named(21, 30), second.ids())
	})
}

// "how long a relay that died is waited for": one that is gone without a word is
// followed when its lease runs out, and not before.
func TestFollowsTheDead(t *testing.T) {
	inWorld(t, func(w *world) {
		_, stop := w.relay(&inbox{})
		pass(0)
		w.keeper.cut(errAway) // it can neither prolong nor release any more
		stop()
		w.keeper.cut(nil)
		second := &inbox{}
		w.relay(second)
		w.box.write(10)
		pass(29 * time.Second)
		assert.Empty(t, second.ids())
		pass(7 * time.Second)
		assert.Equal(t, named(1, 10), second.ids())
	})
}

// "whoever was paused, and comes back when another has taken over, is refused":
// the position stays the successor's, and what is first seen is seen in order.
func TestComesBackTooLate(t *testing.T) {
	inWorld(t, func(w *world) {
		w.box.write(10)
		resume, both := make(chan struct{}), &inbox{}
		paused := &inbox{fault: func(_ context.Context, n int, _ *feed.Event) error {
			if n == 4 {
				<-resume // as in a process that was stopped: it does not hear that its time is up
			}
			return nil
		}}
		r, _ := w.relay(&tee{paused, both})
		pass(0)
		w.relay(both)
		pass(40 * time.Second)
		assert.Equal(t, named(1, 10), both.ids())
		close(resume)
		pass(time.Second)
		assert.False(t, r.Status().Holding)
		assert.EqualValues(t, 10*gap, w.position())
		assert.Equal(t, named(1, 10), firsts(both.ids()))
		w.box.write(5)
		pass(time.Minute)
		assert.Equal(t, named(1, 15), firsts(both.ids()))
	})
}

// tee delivers to two, and answers as the first.
type tee struct {
	feed.Sink
	also feed.Sink
}

func (s *tee) Deliver(ctx context.Context, events []feed.Event) (int, error) {
	n, err := s.Sink.Deliver(ctx, events)
	_, _ = s.also.Deliver(ctx, events[:n])
	return n, err
}

// firsts leaves out what was seen before.
func firsts(ids []string) []string {
	seen, out := map[string]bool{}, []string{}
	for _, id := range ids {
		if !seen[id] {
			out = append(out, id)
		}
		seen[id] = true
	}
	return out
}

// What was delivered while the position could not be kept is not delivered
// again by the same relay: it notes the position first, when it can.
func TestOutlastsTheKeeper(t *testing.T) {
	inWorld(t, func(w *world) {
		sink := &inbox{}
		w.relay(sink)
		pass(0)
		w.box.write(10)
		w.keeper.cut(errAway)
		pass(time.Second)
		assert.Equal(t, named(1, 10), sink.ids())
		w.box.write(10)
		pass(5 * time.Second)
		assert.Equal(t, named(1, 10), sink.ids(), "and no more is delivered before")
		w.keeper.cut(nil)
		pass(time.Minute)
		assert.Equal(t, named(1, 20), sink.ids())
		assert.EqualValues(t, 20*gap, w.position())
	})
}

// An event is delivered again, with the same id, when a relay ends between
// delivering and moving on: at least once.
func TestDeliversAgainAfterAnEnd(t *testing.T) {
	inWorld(t, func(w *world) {
		w.box.write(10)
		first, second := &inbox{}, &inbox{}
		w.keeper.cut(errAway)
		_, stop := w.relay(first)
		pass(0)
		stop()
		w.keeper.cut(nil)
		w.relay(second)
		pass(time.Minute)
		assert.Equal(t, named(1, 10), first.ids())
		assert.Equal(t, named(1, 10), second.ids())
	})
}

// "It does so also when we are told to stop": what the sink still managed to
// deliver is noted.
func TestNotesWhatWasDeliveredAtTheEnd(t *testing.T) {
	inWorld(t, func(w *world) {
		w.box.write(10)
		sink := &inbox{fault: func(ctx context.Context, n int, _ *feed.Event) error {
			if n == 6 {
				<-ctx.Done()
				return ctx.Err()
			}
			return nil
		}}
		r, stop := w.relay(sink)
		pass(0)
		stop()
		assert.EqualValues(t, 6*gap, w.position())
		assert.Zero(t, r.Status().Failures, "to stop is no failure")
		s, err := w.keeper.Standing(t.Context(), "test")
		require.NoError(t, err)
		assert.True(t, s.Until.IsZero(), "the lease is given up")
	})
}

// A slow sink does not cost the lease: the time of one delivery is a part of
// it, and what was done in it counts.
func TestSlowSink(t *testing.T) {
	inWorld(t, func(w *world) {
		w.box.write(100)
		sink := &inbox{fault: func(ctx context.Context, _ int, _ *feed.Event) error {
			select {
			case <-time.After(2 * time.Second):
				return nil
			case <-ctx.Done():
				return ctx.Err()
			}
		}}
		r, _ := w.relay(sink)
		other := &inbox{}
		pass(0)
		w.relay(other)
		pass(5 * time.Minute)
		assert.Equal(t, named(1, 100), sink.ids())
		assert.Empty(t, other.ids())
		assert.Zero(t, r.Status().Failures)
	})
}

// A feed that cannot be read is a failure like any other.
func TestOutlastsTheLedger(t *testing.T) {
	inWorld(t, func(w *world) {
		w.box.write(10)
		w.box.away = errAway
		sink := &inbox{}
		r, _ := w.relay(sink)
		pass(10 * time.Minute)
		assert.False(t, r.Status().Failing.IsZero())
		w.box.mu.Lock()
		w.box.away = nil
		w.box.mu.Unlock()
		pass(time.Minute)
		assert.Equal(t, named(1, 10), sink.ids())
	})
}

// Whatever fails, whenever, and whoever dies: every event is delivered, first
// deliveries come in order, and the position never runs ahead of them.
func TestAnythingMayFail(t *testing.T) {
	for seed := range uint64(40) {
		inWorld(t, func(w *world) {
			draw, chance := rand.New(rand.NewPCG(seed, 7)), rand.New(rand.NewPCG(seed, 8)) // the script's, and the sink's
			sink := &inbox{}
			sink.fault = func(ctx context.Context, _ int, e *feed.Event) error {
				sink.mu.Lock() // guards the dice, too: two relays may be at work
				dice := chance.IntN(60)
				sink.mu.Unlock()
				switch dice {
				case 0:
					return errAway
				case 1:
					return &feed.LaterError{After: time.Second, Err: errAway}
				case 2:
					return &feed.PoisonError{Err: errAway}
				case 3:
					<-ctx.Done()
					return ctx.Err()
				}
				return nil
			}
			mend := func(_ *feed.Ports, s *feed.Settings) { s.Batch, s.Tries = 1+int(seed%13), 1000 }
			_, stop := w.relay(sink, mend)
			_, other := w.relay(sink, mend)
			for round := range 60 {
				w.box.write(draw.IntN(9))
				if round%7 == 3 {
					w.keeper.cut(errAway)
				}
				if round%5 == 1 {
					stop()
					_, stop = w.relay(sink, mend)
					stop, other = other, stop
				}
				pass(time.Duration(draw.IntN(20)) * time.Second)
				w.keeper.cut(nil)
				done := firsts(sink.ids())
				require.Equal(t, named(1, len(done)), done, "seed %d: skipped or out of order", seed)
				require.LessOrEqual(t, int(w.position()), len(done)*gap, "seed %d: ran ahead", seed)
			}
			sink.mend()
			pass(5 * time.Minute)
			require.Equal(t, named(1, len(w.box.entries)), firsts(sink.ids()), "seed %d", seed)
			stop()
			other()
		})
	}
}

// What the errors say names what it is about and nothing else.
func TestErrorsSayWhat(t *testing.T) {
	later := &feed.LaterError{After: time.Second, Err: errAway}
	require.ErrorIs(t, later, errAway)
	require.EqualError(t, later, "not before 1s: away")
	require.EqualError(t, &feed.PoisonError{Err: errAway}, "poison: away")
	require.EqualError(t, &feed.LostError{Reader: "nats"}, "feed: the lease of reader nats is lost")
	require.EqualError(t, &feed.HeldError{Reader: "nats", Until: opening}, "feed: reader nats is held until 2024-03-01T00:30:00.123456Z")
	require.EqualError(t, &feed.BackwardError{Reader: "nats", Kept: 36, To: 1}, "feed: reader nats stands at p10 and does not go back to p1")
}
