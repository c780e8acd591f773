package feed_test

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/governance/feed"
)

// Promised: "in order, nothing skipped", and news within a poll; and bounded
// memory: never more than a batch is read or handed over.
func TestRelaysInOrder(t *testing.T) {
	inWorld(t, func(w *world) {
		w.box.write(450)
		sink := &inbox{}
		r, stop := w.relay(sink)
		pass(0)
		assert.Equal(t, named(1, 450), sink.ids())
		w.box.write(3)
		pass(time.Second)
		assert.Equal(t, named(1, 453), sink.ids())
		assert.EqualValues(t, 453*gap, w.position())
		assert.Equal(t, feed.Status{Reader: "test", Holding: true, Position: 453 * gap, Delivered: 453}, r.Status())
		assert.Equal(t, 200, sink.most)
		assert.Equal(t, 200, w.box.most)
		stop()
		assert.False(t, r.Status().Holding)
	})
}

// Another relay of the same name goes on where the last one stood; one of
// another name begins where it says.
func TestGoesOnWhereItStood(t *testing.T) {
	inWorld(t, func(w *world) {
		w.box.write(10)
		_, stop := w.relay(&inbox{})
		pass(0)
		stop()
		w.box.write(5)
		again, late := &inbox{}, &inbox{}
		w.relay(again)
		w.relay(late, func(_ *feed.Ports, s *feed.Settings) { s.Reader, s.Begin = "late", 12*gap })
		pass(0)
		assert.Equal(t, named(11, 15), again.ids())
		assert.Equal(t, named(13, 15), late.ids())
	})
}

// Deliver: "returns how many of the first of them are delivered". The rest is
// handed over again, from the very event at which it stopped.
func TestGoesOnWhereItStopped(t *testing.T) {
	inWorld(t, func(w *world) {
		w.box.write(20)
		failed := false
		sink := &inbox{fault: func(_ context.Context, n int, _ *feed.Event) error {
			if n == 7 && !failed {
				failed = true
				return errAway
			}
			return nil
		}}
		r, _ := w.relay(sink)
		pass(0)
		assert.Equal(t, named(1, 7), sink.ids())
		assert.EqualValues(t, 7*gap, w.position())
		assert.False(t, r.Status().Failing.IsZero())
		pass(time.Second)
		assert.Equal(t, named(1, 20), sink.ids())
		assert.True(t, r.Status().Failing.IsZero(), "a success ends it")
		assert.EqualValues(t, 1, r.Status().Failures)
	})
}

// Settings: "the wait after a failure, twice as long after each further one",
// up to a bound, and less by chance.
func TestWaitsLongerAndLonger(t *testing.T) {
	for name, c := range map[string]struct {
		jitter func() float64
		want   []time.Duration
	}{
		"full":   {nil, []time.Duration{200, 400, 800, 1600, 3200, 5000, 5000}},
		"halved": {func() float64 { return 0 }, []time.Duration{100, 200, 400, 800, 1600, 2500, 2500}},
	} {
		t.Run(name, func(t *testing.T) {
			inWorld(t, func(w *world) {
				w.box.write(1)
				sink := &inbox{fault: func(context.Context, int, *feed.Event) error { return errAway }}
				w.relay(sink, func(p *feed.Ports, s *feed.Settings) { p.Jitter, s.Most = c.jitter, 5*time.Second })
				pass(30 * time.Second)
				for i, want := range c.want {
					require.Equal(t, want*time.Millisecond, sink.calls[i+1].Sub(sink.calls[i]), "wait %d", i)
				}
			})
		})
	}
}

// LaterError: the other side is left alone as long as it asks, within a bound,
// and nobody else gets the turn meanwhile.
func TestComesBackWhenAsked(t *testing.T) {
	for _, c := range []struct{ asked, waited time.Duration }{{10 * time.Minute, 10 * time.Minute}, {100 * time.Hour, time.Hour}, {0, 200 * time.Millisecond}} {
		inWorld(t, func(w *world) {
			w.box.write(1)
			sink := &inbox{fault: func(context.Context, int, *feed.Event) error { return &feed.LaterError{After: c.asked, Err: errAway} }}
			w.relay(sink)
			pass(0)
			other := &inbox{}
			w.relay(other)
			pass(2 * time.Hour)
			require.Equal(t, c.waited, sink.calls[1].Sub(sink.calls[0]))
			require.Empty(t, other.ids(), "the lease is prolonged while waiting")
		})
	}
}

// Promised: "What cannot be delivered waits … however long the other side is
// away": a day, then all comes, in order. Nothing is laid aside.
func TestOutlastsAnOutage(t *testing.T) {
	inWorld(t, func(w *world) {
		w.box.write(500)
		sink := &inbox{fault: func(context.Context, int, *feed.Event) error { return errAway }}
		var noted []error
		r, _ := w.relay(sink, func(p *feed.Ports, _ *feed.Settings) { p.Note = func(err error) { noted = append(noted, err) } })
		pass(24 * time.Hour)
		assert.Empty(t, sink.ids())
		assert.Less(t, len(sink.calls), 24*60+20, "about once a minute")
		sink.mend()
		pass(time.Minute)
		assert.Equal(t, named(1, 500), sink.ids())
		letters, err := w.keeper.Buried(t.Context(), "test", 0, 10)
		require.NoError(t, err)
		assert.Empty(t, letters)
		require.NotEmpty(t, noted)
		assert.EqualValues(t, len(noted), r.Status().Failures)
		require.ErrorIs(t, noted[0], errAway)
	})
}

