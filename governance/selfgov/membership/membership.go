package membership

import (
	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/selfgov/charter"
	"github.com/jinlin-project/jinlin/governance/selfgov/voting"
)

// Kind is the kind under which memberships are kept.
const Kind = "membership"

// The phases of a membership.
const (
	Applied  governance.Phase = "applied"  // 待同意
	OnRoll   governance.Phase = "on-roll"  // 在册
	OffRoll  governance.Phase = "off-roll" // 已退出
	Unjoined governance.Phase = "unjoined" // 未加入
)

// The outcomes of a membership.
const (
	Left     = "left"     // 本人退出
	Struck   = "struck"   // 除名
	Declined = "declined" // 不同意
)

// A Membership is one person on the roll of a group (成员): from one change of the
// roll to another.
type Membership struct {
	governance.Head
	Person string `json:"person" zh:"成员" en:"Person"`
	Name   string `json:"name" zh:"姓名" en:"Name" personal:"identity" mask:"name"`
	charter.Seat
	Area  int `json:"area,omitempty" zh:"专有部分面积（百分之一平方米）" en:"Floor area owned, in hundredths of a square metre"`
	From  int `json:"from,omitempty" zh:"入册变更号" en:"Change by which it began"`
	Until int `json:"until,omitempty" zh:"出册变更号" en:"Change by which it ended"`
}

// on reports whether the membership stood after a change of the roll.
func (d *Membership) on(change int) bool {
	return d.From > 0 && d.From <= change && (d.Until == 0 || d.Until > change)
}

func (d *Membership) weight() voting.Weight { return voting.Weight{Persons: 1, Area: int64(d.Area)} }

// Admit opens a membership out of the group (入册).
type Admit struct {
	Person string    `json:"person" zh:"成员" en:"Person id"`
	Name   string    `json:"name" zh:"姓名" en:"Name" personal:"identity" mask:"name"`
	Area   int       `json:"area,omitempty" zh:"专有部分面积" en:"Floor area owned"`
	Group  uuid.UUID `json:"group" zh:"自治组织" en:"Group"`
	charter.Seat
	Asked bool `json:"asked,omitempty" zh:"尚待同意" en:"Still to be agreed to"`
}

// Verb is "admit".
func (Admit) Verb() string { return "admit" }

// Approve puts who has asked on the roll (同意加入).
type Approve struct {
	Area *int `json:"area,omitempty" zh:"核定面积（百分之一平方米）" en:"Floor area as checked, in hundredths of a square metre" rule:"max=100000000"`
}

// Verb is "approve".
func (Approve) Verb() string { return "approve" }

// Decline does not (不同意加入).
type Decline struct {
	Reason governance.Reason `json:"reason"`
}

// Verb is "decline".
func (Decline) Verb() string { return "decline" }

// Leave takes oneself off the roll (退出).
type Leave struct{}

// Verb is "leave".
func (Leave) Verb() string { return "leave" }

// Strike takes somebody off the roll who has moved, sold or died (除名).
type Strike struct {
	Reason governance.Reason `json:"reason"`
}

// Verb is "strike".
func (Strike) Verb() string { return "strike" }

// Number tells a membership the number of the roll's change (变更号).
type Number struct {
	Change int `json:"change" zh:"变更号" en:"Change"`
}

// Verb is "number".
func (Number) Verb() string { return "number" }

// claim holds that a person is on the roll of a group once.
func (d *Membership) claim() governance.Claim {
	return governance.Claim("membership:" + d.Parent.String() + ":" + d.Person)
}

func (d *Membership) admit(cmd Admit, m *governance.Moment) {
	d.Parent, d.Person, d.Subject, d.Name, d.Area = cmd.Group, cmd.Person, cmd.Person, cmd.Name, cmd.Area
	d.Seat = cmd.Seat
	m.Take(d.claim())
	if d.Phase = Applied; cmd.Asked {
		d.Start(m, charter.LimitApprove, d.Community)
		return
	}
	d.enter(m)
}

// enter goes on the roll: the group counts it and answers with the number.
func (d *Membership) enter(m *governance.Moment) {
	d.Phase = OnRoll
	m.Send(d.group(), charter.Turnout{Came: d.weight()})
}

func (d *Membership) group() governance.Ref {
	return governance.Ref{Kind: charter.KindGroup, ID: d.Parent}
}

func (d *Membership) approve(cmd Approve, m *governance.Moment) {
	if cmd.Area != nil {
		d.Area = *cmd.Area
	}
	d.MeetAll(m, charter.LimitApprove)
	d.enter(m)
}

func (d *Membership) decline(_ Decline, m *governance.Moment) {
	d.MeetAll(m, charter.LimitApprove)
	d.end(Declined, m)
}

func (d *Membership) withdraw(_ Leave, m *governance.Moment) { d.end(Left, m) }

func (d *Membership) leave(_ Leave, m *governance.Moment) { d.goOff(Left, m) }

func (d *Membership) strike(_ Strike, m *governance.Moment) { d.goOff(Struck, m) }

func (d *Membership) goOff(how string, m *governance.Moment) {
	m.Send(d.group(), charter.Turnout{Left: d.weight()})
	d.end(how, m)
}

func (d *Membership) end(how string, m *governance.Moment) {
	m.Release(d.claim())
	d.Close(m, how)
}

func (d *Membership) number(cmd Number, _ *governance.Moment) {
	if d.Phase == OnRoll {
		d.From = cmd.Change
	} else {
		d.Until = cmd.Change
	}
}
