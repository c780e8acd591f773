package course

import (
	"time"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// A Term is a stretch of a task's course, up to the next: whose it was, and by when
// it was due. While the check of what was handed in on time lasts, nothing is due.
type Term struct {
	Since time.Time    `json:"since" zh:"自" en:"Since"`
	Owner orgtree.Code `json:"owner" zh:"责任单位" en:"Whose it was"`
	Risk  time.Time    `json:"risk,omitzero" zh:"预警" en:"At risk from"`
	Due   time.Time    `json:"due,omitzero" zh:"期限" en:"Due"`
}

// on is the term with its clock, if that still runs: a new notice may have moved it.
func (t Term) on(clock Clock) Term {
	if d := clock(t.Owner); d != nil {
		t.Risk, t.Due = d.Yellow, d.Due
	}
	return t
}

// state is how a task stands at an instant of the term.
func (t Term) state(at time.Time) State {
	switch {
	case !t.Due.IsZero() && at.After(t.Due):
		return Overdue
	case !t.Risk.IsZero() && !at.Before(t.Risk):
		return AtRisk
	}
	return OnTrack
}

// A State is how a task stands on the wall chart.
type State string

// The states, from good to bad.
const (
	Finished State = "done"     // 已完成
	OnTrack  State = "on-track" // 正常推进
	AtRisk   State = "at-risk"  // 临期预警
	Overdue  State = "overdue"  // 逾期
)

// Choices lists the states with their labels.
func (State) Choices() []governance.Choice {
	return []governance.Choice{
		governance.ChoiceOf(Finished, "已完成", "done"), governance.ChoiceOf(OnTrack, "正常推进", "on track"),
		governance.ChoiceOf(AtRisk, "临期预警", "at risk"), governance.ChoiceOf(Overdue, "逾期", "overdue"),
	}
}

// A Clock returns the deadline that runs for an owner, or nil.
type Clock func(owner orgtree.Code) *governance.Deadline

// A Course is the terms of a task, the first first.
type Course []Term

// Settle writes down the current term as its clock stands, before that ends.
func (c Course) Settle(clock Clock) {
	if n := len(c); n > 0 {
		c[n-1] = c[n-1].on(clock)
	}
}

// Turn is the course with the next term, in which the task is an owner's.
func (c Course) Turn(since time.Time, owner orgtree.Code, clock Clock) Course {
	c.Settle(clock)
	return append(c, Term{Since: since, Owner: owner})
}

// StayLate has the current term be due when the one before it was: what was late when
// it was handed in stays late.
func (c Course) StayLate() { c[len(c)-1].Due = c[len(c)-2].Due }

// At tells whose the task was at an instant, and how it stood, if it was there yet.
func (c Course) At(at time.Time, clock Clock) (owner orgtree.Code, s State, stood bool) {
	i := len(c) - 1
	for i >= 0 && c[i].Since.After(at) {
		i--
	}
	if i < 0 {
		return "", "", false
	}
	term := c[i]
	if i == len(c)-1 {
		term = term.on(clock)
	}
	return term.Owner, term.state(at), true
}
