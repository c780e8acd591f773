package posting

import (
	"time"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/volunteer/assignment"
	"github.com/jinlin-project/jinlin/governance/volunteer/host"
	"github.com/jinlin-project/jinlin/governance/volunteer/team"
	"github.com/jinlin-project/jinlin/orgtree"
)

// Kind is the kind under which postings are kept.
const Kind = assignment.KindPosting

// The phases of a posting.
const (
	Open  governance.Phase = "open"  // 招募中
	Ended governance.Phase = "ended" // 已结束
)

// A Posting is a post or a project that residents are called to (岗位、项目).
type Posting struct {
	governance.Head
	Offering
	host.Hosted
	Taken int `json:"taken,omitempty" zh:"已认领" en:"Places taken"`
}

// An Offering is what residents are called to.
type Offering struct {
	Title  string             `json:"title" zh:"名称" en:"Title" rule:"required,max=100"`
	Text   string             `json:"text,omitempty" zh:"内容" en:"What is done" rule:"max=2000" personal:"content"`
	Sort   Work               `json:"sort" zh:"类型" en:"Post or project" rule:"required"`
	Form   host.SixForm       `json:"form" zh:"六式" en:"Form" rule:"required"`
	Skills []governance.Skill `json:"skills,omitempty" zh:"所需技能" en:"Skills wanted" rule:"max=10"`
	Place  orgtree.Code       `json:"place" zh:"地点" en:"Place" rule:"required"`
	Team   uuid.UUID          `json:"team,omitzero" zh:"服务队" en:"Team that runs it"`
	Places int                `json:"places" zh:"名额" en:"Places" rule:"required,min=1,max=200"`
	From   civil.Date         `json:"from" zh:"开始日期" en:"First day" rule:"required"`
	Until  civil.Date         `json:"until,omitzero" zh:"结束日期" en:"Last day"`
}

// Site is where it is done.
func (o Offering) Site() orgtree.Code { return o.Place }

// Work tells posts from projects.
type Work string

// Choices lists the two with their labels.
func (Work) Choices() []governance.Choice {
	return []governance.Choice{governance.ChoiceOf("post", "岗位", "post"), governance.ChoiceOf("project", "项目", "project")}
}

// Call calls residents to it (招募).
type Call struct{ Offering }

// Verb is "call".
func (Call) Verb() string { return "call" }

// Claim claims a place (认领).
type Claim struct{}

// Verb is "claim".
func (Claim) Verb() string { return "claim" }

// Adjust sets other places, or another last day (调整).
type Adjust struct {
	Places int        `json:"places,omitempty" zh:"名额" en:"Places" rule:"max=200"`
	Until  civil.Date `json:"until,omitzero" zh:"结束日期" en:"Last day"`
}

// Verb is "adjust".
func (Adjust) Verb() string { return "adjust" }

// End ends it (结束).
type End struct {
	Reason string `json:"reason,omitempty" zh:"理由" en:"Reason" rule:"max=500" personal:"content"`
}

// Verb is "end".
func (End) Verb() string { return "end" }

func (p *Posting) canCall(cmd Call, m *governance.Moment) error {
	if err := host.MayHost(cmd.Place, m); err != nil {
		return err
	}
	var f governance.Faults
	untilFaults(&f, cmd.From, cmd.Until, m)
	if active, asked := governance.Answered[bool](m, team.Kind, "active"); asked && cmd.Team != uuid.Nil && !active {
		f.Add("team", "no-team", "没有这支运行中的服务队", "is not an active team")
	}
	return f.Err()
}

func untilFaults(f *governance.Faults, from, until civil.Date, m *governance.Moment) {
	if until != 0 && (until < from || until < m.Today()) {
		f.Add("until", "before-from", "不得早于开始日期和今天", "lies before the first day or today")
	}
}

func (p *Posting) call(cmd Call, m *governance.Moment) {
	m.Acting, _ = m.AnswersFor(cmd.Place)
	p.Offering, p.Hosted = cmd.Offering, host.At(m.Acting.Unit, cmd.Place, m)
	p.plan()
}

// plan has it end by itself with its last day.
func (p *Posting) plan() {
	if p.Until != 0 {
		p.Schedule(p.Until.End().Truncate(time.Second), "end")
	}
}

func (p *Posting) canClaim(Claim, *governance.Moment) error {
	if p.Taken >= p.Places {
		return governance.Refuse("名额已满", "all places are taken")
	}
	return nil
}

