package participation

import (
	"context"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/reportin/roll"
	"github.com/jinlin-project/jinlin/orgtree"
)

// Served is what was done: how often, by how many different members, for how long.
type Served struct {
	Participations int64 `json:"participations"`
	Participants   int64 `json:"participants"`
	Minutes        int64 `json:"minutes"`
}

// askServed answers what was done within a period, by the members of each
// organisation.
func askServed() governance.Question {
	return governance.Ask("served", func(ctx context.Context, r *governance.Reader, p governance.FigureParams) (map[orgtree.Code]Served, error) {
		s, err := roll.Read(r, p)
		if err != nil {
			return nil, err
		}
		out, seen := map[orgtree.Code]Served{}, map[string]bool{}
		err = governance.EachOf(ctx, r, governance.Query{Phases: governance.Phases(Confirmed), Limit: 1000}, func(done *Participation) {
			if day := civil.DateOf(done.Begins); day < s.From || day >= s.To || !s.Covers(done.Community, done.Organisation) {
				return
			}
			of := out[done.Organisation]
			of.Participations, of.Minutes = of.Participations+1, of.Minutes+int64(done.Minutes)
			if !seen[done.Person] { // who has changed organisations is one person all the same
				seen[done.Person] = true
				of.Participants++
			}
			out[done.Organisation] = of
		})
		return out, err
	}).As("4 G5 [F]", governance.Text{Zh: "参与情况", En: "what was done"},
		governance.Text{Zh: "期间内各单位党员的参与人次、人数和时长", En: "participations, participants and time within a period, by organisation"}).ToDecisions()
}
