package alliance

import (
	"fmt"
	"slices"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/alliance/entry"
	"github.com/jinlin-project/jinlin/governance/alliance/item"
	"github.com/jinlin-project/jinlin/governance/alliance/member"
	"github.com/jinlin-project/jinlin/orgtree"
)

// Kind is the kind under which alliances are kept.
const Kind = member.KindAlliance

// The phases of an alliance.
const (
	Proposed  governance.Phase = "proposed"  // 待批准
	Formed    governance.Phase = "formed"    // 已成立
	Dropped   governance.Phase = "dropped"   // 未成立
	Dissolved governance.Phase = "dissolved" // 已解散
)

// mostSeats is how many members an alliance has at most [D]: beyond that it is not
// easy to manage any more, and is better two.
const mostSeats = 50

// An Alliance is units around a community that act together (联盟).
type Alliance struct {
	governance.Head
	Name       string           `json:"name" zh:"名称" en:"Name"`
	Core       orgtree.Code     `json:"core" zh:"核心社区" en:"Community it is around"`
	Reasons    []Reason         `json:"reasons" zh:"组建依据" en:"Why these units"`
	Founders   []orgtree.Code   `json:"founders,omitempty" zh:"发起单位" en:"Founding units"`
	Rotation   governance.Cycle `json:"rotation" zh:"轮值周期" en:"How long the chair is held"`
	Body       orgtree.Code     `json:"body,omitempty" zh:"机构代码" en:"Its unit in the organisation"`
	FormedOn   civil.Date       `json:"formedOn,omitzero" zh:"成立日" en:"Formed on"`
	Seats      []Seat           `json:"seats,omitempty" zh:"成员单位" en:"Members, in the order of joining"`
	Chair      orgtree.Code     `json:"chair,omitempty" zh:"轮值主席单位" en:"In the chair"`
	ChairUntil civil.Date       `json:"chairUntil,omitzero" zh:"轮值至" en:"In the chair until"`
	OpenItems  int              `json:"openItems,omitempty" zh:"未了结联办事项" en:"Items not yet accounted for"`
	Accounted  int              `json:"accounted,omitempty" zh:"已了结联办事项" en:"Items accounted for"`
}

// canPropose asks that core or town propose it, and for units that may be in it.
func (a *Alliance) canPropose(cmd Propose, m *governance.Moment) error {
	if cmd.Core != "" && !m.ActsFor(cmd.Core, m.UnitAt(governance.Of(orgtree.Town, cmd.Core))) {
		return governance.Forbid("核心社区或其镇街", "the community or its town")
	}
	var f governance.Faults
	f.Community("core", cmd.Core, m)
	if !slices.Contains([]governance.Cycle{governance.Monthly, governance.Quarterly, governance.Yearly}, cmd.Rotation) {
		f.Add("rotation", "bad-cycle", "应为每月、每季度或每年", "is not monthly, quarterly or yearly")
	}
	if body, _ := m.Org.Unit(cmd.Body); cmd.Body != "" && (body.Kind != orgtree.Alliance || body.Parent != cmd.Core) {
		f.Add("body", "no-alliance", "不是该社区的联盟机构", "is no alliance of the community")
	}
	governance.Once(&f, "reasons", cmd.Reasons)
	f.Units("founders", cmd.Founders, m)
	governance.Once(&f, "founders", cmd.Founders)
	if slices.Contains(cmd.Founders, cmd.Core) {
		f.Add("founders", "core", "核心社区不必列入", "names the community, which is in it anyway")
	}
	return f.Err()
}

func (a *Alliance) propose(cmd Propose, m *governance.Moment) {
	a.Name, a.Core, a.Reasons, a.Founders, a.Rotation, a.Body = cmd.Name, cmd.Core, cmd.Reasons, cmd.Founders, cmd.Rotation, cmd.Body
	a.Start(m, LimitApprove, m.UnitAt(governance.Of(orgtree.Town, a.Core)))
}

// approve forms the alliance with its founders; the community is the first in the
// chair.
func (a *Alliance) approve(_ Approve, m *governance.Moment) {
	a.MeetAll(m, LimitApprove)
	a.FormedOn = m.Today()
	for _, u := range append([]orgtree.Code{a.Core}, a.Founders...) {
		ref := m.Open(member.Kind, member.Found{Alliance: m.Ref.ID, Core: a.Core, Unit: u})
		a.Seats = append(a.Seats, Seat{u, ref.ID})
	}
	a.sit(a.Core, m)
}

func (a *Alliance) drop(_ Decline, m *governance.Moment) {
	a.MeetAll(m, LimitApprove)
	a.Close(m, string(Dropped))
}

// sit puts a member in the chair until the cycle ends.
func (a *Alliance) sit(unit orgtree.Code, m *governance.Moment) {
	a.Chair = unit
	a.ChairUntil = a.Rotation.After(m.Today()).AddDays(-1)
	a.Schedule(a.ChairUntil.End(), "rotate")
}

func (a *Alliance) seat(unit orgtree.Code) int {
	return slices.IndexFunc(a.Seats, func(s Seat) bool { return s.Unit == unit })
}

