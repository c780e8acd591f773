package engine

import (
	"slices"

	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/examples/simulate/chance"
	"github.com/jinlin-project/jinlin/examples/simulate/scenario"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// changed looks at an item after something was done about it: who owes something
// next, when time acts, and whether anybody still needs it.
func (r *run) changed(it *item) error {
	switch {
	case it.file.Case != nil:
		if err := r.sampled(it); err != nil {
			return err
		}
		r.duties(it, it.file.Case)
	case it.file.Inquiry != nil:
		if it.file.Inquiry.Phase == casework.PhaseAsked {
			r.want(it, stepReplyInquiry, r.communities[it.community].desk, &r.Scenario.Work.Inquiry)
		}
	default:
		if it.file.Sample.Phase == casework.PhaseCalled {
			r.want(it, stepSample, r.centre, &r.Scenario.Work.Sample)
		}
	}
	r.arrange(it)
	return r.leave(it)
}

// want has a step done by a unit as soon as its people get to it, unless that is
// planned.
func (r *run) want(it *item, s step, unit int32, w *scenario.Step) {
	if !it.plans(s, unit) {
		r.plan(it, s, unit, r.takes(it, s, unit, w))
	}
}

// takes puts a step on a unit's desk and returns when it is done.
func (r *run) takes(it *item, s step, unit int32, w *scenario.Step) int64 {
	d := &r.desks[unit]
	st := r.Seed.On(topicTime+chance.Topic(s)<<32+chance.Topic(unit), it.key())
	hard := 100
	if w.Difficulty != nil {
		hard = w.Difficulty[it.difficulty]
	}
	hands, waits := seconds(w.Hands, &st), seconds(w.Waits, &st)
	by := d.front
	if s == stepWork {
		by = d.hands
	}
	return d.take(by, r.clock, percent(hands, hard, d.like.Speed), percent(waits, hard))
}

// duties plans what a matter asks of somebody next.
func (r *run) duties(it *item, c *casework.Case) {
	work := &r.Scenario.Work
	community := r.communities[it.community].desk
	switch c.Phase {
	case casework.PhaseReported:
		r.want(it, stepVerify, r.deskOf(c.Checker), &work.Verify)
	case casework.PhaseReturned:
		r.completes(it, c)
	case casework.PhaseVerified:
		r.want(it, stepDecide, r.deskOf(c.Base), &work.Decide)
	case casework.PhaseWhistled:
		r.want(it, stepReportIn, r.townOf(c), &work.ReportIn)
	case casework.PhaseHandling, casework.PhaseAtTown, casework.PhaseDispatched, casework.PhaseInProgress, casework.PhaseExplaining:
		r.handled(it, c)
	case casework.PhaseEscalated:
		r.want(it, stepTriage, r.centre, &work.Triage)
	case casework.PhaseChecking:
		r.checked(it, c)
	case casework.PhasePassed:
		r.want(it, stepAnswer, community, &work.Answer)
	case casework.PhaseRating:
		r.rated(it, c)
	case casework.PhaseClosed:
		r.closed(it, c)
	}
}

func (r *run) townOf(c *casework.Case) int32 {
	town, _ := r.tree.Town(c.Community)
	return r.deskOf(town)
}

// completes plans the sender's completing of what went back, or what its checker does
// when the time for that has passed.
func (r *run) completes(it *item, c *casework.Case) {
	if it.sender != nil && r.hits(it, topicCompletes, r.Scenario.People.Completes) {
		if !it.plans(stepAmend, it.home) {
			r.later(it, stepAmend)
		}
		return
	}
	checker := r.deskOf(c.Checker)
	if d := c.Deadline(casework.LimitAmend, c.Checker); d != nil && !it.plans(stepGiveUp, checker) {
		r.plan(it, stepGiveUp, checker, d.Due.Unix()+day)
	}
}

// handled plans what the units that handle a matter do.
func (r *run) handled(it *item, c *casework.Case) {
	switch {
	case c.Extension != nil:
		r.want(it, stepGrant, r.centre, &r.Scenario.Work.Rule)
	case c.ReviewDue:
		r.want(it, stepReview, r.centre, &r.Scenario.Work.Rule)
	}
	if c.Prompted && c.Coordinator != "" {
		r.want(it, stepProgress, r.deskOf(c.Coordinator), &r.Scenario.Work.Rate)
	}
	if !c.Paused.IsZero() {
		if !it.plans(stepResume, it.home) {
			r.later(it, stepResume)
		}
		return
	}
	if c.Unclosed > 0 {
		return // its parts come first
	}
	for i := range c.Units {
		r.part(it, c, &c.Units[i])
	}
}

// part plans what one unit does about its part.
func (r *run) part(it *item, c *casework.Case, u *casework.Involved) {
	work := &r.Scenario.Work
	unit := r.deskOf(u.Unit)
	switch {
	case u.State == casework.Offered:
		r.want(it, stepTake, unit, &work.Take)
	case u.State == casework.Refused:
		r.want(it, stepRule, r.centre, &work.Rule)
	case u.State != casework.Taken && u.State != casework.SentBack || c.Phase == casework.PhaseDispatched:
	case c.Phase == casework.PhaseExplaining:
		r.explained(it, c, u, unit)
	case u.Role == casework.Lead && it.tried:
		if othersDone(c) && !it.plans(stepWork, unit) {
			r.plan(it, stepWork, unit, r.clock)
		}
	case len(c.Stages) > 0 && u.Role == casework.Lead && !c.Stages[len(c.Stages)-1].Finished.IsZero():
		r.want(it, stepConclude, unit, &work.Rule)
	case !it.plans(stepWork, unit):
		done := r.takes(it, stepWork, unit, &work.Handle)
		r.plan(it, stepWork, unit, done)
		r.foresees(it, c, u, unit, done)
	}
}

// explained plans the steps of the understanding list: the lead explains, the resident
// answers or the lead records that they did not, and the parts are concluded.
func (r *run) explained(it *item, c *casework.Case, u *casework.Involved, unit int32) {
	switch {
	case c.Explained.IsZero():
		if u.Role == casework.Lead {
			r.want(it, stepExplain, unit, &r.Scenario.Work.Explain)
		}
	case u.Role != casework.Lead || c.Understood != nil && othersDone(c):
		r.want(it, stepWork, unit, &r.Scenario.Work.Rule)
	case c.Understood == nil && !it.replied:
		it.replied = true
		if it.sender != nil && r.hits(it, topicRates, r.Scenario.People.Rates) {
			r.later(it, stepReply)
			return
		}
		if due, err := r.calendar.Deadline(instant(r.clock), 2); err == nil {
			r.plan(it, stepRecord, unit, due.Due().Unix())
		}
	}
}

// foresees plans what a unit does when it begins its part: it may need something from
// the resident, and may see that it will be late.
func (r *run) foresees(it *item, c *casework.Case, u *casework.Involved, unit int32, done int64) {
	people := &r.Scenario.People
	if !it.owed && it.sender != nil && r.hitsAt(it, topicOwes, unit, people.Owes) {
		it.owed = true
		r.plan(it, stepPause, unit, r.clock+(done-r.clock)/3)
	}
	d := clockOf(c, u.Unit)
	if d != nil && !it.asked && done > d.Due.Unix() && r.hitsAt(it, topicExtension, unit, people.AsksExtension) {
		it.asked = true
		r.plan(it, stepExtend, unit, min(r.clock+3600, d.Due.Unix()-60))
	}
}

// handling are the limits of handling.
var handling = casework.HandlingLimits()

// clockOf is the running deadline of a unit's handling, or nil.
func clockOf(c *casework.Case, unit orgtree.Code) *governance.Deadline {
	for i := range c.Deadlines {
		if d := &c.Deadlines[i]; d.Open() && d.Unit == unit && slices.Contains(handling, d.Name) {
			return d
		}
	}
	return nil
}

func othersDone(c *casework.Case) bool {
	return !slices.ContainsFunc(c.Units, func(u casework.Involved) bool {
		return u.Role != casework.Lead && u.State != casework.Done && u.State != casework.Passed
	})
}

// checked plans the checks: the whistler's of what a town did, the centre's of the
// rest.
func (r *run) checked(it *item, c *casework.Case) {
	for i := range c.Units {
		if u := &c.Units[i]; u.State == casework.Done {
			r.want(it, stepCheck, r.checker(c, u), &r.Scenario.Work.Check)
		}
	}
}

func (r *run) checker(c *casework.Case, u *casework.Involved) int32 {
	if u.Kind == orgtree.Town && c.Whistler != "" {
		return r.deskOf(c.Whistler)
	}
	return r.centre
}

// rated plans the ratings of those who give one.
func (r *run) rated(it *item, c *casework.Case) {
	for _, who := range c.Owing {
		switch {
		case who == casework.ByWhistler && r.hits(it, topicWhistler, r.Scenario.People.WhistlerRates):
			r.want(it, stepWhistlerRates, r.deskOf(c.Whistler), &r.Scenario.Work.Rate)
		case who == casework.BySender && it.sender != nil && r.hits(it, topicRates, r.Scenario.People.Rates) && !it.plans(stepSenderRates, it.home):
			r.later(it, stepSenderRates)
		}
	}
}

// closed plans what may still come of a closed matter.
func (r *run) closed(it *item, c *casework.Case) {
	if c.ReviewDue && !it.given {
		r.want(it, stepReview, r.centre, &r.Scenario.Work.Rule)
	}
	handled := c.Outcome != string(casework.Declined) && c.Outcome != string(casework.Withdrawn) && c.Outcome != string(casework.Merged)
	if handled && it.unhappy && it.phase != casework.PhaseClosed && it.sender != nil && c.Reopened < r.rules.MaxReopenings && r.hits(it, topicReopens, r.Scenario.People.Reopens) {
		r.later(it, stepReopen)
	}
}

// warned plans that somebody is urged when a clock of handling has turned red.
func (r *run) warned(it *item) {
	if r.hits(it, topicUrges, r.Scenario.People.Urges) && !it.plans(stepUrge, r.centre) {
		r.plan(it, stepUrge, r.centre, r.clock+3600)
	}
}

// reds is how many clocks of handling have turned red.
func reds(h *governance.Head) (n int) {
	for i := range h.Deadlines {
		if d := &h.Deadlines[i]; d.Warned == governance.Red && slices.Contains(handling, d.Name) {
			n++
		}
	}
	return n
}