// poisoned refuses one event for good.
func poisoned(n int) func(context.Context, int, *feed.Event) error {
	return func(_ context.Context, _ int, e *feed.Event) error {
		if numbered(e.ID) == n {
			return &feed.PoisonError{Err: errors.New("too large")}
		}
		return nil
	}
}

// Promised: "Only what the sink itself calls poison is laid aside after some
// tries, where somebody keeps Letters."
func TestLaysPoisonAside(t *testing.T) {
	inWorld(t, func(w *world) {
		w.box.write(10)
		sink := &inbox{fault: poisoned(4)}
		r, _ := w.relay(sink, func(_ *feed.Ports, s *feed.Settings) { s.Tries = 3 })
		pass(500 * time.Millisecond)
		assert.Equal(t, named(1, 3), sink.ids(), "two tries are not three")
		pass(time.Minute)
		assert.Equal(t, append(named(1, 3), named(5, 10)...), sink.ids())
		letters, err := w.keeper.Buried(t.Context(), "test", 0, 10)
		require.NoError(t, err)
		require.Len(t, letters, 1)
		assert.Equal(t, named(4, 4)[0], letters[0].Event)
		assert.EqualValues(t, 4*gap, letters[0].Position)
		assert.Equal(t, 3, letters[0].Tries)
		assert.Equal(t, "too large", letters[0].Reason)
		assert.EqualValues(t, 1, r.Status().Buried)
		assert.EqualValues(t, 9, r.Status().Delivered)
		assert.EqualValues(t, 10*gap, w.position())
	})
}

// Tries are those of one event: what an earlier one had to suffer does not count.
func TestTriesAreOfOneEvent(t *testing.T) {
	inWorld(t, func(w *world) {
		w.box.write(10)
		tries := map[string]int{}
		sink := &inbox{fault: func(_ context.Context, _ int, e *feed.Event) error {
			if tries[e.ID]++; tries[e.ID] <= 2 {
				return &feed.PoisonError{Err: errAway}
			}
			return nil
		}}
		w.relay(sink, func(_ *feed.Ports, s *feed.Settings) { s.Tries = 3 })
		pass(time.Hour)
		assert.Equal(t, named(1, 10), sink.ids())
	})
}

// … and where nobody keeps letters, poison waits as well.
func TestPoisonWaitsWithoutLetters(t *testing.T) {
	inWorld(t, func(w *world) {
		w.box.write(10)
		sink := &inbox{fault: poisoned(4)}
		w.relay(sink, func(p *feed.Ports, _ *feed.Settings) { p.Letters = nil })
		pass(time.Hour)
		assert.Equal(t, named(1, 3), sink.ids())
		sink.mend()
		pass(time.Minute)
		assert.Equal(t, named(1, 10), sink.ids())
	})
}

// unburied keeps no letter for a while.
type unburied struct {
	feed.Letters
	away atomic.Bool
}

func (u *unburied) Bury(ctx context.Context, l feed.Letter) error {
	if u.away.Load() {
		return errAway
	}
	return u.Letters.Bury(ctx, l)
}

// An event is only passed over when its letter is kept.
func TestNotPassedOverWithoutALetter(t *testing.T) {
	inWorld(t, func(w *world) {
		w.box.write(10)
		sink, letters := &inbox{fault: poisoned(4)}, &unburied{Letters: w.keeper.Keeper}
		letters.away.Store(true)
		w.relay(sink, func(p *feed.Ports, s *feed.Settings) { p.Letters, s.Tries = letters, 1 })
		pass(10 * time.Minute)
		assert.Equal(t, named(1, 3), sink.ids())
		letters.away.Store(false)
		pass(2 * time.Minute)
		assert.Equal(t, append(named(1, 3), named(5, 10)...), sink.ids())
	})
}

// A sink that reports nothing and no error would otherwise be asked without end.
func TestWaitsWhenNothingIsSaid(t *testing.T) {
	inWorld(t, func(w *world) {
		w.box.write(1)
		mute := &mute{}
		r, _ := w.relay(mute)
		pass(time.Minute)
		assert.Less(t, mute.calls, 12)
		assert.NotZero(t, r.Status().Failures)
	})
}

type mute struct{ calls int }

func (m *mute) Deliver(context.Context, []feed.Event) (int, error) { m.calls++; return 0, nil }

// The ports without which nothing goes are asked for at once.
func TestWhatARelayNeeds(t *testing.T) {
	_, err := feed.NewRelay(feed.Ports{}, feed.Settings{Reader: "x"})
	require.ErrorContains(t, err, "needs Reader, Keeper, Sink and Time")
}
