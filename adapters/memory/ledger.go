package memory

import (
	"context"
	"errors"
	"sort"
	"sync"
	"time"

	"github.com/jinlin-project/jinlin/governance"
)

// Ledger is a governance.Ledger in memory. Make one with [New].
type Ledger struct {
	mu      sync.RWMutex // guards all but the series
	records map[governance.Ref]*record
	feed    []*governance.Entry // position p stands at p-1
	claims  map[governance.Claim]*record
	answers answers
	index   index

	counting sync.Mutex
	series   map[string]int64 // the last number given
}

var _ governance.Ledger = (*Ledger)(nil)

// New returns an empty ledger.
func New() *Ledger {
	return &Ledger{
		records: map[governance.Ref]*record{},
		claims:  map[governance.Claim]*record{},
		answers: newAnswers(),
		index:   newIndex(),
		series:  map[string]int64{},
	}
}

// Load implements [governance.Ledger].
func (l *Ledger) Load(ctx context.Context, refs ...governance.Ref) ([]governance.Stored, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	out := make([]governance.Stored, len(refs))
	l.mu.RLock()
	defer l.mu.RUnlock()
	for i, ref := range refs {
		if r := l.records[ref]; r != nil {
			out[i] = r.stored()
		} else {
			out[i].Ref = ref
		}
	}
	return out, nil
}

// The lengths of a page of history.
const (
	defaultSpan = 100
	longestSpan = 10_000
)

// Entries implements [governance.Ledger]. Positions count from 1 without gaps:
// a commit enters the feed under the lock, so none can be late.
func (l *Ledger) Entries(ctx context.Context, span governance.Span) ([]governance.Entry, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	limit := clamp(span.Limit, defaultSpan, longestSpan)
	l.mu.RLock()
	defer l.mu.RUnlock()
	if span.Ref == (governance.Ref{}) {
		return copyEntries(stretch(l.feed, span.After, limit), nil), nil
	}
	r := l.records[span.Ref]
	if r == nil {
		return nil, nil
	}
	return copyEntries(stretch(r.entries, span.After, limit), r.sealed), nil
}

// stretch cuts what stands behind a version or position, which both count
// from 1 without gaps.
func stretch(entries []*governance.Entry, after int64, limit int) []*governance.Entry {
	from := min(max(after, 0), int64(len(entries)))
	rest := entries[from:]
	return rest[:min(limit, len(rest))]
}

// clamp gives a limit its default and its bound.
func clamp(limit, usual, most int) int {
	if limit <= 0 {
		return usual
	}
	return min(limit, most)
}

// errSeries refuses to reserve nothing or less.
var errSeries = errors.New("memory: a reservation is of at least one number")

// Reserve implements [governance.Ledger].
func (l *Ledger) Reserve(ctx context.Context, series string, n int64) (int64, error) {
	if err := ctx.Err(); err != nil {
		return 0, err
	}
	if n < 1 {
		return 0, errSeries
	}
	l.counting.Lock()
	defer l.counting.Unlock()
	first := l.series[series] + 1
	l.series[series] += n
	return first, nil
}

// Answer implements [governance.Ledger].
func (l *Ledger) Answer(ctx context.Context, account, key string, now time.Time) (governance.Answer, error) {
	if err := ctx.Err(); err != nil {
		return governance.Answer{}, err
	}
	l.mu.RLock()
	defer l.mu.RUnlock()
	a, _ := l.answers.at(account, key, now)
	a.Body = copied(a.Body)
	return a, nil
}

// sealedIn returns the part of a record's sealed values, which are sorted by
// version, that belongs to one entry.
func sealedIn(sealed []governance.Personal, version int64) []governance.Personal {
	from := sort.Search(len(sealed), func(i int) bool { return sealed[i].Version >= version })
	to := from
	for to < len(sealed) && sealed[to].Version == version {
		to++
	}
	return sealed[from:to]
}