func (p *Posting) claim(_ Claim, m *governance.Moment) {
	m.Acting = orgtree.Post{} // one serves oneself, not one's unit
	p.Taken++
	m.Open(assignment.Kind, assignment.Engage{
		Posting: p.ID, Volunteer: m.Actor.Person, Duty: assignment.Duty{Hosted: p.Hosted, Place: p.Place, Team: p.Team, Form: p.Form, From: p.From},
	})
}

func (p *Posting) vacate(assignment.Vacate, *governance.Moment) { p.Taken-- }

func (p *Posting) canAdjust(cmd Adjust, m *governance.Moment) error {
	var f governance.Faults
	if cmd.Places != 0 && cmd.Places < p.Taken {
		f.Add("places", "below-taken", "不得少于已认领人数", "is fewer than are taken")
	}
	untilFaults(&f, p.From, cmd.Until, m)
	return f.Err()
}

func (p *Posting) adjust(cmd Adjust, _ *governance.Moment) {
	if cmd.Places != 0 {
		p.Places = cmd.Places
	}
	if cmd.Until != 0 {
		p.Until = cmd.Until
	}
	p.plan()
}

func (p *Posting) end(_ End, m *governance.Moment) {
	held, _ := governance.Answered[[]uuid.UUID](m, assignment.Kind, "held")
	for _, id := range held {
		m.Send(governance.Ref{Kind: assignment.Kind, ID: id}, assignment.Relieve{})
	}
	p.Close(m, string(Ended))
}

func table() governance.Table[Posting] {
	phases, on := governance.Phases, governance.VerbOf
	anyone, time, follows := governance.ByAnyone[Posting](), governance.BySystem[Posting](), governance.ByConsequence[Posting]()
	host := governance.By("host", "发布单位或社区", "who posted it, or the community", (*Posting).WhoHosts)
	rules := []governance.Rule[Posting]{
		governance.Asking(governance.On(phases(governance.Unopened), phases(Open), anyone, (*Posting).canCall, (*Posting).call).
			As("service-post.call", "4 G10 [F]", "小区、社区党组织以六式号召居民参与岗位和项目", "an organisation calls residents to a post or project, in one of the six forms"),
			team.Kind, "active", func(_ *Posting, cmd Call, _ *governance.Moment) team.OfTeam { return team.OfTeam{Team: cmd.Team} }),
		governance.On(phases(Open), nil, anyone, (*Posting).canClaim, (*Posting).claim).
			As("service-post.claim", "4 G10", "志愿者认领岗位和项目，不超名额", "volunteers claim a place, never more than there are"),
		governance.On(phases(Open), nil, follows, nil, (*Posting).vacate).
			As("service-post.vacate", "4 G10 [D]", "退出的名额重新开放", "a place that is given back may be claimed again"),
		governance.On(phases(Open), nil, host, (*Posting).canAdjust, (*Posting).adjust).
			As("service-post.adjust", "4 G10 [D]", "可以调整名额和结束日期", "its places and its last day may be set anew"),
		governance.Asking(governance.On(phases(Open), phases(Ended), host.Or(time), nil, (*Posting).end).
			As("service-post.end", "4 G10 [D]", "到期自动结束，也可提前结束", "it ends by itself with its last day, or before"),
			assignment.Kind, "held", func(p *Posting, _ End, _ *governance.Moment) assignment.OfPosting {
				return assignment.OfPosting{Posting: p.ID}
			}),
	}
	return governance.Table[Posting]{
		Kind:   Kind,
		Phases: []governance.PhaseLabel{governance.PhaseOf(Open, "招募中", "open"), governance.FinalPhase(Ended, "已结束", "ended")},
		Verbs: []governance.VerbLabel{
			on("call", "招募", "Call"), on("claim", "认领", "Claim"), on("vacate", "退出", "Vacate"), on("adjust", "调整", "Adjust"), on("end", "结束", "End"),
		},
		Rules: rules,
	}.Kept(host, host)
}

// New returns the book of posts and projects.
func New() (*governance.Book[Posting], error) {
	return governance.NewBook(governance.Institution[Posting]{
		Kind: Kind, Path: "service-posts", Source: "4 G10", Schema: 1, Class: "form",
		Label:    governance.Text{Zh: "志愿岗位和项目", En: "posting"},
		Sentence: governance.Text{Zh: "以六式招募居民的志愿岗位和项目", En: "posts and projects to which residents are called, in one of the six forms"},
		Table:    table(),
		File: func(p *Posting, h *governance.Header) {
			h.Unit, h.Class, h.Category, h.Title = string(p.Host), string(p.Form), string(p.Sort), p.Title
		},
		Audience: func(p *Posting, to []governance.Address) []governance.Address {
			return append(p.WhoIsCentre(p.WhoHosts(to)), governance.Unit(p.District), governance.Public)
		},
	})
}
