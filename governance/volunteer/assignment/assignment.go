package assignment

import (
	"context"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/volunteer/host"
	"github.com/jinlin-project/jinlin/governance/volunteer/service"
	"github.com/jinlin-project/jinlin/orgtree"
)

// Kind is the kind under which assignments are kept.
const Kind = service.KindAssignment

// KindPosting is the kind under which the postings are kept whose places are held.
const KindPosting = "service-post"

// The phases of an assignment.
const (
	Held     governance.Phase = "held"     // 在岗
	Resigned governance.Phase = "resigned" // 已退出
	Relieved governance.Phase = "relieved" // 已期满
)

// An Assignment is one person's place in a posting (认领).
type Assignment struct {
	governance.Head
	Posting uuid.UUID `json:"posting" zh:"岗位或项目" en:"Posting"`
	Duty
	Services int `json:"services,omitempty" zh:"已确认次数" en:"Services confirmed"`
	Minutes  int `json:"minutes,omitempty" zh:"已确认时长（分钟）" en:"Minutes confirmed"`
}

// A Duty is what somebody takes on: for whom, where, in which form and from when.
type Duty struct {
	host.Hosted
	Place orgtree.Code `json:"place" zh:"地点" en:"Place"`
	Team  uuid.UUID    `json:"team,omitzero" zh:"服务队" en:"Team that runs it"`
	Form  host.SixForm `json:"form" zh:"六式" en:"Form"`
	From  civil.Date   `json:"from" zh:"开始日期" en:"First day"`
}

// Site is where it is done.
func (d Duty) Site() orgtree.Code { return d.Place }

// Engage opens an assignment; it follows from claiming a place.
type Engage struct {
	Posting   uuid.UUID `json:"posting" zh:"岗位或项目" en:"Posting"`
	Volunteer string    `json:"volunteer" zh:"志愿者" en:"Volunteer"`
	Duty
}

// Verb is "engage".
func (Engage) Verb() string { return "engage" }

// Resign gives the place back (退出).
type Resign struct {
	Reason string `json:"reason,omitempty" zh:"理由" en:"Reason" rule:"max=500" personal:"content"`
}

// Verb is "resign".
func (Resign) Verb() string { return "resign" }

// Relieve follows when the posting ends.
type Relieve struct{}

// Verb is "relieve".
func (Relieve) Verb() string { return "relieve" }

// Serve books what was done on a day (登记服务).
type Serve struct {
	Day     civil.Date `json:"day" zh:"服务日期" en:"Day" rule:"required"`
	Minutes int        `json:"minutes" zh:"时长（分钟）" en:"Minutes" rule:"required,min=10,max=720"`
	Text    string     `json:"text,omitempty" zh:"服务情况" en:"What was done" rule:"max=1000" personal:"content"`
}

// Verb is "serve".
func (Serve) Verb() string { return "serve" }

// Vacate follows when somebody gives a place back.
type Vacate struct{}

// Verb is "vacate".
func (Vacate) Verb() string { return "vacate" }

// claim is that a person has one place in a posting.
func (a *Assignment) claim() governance.Claim {
	return governance.Claim("assignment:" + a.Posting.String() + ":" + a.Subject)
}

func (a *Assignment) engage(cmd Engage, m *governance.Moment) {
	a.Posting, a.Parent, a.Subject, a.Duty = cmd.Posting, cmd.Posting, cmd.Volunteer, cmd.Duty
	m.Take(a.claim())
}

func (a *Assignment) resign(_ Resign, m *governance.Moment) {
	m.Send(governance.Ref{Kind: KindPosting, ID: a.Posting}, Vacate{})
	m.Release(a.claim())
	a.Close(m, string(Resigned))
}

func (a *Assignment) relieve(_ Relieve, m *governance.Moment) { a.Close(m, string(Relieved)) }

// late is within how many days of the end of a place what was done may be booked
// [D].
const late = 15

func (a *Assignment) canServe(cmd Serve, m *governance.Moment) error {
	today := m.Today()
	last := today
	if !a.Closed.IsZero() {
		last = civil.DateOf(a.Closed)
	}
	if today > last.AddDays(late) {
		return governance.Refuse("结束已超过十五日，不能补登", "it ended more than 15 days ago")
	}
	var f governance.Faults
	if cmd.Day > last || cmd.Day < max(a.From, civil.DateOf(a.Opened)) {
		f.Add("day", "out-of-range", "应在认领和岗位开始之后、今天或结束日之前", "does not lie between the claim, or the first day, and today or the end")
	}
	return f.Err()
}

