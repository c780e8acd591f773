package group

import (
	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/selfgov/charter"
	"github.com/jinlin-project/jinlin/governance/selfgov/membership"
	"github.com/jinlin-project/jinlin/governance/selfgov/proposal"
	"github.com/jinlin-project/jinlin/governance/selfgov/voting"
)

func (g *Group) canPropose(cmd proposal.Propose, m *governance.Moment) error {
	standing, asked := governance.Answered[voting.Weight](m, membership.Kind, "standing")
	if !m.IsAmong(g.whoConvenes) && !charter.LivesAt(m, m.Actor.Person, g.Place) && (!asked || standing.Persons == 0) {
		return governance.Refuse("由住在这里的居民或成员提出", "proposals are made by those who live here and by members")
	}
	var f governance.Faults
	if cmd.Subject == proposal.OnRepeal && g.Covenant == uuid.Nil {
		f.Add("about", "no-covenant", "没有现行公约", "there is no covenant to repeal")
	}
	return f.Err()
}

func (g *Group) propose(cmd proposal.Propose, m *governance.Moment) {
	g.Proposals++
	g.Going++
	m.Open(proposal.Kind, proposal.Put{Propose: cmd, Group: g.ID, Seat: g.Seat, Convener: g.Convener})
}

func (g *Group) ownStanding(_ proposal.Propose, m *governance.Moment) membership.StandingParams {
	return membership.StandingParams{Group: g.ID, Person: m.Actor.Person, Change: g.Changes}
}
