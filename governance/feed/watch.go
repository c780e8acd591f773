package feed

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// watch is a relay's turn, from getting a lease to losing it or giving it up.
type watch struct {
	*Relay
	lease   Lease // its position is the one kept
	at      Position
	renewed time.Time // when the lease was last prolonged
}

// work delivers until the lease is lost or ctx ends.
func (w *watch) work(ctx context.Context) {
	w.at = w.lease.Position
	for ctx.Err() == nil {
		wait, err := w.step(ctx)
		var lost *LostError
		if errors.As(err, &lost) {
			w.ports.Note(err)
			return
		}
		if err != nil {
			wait = w.failed(ctx, err)
		}
		if !w.rest(ctx, wait) {
			return
		}
	}
}

// step delivers once and says how long to wait then.
func (w *watch) step(ctx context.Context) (wait time.Duration, err error) {
	// What was delivered and could not be noted is noted first, or it would be
	// delivered again and again while the database is away. And nothing is
	// delivered under a lease that could run out meanwhile.
	if w.at > w.lease.Position || w.due() {
		if err := w.advance(ctx); err != nil {
			return 0, err
		}
	}
	full, failure := w.deliver(ctx)
	if w.at > w.lease.Position {
		if err := w.advance(ctx); err != nil {
			return 0, errors.Join(err, failure)
		}
	}
	if failure != nil {
		return 0, w.judge(ctx, failure)
	}
	w.well()
	if full {
		return 0, nil
	}
	return w.set.Poll, nil
}

// deliver reads a page and hands it over. It moves at behind what was
// delivered, and says whether there may be more.
func (w *watch) deliver(ctx context.Context) (full bool, err error) {
	bounded, cancel := w.ports.Time.Within(ctx, w.set.Lease/workPart)
	defer cancel()
	events, err := w.ports.Reader.Read(bounded, w.at, w.set.Batch)
	if err != nil || len(events) == 0 {
		return false, err
	}
	n, err := w.ports.Sink.Deliver(bounded, events)
	n = min(max(n, 0), len(events))
	if n > 0 {
		w.at = events[n-1].Position
		w.note(func(s *Status) { s.Delivered += int64(n) })
	}
	switch {
	case err == nil && n < len(events) && n == 0:
		err = errNothing
	case err != nil && n > 0 && bounded.Err() != nil:
		err = nil // the time for one delivery was up, and something was done in it
	case err != nil && n < len(events):
		err = &stopped{err, &events[n]}
	}
	return n < len(events) || len(events) == w.set.Batch, err
}

var errNothing = errors.New("feed: the sink delivered nothing and did not say why")

// stopped is a failure to deliver, and at which event.
type stopped struct {
	error
	event *Event
}

func (s *stopped) Unwrap() error { return s.error }

// judge decides about a failure: an event that the sink has called poison often
// enough is laid aside, and the rest goes on.
func (w *watch) judge(ctx context.Context, failure error) error {
	var poison *PoisonError
	var at *stopped
	if !errors.As(failure, &poison) || !errors.As(failure, &at) {
		return failure
	}
	if w.sick != at.event.Position {
		w.sick, w.tries = at.event.Position, 0
	}
	if w.tries++; w.ports.Letters == nil || w.tries < w.set.Tries {
		return failure
	}
	letter := Letter{
		Reader: w.set.Reader, Position: at.event.Position, Event: at.event.ID, Tries: w.tries,
		Reason: poison.Err.Error(), At: w.ports.Time.Now(),
	}
	kept, cancel := w.ports.Time.Within(ctx, w.set.Lease/keepingPart)
	defer cancel()
	if err := w.ports.Letters.Bury(kept, letter); err != nil {
		return fmt.Errorf("feed: burying: %w", err)
	}
	w.at = at.event.Position
	w.note(func(s *Status) { s.Buried++ })
	w.ports.Note(failure)
	w.well()
	return nil
}

// advance notes where we stand and prolongs the lease. It does so also when we
// are told to stop: what was delivered should not be delivered again.
func (w *watch) advance(ctx context.Context) error {
	ctx, cancel := w.ports.Time.Within(context.WithoutCancel(ctx), w.set.Lease/keepingPart)
	defer cancel()
	now := w.ports.Time.Now()
	if err := w.ports.Keeper.Advance(ctx, w.lease, w.at, now.Add(w.set.Lease)); err != nil {
		return fmt.Errorf("feed: advancing: %w", err)
	}
	w.lease.Position, w.renewed = w.at, now
	w.note(func(s *Status) { s.Position = w.at })
	return nil
}

// due reports whether the lease is to be prolonged.
func (w *watch) due() bool { return w.ports.Time.Now().Sub(w.renewed) >= w.set.Lease/renewPart }

// rest waits, prolonging the lease meanwhile, and reports whether it is still
// ours as far as we know.
func (w *watch) rest(ctx context.Context, wait time.Duration) bool {
	for wait > 0 && ctx.Err() == nil {
		part := min(wait, w.set.Lease/renewPart)
		w.sleep(ctx, part)
		if wait -= part; wait <= 0 || ctx.Err() != nil || !w.due() {
			continue
		}
		err := w.advance(ctx)
		var lost *LostError
		if errors.As(err, &lost) {
			w.ports.Note(err)
			return false
		}
		if err != nil {
			w.failed(ctx, err)
		}
	}
	return true
}
