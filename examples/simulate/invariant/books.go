package invariant

import (
	"context"
	"fmt"
	"time"

	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/examples/simulate/court"
	"github.com/jinlin-project/jinlin/examples/simulate/engine"
	"github.com/jinlin-project/jinlin/governance"
)

// Rows of a run through a real ledger.
var (
	counted = row("books.counted", "4 G18", "", "计数等于账上逐件数出来的", "every counter is what counting the books record by record gives", nil)
	figured = row("books.figures", "4 G18", "", "计数等于各制度自己的统计", "every counter is what the institution's own figures say", nil)
)

var bookRows = []Row{counted, figured}

// Books holds the result of a run through an office to what its books say: a count of
// all their records, and the figures they answer with. Nothing else may have opened
// matters, inquiries or samples in them.
func Books(ctx context.Context, office *governance.Office, out *engine.Result) error {
	said, naive := claims(out), newTally()
	said.n[counter{what: "entries"}] = out.Entries
	for _, kind := range []string{matter, inquiry, sample} {
		shelf, ok := office.Shelf(kind)
		if !ok {
			return fmt.Errorf("invariant: the office keeps no %s", kind)
		}
		if err := naive.shelf(ctx, shelf, kind, out.Until.Start()); err != nil {
			return err
		}
		if err := figures(ctx, shelf, kind, said); err != nil {
			return err
		}
	}
	if problem := said.differs(naive); problem != "" {
		return &BrokenError{Row: counted, Detail: problem}
	}
	return nil
}

// shelf counts every record of a shelf.
func (t *tally) shelf(ctx context.Context, shelf *governance.Shelf, kind string, until time.Time) error {
	for q := (governance.Query{Limit: 1000}); ; {
		page, next, err := shelf.List(ctx, governance.Actor{System: true}, q)
		if err != nil {
			return err
		}
		for _, view := range page {
			t.n[counter{what: "entries"}] += view.Version
			f := &court.File{Kind: kind}
			switch record := view.Record().(type) {
			case *casework.Case:
				f.Case = record
			case *casework.Inquiry:
				f.Inquiry = record
			case *casework.Sample:
				f.Sample = record
			}
			t.count(f, until)
		}
		if next.IsZero() {
			return nil
		}
		q.After = next
	}
}

// figures holds the counters of one kind to what its institution answers. What was
// merged is counted with the matter that it was merged into.
func figures(ctx context.Context, shelf *governance.Shelf, kind string, said *tally) error {
	answer, err := shelf.Ask(ctx, governance.Actor{System: true}, "figures", &governance.FigureParams{})
	if err != nil {
		return err
	}
	f, ok := answer.(*governance.Figures)
	if !ok {
		return fmt.Errorf("invariant: figures of %s are a %T", kind, answer)
	}
	opened := map[string]counter{matter: {what: "opened"}, inquiry: {what: "inquiries"}, sample: {what: "samples"}}[kind]
	outcome := map[string]string{matter: "outcome", inquiry: "inquiry", sample: "verdict"}[kind]
	merged, ended := int64(0), int64(0)
	if kind == matter {
		merged = said.n[counter{outcome, string(casework.Merged)}]
	}
	problem := same(kind+" opened", said.n[opened]-merged, "figures", f.Opened)
	for which, n := range f.ByOutcome {
		problem += same(kind+" "+which, said.n[counter{outcome, which}], "figures", n)
		ended += n
	}
	problem += same(kind+" closed", ended-merged, "figures", f.Closed) + same(kind+" open", said.n[opened]-ended, "figures", f.Open)
	if problem != "" {
		return &BrokenError{Row: figured, Detail: problem}
	}
	return nil
}
