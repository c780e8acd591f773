package duty

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/duty/chart"
	"github.com/jinlin-project/jinlin/governance/duty/course"
	"github.com/jinlin-project/jinlin/governance/duty/task"
	"github.com/jinlin-project/jinlin/orgtree"
)

// Kind is the kind under which tasks are kept.
const Kind = task.Kind

func canOrder(t *task.Task, cmd task.Order, m *governance.Moment) error {
	var f governance.Faults
	if !m.Org.NextBelow(cmd.Owner, cmd.From) {
		f.Add("owner", "not-next-level", "只能交办给直接下一级单位", "is not a unit of the next level")
	}
	return sound(f, cmd.Due, m)
}

func order(t *task.Task, cmd task.Order, m *governance.Moment) {
	begin(t, task.Entrust{Title: cmd.Title, Text: cmd.Text, Category: cmd.Category, From: cmd.From, Owner: cmd.Owner, Due: cmd.Due, Top: m.Ref.ID}, m)
}

func canTakeOver(t *task.Task, cmd governance.Refer, m *governance.Moment) error {
	var f governance.Faults
	f.UnitOf(t.District, "owner", cmp.Or(cmd.Owner, cmd.Unit), m)
	return sound(f, cmd.Due, m)
}

// takeOver begins a chain with what another institution refers. Where that names
// nobody in whose name, the centre checks it.
func takeOver(t *task.Task, cmd governance.Refer, m *governance.Moment) {
	t.Origin = m.Origin()
	owner := cmp.Or(cmd.Owner, cmd.Unit)
	begin(t, task.Entrust{
		Title: cmd.Title, Text: cmd.Text, Category: cmd.Category, Owner: owner, Due: cmd.Due, Source: t.Origin, Top: m.Ref.ID,
		From: cmp.Or(cmd.From, m.UnitAt(governance.Of(orgtree.Centre, owner))),
	}, m)
}

func canEntrust(t *task.Task, cmd task.Entrust, m *governance.Moment) error {
	return sound(nil, cmd.Due, m)
}

func entrust(t *task.Task, cmd task.Entrust, m *governance.Moment) {
	t.Origin, t.Parent = m.Origin(), m.Cause.Ref.ID
	begin(t, cmd, m)
}

// begin takes a task in, wherever it comes from.
func begin(t *task.Task, cmd task.Entrust, m *governance.Moment) {
	t.Title, t.Text, t.Category = strings.TrimSpace(cmd.Title), cmd.Text, cmd.Category
	t.From, t.Source, t.Top = cmd.From, cmd.Source, cmd.Top
	belong(t, cmd.Owner, m)
	run(t, cmd.Due, m)
}

// belong makes the task a unit's. What is a Party organisation's is that of the level
// at which it leads.
func belong(t *task.Task, owner orgtree.Code, m *governance.Moment) {
	if seat, ok := m.Org.Seat(owner); ok {
		owner = seat
	}
	t.Owner, t.Level, t.Refused = owner, governance.LevelOf(owner, m.Org), false
	t.Community = m.UnitAt(governance.Of(orgtree.Community, owner))
	t.Owners++
}

// run begins a term with a clock of its own. Without a day the limit says when.
func run(t *task.Task, due civil.Date, m *governance.Moment) {
	t.Course = t.Course.Turn(m.Now(), t.Owner, clock(t))
	t.LiftAll(m, LimitDo)
	if due == 0 {
		t.Start(m, LimitDo, t.Owner)
	} else {
		t.StartFor(m, LimitDo, t.Owner, m.DaysTo(due))
	}
	if d := t.Deadline(LimitDo, t.Owner); d != nil {
		t.Due = civil.DateOf(d.Due)
	}
}

func canAssign(t *task.Task, cmd task.Assign, m *governance.Moment) error {
	var f governance.Faults
	governance.Once(&f, "owners", cmd.Owners)
	for i, owner := range cmd.Owners {
		if !m.Org.NextBelow(owner, t.Owner) {
			f.Add(fmt.Sprintf("owners[%d]", i), "not-next-level", "只能逐级分解到直接下一级单位", "is not a unit of the next level; tasks are broken down level by level")
		}
	}
	if cmd.Due > latest(t, m) {
		f.Add("due", "too-late", "不得晚于本任务的完成期限", "lies after the day by which the whole is due")
	}
	return sound(f, cmd.Due, m)
}

// latest is the last day by which a part may be due.
func latest(t *task.Task, m *governance.Moment) civil.Date { return max(t.Due, m.Today()) }

// assign gives parts of the task to the next level. From then on its progress is
// that of its parts.
func assign(t *task.Task, cmd task.Assign, m *governance.Moment) {
	for _, owner := range cmd.Owners {
		m.Open(task.Kind, task.Entrust{
			Title: cmd.Title, Text: cmd.Text, Category: cmd.Category, Owner: owner, From: t.Owner,
			Due: cmp.Or(cmd.Due, latest(t, m)), Source: t.Source, Top: t.Top,
		})
		t.Given++
	}
	derive(t, m)
}

// parts is how many parts the task has that were not dropped.
func parts(t *task.Task) int { return t.Given - t.Ended + t.Done }

func advance(t *task.Task, cmd task.Advance, m *governance.Moment) {
	t.Sum += cmd.By
	derive(t, m)
}

func hearEnd(t *task.Task, cmd governance.Concluded, m *governance.Moment) {
	t.Hear(cmd, string(task.Done))
	derive(t, m)
}

// derive has the progress follow from the parts.
func derive(t *task.Task, m *governance.Moment) {
	if parts := parts(t); parts > 0 {
		come(t, t.Sum/parts, m)
		return
	}
	come(t, 0, m)
}

// come notes how far the task has come, and tells the one above by how much.
func come(t *task.Task, percent int, m *governance.Moment) {
	by := percent - t.Progress
	t.Progress = percent
	if up, ok := t.Origin.Ref(); ok && by != 0 {
		m.Tell(up, task.Advance{By: by})
	}
}

// clock tells by when the task is an owner's to do.
func clock(t *task.Task) course.Clock {
	return func(owner orgtree.Code) *governance.Deadline { return t.Deadline(LimitDo, owner) }
}

// standing is the task as it stands at an instant on the wall chart. One that was not
// there yet, or was dropped by then, stood nowhere.
func standing(t *task.Task, at time.Time) (chart.Standing, bool) {
	owner, state, stood := t.Course.At(at, clock(t))
	if !t.Closed.IsZero() && !at.Before(t.Closed) {
		owner, state, stood = t.Owner, course.Finished, t.Outcome == string(task.Done)
	}
	return chart.Standing{Task: t.ID, Top: t.Top, Title: t.Title, Source: t.Source, Owner: owner, State: state}, stood
}

// sound adds to the faults of a command a day that has passed; and refuses one that
// the calendar cannot answer for.
func sound(f governance.Faults, due civil.Date, m *governance.Moment) error {
	f.FromToday("due", due, m)
	return f.ErrBy(due, m)
}
