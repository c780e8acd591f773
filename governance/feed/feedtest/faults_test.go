package feedtest_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/jinlin-project/jinlin/governance/feed"
)

var faults = []fault{
	{"begins at one", "positions/a new reader", bidding(func(bid *feed.Bid) { bid.Begin++ })},
	{"ignores where to begin", "positions/a new reader", bidding(func(bid *feed.Bid) { bid.Begin = 0 })},
	{"begins anew with every bid", "positions/begin counts once", leasing(func(bid feed.Bid, l *feed.Lease) { l.Position = bid.Begin })},
	{"forgets the position", "positions/kept", leasing(func(_ feed.Bid, l *feed.Lease) { l.Position = 0 })},
	{"renews only when it moves", "positions/the same again", advancing(func(ctx context.Context, b *bent, l feed.Lease, to feed.Position, until time.Time) error {
		if s, _ := b.Keeper.Standing(ctx, l.Reader); s.Position == to {
			return nil
		}
		return b.Keeper.Advance(ctx, l, to, until)
	})},
	{"refuses what does not move", "positions/the same again", advancing(func(ctx context.Context, b *bent, l feed.Lease, to feed.Position, until time.Time) error {
		if s, _ := b.Keeper.Standing(ctx, l.Reader); s.Position == to {
			return &feed.BackwardError{Reader: l.Reader, Kept: to, To: to}
		}
		return b.Keeper.Advance(ctx, l, to, until)
	})},
	{"says nothing of going back", "positions/not backward", refusing(func(err error) error {
		if back := (*feed.BackwardError)(nil); errors.As(err, &back) {
			return nil
		}
		return err
	})},
	{"prolongs although it refuses", "positions/not backward", advancing(func(ctx context.Context, b *bent, l feed.Lease, to feed.Position, until time.Time) error {
		err := b.Keeper.Advance(ctx, l, to, until)
		if back := (*feed.BackwardError)(nil); errors.As(err, &back) {
			return errors.Join(err, b.Keeper.Advance(ctx, l, back.Kept, until))
		}
		return err
	})},
	{"keeps 32 bits", "positions/large", advancing(func(ctx context.Context, b *bent, l feed.Lease, to feed.Position, until time.Time) error {
		return b.Keeper.Advance(ctx, l, to&0xffffffff, until)
	})},
	{"ignores letter case", "positions/readers apart", naming(strings.ToLower)},
	{"cuts spaces", "positions/readers apart", naming(strings.TrimSpace)},
	{"ignores contexts", "positions/ended context", func(b *bent) {
		b.advance = func(ctx context.Context, l feed.Lease, to feed.Position, until time.Time) error {
			return b.Keeper.Advance(context.WithoutCancel(ctx), l, to, until)
		}
	}},

	{"gives a lease twice", "leases/held", bidding(func(bid *feed.Bid) { bid.Now = bid.Now.Add(time.Hour) })},
	{"does not say until when", "leases/held", holding(func(e *feed.HeldError) { e.Until = time.Time{} })},
	{"knows its own by name", "leases/the same name", func(b *bent) {
		b.acquire = func(ctx context.Context, bid feed.Bid) (feed.Lease, error) {
			s, _ := b.Keeper.Standing(ctx, bid.Reader)
			if s.Holder == bid.Holder && s.Token > 0 {
				return feed.Lease{Reader: bid.Reader, Token: s.Token, Position: s.Position}, nil
			}
			return b.Keeper.Acquire(ctx, bid)
		}
	}},
	{"keeps whole seconds", "leases/runs out", bidding(func(bid *feed.Bid) { bid.Now, bid.Until = bid.Now.Round(time.Second), bid.Until.Round(time.Second) })},
	{"runs a microsecond longer", "leases/runs out", bidding(func(bid *feed.Bid) { bid.Now = bid.Now.Add(-time.Microsecond) })},
	{"does not prolong", "leases/prolonged", advancing(func(ctx context.Context, b *bent, l feed.Lease, to feed.Position, until time.Time) error {
		s, _ := b.Keeper.Standing(ctx, l.Reader)
		return b.Keeper.Advance(ctx, l, to, s.Until)
	})},
	{"only prolongs", "leases/shortened", advancing(func(ctx context.Context, b *bent, l feed.Lease, to feed.Position, until time.Time) error {
		if s, _ := b.Keeper.Standing(ctx, l.Reader); s.Until.After(until) {
			until = s.Until
		}
		return b.Keeper.Advance(ctx, l, to, until)
	})},
	{"does not release", "leases/released", releasing(func(context.Context, *bent, feed.Lease) error { return nil })},
	{"forgets when it is released", "leases/released", func(b *bent) {
		gone := false
		releasing(func(ctx context.Context, b *bent, l feed.Lease) error { gone = true; return b.Keeper.Release(ctx, l) })(b)
		leasing(func(_ feed.Bid, l *feed.Lease) {
			if gone {
				l.Position = 0
			}
		})(b)
	}},
	{"fails on what is released already", "leases/released twice", releasing(func(ctx context.Context, b *bent, l feed.Lease) error {
		if s, _ := b.Keeper.Standing(ctx, l.Reader); s.Until.IsZero() {
			return &feed.LostError{Reader: l.Reader}
		}
		return b.Keeper.Release(ctx, l)
	})},
	{"looks first and takes then", "leases/one of many", looksFirst},
	{"takes local time for UTC", "leases/zones", bidding(func(bid *feed.Bid) { bid.Now, bid.Until = wallClock(bid.Now), wallClock(bid.Until) })},

	{"begins to count anew", "fencing/tokens grow", func(b *bent) {
		leasing(func(_ feed.Bid, l *feed.Lease) { l.Token = 1 })(b)
	}},
	{"counts from zero", "fencing/tokens grow", leasing(func(_ feed.Bid, l *feed.Lease) { l.Token-- })},
	{"does not fence", "fencing/lost when taken", advancing(unfenced)},
	{"fences by time alone", "fencing/late but alone", func(b *bent) {
		var until time.Time
		leasing(func(bid feed.Bid, _ *feed.Lease) { until = bid.Until })(b)
		advancing(func(ctx context.Context, b *bent, l feed.Lease, to feed.Position, next time.Time) error {
			if next.After(until.Add(100 * time.Second)) {
				return &feed.LostError{Reader: l.Reader}
			}
			return b.Keeper.Advance(ctx, l, to, next)
		})(b)
	}},
	{"moves what was released", "fencing/lost when released", func(b *bent) {
		released := map[int64]bool{}
		releasing(func(ctx context.Context, b *bent, l feed.Lease) error {
			released[l.Token] = true
			return b.Keeper.Release(ctx, l)
		})(b)
		advancing(func(ctx context.Context, b *bent, l feed.Lease, to feed.Position, until time.Time) error {
			if released[l.Token] {
				return nil
			}
			return b.Keeper.Advance(ctx, l, to, until)
		})(b)
	}},
	{"releases another's lease", "fencing/late release", releasing(func(ctx context.Context, b *bent, l feed.Lease) error {
		s, _ := b.Keeper.Standing(ctx, l.Reader)
		l.Token = s.Token
		return b.Keeper.Release(ctx, l)
	})},
	{"makes readers when they move", "fencing/made up", advancing(func(ctx context.Context, b *bent, l feed.Lease, to feed.Position, until time.Time) error {
		if s, _ := b.Keeper.Standing(ctx, l.Reader); s.Token == 0 {
			_, _ = b.Keeper.Acquire(ctx, feed.Bid{Reader: l.Reader, Begin: to})
		}
		return b.Keeper.Advance(ctx, l, to, until)
	})},
	{"lets both holders move", "fencing/two at work", advancing(unfenced)},

	{"fails on the unknown", "standing/unknown", asking(func(s *feed.Standing) error {
		if s.Token == 0 {
			return errors.New("no rows in result set")
		}
		return nil
	})},
	{"forgets the holder", "standing/told", asking(func(s *feed.Standing) error { s.Holder = ""; return nil })},
	{"cuts to milliseconds", "standing/told", asking(func(s *feed.Standing) error { s.Until = s.Until.Truncate(time.Millisecond); return nil })},
	{"tells the end of a lease that was released", "standing/released", func(b *bent) {
		var until time.Time
		leasing(func(bid feed.Bid, _ *feed.Lease) { until = bid.Until })(b)
		asking(func(s *feed.Standing) error {
			if s.Until.IsZero() && s.Token > 0 {
				s.Until = until
			}
			return nil
		})(b)
	}},

	{"forgets the reason", "letters/kept", burying(func(l *feed.Letter) { l.Reason = "" })},
	{"cuts a letter's time", "letters/kept", burying(func(l *feed.Letter) { l.At = l.At.Truncate(time.Second) })},
	{"fails on a second letter", "letters/once", func(b *bent) {
		b.bury = func(ctx context.Context, l feed.Letter) error {
			if had, _ := b.Keeper.Buried(ctx, l.Reader, l.Position-1, 1); len(had) > 0 && had[0].Position == l.Position {
				return errors.New("UNIQUE constraint failed")
			}
			return b.Keeper.Bury(ctx, l)
		}
	}},
	{"gives the latest first", "letters/in order", func(b *bent) {
		b.buried = func(ctx context.Context, reader string, after feed.Position, limit int) ([]feed.Letter, error) {
			out, err := b.Keeper.Buried(ctx, reader, after, limit)
			slices.Reverse(out)
			return out, err
		}
	}},
	{"gives everybody's", "letters/in order", burying(func(l *feed.Letter) { l.Reader = "nats" })},
}

