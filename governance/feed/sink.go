package feed

import (
	"context"
	"fmt"
	"time"
)

// A Sink is the other side of a relay.
type Sink interface {
	// Deliver hands events over in their order, and returns how many of the
	// first of them are delivered for good: the other side has said so and will
	// not forget. An event that is not for this sink counts as delivered. With
	// an error, events[delivered] is where it stopped; a *[PoisonError] says that
	// this very event can never be delivered, a *[LaterError] when to come back.
	// It returns soon after ctx ends, with what was delivered until then.
	//
	// No event may become visible to the other side before one that stands
	// earlier, and that it has not seen: whatever was handed over and did not
	// arrive is handed over again, with all that follows.
	//
	// It is called by one goroutine at a time. The error is logged and its text
	// kept: it quotes neither events nor what the other side answered.
	Deliver(ctx context.Context, events []Event) (delivered int, err error)
}

// A PoisonError says that an event can never be delivered, however often it is
// tried: it is too large, or is refused for what it is.
type PoisonError struct{ Err error }

// Error says why.
func (e *PoisonError) Error() string { return fmt.Sprintf("poison: %v", e.Err) }

// Unwrap returns the reason.
func (e *PoisonError) Unwrap() error { return e.Err }

// A LaterError says that the other side asked to be left alone for a while.
type LaterError struct {
	After time.Duration
	Err   error
}

// Error says why.
func (e *LaterError) Error() string { return fmt.Sprintf("not before %s: %v", e.After, e.Err) }

// Unwrap returns the reason.
func (e *LaterError) Unwrap() error { return e.Err }
