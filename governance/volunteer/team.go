package volunteer

import (
	"context"
	"errors"
	"slices"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// KindTeam is the kind under which teams are kept.
const KindTeam = "team"

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
	Host      orgtree.Code   `json:"host" zh:"组建单位" en:"Formed by"`
	Community orgtree.Code   `json:"community,omitempty" zh:"社区" en:"Community"`
	Leader    uuid.UUID      `json:"leader,omitzero" zh:"队长" en:"Leader"`
	Members   []Registration `json:"members,omitempty" zh:"队员" en:"Members" rule:"max=60"`
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
	Talent uuid.UUID `json:"talent" zh:"队员" en:"Member" rule:"required"`
	Reason string    `json:"reason" zh:"理由" en:"Reason" rule:"required,max=500" personal:"content"`
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
	Reason string `json:"reason" zh:"理由" en:"Reason" rule:"required,max=500" personal:"content"`
}

// Verb is "disband".
func (Disband) Verb() string { return "disband" }

func (t *Team) canForm(cmd Form, m *governance.Moment) error { return mayHost(cmd.Place, m) }

func (t *Team) form(cmd Form, m *governance.Moment) {
	m.Acting, _ = m.AnswersFor(cmd.Place)
	t.Founding, t.Host = cmd.Founding, m.Acting.Unit
	t.Community = m.UnitAt(governance.Of(orgtree.Community, t.Place))
}

// canEnter refuses who is not registered or is in the team already.
func canEnter[C governance.Command](t *Team, _ C, m *governance.Moment) error {
	if len(t.Members) >= mostMembers {
		return governance.Refuse("队员已满，可另组一队", "the team is full; form another")
	}
	who, asked := governance.Answered[Registration](m, KindTalent, "registered")
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
	who, _ := governance.Answered[Registration](m, KindTalent, "registered")
	t.Members = append(t.Members, who)
}

// byTalent and byPerson find a member, or -1: who has left the register, or come
// back to it, is still who they are.
func (t *Team) byTalent(id uuid.UUID) int {
	return slices.IndexFunc(t.Members, func(r Registration) bool { return r.Talent == id })
}

func (t *Team) byPerson(id string) int {
	return slices.IndexFunc(t.Members, func(r Registration) bool { return r.Person != "" && r.Person == id })
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

func (t *Team) whoHosts(to []governance.Address) []governance.Address {
	return append(to, governance.Unit(t.Host), governance.Unit(t.Community))
}

func (t *Team) whoIsCentre(to []governance.Address) []governance.Address {
	return append(to, governance.Of(orgtree.Centre, t.District))
}

// asks has a row told of the register whom it is about.
func asks[C governance.Command](r governance.Rule[Team], whom func(C, *governance.Moment) Registration) governance.Rule[Team] {
	return governance.Asking(r, KindTalent, "registered", func(_ *Team, cmd C, m *governance.Moment) Registration { return whom(cmd, m) })
}

func teamTable() governance.Table[Team] {
	phases, on := governance.Phases, governance.VerbOf
	anyone := governance.ByAnyone[Team]()
	host := governance.By("host", "组建单位或社区", "who formed it, or the community", (*Team).whoHosts)
	centre := governance.By("centre", "智慧管理服务中心", "the centre", (*Team).whoIsCentre)
	rules := []governance.Rule[Team]{
		governance.On(phases(governance.Unopened), phases(Active), anyone, (*Team).canForm, (*Team).form).
			As("team.form", "4 G10 [F]", "属地组织组建服务队", "an organisation forms a team"),
		asks(governance.On(phases(Active), nil, host, canEnter[Draw], enter[Draw]).
			As("team.draw", "4 G10", "从在册能人专家中选人组队", "its members are drawn from the register"),
			func(cmd Draw, _ *governance.Moment) Registration { return Registration{Talent: cmd.Talent} }),
		asks(governance.On(phases(Active), nil, anyone, canEnter[Join], enter[Join]).
			As("team.join", "4 G10 [D]", "在册的可以自行加入", "who is registered may enter a team themselves"),
			func(_ Join, m *governance.Moment) Registration { return Registration{Person: m.Actor.Person} }),
		governance.On(phases(Active), nil, anyone, (*Team).canQuit, (*Team).quit).
			As("team.quit", "4 G10 [D]", "队员可以随时退队", "a member may leave at any time"),
		governance.On(phases(Active), nil, host, (*Team).canRemove, (*Team).remove).
			As("team.remove", "4 G10 [D]", "组建单位可以移出队员，说明理由", "who formed it may take a member off, with the reason"),
		governance.On(phases(Active), nil, host, (*Team).canNameLeader, (*Team).nameLeader).
			As("team.name-leader", "4 G10 [D]", "从队员中任命队长", "one of the members is named leader"),
		governance.On(phases(Active), phases(Disbanded), host, nil, (*Team).disband).
			As("team.disband", "4 G10 [D]", "可以解散，服务记录保留", "it may be disbanded; what it did stays on record"),
	}
	rules = append(rules, governance.RecordRules(KindTeam, phases(Active, Disbanded), host, host, centre)...)
	return governance.Table[Team]{
		Phases: []governance.PhaseLabel{governance.PhaseOf(Active, "运行中", "active"), governance.FinalPhase(Disbanded, "已解散", "disbanded")},
		Verbs: append([]governance.VerbLabel{
			on("form", "组建", "Form"), on("draw", "选入", "Draw"), on("join", "加入", "Join"), on("quit", "退队", "Quit"), on("remove", "移出", "Remove"),
			on("name-leader", "任命队长", "Name the leader"), on("disband", "解散", "Disband"),
		}, governance.RecordVerbs()...),
		Rules: rules,
	}
}

// NewTeams returns the book of teams.
func NewTeams() (*governance.Book[Team], error) {
	return governance.NewBook(governance.Institution[Team]{
		Kind: KindTeam, Path: "teams", Source: "4 G10", Schema: 1,
		Label:    governance.Text{Zh: "服务队", En: "service team"},
		Sentence: governance.Text{Zh: "从在册能人专家中组建的志愿服务队", En: "a team of volunteers drawn from the register"},
		Table:    teamTable(),
		File:     func(t *Team, h *governance.Header) { h.Unit, h.Title = string(t.Host), t.Name },
		Audience: func(t *Team, to []governance.Address) []governance.Address {
			return append(t.whoIsCentre(t.whoHosts(to)), governance.Unit(t.District), governance.Public)
		},
		Asks: []governance.Question{askActive()},
	})
}

// OfTeam asks for a team.
type OfTeam struct {
	Team uuid.UUID `json:"team" zh:"服务队" en:"Team"`
}

// askActive answers whether there is such a team, not disbanded.
func askActive() governance.Question {
	return governance.Ask("active", func(ctx context.Context, r *governance.Reader, p OfTeam) (bool, error) {
		one, err := r.Get(ctx, p.Team)
		if errors.As(err, new(*governance.NotFoundError)) {
			return false, nil
		}
		return err == nil && one.(*Team).Phase == Active, err
	}).As("4 G10", governance.Text{Zh: "运行中", En: "active"}, governance.Text{Zh: "服务队是否运行中", En: "whether a team is active"}).ToDecisions()
}