// rotate passes the chair on when the cycle has ended: the new one begins with the
// day after.
func (a *Alliance) rotate(_ Rotate, m *governance.Moment) {
	a.Chair = a.Seats[(a.seat(a.Chair)+1)%len(a.Seats)].Unit
	a.ChairUntil = a.Rotation.After(a.ChairUntil.AddDays(1)).AddDays(-1)
	a.Schedule(a.ChairUntil.End(), "rotate")
}

func (a *Alliance) canInvite(cmd Invite, m *governance.Moment) error {
	if len(a.Seats) >= mostSeats {
		return governance.Refuse("成员单位已满五十个", "there are fifty members already")
	}
	var f governance.Faults
	f.Unit("unit", cmd.Unit, m)
	return f.Err()
}

func (a *Alliance) invite(cmd Invite, m *governance.Moment) {
	m.Open(member.Kind, member.Ask{Alliance: m.Ref.ID, Core: a.Core, Unit: cmd.Unit})
}

func (a *Alliance) canAdmit(member.Admit, *governance.Moment) error {
	if len(a.Seats) >= mostSeats {
		return governance.Refuse("成员单位已满五十个", "there are fifty members already")
	}
	return nil
}

func (a *Alliance) admit(cmd member.Admit, m *governance.Moment) {
	a.Seats = append(a.Seats, Seat{cmd.Unit, m.Cause.Ref.ID})
}

// unseat takes a member off; if it was in the chair, the next one is.
func (a *Alliance) unseat(cmd member.Unseat, m *governance.Moment) {
	at := a.seat(cmd.Unit)
	a.Seats = slices.Delete(a.Seats, at, at+1)
	if a.Chair == cmd.Unit {
		a.sit(a.Seats[at%len(a.Seats)].Unit, m)
	}
}

// canPlan asks that all who take part are members.
func (a *Alliance) canPlan(cmd Plan, m *governance.Moment) error {
	var f governance.Faults
	if a.seat(cmd.Lead) < 0 {
		f.Add("lead", "no-member", "不是成员单位", "is not a member")
	}
	for i, u := range cmd.With {
		if a.seat(u) < 0 || u == cmd.Lead || slices.Contains(cmd.With[:i], u) {
			f.Add(fmt.Sprintf("with[%d]", i), "no-member", "不是其他成员单位", "is not another member")
		}
	}
	f.FromToday("day", cmd.Day, m)
	return f.Err()
}

func (a *Alliance) plan(cmd Plan, m *governance.Moment) {
	a.OpenItems++
	m.Open(item.Kind, item.Set{Alliance: m.Ref.ID, Core: a.Core, Together: cmd.Together, Title: cmd.Title, Text: cmd.Text, Lead: cmd.Lead, With: cmd.With, Day: cmd.Day})
}

// canPut asks that the entry is a member's: who acts for none puts it on for one.
func (a *Alliance) canPut(cmd Put, m *governance.Moment) error {
	var f governance.Faults
	if a.seat(a.owner(cmd, m)) < 0 {
		f.Add("owner", "no-member", "不是成员单位", "is not a member")
	}
	return f.Err()
}

func (a *Alliance) owner(cmd Put, m *governance.Moment) orgtree.Code {
	if cmd.Owner != "" {
		return cmd.Owner
	}
	return m.Acting.Unit
}

func (a *Alliance) put(cmd Put, m *governance.Moment) {
	m.Open(entry.Kind, entry.Enter{Alliance: m.Ref.ID, Core: a.Core, Owner: a.owner(cmd, m), List: cmd.List, Sort: cmd.Sort, Title: cmd.Title, Text: cmd.Text})
}

func (a *Alliance) count(cmd item.Count, _ *governance.Moment) {
	a.OpenItems += cmd.Open
	a.Accounted += cmd.Accounted
}

func (a *Alliance) canDissolve(Dissolve, *governance.Moment) error {
	if a.OpenItems > 0 {
		return governance.Refuse("还有未了结的联办事项", "items are still open")
	}
	return nil
}

func (a *Alliance) dissolve(_ Dissolve, m *governance.Moment) {
	for _, s := range a.Seats {
		m.Send(governance.Ref{Kind: member.Kind, ID: s.Record}, member.End{})
	}
	a.Seats, a.Chair, a.ChairUntil = nil, "", 0
	a.Close(m, string(Dissolved))
}

func (a *Alliance) whoAreMembers(to []governance.Address) []governance.Address {
	for _, s := range a.Seats {
		to = append(to, governance.Unit(s.Unit))
	}
	return to
}

// A Seat is a member, with the record of its membership.
type Seat struct {
	Unit   orgtree.Code `json:"unit" zh:"单位" en:"Unit"`
	Record uuid.UUID    `json:"record" zh:"成员登记" en:"Membership"`
}

// A Reason is why units form an alliance (组建依据).
type Reason string

// Choices lists the reasons with their labels.
func (Reason) Choices() []governance.Choice {
	return []governance.Choice{
		governance.ChoiceOf("adjacency", "地域相邻", "they lie next to each other"), governance.ChoiceOf("function", "优化功能", "they complete each other's functions"),
		governance.ChoiceOf("ease", "便于管理", "they are easy to manage together"),
	}
}
