package agenda

import (
	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/examples/simulate/chance"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/duty"
	"github.com/jinlin-project/jinlin/governance/supervision"
)

// supervisionPlan is the year's rounds (G2): series that recur by themselves, and what
// the rounds find.
type supervisionPlan struct {
	Series   []series `json:"series"`
	Findings []string `json:"findings"`
}

// A series is one of the four forms, by a rule; each round finds so many things.
type series struct {
	Form  supervision.Form      `json:"form"`
	Title string                `json:"title"`
	Rule  governance.Recurrence `json:"rule"`
	Finds int                   `json:"finds"`
}

func (a *Agenda) supervise() {
	finds := map[supervision.Form]int{}
	for i, row := range a.plan.Supervision.Series {
		finds[row.Form] = row.Finds
		a.at(office(a.workdays(Span{1, 10})[1], a.stream("series", i)), func(s *scene) {
			s.open(s.cast.unit(s.cast.district), supervision.KindSeries, supervision.SetUp{Title: row.Title, Form: row.Form, Unit: s.cast.district, Scope: s.cast.district, Rule: row.Rule})
		})
	}
	for i, day := range a.workdays(Span{10, 335}) {
		c := a.stream("rounds", i)
		a.at(office(day, c), func(s *scene) {
			for _, id := range s.in(supervision.KindRound, supervision.Held) {
				s.inspect(id, finds, c)
			}
		})
	}
}

// inspect holds a round that has fallen due: what it finds somebody sets right.
func (s *scene) inspect(id uuid.UUID, finds map[supervision.Form]int, c *chance.Stream) {
	district := s.cast.unit(s.cast.district)
	round := read[supervision.Round](s, supervision.KindRound, id)
	if round.Form == supervision.Evaluation {
		for _, town := range s.cast.towns {
			s.do(district, supervision.KindRound, id, supervision.Grading{Unit: town, Grade: pick([]supervision.Grade{"excellent", "good", "good", "fair"}, c)})
		}
	}
	for range finds[round.Form] {
		owner := s.cast.town(c.Below(100))
		if c.Hits(500) {
			owner = s.cast.department(c.Below(100))
		}
		s.do(district, supervision.KindRound, id, supervision.Find{Unit: owner, Title: pick(s.plan.Supervision.Findings, c), Text: "限期整改并报告。", Due: s.workday(15)})
		task := s.followed(duty.Kind)
		s.later(c.Between(3, 12), c, func(s *scene) { s.finish(task, s.cast.unit(owner), district, c) })
	}
	s.do(district, supervision.KindRound, id, supervision.Report{To: s.cast.towns, Text: "本轮情况通报如下，请各单位对照整改。"})
}
