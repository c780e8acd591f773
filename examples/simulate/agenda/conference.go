package agenda

import (
	"time"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/examples/simulate/chance"
	"github.com/jinlin-project/jinlin/governance/conference"
	"github.com/jinlin-project/jinlin/governance/conference/decision"
	"github.com/jinlin-project/jinlin/governance/conference/problem"
	"github.com/jinlin-project/jinlin/governance/duty"
	"github.com/jinlin-project/jinlin/governance/duty/task"
	"github.com/jinlin-project/jinlin/orgtree"
)

// conferencePlan is the year's joint conferences (G1).
type conferencePlan struct {
	Meetings []meetings `json:"meetings"`
	Problems []problems `json:"problems"` // how many a meeting is brought
	Courses  []Share    `json:"courses"`  // what a problem takes
	Absent   int        `json:"absentPerMille"`
	Agenda   []string   `json:"agenda"`
	Titles   []string   `json:"titles"`
	Actions  []string   `json:"actions"`
}

// meetings are those of one level.
type meetings struct {
	Level string `json:"level"` // district, town or community
	Count Count  `json:"count"`
	Days  Span   `json:"days"`
	Title string `json:"title"`
	Venue string `json:"venue"`
}

// problems are how many problems are raised in so many of all meetings.
type problems struct {
	Share
	Raised int `json:"raised"`
}

// A meeting is one conference under way.
type meeting struct {
	meetings
	no      int // among all of the year
	host    orgtree.Code
	invited []orgtree.Code
	absent  map[orgtree.Code]bool
	id      uuid.UUID
	courses []string // of its problems
	c       *chance.Stream
}

func (a *Agenda) confer() {
	p := &a.plan.Conference
	total := Count(0)
	for _, m := range p.Meetings {
		total += m.Count
	}
	sizes := a.deal("problems", sharesOf(p.Problems, func(r problems) Share { return r.Share }), total)
	raised, by := 0, map[string]int{}
	for _, r := range p.Problems {
		by[r.Code] = r.Raised
	}
	for _, size := range sizes {
		raised += by[size]
	}
	courses := a.deal("courses", p.Courses, Count(raised))
	no := 0
	for _, row := range p.Meetings {
		first, from := no, courses
		take := make([][]string, row.Count)
		for i := range take {
			n := by[sizes[first+i]]
			take[i], from = from[:n], from[n:]
		}
		a.spread("meeting "+row.Level, row.Count, row.Days, func(s *scene, i int) {
			s.convene(&meeting{meetings: row, no: first + i, courses: take[i], c: s.stream("meeting", first+i)}, i)
		})
		no, courses = no+int(row.Count), from
	}
}

// seat says whose meeting it is, and who is invited.
func (s *scene) seat(m *meeting, i int) {
	switch m.Level {
	case "district":
		m.host = s.cast.district
		m.invited = append(append(m.invited, s.cast.towns...), s.cast.departments[:min(10, len(s.cast.departments))]...)
	case "town":
		m.host = s.cast.town(i)
		for _, u := range s.cast.tree.Children(m.host, orgtree.Community) {
			m.invited = append(m.invited, u.Code)
		}
		m.invited = append(m.invited, s.cast.department(i), s.cast.department(i+7))
	default:
		m.host = s.cast.community(i * 5)
		m.invited = []orgtree.Code{s.cast.townOf(m.host), s.cast.department(i), s.cast.department(i + 5), s.cast.department(i + 11)}
	}
}

// convene calls a meeting for two weeks from now, and has the units answer.
func (s *scene) convene(m *meeting, i int) {
	s.seat(m, i)
	p := &s.plan.Conference
	at := s.workday(10).Start().Add(time.Duration(9+m.c.Below(2)*6) * time.Hour)
	m.id = s.open(s.cast.unit(m.host), conference.Kind, conference.Convene{Host: m.host, Title: s.cast.tree.Name(m.host) + m.Title, At: at, Venue: m.Venue, Agenda: p.Agenda, Invited: m.invited})
	m.absent = map[orgtree.Code]bool{}
	for _, unit := range m.invited {
		s.later(m.c.Below(2), m.c, func(s *scene) {
			reply := conference.Reply{Unit: unit, Comes: new(true)}
			if m.c.Hits(p.Absent) {
				m.absent[unit], reply.Comes, reply.Reason = true, new(false), "因公外出，请假。"
			}
			s.do(s.cast.unit(unit), conference.Kind, m.id, reply)
		})
	}
	s.at(at, func(s *scene) { s.meet(m) })
}

