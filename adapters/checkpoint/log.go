package checkpoint

import (
	"context"
	"fmt"
	"math"
	"time"

	"golang.org/x/mod/sumdb/tlog"

	"github.com/jinlin-project/jinlin/governance"
)

// A Feed is what is read of a ledger: all entries, by position. Every
// [governance.Ledger] is one.
type Feed interface {
	// Entries returns the feed behind span.After; an empty page is its end.
	Entries(ctx context.Context, span governance.Span) ([]governance.Entry, error)
}

// A Log has read a feed up to some entry, and knows what a checkpoint there
// says. The zero Log stands before the first entry. It is a value: a copy goes
// its own way, and two that have read the same are equal. One goroutine at a
// time may move it.
type Log struct {
	tree     tree
	position int64
	last     tlog.Hash // of the last leaf
}

// Count returns how many entries were read.
func (l *Log) Count() int64 { return l.tree.count }

// Position returns the position of the last entry that was read, behind which
// the rest begins; before the first entry it is 0.
func (l *Log) Position() int64 { return l.position }

// Root returns the root of the tree of all entries that were read.
func (l *Log) Root() tlog.Hash { return l.tree.root() }

// Add reads one entry, for those who have the feed in hand anyway: each entry
// once, in order. One that does not lie behind the last is a *[FaultError]
// ([Order]) and changes nothing.
func (l *Log) Add(e *governance.Entry) error {
	leaf := LeafOf(e)
	if leaf.Position <= l.position {
		return fault(Order, leaf)
	}
	l.fold(&leaf, nil)
	return nil
}

func (l *Log) fold(leaf *Leaf, made func(int, int64, tlog.Hash)) {
	l.position, l.last = leaf.Position, leaf.Hash()
	l.tree.append(l.last, made)
}

// Follow reads on until the feed has no more, and returns how many entries were
// new. It comes to an end because reading is faster than writing; where it may
// not be, the context bounds it. What was read before an error stays read: the next call goes on there.
// If the feed no longer has the last entry that was read, it is not the one
// that was followed (a backup was put back, or history was rewritten): a
// *[FaultError] ([Resumed]), and the Log stays as it was.
func (l *Log) Follow(ctx context.Context, feed Feed) (int64, error) {
	before := l.tree.count
	err := l.rest(ctx, feed, math.MaxInt64, l.Add)
	return l.tree.count - before, err
}

// Checkpoint returns what the Log stands for, without a signature. The instant
// is cut to whole seconds.
func (l *Log) Checkpoint(origin string, at time.Time) Checkpoint {
	return Checkpoint{Origin: origin, Count: l.tree.count, Position: l.position, Root: l.tree.root(), At: cut(at)}
}

// rest hands out the entries behind the last one, at most until the Log counts
// so many, and first sees that the last one is still there.
func (l *Log) rest(ctx context.Context, feed Feed, count int64, each func(*governance.Entry) error) error {
	if l.tree.count == 0 {
		return read(ctx, feed, 0, count, each)
	}
	met := false
	err := read(ctx, feed, l.position-1, count-l.tree.count+1, func(e *governance.Entry) error {
		if met {
			return each(e)
		}
		met = LeafOf(e).Hash() == l.last
		if !met {
			return &FaultError{Fault: Resumed, Position: l.position}
		}
		return nil
	})
	if err == nil && !met {
		return &FaultError{Fault: Resumed, Position: l.position}
	}
	return err
}

// page is how many entries are asked for at once: enough that asking costs
// nothing beside reading, few enough to be held.
const page = 1000

// read hands out the feed behind a position, at most so many entries, and asks
// for no more than that.
func read(ctx context.Context, feed Feed, after, most int64, each func(*governance.Entry) error) error {
	for most > 0 {
		entries, err := feed.Entries(ctx, governance.Span{After: after, Limit: int(min(page, most))})
		if err != nil {
			return fmt.Errorf("checkpoint: the feed behind position %d: %w", after, err)
		}
		if len(entries) == 0 {
			return nil
		}
		entries = entries[:min(int64(len(entries)), most)]
		for i := range entries {
			at := entries[i].Position
			if at <= after {
				return fault(Order, LeafOf(&entries[i]))
			}
			if err := each(&entries[i]); err != nil {
				return err
			}
			after = at
		}
		most -= int64(len(entries))
	}
	return nil
}
