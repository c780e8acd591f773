package duty

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// Kind is the kind under which tasks are kept.
const Kind = "task"

// The phases of a task.
const (
	Doing     governance.Phase = "doing"     // 推进中
	Returned  governance.Phase = "returned"  // 退回待裁定
	Submitted governance.Phase = "submitted" // 待验收
	Done      governance.Phase = "done"      // 已完成
	Dropped   governance.Phase = "dropped"   // 已撤销
)

// A Task is one duty of one unit (任务). What it has referred are its parts.
type Task struct {
	governance.Head
	governance.Referrals
	Title      string            `json:"title" zh:"任务" en:"Title" personal:"content"`
	Text       string            `json:"text" zh:"要求" en:"What is asked" personal:"content"`
	Category   string            `json:"category,omitempty" zh:"类别" en:"Category"`
	From       orgtree.Code      `json:"from" zh:"交办单位" en:"Who set it"`
	Owner      orgtree.Code      `json:"owner" zh:"责任单位" en:"Whose it is"`
	Level      governance.Level  `json:"level" zh:"层级" en:"Level"`
	Community  orgtree.Code      `json:"community,omitempty" zh:"社区" en:"Community"`
	Source     governance.Origin `json:"source,omitempty" zh:"来源" en:"What the chain came from"`
	Top        uuid.UUID         `json:"top" zh:"总任务" en:"Task at the head of the chain"`
	Due        civil.Date        `json:"due" zh:"完成期限" en:"By when"`
	Progress   int               `json:"progress,omitempty" zh:"进度（%）" en:"Progress, percent"`
	Sum        int               `json:"sum,omitempty" zh:"下级进度合计" en:"Sum of the parts' progress"`
	Course     []Term            `json:"course" zh:"历程" en:"Course"`
	Asked      civil.Date        `json:"asked,omitzero" zh:"申请延期至" en:"More time asked for, until"`
	Extensions int               `json:"extensions,omitempty" zh:"延期次数" en:"Extensions"`
	Reworks    int               `json:"reworks,omitempty" zh:"退回整改次数" en:"Times sent back"`
	Owners     int               `json:"ownersSoFar" zh:"承担单位数" en:"Owners so far"`
	Refused    bool              `json:"refused,omitempty" zh:"须由本单位承担" en:"It was ruled that its owner has to do it"`
	Result     string            `json:"result,omitempty" zh:"完成情况" en:"Result" personal:"content"`
}

func (t *Task) canOrder(cmd Order, m *governance.Moment) error {
	var f governance.Faults
	if !m.Org.NextBelow(cmd.Owner, cmd.From) {
		f.Add("owner", "not-next-level", "只能交办给直接下一级单位", "is not a unit of the next level")
	}
	return sound(f, cmd.Due, m)
}

func (t *Task) order(cmd Order, m *governance.Moment) {
	t.begin(Entrust{Title: cmd.Title, Text: cmd.Text, Category: cmd.Category, From: cmd.From, Owner: cmd.Owner, Due: cmd.Due, Top: m.Ref.ID}, m)
}

func (t *Task) canTakeOver(cmd governance.Refer, m *governance.Moment) error {
	var f governance.Faults
	if district, _ := m.Org.District(cmp.Or(cmd.Owner, cmd.Unit)); district == "" || district != t.District {
		f.Add("owner", "unknown-unit", "不是本区的单位", "is not a unit of the district")
	}
	return sound(f, cmd.Due, m)
}

// takeOver begins a chain with what another institution refers. Where that names
// nobody in whose name, the centre checks it.
func (t *Task) takeOver(cmd governance.Refer, m *governance.Moment) {
	t.Origin = m.Origin()
	owner := cmp.Or(cmd.Owner, cmd.Unit)
	t.begin(Entrust{
		Title: cmd.Title, Text: cmd.Text, Category: cmd.Category, Owner: owner, Due: cmd.Due, Source: t.Origin, Top: m.Ref.ID,
		From: cmp.Or(cmd.From, m.UnitAt(governance.Of(orgtree.Centre, owner))),
	}, m)
}

func (t *Task) canEntrust(cmd Entrust, m *governance.Moment) error { return sound(nil, cmd.Due, m) }

func (t *Task) entrust(cmd Entrust, m *governance.Moment) {
	t.Origin, t.Parent = m.Origin(), m.Cause.Ref.ID
	t.begin(cmd, m)
}