// meet holds the session: the roll, the problems one after another, the minutes.
func (s *scene) meet(m *meeting) {
	host := s.cast.unit(m.host)
	s.do(host, conference.Kind, m.id, conference.Begin{})
	roll := conference.TakeRoll{}
	for _, unit := range m.invited {
		switch {
		case m.absent[unit]:
		case m.c.Hits(100):
			roll.Deputy = append(roll.Deputy, unit)
		default:
			roll.Present = append(roll.Present, unit)
		}
	}
	s.do(host, conference.Kind, m.id, roll)
	for i, course := range m.courses {
		from := m.invited[(m.no+i)%len(m.invited)]
		if m.absent[from] {
			from = m.host
		}
		s.at(s.stage.Now().Add(time.Duration(10*(i+1))*time.Minute), func(s *scene) { s.raise(m, from, course) })
	}
	s.at(s.stage.Now().Add(time.Duration(10*len(m.courses)+15)*time.Minute), func(s *scene) {
		s.do(host, conference.Kind, m.id, conference.Decide{Text: "各单位按分工抓好落实，下次会议通报进展。"})
		s.do(host, conference.Kind, m.id, conference.Adjourn{Minutes: "会议研究了各单位提出的问题，明确了责任单位和完成期限。"})
	})
}

// A raised is a problem that was raised, and is followed until it is solved.
type raised struct {
	*meeting
	id   uuid.UUID
	from orgtree.Code
}

func (s *scene) raise(m *meeting, from orgtree.Code, course string) {
	p := &s.plan.Conference
	place := s.cast.community(m.no + m.c.Below(1000))
	s.do(s.cast.unit(from), conference.Kind, m.id, conference.Raise{From: from, Title: pick(p.Titles, m.c), Text: "请会议研究并明确责任单位。", Place: place})
	one := raised{m, s.followed(problem.Kind), from}
	host := s.cast.unit(m.host)
	switch course {
	case "decision":
		s.decide(one, m.id)
	case "spot", "again":
		s.do(host, problem.Kind, one.id, problem.Answer{Text: "会上当场协调解决。"})
		s.confirm(one, course == "again")
	case "matter":
		s.do(host, problem.Kind, one.id, problem.HandOver{Category: "B102"})
		s.settleMatter(s.followed(matterKind), m.c, func(s *scene) { s.confirm(one, false) })
	case "beyond":
		s.later(m.c.Between(5, 15), m.c, func(s *scene) {
			s.do(host, problem.Kind, one.id, problem.GiveUp{Reason: "受现行政策和规划限制，暂不能解决。"})
		})
	}
}

// decide takes a decision on a problem, which somebody carries out.
func (s *scene) decide(one raised, meeting uuid.UUID) {
	owner := pick(one.invited, one.c)
	s.do(s.cast.unit(one.host), conference.Kind, meeting, conference.Decide{
		Text: "同意，由责任单位牵头办理，限期完成。", Problem: one.id,
		Actions: []decision.Action{{Title: pick(s.plan.Conference.Actions, one.c), Owner: owner, Due: s.workday(20)}},
	})
	id := s.followed(duty.Kind)
	s.later(one.c.Between(4, 18), one.c, func(s *scene) {
		s.do(s.cast.unit(owner), duty.Kind, id, task.Submit{Text: "已按会议决定完成。"})
		s.later(one.c.Between(1, 3), one.c, func(s *scene) {
			s.do(s.cast.unit(one.host), duty.Kind, id, task.Pass{})
			s.confirm(one, false)
		})
	})
}

// confirm has whoever raised a problem say that it is solved; or not, and then the
// conference decides on it.
func (s *scene) confirm(one raised, not bool) {
	s.later(one.c.Between(1, 4), one.c, func(s *scene) {
		raiser := s.cast.unit(one.from)
		if not {
			s.do(raiser, problem.Kind, one.id, problem.Refuse{Reason: "现场仍未见效，请再研究。"})
			s.decide(one, one.meeting.id)
			return
		}
		s.do(raiser, problem.Kind, one.id, problem.Confirm{})
	})
}