// The rows above are made of the following few.

func bidding(edit func(*feed.Bid)) func(*bent) {
	return func(b *bent) {
		b.acquire = func(ctx context.Context, bid feed.Bid) (feed.Lease, error) {
			edit(&bid)
			return b.Keeper.Acquire(ctx, bid)
		}
	}
}

func leasing(edit func(feed.Bid, *feed.Lease)) func(*bent) {
	return func(b *bent) {
		b.acquire = func(ctx context.Context, bid feed.Bid) (feed.Lease, error) {
			l, err := b.Keeper.Acquire(ctx, bid)
			if err == nil {
				edit(bid, &l)
			}
			return l, err
		}
	}
}

func holding(edit func(*feed.HeldError)) func(*bent) {
	return func(b *bent) {
		b.acquire = func(ctx context.Context, bid feed.Bid) (feed.Lease, error) {
			l, err := b.Keeper.Acquire(ctx, bid)
			var held *feed.HeldError
			if errors.As(err, &held) {
				edit(held)
			}
			return l, err
		}
	}
}

func advancing(do func(ctx context.Context, b *bent, l feed.Lease, to feed.Position, until time.Time) error) func(*bent) {
	return func(b *bent) {
		b.advance = func(ctx context.Context, l feed.Lease, to feed.Position, until time.Time) error {
			return do(ctx, b, l, to, until)
		}
	}
}

