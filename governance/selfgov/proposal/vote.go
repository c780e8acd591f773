package proposal

import (
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/selfgov/charter"
	"github.com/jinlin-project/jinlin/governance/selfgov/membership"
	"github.com/jinlin-project/jinlin/governance/selfgov/voting"
)

func (d *Proposal) canOpenVote(cmd voting.OpenVote, m *governance.Moment) error {
	if d.Deliberations == 0 {
		return governance.Refuse("未经协商不得表决", "there is no vote before a deliberation")
	}
	return cmd.Faults(m.Policy.(*charter.Policy).Majorities, m.Now())
}

func (d *Proposal) openVote(cmd voting.OpenVote, m *governance.Moment) {
	d.Vote = cmd.Poll(m.Policy.(*charter.Policy).Majorities)
	d.Phase = VotingOpenly
	if cmd.Secret {
		d.Phase = VotingSecret
	}
	d.Schedule(d.Vote.Until, CountOut{}.Verb())
	m.Send(d.group(), charter.Freeze{})
}

func (d *Proposal) frozen(cmd Frozen, _ *governance.Moment) {
	d.Vote.Freeze(cmd.Roll, cmd.Changes)
}

// standingOf asks for the standing on the frozen roll.
func (d *Proposal) standingOf(person string) membership.StandingParams {
	return membership.StandingParams{Group: d.Parent, Person: person, Change: d.Vote.Changes}
}

func (d *Proposal) voterStanding(_ Vote, m *governance.Moment) membership.StandingParams {
	return d.standingOf(m.Actor.Person)
}

func (d *Proposal) paperStanding(cmd RecordVote, _ *governance.Moment) membership.StandingParams {
	return d.standingOf(cmd.Person)
}

// canVote: whoever is on the frozen roll. It is offered to those who live there; a
// member who lives elsewhere may give it all the same.
func (d *Proposal) canVote(_ Vote, m *governance.Moment) error {
	standing, asked := standing(m)
	if asked && standing.Persons == 0 || !asked && !charter.LivesAt(m, m.Actor.Person, d.Place) {
		return governance.Refuse("表决发起时不在名册上", "was not on the roll when the vote was opened")
	}
	return nil
}

func (d *Proposal) canRecordVote(_ RecordVote, m *governance.Moment) error {
	var f governance.Faults
	if standing, asked := standing(m); asked && standing.Persons == 0 {
		f.Add("person", "not-on-roll", "表决发起时不在名册上", "was not on the roll when the vote was opened")
	}
	return f.Err()
}

func standing(m *governance.Moment) (voting.Weight, bool) {
	return governance.Answered[voting.Weight](m, membership.Kind, "standing")
}

func (d *Proposal) voteOpenly(cmd Vote, m *governance.Moment) { d.open(m.Actor.Person, cmd.Choice, m) }

func (d *Proposal) recordVote(cmd RecordVote, m *governance.Moment) {
	d.open(cmd.Person, cmd.Choice, m)
}

// open counts a vote and leaves a ballot for everyone to read.
func (d *Proposal) open(person string, choice voting.Choice, m *governance.Moment) {
	m.Open(voting.KindBallot, voting.Cast{Person: person, Choice: choice, Proposal: d.ID, Community: d.Community})
	d.cast(person, choice, m)
}

// voteSecretly counts a vote and leaves nothing but the claim that it was given.
func (d *Proposal) voteSecretly(cmd Vote, m *governance.Moment) {
	d.cast(m.Actor.Person, cmd.Choice, m)
}

func (d *Proposal) cast(person string, choice voting.Choice, m *governance.Moment) {
	weight, _ := standing(m)
	d.Vote.Cast(choice, weight)
	m.Take(governance.Claim("vote:" + d.ID.String() + ":" + person))
}

// canCountOut: before its time only when nothing still to come could change it, so
// that nobody ends a vote at the moment that suits them.
func (d *Proposal) canCountOut(_ CountOut, m *governance.Moment) error {
	if !m.Actor.System && !d.Vote.Settled() {
		return governance.Refuse("结果未定，未到截止时间不能计票", "it is open how the vote ends, and its time is not over")
	}
	return nil
}

func (d *Proposal) countOut(_ CountOut, m *governance.Moment) {
	d.Unschedule(CountOut{}.Verb())
	switch passed := d.Vote.Close(); {
	case !passed:
		d.Phase = Rejected
		d.Close(m, d.Vote.Result)
	case d.About == OnCovenant:
		d.enact(charter.AdoptCovenant{Title: d.Title, Text: d.Text}, m)
	case d.About == OnRepeal:
		d.enact(charter.RepealCovenant{}, m)
	default:
		d.Phase = Adopted
		d.Start(m, charter.LimitCarryOut, d.Community)
	}
}

// enact carries out what is carried out by being adopted.
func (d *Proposal) enact(cmd governance.Command, m *governance.Moment) {
	d.Phase = Done
	m.Send(d.group(), cmd)
	d.Close(m, CarriedOut)
}

func (d *Proposal) group() governance.Ref {
	return governance.Ref{Kind: charter.KindGroup, ID: d.Parent}
}
