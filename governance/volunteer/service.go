package volunteer

import (
	"context"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// KindService is the kind under which services are kept.
const KindService = "service"

// The phases of a service.
const (
	Booked    governance.Phase = "booked"    // 待确认
	Confirmed governance.Phase = "confirmed" // 已确认
	Rejected  governance.Phase = "rejected"  // 未认可
)

// A Service is what one person did for a posting on a day (志愿服务).
type Service struct {
	governance.Head
	Posting    uuid.UUID `json:"posting" zh:"岗位或项目" en:"Posting"`
	Assignment uuid.UUID `json:"assignment" zh:"认领" en:"Assignment"`
	Hosted
	Place   orgtree.Code `json:"place" zh:"地点" en:"Place"`
	Team    uuid.UUID    `json:"team,omitzero" zh:"服务队" en:"Team"`
	Form    SixForm      `json:"form" zh:"六式" en:"Form"`
	Day     civil.Date   `json:"day" zh:"服务日期" en:"Day"`
	Minutes int          `json:"minutes" zh:"时长（分钟）" en:"Minutes"`
	Text    string       `json:"text,omitempty" zh:"服务情况" en:"What was done" personal:"content"`
}

// Book opens a service; it follows from [Serve].
type Book struct {
	Assignment uuid.UUID `json:"assignment" zh:"认领" en:"Assignment"`
	Posting    uuid.UUID `json:"posting" zh:"岗位或项目" en:"Posting"`
	Volunteer  string    `json:"volunteer" zh:"志愿者" en:"Volunteer"`
	Hosted
	Place   orgtree.Code `json:"place" zh:"地点" en:"Place"`
	Team    uuid.UUID    `json:"team,omitzero" zh:"服务队" en:"Team"`
	Form    SixForm      `json:"form" zh:"六式" en:"Form"`
	Day     civil.Date   `json:"day" zh:"服务日期" en:"Day"`
	Minutes int          `json:"minutes" zh:"时长（分钟）" en:"Minutes"`
	Text    string       `json:"text,omitempty" zh:"服务情况" en:"What was done" personal:"content"`
}

// Verb is "book".
func (Book) Verb() string { return "book" }

// Site is where it was done.
func (b Book) Site() orgtree.Code { return b.Place }

// Confirm confirms it (确认).
type Confirm struct{}

// Verb is "confirm".
func (Confirm) Verb() string { return "confirm" }

// Reject does not (不予认可): it may be booked again as it was.
type Reject struct {
	Reason string `json:"reason" zh:"理由" en:"Reason" rule:"required,max=500" personal:"content"`
}

// Verb is "reject".
func (Reject) Verb() string { return "reject" }

// claim is that hours are booked once for a person, a posting and a day.
func (s *Service) claim() governance.Claim {
	return governance.Claim("service:" + s.Posting.String() + ":" + s.Day.String() + ":" + s.Subject)
}

func (s *Service) book(cmd Book, m *governance.Moment) {
	s.Posting, s.Assignment, s.Parent, s.Subject = cmd.Posting, cmd.Assignment, cmd.Assignment, cmd.Volunteer
	s.Hosted, s.Place, s.Team, s.Form = cmd.Hosted, cmd.Place, cmd.Team, cmd.Form
	s.Day, s.Minutes, s.Text = cmd.Day, cmd.Minutes, cmd.Text
	m.Take(s.claim())
	s.Start(m, LimitConfirm, s.Host)
}

func canJudge[C governance.Command](s *Service, _ C, m *governance.Moment) error {
	if m.Actor.Person == s.Subject {
		return governance.Refuse("不能确认自己的服务", "nobody confirms their own service")
	}
	return nil
}

func (s *Service) confirm(_ Confirm, m *governance.Moment) {
	s.MeetAll(m, LimitConfirm)
	m.Send(governance.Ref{Kind: KindAssignment, ID: s.Assignment}, Tally{s.Minutes})
	s.Close(m, string(Confirmed))
}

func (s *Service) reject(_ Reject, m *governance.Moment) {
	s.MeetAll(m, LimitConfirm)
	m.Release(s.claim())
	s.Close(m, string(Rejected))
}

// The names of the limits.
const (
	LimitAccept  = "accept"
	LimitConfirm = "confirm"
)

// DefaultLimits returns the time limits, which a district may set otherwise.
func DefaultLimits() governance.Limits {
	return governance.Limits{
		governance.LimitOf(LimitAccept, 5, governance.WorkingDays, "4 G10 [D]").
			Say("确认自荐", "answering an offer", "自荐后5个工作日内答复", "who offers themselves is answered within 5 working days"),
		governance.LimitOf(LimitConfirm, 5, governance.WorkingDays, "4 G10 [D]").
			Say("确认服务", "confirming a service", "登记后5个工作日内确认", "what is booked is confirmed within 5 working days"),
	}
}

func orDefault(limits governance.Limits) governance.Limits {
	if limits == nil {
		return DefaultLimits()
	}
	return limits
}

func serviceTable() governance.Table[Service] {
	phases, on := governance.Phases, governance.VerbOf
	self := governance.By("self", "志愿者", "the volunteer", (*Service).WhoIsSubject)
	host := governance.By("host", "发布单位或社区", "who posted it, or the community", (*Service).whoHosts)
	centre := governance.By("centre", "智慧管理服务中心", "the centre", (*Service).WhoIsCentre)
	rules := []governance.Rule[Service]{
		governance.On(phases(governance.Unopened), phases(Booked), governance.ByConsequence[Service](), nil, (*Service).book).
			As("service.book", "4 G10", "每人每岗每日登记一次", "hours are booked once for a person, a posting and a day").Starting(LimitConfirm),
		governance.On(phases(Booked), phases(Confirmed), host, canJudge[Confirm], (*Service).confirm).
			As("service.confirm", "4 G10", "发布单位确认后计入，不能确认自己的", "it counts when who posted it has confirmed it; nobody confirms their own").MustAct().Ending(LimitConfirm),
		governance.On(phases(Booked), phases(Rejected), host, canJudge[Reject], (*Service).reject).
			As("service.reject", "4 G10 [D]", "不予认可的说明理由，可以重新登记", "what is not so is rejected with the reason, and may be booked anew").Ending(LimitConfirm),
	}
	rules = append(rules, governance.TimeRules[Service](KindService, phases(Booked))...)
	rules = append(rules, governance.RecordRules(KindService, phases(Booked, Confirmed, Rejected), self.Or(host), host, centre)...)
	return governance.Table[Service]{
		Phases: []governance.PhaseLabel{
			governance.PhaseOf(Booked, "待确认", "booked"), governance.FinalPhase(Confirmed, "已确认", "confirmed"), governance.FinalPhase(Rejected, "未认可", "rejected"),
		},
		Verbs: append([]governance.VerbLabel{on("book", "登记服务", "Book"), on("confirm", "确认", "Confirm"), on("reject", "不予认可", "Reject")}, governance.StandardVerbs()...),
		Rules: rules,
	}
}

// NewServices returns the book of services; nil takes the default limits.
func NewServices(limits governance.Limits) (*governance.Book[Service], error) {
	return governance.NewBook(governance.Institution[Service]{
		Kind: KindService, Path: "services", Source: "4 G10", Schema: 1, Policy: orDefault(limits), Uncounted: []string{string(Rejected)}, Class: "form",
		Label:    governance.Text{Zh: "志愿服务", En: "service"},
		Sentence: governance.Text{Zh: "一人一日的志愿服务：登记、确认、计入时长", En: "what one person did on a day: booked, confirmed, counted"},
		Table:    serviceTable(),
		File: func(s *Service, h *governance.Header) {
			h.Unit, h.Class, h.Person = string(s.Host), string(s.Form), s.Subject
		},
		Audience: func(s *Service, to []governance.Address) []governance.Address {
			return append(s.WhoIsSubject(s.WhoIsCentre(s.whoHosts(to))), governance.Unit(s.District))
		},
		Asks: []governance.Question{askGiven()},
	})
}

// Given is what was confirmed of what was booked in a period: services (志愿服务次数),
// people and minutes, and the services of each of the six forms and of teams.
type Given struct {
	Services   int64             `json:"services"`
	Volunteers int64             `json:"volunteers"`
	Minutes    int64             `json:"minutes"`
	ByForm     map[SixForm]int64 `json:"byForm"`
	OfTeams    int64             `json:"ofTeams"`
}

// askGiven answers for the services booked in a period.
func askGiven() governance.Question {
	return governance.Ask("given", func(ctx context.Context, r *governance.Reader, p governance.FigureParams) (Given, error) {
		out := Given{ByForm: map[SixForm]int64{}}
		q, err := r.Period(p)
		if err != nil {
			return out, err
		}
		q.Phases, q.Limit = governance.Phases(Confirmed), 1000
		people := map[string]bool{}
		err = r.Each(ctx, q, func(record any) bool {
			s := record.(*Service)
			people[s.Subject] = true
			out.add(s)
			return true
		})
		out.Volunteers = int64(len(people))
		return out, err
	}).As("4 G10 [F]", governance.Text{Zh: "志愿服务统计", En: "service given"},
		governance.Text{Zh: "已确认的服务次数、人数、时长，按六式和服务队", En: "services confirmed, people and minutes, by form and of teams"})
}

func (g *Given) add(s *Service) {
	g.Services++
	g.Minutes += int64(s.Minutes)
	g.ByForm[s.Form]++
	if s.Team != uuid.Nil {
		g.OfTeams++
	}
}
