package replay

import (
	"errors"
	"time"

	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/examples/simulate/court"
	"github.com/jinlin-project/jinlin/examples/simulate/place"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/workday"
	"github.com/jinlin-project/jinlin/orgtree"
)

// judge puts rows through the lifecycle, one at a time.
type judge struct {
	*district
	columns  *columns
	court    *court.Pure
	calendar *workday.Calendar
	policy   *casework.Policy
	until    time.Time
	plan     []planned
	count    *count
	cases    *cases // nil: nobody wants them

	residents map[orgtree.Code]*governance.Actor
}

// refusal says at which of a row's instants the rules refused what, and why.
type refusal struct {
	at   field
	verb string
	why  error
}

// try lets a matter go its way until the end of the data. The file must be dropped
// when nobody looks at it any more.
func (j *judge) try(r *row) (*court.File, *refusal) {
	report := casework.Report{
		Title: "旧案", Text: "旧案重演", Category: r.category, Place: casework.Place{Unit: r.site}, Sender: casework.Sender{Anonymous: r.anonymous},
	}
	f, err := j.court.Open(casework.KindCase, idOf(r.id), r.opened, j.resident(r.site), report)
	if err != nil {
		return nil, &refusal{fieldOpened, report.Verb(), err}
	}
	j.plan = r.plan(j.plan[:0])
	for i := range j.plan {
		if refused := j.act(f, r, &j.plan[i]); refused != nil {
			j.court.Drop(f)
			return nil, refused
		}
	}
	if err := j.passes(f, j.until); err != nil {
		j.court.Drop(f)
		return nil, &refusal{fieldClosed, "", err}
	}
	j.note(r, f.Case)
	return f, nil
}

func (j *judge) act(f *court.File, r *row, p *planned) *refusal {
	if err := j.passes(f, p.when); err != nil {
		return &refusal{p.at, "", err}
	}
	c := f.Case
	if p.at == fieldRated {
		if c.Phase == casework.PhaseClosed { // the window is over
			r.assumed.set(ratedLate)
			return nil
		}
		r.rates = r.rates[:0]
		for i := range c.Units {
			r.rates = append(r.rates, c.Units[i].Unit)
		}
		if r.solved == "" {
			r.assumed.set(ratedAlike)
			if r.solved = casework.Solution(r.outcome); r.outcome == casework.Understood {
				r.solved = casework.Partly
			}
		}
	}
	cmd := p.what(r)
	if err := j.court.Do(f, p.when, j.actor(p.by, r, c), cmd); err != nil {
		return &refusal{p.at, cmd.Verb(), err}
	}
	return nil
}

// passes lets time act on a matter up to an instant.
func (j *judge) passes(f *court.File, until time.Time) error {
	for {
		w, ok := f.Head().Wake()
		if !ok || w.At.After(until) {
			return nil
		}
		if err := j.court.Tick(f, w.At); err != nil {
			return err
		}
	}
}

// note notes what was assumed of ratings that nobody gave.
func (j *judge) note(r *row, c *casework.Case) {
	for i := range c.Ratings {
		switch rating := &c.Ratings[i]; {
		case rating.Given || r.assumed&(1<<ratedLate) != 0 && rating.By == casework.BySender:
		case rating.By == casework.ByWhistler:
			r.assumed.set(whistlerSilent)
		default:
			r.assumed.set(senderSilent)
		}
	}
}

// explained is a refusal in words: what was refused, and why.
func (r *refusal) explained() governance.Text {
	why := governance.Text{Zh: "规则不允许", En: r.why.Error()}
	var said interface{ Explain() governance.Text }
	if errors.As(r.why, &said) {
		why = said.Explain()
	}
	for _, v := range casework.Table().Verbs {
		if v.Verb == r.verb {
			return governance.Text{Zh: v.Label.Zh + "：" + why.Zh, En: v.Label.En + ": " + why.En}
		}
	}
	return why
}

// actor is who acts in a role.
func (j *judge) actor(as role, r *row, c *casework.Case) *governance.Actor {
	var unit orgtree.Code
	switch as {
	case checker:
		unit = c.Checker
	case base:
		unit = c.Base
	case community:
		unit = c.Community
	case town:
		unit, _ = j.tree.Town(c.Community)
	case centre:
		unit = j.centre
	case handler:
		unit = r.handler
	default:
		return j.resident(r.site)
	}
	return j.acting(unit)
}

// resident is who sends what is sent from a compound or community.
func (j *judge) resident(at orgtree.Code) *governance.Actor {
	a := j.residents[at]
	if a == nil {
		actor := governance.ActorOf(j.tree, "", place.Resident(at))
		a = &actor
		j.residents[at] = a
	}
	return a
}