func (a *Assignment) serve(cmd Serve, m *governance.Moment) {
	m.Open(service.Kind, service.Book{Assignment: a.ID, Posting: a.Posting, Volunteer: a.Subject, Stint: service.Stint{
		Hosted: a.Hosted, Place: a.Place, Team: a.Team, Form: a.Form, Day: cmd.Day, Minutes: cmd.Minutes, Text: cmd.Text,
	}})
}

func (a *Assignment) tally(cmd service.Tally, _ *governance.Moment) {
	a.Services++
	a.Minutes += cmd.Minutes
}

func table() governance.Table[Assignment] {
	phases, on := governance.Phases, governance.VerbOf
	follows := governance.ByConsequence[Assignment]()
	self := governance.By("self", "志愿者", "the volunteer", (*Assignment).WhoIsSubject)
	host := governance.By("host", "发布单位或社区", "who posted it, or the community", (*Assignment).WhoHosts)
	rules := []governance.Rule[Assignment]{
		governance.On(phases(governance.Unopened), phases(Held), follows, nil, (*Assignment).engage).
			As("assignment.engage", "4 G10", "每人每岗认领一个名额", "one has one place in a posting"),
		governance.On(phases(Held), phases(Resigned), self.Or(host), nil, (*Assignment).resign).
			As("assignment.resign", "4 G10 [D]", "可以随时退出，名额重新开放", "one may give the place back at any time"),
		governance.On(phases(Held), phases(Relieved), follows, nil, (*Assignment).relieve).
			As("assignment.relieve", "4 G10 [D]", "岗位或项目结束即期满", "it ends with its posting"),
		governance.On(phases(Held, Resigned, Relieved), nil, self.Or(host), (*Assignment).canServe, (*Assignment).serve).
			As("assignment.serve", "4 G10", "按日登记服务时长，可由发布单位代登，结束后十五日内可补登", "what was done is booked by the day, by the volunteer or for them, until 15 days after the end"),
		governance.On(phases(Held, Resigned, Relieved), nil, follows, nil, (*Assignment).tally).
			As("assignment.tally", "4 G10", "确认的服务计入次数和时长", "what is confirmed is counted"),
	}
	return governance.Table[Assignment]{
		Kind: Kind,
		Phases: []governance.PhaseLabel{
			governance.PhaseOf(Held, "在岗", "held"), governance.FinalPhase(Resigned, "已退出", "resigned"), governance.FinalPhase(Relieved, "已期满", "relieved"),
		},
		Verbs: []governance.VerbLabel{
			on("engage", "认领", "Engage"), on("resign", "退出", "Resign"), on("relieve", "期满", "Relieve"), on("serve", "登记服务", "Book a service"), on("tally", "计入", "Count"),
		},
		Rules: rules,
	}.Kept(self.Or(host), host)
}

// New returns the book of assignments.
func New() (*governance.Book[Assignment], error) {
	return governance.NewBook(governance.Institution[Assignment]{
		Kind: Kind, Path: "assignments", Source: "4 G10", Schema: 1, Class: "form",
		Label:    governance.Text{Zh: "志愿认领", En: "assignment"},
		Sentence: governance.Text{Zh: "一人对一个岗位或项目的认领：在岗、退出或期满", En: "one person's place in a posting: held, given back or ended with it"},
		Table:    table(),
		File: func(a *Assignment, h *governance.Header) {
			h.Unit, h.Class, h.Person = string(a.Host), string(a.Form), a.Subject
		},
		Audience: func(a *Assignment, to []governance.Address) []governance.Address {
			return append(a.WhoIsSubject(a.WhoIsCentre(a.WhoHosts(to))), governance.Unit(a.District))
		},
		Asks: []governance.Question{askHeld()},
	})
}

// OfPosting asks for the assignments of a posting.
type OfPosting struct {
	Posting uuid.UUID `json:"posting" zh:"岗位或项目" en:"Posting" rule:"required"`
}

// askHeld answers whose places in a posting are held.
func askHeld() governance.Question {
	return governance.Ask("held", func(ctx context.Context, r *governance.Reader, p OfPosting) (ids []uuid.UUID, err error) {
		err = governance.EachOf(ctx, r, governance.Query{Parent: p.Posting, Phases: governance.Phases(Held), Limit: 1000}, func(a *Assignment) { ids = append(ids, a.ID) })
		return ids, err
	}).As("4 G10 [D]", governance.Text{Zh: "在岗", En: "held"}, governance.Text{Zh: "一个岗位或项目的在岗认领", En: "the places of a posting that are held"}).ToDecisions()
}
