package agenda

import (
	"time"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/examples/simulate/chance"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/activity"
	"github.com/jinlin-project/jinlin/governance/activity/fixedday"
	"github.com/jinlin-project/jinlin/governance/activity/plan"
	"github.com/jinlin-project/jinlin/governance/activity/signup"
	"github.com/jinlin-project/jinlin/orgtree"
)

// activitiesPlan is the year's activities (G12).
type activitiesPlan struct {
	Benefit   Count      `json:"benefit"` // public-benefit activities
	Days      Span       `json:"days"`
	Themes    []theme    `json:"themes"`
	Courses   []Share    `json:"courses"` // held, or called off, or proposed by a resident
	SignUps   Span       `json:"signUps"` // from, to: how many sign up for one
	Capacity  int        `json:"capacity"`
	Absent    int        `json:"absentPerMille"`
	Withdraw  int        `json:"withdrawPerMille"`
	FixedDays []fixedDay `json:"fixedDays"`
}

// A theme is a kind of activity, with what activities of it are called.
type theme struct {
	Share
	Titles []string `json:"titles"`
}

// A fixedDay is instituted by every town with communities.
type fixedDay struct {
	Day   fixedday.Day          `json:"day"`
	Theme plan.Theme            `json:"theme"`
	Title string                `json:"title"`
	Rule  governance.Recurrence `json:"rule"`
	Trial bool                  `json:"trial"`
}

func (a *Agenda) gather() {
	p := &a.plan.Activities
	themes := a.deal("themes", sharesOf(p.Themes, func(t theme) Share { return t.Share }), p.Benefit)
	courses, titles := a.deal("activity courses", p.Courses, p.Benefit), map[string][]string{}
	for _, t := range p.Themes {
		titles[t.Code] = t.Titles
	}
	a.spread("activity", p.Benefit, p.Days, func(s *scene, i int) {
		c, at := s.stream("activity", i), s.cast.community(i)
		begins := s.workday(5).Start().Add(time.Duration(9+c.Below(9)) * time.Hour)
		s.announce(&event{at: at, n: i, begins: begins, c: c}, activity.Announce{Begins: begins, Ends: begins.Add(2 * time.Hour), Plan: plan.Plan{
			Title: pick(titles[themes[i]], c), Theme: plan.Theme(themes[i]), Benefit: true, Place: at, Capacity: p.Capacity, Waitlist: 5,
			Partners: []plan.Partner{{Unit: s.cast.department(i), Part: "提供专业服务"}},
		}}, courses[i])
	})
	a.fixDays()
}

// An event is one activity that is announced.
type event struct {
	id     uuid.UUID
	at     orgtree.Code
	n      int
	begins time.Time
	c      *chance.Stream
}

// announce announces an activity a week ahead, has people sign up, and holds it or
// calls it off.
func (s *scene) announce(e *event, cmd activity.Announce, course string) {
	host := s.cast.unit(e.at)
	who := host
	if course == "proposed" {
		who = s.cast.person(s.cast.neighbour(e.at, e.n))
	}
	e.id = s.open(who, activity.Kind, cmd)
	if course == "proposed" {
		s.later(1, e.c, func(s *scene) { s.do(host, activity.Kind, e.id, activity.Approve{}) })
	}
	signed := s.signUp(e)
	if course == "called-off" {
		s.at(e.begins.Add(-3*time.Hour), func(s *scene) { s.do(host, activity.Kind, e.id, activity.Cancel{Reason: "天气原因取消。"}) })
		return
	}
	s.at(e.begins.Add(20*time.Minute), func(s *scene) { s.checkIn(e, host, signed) })
}

// signUp has neighbours sign up over the days before, and some withdraw again; it fills
// in the sign-ups as they come.
func (s *scene) signUp(e *event) *[]uuid.UUID {
	p, signed := &s.plan.Activities, new([]uuid.UUID)
	for k := range e.c.Between(p.SignUps[0], p.SignUps[1]) {
		who := s.cast.person(s.cast.neighbour(e.at, e.n/len(s.cast.communities)+k))
		if k >= len(s.cast.neighbours[e.at]) {
			break
		}
		leaves := e.c.Hits(p.Withdraw)
		s.at(e.begins.Add(-time.Duration(12+e.c.Below(60))*time.Hour), func(s *scene) {
			s.do(who, activity.Kind, e.id, activity.Join{})
			id := s.followed(signup.Kind)
			if leaves {
				s.at(e.begins.Add(-6*time.Hour), func(s *scene) { s.do(who, signup.Kind, id, signup.Withdraw{}) })
				return
			}
			*signed = append(*signed, id)
		})
	}
	return signed
}

// checkIn checks in who has a place and has come, and gives the account the next day.
func (s *scene) checkIn(e *event, host governance.Actor, signed *[]uuid.UUID) {
	for _, id := range *signed {
		up := read[signup.SignUp](s, signup.Kind, id)
		if up.Phase == signup.Seated && !e.c.Hits(s.plan.Activities.Absent) {
			s.do(host, signup.Kind, id, signup.CheckIn{})
		}
	}
	s.later(1, e.c, func(s *scene) {
		s.do(host, activity.Kind, e.id, activity.Conclude{Text: "活动顺利举办，居民反响热烈。", Others: e.c.Between(0, 30)})
	})
}

// fixDays institutes the fixed days, and accounts for what they announce by themselves.
func (a *Agenda) fixDays() {
	for i, row := range a.plan.Activities.FixedDays {
		for j, town := range a.cast.towns {
			a.at(office(a.workdays(Span{1, 15})[1+j], a.stream("fixed day "+row.Title, j)), func(s *scene) {
				id := s.open(s.cast.unit(town), fixedday.Kind, fixedday.Institute{
					Plan:  plan.Plan{Title: s.cast.tree.Name(town) + row.Title, Theme: row.Theme, Place: town},
					Times: fixedday.Times{Rule: row.Rule, At: "09:00", Minutes: 120, Ahead: 7}, Day: row.Day, Trial: row.Trial,
				})
				if row.Trial {
					s.later(120+i, s.stream("established", j), func(s *scene) { s.do(s.cast.unit(town), fixedday.Kind, id, fixedday.Establish{}) })
				}
			})
		}
	}
	for i, day := range a.workdays(Span{5, 365}) {
		c := a.stream("accounts of fixed days", i)
		a.at(day.Start().Add(17*time.Hour+30*time.Minute), func(s *scene) {
			for _, id := range s.in(activity.Kind, activity.Over) {
				if one := read[activity.Activity](s, activity.Kind, id); one.FixedDay != uuid.Nil {
					s.do(s.cast.unit(one.Host), activity.Kind, id, activity.Conclude{Text: "活动日如期开展。", Others: c.Between(20, 200)})
				}
			}
		})
	}
}
