package checkpoint

import (
	"context"
	"errors"
	"fmt"

	"golang.org/x/mod/sumdb/tlog"

	"github.com/jinlin-project/jinlin/governance"
)

// ErrProof is what a proof that does not hold is.
var ErrProof = errors.New("checkpoint: the proof does not hold")

// ErrOutside is returned for an entry that no checkpoint given covers.
var ErrOutside = errors.New("checkpoint: there is no such entry under the checkpoint")

// An Inclusion proves that an entry is under a checkpoint: that it is the
// Index-th leaf, counted from 0, and by which hashes its own leads to the root.
// It has the logarithm of the count of hashes and is checked without a ledger.
type Inclusion struct {
	Index int64
	Path  tlog.RecordProof
}

// Check reports by [ErrProof] if the proof does not lead from the leaf to the
// checkpoint. The checkpoint must have come out of [Open], the leaf from whoever
// kept it.
func (p Inclusion) Check(leaf Leaf, c Checkpoint) error {
	if err := tlog.CheckRecord(p.Path, c.Count, c.Root, p.Index, leaf.Hash()); err != nil {
		return fmt.Errorf("%w: %w", ErrProof, err)
	}
	return nil
}

// ProveEntry makes the proof that the entry at a position is under a
// checkpoint. It reads the feed twice, up to the entry and up to the checkpoint.
// A position at which the feed has no entry is [ErrOutside]; a feed that does
// not lead to the checkpoint is a *[FaultError] or [ErrProof]. What is returned
// without an error holds.
func ProveEntry(ctx context.Context, feed Feed, c Checkpoint, position int64) (Inclusion, error) {
	var leaf Leaf
	var p Inclusion
	err := read(ctx, feed, 0, c.Count, func(e *governance.Entry) error {
		if leaf = LeafOf(e); leaf.Position >= position {
			return errEnough
		}
		p.Index++
		return nil
	})
	if err != nil && !errors.Is(err, errEnough) {
		return Inclusion{}, err
	}
	if leaf.Position != position {
		return Inclusion{}, ErrOutside
	}
	if p.Path, err = tlog.ProveRecord(c.Count, p.Index, nodes(ctx, feed, c)); err != nil {
		return Inclusion{}, err
	}
	return p, p.Check(leaf, c)
}

// errEnough ends a reading early.
var errEnough = errors.New("checkpoint: read far enough")

// ProveGrowth makes the proof that a later checkpoint only adds to an earlier
// one. It reads the feed once up to the later. A feed that does not lead to both
// is a *[FaultError] or fails as [CheckGrowth] does. What is returned without an
// error holds.
func ProveGrowth(ctx context.Context, feed Feed, earlier, later Checkpoint) (tlog.TreeProof, error) {
	var proof tlog.TreeProof
	if 0 < earlier.Count && earlier.Count < later.Count {
		var err error
		if proof, err = tlog.ProveTree(later.Count, earlier.Count, nodes(ctx, feed, later)); err != nil {
			return nil, err
		}
	}
	return proof, CheckGrowth(proof, earlier, later)
}

// CheckGrowth reports by [ErrProof] if the proof does not show that the later
// checkpoint has all entries of the earlier, unchanged and in their order, and
// by a *[OriginError] if they are of different feeds. No ledger is needed; both
// checkpoints must have come out of [Open].
func CheckGrowth(proof tlog.TreeProof, earlier, later Checkpoint) error {
	switch {
	case earlier.Origin != later.Origin:
		return &OriginError{Want: earlier.Origin, Got: later.Origin}
	case earlier.Position > later.Position || earlier.Count > later.Count:
		return fmt.Errorf("%w: the later ends before the earlier", ErrProof)
	case earlier.Count == 0 && len(proof) == 0:
		return nil // everything extends nothing
	}
	if err := tlog.CheckTree(proof, later.Count, later.Root, earlier.Count, earlier.Root); err != nil {
		return fmt.Errorf("%w: %w", ErrProof, err)
	}
	return nil
}

// nodes reads hashes out of a tree that is not stored, but built anew from the
// feed each time it is asked; a proof asks once. Only the hashes asked for are
// kept.
func nodes(ctx context.Context, feed Feed, c Checkpoint) tlog.HashReader {
	return tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		wanted := make(map[int64]int, len(indexes))
		for i, index := range indexes {
			wanted[index] = i
		}
		hashes := make([]tlog.Hash, len(indexes))
		keep := func(level int, n int64, h tlog.Hash) {
			if i, is := wanted[tlog.StoredHashIndex(level, n)]; is {
				hashes[i] = h
			}
		}
		r := course{marks: []Checkpoint{c}}
		err := read(ctx, feed, 0, c.Count, func(e *governance.Entry) error {
			leaf := LeafOf(e)
			r.log.fold(&leaf, keep)
			return r.pass()
		})
		if err == nil && len(r.marks) > 0 {
			err = &FaultError{Fault: Short, Position: r.log.position}
		}
		return hashes, err
	})
}
