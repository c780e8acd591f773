package signup

import (
	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/activity/plan"
	"github.com/jinlin-project/jinlin/orgtree"
)

// Kind is the kind under which sign-ups are kept.
const Kind = "signup"

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
	Cancelled = "cancelled" // 活动取消
)

// A SignUp is one person's sign-up for an activity (报名).
type SignUp struct {
	governance.Head
	Activity uuid.UUID `json:"activity" zh:"活动" en:"Activity"`
	plan.Hosted
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
	m.Send(governance.Ref{Kind: plan.KindActivity, ID: s.Activity}, Vacate{Waiting: s.Phase == Waiting})
	if s.Subject != "" {
		m.Release(s.claim()) // who withdraws may sign up again, behind those who wait
	}
	s.Close(m, Withdrawn)
}

func (s *SignUp) checkIn(_ CheckIn, m *governance.Moment) {
	m.Send(governance.Ref{Kind: plan.KindActivity, ID: s.Activity}, Came{})
	s.Close(m, string(Attended))
}

func (s *SignUp) miss(_ Miss, m *governance.Moment) { s.Close(m, string(Absent)) }

func (s *SignUp) void(cmd Void, m *governance.Moment) { s.Close(m, cmd.Outcome) }
