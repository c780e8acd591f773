package participation

import (
	"time"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/reportin/roll"
	"github.com/jinlin-project/jinlin/orgtree"
)

// Kind is the kind under which the log is kept.
const Kind = "participation"

// KindMember is the kind under which the members are kept who take part.
const KindMember = "reportin-member"

// The phases of a participation.
const (
	Claimed   governance.Phase = "claimed"   // 待确认
	Confirmed governance.Phase = "confirmed" // 已计入
	Rejected  governance.Phase = "rejected"  // 未计入
)

// LimitConfirm is the time limit for confirming what was done.
const LimitConfirm = "confirm"

// Slot is the length of what counts once, in minutes.
const Slot = 30

// A Participation is what a member did in a community at one time (参与记录).
type Participation struct {
	governance.Head
	Person       string       `json:"person" zh:"党员" en:"Member's person id"`
	Organisation orgtree.Code `json:"organisation" zh:"单位" en:"Organisation"`
	Community    orgtree.Code `json:"community" zh:"社区" en:"Community"`
	Begins       time.Time    `json:"begins" zh:"开始时间" en:"Start"`
	Minutes      int          `json:"minutes" zh:"分钟" en:"Minutes"`
	Kind         roll.Work    `json:"kind" zh:"服务类别" en:"Kind"`
	Campaign     Campaign     `json:"campaign,omitempty" zh:"主题活动" en:"Campaign"`
	Text         string       `json:"text,omitempty" zh:"情况" en:"Account" personal:"content"`
}

// A Campaign is what a participation was part of (主题活动).
type Campaign string

// Choices lists the campaigns with their labels.
func (Campaign) Choices() []governance.Choice {
	return []governance.Choice{governance.ChoiceOf("zero-distance", "机关党员进社区 服务群众零距离", "agency members go to the communities: no distance to the people")}
}

// claims are the person's half hours, each of which counts once.
func (p *Participation) claims() (out []governance.Claim) {
	for from := 0; from < p.Minutes; from += Slot {
		at := p.Begins.Add(time.Duration(from) * time.Minute)
		out = append(out, governance.Claim("participation:"+p.Person+":"+at.Format("2006-01-02T15:04")))
	}
	return out
}

func (p *Participation) record(cmd Record, m *governance.Moment) {
	p.Parent, p.Person, p.Subject, p.Organisation, p.Community = cmd.Member, cmd.Person, cmd.Person, cmd.Organisation, cmd.Community
	p.Begins, p.Minutes, p.Kind, p.Campaign, p.Text = cmd.Start, cmd.Minutes, cmd.Kind, cmd.Campaign, cmd.Text
	for _, c := range p.claims() {
		m.Take(c)
	}
	if cmd.Confirmed {
		p.Phase = Confirmed
		p.confirm(Confirm{}, m)
		return
	}
	p.Phase = Claimed
	p.Start(m, LimitConfirm, p.Community)
}

func (p *Participation) confirm(_ Confirm, m *governance.Moment) {
	p.MeetAll(m, LimitConfirm)
	p.credit(Credit{Times: 1, Minutes: p.Minutes}, m)
	p.Close(m, string(Confirmed))
}

func (p *Participation) reject(_ Reject, m *governance.Moment) {
	p.MeetAll(m, LimitConfirm)
	if p.Phase == Confirmed {
		p.credit(Credit{Times: -1, Minutes: -p.Minutes}, m)
	}
	for _, c := range p.claims() {
		m.Release(c)
	}
	p.Close(m, string(Rejected))
}

func (p *Participation) credit(cmd Credit, m *governance.Moment) {
	m.Send(governance.Ref{Kind: KindMember, ID: p.Parent}, cmd)
}
