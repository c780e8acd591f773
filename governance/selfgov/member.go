package selfgov

import (
	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// KindMembership is the kind under which memberships are kept.
const KindMembership = "membership"

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
	Person    string       `json:"person" zh:"成员" en:"Person"`
	Name      string       `json:"name" zh:"姓名" en:"Name" personal:"identity" mask:"name"`
	Place     orgtree.Code `json:"place" zh:"所在" en:"Place"`
	Community orgtree.Code `json:"community" zh:"社区" en:"Community"`
	Compound  orgtree.Code `json:"compound,omitempty" zh:"小区" en:"Compound"`
	Area      int          `json:"area,omitempty" zh:"专有部分面积（百分之一平方米）" en:"Floor area owned, in hundredths of a square metre"`
	From      int          `json:"from,omitempty" zh:"入册变更号" en:"Change by which it began"`
	Until     int          `json:"until,omitempty" zh:"出册变更号" en:"Change by which it ended"`
}

// on reports whether the membership stood after a change of the roll.
func (d *Membership) on(change int) bool {
	return d.From > 0 && d.From <= change && (d.Until == 0 || d.Until > change)
}

func (d *Membership) weight() Weight { return Weight{1, int64(d.Area)} }

// Join asks to be put on the roll (申请加入).
type Join struct {
	Name string `json:"name" zh:"姓名" en:"Name" rule:"required,max=50" personal:"identity" mask:"name"`
	Area int    `json:"area,omitempty" zh:"专有部分面积（百分之一平方米）" en:"Floor area owned, in hundredths of a square metre" rule:"max=100000000"`
}

// Verb is "join".
func (Join) Verb() string { return "join" }

// Enrol puts somebody on the roll (登记入册): an owner who lives elsewhere, or
// somebody who has asked in person.
type Enrol struct {
	Person string `json:"person" zh:"成员" en:"Person id" rule:"required,max=64"`
	Join
}

// Verb is "enrol".
func (Enrol) Verb() string { return "enrol" }

// Admit opens a membership out of the group (入册).
type Admit struct {
	Person    string       `json:"person" zh:"成员" en:"Person id"`
	Name      string       `json:"name" zh:"姓名" en:"Name" personal:"identity" mask:"name"`
	Area      int          `json:"area,omitempty" zh:"专有部分面积" en:"Floor area owned"`
	Group     uuid.UUID    `json:"group" zh:"自治组织" en:"Group"`
	Place     orgtree.Code `json:"place" zh:"所在" en:"Place"`
	Community orgtree.Code `json:"community" zh:"社区" en:"Community"`
	Compound  orgtree.Code `json:"compound,omitempty" zh:"小区" en:"Compound"`
	Asked     bool         `json:"asked,omitempty" zh:"尚待同意" en:"Still to be agreed to"`
}

// Verb is "admit".
func (Admit) Verb() string { return "admit" }

// Site is the place of the group.
func (a Admit) Site() orgtree.Code { return a.Place }

// Approve puts who has asked on the roll (同意加入).
type Approve struct {
	Area *int `json:"area,omitempty" zh:"核定面积（百分之一平方米）" en:"Floor area as checked, in hundredths of a square metre" rule:"max=100000000"`
}

// Verb is "approve".
func (Approve) Verb() string { return "approve" }

// Decline does not (不同意加入).
type Decline struct {
	Reason string `json:"reason" zh:"理由" en:"Reason" rule:"required,max=500" personal:"content"`
}

// Verb is "decline".
func (Decline) Verb() string { return "decline" }

// Leave takes oneself off the roll (退出).
type Leave struct{}

// Verb is "leave".
func (Leave) Verb() string { return "leave" }

// Strike takes somebody off the roll who has moved, sold or died (除名).
type Strike struct {
	Reason string `json:"reason" zh:"理由" en:"Reason" rule:"required,max=500" personal:"content"`
}

// Verb is "strike".
func (Strike) Verb() string { return "strike" }

// Number tells a membership the number of the roll's change (变更号).
type Number struct {
	Change int `json:"change" zh:"变更号" en:"Change"`
}

// Verb is "number".
func (Number) Verb() string { return "number" }

func (g *Group) canJoin(_ Join, m *governance.Moment) error {
	if !livesAt(m, m.Actor.Person, g.Place) {
		return governance.Refuse("不住在这里的，请社区登记入册", "who does not live here is enrolled by the community")
	}
	return nil
}

func (g *Group) join(cmd Join, m *governance.Moment) { g.admit(m.Actor.Person, cmd, true, m) }

func (g *Group) enrol(cmd Enrol, m *governance.Moment) { g.admit(cmd.Person, cmd.Join, false, m) }

func (g *Group) admit(person string, who Join, asked bool, m *governance.Moment) {
	m.Open(KindMembership, Admit{
		Person: person, Name: who.Name, Area: who.Area, Group: g.ID, Place: g.Place, Community: g.Community, Compound: g.Compound, Asked: asked,
	})
}

// claim holds that a person is on the roll of a group once.
func (d *Membership) claim() governance.Claim {
	return governance.Claim("membership:" + d.Parent.String() + ":" + d.Person)
}

func (d *Membership) admit(cmd Admit, m *governance.Moment) {
	d.Parent, d.Person, d.Subject, d.Name, d.Area = cmd.Group, cmd.Person, cmd.Person, cmd.Name, cmd.Area
	d.Place, d.Community, d.Compound = cmd.Place, cmd.Community, cmd.Compound
	m.Take(d.claim())
	if d.Phase = Applied; cmd.Asked {
		d.Start(m, LimitApprove, d.Community)
		return
	}
	d.enter(m)
}

// enter goes on the roll: the group counts it and answers with the number.
func (d *Membership) enter(m *governance.Moment) {
	d.Phase = OnRoll
	m.Send(d.group(), Turnout{Came: d.weight()})
}

func (d *Membership) group() governance.Ref { return governance.Ref{Kind: KindGroup, ID: d.Parent} }

func (d *Membership) approve(cmd Approve, m *governance.Moment) {
	if cmd.Area != nil {
		d.Area = *cmd.Area
	}
	d.MeetAll(m, LimitApprove)
	d.enter(m)
}

func (d *Membership) decline(_ Decline, m *governance.Moment) {
	d.MeetAll(m, LimitApprove)
	d.end(Declined, m)
}

func (d *Membership) withdraw(_ Leave, m *governance.Moment) { d.end(Left, m) }

func (d *Membership) leave(_ Leave, m *governance.Moment) { d.goOff(Left, m) }

func (d *Membership) strike(_ Strike, m *governance.Moment) { d.goOff(Struck, m) }

func (d *Membership) goOff(how string, m *governance.Moment) {
	m.Send(d.group(), Turnout{Left: d.weight()})
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
