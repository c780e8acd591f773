package member

import (
	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// Kind is the kind under which memberships are kept.
const Kind = "alliance-member"

// KindAlliance is the kind of what units are members of.
const KindAlliance = "alliance"

// The phases of a membership.
const (
	Invited    governance.Phase = "invited"     // 受邀
	InAlliance governance.Phase = "in-alliance" // 成员
	NotJoined  governance.Phase = "not-joined"  // 未加入
	Left       governance.Phase = "left"        // 已退出
)

// A Member is a unit's time in an alliance, from a day to a day (成员单位).
type Member struct {
	governance.Head
	Core   orgtree.Code `json:"core" zh:"核心社区" en:"Community of the alliance"`
	Unit   orgtree.Code `json:"unit" zh:"单位" en:"Unit"`
	Joined civil.Date   `json:"joined,omitzero" zh:"加入日" en:"Joined on"`
	LeftOn civil.Date   `json:"leftOn,omitzero" zh:"退出日" en:"Left on"`
}

// claim is the unit's place in the alliance, which it has once.
func (b *Member) claim() governance.Claim {
	return governance.Claim("alliance-member:" + b.Parent.String() + ":" + string(b.Unit))
}

func (b *Member) ask(cmd Ask, m *governance.Moment) {
	b.Parent, b.Core, b.Unit = cmd.Alliance, cmd.Core, cmd.Unit
	m.Take(b.claim())
}

func (b *Member) found(cmd Found, m *governance.Moment) {
	b.ask(Ask(cmd), m)
	b.Joined = m.Today()
}

func (b *Member) tell(cmd governance.Command, m *governance.Moment) {
	m.Send(governance.Ref{Kind: KindAlliance, ID: b.Parent}, cmd)
}

func (b *Member) join(_ Join, m *governance.Moment) {
	b.Joined = m.Today()
	b.tell(Admit{Unit: b.Unit}, m)
}

func (b *Member) refuse(_ Decline, m *governance.Moment) {
	m.Release(b.claim())
	b.Close(m, string(NotJoined))
}

// canLeave keeps the community in: without it there is no alliance.
func (b *Member) canLeave(Leave, *governance.Moment) error {
	if b.Unit == b.Core {
		return governance.Refuse("核心社区不能退出，可以由镇街解散联盟", "the community does not leave: its town may dissolve the alliance")
	}
	return nil
}

func (b *Member) leave(_ Leave, m *governance.Moment) {
	b.tell(Unseat{Unit: b.Unit}, m)
	b.end(End{}, m)
}

func (b *Member) end(_ End, m *governance.Moment) {
	b.LeftOn = m.Today()
	m.Release(b.claim())
	b.Close(m, string(Left))
}

func (b *Member) whoIsUnit(to []governance.Address) []governance.Address {
	return append(to, governance.Unit(b.Unit))
}
