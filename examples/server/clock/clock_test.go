package clock_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/examples/server/clock"
)

// hand is a wall clock that the test moves.
type hand struct{ at time.Time }

func (h *hand) now() time.Time { return h.at }

func (h *hand) pass(d time.Duration) { h.at = h.at.Add(d) }

var begin = time.Date(2026, 1, 5, 9, 0, 0, 0, time.UTC)

func TestGoesByTheWallClock(t *testing.T) {
	h := &hand{begin}
	c := clock.New(h.now)
	require.Equal(t, begin, c.Now())
	h.pass(time.Minute)
	require.Equal(t, begin.Add(time.Minute), c.Now())
}

func TestNeverGoesBack(t *testing.T) {
	h := &hand{begin}
	c := clock.New(h.now)
	c.Now()
	h.pass(-time.Hour)
	require.Equal(t, begin, c.Now(), "a wall clock that was set back stands still")
	h.pass(time.Hour + time.Second)
	require.Equal(t, begin.Add(time.Second), c.Now(), "… until it has caught up")
	require.ErrorIs(t, c.Start(begin), clock.ErrBackward)
	require.Equal(t, begin.Add(time.Second), c.Now(), "what was refused changed nothing")
}

func TestStartsElsewhereAndRunsOn(t *testing.T) {
	h := &hand{begin}
	c := clock.New(h.now)
	past := time.Date(2024, 9, 27, 9, 0, 0, 0, time.UTC)
	require.NoError(t, c.Start(past), "before the first Now it may lie anywhere")
	h.pass(3 * time.Second)
	require.Equal(t, past.Add(3*time.Second), c.Now())
}

func TestStandsStillWhileHeld(t *testing.T) {
	h := &hand{begin}
	c := clock.New(h.now)
	to := begin.Add(48 * time.Hour)
	c.Hold(to)
	h.pass(time.Minute)
	require.Equal(t, to, c.Now(), "held, it stands")
	c.Release()
	require.Equal(t, to, c.Now(), "it runs on from where it stood")
	h.pass(time.Second)
	require.Equal(t, to.Add(time.Second), c.Now())
	c.Release()
	require.Equal(t, to.Add(time.Second), c.Now(), "releasing twice does nothing")
	c.Hold(begin)
	require.Equal(t, to.Add(time.Second), c.Now(), "held at what is past, it stands where it is")
}

// Clocks of replicas show one time: each follows whichever is furthest ahead,
// and none is moved by another while it stops at what is due.
func TestFollows(t *testing.T) {
	h := &hand{begin}
	one, other := clock.New(h.now), clock.New(h.now)
	require.NoError(t, one.Start(begin.Add(time.Hour)))
	require.Equal(t, time.Hour, one.Ahead())
	other.Follow(one.Ahead())
	h.pass(time.Second)
	require.Equal(t, one.Now(), other.Now())
	one.Follow(other.Ahead() - time.Minute)
	require.Equal(t, begin.Add(time.Hour+time.Second), one.Now(), "nobody is led backward")
	one.Hold(begin.Add(2 * time.Hour))
	one.Follow(24 * time.Hour)
	require.Equal(t, begin.Add(2*time.Hour), one.Now(), "held, it stands")
	one.Release()
	other.Follow(one.Ahead())
	require.Equal(t, one.Now(), other.Now())
}
