package proposal

import (
	"context"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/selfgov/voting"
)

// Decisions are what came of the proposals of a period (议决情况).
type Decisions struct {
	Voted   int64            `json:"voted"`   // voted on to the end
	Passed  governance.Ratio `json:"passed"`  // of those voted on
	Turnout governance.Ratio `json:"turnout"` // votes cast, of the rolls
	Rate    string           `json:"rate"`    // of those passed, as a percentage
}

// askDecisions counts the votes of a period and unit.
func askDecisions() governance.Question {
	return governance.Ask("decisions", func(ctx context.Context, r *governance.Reader, p governance.FigureParams) (d Decisions, err error) {
		q, err := r.Period(p)
		if err != nil {
			return d, err
		}
		q.Phases = []governance.Phase{Adopted, Done, Unfulfilled, Rejected}
		err = governance.EachOf(ctx, r, q, func(p *Proposal) {
			vote := p.Vote
			d.Voted++
			d.Turnout.Num += vote.Count.Cast().Persons
			d.Turnout.Den += vote.Roll.Persons
			if vote.Result == voting.Passed {
				d.Passed.Num++
			}
		})
		d.Passed.Den = d.Voted
		d.Rate = d.Passed.Percent(2)
		return d, err
	}).As("4 G8", governance.Text{Zh: "议决情况", En: "decisions"},
		governance.Text{Zh: "表决数、通过率和参与率", En: "how many votes, how many passed, how many took part"})
}
