package accounts

import (
	"context"
	"sync"
	"time"
)

// Attempts counts failed attempts within a window of a quarter of an hour. Its
// methods may be called from many goroutines. Those of replicas on one database
// count together.
type Attempts interface {
	// Take counts an attempt under each key, or returns how long to wait until
	// there is room for one. A key that is full does not keep the others from
	// being counted.
	Take(ctx context.Context, now time.Time, limits ...Limit) (time.Duration, error)
	// Forgive forgets the attempts of a key.
	Forgive(ctx context.Context, key string) error
	// GiveBack takes back the last attempt, which did not fail. The others stay:
	// a login of one's own must not clear what was guessed from the same address.
	GiveBack(ctx context.Context, key string) error
}

// A Limit is how many failed attempts of a key pass within the window; then one
// passes again for each that falls out of it.
type Limit struct {
	Key  string
	Most int
}

// window is how long an attempt counts.
const window = 15 * time.Minute

// The limits of guessing: for an account, whoever tries, and for an address,
// whatever it tries.
func byAccount(name string) Limit    { return Limit{"account " + name, 10} }
func byAddress(address string) Limit { return Limit{"address " + address, 100} }

// limiter is the [Attempts] of one process.
type limiter struct {
	mu   sync.Mutex
	keys map[string][]time.Time // attempts within the window, oldest first
}

// mostKeys bounds what an attacker with many names or addresses can make us
// remember. Beyond it the keys whose window has passed are dropped, and then
// any others.
const mostKeys = 10_000

func newLimiter() *limiter { return &limiter{keys: map[string][]time.Time{}} }

// Take implements [Attempts].
func (l *limiter) Take(_ context.Context, now time.Time, limits ...Limit) (wait time.Duration, _ error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, one := range limits {
		wait = max(wait, l.take(one, now))
	}
	return wait, nil
}

func (l *limiter) take(one Limit, now time.Time) time.Duration {
	recent := l.recent(one.Key, now)
	if len(recent) >= one.Most {
		return max(recent[len(recent)-one.Most].Add(window).Sub(now), time.Second)
	}
	if _, known := l.keys[one.Key]; !known && len(l.keys) >= mostKeys {
		l.makeRoom(now)
	}
	l.keys[one.Key] = append(recent, now)
	return 0
}

func (l *limiter) recent(key string, now time.Time) []time.Time {
	all := l.keys[key]
	for len(all) > 0 && now.Sub(all[0]) >= window {
		all = all[1:]
	}
	return all
}

func (l *limiter) makeRoom(now time.Time) {
	for key := range l.keys {
		if len(l.recent(key, now)) == 0 {
			delete(l.keys, key)
		}
	}
	for key := range l.keys {
		if len(l.keys) < mostKeys {
			return
		}
		delete(l.keys, key)
	}
}

// Forgive implements [Attempts].
func (l *limiter) Forgive(_ context.Context, key string) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.keys, key)
	return nil
}

// GiveBack implements [Attempts].
func (l *limiter) GiveBack(_ context.Context, key string) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if all := l.keys[key]; len(all) > 1 {
		l.keys[key] = all[:len(all)-1]
	} else {
		delete(l.keys, key)
	}
	return nil
}
