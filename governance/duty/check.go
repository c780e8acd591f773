package duty

import (
	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/duty/task"
)

// How often a task may change course, so that it comes to an end [D]: more time as
// often as for a matter (2.2), and no unit is asked a fifth time.
const (
	maxExtensions = 2
	maxReworks    = 3
	maxOwners     = 4
)

func canReport(t *task.Task, _ task.Report, _ *governance.Moment) error {
	if parts(t) > 0 {
		return governance.Refuse("进度由下级任务汇总，无需填报", "its progress is that of its parts")
	}
	return nil
}

func report(t *task.Task, cmd task.Report, m *governance.Moment) { come(t, cmd.Progress, m) }

func canHandBack(t *task.Task, _ task.HandBack, _ *governance.Moment) error {
	switch {
	case parts(t) > 0:
		return governance.Refuse("已分解到下级的任务不能退回", "it has been broken down already")
	case t.Refused:
		return governance.Refuse("退回一次后由交办单位裁定", "it was handed back once, and the ruling binds")
	}
	return nil
}

func handBack(t *task.Task, _ task.HandBack, m *governance.Moment) {
	t.Asked = 0
	t.LiftAll(m, LimitExtend)
	t.Start(m, LimitReassign, t.From)
}

func canReassign(t *task.Task, cmd task.Reassign, m *governance.Moment) error {
	if parts(t) > 0 {
		return governance.Refuse("已分解到下级的任务不能改派", "it has been broken down already")
	}
	if t.Owners >= maxOwners && cmd.Owner != t.Owner && cmd.Owner != "" {
		return governance.Refuse("改派次数已满，请裁定或撤销", "it has changed hands as often as it may")
	}
	var f governance.Faults
	f.UnitOf(t.District, "owner", cmd.Owner, m)
	if t.Parent != uuid.Nil && len(f) == 0 && !m.Org.NextBelow(cmd.Owner, t.From) {
		f.Add("owner", "not-next-level", "下级任务只能改派给直接下一级单位", "is not a unit of the next level")
	}
	return sound(f, cmd.Due, m)
}

// reassign rules whose the task is. Who gets it back has to do it.
func reassign(t *task.Task, cmd task.Reassign, m *governance.Moment) {
	t.MeetAll(m, LimitReassign)
	t.LiftAll(m, LimitExtend)
	t.Asked = 0
	if cmd.Owner == t.Owner {
		t.Refused = true
	} else {
		t.Course.Settle(clock(t))
		t.LiftAll(m, LimitDo)
		belong(t, cmd.Owner, m)
		come(t, 0, m)
	}
	run(t, cmd.Due, m)
}

func canAskExtension(t *task.Task, cmd task.AskExtension, m *governance.Moment) error {
	switch {
	case t.Asked != 0:
		return governance.Refuse("延期申请尚未答复", "more time has been asked for and not answered")
	case t.Extensions >= maxExtensions:
		return governance.Refuse("延期次数已满", "it has been extended as often as it may")
	case late(t, m):
		return governance.Refuse("已逾期，不能申请延期", "it is overdue already")
	}
	var f governance.Faults
	if cmd.Due <= t.Due {
		f.Add("due", "not-later", "应晚于原期限", "does not lie after the day it is due")
	}
	return sound(f, cmd.Due, m)
}

func askExtension(t *task.Task, cmd task.AskExtension, m *governance.Moment) {
	t.Asked = cmd.Due
	t.Start(m, LimitExtend, t.From)
}

func canAnswerExtension(t *task.Task, cmd task.AnswerExtension, m *governance.Moment) error {
	if t.Asked == 0 {
		return governance.Refuse("没有待答复的延期申请", "nobody has asked for more time")
	}
	if cmd.Granted != nil && *cmd.Granted && late(t, m) {
		return governance.Refuse("已逾期，不能再同意延期", "it is overdue already")
	}
	return nil
}

func answerExtension(t *task.Task, cmd task.AnswerExtension, m *governance.Moment) {
	t.MeetAll(m, LimitExtend)
	if *cmd.Granted {
		t.Extensions++
		run(t, t.Asked, m)
	}
	t.Asked = 0
}

// late reports whether the owner's clock has run out.
func late(t *task.Task, m *governance.Moment) bool {
	d := t.Deadline(LimitDo, t.Owner)
	return d != nil && m.Now().After(d.Due)
}

func canSubmit(t *task.Task, _ task.Submit, _ *governance.Moment) error {
	if t.Open() > 0 {
		return governance.Refuse("还有下级任务未完成", "some of its parts are not at their end")
	}
	return nil
}

// submit says that the task is done. The owner's clock ends here: how long the check
// takes is not theirs to answer for, but what was late stays late.
func submit(t *task.Task, cmd task.Submit, m *governance.Moment) {
	late := late(t, m)
	t.Result, t.Asked = cmd.Text, 0
	t.Course = t.Course.Turn(m.Now(), t.Owner, clock(t))
	if late {
		t.Course.StayLate()
	}
	t.MeetAll(m, LimitDo)
	t.LiftAll(m, LimitExtend)
	t.Start(m, LimitCheck, t.From)
}

func pass(t *task.Task, _ task.Pass, m *governance.Moment) {
	t.MeetAll(m, LimitCheck)
	come(t, 100, m)
	t.Close(m, string(task.Done))
}

func canSendBack(t *task.Task, cmd task.SendBack, m *governance.Moment) error {
	if t.Reworks >= maxReworks {
		return governance.Refuse("退回整改次数已满，请验收或撤销", "it has been sent back as often as it may")
	}
	return sound(nil, cmd.Due, m)
}

func sendBack(t *task.Task, cmd task.SendBack, m *governance.Moment) {
	t.MeetAll(m, LimitCheck)
	t.Reworks++
	run(t, cmd.Due, m)
}

func canDrop(t *task.Task, _ task.Drop, _ *governance.Moment) error {
	if t.Open() > 0 {
		return governance.Refuse("先撤销未完成的下级任务", "some of its parts are not at their end; drop these first")
	}
	return nil
}

func drop(t *task.Task, _ task.Drop, m *governance.Moment) {
	t.Course.Settle(clock(t))
	come(t, 0, m)
	t.Close(m, string(task.Dropped))
}
