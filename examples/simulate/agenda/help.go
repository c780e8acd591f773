package agenda

import (
	"time"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/examples/simulate/chance"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/mutualaid/help"
	"github.com/jinlin-project/jinlin/governance/mutualaid/need"
	"github.com/jinlin-project/jinlin/orgtree"
)

// helpPlan is the year's needs among neighbours (G7).
type helpPlan struct {
	Needs   Count   `json:"needs"`
	Days    Span    `json:"days"`
	Courses []Share `json:"courses"`
	Ratings []Share `json:"ratings"`
	Asks    []ask   `json:"asks"`
}

// An ask is what somebody may need.
type ask struct {
	Title string           `json:"title"`
	Skill governance.Skill `json:"skill"`
}

// A wish is one that was posted.
type wish struct {
	id        uuid.UUID
	community orgtree.Code
	poster    governance.Actor
	begins    time.Time
	course    string
	rating    help.Rating
	n         int
	c         *chance.Stream
}

func (a *Agenda) help() {
	p := &a.plan.Help
	courses, ratings := a.deal("help courses", p.Courses, p.Needs), a.deal("help ratings", p.Ratings, p.Needs)
	a.spread("need", p.Needs, p.Days, func(s *scene, i int) {
		one := &wish{community: s.cast.community(i), course: courses[i], rating: help.Rating(ratings[i]), n: i, c: s.stream("need", i)}
		one.poster = s.cast.person(s.cast.neighbour(one.community, i))
		s.post(one)
	})
}

// post posts a need for a week from now; the community checks it, and orders it.
func (s *scene) post(one *wish) {
	what := pick(s.plan.Help.Asks, one.c)
	one.begins = s.workday(5).Start().Add(time.Duration(14+one.c.Below(3)) * time.Hour)
	cmd := need.Ask{Title: what.Title, Text: "希望邻里搭把手。", Skills: []governance.Skill{what.Skill}, Place: one.community, Wanted: 2, Begins: one.begins}
	if one.course == "recurring" {
		cmd.Repeat, cmd.Until = &governance.Recurrence{Every: governance.Weekly, Day: int((one.begins.Weekday()+6)%7) + 1}, s.today().AddDays(35)
	}
	one.id = s.open(one.poster, need.Kind, need.Post{Ask: cmd})
	community := s.cast.unit(one.community)
	s.later(1, one.c, func(s *scene) {
		switch one.course {
		case "declined":
			s.do(community, need.Kind, one.id, need.Decline{Reason: "属于市场服务，建议联系家政公司。"})
			return
		case "converted":
			s.do(community, need.Kind, one.id, need.Convert{Reason: "涉及公共设施，需部门处理", Category: "B102"})
			s.settleMatter(s.followed(matterKind), one.c, nothing)
			return
		}
		s.do(community, need.Kind, one.id, need.Check{})
		s.later(0, one.c, func(s *scene) {
			if one.course == "not-ordered" {
				s.do(community, need.Kind, one.id, need.Decline{Reason: "已由家属解决。"})
				return
			}
			s.do(community, need.Kind, one.id, need.Order{})
			s.offer(one)
		})
	})
}

// offer has the need taken, by neighbours, by the town or not at all.
func (s *scene) offer(one *wish) {
	community := s.cast.unit(one.community)
	switch one.course {
	case "cancelled":
		s.later(1, one.c, func(s *scene) {
			s.do(one.poster, need.Kind, one.id, need.Cancel{Reason: "不再需要。"})
		})
	case "arranged", "unmet":
		s.at(one.begins.Add(2*time.Hour), func(s *scene) {
			if one.course == "unmet" {
				s.do(community, need.Kind, one.id, need.Cancel{Reason: "社区已另行安排。"})
				return
			}
			one.course, one.begins = "done", s.workday(2).Start().Add(15*time.Hour)
			s.do(community, need.Kind, one.id, need.Reschedule{Begins: one.begins})
			s.offer(one)
		})
	case "town":
		town := s.cast.townOf(one.community)
		s.take(one, s.cast.unit(town), town, "done")
	case "stepped-back":
		s.take(one, s.helper(one, 1), "", "steps-back")
		s.take(one, s.helper(one, 2), "", "done")
	case "missed":
		s.take(one, s.helper(one, 1), "", "misses")
		s.take(one, s.helper(one, 2), "", "done")
	default:
		s.take(one, s.helper(one, 1), "", one.course)
	}
}

// helper is one of the neighbours of who needs help.
func (s *scene) helper(one *wish, n int) governance.Actor {
	return s.cast.person(s.cast.neighbour(one.community, one.n+n*len(s.cast.communities)+n))
}

// take has somebody take the need, come at its time and help. Where so few live that it
// would be who needs help, nobody does.
func (s *scene) take(one *wish, who governance.Actor, unit orgtree.Code, course string) {
	if who.Person == one.poster.Person {
		return
	}
	s.later(0, one.c, func(s *scene) {
		s.do(who, need.Kind, one.id, need.Take{Unit: unit})
		id := s.followed(help.Kind)
		switch course {
		case "steps-back":
			s.later(1, one.c, func(s *scene) { s.do(who, help.Kind, id, help.StepBack{Reason: "临时有事。"}) })
		case "misses":
			s.at(one.begins.Add(time.Hour), func(s *scene) { s.do(s.cast.unit(one.community), help.Kind, id, help.Miss{}) })
		default:
			s.lend(one, id, who, course)
		}
	})
}

// lend is the hand that is lent: reported in, done, confirmed and rated.
func (s *scene) lend(one *wish, id uuid.UUID, who governance.Actor, course string) {
	minutes := 30 * one.c.Between(1, 4)
	s.at(one.begins.Add(-10*time.Minute), func(s *scene) { s.do(who, help.Kind, id, help.Report{}) })
	done := func(minutes int) func(*scene) {
		return func(s *scene) { s.do(who, help.Kind, id, help.Finish{Minutes: minutes}) }
	}
	s.at(one.begins.Add(time.Duration(minutes)*time.Minute), func(s *scene) {
		done(minutes)(s)
		s.later(1, one.c, func(s *scene) {
			if course == "objected" {
				s.do(one.poster, help.Kind, id, help.Object{Reason: "实际时间较短。"})
				done(minutes / 2)(s)
			}
			s.do(one.poster, help.Kind, id, help.Confirm{Rating: one.rating})
		})
	})
	if course == "recurring" {
		s.at(one.begins.Add(time.Hour), func(s *scene) { s.again(one, who) })
	}
}

// again takes the next occurrence of a need that recurs.
func (s *scene) again(one *wish, who governance.Actor) {
	for _, id := range s.in(need.Kind, need.Open) {
		if next := read[need.Need](s, need.Kind, id); next.Previous == one.id {
			then := *one
			then.id, then.begins = id, next.Begins
			s.take(&then, who, "", "recurring")
		}
	}
}
