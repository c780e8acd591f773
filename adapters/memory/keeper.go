package memory

import (
	"cmp"
	"context"
	"slices"
	"sync"
	"time"

	"github.com/jinlin-project/jinlin/governance/feed"
)

// Keeper is a feed.Keeper in memory, and keeps dead letters, too. It serves
// relays of one process, and tests. Make one with [NewKeeper].
type Keeper struct {
	mu      sync.Mutex
	readers map[string]*feed.Standing
	letters map[string][]feed.Letter // by reader, in the order of the feed
}

var (
	_ feed.Keeper  = (*Keeper)(nil)
	_ feed.Letters = (*Keeper)(nil)
)

// NewKeeper returns a keeper that knows no reader yet.
func NewKeeper() *Keeper {
	return &Keeper{readers: map[string]*feed.Standing{}, letters: map[string][]feed.Letter{}}
}

// Acquire implements [feed.Keeper].
func (k *Keeper) Acquire(ctx context.Context, bid feed.Bid) (feed.Lease, error) {
	if err := ctx.Err(); err != nil {
		return feed.Lease{}, err
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	s := k.readers[bid.Reader]
	switch {
	case s == nil:
		s = &feed.Standing{Position: bid.Begin}
		k.readers[bid.Reader] = s
	case !s.Until.IsZero() && s.Until.After(micro(bid.Now)):
		return feed.Lease{}, &feed.HeldError{Reader: bid.Reader, Until: s.Until}
	}
	s.Token++
	s.Holder, s.Until = bid.Holder, micro(bid.Until)
	return feed.Lease{Reader: bid.Reader, Token: s.Token, Position: s.Position}, nil
}

// Advance implements [feed.Keeper].
func (k *Keeper) Advance(ctx context.Context, lease feed.Lease, to feed.Position, until time.Time) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	s := k.held(lease)
	switch {
	case s == nil:
		return &feed.LostError{Reader: lease.Reader}
	case to < s.Position:
		return &feed.BackwardError{Reader: lease.Reader, Kept: s.Position, To: to}
	}
	s.Position, s.Until = to, micro(until)
	return nil
}

// held returns the standing that a lease is good for, or nil.
func (k *Keeper) held(lease feed.Lease) *feed.Standing {
	s := k.readers[lease.Reader]
	if s == nil || s.Token != lease.Token || s.Until.IsZero() {
		return nil
	}
	return s
}

// Release implements [feed.Keeper].
func (k *Keeper) Release(ctx context.Context, lease feed.Lease) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if s := k.held(lease); s != nil {
		s.Holder, s.Until = "", time.Time{}
	}
	return nil
}

// Standing implements [feed.Keeper].
func (k *Keeper) Standing(ctx context.Context, reader string) (feed.Standing, error) {
	if err := ctx.Err(); err != nil {
		return feed.Standing{}, err
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if s := k.readers[reader]; s != nil {
		return *s, nil
	}
	return feed.Standing{}, nil
}

// Bury implements [feed.Letters].
func (k *Keeper) Bury(ctx context.Context, letter feed.Letter) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	letter.At = micro(letter.At)
	k.mu.Lock()
	defer k.mu.Unlock()
	kept := k.letters[letter.Reader]
	if at, there := slices.BinarySearchFunc(kept, letter.Position, byPosition); !there {
		k.letters[letter.Reader] = slices.Insert(kept, at, letter)
	}
	return nil
}

func byPosition(l feed.Letter, p feed.Position) int { return cmp.Compare(l.Position, p) }

// Buried implements [feed.Letters].
func (k *Keeper) Buried(ctx context.Context, reader string, after feed.Position, limit int) ([]feed.Letter, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	kept := k.letters[reader]
	at, _ := slices.BinarySearchFunc(kept, after+1, byPosition)
	return slices.Clone(kept[at:min(len(kept), at+max(limit, 0))]), nil
}
