package agenda

import (
	"time"

	"github.com/jinlin-project/jinlin/governance/hearing"
	"github.com/jinlin-project/jinlin/orgtree"
)

// hearingPlan is the year's hearings, in which residents rate the work of units (G8).
type hearingPlan struct {
	Hearings Count   `json:"hearings"`
	Days     Span    `json:"days"`
	Invited  int     `json:"invited"`
	Marks    []Share `json:"marks"`
	Title    string  `json:"title"`
}

func (a *Agenda) hear() {
	p := &a.plan.Hearing
	marks := a.deal("marks", p.Marks, p.Hearings*Count(p.Invited)*2)
	a.spread("hearing", p.Hearings, p.Days, func(s *scene, i int) {
		host, c := s.cast.community(i*3), s.stream("hearing", i)
		at := s.workday(5).Start().Add(15 * time.Hour)
		units := []orgtree.Code{s.cast.department(i), s.cast.department(i + 3)}
		cmd := hearing.Convene{Title: s.cast.tree.Name(host) + p.Title, Host: host, Venue: pick([]hearing.Venue{"hall", "court", "service-centre"}, c), At: at, Units: units}
		for n := range p.Invited {
			cmd.Invited = append(cmd.Invited, s.cast.neighbour(host, i+n))
		}
		id := s.open(s.cast.unit(host), hearing.Kind, cmd)
		s.at(at.Add(5*time.Minute), func(s *scene) {
			for _, unit := range units {
				s.do(s.cast.unit(unit), hearing.Kind, id, hearing.Report{Text: "汇报服务社区工作情况。"})
			}
			s.do(s.cast.unit(host), hearing.Kind, id, hearing.OpenRating{Present: len(cmd.Invited) + 5, Until: at.Add(3 * time.Hour)})
		})
		rated := map[string]bool{}
		for n, who := range cmd.Invited {
			if rated[who] {
				continue
			}
			rated[who] = true
			s.at(at.Add(time.Duration(60+n)*time.Minute), func(s *scene) {
				for k, unit := range units {
					s.do(s.cast.person(who), hearing.Kind, id, hearing.Rate{Unit: unit, Mark: hearing.Mark(marks[(i*p.Invited+n)*2+k])})
				}
			})
		}
		s.at(at.Add(24*time.Hour), func(s *scene) {
			for _, unit := range units {
				s.later(c.Between(1, 6), c, func(s *scene) {
					s.do(s.cast.unit(unit), hearing.Kind, id, hearing.Answer{Text: "对照评议意见逐项整改。"})
				})
			}
		})
	})
}
