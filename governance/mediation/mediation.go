package mediation

import (
	"strings"
	"time"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// Kind is the kind under which mediations are kept.
const Kind = "mediation"

// The phases of a mediation.
const (
	Applied   governance.Phase = "applied"   // 待受理
	Mediating governance.Phase = "mediating" // 调解中
	Agreed    governance.Phase = "agreed"    // 达成协议
	Failed    governance.Phase = "failed"    // 调解不成
	Dropped   governance.Phase = "dropped"   // 未调解
)

// The outcomes beside the phases' own names.
const (
	Declined  = "declined"  // 不予受理
	Withdrawn = "withdrawn" // 撤回
	Expired   = "expired"   // 期满未达成
)

// A Mediation is one dispute that is mediated.
type Mediation struct {
	governance.Head
	Title       string       `json:"title" zh:"标题" en:"Title" personal:"content"`
	Text        string       `json:"text" zh:"纠纷情况" en:"Dispute" personal:"content"`
	Dispute     Dispute      `json:"dispute" zh:"纠纷类型" en:"Kind of dispute"`
	Place       orgtree.Code `json:"place" zh:"地点" en:"Place"`
	Community   orgtree.Code `json:"community" zh:"社区" en:"Community"`
	Applicant   Party        `json:"applicant" zh:"申请人" en:"Applicant"`
	Respondent  Party        `json:"respondent" zh:"被申请人" en:"Respondent"`
	Mediator    string       `json:"mediator,omitempty" zh:"调解员" en:"Mediator"`
	Sessions    int          `json:"sessions,omitempty" zh:"调解次数" en:"Sessions held"`
	Extensions  int          `json:"extensions,omitempty" zh:"延期次数" en:"Extensions"`
	Agreement   *Agreement   `json:"agreement,omitempty" zh:"协议" en:"Agreement"`
	FollowUps   int          `json:"followUps,omitempty" zh:"回访次数" en:"Visits afterwards"`
	Performance Performance  `json:"performance,omitempty" zh:"履行情况" en:"How it is performed"`
}

// A Party is one of the two. The account is not among it.
type Party struct {
	Name  string `json:"name" zh:"姓名" en:"Name" rule:"required,max=50" personal:"identity" mask:"name"`
	Phone string `json:"phone,omitempty" zh:"电话" en:"Phone" rule:"max=30" personal:"identity" mask:"phone"`
}

// An Agreement (调解协议) is in force from the day it is signed or, if it is oral,
// recorded.
type Agreement struct {
	Form      Form       `json:"form" zh:"形式" en:"Form"`
	Terms     string     `json:"terms" zh:"内容" en:"Terms" personal:"content"`
	InForce   time.Time  `json:"inForce" zh:"生效时间" en:"In force since"`
	ConfirmBy civil.Date `json:"confirmBy" zh:"可申请司法确认至" en:"Last day to ask a court"`
	Asked     civil.Date `json:"asked,omitzero" zh:"申请司法确认日" en:"Day a court was asked"`
	Confirmed *bool      `json:"confirmed,omitempty" zh:"司法确认" en:"Confirmed by the court"`
}

// confirmDays is within how many days of coming into force a court can be asked
// (人民调解法 33).
const confirmDays = 30

func (d *Mediation) apply(cmd Apply, m *governance.Moment) {
	d.Title, d.Text, d.Dispute, d.Place = strings.TrimSpace(cmd.Title), cmd.Text, cmd.Dispute, cmd.Place
	d.Applicant, d.Respondent = cmd.Applicant, cmd.Respondent
	d.Community = m.UnitAt(governance.Of(orgtree.Community, cmd.Place))
	if m.Acting.Unit == "" {
		d.Subject = m.Actor.Person
	}
	d.Start(m, LimitAccept, d.Community)
}

func (d *Mediation) canApply(cmd Apply, m *governance.Moment) error {
	var f governance.Faults
	f.InCommunity("place", cmd.Place, m)
	return f.Err()
}

func (d *Mediation) canAccept(cmd Accept, m *governance.Moment) error {
	var f governance.Faults
	for _, p := range m.Org.Holders(orgtree.Mediator, d.Community) {
		if p.Person == cmd.Mediator {
			return nil
		}
	}
	f.Add("mediator", "not-a-mediator", "不是本社区的人民调解员", "is not a mediator of the community")
	return f.Err()
}

func (d *Mediation) accept(cmd Accept, m *governance.Moment) {
	d.Mediator = cmd.Mediator
	d.MeetAll(m, LimitAccept)
	d.Start(m, LimitMediate, d.Community)
	d.AtEnd(LimitMediate, d.Community, "expire")
}

func (d *Mediation) decline(_ Decline, m *governance.Moment) { d.drop(Declined, m) }

func (d *Mediation) withdraw(_ Withdraw, m *governance.Moment) { d.drop(Withdrawn, m) }

func (d *Mediation) drop(how string, m *governance.Moment) {
	d.MeetAll(m, LimitAccept)
	d.Close(m, how)
}

func (d *Mediation) hold(HoldSession, *governance.Moment) { d.Sessions++ }

func (d *Mediation) canExtend(cmd Extend, m *governance.Moment) error {
	var f governance.Faults
	if !cmd.BothAgree {
		f.Add("bothAgree", "required", "须双方当事人同意", "both parties have to agree")
	}
	if err := f.Err(); err != nil {
		return err
	}
	return m.Extends(d.Deadline(LimitMediate, d.Community), cmd.Months)
}

func (d *Mediation) extend(cmd Extend, m *governance.Moment) {
	d.Extensions++
	d.Deadline(LimitMediate, d.Community).Extend(m, cmd.Months)
}

func (d *Mediation) agree(cmd Agree, m *governance.Moment) {
	day := m.Today()
	d.Agreement = &Agreement{Form: cmd.Form, Terms: cmd.Terms, InForce: m.Now(), ConfirmBy: day.AddDays(confirmDays)}
	d.MeetAll(m, LimitMediate)
	d.Close(m, string(Agreed))
}

func (d *Mediation) fail(_ Fail, m *governance.Moment) {
	d.MeetAll(m, LimitMediate)
	d.Close(m, string(Failed))
}

func (d *Mediation) expire(_ Expire, m *governance.Moment) {
	d.MeetAll(m, LimitMediate)
	d.Close(m, Expired)
}

func (d *Mediation) canAskCourt(_ AskCourt, m *governance.Moment) error {
	switch {
	case d.Agreement.Asked != 0:
		return governance.Refuse("已申请司法确认", "a court has been asked")
	case m.Today() > d.Agreement.ConfirmBy:
		return governance.Refuse("已超过三十日，不能申请司法确认", "30 days have passed since it came into force")
	}
	return nil
}

func (d *Mediation) askCourt(_ AskCourt, m *governance.Moment) {
	d.Agreement.Asked = m.Today()
}

func (d *Mediation) canRecordCourt(RecordCourt, *governance.Moment) error {
	if d.Agreement.Asked == 0 || d.Agreement.Confirmed != nil {
		return governance.Refuse("没有待答复的司法确认申请", "no court has been asked that has not answered")
	}
	return nil
}

func (d *Mediation) recordCourt(cmd RecordCourt, _ *governance.Moment) {
	d.Agreement.Confirmed = cmd.Confirmed
}

func (d *Mediation) followUp(cmd FollowUp, _ *governance.Moment) {
	d.FollowUps++
	d.Performance = cmd.Performance
}
