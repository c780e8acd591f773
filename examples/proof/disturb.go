package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"time"
)

// A trouble is a kind of fault, which strikes again and again while writers work
// and a reader follows the feed.
type trouble struct {
	name   string // of so many, as in "200 kills"
	full   int
	fatal  bool                                 // servers die of it; otherwise they recover by themselves, and refuse as a server should
	strike func(n int, chance *rand.Rand) error // from its beginning to its end
	after  func(*tally) error                   // looks at what is to be seen only while servers run; may be nil
	tell   func() string                        // what else there is to be said in the end; may be nil
}

// recoverIn is how soon servers must be at work again when the trouble is over.
const recoverIn = time.Minute

// disturb has a trouble strike amid the writers of a play, looks at what they
// and the reader have seen, and stops the play.
func (s *stage) disturb(ctx context.Context, p *play, bad *trouble) (*tally, error) {
	t, known, times := &tally{}, newAcknowledged(), s.part(bad.full)
	live := &reader{c: p.client, known: known}
	err := amid(ctx, p, live, known, t, func() error {
		for n := range times {
			if err := s.strike(ctx, p, bad, n, known, t); err != nil || !t.held() {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	t.tried = fmt.Sprintf("%d %s amid %d commands", times, bad.name, known.count())
	if !bad.fatal {
		t.tried += fmt.Sprintf(", %d requests refused", p.refused.Load())
		p.rudeness(t)
	}
	if bad.tell != nil {
		t.tried += ", " + bad.tell()
	}
	feed, err := whole(ctx, p.client, known)
	if err != nil {
		return nil, err
	}
	known.audit(t, feed)
	appliedOnce(t, feed)
	followed(t, live.read, feed)
	if bad.after != nil {
		if err := bad.after(t); err != nil {
			return nil, err
		}
	}
	err = p.stop()
	if len(s.plant.mend) > 0 {
		err = errors.Join(err, p.room.carryOut(ctx, s.plant.mend...))
	}
	if err != nil {
		return nil, err
	}
	return t, verified(ctx, p.room.url, known.matters, t)
}

// amid does something while writers tell their stories and a reader follows.
func amid(ctx context.Context, p *play, live *reader, known *acknowledged, t *tally, something func() error) error {
	written, read := make(chan struct{}), make(chan error, 1)
	go func() { read <- live.follow(ctx, written) }()
	err := writing(ctx, p, known, t, something)
	close(written)
	return errors.Join(err, <-read)
}

// writing has something happen while the writers are at work, and waits for them.
func writing(ctx context.Context, p *play, known *acknowledged, t *tally, something func() error) error {
	stop := make(chan struct{})
	var group sync.WaitGroup
	failed := make([]error, writers)
	for i := range writers {
		group.Go(func() { failed[i] = write(ctx, p.client, fmt.Sprint("w", i), known, t, stop) })
	}
	err := something()
	close(stop)
	group.Wait()
	return errors.Join(append(failed, err)...)
}

// strike strikes once, at a moment of chance, and waits until commands are done
// again.
func (s *stage) strike(ctx context.Context, p *play, bad *trouble, n int, known *acknowledged, t *tally) error {
	chance := s.chance(n)
	if err := progress(ctx, known, 5+chance.IntN(20)); err != nil {
		t.note(&t.wrong, "before %s number %d: %v", bad.name, n+1, err)
		return ctx.Err()
	}
	if err := bad.strike(n, chance); err != nil {
		return fmt.Errorf("%s number %d: %w", bad.name, n+1, err)
	}
	if err := progress(ctx, known, 1); err != nil {
		t.note(&t.wrong, "after %s number %d: %v", bad.name, n+1, err)
		return ctx.Err()
	}
	for _, r := range p.replicas {
		if !r.running() {
			t.note(&t.wrong, "a server ended at %s number %d: %s", bad.name, n+1, r.said)
		}
	}
	return nil
}

var errStill = fmt.Errorf("nothing was done for %v", recoverIn)

// progress waits until so many more commands are acknowledged.
func progress(ctx context.Context, known *acknowledged, more int) error {
	limit := time.After(recoverIn)
	poll := time.NewTicker(time.Millisecond)
	defer poll.Stop()
	for at := known.count() + more; known.count() < at; {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-limit:
			return errStill
		case <-poll.C:
		}
	}
	return nil
}
