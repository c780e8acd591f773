package mutualaid

import (
	"context"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// KindHelp is the kind under which helps are kept.
const KindHelp = "help"

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

func (h *Help) need() governance.Ref { return governance.Ref{Kind: Kind, ID: h.Need} }

// OfNeed asks for the helps of a need.
type OfNeed struct {
	Need uuid.UUID `json:"need" zh:"需求" en:"Need" rule:"required"`
}

// askLive answers which helps of a need are to be told when it is called off.
func askLive() governance.Question {
	return governance.Ask("live", func(ctx context.Context, r *governance.Reader, p OfNeed) (ids []uuid.UUID, err error) {
		err = r.Each(ctx, governance.Query{Parent: p.Need, Phases: governance.Phases(Taken, Reported)}, func(record any) bool {
			ids = append(ids, record.(*Help).ID)
			return true
		})
		return ids, err
	}).As("4 G7 [D]", governance.Text{Zh: "接单人", En: "helpers"}, governance.Text{Zh: "一项需求尚未了结的接单", En: "helps of a need that are not settled"}).ToDecisions()
}

// Service is what helpers did for the needs of a period (服务): how often, how many
// people, how long; how many did not come; and how many of the ratings are content.
type Service struct {
	Services  int64            `json:"services"`
	Helpers   int64            `json:"helpers"`
	Minutes   int64            `json:"minutes"`
	Missed    int64            `json:"missed"`
	Satisfied governance.Ratio `json:"satisfied"`
}

// askService answers for the helps of a period.
func askService() governance.Question {
	return governance.Ask("service", func(ctx context.Context, r *governance.Reader, p governance.FigureParams) (out Service, err error) {
		q, err := r.Period(p)
		if err != nil {
			return out, err
		}
		q.Phases, q.Limit = governance.Phases(Credited, Missed), 1000
		var people []string
		err = r.Each(ctx, q, func(record any) bool {
			h := record.(*Help)
			out.add(h)
			if h.Phase == Credited {
				people = append(people, h.Subject)
			}
			return true
		})
		slices.Sort(people)
		out.Helpers = int64(len(slices.Compact(people)))
		return out, err
	}).As("4 G7", governance.Text{Zh: "服务统计", En: "service"},
		governance.Text{Zh: "服务人次、人数、时长、爽约和满意率", En: "services, people, minutes, no-shows and how many ratings are content"})
}

func (s *Service) add(h *Help) {
	if h.Phase == Missed {
		s.Missed++
		return
	}
	s.Services++
	s.Minutes += int64(h.Minutes)
	if h.Rating == "" {
		return
	}
	s.Satisfied.Den++
	if h.Rating.satisfied() {
		s.Satisfied.Num++
	}
}
