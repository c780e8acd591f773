package governance

import (
	"context"
	"errors"
	"time"
)

// sweepPage is how many records a sweep looks up at a time.
const sweepPage = 200

// Sweep has time act on every record it had to act on by now, in the order of
// the instants, and returns on how many it did. It may run on every replica at
// once: a record that another one has dealt with is simply no longer due. A
// record that fails does not hold up the others; its error is reported. It also
// reads newer entries of the organisation, so that no replica shows a stale one
// for longer than it goes without sweeping.
func (o *Office) Sweep(ctx context.Context) (int, error) {
	if err := o.directory.Refresh(ctx); err != nil {
		return 0, err
	}
	done := 0
	var failed []error
	var after Cursor
	for {
		page, err := o.ledger.Find(ctx, Query{WakeBy: o.Now(), Order: Wakes, Limit: sweepPage, After: after})
		if err != nil {
			return done, errors.Join(append(failed, err)...)
		}
		for _, item := range page.Items {
			acted, err := o.wake(ctx, item)
			if err != nil {
				failed = append(failed, err)
			}
			if acted {
				done++
			}
		}
		if after = page.Next; after.IsZero() {
			return done, errors.Join(failed...)
		}
	}
}

// wake has time act on one record.
func (o *Office) wake(ctx context.Context, stored Stored) (bool, error) {
	d, err := o.begin(ctx, Actor{System: true})
	if err != nil {
		return false, err
	}
	shelf, ok := o.byKind[stored.Ref.Kind]
	if !ok {
		return false, &Defect{stored.Ref.Kind, "no such institution is assembled"}
	}
	one, err := d.keep(newDraft(shelf, stored))
	if err != nil {
		return false, err
	}
	if err := d.advance(one); err != nil {
		return false, err
	}
	c := d.commit()
	if len(c.Writes) == 0 {
		return false, nil
	}
	err = o.ledger.Commit(ctx, c)
	if again, err := o.collided(ctx, err); again || err != nil {
		return false, err // somebody else came first; if it is still due, the next sweep finds it
	}
	return true, nil
}

// collided reports whether a commit failed because the world moved, and reads
// the organisation anew when that is what did.
func (o *Office) collided(ctx context.Context, err error) (bool, error) {
	var conflict *ConflictError
	if !errors.As(err, &conflict) {
		return false, err
	}
	if conflict.Reason == Depends {
		return true, o.directory.Refresh(ctx)
	}
	return true, nil
}

// NextWake returns the next instant at which time has to act on any record.
func (o *Office) NextWake(ctx context.Context) (time.Time, bool, error) {
	page, err := o.ledger.Find(ctx, Query{Order: Wakes, Limit: 1})
	if err != nil || len(page.Items) == 0 {
		return time.Time{}, false, err
	}
	shelf, ok := o.byKind[page.Items[0].Ref.Kind]
	if !ok {
		return time.Time{}, false, &Defect{page.Items[0].Ref.Kind, "no such institution is assembled"}
	}
	one, err := newDraft(shelf, page.Items[0])
	if err != nil {
		return time.Time{}, false, err
	}
	wake, ok := one.head.Wake()
	return wake.At, ok, nil
}

// Recompute moves the running deadlines of all records to the calendar in
// force, each as an entry with the old and the new instant, and returns how
// many records it changed. Run it when a notice was loaded.
func (o *Office) Recompute(ctx context.Context) (int, error) {
	done := 0
	var failed []error
	var after Cursor
	for {
		page, err := o.ledger.Find(ctx, Query{Order: Dues, Limit: sweepPage, After: after})
		if err != nil {
			return done, errors.Join(append(failed, err)...)
		}
		for _, item := range page.Items {
			moved, err := o.recompute(ctx, item.Ref)
			if err != nil {
				failed = append(failed, err)
			}
			if moved {
				done++
			}
		}
		if after = page.Next; after.IsZero() {
			return done, errors.Join(failed...)
		}
	}
}

// recompute moves the deadlines of one record, trying again when somebody else
// changes it meanwhile.
func (o *Office) recompute(ctx context.Context, ref Ref) (bool, error) {
	for range attempts {
		d, err := o.begin(ctx, Actor{System: true})
		if err != nil {
			return false, err
		}
		one, err := d.load(ref)
		if err != nil {
			return false, err
		}
		if err := d.advance(one); err != nil {
			return false, err
		}
		m := d.moment(one, d.actor)
		m.AsOf = d.now
		moved := one.head.moves(m)
		if len(moved) == 0 {
			return false, nil
		}
		if err := d.decide(one, Recompute{Calendar: d.calendar.Version().String(), Moved: moved}); err != nil {
			return false, err
		}
		err = o.ledger.Commit(ctx, d.commit())
		again, err := o.collided(ctx, err)
		if !again {
			return err == nil, err
		} else if err != nil {
			return false, err
		}
	}
	return false, &ConflictError{Ref: ref, Reason: Changed}
}
