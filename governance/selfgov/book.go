package selfgov

import (
	"errors"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/selfgov/charter"
	"github.com/jinlin-project/jinlin/governance/selfgov/covenant"
	"github.com/jinlin-project/jinlin/governance/selfgov/group"
	"github.com/jinlin-project/jinlin/governance/selfgov/membership"
	"github.com/jinlin-project/jinlin/governance/selfgov/proposal"
	"github.com/jinlin-project/jinlin/governance/selfgov/voting"
)

// Books are the institutions of self-governance; assemble all of them together.
type Books struct {
	Groups      *governance.Book[group.Group]
	Memberships *governance.Book[membership.Membership]
	Proposals   *governance.Book[proposal.Proposal]
	Ballots     *governance.Book[voting.Ballot]
	Covenants   *governance.Book[covenant.Covenant]
}

// New returns the books; nil takes the default policy. What is adopted may be handed
// on to the kinds named, which take [governance.Refer].
func New(p *charter.Policy, kinds ...string) (b Books, err error) {
	if p == nil {
		p = charter.DefaultPolicy()
	}
	if err := p.Validate(); err != nil {
		return Books{}, err
	}
	var problems [5]error
	b.Groups, problems[0] = group.New(p)
	b.Memberships, problems[1] = membership.New(p)
	b.Proposals, problems[2] = proposal.New(p, kinds)
	b.Ballots, problems[3] = voting.NewBallots()
	b.Covenants, problems[4] = covenant.New(p)
	return b, errors.Join(problems[:]...)
}

// Shelves are the books without their types, to assemble.
func (b Books) Shelves() []*governance.Shelf {
	return []*governance.Shelf{b.Groups.Shelf, b.Memberships.Shelf, b.Proposals.Shelf, b.Ballots.Shelf, b.Covenants.Shelf}
}
