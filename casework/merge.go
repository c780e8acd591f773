package casework

import (
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// Merge joins a duplicate to the matter it repeats (并案): the original and
// both histories stay, all senders are answered, it is handled and counted
// once.
type Merge struct {
	Into uuid.UUID `json:"into" zh:"并入事项" en:"Into" rule:"required"`
	Text string    `json:"text,omitempty" zh:"说明" en:"Remark" rule:"max=1000" personal:"content"`
}

// Verb is "merge".
func (Merge) Verb() string { return "merge" }

func caseRef(id uuid.UUID) governance.Ref { return governance.Ref{Kind: KindCase, ID: id} }

func (c *Case) canMerge(cmd Merge, m *governance.Moment) error {
	if len(c.Merged) > 0 || c.Children > 0 {
		return governance.Refuse("已有并入事项或子事项，不能再并入其他事项", "it has absorbed or been split into others itself")
	}
	var f governance.Faults
	if cmd.Into == c.ID {
		f.Add("into", "itself", "不能并入自身", "is the matter itself")
	}
	return f.Err()
}

func (c *Case) merge(cmd Merge, m *governance.Moment) {
	m.Send(caseRef(cmd.Into), Absorb{From: c.ID, District: c.District, Phase: string(c.Phase)})
	if c.hasParent() {
		m.Send(c.parentRef(), ChildClosed{})
	}
	c.Head.Pause(m)
	c.Kept, c.Into = c.Phase, cmd.Into
	c.Closed, c.Outcome, c.Timers = m.Now(), string(Merged), nil
	if until, err := m.Calendar.Deadline(m.Now(), policy(m).UnmergeDays); err == nil {
		c.Schedule(until.Due(), "settle")
	}
}

// Absorb is the other half of a merge, on the matter that stays.
type Absorb struct {
	From     uuid.UUID    `json:"from" zh:"并入" en:"From" rule:"required"`
	District orgtree.Code `json:"district" zh:"区" en:"District"`
	Phase    string       `json:"phase" zh:"并入时的阶段" en:"Phase of the matter absorbed" rule:"max=20"`
}

// Verb is "absorb".
func (Absorb) Verb() string { return "absorb" }

func (c *Case) canAbsorb(cmd Absorb, m *governance.Moment) error {
	switch {
	case !m.IsAmong(c.audience) && !m.IsAmong(c.whoTakesPart):
		return &governance.NotFoundError{Ref: caseRef(c.ID)} // the caller may not know of it
	case cmd.District != c.District:
		return governance.Refuse("不能跨区并案", "matters of two districts cannot be merged")
	case reached(c.Phase) < reached(governance.Phase(cmd.Phase)) && !m.IsAmong(c.WhoIsCentre):
		return governance.Refuse("并入的事项尚未到该环节", "the matter that is to stay has not come as far as the one to be merged")
	case len(c.Merged) >= policy(m).MaxMerged:
		return governance.Refuse("并入事项过多", "it has absorbed as many as it may")
	}
	return nil
}

// reached is how far up a matter in a phase has come (环节): a merge by those
// below may not call back what is with those above.
func reached(p governance.Phase) int {
	switch p {
	case PhaseWhistled:
		return 1
	case PhaseAtTown:
		return 2
	case PhaseEscalated:
		return 3
	case PhaseDispatched, PhaseInProgress, PhaseExplaining:
		return 4
	}
	return 0 // with the community
}

func (c *Case) absorb(cmd Absorb, _ *governance.Moment) { c.Merged = append(c.Merged, cmd.From) }

// Unmerge undoes a merge for a while (撤销并案) [D]: the matter goes on where it
// was, with the time it had left.
type Unmerge struct {
	Reason string `json:"reason,omitempty" zh:"理由" en:"Reason" rule:"max=1000" personal:"content"`
}

// Verb is "unmerge".
func (Unmerge) Verb() string { return "unmerge" }

func (c *Case) canUnmerge(_ Unmerge, m *governance.Moment) error {
	if Outcome(c.Outcome) != Merged {
		return governance.Refuse("该事项未并案", "it has not been merged")
	}
	if _, waiting := c.Scheduled("settle"); !waiting {
		return governance.Refuse("已超过撤销并案的期限", "the time for undoing the merge has passed")
	}
	return nil
}

func (c *Case) unmerge(_ Unmerge, m *governance.Moment) {
	m.Send(caseRef(c.Into), GiveUp{From: c.ID})
	c.Head.Reopen()
	c.Phase, c.Kept, c.Into = c.Kept, "", uuid.Nil
	c.Answer, c.Answered = "", zeroTime
	c.Unschedule("settle")
	if c.Paused.IsZero() {
		c.Head.Resume(m)
	} else if until, err := m.Calendar.Deadline(c.Paused, policy(m).PauseDays); err == nil {
		c.Schedule(later(until.Due(), m.Now()), "resume") // the pause goes on, no longer than it would have
	}
	if c.Phase == PhaseExplaining && !c.ReviewDue {
		c.Schedule(later(c.ReviewOn.Start(), m.Now()), "review")
	}
	if c.hasParent() {
		m.Send(c.parentRef(), ChildReopened{})
	}
}

// later is the later of two instants: nothing is arranged for the past.
func later(a, b time.Time) time.Time {
	if a.Before(b) {
		return b
	}
	return a
}

// GiveUp is the other half of undoing a merge.
type GiveUp struct {
	From uuid.UUID `json:"from" zh:"移出" en:"From" rule:"required"`
}

// Verb is "give-up".
func (GiveUp) Verb() string { return "give-up" }

func (c *Case) giveUp(cmd GiveUp, _ *governance.Moment) {
	c.Merged = slices.DeleteFunc(c.Merged, func(id uuid.UUID) bool { return id == cmd.From })
}

// AnswerMerged answers the sender of a merged matter with what the others are
// answered.
type AnswerMerged struct {
	Text string `json:"text" zh:"反馈内容" en:"Answer" rule:"required,max=5000" personal:"content"`
}

// Verb is "answer".
func (AnswerMerged) Verb() string { return "answer" }

func (c *Case) answerMerged(cmd AnswerMerged, m *governance.Moment) {
	c.Answer, c.Answered = cmd.Text, m.Now()
}

// Settle is given by time when a merge can no longer be undone: what still ran
// on the merged matter is lifted.
type Settle struct{}

// Verb is "settle".
func (Settle) Verb() string { return "settle" }

func (c *Case) settle(_ Settle, m *governance.Moment) { c.LiftAll(m) }
