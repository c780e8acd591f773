package casework

import (
	"iter"
	"slices"
	"time"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
	"github.com/jinlin-project/jinlin/scoring"
)

// Duties by the limits they are under: to arrive, and to be done with it.
var (
	arriving = []string{LimitReportIn, LimitTake}
	handling = extensible
)

// times is how often a clock was started for a unit.
func (c *Case) times(name string, unit orgtree.Code) (n int) {
	for d := range c.named(name) {
		if d.Unit == unit {
			n++
		}
	}
	return n
}

// ruledAt is when the centre last ruled.
func (c *Case) ruledAt() (at time.Time) {
	for d := range c.named(LimitRuling) {
		if d.End.After(at) {
			at = d.End
		}
	}
	return at
}

// askedFirst is when the first clock of a unit began.
func (c *Case) askedFirst(unit orgtree.Code) (at time.Time) {
	for i := range c.Deadlines {
		if d := &c.Deadlines[i]; d.Unit == unit && (at.IsZero() || d.Start.Before(at)) {
			at = d.Start
		}
	}
	return at
}

// clocks are the clocks of a unit under limits of some names that still say
// something of it: those that were missed, and those that were not lifted.
func (c *Case) clocks(unit orgtree.Code, under []string) iter.Seq[*governance.Deadline] {
	return func(yield func(*governance.Deadline) bool) {
		for i := range c.Deadlines {
			d := &c.Deadlines[i]
			if d.Unit == unit && slices.Contains(under, d.Name) && (!d.Lifted || missed(d)) && !yield(d) {
				return
			}
		}
	}
}

// named are all clocks under one limit, whosever they were.
func (c *Case) named(limit string) iter.Seq[*governance.Deadline] {
	return func(yield func(*governance.Deadline) bool) {
		for i := range c.Deadlines {
			if d := &c.Deadlines[i]; d.Name == limit && !yield(d) {
				return
			}
		}
	}
}

// missed reports whether a clock ran out on its unit, whatever became of it then.
func missed(d *governance.Deadline) bool {
	return d.Warned == governance.Red || d.State(d.End) == governance.Missed
}

// arrival is the order that a unit had to take, and when it did: the first that it
// missed, so that a later one does not make up for it, or else the last.
func (c *Case) arrival(u *Involved) (duty scoring.Duty) {
	for d := range c.clocks(u.Unit, arriving) {
		duty = scoring.Duty{Due: d.Due, Done: u.takenUnder(d), Late: missed(d)}
		if duty.Late {
			break
		}
	}
	return duty
}

// takenUnder is when a unit had done what a clock asked of it: a child has the
// report-in's from its parent, and was itself taken when it was split off.
func (u *Involved) takenUnder(d *governance.Deadline) time.Time {
	if d.Name == LimitReportIn && !d.Lifted {
		return d.End
	}
	return u.TakenAt
}

// completion is the handling that a unit owed, and when it was done with it: the
// first that it missed, or else the last. Rework decides whether it was late and
// not when it was due, so that what comes back stays in its period.
func (c *Case) completion(u *Involved) (duty scoring.Duty) {
	late := false
	for d := range c.clocks(u.Unit, handling) {
		late = late || missed(d)
		if !duty.Late && (d.Name != LimitRework || duty.Due.IsZero()) {
			duty = scoring.Duty{Due: d.Due, Done: u.doneUnder(d), Late: missed(d)}
		}
	}
	duty.Late = late
	return duty
}

// doneUnder is when a unit had done what a clock asked of it. A clock ends with
// that, and does not run again when the result comes back; but a stage is not the
// whole, and what was lifted was not done.
func (u *Involved) doneUnder(d *governance.Deadline) time.Time {
	if d.Name == LimitStage || d.Lifted {
		return u.DoneAt
	}
	return d.End
}

// verification is the check of the matter, the last where it was returned and
// sent again.
func (c *Case) verification() (duty scoring.Duty) {
	for d := range c.named(LimitVerify) {
		if !d.Lifted {
			duty = scoring.Duty{Due: d.Due, Done: d.End, Late: missed(d)}
		}
	}
	return duty
}

// ratingDuty is the whistler's rating within the window that was open for it.
func (c *Case) ratingDuty() (duty scoring.Duty) {
	for d := range c.named(LimitRating) {
		if !d.Lifted {
			duty.Due = d.Due
		}
	}
	for i := range c.Ratings {
		if r := &c.Ratings[i]; r.By == ByWhistler && r.Given {
			duty.Done = r.At
		}
	}
	return duty
}

// standsStill reports whether the clock by which a unit's part would be due stands
// still. What was missed before stays missed.
func (c *Case) standsStill(unit orgtree.Code) (still bool) {
	for d := range c.clocks(unit, handling) {
		if missed(d) {
			return false
		}
		if d.Name != LimitRework {
			still = d.State(d.Start) == governance.Paused
		}
	}
	return still
}