// begin takes a task in, wherever it comes from.
func (t *Task) begin(cmd Entrust, m *governance.Moment) {
	t.Title, t.Text, t.Category = strings.TrimSpace(cmd.Title), cmd.Text, cmd.Category
	t.From, t.Source, t.Top = cmd.From, cmd.Source, cmd.Top
	t.belong(cmd.Owner, m)
	t.run(cmd.Due, m)
}

// belong makes the task a unit's. What is a Party organisation's is that of the level
// at which it leads.
func (t *Task) belong(owner orgtree.Code, m *governance.Moment) {
	if seat, ok := m.Org.Seat(owner); ok {
		owner = seat
	}
	t.Owner, t.Level, t.Refused = owner, governance.LevelOf(owner, m.Org), false
	t.Community = m.UnitAt(governance.Of(orgtree.Community, owner))
	t.Owners++
}

// run begins a term with a clock of its own. Without a day the limit says when.
func (t *Task) run(due civil.Date, m *governance.Moment) {
	t.turn(m)
	t.LiftAll(m, LimitDo)
	if due == 0 {
		t.Start(m, LimitDo, t.Owner)
	} else {
		t.StartFor(m, LimitDo, t.Owner, daysTo(due, m))
	}
	if d := t.Deadline(LimitDo, t.Owner); d != nil {
		t.Due = civil.DateOf(d.Due)
	}
}

func (t *Task) canAssign(cmd Assign, m *governance.Moment) error {
	var f governance.Faults
	for i, owner := range cmd.Owners {
		path := fmt.Sprintf("owners[%d]", i)
		if slices.Contains(cmd.Owners[:i], owner) {
			f.Add(path, "repeated", "重复", "stands twice")
		}
		if !m.Org.NextBelow(owner, t.Owner) {
			f.Add(path, "not-next-level", "只能逐级分解到直接下一级单位", "is not a unit of the next level; tasks are broken down level by level")
		}
	}
	if cmd.Due > t.latest(m) {
		f.Add("due", "too-late", "不得晚于本任务的完成期限", "lies after the day by which the whole is due")
	}
	return sound(f, cmd.Due, m)
}

// latest is the last day by which a part may be due.
func (t *Task) latest(m *governance.Moment) civil.Date { return max(t.Due, civil.DateOf(m.Now())) }

// assign gives parts of the task to the next level. From then on its progress is
// that of its parts.
func (t *Task) assign(cmd Assign, m *governance.Moment) {
	for _, owner := range cmd.Owners {
		m.Open(Kind, Entrust{
			Title: cmd.Title, Text: cmd.Text, Category: cmd.Category, Owner: owner, From: t.Owner,
			Due: cmp.Or(cmd.Due, t.latest(m)), Source: t.Source, Top: t.Top,
		})
		t.Given++
	}
	t.derive(m)
}

// parts is how many parts the task has that were not dropped.
func (t *Task) parts() int { return t.Given - t.Ended + t.Done }

func (t *Task) advance(cmd Advance, m *governance.Moment) {
	t.Sum += cmd.By
	t.derive(m)
}

func (t *Task) hearEnd(cmd governance.Concluded, m *governance.Moment) {
	t.Hear(cmd, string(Done))
	t.derive(m)
}

// derive has the progress follow from the parts.
func (t *Task) derive(m *governance.Moment) {
	if parts := t.parts(); parts > 0 {
		t.come(t.Sum/parts, m)
		return
	}
	t.come(0, m)
}

// come notes how far the task has come, and tells the one above by how much.
func (t *Task) come(percent int, m *governance.Moment) {
	by := percent - t.Progress
	t.Progress = percent
	if up, ok := t.Origin.Ref(); ok && by != 0 {
		m.Tell(up, Advance{By: by})
	}
}

// daysTo is the period from now to a day, by the calendar: a day off moves to the
// working day after it.
func daysTo(day civil.Date, m *governance.Moment) governance.Period {
	return governance.Period{N: day.Sub(civil.DateOf(m.Now())), Unit: governance.Days}
}

// sound adds to the faults of a command a day that has passed; and refuses one that
// the calendar cannot answer for.
func sound(f governance.Faults, due civil.Date, m *governance.Moment) error {
	if due != 0 && due < civil.DateOf(m.Now()) {
		f.Add("due", "passed", "不得早于当日", "has passed")
	}
	if err := f.Err(); err != nil || due == 0 {
		return err
	}
	return m.Reaches(daysTo(due, m))
}
