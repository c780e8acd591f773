package engine

import (
	"slices"

	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/examples/simulate/chance"
	"github.com/jinlin-project/jinlin/governance"
)

// check is the check of what is done: passed, or sent back with time for rework.
func (r *run) check(it *item, unit int32) error {
	c := it.file.Case
	if c.Phase != casework.PhaseChecking {
		return nil
	}
	mine, good := false, true
	for i := range c.Units {
		u := &c.Units[i]
		if u.State == casework.Done && r.checker(c, u) == unit {
			done := r.deskOf(u.Unit)
			mine, good = true, good && (it.round >= mostRounds || r.hitsAt(it, topicQuality, done, r.desks[done].like.Quality))
		}
	}
	switch {
	case !mine:
		return nil
	case good:
		return r.do(it, r.desks[unit].actor, casework.Pass{})
	}
	if err := r.do(it, r.desks[unit].actor, casework.SendBack{Reason: "现场核查未办好"}); err != nil {
		return err
	}
	it.again()
	return nil
}

// mostRounds is after how many rounds of work its result passes whatever the unit is
// like: one that never does anything well would be at it for ever, in no time at all
// where nothing takes any.
const mostRounds = 15

// again begins another round of work.
func (it *item) again() {
	it.round, it.tried, it.asked, it.replied, it.given = it.round+1, false, false, false, false
}

func (r *run) answer(it *item, unit int32) error {
	c := it.file.Case
	by := r.desks[unit].actor
	if c.Phase == casework.PhasePassed && c.Answered.IsZero() {
		if err := r.do(it, by, casework.Feedback{Text: "您反映的事项已办理"}); err != nil {
			return err
		}
	}
	if c = it.file.Case; c.Phase != casework.PhasePassed || !c.Published.IsZero() {
		return nil
	}
	return r.do(it, by, casework.Publish{Summary: "居民反映的事项已办理"})
}

func (r *run) whistlerRates(it *item, unit int32) error {
	c := it.file.Case
	if c.Phase != casework.PhaseRating || !slices.Contains(c.Owing, casework.ByWhistler) {
		return nil
	}
	return r.rate(it, r.desks[unit].actor, 0)
}

func (r *run) senderRates(it *item, _ int32) error {
	c := it.file.Case
	if c.Phase != casework.PhaseRating || !slices.Contains(c.Owing, casework.BySender) {
		return nil
	}
	return r.rate(it, it.sender, 1)
}

// moodOf is how each rater feels about it: the whistler, the sender.
var moodOf = [2]chance.Topic{chance.TopicOf("whistler's mood"), chance.TopicOf("sender's mood")}

// rate is one rater's answer. A mood follows from what came of it and when.
func (r *run) rate(it *item, by *governance.Actor, who int) error {
	c := it.file.Case
	mood, solved := 0, casework.Solved
	switch c.Conclusion {
	case casework.Outcome(casework.Solved):
		if missed(c) {
			mood = 1
		}
	case casework.Outcome(casework.Partly), casework.Understood:
		mood, solved = 2, casework.Partly
	default:
		mood, solved = 3, casework.Unsolved
	}
	s := r.Seed.On(moodOf[who], it.key())
	step := 5 - r.moods[mood].Draw(&s)
	if who == 1 {
		it.unhappy = step <= 2
	}
	scores := make([]casework.Score, len(c.Units))
	for i := range c.Units {
		scores[i] = casework.Score{Unit: c.Units[i].Unit, Satisfaction: step, Solved: solved}
	}
	return r.do(it, by, casework.Rate{Scores: scores})
}

// missed reports whether a deadline of handling was missed.
func missed(c *casework.Case) bool {
	for i := range c.Deadlines {
		d := &c.Deadlines[i]
		if slices.Contains(handling, d.Name) && d.State(d.End) == governance.Missed {
			return true
		}
	}
	return false
}

// reopen has what did not satisfy handled again, while it may be.
func (r *run) reopen(it *item, _ int32) error {
	c := it.file.Case
	if c.Phase != casework.PhaseClosed || c.Reopened >= r.rules.MaxReopenings {
		return nil
	}
	if until, err := r.calendar.Deadline(c.Closed, r.rules.ReopenDays); err != nil || until.Passed(instant(r.clock)) {
		return err
	}
	it.again()
	return r.do(it, it.sender, casework.Reopen{Reason: "问题仍未解决"})
}
