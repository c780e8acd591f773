package activity

import (
	"cmp"
	"context"
	"slices"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// KindSignUp is the kind under which sign-ups are kept.
const KindSignUp = "signup"

// The phases of a sign-up.
const (
	Waiting  governance.Phase = "waiting"  // 候补
	Seated   governance.Phase = "seated"   // 已报名
	Attended governance.Phase = "attended" // 已到场
	Absent   governance.Phase = "absent"   // 缺席
	NotTaken governance.Phase = "void"     // 未参加
)

// The outcomes of a sign-up of which nothing came.
const (
	Withdrawn = "withdrawn" // 退出
	Unseated  = "unseated"  // 候补未成
)

// A SignUp is one person's sign-up for an activity (报名).
type SignUp struct {
	governance.Head
	Activity uuid.UUID `json:"activity" zh:"活动" en:"Activity"`
	Hosted
	Place  orgtree.Code `json:"place" zh:"地点" en:"Place"`
	Number int          `json:"number" zh:"报名序号" en:"Number"`
	Name   string       `json:"name,omitempty" zh:"姓名" en:"Name" personal:"identity" mask:"name"`
}

// claim is that a person signs up for an activity once.
func (s *SignUp) claim() governance.Claim {
	return governance.Claim("signup:" + s.Activity.String() + ":" + s.Subject)
}

func (s *SignUp) register(cmd Register, m *governance.Moment) {
	s.Activity, s.Parent, s.Hosted, s.Place, s.Number = cmd.Activity, cmd.Activity, cmd.Hosted, cmd.Place, cmd.Number
	s.Subject, s.Name = cmd.Person, cmd.Name
	s.Phase = Waiting
	if cmd.Seated {
		s.Phase = Seated
	}
	if s.Subject != "" {
		m.Take(s.claim())
	}
}

func (s *SignUp) seat(Seat, *governance.Moment) {}

func (s *SignUp) withdraw(_ Withdraw, m *governance.Moment) {
	m.Send(governance.Ref{Kind: Kind, ID: s.Activity}, Vacate{Waiting: s.Phase == Waiting})
	if s.Subject != "" {
		m.Release(s.claim()) // who withdraws may sign up again, behind those who wait
	}
	s.Close(m, Withdrawn)
}

func (s *SignUp) checkIn(_ CheckIn, m *governance.Moment) {
	m.Send(governance.Ref{Kind: Kind, ID: s.Activity}, Came{})
	s.Close(m, string(Attended))
}

func (s *SignUp) miss(_ Miss, m *governance.Moment) { s.Close(m, string(Absent)) }

func (s *SignUp) void(cmd Void, m *governance.Moment) { s.Close(m, cmd.Outcome) }

func signUpTable() governance.Table[SignUp] {
	phases, on := governance.Phases, governance.VerbOf
	follows := governance.ByConsequence[SignUp]()
	host := governance.By("host", "主办单位", "the organiser", (*SignUp).whoHosts)
	self := governance.By("self", "报名人", "who signed up", (*SignUp).WhoIsSubject)
	centre := governance.By("centre", "智慧管理服务中心", "the centre", (*SignUp).WhoIsCentre)
	rules := []governance.Rule[SignUp]{
		governance.On(phases(governance.Unopened), phases(Waiting, Seated), follows, nil, (*SignUp).register).
			As("signup.register", "4 G12", "每人每场报名一次，有名额即报名成功，否则候补", "each person signs up once; there is a place, or they wait"),
		governance.On(phases(Waiting), phases(Seated), follows, nil, (*SignUp).seat).
			As("signup.seat", "4 G12 [D]", "有人退出时按报名先后递补", "a place that comes free goes to whoever has waited longest"),
		governance.On(phases(Waiting, Seated), phases(NotTaken), self.Or(host), nil, (*SignUp).withdraw).
			As("signup.withdraw", "4 G12 [D]", "活动开始前可以退出，名额同时递补", "one may withdraw until it begins; the place is passed on in the same commit"),
		governance.On(phases(Seated), phases(Attended), host, nil, (*SignUp).checkIn).
			As("signup.check-in", "4 G12", "到场签到，自活动开始至小结", "who comes is checked in, from the beginning until the account"),
		governance.On(phases(Seated), phases(Absent), follows, nil, (*SignUp).miss).
			As("signup.miss", "4 G12 [D]", "报名后未到场的记为缺席", "who had a place and did not come was absent"),
		governance.On(phases(Waiting, Seated), phases(NotTaken), follows, nil, (*SignUp).void).
			As("signup.void", "4 G12 [D]", "活动开始仍在候补，或活动取消的，报名终止", "it ends for who still waits at the beginning, and for all when it is called off"),
	}
	rules = append(rules, governance.RecordRules(KindSignUp, phases(Waiting, Seated, Attended, Absent, NotTaken), host, host, centre)...)
	return governance.Table[SignUp]{
		Phases: []governance.PhaseLabel{
			governance.PhaseOf(Waiting, "候补", "waiting"), governance.PhaseOf(Seated, "已报名", "has a place"), governance.FinalPhase(Attended, "已到场", "came"),
			governance.FinalPhase(Absent, "缺席", "did not come"), governance.FinalPhase(NotTaken, "未参加", "did not take part"),
		},
		Verbs: append([]governance.VerbLabel{
			on("register", "报名", "Register"), on("seat", "递补", "Give a place"), on("withdraw", "退出", "Withdraw"),
			on("check-in", "签到", "Check in"), on("miss", "缺席", "Miss"), on("void", "终止", "Void"),
		}, governance.RecordVerbs()...),
		Rules: rules,
	}
}

// NewSignUps returns the book of sign-ups.
func NewSignUps() (*governance.Book[SignUp], error) {
	return governance.NewBook(governance.Institution[SignUp]{
		Kind: KindSignUp, Path: "signups", Source: "4 G12", Schema: 1, Uncounted: []string{Withdrawn, Unseated, Cancelled},
		Label:    governance.Text{Zh: "活动报名", En: "sign-up"},
		Sentence: governance.Text{Zh: "一人对一场活动的报名：候补、报名、到场或缺席", En: "one person's sign-up for an activity: waiting, a place, came or absent"},
		Table:    signUpTable(),
		File: func(s *SignUp, h *governance.Header) {
			h.Unit, h.Person = string(s.Host), s.Subject
		},
		Audience: func(s *SignUp, to []governance.Address) []governance.Address {
			return s.WhoIsSubject(s.WhoIsCentre(s.whoHosts(to)))
		},
		Asks: []governance.Question{askRoll("waiting", "候补名单", Waiting), askRoll("seated", "待签到名单", Seated)},
	})
}

// OfActivity asks for the sign-ups of an activity.
type OfActivity struct {
	Activity uuid.UUID `json:"activity" zh:"活动" en:"Activity" rule:"required"`
}

// askRoll answers which of an activity's sign-ups stand in a phase, by number.
func askRoll(name, zh string, phase governance.Phase) governance.Question {
	return governance.Ask(name, func(ctx context.Context, r *governance.Reader, p OfActivity) ([]uuid.UUID, error) {
		var found []*SignUp
		err := r.Each(ctx, governance.Query{Parent: p.Activity, Phases: governance.Phases(phase), Limit: 1000}, func(record any) bool {
			found = append(found, record.(*SignUp))
			return true
		})
		slices.SortFunc(found, func(a, b *SignUp) int { return cmp.Compare(a.Number, b.Number) })
		ids := make([]uuid.UUID, len(found))
		for i, s := range found {
			ids[i] = s.ID
		}
		return ids, err
	}).As("4 G12 [D]", governance.Text{Zh: zh, En: name + " list"},
		governance.Text{Zh: "一场活动的" + zh + "，按报名先后", En: "whose of an activity stand so, in the order of their numbers"}).ToDecisions()
}
