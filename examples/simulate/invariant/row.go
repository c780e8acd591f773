package invariant

import (
	"fmt"
	"time"

	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/governance"
)

// A Row is one thing that is true of every record after every command, or of every
// result.
type Row struct {
	ID       string          `json:"id"`
	Source   string          `json:"source"` // where in the domain it is laid down
	Sentence governance.Text `json:"sentence"`
	Kind     string          `json:"kind,omitempty"` // of the records it speaks of; empty: all, or the result

	holds func(*sight) bool
}

func row(id, source, kind, zh, en string, holds func(*sight) bool) Row {
	return Row{id, source, governance.Text{Zh: zh, En: en}, kind, holds}
}

// Rows are the invariants of records, then those of results and of books.
func Rows() []Row {
	var out []Row
	for _, some := range [][]Row{phaseRows, deadlineRows, unitRows, ratingRows, policyRows, besideRows} {
		out = append(out, some...)
	}
	for _, r := range resultRows {
		out = append(out, r.Row)
	}
	return append(out, bookRows...)
}

// of are the rows that speak of records of a kind.
func of(kind string) []Row {
	var out []Row
	for _, r := range Rows() {
		if r.holds != nil && (r.Kind == "" || r.Kind == kind) {
			out = append(out, r)
		}
	}
	return out
}

// A BrokenError says that an invariant does not hold.
type BrokenError struct {
	Row    Row
	Ref    governance.Ref // zero: the result
	At     time.Time
	Verb   string
	Detail string // what the numbers were
}

// Error says it to a developer, in English.
func (e *BrokenError) Error() string {
	if e.Ref.Kind == "" {
		return fmt.Sprintf("invariant %s (%s) is broken: %s: %s", e.Row.ID, e.Row.Source, e.Row.Sentence.En, e.Detail)
	}
	return fmt.Sprintf("invariant %s (%s) is broken by %s %s at %s, after %s: %s", e.Row.ID, e.Row.Source, e.Ref.Kind, e.Ref.ID,
		e.At.Format(time.RFC3339), e.Verb, e.Row.Sentence.En)
}

// The kinds that rows speak of.
const (
	matter  = casework.KindCase
	inquiry = casework.KindInquiry
	sample  = casework.KindSample
)
