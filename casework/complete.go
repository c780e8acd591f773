package casework

import (
	"iter"
	"slices"
	"time"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// Complete is a unit's word that its part is done (办结).
type Complete struct {
	Outcome Outcome `json:"outcome" zh:"办理结果" en:"Outcome" rule:"required"`
	Result  string  `json:"result" zh:"办理情况" en:"Result" rule:"required,max=5000" personal:"content"`
}

// Verb is "complete".
func (Complete) Verb() string { return "complete" }

func (c *Case) canComplete(cmd Complete, m *governance.Moment) error {
	u := c.unfinished(m)
	switch {
	case u == nil:
		return governance.Refuse("本单位没有在办的部分", "the unit has no part in hand")
	case u.Role == Lead && !c.every(u, Done, Passed):
		return governance.Refuse("牵头单位应在协办单位之后办结", "the lead completes after the others")
	case u.Role == Lead && c.stage() != nil:
		return governance.Refuse("还有未完成的阶段", "a stage is still unfinished")
	case c.Phase == PhaseExplaining && c.Explained.IsZero():
		return errUnexplained
	case u.Role == Lead && c.Unclosed > 0:
		return errChildren
	}
	var f governance.Faults
	if cmd.Outcome != "" && !c.concludes(cmd.Outcome) {
		f.Add("outcome", "not-here", "该结果不适用", "is not an outcome this can have")
	}
	return f.Err()
}

// unfinished returns the acting unit's part that is next to be completed: of
// several that have come to one unit, the lead's last.
func (c *Case) unfinished(m *governance.Moment) *Involved {
	last := c.part(m, Taken, SentBack)
	for i := range c.Units {
		u := &c.Units[i]
		if u.Role != Lead && (u.State == Taken || u.State == SentBack) && actsFor(m, u.Unit) {
			return u
		}
	}
	return last
}

// concludes reports whether handling can end with an outcome: an understanding
// only where it was sought and given.
func (c *Case) concludes(o Outcome) bool {
	if o == Understood {
		return c.Phase == PhaseExplaining && c.Understood != nil && *c.Understood
	}
	return slices.Contains([]Solution{Solved, Partly, Unsolved}, Solution(o))
}

func (c *Case) complete(cmd Complete, m *governance.Moment) {
	u := c.unfinished(m)
	if !c.Paused.IsZero() {
		c.resume(Resume{}, m)
	}
	u.State, u.DoneAt, u.Outcome = Done, m.Now(), Solution(cmd.Outcome)
	for _, name := range extensible {
		c.Meet(m, name, u.Unit)
	}
	if c.Extension != nil && c.Extension.Unit == u.Unit {
		c.Extension = nil
	}
	if u.Role == Lead {
		c.Conclusion, c.Result, c.ReviewDue, c.Prompted = cmd.Outcome, cmd.Result, false, false
		c.MeetAll(m, LimitReview)
	}
	if c.Phase == PhaseHandling { // nobody checks before the sender rates
		u.State = Passed
		c.pastChecks(m)
		return
	}
	if c.every(nil, Done, Passed) {
		c.Phase = PhaseChecking
		c.startChecks(m)
	}
}

// checkedByWhistler reports whether a part is the whistler's to check, as what a town did
// is, and not the centre's.
func (u *Involved) checkedByWhistler() bool { return u.Kind == orgtree.Town }

// checkerOf is the unit that checks a part: the whistler, or the centre given.
func (c *Case) checkerOf(u *Involved, centre orgtree.Code) orgtree.Code {
	if u.checkedByWhistler() && c.Whistler != "" {
		return c.Whistler
	}
	return centre
}

func (c *Case) startChecks(m *governance.Moment) {
	centre := c.centre(m)
	for i := range c.Units {
		u := &c.Units[i]
		who := c.checkerOf(u, centre)
		if u.State == Done && c.Deadline(LimitCheck, who) == nil {
			c.Start(m, LimitCheck, who)
		}
	}
}

// whoChecksParts appends those who have parts to check.
func (c *Case) whoChecksParts(to []governance.Address) []governance.Address {
	return c.checkers(to, Done)
}

// whoMaySendBack appends those who check, and the centre, which samples
// everything and can send any of it back.
func (c *Case) whoMaySendBack(to []governance.Address) []governance.Address {
	return c.WhoIsCentre(c.checkers(to, Done, Passed))
}

func (c *Case) checkers(to []governance.Address, in ...Standing) []governance.Address {
	for i := range c.Units {
		u := &c.Units[i]
		if !slices.Contains(in, u.State) || u.Role == First {
			continue
		}
		if u.checkedByWhistler() && c.Whistler != "" {
			to = c.whoWhistled(to)
		} else {
			to = c.WhoIsCentre(to)
		}
	}
	return to
}

var (
	byCheckers   = by("part-checkers", "验单方（部门的由中心，镇街的由吹哨单位）", "who checks: the centre for departments, the whistler for a town", (*Case).whoChecksParts)
	bySendBacker = by("send-backers", "验单方，抽查时为中心", "who checks, and the centre when it samples", (*Case).whoMaySendBack)
)

// Pass is the check's yes to what units say is done (验单通过): to all parts
// that are the caller's to check, unless one is named.
type Pass struct {
	Unit orgtree.Code `json:"unit,omitempty" zh:"单位" en:"Unit"`
	Text string       `json:"text,omitempty" zh:"验单意见" en:"Finding" rule:"max=2000" personal:"content"`
}

// Verb is "pass".
func (Pass) Verb() string { return "pass" }

// checkable yields the parts the actor may check now: all, or the one named.
func (c *Case) checkable(m *governance.Moment, named orgtree.Code, sampling bool) iter.Seq[*Involved] {
	isCentre := m.Acting.Unit == c.centre(m)
	return func(yield func(*Involved) bool) {
		for i := range c.Units {
			u := &c.Units[i]
			theirs := isCentre != (u.checkedByWhistler() && c.Whistler != "")
			fits := u.State == Done && theirs || sampling && isCentre && (u.State == Done || u.State == Passed && u.Role != First)
			if fits && (named == "" || named == u.Unit) && !yield(u) {
				return
			}
		}
	}
}

// checks reports as an error that the actor has nothing to check, or not the
// part that is named.
func (c *Case) checks(m *governance.Moment, named orgtree.Code, sampling bool) error {
	some := false
	for u := range c.checkable(m, "", sampling) {
		if named == "" || u.Unit == named {
			return nil
		}
		some = true
	}
	if !some {
		return errNothingToCheck
	}
	var f governance.Faults
	f.Add("unit", "not-checkable", "该单位没有待验单的部分", "has no part to be checked by the caller")
	return f.Err()
}

var errNothingToCheck = governance.Refuse("没有可由本单位验单的部分", "no part is the unit's to check")

func (c *Case) canPass(cmd Pass, m *governance.Moment) error {
	return c.checks(m, cmd.Unit, false)
}

func (c *Case) pass(cmd Pass, m *governance.Moment) {
	for u := range c.checkable(m, cmd.Unit, false) {
		u.State = Passed
	}
	c.endChecks(m)
	if c.every(nil, Passed) {
		c.Phase = PhasePassed
		c.pastChecks(m)
	}
}

// endChecks ends the clocks of those who have nothing left to check.
func (c *Case) endChecks(m *governance.Moment) {
	centre := c.centre(m)
	waiting := func(u Involved, who orgtree.Code) bool { return u.State == Done && c.checkerOf(&u, centre) == who }
	for i := range c.Units {
		who := c.checkerOf(&c.Units[i], centre)
		if !slices.ContainsFunc(c.Units, func(u Involved) bool { return waiting(u, who) }) {
			c.Meet(m, LimitCheck, who)
		}
	}
}

// pastChecks starts what follows completion (办结): the answer, the posting,
// and the window in which the centre must have asked for ratings and registered
// them [R]. Neither answer nor posting pushes the window out [D].
func (c *Case) pastChecks(m *governance.Moment) {
	c.Completed = m.Now()
	c.Answered, c.Published, c.Asked = zeroTime, zeroTime, zeroTime
	c.Owing = c.raters()
	centre := c.centre(m)
	c.Start(m, LimitFeedback, c.Community)
	c.Start(m, LimitRating, centre)
	c.AtEnd(LimitRating, centre, "lapse")
	c.draw(m)
}

// SendBack is the check's no (验单退回): to all parts that are the caller's to
// check, unless one is named.
type SendBack struct {
	Unit   orgtree.Code `json:"unit,omitempty" zh:"单位" en:"Unit"`
	Reason string       `json:"reason" zh:"退回理由" en:"Reason" rule:"required,max=1000" personal:"content"`
}

// Verb is "send-back".
func (SendBack) Verb() string { return "send-back" }

func (c *Case) canSendBack(cmd SendBack, m *governance.Moment) error {
	return c.checks(m, cmd.Unit, true)
}

func (c *Case) sendBack(cmd SendBack, m *governance.Moment) {
	parts := slices.Collect(c.checkable(m, cmd.Unit, true))
	c.Returns++
	c.backToWork(parts, m)
}

// backToWork gives parts back to their units, with the time for rework, and
// undoes what followed completion.
func (c *Case) backToWork(parts []*Involved, m *governance.Moment) {
	c.LiftAll(m, LimitCheck, LimitFeedback, LimitRating)
	c.Completed, c.Asked, c.Owing = zeroTime, zeroTime, nil
	c.Ratings = []Rating{}
	c.retract(m)
	c.overtake(m)
	for _, u := range parts {
		u.State, u.DoneAt = SentBack, zeroTime
		c.Start(m, LimitRework, u.Unit)
	}
	c.Phase = c.workplace()
}

// workplace is the phase in which the matter is handled, by who leads and by
// its list.
func (c *Case) workplace() governance.Phase {
	switch {
	case c.List == Understanding:
		return PhaseExplaining
	case c.List != "":
		return PhaseInProgress
	case c.Whistler != "":
		return PhaseAtTown
	}
	return PhaseHandling
}

// retract takes the notice off the board, if there is one.
func (c *Case) retract(m *governance.Moment) {
	if !c.Published.IsZero() {
		c.withdrawNotice(m)
	}
	c.Published = time.Time{}
}
