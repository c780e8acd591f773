package studio

import (
	"context"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
)

// askRunning answers how many studios ran at the end of a period.
func askRunning() governance.Question {
	return governance.Ask("running", func(ctx context.Context, r *governance.Reader, p governance.FigureParams) (n int64, err error) {
		q, _, to, err := r.Days(p)
		if err != nil {
			return 0, err
		}
		day := r.LastDay(to)
		q.Phases = governance.Phases(Running, Closed)
		err = governance.EachOf(ctx, r, q, func(s *Studio) {
			if s.FoundedOn <= day && (s.Closed.IsZero() || day < civil.DateOf(s.Closed)) {
				n++
			}
		})
		return n, err
	}).As("4 G11 [F]", governance.Text{Zh: "工作室数", En: "studios"},
		governance.Text{Zh: "期末运行中的老干部工作室数", En: "how many studios ran at the end of a period"}).ToDecisions()
}

// askHeld answers how many events were held in a period, by series.
func askHeld() governance.Question {
	return governance.Ask("held", func(ctx context.Context, r *governance.Reader, p governance.FigureParams) (map[Series]int64, error) {
		out := map[Series]int64{}
		on := func(e *Event) civil.Date { return e.HeldOn }
		err := governance.EachOn(ctx, r, p, governance.Phases(Held), on, func(e *Event) { out[e.Series]++ })
		return out, err
	}).As("4 G11 [F]", governance.Text{Zh: "活动场次", En: "events held"},
		governance.Text{Zh: "期间内各系列举办的活动场次", En: "how many events of each series were held in a period"}).ToDecisions()
}
