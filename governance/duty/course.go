package duty

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

// settle writes down the current term as its clock stands, before that ends.
func (t *Task) settle() {
	if n := len(t.Course); n > 0 {
		t.Course[n-1] = t.settled(t.Course[n-1])
	}
}

// turn begins the next term.
func (t *Task) turn(m *governance.Moment) {
	t.settle()
	t.Course = append(t.Course, Term{Since: m.Now(), Owner: t.Owner})
}

// settled is a term with its clock, if that still runs: a new notice may have moved
// it.
func (t *Task) settled(now Term) Term {
	if d := t.Deadline(LimitDo, now.Owner); d != nil {
		now.Risk, now.Due = d.Yellow, d.Due
	}
	return now
}

// StandsAt tells whose the task was at an instant and how it stood. A task that was
// not there yet, or was dropped by then, stood nowhere.
func (t *Task) StandsAt(at time.Time) (owner orgtree.Code, s State, stood bool) {
	if !t.Closed.IsZero() && !at.Before(t.Closed) {
		return t.Owner, Finished, t.Outcome == string(Done)
	}
	i := len(t.Course) - 1
	for i >= 0 && t.Course[i].Since.After(at) {
		i--
	}
	if i < 0 {
		return "", "", false
	}
	term := t.Course[i]
	if i == len(t.Course)-1 {
		term = t.settled(term)
	}
	switch {
	case !term.Due.IsZero() && at.After(term.Due):
		return term.Owner, Overdue, true
	case !term.Risk.IsZero() && !at.Before(term.Risk):
		return term.Owner, AtRisk, true
	}
	return term.Owner, OnTrack, true
}
