package service

import (
	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/volunteer/host"
	"github.com/jinlin-project/jinlin/orgtree"
)

// Kind is the kind under which services are kept.
const Kind = "service"

// KindAssignment is the kind under which the places are kept in which people serve.
const KindAssignment = "assignment"

// The phases of a service.
const (
	Booked    governance.Phase = "booked"    // 待确认
	Confirmed governance.Phase = "confirmed" // 已确认
	Rejected  governance.Phase = "rejected"  // 未认可
)

// LimitConfirm is the time limit for confirming what was booked.
const LimitConfirm = "confirm"

// A Service is what one person did for a posting on a day (志愿服务).
type Service struct {
	governance.Head
	Posting    uuid.UUID `json:"posting" zh:"岗位或项目" en:"Posting"`
	Assignment uuid.UUID `json:"assignment" zh:"认领" en:"Assignment"`
	Stint
}

// A Stint is what was done in a day: for whom, where, in which form and how long.
type Stint struct {
	host.Hosted
	Place   orgtree.Code `json:"place" zh:"地点" en:"Place"`
	Team    uuid.UUID    `json:"team,omitzero" zh:"服务队" en:"Team"`
	Form    host.SixForm `json:"form" zh:"六式" en:"Form"`
	Day     civil.Date   `json:"day" zh:"服务日期" en:"Day"`
	Minutes int          `json:"minutes" zh:"时长（分钟）" en:"Minutes"`
	Text    string       `json:"text,omitempty" zh:"服务情况" en:"What was done" personal:"content"`
}

// Site is where it was done.
func (s Stint) Site() orgtree.Code { return s.Place }

// Book opens a service; it follows from serving.
type Book struct {
	Assignment uuid.UUID `json:"assignment" zh:"认领" en:"Assignment"`
	Posting    uuid.UUID `json:"posting" zh:"岗位或项目" en:"Posting"`
	Volunteer  string    `json:"volunteer" zh:"志愿者" en:"Volunteer"`
	Stint
}

// Verb is "book".
func (Book) Verb() string { return "book" }

// Confirm confirms it (确认).
type Confirm struct{}

// Verb is "confirm".
func (Confirm) Verb() string { return "confirm" }

// Reject does not (不予认可): it may be booked again as it was.
type Reject struct {
	Reason governance.Reason `json:"reason"`
}

// Verb is "reject".
func (Reject) Verb() string { return "reject" }

// Tally follows when a service is confirmed.
type Tally struct {
	Minutes int `json:"minutes" zh:"时长（分钟）" en:"Minutes"`
}

// Verb is "tally".
func (Tally) Verb() string { return "tally" }

// claim is that hours are booked once for a person, a posting and a day.
func (s *Service) claim() governance.Claim {
	return governance.Claim("service:" + s.Posting.String() + ":" + s.Day.String() + ":" + s.Subject)
}

func (s *Service) book(cmd Book, m *governance.Moment) {
	s.Posting, s.Assignment, s.Parent, s.Subject = cmd.Posting, cmd.Assignment, cmd.Assignment, cmd.Volunteer
	s.Stint = cmd.Stint
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

func table() governance.Table[Service] {
	phases, on := governance.Phases, governance.VerbOf
	self := governance.By("self", "志愿者", "the volunteer", (*Service).WhoIsSubject)
	host := governance.By("host", "发布单位或社区", "who posted it, or the community", (*Service).WhoHosts)
	rules := []governance.Rule[Service]{
		governance.On(phases(governance.Unopened), phases(Booked), governance.ByConsequence[Service](), nil, (*Service).book).
			As("service.book", "4 G10", "每人每岗每日登记一次", "hours are booked once for a person, a posting and a day").Starting(LimitConfirm),
		governance.On(phases(Booked), phases(Confirmed), host, canJudge[Confirm], (*Service).confirm).
			As("service.confirm", "4 G10", "发布单位确认后计入，不能确认自己的", "it counts when who posted it has confirmed it; nobody confirms their own").MustAct().Ending(LimitConfirm),
		governance.On(phases(Booked), phases(Rejected), host, canJudge[Reject], (*Service).reject).
			As("service.reject", "4 G10 [D]", "不予认可的说明理由，可以重新登记", "what is not so is rejected with the reason, and may be booked anew").Ending(LimitConfirm),
	}
	return governance.Table[Service]{
		Kind: Kind,
		Phases: []governance.PhaseLabel{
			governance.PhaseOf(Booked, "待确认", "booked"), governance.FinalPhase(Confirmed, "已确认", "confirmed"), governance.FinalPhase(Rejected, "未认可", "rejected"),
		},
		Verbs: []governance.VerbLabel{on("book", "登记服务", "Book"), on("confirm", "确认", "Confirm"), on("reject", "不予认可", "Reject")},
		Rules: rules,
	}.Timed(Booked).Kept(self.Or(host), host)
}

// New returns the book of services.
func New(limits governance.Limits) (*governance.Book[Service], error) {
	return governance.NewBook(governance.Institution[Service]{
		Kind: Kind, Path: "services", Source: "4 G10", Schema: 1, Policy: limits, Uncounted: []string{string(Rejected)}, Class: "form",
		Label:    governance.Text{Zh: "志愿服务", En: "service"},
		Sentence: governance.Text{Zh: "一人一日的志愿服务：登记、确认、计入时长", En: "what one person did on a day: booked, confirmed, counted"},
		Table:    table(),
		File: func(s *Service, h *governance.Header) {
			h.Unit, h.Class, h.Person = string(s.Host), string(s.Form), s.Subject
		},
		Audience: func(s *Service, to []governance.Address) []governance.Address {
			return append(s.WhoIsSubject(s.WhoIsCentre(s.WhoHosts(to))), governance.Unit(s.District))
		},
		Asks: []governance.Question{askGiven()},
	})
}
