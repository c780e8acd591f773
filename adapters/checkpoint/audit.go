package checkpoint

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/jinlin-project/jinlin/governance"
)

// An Archive is what an [Audit] reads of a ledger. Every [governance.Ledger] is
// one.
type Archive interface {
	Feed
	// Load returns the records as they are stored, in the order of the refs.
	Load(ctx context.Context, refs ...governance.Ref) ([]governance.Stored, error)
	// Find returns a page of all records.
	Find(ctx context.Context, q governance.Query) (governance.Page, error)
	// Count returns how many records there are.
	Count(ctx context.Context, q governance.Query, by ...governance.Column) ([]governance.Tally, error)
}

// An Audit checks a whole ledger against itself and against checkpoints: the
// feed, as [Verify] does, but to its end; then of every record it met, that the
// document is what history makes of it, that version and digest are those of
// the last entry, and that each personal value still kept is the one that was
// sealed. Others may write meanwhile: what they add may or may not be looked at.
//
// Three things it cannot see. An end that was cut off cleanly, record and all,
// is missed only by a checkpoint that covers it. Headers, claims and audiences
// are the institutions' to derive, who have the rules; they are no history. And
// personal values that were erased are not missed.
type Audit struct {
	// From is where the reading begins: the zero Log at the first entry, a
	// later one where an earlier audit ended, of which then only records that
	// have changed since are looked at.
	From Log
	// Marks are checkpoints that the feed must agree with, as [Open] returned
	// them, in any order.
	Marks []Checkpoint
}

// Findings are what an audit has read.
type Findings struct {
	Log     Log // where it ended: the next checkpoint, and where the next audit may begin
	Entries int64
	Records int64
}

// A BehindError says that an audit was to begin behind a checkpoint it should
// compare, and so could not.
type BehindError struct{ From, Mark int64 }

// Error names both counts.
func (e *BehindError) Error() string {
	return fmt.Sprintf("checkpoint: reading from entry %d on cannot compare a checkpoint of %d entries", e.From, e.Mark)
}

// Run makes the audit. A *[FaultError] is the first fault there is: in the
// order of the feed, and, where the feed has none, of the records in the order
// in which they first appear. A *[BehindError] is the caller's; any other error
// is the archive's, and says nothing of history. The findings are what was read
// until then.
func (a *Audit) Run(ctx context.Context, archive Archive) (Findings, error) {
	marks := slices.Clone(a.Marks)
	slices.SortFunc(marks, func(x, y Checkpoint) int { return cmp.Compare(x.Count, y.Count) })
	if len(marks) > 0 && marks[0].Count < a.From.Count() {
		return Findings{}, &BehindError{From: a.From.Count(), Mark: marks[0].Count}
	}
	there, err := archive.Count(ctx, governance.Query{}) // before the feed, so that it has them all
	if err != nil {
		return Findings{}, fmt.Errorf("checkpoint: counting the records: %w", err)
	}
	r := newCourse(a.From, archive, marks)
	err = r.run(ctx, toTheEnd)
	found := Findings{Log: r.log, Entries: r.log.Count() - a.From.Count(), Records: int64(len(r.chains.refs))}
	if err == nil {
		err = r.chains.settle(ctx, archive)
	}
	if err == nil && a.From.Count() == 0 && sum(there) > found.Records {
		err = r.chains.orphan(ctx, archive)
	}
	return found, err
}

func sum(tallies []governance.Tally) (n int64) {
	for _, t := range tallies {
		n += t.Count
	}
	return n
}
