package selfgov

import (
	"time"

	"github.com/jinlin-project/jinlin/governance"
)

// longestVote is how long a vote may be open [D]: long enough to go from door to door.
const longestVote = 60 * 24 * time.Hour

func (d *Proposal) canOpenVote(cmd OpenVote, m *governance.Moment) error {
	if d.Deliberations == 0 {
		return governance.Refuse("未经协商不得表决", "there is no vote before a deliberation")
	}
	var f governance.Faults
	rule, ok := m.Policy.(*Policy).majority(cmd.Majority)
	if !ok {
		f.Add("majority", "unknown-code", "没有这一表决规则", "is not a rule by which votes are counted")
	}
	if rule.Weighted && cmd.Secret {
		f.Add("secret", "weighted", "按面积表决不能无记名：面积会说出是谁", "a vote weighted by area cannot be secret: the area would say who")
	}
	if !cmd.Until.After(m.Now()) || cmd.Until.After(m.Now().Add(longestVote)) {
		f.Add("until", "out-of-range", "应在六十日内", "is not within the next 60 days")
	}
	return f.Err()
}

func (d *Proposal) openVote(cmd OpenVote, m *governance.Moment) {
	rule, _ := m.Policy.(*Policy).majority(cmd.Majority)
	d.Vote = &Poll{Rule: rule.Rule, Until: cmd.Until.Truncate(time.Second)}
	d.Phase = VotingOpenly
	if cmd.Secret {
		d.Phase = VotingSecret
	}
	d.Schedule(d.Vote.Until, CountOut{}.Verb())
	m.Send(d.group(), Freeze{})
}

func (d *Proposal) frozen(cmd Frozen, _ *governance.Moment) {
	d.Vote.Roll, d.Vote.Changes = d.counted(cmd.Roll), cmd.Changes
}

// counted is what a weight counts for under the rule: by number alone unless it is
// weighted, so that no area says in a secret ballot whose vote it was.
func (d *Proposal) counted(w Weight) Weight {
	if !d.Vote.Rule.Weighted {
		w.Area = 0
	}
	return w
}

// standingOf asks for the standing on the frozen roll.
func (d *Proposal) standingOf(person string) StandingParams {
	return StandingParams{d.Parent, person, d.Vote.Changes}
}

func (d *Proposal) voterStanding(_ Vote, m *governance.Moment) StandingParams {
	return d.standingOf(m.Actor.Person)
}

func (d *Proposal) paperStanding(cmd RecordVote, _ *governance.Moment) StandingParams {
	return d.standingOf(cmd.Person)
}

// canVote: whoever is on the frozen roll. It is offered to those who live there; a
// member who lives elsewhere may give it all the same.
func (d *Proposal) canVote(_ Vote, m *governance.Moment) error {
	standing, asked := standing(m)
	if asked && standing.Persons == 0 || !asked && !livesAt(m, m.Actor.Person, d.Place) {
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

func standing(m *governance.Moment) (Weight, bool) {
	return governance.Answered[Weight](m, KindMembership, "standing")
}

func (d *Proposal) voteOpenly(cmd Vote, m *governance.Moment) { d.open(m.Actor.Person, cmd.Choice, m) }

func (d *Proposal) recordVote(cmd RecordVote, m *governance.Moment) {
	d.open(cmd.Person, cmd.Choice, m)
}

// open counts a vote and leaves a ballot for everyone to read.
func (d *Proposal) open(person string, choice Choice, m *governance.Moment) {
	m.Open(KindBallot, Cast{Person: person, Choice: choice, Proposal: d.ID, Community: d.Community})
	d.cast(person, choice, m)
}

// voteSecretly counts a vote and leaves nothing but the claim that it was given.
func (d *Proposal) voteSecretly(cmd Vote, m *governance.Moment) {
	d.cast(m.Actor.Person, cmd.Choice, m)
}

func (d *Proposal) cast(person string, choice Choice, m *governance.Moment) {
	weight, _ := standing(m)
	d.Vote.Count = d.Vote.Count.with(choice, d.counted(weight))
	m.Take(governance.Claim("vote:" + d.ID.String() + ":" + person))
}

// canCountOut: before its time only when nothing still to come could change it, so
// that nobody ends a vote at the moment that suits them.
func (d *Proposal) canCountOut(_ CountOut, m *governance.Moment) error {
	if !m.Actor.System && !d.Vote.Rule.Settled(d.Vote.Roll, d.Vote.Count) {
		return governance.Refuse("结果未定，未到截止时间不能计票", "it is open how the vote ends, and its time is not over")
	}
	return nil
}

func (d *Proposal) countOut(_ CountOut, m *governance.Moment) {
	d.Unschedule(CountOut{}.Verb())
	d.Vote.Result = d.Vote.Rule.Decide(d.Vote.Roll, d.Vote.Count)
	switch {
	case d.Vote.Result != Passed:
		d.Phase = Rejected
		d.Close(m, d.Vote.Result)
	case d.About == OnCovenant:
		d.enact(AdoptCovenant{Title: d.Title, Text: d.Text}, m)
	case d.About == OnRepeal:
		d.enact(RepealCovenant{}, m)
	default:
		d.Phase = Adopted
		d.Start(m, LimitCarryOut, d.Community)
	}
}

// enact carries out what is carried out by being adopted.
func (d *Proposal) enact(cmd governance.Command, m *governance.Moment) {
	d.Phase = Done
	m.Send(d.group(), cmd)
	d.Close(m, CarriedOut)
}

func (d *Proposal) group() governance.Ref { return governance.Ref{Kind: KindGroup, ID: d.Parent} }
