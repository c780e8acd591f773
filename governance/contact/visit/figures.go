package visit

import (
	"context"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
)

// Paid are the visits of a tie within a period.
type Paid struct {
	Visits int
	Last   civil.Date
}

// askPaid answers how often each tie's leader has visited within a period.
func askPaid() governance.Question {
	return governance.Ask("paid", func(ctx context.Context, r *governance.Reader, p governance.FigureParams) (map[uuid.UUID]Paid, error) {
		q, from, to, err := r.Days(p)
		if err != nil {
			return nil, err
		}
		q.Phases = governance.Phases(Made)
		if from > civil.Min {
			q.OpenedFrom = from.Start() // none is recorded before its day
		}
		out := map[uuid.UUID]Paid{}
		err = r.Each(ctx, q, func(record any) bool {
			if v := record.(*Visit); from <= v.Day && v.Day < to {
				out[v.Parent] = Paid{out[v.Parent].Visits + 1, max(out[v.Parent].Last, v.Day)}
			}
			return true
		})
		return out, err
	}).As("4 G4", governance.Text{Zh: "期间走访", En: "visits of a period"},
		governance.Text{Zh: "期间内每一挂钩关系的走访次数", En: "how often each tie's leader has visited within a period"}).ToDecisions()
}
