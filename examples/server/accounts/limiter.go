package accounts

import (
	"sync"
	"time"
)

// limiter lets so many failed attempts of one key pass within a window, and
// then one again for each that falls out of it.
type limiter struct {
	most   int
	window time.Duration

	mu   sync.Mutex
	keys map[string][]time.Time // attempts within the window, oldest first
}

// mostKeys bounds what an attacker with many names or addresses can make us
// remember. Beyond it the keys whose window has passed are dropped, and then
// any others.
const mostKeys = 10_000

func newLimiter(most int, window time.Duration) *limiter {
	return &limiter{most: most, window: window, keys: map[string][]time.Time{}}
}

// take counts an attempt, or returns how long to wait until there is room for
// one.
func (l *limiter) take(key string, now time.Time) time.Duration {
	l.mu.Lock()
	defer l.mu.Unlock()
	recent := l.recent(key, now)
	if len(recent) >= l.most {
		return max(recent[len(recent)-l.most].Add(l.window).Sub(now), time.Second)
	}
	if _, known := l.keys[key]; !known && len(l.keys) >= mostKeys {
		l.makeRoom(now)
	}
	l.keys[key] = append(recent, now)
	return 0
}

func (l *limiter) recent(key string, now time.Time) []time.Time {
	all := l.keys[key]
	for len(all) > 0 && now.Sub(all[0]) >= l.window {
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

// forgive forgets the attempts of a key.
func (l *limiter) forgive(key string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.keys, key)
}

// giveBack takes back the last attempt, which did not fail. The others stay: a
// login of one's own must not clear what was guessed from the same address.
func (l *limiter) giveBack(key string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if all := l.keys[key]; len(all) > 1 {
		l.keys[key] = all[:len(all)-1]
	} else {
		delete(l.keys, key)
	}
}
