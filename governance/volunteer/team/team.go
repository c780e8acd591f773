package team

import (
	"slices"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/volunteer/host"
	"github.com/jinlin-project/jinlin/governance/volunteer/talent"
	"github.com/jinlin-project/jinlin/orgtree"
)

// Kind is the kind under which teams are kept.
const Kind = "team"

// The phases of a team.
const (
	Active    governance.Phase = "active"    // 运行中
	Disbanded governance.Phase = "disbanded" // 已解散
)

// mostMembers is how many a team has at most [D]: as many as one head can lead. The
// roster is part of the record for that; a larger team is two.
const mostMembers = 60

// A Team is drawn from the register for a kind of service (服务队).
type Team struct {
	governance.Head
	Founding
	host.Hosted
	Leader  uuid.UUID             `json:"leader,omitzero" zh:"队长" en:"Leader"`
	Members []talent.Registration `json:"members,omitempty" zh:"队员" en:"Members" rule:"max=60"`
}

// A Founding is what a team is for.
type Founding struct {
	Name   string             `json:"name" zh:"队名" en:"Name" rule:"required,max=100"`
	Text   string             `json:"text,omitempty" zh:"服务内容" en:"What it does" rule:"max=1000" personal:"content"`
	Skills []governance.Skill `json:"skills,omitempty" zh:"服务类别" en:"Skills" rule:"max=10"`
	Place  orgtree.Code       `json:"place" zh:"服务范围" en:"Where it serves" rule:"required"`
}

// Site is where it serves.
func (f Founding) Site() orgtree.Code { return f.Place }

// Form forms a team (组建).
type Form struct{ Founding }

// Verb is "form".
func (Form) Verb() string { return "form" }

// Draw takes somebody of the register into the team (选入).
type Draw struct {
	Talent uuid.UUID `json:"talent" zh:"能人专家" en:"Talent" rule:"required"`
}

// Verb is "draw".
func (Draw) Verb() string { return "draw" }

// Join enters the team oneself (加入).
type Join struct{}

// Verb is "join".
func (Join) Verb() string { return "join" }

// Quit leaves the team (退队).
type Quit struct{}

// Verb is "quit".
func (Quit) Verb() string { return "quit" }

// Remove takes somebody off the team (移出).
type Remove struct {
	Talent uuid.UUID         `json:"talent" zh:"队员" en:"Member" rule:"required"`
	Reason governance.Reason `json:"reason"`
}

// Verb is "remove".
func (Remove) Verb() string { return "remove" }

// NameLeader says who leads it (任命队长).
type NameLeader struct {
	Talent uuid.UUID `json:"talent" zh:"队员" en:"Member" rule:"required"`
}

// Verb is "name-leader".
func (NameLeader) Verb() string { return "name-leader" }

// Disband ends the team (解散).
type Disband struct {
	Reason governance.Reason `json:"reason"`
}

// Verb is "disband".
func (Disband) Verb() string { return "disband" }

func (t *Team) canForm(cmd Form, m *governance.Moment) error { return host.MayHost(cmd.Place, m) }

func (t *Team) form(cmd Form, m *governance.Moment) {
	m.Acting, _ = m.AnswersFor(cmd.Place)
	t.Founding, t.Hosted = cmd.Founding, host.At(m.Acting.Unit, cmd.Place, m)
}

// canEnter refuses who is not registered or is in the team already.
func canEnter[C governance.Command](t *Team, _ C, m *governance.Moment) error {
	if len(t.Members) >= mostMembers {
		return governance.Refuse("队员已满，可另组一队", "the team is full; form another")
	}
	who, asked := governance.Answered[talent.Registration](m, talent.Kind, "registered")
	switch {
	case asked && who.Talent == uuid.Nil:
		return governance.Refuse("须先登记在册", "only those in the register enter a team")
	case t.byTalent(who.Talent) >= 0 || t.byPerson(who.Person) >= 0:
		return governance.Refuse("已是队员", "is a member already")
	}
	return nil
}

// enter takes in whom the register knows.
func enter[C governance.Command](t *Team, _ C, m *governance.Moment) {
	who, _ := governance.Answered[talent.Registration](m, talent.Kind, "registered")
	t.Members = append(t.Members, who)
}

// byTalent and byPerson find a member, or -1: who has left the register, or come
// back to it, is still who they are.
func (t *Team) byTalent(id uuid.UUID) int {
	return slices.IndexFunc(t.Members, func(r talent.Registration) bool { return r.Talent == id })
}

func (t *Team) byPerson(id string) int {
	return slices.IndexFunc(t.Members, func(r talent.Registration) bool { return r.Person != "" && r.Person == id })
}

func (t *Team) canQuit(_ Quit, m *governance.Moment) error {
	if t.byPerson(m.Actor.Person) < 0 {
		return governance.Refuse("不是队员", "is no member")
	}
	return nil
}

func (t *Team) quit(_ Quit, m *governance.Moment) { t.drop(t.byPerson(m.Actor.Person)) }

// drop takes a member off; a team without its leader has none.
func (t *Team) drop(i int) {
	if t.Leader == t.Members[i].Talent {
		t.Leader = uuid.Nil
	}
	t.Members = slices.Delete(slices.Clone(t.Members), i, i+1)
}

func (t *Team) isMember(talent uuid.UUID) error {
	var f governance.Faults
	if t.byTalent(talent) < 0 {
		f.Add("talent", "not-a-member", "不是队员", "is no member")
	}
	return f.Err()
}

func (t *Team) canRemove(cmd Remove, _ *governance.Moment) error { return t.isMember(cmd.Talent) }

func (t *Team) remove(cmd Remove, _ *governance.Moment) { t.drop(t.byTalent(cmd.Talent)) }

func (t *Team) canNameLeader(cmd NameLeader, _ *governance.Moment) error {
	return t.isMember(cmd.Talent)
}

func (t *Team) nameLeader(cmd NameLeader, _ *governance.Moment) { t.Leader = cmd.Talent }

func (t *Team) disband(_ Disband, m *governance.Moment) { t.Close(m, string(Disbanded)) }
