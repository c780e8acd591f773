package agenda

import (
	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/examples/simulate/chance"
	"github.com/jinlin-project/jinlin/governance/contact"
	"github.com/jinlin-project/jinlin/governance/contact/problem"
	"github.com/jinlin-project/jinlin/governance/contact/visit"
	"github.com/jinlin-project/jinlin/governance/duty"
	"github.com/jinlin-project/jinlin/governance/duty/task"
	"github.com/jinlin-project/jinlin/orgtree"
)

// contactPlan is the year's work of contact leaders (G4).
type contactPlan struct {
	Day      int      `json:"day"` // on which they are tied to their units
	Visits   Count    `json:"visits"`
	Problems Count    `json:"problems"`
	Days     Span     `json:"days"`
	Courses  []Share  `json:"courses"`
	Manners  []Share  `json:"manners"`
	Titles   []string `json:"titles"`
}

// A tie is a leader's to a community.
type tie struct {
	id     uuid.UUID
	leader string
	unit   orgtree.Code
}

func (a *Agenda) contact() {
	p := &a.plan.Contact
	var ties []tie
	a.at(office(a.day(p.Day), a.stream("ties", 0)), func(s *scene) { ties = s.tie() })
	manners := a.deal("manners", p.Manners, p.Visits)
	a.spread("visit", p.Visits, p.Days, func(s *scene, i int) {
		// A leader whose turn it is goes there unannounced; nobody goes twice a day.
		t := ties[i%len(ties)]
		s.do(s.cast.person(t.leader), contact.KindTie, t.id, contact.Call{Day: s.today(), Manner: visit.Manner(manners[i]), Text: "走访联系点，听取意见。"})
	})
	courses := a.deal("contact courses", p.Courses, p.Problems)
	a.spread("contact problem", p.Problems, p.Days, func(s *scene, i int) { s.pose(ties[i%len(ties)], courses[i], i) })
}

// tie ties every contact leader to the community where they are appointed, members of
// the standing committee first.
func (s *scene) tie() (ties []tie) {
	committee, _ := s.cast.tree.PartyOf(s.cast.district)
	standing := map[string]bool{}
	for _, p := range s.cast.tree.Holders(orgtree.StandingMember, committee) {
		standing[p.Person] = true
	}
	for _, first := range []bool{true, false} {
		for _, community := range s.cast.communities {
			seat, _ := s.cast.tree.PartyOf(community)
			for _, p := range s.cast.tree.Holders(orgtree.ContactLeader, seat) {
				if standing[p.Person] == first {
					id := s.open(s.cast.unit(s.cast.district), contact.KindTie, contact.TieTo{Leader: p.Person, Unit: community, Until: s.day(365 + 30)})
					ties = append(ties, tie{id, p.Person, community})
				}
			}
		}
	}
	return ties
}

// pose brings a problem up; some days later it is known where it lies.
func (s *scene) pose(t tie, course string, i int) {
	c := s.stream("contact problem", i)
	s.do(s.cast.person(t.leader), contact.KindTie, t.id, contact.Raise{Title: pick(s.plan.Contact.Titles, c), Text: "走访中群众集中反映，需协调解决。"})
	id := s.followed(problem.Kind)
	owner := s.cast.department(i)
	if course == "own" {
		owner = t.unit
	}
	s.later(c.Between(2, 8), c, func(s *scene) {
		s.do(s.cast.unit(t.unit), problem.Kind, id, problem.Analyse{Cause: "职责交叉，资金未落实。", Plan: "明确牵头单位，分步实施。", Owner: owner, Due: s.workday(30)})
		s.later(c.Between(1, 3), c, func(s *scene) { s.solve(t, id, owner, course, c) })
	})
}

// solve has a problem dealt with, by whoever it was found to be, as a task, as a
// matter, or not at all.
func (s *scene) solve(t tie, id uuid.UUID, owner orgtree.Code, course string, c *chance.Stream) {
	leader := s.cast.person(t.leader)
	judge := func(s *scene) {
		s.later(c.Between(1, 5), c, func(s *scene) {
			s.do(leader, problem.Kind, id, problem.Solve{Text: "现场查看，问题已解决。"})
		})
	}
	switch course {
	case "task":
		s.do(s.cast.unit(t.unit), problem.Kind, id, problem.PassOn{Target: problem.ToTask})
		work := s.followed(duty.Kind)
		s.later(c.Between(8, 20), c, func(s *scene) {
			s.do(s.cast.unit(owner), duty.Kind, work, task.Submit{Text: "已完成。"})
			s.do(s.cast.unit(t.unit), duty.Kind, work, task.Pass{})
			judge(s)
		})
	case "matter":
		s.do(s.cast.unit(t.unit), problem.Kind, id, problem.PassOn{Target: problem.ToCase, Category: "B102"})
		s.settleMatter(s.followed(matterKind), c, judge)
	case "beyond":
		s.later(c.Between(10, 20), c, func(s *scene) {
			s.do(leader, problem.Kind, id, problem.GiveUp{Reason: "受规划限制，暂无法解决，已向群众说明。"})
		})
	default:
		s.later(c.Between(8, 25), c, func(s *scene) {
			s.do(s.cast.unit(owner), problem.Kind, id, problem.Report{Text: "已按办法落实。"})
			judge(s)
		})
	}
}
