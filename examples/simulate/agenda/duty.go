package agenda

import (
	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/examples/simulate/chance"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/directive"
	"github.com/jinlin-project/jinlin/governance/duty"
	"github.com/jinlin-project/jinlin/governance/duty/task"
	"github.com/jinlin-project/jinlin/orgtree"
)

// dutyPlan is the year's guiding documents, and what they are broken down to (G2).
type dutyPlan struct {
	Documents []document `json:"documents"` // the first is the main one, the others support it
	Series    string     `json:"series"`
	Chains    []chain    `json:"chains"`
	Plans     townPlans  `json:"townPlans"`
	Campaign  townPlans  `json:"campaign"`
	Courses   []Share    `json:"courses"` // of the tasks that are not broken down
}

// A document is registered by the district on a day of the year.
type document struct {
	Day    int    `json:"day"`
	Title  string `json:"title"`
	Number string `json:"number"`
	Trial  int    `json:"trialDays"` // 0: none
}

// A chain is a task of the main document that goes down to every compound, and is due
// so many days after it was given.
type chain struct {
	Day   int    `json:"day"`
	Due   int    `json:"dueDays"`
	Title string `json:"title"`
	Text  string `json:"text"`
}

// townPlans are plans that every town drafts on a day.
type townPlans struct {
	Day   int    `json:"day"`
	Days  int    `json:"days"` // how long it is carried out
	Title string `json:"title"`
	Text  string `json:"text"`
	Tasks string `json:"tasks"` // what its communities are given
}

func (a *Agenda) direct() {
	p := &a.plan.Duty
	ids := make([]uuid.UUID, len(p.Documents))
	for i, d := range p.Documents {
		c := a.stream("document", i)
		a.at(office(a.day(d.Day), c), func(s *scene) {
			cmd := directive.Register{Title: d.Title, Number: d.Number, Text: d.Title, Issuer: s.cast.district, Issued: s.today(), Series: p.Series}
			if i > 0 {
				cmd.Main = ids[0]
			}
			if d.Trial > 0 {
				cmd.TrialUntil = s.today().AddDays(d.Trial)
				s.at(office(cmd.TrialUntil.AddDays(-10), c), func(s *scene) {
					s.do(s.cast.unit(s.cast.district), directive.KindDocument, ids[i], directive.Formalise{})
				})
			}
			ids[i] = s.open(s.cast.unit(s.cast.district), directive.KindDocument, cmd)
		})
	}
	leaves := len(a.cast.tree.Children(a.cast.district, orgtree.Town)) - len(a.cast.towns) + len(a.cast.compounds)
	for i, row := range p.Chains {
		k := &chained{chain: row, c: a.stream("chain", i), courses: a.deal(row.Title, p.Courses, Count(leaves+len(a.cast.communities)))}
		a.at(office(a.day(row.Day), k.c), func(s *scene) { s.begin(k, ids[0]) })
	}
	a.planTowns(&p.Plans, directive.TownPlan, &ids[0])
	a.planTowns(&p.Campaign, directive.CampaignMonth, new(uuid.UUID))
}

// chained is a chain under way: its courses are dealt to the tasks at its end.
type chained struct {
	chain
	c       *chance.Stream
	due     civil.Date
	courses []string
}

// begin gives the towns their tasks, and has these broken down to community and
// compound.
func (s *scene) begin(k *chained, main uuid.UUID) {
	k.due = s.today().AddDays(k.Due)
	var towns []orgtree.Code
	for _, t := range s.cast.tree.Children(s.cast.district, orgtree.Town) {
		towns = append(towns, t.Code)
	}
	s.do(s.cast.unit(s.cast.district), directive.KindDocument, main, directive.Assign{Title: k.Title, Text: k.Text, Owners: towns, Due: k.due})
	for i, id := range s.stage.Opened(duty.Kind) {
		s.breakDown(k, &assigned{id: id, from: s.cast.district, owner: towns[i]})
	}
}

// An assigned is a task that was given to a unit, as a part of another, or of none.
type assigned struct {
	id          uuid.UUID
	from, owner orgtree.Code
	above       *assigned
	open        int // parts that are not done
}

// breakDown gives parts of a task to the units below, or has it done where there are
// none that could.
func (s *scene) breakDown(k *chained, t *assigned) {
	below := s.cast.below(t.owner)
	if len(below) == 0 {
		course := k.courses[0]
		k.courses = k.courses[1:]
		s.carryOut(k, t, course)
		return
	}
	s.later(k.c.Between(1, 4), k.c, func(s *scene) {
		s.do(s.cast.unit(t.owner), duty.Kind, t.id, task.Assign{Title: k.Title, Text: k.Text, Owners: below, Due: k.due})
		t.open = len(below)
		for i, id := range s.stage.Opened(duty.Kind) {
			s.breakDown(k, &assigned{id: id, from: t.owner, owner: below[i], above: t})
		}
	})
}

