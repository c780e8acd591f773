package help

import (
	"time"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// Kind is the kind under which helps are kept.
const Kind = "help"

// KindNeed is the kind under which the needs are kept that are helped with.
const KindNeed = "need"

// The phases of a help.
const (
	Taken    governance.Phase = "taken"    // 已接单
	Reported governance.Phase = "reported" // 已报到
	Finished governance.Phase = "finished" // 待确认
	Credited governance.Phase = "credited" // 已确认
	Missed   governance.Phase = "missed"   // 爽约
	Released governance.Phase = "released" // 已解除
)

// SteppedBack is the outcome of a help that the helper gave back.
const SteppedBack = "stepped-back" // 退单

// LimitConfirm is the time limit for confirming what is done.
const LimitConfirm = "confirm"

// A Help is one person's part in a need (接单).
type Help struct {
	governance.Head
	Need       uuid.UUID    `json:"need" zh:"需求" en:"Need"`
	Unit       orgtree.Code `json:"unit,omitempty" zh:"代表单位" en:"In the name of the unit"`
	Poster     string       `json:"poster,omitempty" zh:"发起人" en:"Posted by"`
	PosterUnit orgtree.Code `json:"posterUnit,omitempty" zh:"发起单位" en:"Posted by the unit"`
	Community  orgtree.Code `json:"community" zh:"社区" en:"Community"`
	Begins     time.Time    `json:"begins" zh:"约定时间" en:"Agreed time"`
	At         time.Time    `json:"reportedAt,omitzero" zh:"报到时间" en:"Reported in at"`
	Minutes    int          `json:"minutes,omitempty" zh:"时长（分钟）" en:"Minutes"`
	Rating     Rating       `json:"rating,omitempty" zh:"评价" en:"Rating"`
	Text       string       `json:"text,omitempty" zh:"情况" en:"Remark" personal:"content"`
	Remark     string       `json:"remark,omitempty" zh:"评语" en:"Remark of who confirmed" personal:"content"`
}

const (
	early = time.Hour        // how long before the agreed time one may report in [D]
	grace = 30 * time.Minute // how long after it somebody is waited for [D]
	lapse = 24 * time.Hour   // after which who has not reported in was a no-show [D]
)

// claim is that a person helps with a need once, and so is credited once.
func (h *Help) claim() governance.Claim {
	return governance.Claim("help:" + h.Need.String() + ":" + h.Subject)
}

func (h *Help) engage(cmd Engage, m *governance.Moment) {
	h.Need, h.Parent, h.Subject, h.Unit = cmd.Need, cmd.Need, cmd.Helper, cmd.Unit
	h.Poster, h.PosterUnit, h.Community, h.Begins = cmd.Poster, cmd.PosterUnit, cmd.Community, cmd.Begins
	m.Take(h.claim())
	h.Schedule(h.Begins.Add(lapse), "miss")
}

func (h *Help) canReport(_ Report, m *governance.Moment) error {
	if m.Now().Before(h.Begins.Add(-early)) {
		return governance.Refuse("约定时间前一小时起可以报到", "one reports in from an hour before the agreed time")
	}
	return nil
}

func (h *Help) report(_ Report, m *governance.Moment) {
	h.At = m.Now()
	h.Unschedule("miss")
}

func (h *Help) canFinish(cmd Finish, m *governance.Moment) error {
	if m.Now().Before(h.Begins) {
		return governance.Refuse("约定时间未到", "the agreed time has not come")
	}
	var f governance.Faults
	if time.Duration(cmd.Minutes)*time.Minute > m.Now().Sub(h.At) {
		f.Add("minutes", "too-long", "不得超过报到以来的时间", "is more than has passed since reporting in")
	}
	return f.Err()
}

func (h *Help) finish(cmd Finish, m *governance.Moment) {
	h.Minutes, h.Text = cmd.Minutes, cmd.Text
	h.Start(m, LimitConfirm, h.Community)
}

// canJudge keeps helpers from judging their own help.
func canJudge[C governance.Command](h *Help, _ C, m *governance.Moment) error {
	if m.Actor.Person == h.Subject {
		return governance.Refuse("不能确认自己的服务", "nobody confirms their own help")
	}
	return nil
}

func (h *Help) confirm(cmd Confirm, m *governance.Moment) {
	h.Rating, h.Remark = cmd.Rating, cmd.Text
	h.MeetAll(m, LimitConfirm)
	m.Send(h.need(), Settle{Served: true, Minutes: h.Minutes})
	h.Close(m, string(Credited))
}

func (h *Help) object(_ Object, m *governance.Moment) {
	h.Minutes = 0
	h.MeetAll(m, LimitConfirm)
}

func (h *Help) canMiss(cmd Miss, m *governance.Moment) error {
	if m.Now().Before(h.Begins.Add(grace)) {
		return governance.Refuse("约定时间过后半小时方可登记爽约", "somebody is waited for half an hour")
	}
	return canJudge(h, cmd, m)
}

func (h *Help) miss(_ Miss, m *governance.Moment) {
	m.Send(h.need(), Settle{})
	h.Close(m, string(Missed))
}

func (h *Help) canStepBack(_ StepBack, m *governance.Moment) error {
	if !m.Now().Before(h.Begins) {
		return governance.Refuse("约定时间已到，不能退单", "the agreed time has come")
	}
	return nil
}

func (h *Help) stepBack(_ StepBack, m *governance.Moment) {
	m.Send(h.need(), GiveBack{})
	m.Release(h.claim())
	h.Close(m, SteppedBack)
}

func (h *Help) release(_ Release, m *governance.Moment) {
	m.Release(h.claim()) // should the need be open again
	h.Close(m, string(Released))
}

// ReleaseAll releases those whom a row was told of by the question "live".
func ReleaseAll(m *governance.Moment) {
	live, _ := governance.Answered[[]uuid.UUID](m, Kind, "live")
	for _, id := range live {
		m.Send(governance.Ref{Kind: Kind, ID: id}, Release{})
	}
}

func (h *Help) need() governance.Ref { return governance.Ref{Kind: KindNeed, ID: h.Need} }
