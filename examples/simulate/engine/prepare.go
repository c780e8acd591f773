package engine

import (
	"errors"
	"slices"

	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/examples/simulate/chance"
	"github.com/jinlin-project/jinlin/examples/simulate/court"
	"github.com/jinlin-project/jinlin/governance"
)

// prepare makes everything ready that does not change during a run.
func prepare(o Options) (*run, error) {
	s := o.Scenario
	if o.Scale == 0 {
		o.Scale = 1000
	}
	r := &run{Options: o, from: s.From.Start().Unix(), until: s.Until().Start().Unix()}
	r.clock = r.from
	var err error
	if r.rules, err = s.Rules(); err != nil {
		return nil, err
	}
	if r.calendar, err = s.WorkingDays(); err != nil {
		return nil, err
	}
	r.tree = o.Place.Org.On(s.From)
	if err := r.people(); err != nil {
		return nil, err
	}
	if err := r.tables(); err != nil {
		return nil, err
	}
	r.agenda = newAgenda(r.from, r.until)
	if r.out, err = newResult(r); err != nil {
		return nil, err
	}
	if r.court = o.Court; r.court != nil {
		return r, nil
	}
	rules, err := court.NewRules(r.rules)
	if err != nil {
		return nil, err
	}
	r.court = court.NewPure(rules, o.Place.District, r.tree, r.calendar, r.rules)
	return r, nil
}

// tables makes the tables that the scenario draws from.
func (r *run) tables() (err error) {
	s, seed := r.Scenario, r.Seed
	codes := make([]string, len(r.communities))
	for i, c := range r.communities {
		codes[i] = string(r.desks[c.desk].code)
	}
	if r.matters, err = newArrivals(&s.Matters, s, r.Scale, r.calendar, codes, seed, "matters"); err != nil {
		return err
	}
	if r.inquiries, err = newArrivals(&s.Inquiries, s, r.Scale, r.calendar, codes, seed, "inquiries"); err != nil {
		return err
	}
	weighing := func(weights []int) chance.Table {
		t, problem := chance.Weighing(weights)
		err = errors.Join(err, problem)
		return t
	}
	for _, weights := range s.Triage.Lists {
		r.lists = append(r.lists, weighing(weights))
	}
	r.assists, r.stages = weighing(s.Triage.Assists), weighing(s.Triage.Stages)
	mood := s.People.Satisfaction
	for i, weights := range [][]int{mood.SolvedInTime, mood.SolvedLate, mood.Partly, mood.Unsolved} {
		r.moods[i] = weighing(weights)
	}
	r.phases = map[string][]governance.Phase{}
	for _, row := range casework.Table().Rules {
		r.phases[row.Verb] = append(r.phases[row.Verb], row.From...)
	}
	r.lastOpen = make([]latest, len(r.communities))
	return err
}

// knows reports whether the rows know a command in a phase, whoever gives it.
func (r *run) knows(verb string, in governance.Phase) bool {
	return slices.Contains(r.phases[verb], in)
}