// below are the units to which a town or a community hands work down.
func (c *cast) below(unit orgtree.Code) (codes []orgtree.Code) {
	for _, u := range c.tree.Children(unit, orgtree.Community, orgtree.Compound) {
		if _, led := c.tree.PartyOf(u.Code); led {
			codes = append(codes, u.Code)
		}
	}
	return codes
}

// carryOut does a task, by the course that it was dealt: in time, late, with more time,
// against the owner's will, or not well at first.
func (s *scene) carryOut(k *chained, t *assigned, course string) {
	who := s.cast.unit(t.owner)
	half := max(1, k.Due/4)
	s.later(half, k.c, func(s *scene) { s.do(who, duty.Kind, t.id, task.Report{Progress: 50, Text: "已完成过半。"}) })
	end := s.today().AddDays(k.Due*2/3 + k.c.Below(max(1, k.Due/4)))
	switch course {
	case "late":
		end = k.due.AddDays(1 + k.c.Below(10))
	case "extended":
		s.at(office(k.due.AddDays(-5), k.c), func(s *scene) {
			s.do(who, duty.Kind, t.id, task.AskExtension{Due: k.due.AddDays(10), Reason: "涉及多方协调，需延长时间。"})
			s.do(s.cast.unit(t.from), duty.Kind, t.id, task.AnswerExtension{Granted: new(true)})
		})
		end = k.due.AddDays(5)
	case "handed-back":
		s.later(2, k.c, func(s *scene) {
			s.do(who, duty.Kind, t.id, task.HandBack{Reason: "不属于本单位职责。"})
			s.do(s.cast.unit(t.from), duty.Kind, t.id, task.Reassign{Owner: t.owner, Due: k.due, Reason: "属地小区，仍由本单位承担。"})
		})
	}
	s.at(office(end, k.c), func(s *scene) { s.submit(k, t, course == "sent-back") })
}

// submit hands a task in and has it checked; the last part of another hands that in.
func (s *scene) submit(k *chained, t *assigned, sendBack bool) {
	s.do(s.cast.unit(t.owner), duty.Kind, t.id, task.Submit{Text: "已按要求完成。"})
	s.later(k.c.Between(1, 3), k.c, func(s *scene) {
		who := s.cast.unit(t.from)
		if sendBack {
			s.do(who, duty.Kind, t.id, task.SendBack{Due: s.workday(5), Reason: "台账不全，请补充。"})
			s.later(k.c.Between(2, 4), k.c, func(s *scene) { s.submit(k, t, false) })
			return
		}
		s.do(who, duty.Kind, t.id, task.Pass{})
		if up := t.above; up != nil {
			if up.open--; up.open == 0 {
				s.later(k.c.Between(1, 2), k.c, func(s *scene) { s.submit(k, up, false) })
			}
		}
	})
}

// planTowns has every town with communities draft a plan, carry it out and account for
// it.
func (a *Agenda) planTowns(p *townPlans, form directive.Form, by *uuid.UUID) {
	for i, town := range a.cast.towns {
		c := a.stream(string(form), i)
		a.at(office(a.day(p.Day), c), func(s *scene) {
			who, from := s.cast.unit(town), s.workday(10)
			id := s.open(who, directive.KindPlan, directive.Draft{
				Title: s.cast.tree.Name(town) + p.Title, Text: p.Text, Form: form, Unit: town, Document: *by, From: from, To: from.AddDays(p.Days - 1),
			})
			s.later(2, c, func(s *scene) { s.do(who, directive.KindPlan, id, directive.Propose{}) })
			s.later(4, c, func(s *scene) { s.approve(id, town, p, c) })
			s.at(office(from.AddDays(p.Days+2), c), func(s *scene) {
				s.do(who, directive.KindPlan, id, directive.GiveAccount{Text: "方案任务按期完成，形成长效做法。"})
			})
		})
	}
}

// approve has a plan carried out: each community of the town is given its share.
func (s *scene) approve(id uuid.UUID, town orgtree.Code, p *townPlans, c *chance.Stream) {
	s.do(s.cast.unit(s.cast.district), directive.KindPlan, id, directive.Approve{})
	communities := s.cast.below(town)
	s.do(s.cast.unit(town), directive.KindPlan, id, directive.Assign{Title: p.Tasks, Text: p.Text, Owners: communities})
	for i, id := range s.stage.Opened(duty.Kind) {
		s.later(c.Between(12, 12+p.Days/2), c, func(s *scene) {
			s.finish(id, s.cast.unit(communities[i]), s.cast.unit(town), c)
		})
	}
}

// finish hands a task in that is nobody's part, and has it passed.
func (s *scene) finish(id uuid.UUID, owner, setter governance.Actor, c *chance.Stream) {
	s.do(owner, duty.Kind, id, task.Submit{Text: "已完成。"})
	s.later(c.Between(1, 3), c, func(s *scene) { s.do(setter, duty.Kind, id, task.Pass{}) })
}
