package checkpoint

import (
	"context"
	"math"

	"golang.org/x/mod/sumdb/note"

	"github.com/jinlin-project/jinlin/governance"
)

// Verify checks that a ledger's history is the one a signed checkpoint was made
// of: it opens the checkpoint ([Open] says how that fails), reads as many
// entries of the feed as it counts, once, follows the chain of digests of every
// record, and compares the root. A *[FaultError] names the first entry at which
// the history is not the one written; where only the root differs, that is the
// checkpoint's last. What came after the checkpoint is not looked at; an
// [Audit] does that, and looks at the records too.
func Verify(ctx context.Context, feed Feed, signed []byte, key note.Verifier) (Checkpoint, error) {
	c, err := Open(signed, key)
	if err != nil {
		return Checkpoint{}, err
	}
	r := newCourse(Log{}, feed, []Checkpoint{c})
	return c, r.run(ctx, c.Count)
}

// A course is one reading of the feed past some checkpoints.
type course struct {
	log    Log
	chains *chains
	marks  []Checkpoint // those still ahead, the nearest first
}

func newCourse(from Log, feed Feed, marks []Checkpoint) *course {
	return &course{log: from, chains: newChains(feed, from.Count() > 0), marks: marks}
}

// toTheEnd makes run read all there is.
const toTheEnd = math.MaxInt64

// run reads until the log counts so many entries, or the feed ends.
func (r *course) run(ctx context.Context, count int64) error {
	if err := r.pass(); err != nil {
		return err
	}
	err := r.log.rest(ctx, r.chains.feed, count, func(e *governance.Entry) error {
		leaf := LeafOf(e) // as it was read: following the chain seals it anew
		if err := r.chains.extend(ctx, e); err != nil {
			return err
		}
		r.log.fold(&leaf, nil)
		return r.pass()
	})
	if err == nil && len(r.marks) > 0 {
		err = &FaultError{Fault: Short, Position: r.log.position}
	}
	return err
}

// pass compares the log with the checkpoints that have the same count.
func (r *course) pass() error {
	for len(r.marks) > 0 && r.marks[0].Count == r.log.Count() {
		switch mark := r.marks[0]; {
		case mark.Position != r.log.position:
			return &FaultError{Fault: Moved, Position: r.log.position}
		case mark.Root != r.log.Root():
			return &FaultError{Fault: Root, Position: r.log.position}
		}
		r.marks = r.marks[1:]
	}
	return nil
}
