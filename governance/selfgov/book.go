package selfgov

import (
	"context"
	"errors"

	"github.com/jinlin-project/jinlin/governance"
)

// Books are the institutions of self-governance; assemble all of them together.
type Books struct {
	Groups      *governance.Book[Group]
	Memberships *governance.Book[Membership]
	Proposals   *governance.Book[Proposal]
	Ballots     *governance.Book[Ballot]
	Covenants   *governance.Book[Covenant]
}

// New returns the books; nil takes the default policy. What is adopted may be handed
// on to the kinds named, which take [governance.Refer].
func New(p *Policy, kinds ...string) (b Books, err error) {
	if p == nil {
		p = DefaultPolicy()
	}
	if err := p.Validate(); err != nil {
		return Books{}, err
	}
	var problems [5]error
	b.Groups, problems[0] = governance.NewBook(groups(p))
	b.Memberships, problems[1] = governance.NewBook(memberships(p))
	b.Proposals, problems[2] = governance.NewBook(proposals(p, kinds))
	b.Ballots, problems[3] = governance.NewBook(ballots())
	b.Covenants, problems[4] = governance.NewBook(covenants(p))
	return b, errors.Join(problems[:]...)
}

// Shelves are the books without their types, to assemble.
func (b Books) Shelves() []*governance.Shelf {
	return []*governance.Shelf{b.Groups.Shelf, b.Memberships.Shelf, b.Proposals.Shelf, b.Ballots.Shelf, b.Covenants.Shelf}
}

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
		err = r.Each(ctx, q, func(record any) bool {
			vote := record.(*Proposal).Vote
			d.Voted++
			d.Turnout.Num += vote.Count.Cast().Persons
			d.Turnout.Den += vote.Roll.Persons
			if vote.Result == Passed {
				d.Passed.Num++
			}
			return true
		})
		d.Passed.Den = d.Voted
		d.Rate = d.Passed.Percent(2)
		return d, err
	}).As("4 G8", governance.Text{Zh: "议决情况", En: "decisions"},
		governance.Text{Zh: "表决数、通过率和参与率", En: "how many votes, how many passed, how many took part"})
}
