package group

import (
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/selfgov/charter"
	"github.com/jinlin-project/jinlin/governance/selfgov/membership"
)

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

func (g *Group) canJoin(_ Join, m *governance.Moment) error {
	if !charter.LivesAt(m, m.Actor.Person, g.Place) {
		return governance.Refuse("不住在这里的，请社区登记入册", "who does not live here is enrolled by the community")
	}
	return nil
}

func (g *Group) join(cmd Join, m *governance.Moment) { g.admit(m.Actor.Person, cmd, true, m) }

func (g *Group) enrol(cmd Enrol, m *governance.Moment) { g.admit(cmd.Person, cmd.Join, false, m) }

func (g *Group) admit(person string, who Join, asked bool, m *governance.Moment) {
	m.Open(membership.Kind, membership.Admit{
		Person: person, Name: who.Name, Area: who.Area, Group: g.ID, Seat: g.Seat, Asked: asked,
	})
}