func refusing(edit func(error) error) func(*bent) {
	return advancing(func(ctx context.Context, b *bent, l feed.Lease, to feed.Position, until time.Time) error {
		return edit(b.Keeper.Advance(ctx, l, to, until))
	})
}

// unfenced moves with whatever lease the reader has now.
func unfenced(ctx context.Context, b *bent, l feed.Lease, to feed.Position, until time.Time) error {
	s, _ := b.Keeper.Standing(ctx, l.Reader)
	l.Token = s.Token
	return b.Keeper.Advance(ctx, l, to, until)
}

func releasing(do func(context.Context, *bent, feed.Lease) error) func(*bent) {
	return func(b *bent) {
		b.release = func(ctx context.Context, l feed.Lease) error { return do(ctx, b, l) }
	}
}

func asking(edit func(*feed.Standing) error) func(*bent) {
	return func(b *bent) {
		b.standing = func(ctx context.Context, reader string) (feed.Standing, error) {
			s, err := b.Keeper.Standing(ctx, reader)
			if err == nil {
				err = edit(&s)
			}
			return s, err
		}
	}
}

func burying(edit func(*feed.Letter)) func(*bent) {
	return func(b *bent) {
		b.bury = func(ctx context.Context, l feed.Letter) error {
			edit(&l)
			return b.Keeper.Bury(ctx, l)
		}
	}
}

// naming writes readers otherwise.
func naming(edit func(string) string) func(*bent) {
	return func(b *bent) {
		bidding(func(bid *feed.Bid) { bid.Reader = edit(bid.Reader) })(b)
		advancing(func(ctx context.Context, b *bent, l feed.Lease, to feed.Position, until time.Time) error {
			l.Reader = edit(l.Reader)
			return b.Keeper.Advance(ctx, l, to, until)
		})(b)
	}
}

// looksFirst is a keeper of two statements without a lock: all who look before
// the first has taken get the lease.
func looksFirst(b *bent) {
	var looking sync.WaitGroup
	var mu sync.Mutex
	waiting := 0
	b.acquire = func(ctx context.Context, bid feed.Bid) (feed.Lease, error) {
		mu.Lock()
		if waiting++; waiting == 1 {
			looking.Add(2)
		}
		second := waiting <= 2
		mu.Unlock()
		if second {
			looking.Done()
			looking.Wait()
			return feed.Lease{Reader: bid.Reader, Token: 1}, nil
		}
		return b.Keeper.Acquire(ctx, bid)
	}
}

func wallClock(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), time.UTC)
}
