package agenda

import (
	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/volunteer/assignment"
	"github.com/jinlin-project/jinlin/governance/volunteer/host"
	"github.com/jinlin-project/jinlin/governance/volunteer/posting"
	"github.com/jinlin-project/jinlin/governance/volunteer/service"
	"github.com/jinlin-project/jinlin/governance/volunteer/talent"
	"github.com/jinlin-project/jinlin/governance/volunteer/team"
	"github.com/jinlin-project/jinlin/orgtree"
)

// volunteersPlan is the year's register of talents, and what they do (G10).
type volunteersPlan struct {
	Talents     Count          `json:"talents"`
	SurveyDays  Span           `json:"surveyDays"`
	Sorts       []Share        `json:"sorts"`
	Teams       []squad        `json:"teams"`
	TeamDay     int            `json:"teamDay"`
	Services    Count          `json:"services"`
	ServiceDays Span           `json:"serviceDays"`
	Courses     []Share        `json:"courses"` // whether what was booked is confirmed
	Forms       []host.SixForm `json:"forms"`
}

// A squad is drawn from those who are able to do one thing.
type squad struct {
	Name  string           `json:"name"`
	Skill governance.Skill `json:"skill"`
}

// A crew is a team at work: a posting of its own, and who has a place in it.
type crew struct {
	squad
	place  orgtree.Code
	id     uuid.UUID
	places []recruit
}

// A recruit is somebody's in a posting.
type recruit struct {
	person string
	id     uuid.UUID
}

func (a *Agenda) serve() {
	p := &a.plan.Volunteers
	found, asked := map[orgtree.Code][]recruit{}, map[string]bool{} // registered talents by community; who was asked
	sorts := a.deal("sorts", p.Sorts, p.Talents)
	a.spread("talent", p.Talents, p.SurveyDays, func(s *scene, i int) {
		c := s.stream("talent", i)
		community := s.cast.community(i % len(p.Teams))
		person := s.cast.neighbour(community, i/len(p.Teams))
		if asked[person] {
			return
		}
		asked[person] = true
		id := s.open(s.cast.unit(community), talent.Kind, talent.Survey{Person: person, Profile: talent.Profile{
			Name: party(c).Name, Sort: talent.Sort(sorts[i]), Skills: []governance.Skill{p.Teams[i%len(p.Teams)].Skill}, Place: community,
		}})
		s.later(c.Between(0, 2), c, func(s *scene) {
			s.do(s.cast.person(person), talent.Kind, id, talent.Agree{})
			found[community] = append(found[community], recruit{person, id})
		})
	})
	crews := make([]*crew, len(p.Teams))
	for i, t := range p.Teams {
		crews[i] = &crew{squad: t, place: a.cast.community(i)}
		a.at(office(a.day(p.TeamDay), a.stream("team", i)), func(s *scene) { s.form(crews[i], found[crews[i].place], p.Forms[i%len(p.Forms)]) })
	}
	courses := a.deal("service courses", p.Courses, p.Services)
	a.spread("service", p.Services, p.ServiceDays, func(s *scene, i int) { s.volunteer(crews[i%len(crews)], i, courses[i]) })
}

// form forms a team of those who are registered, and calls it to its work.
func (s *scene) form(t *crew, from []recruit, form host.SixForm) {
	leader := s.cast.unit(t.place)
	t.id = s.open(leader, team.Kind, team.Form{Founding: team.Founding{Name: t.Name, Skills: []governance.Skill{t.Skill}, Place: t.place}})
	for _, who := range from {
		s.do(leader, team.Kind, t.id, team.Draw{Talent: who.id})
	}
	if len(from) > 0 {
		s.do(leader, team.Kind, t.id, team.NameLeader{Talent: from[0].id})
	}
	called := s.open(leader, posting.Kind, posting.Call{Offering: posting.Offering{
		Title: t.Name + "常态服务", Sort: "post", Form: form, Place: t.place, Team: t.id, Places: len(from) + 1, From: s.today(), Skills: []governance.Skill{t.Skill},
	}})
	for _, who := range from {
		s.do(s.cast.person(who.person), posting.Kind, called, posting.Claim{})
		t.places = append(t.places, recruit{who.person, s.followed(assignment.Kind)})
	}
}

// volunteer books what one of a team has done today; whoever called them to it confirms
// it, or does not.
func (s *scene) volunteer(t *crew, i int, course string) {
	if len(t.places) == 0 {
		return
	}
	c := s.stream("service", i)
	at := t.places[i/len(s.plan.Volunteers.Teams)%len(t.places)]
	s.do(s.cast.person(at.person), assignment.Kind, at.id, assignment.Serve{Day: s.today(), Minutes: 30 * c.Between(2, 6), Text: "参加服务队活动。"})
	id := s.followed(service.Kind)
	s.later(c.Between(1, 4), c, func(s *scene) {
		if course == "rejected" {
			s.do(s.cast.unit(t.place), service.Kind, id, service.Reject{Reason: "当日活动取消。"})
			return
		}
		s.do(s.cast.unit(t.place), service.Kind, id, service.Confirm{})
	})
}
