package clock

import (
	"errors"
	"sync"
	"time"
)

// A Clock is a time that runs on and never goes back. It may be used by any
// number of goroutines at once.
type Clock struct {
	wall func() time.Time

	mu     sync.Mutex
	offset time.Duration // how far we are ahead of the wall clock, or behind it
	last   time.Time     // the latest instant given out
	held   bool          // stands still at last
}

// New returns a clock that goes by the wall clock.
func New(wall func() time.Time) *Clock { return &Clock{wall: wall} }

// Now is the clock's time.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now()
}

func (c *Clock) now() time.Time {
	if c.held {
		return c.last
	}
	// Without its monotonic part the wall clock may be set back: time then
	// stands still until it has caught up.
	if t := c.wall().Round(0).Add(c.offset); t.After(c.last) {
		c.last = t
	}
	return c.last
}

// Ahead is how far the clock is ahead of the wall clock, or behind it: clocks
// that are equally far ahead show the same time, wherever they are.
func (c *Clock) Ahead() time.Duration {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.offset
}

// Follow moves the clock as far ahead of the wall clock as another one is,
// unless it is that far already. One that is held stays where it is.
func (c *Clock) Follow(ahead time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.held && ahead > c.offset {
		c.offset = ahead
	}
}

// ErrBackward is what a clock answers that was asked to go back.
var ErrBackward = errors.New("clock: time only moves forward")

// Start sets the instant at which the clock begins. Once the clock was read it
// cannot go back.
func (c *Clock) Start(at time.Time) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.last.IsZero() && at.Before(c.now()) {
		return ErrBackward
	}
	c.set(at)
	return nil
}

// Hold moves the clock to an instant, unless it is past that already, and lets
// it stand still there, so that what is due at that instant is done at that
// instant.
func (c *Clock) Hold(at time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if now := c.now(); at.Before(now) {
		at = now
	}
	c.set(at)
	c.held = true
}

func (c *Clock) set(at time.Time) {
	c.last, c.offset = at, at.Sub(c.wall().Round(0))
}

// Release lets a held clock run on from where it stands.
func (c *Clock) Release() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.held {
		c.held = false
		c.set(c.last)
	}
}
