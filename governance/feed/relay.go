package feed

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"
)

// Ports are what a relay needs from outside. All but Letters, Jitter and Note
// are required.
type Ports struct {
	Reader  *Reader
	Keeper  Keeper
	Sink    Sink
	Time    Time
	Letters Letters        // nil: poison waits like everything else
	Jitter  func() float64 // in [0, 1), usually rand.Float64; nil: no jitter
	Note    func(error)    // is told of every failure, to log or count it; nil: nobody
}

// Time is what a relay knows of time.
type Time struct {
	Now    func() time.Time                                                           // usually time.Now
	After  func(time.Duration) <-chan time.Time                                       // usually time.After
	Within func(context.Context, time.Duration) (context.Context, context.CancelFunc) // usually context.WithTimeout
}

// Settings say how a relay works. Reader is required; what is left zero has the
// default named beside it.
type Settings struct {
	Reader string        // the name under which the position is kept
	Holder string        // who we are, for people to read
	Begin  Position      // where to begin, if nobody ever held the reader
	Batch  int           // 200: events in memory at once
	Lease  time.Duration // 30 s: how long a relay that died is waited for
	Poll   time.Duration // 1 s: how often to look for news, when there were none
	First  time.Duration // 200 ms: the wait after a failure, twice as long after each further one
	Most   time.Duration // 1 min: the longest such wait
	Later  time.Duration // 1 h: the longest that a sink may ask us to stay away
	Tries  int           // 5: how often poison is tried before it is laid aside
}

// A Relay hands the feed on to one sink. Make one with [NewRelay], and Run it on
// as many replicas as like: one of them works, the others wait for its lease.
type Relay struct {
	ports Ports
	set   Settings

	fails int      // in a row
	sick  Position // the event that was last called poison
	tries int      // how often it was

	mu     sync.Mutex
	status Status
}

// Status is how a relay is doing. The counters begin at zero with the relay.
type Status struct {
	Reader    string
	Holding   bool      // it is this relay's turn
	Position  Position  // where the reader stands, as far as this relay knows
	Delivered int64     // events
	Failures  int64     // attempts that failed
	Buried    int64     // events laid aside
	Failing   time.Time // since when every attempt fails; zero: the last one did not
}

var errPorts = errors.New("feed: a relay needs Reader, Keeper, Sink and Time, and the name of its reader")

// NewRelay makes a relay, which does nothing before it is run.
func NewRelay(p Ports, s Settings) (*Relay, error) {
	if p.Reader == nil || p.Keeper == nil || p.Sink == nil || s.Reader == "" ||
		p.Time.Now == nil || p.Time.After == nil || p.Time.Within == nil {
		return nil, errPorts
	}
	if p.Jitter == nil {
		p.Jitter = func() float64 { return 1 }
	}
	if p.Note == nil {
		p.Note = func(error) {}
	}
	s.Batch, s.Tries = orElse(s.Batch, 200), orElse(s.Tries, 5)
	s.Lease, s.Poll = orElse(s.Lease, 30*time.Second), orElse(s.Poll, time.Second)
	s.First, s.Most = orElse(s.First, 200*time.Millisecond), orElse(s.Most, time.Minute)
	s.Later = orElse(s.Later, time.Hour)
	return &Relay{ports: p, set: s, status: Status{Reader: s.Reader}}, nil
}

func orElse[N int | time.Duration](n, otherwise N) N {
	if n <= 0 {
		return otherwise
	}
	return n
}

// Status tells how the relay is doing.
func (r *Relay) Status() Status {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.status
}

func (r *Relay) note(change func(*Status)) {
	r.mu.Lock()
	defer r.mu.Unlock()
	change(&r.status)
}

// The lease is divided so that work without renewing (a read with a delivery,
// and a write to the keeper) ends before it does: 1/3 + 1/2 + 1/12 < 1.
const (
	renewPart   = 3  // renewed when so much of it has passed
	workPart    = 2  // a read and a delivery may take so much
	keepingPart = 12 // and a write to the keeper so much
	standbyPart = 6  // one who waits for it looks so often
)

// Run relays until ctx ends. It then gives the lease up, so that another replica
// goes on at once.
func (r *Relay) Run(ctx context.Context) {
	for ctx.Err() == nil {
		lease, err := r.acquire(ctx)
		var held *HeldError
		switch {
		case errors.As(err, &held): // what happens is the holder's to tell
			r.well()
			r.sleep(ctx, r.spread(r.set.Lease/standbyPart))
			continue
		case err != nil:
			r.sleep(ctx, r.failed(ctx, err))
			continue
		}
		r.note(func(s *Status) { s.Holding, s.Position = true, lease.Position })
		w := &watch{Relay: r, lease: lease, renewed: r.ports.Time.Now()}
		w.work(ctx)
		r.note(func(s *Status) { s.Holding, s.Failing = false, time.Time{} })
		r.giveUp(ctx, w.lease)
	}
}

func (r *Relay) acquire(ctx context.Context) (Lease, error) {
	ctx, cancel := r.ports.Time.Within(ctx, r.set.Lease/keepingPart)
	defer cancel()
	now := r.ports.Time.Now()
	return r.ports.Keeper.Acquire(ctx, Bid{
		Reader: r.set.Reader, Holder: r.set.Holder, Now: now, Until: now.Add(r.set.Lease), Begin: r.set.Begin,
	})
}

// giveUp releases a lease also when we are told to stop. Where that fails, it
// runs out by itself.
func (r *Relay) giveUp(ctx context.Context, lease Lease) {
	ctx, cancel := r.ports.Time.Within(context.WithoutCancel(ctx), r.set.Lease/keepingPart)
	defer cancel()
	if err := r.ports.Keeper.Release(ctx, lease); err != nil {
		r.ports.Note(fmt.Errorf("feed: releasing: %w", err))
	}
}

// failed counts a failure and returns how long to wait. That we were told to
// stop is none.
func (r *Relay) failed(ctx context.Context, err error) time.Duration {
	if ctx.Err() != nil {
		return 0
	}
	r.fails++
	r.note(func(s *Status) {
		if s.Failures++; s.Failing.IsZero() {
			s.Failing = r.ports.Time.Now()
		}
	})
	r.ports.Note(err)
	wait := r.set.First
	for i := 1; i < r.fails && wait < r.set.Most; i++ {
		wait *= 2
	}
	wait = r.spread(min(wait, r.set.Most))
	var later *LaterError
	if errors.As(err, &later) {
		wait = max(wait, min(later.After, r.set.Later))
	}
	return wait
}

// well notes that an attempt succeeded.
func (r *Relay) well() {
	r.fails = 0
	r.note(func(s *Status) { s.Failing = time.Time{} })
}

// spread takes up to half of a wait away, so that many who failed at once do
// not come back at once.
func (r *Relay) spread(wait time.Duration) time.Duration {
	return wait/2 + time.Duration(r.ports.Jitter()*float64(wait-wait/2))
}

// sleep waits, but not longer than ctx.
func (r *Relay) sleep(ctx context.Context, wait time.Duration) {
	select {
	case <-ctx.Done():
	case <-r.ports.Time.After(wait):
	}
}
