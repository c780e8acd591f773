package casework

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/scoring"
)

// lookBack is how long before a period a matter may have closed that counts in
// it: parts count when they were due, and none is due later after its end.
const lookBack = 3 * 366 * 24 * time.Hour

// observe visits the observations of all matters that may count in a period.
func observe(ctx context.Context, r *governance.Reader, w *scoring.Want, visit func(*scoring.Observation) error) error {
	var failed error
	asOf := w.AsOf
	if asOf.IsZero() {
		asOf = r.Now
	}
	each := func(q governance.Query) error {
		q.Among, q.OpenedTo, q.Limit = []string{string(w.District)}, w.To, 1000
		err := r.EachAsOf(ctx, q, asOf, func(record any) bool {
			for _, o := range record.(*Case).Observations(r.Org) {
				scoring.Correct(&o, w.Corrections)
				if failed = visit(&o); failed != nil {
					return false
				}
			}
			return true
		})
		if err == nil {
			err = failed
		}
		return err
	}
	if err := each(governance.Query{Phases: open}); err != nil {
		return err
	}
	return each(governance.Query{Phases: []governance.Phase{PhaseClosed}, ClosedFrom: w.From.Add(-lookBack)})
}

// askObservations answers what was counted in a period; in none, nothing was.
func askObservations() governance.Question {
	return governance.Ask(scoring.QuestionObservations, func(ctx context.Context, r *governance.Reader, w scoring.Want) (*scoring.Tally, error) {
		if w.From.IsZero() {
			return scoring.NewTally(), nil
		}
		period, err := w.Period()
		if err != nil {
			return nil, err
		}
		tally := scoring.NewTally(period)
		return tally, observe(ctx, r, &w, tally.Add)
	}).As("3", governance.Text{Zh: "考核统计", En: "what is counted for scoring"},
		governance.Text{Zh: "某一周期内各单位的履职统计", En: "what was counted for each unit in a period"}).ToDecisions()
}

// askEvidence answers which matters stand behind a row of an opinion.
func askEvidence() governance.Question {
	return governance.Ask(scoring.QuestionEvidence, func(ctx context.Context, r *governance.Reader, e scoring.Evidence) ([]scoring.Matter, error) {
		scorer, err := scoring.NewScorer(e.Rules)
		if err != nil {
			return nil, err
		}
		var failed error
		matters, err := scorer.Explain(e.Question, func(yield func(*scoring.Observation) bool) {
			failed = observe(ctx, r, &e.Want, func(o *scoring.Observation) error {
				if !yield(o) {
					return errEnough
				}
				return nil
			})
		})
		if err != nil {
			return nil, err
		}
		out := slices.Collect(matters)
		if errors.Is(failed, errEnough) {
			failed = nil
		}
		return out, failed
	}).As("3", governance.Text{Zh: "数字背后的事项", En: "the matters behind a number"},
		governance.Text{Zh: "某一计分项所计的事项", En: "which matters a row counted"}).ToDecisions()
}

// errEnough ends a visit that has heard enough.
var errEnough = errors.New("casework: enough")

// askParts answers which of some matters counted for a unit.
func askParts() governance.Question {
	return governance.Ask(scoring.QuestionParts, func(ctx context.Context, r *governance.Reader, w scoring.PartsWanted) ([]uuid.UUID, error) {
		parts := []uuid.UUID{}
		for _, id := range w.Matters {
			record, err := r.GetAsOf(ctx, id, w.AsOf)
			if none := new(governance.NotFoundError); errors.As(err, &none) {
				continue
			}
			if err != nil {
				return nil, err
			}
			if slices.ContainsFunc(record.(*Case).Observations(r.Org), func(o scoring.Observation) bool { return w.Counts(&o) }) {
				parts = append(parts, id)
			}
		}
		return parts, nil
	}).As("3", governance.Text{Zh: "计入的事项", En: "the matters that counted"},
		governance.Text{Zh: "若干事项中哪些计入了某一单位的周期", En: "which of some matters counted for a unit in a period"}).ToDecisions()
}
