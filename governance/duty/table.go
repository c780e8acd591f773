package duty

import (
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/duty/chart"
	"github.com/jinlin-project/jinlin/governance/duty/task"
	"github.com/jinlin-project/jinlin/orgtree"
)

// The names of the limits.
const (
	LimitDo       = "do"
	LimitCheck    = "check"
	LimitReassign = "reassign"
	LimitExtend   = "extend"
)

// DefaultLimits returns the time limits, which a district may set otherwise.
func DefaultLimits() governance.Limits {
	return governance.Limits{
		governance.LimitOf(LimitDo, 20, governance.WorkingDays, "4 G2 [D]").
			Say("完成", "doing it", "未定完成期限的任务20个工作日内完成", "a task without a day of its own is done within 20 working days: about a month, as long as a campaign"),
		governance.LimitOf(LimitCheck, 5, governance.WorkingDays, "4 G2 [D]").
			Say("验收", "checking", "报完成后5个工作日内验收", "what is said to be done is checked within 5 working days"),
		governance.LimitOf(LimitReassign, 2, governance.WorkingDays, "4 G2 [D]").
			Say("改派", "ruling on a refusal", "退回后2个工作日内裁定或改派", "within 2 working days of a refusal it is ruled whose it is"),
		governance.LimitOf(LimitExtend, 2, governance.WorkingDays, "4 G2 [D]").
			Say("答复延期", "answering on more time", "申请延期后2个工作日内答复", "a request for more time is answered within 2 working days"),
	}
}

func table(setter, owner governance.Authority[task.Task]) governance.Table[task.Task] {
	phases, on := governance.Phases, governance.VerbOf
	cause := governance.ByConsequence[task.Task]()
	open := phases(task.Doing, task.Returned, task.Submitted)
	rules := append(opening(setter, cause), checking(setter, owner)...)
	rules = append(rules,
		governance.On(phases(task.Doing), nil, owner, canAssign, assign).
			As("task.assign", "4 G2 [R]", "责任单位逐级分解任务：区研究部署、镇街统筹协调、社区小区落细落实", "its owner breaks it down to the next level: the district decides, the town coordinates, community and compound carry out"),
		governance.On(phases(task.Doing), nil, cause, nil, advance).
			As("task.advance", "4 G2 [R]", "上级任务的进度由下级任务汇总得出", "the progress of a task is that of its parts"),
		governance.On(phases(task.Doing), nil, cause, nil, hearEnd).
			As("task.concluded", "4 G2 [R]", "下级任务办结，上级任务相应计数", "a part that ends is counted in the task above"),
		governance.On(phases(task.Doing), nil, owner, canReport, report).
			As("task.report", "4 G2 [D]", "未分解的任务由责任单位填报进度", "its owner reports the progress of a task without parts"),
		governance.On(phases(task.Doing), phases(task.Returned), owner, canHandBack, handBack).
			As("task.hand-back", "4 G2 [D]", "不属于本单位职责的可以退回一次，说明理由", "what is not a unit's to do it may hand back once, with the reason").Starting(LimitReassign).Ending(LimitExtend),
		governance.On(phases(task.Returned), phases(task.Doing), setter, canReassign, reassign).
			As("task.reassign", "4 G2 [D]", "退回的由交办单位裁定：改派，或维持原派", "whoever set it rules on what was handed back: another's, or its owner's after all").MustAct().Starting(LimitDo).Ending(LimitReassign, LimitExtend, LimitDo),
		governance.On(phases(task.Doing), nil, setter, canReassign, reassign).
			As("task.reassign.doing", "4 G2 [D]", "职责调整的，交办单位可以改派", "whoever set it may give it to another unit when duties change").Starting(LimitDo).Ending(LimitExtend, LimitDo),
		governance.On(phases(task.Doing), nil, owner, canAskExtension, askExtension).
			As("task.ask-extension", "4 G2 [D]", "到期前可以申请延期，最多两次", "before it is due its owner may ask for more time, twice at most").Starting(LimitExtend),
		governance.On(phases(task.Doing), nil, setter, canAnswerExtension, answerExtension).
			As("task.answer-extension", "4 G2 [D]", "交办单位答复延期申请", "whoever set it answers").Owed(whoAnswers).Starting(LimitDo).Ending(LimitExtend, LimitDo),
		governance.On(open, phases(task.Dropped), setter, canDrop, drop).
			As("task.drop", "4 G2 [D]", "不再需要的任务由交办单位撤销，下级任务先行了结", "whoever set it may take it back, after its parts").Ending(LimitDo, LimitCheck, LimitReassign, LimitExtend),
	)
	return governance.Table[task.Task]{
		Kind: Kind,
		Phases: []governance.PhaseLabel{
			governance.PhaseOf(task.Doing, "推进中", "being done"), governance.PhaseOf(task.Returned, "退回待裁定", "handed back"), governance.PhaseOf(task.Submitted, "待验收", "to be checked"),
			governance.FinalPhase(task.Done, "已完成", "done"), governance.FinalPhase(task.Dropped, "已撤销", "dropped"),
		},
		Verbs: []governance.VerbLabel{
			on("order", "交办", "Order"), governance.ReferVerbs()[0], on("entrust", "下达", "Entrust"), on("assign", "分解任务", "Break down"), on("advance", "汇总进度", "Advance"),
			governance.ReferVerbs()[1], on("report", "填报进度", "Report progress"), on("hand-back", "退回", "Hand back"), on("reassign", "改派", "Reassign"),
			on("ask-extension", "申请延期", "Ask for more time"), on("answer-extension", "答复延期", "Answer on more time"), on("submit", "报完成", "Submit"),
			on("pass", "验收通过", "Pass"), on("send-back", "退回整改", "Send back"), on("drop", "撤销", "Drop"),
		},
		Rules:    rules,
		Category: func(t *task.Task, _ governance.Command) string { return t.Category },
	}.Timed(open...).Kept(owner.Or(setter).Or(governance.ByCentre[task.Task]()), setter)
}

// opening are the rows by which tasks come into being.
func opening(setter, cause governance.Authority[task.Task]) []governance.Rule[task.Task] {
	none, doing := governance.Phases(governance.Unopened), governance.Phases(task.Doing)
	return []governance.Rule[task.Task]{
		governance.On(none, doing, setter, canOrder, order).
			As("task.order", "4 G2 [D]", "上级可以直接向下一级单位交办任务", "a unit may set a task to a unit of the next level").Starting(LimitDo),
		governance.On(none, doing, cause, canTakeOver, takeOver).
			As("task.refer", "4 G1 G2 [R]", "文件、方案、会议决定、督察发现的问题等转为任务，一次提交、互相关联", "what a document or plan asks, a conference decides or a round finds becomes a task in one commit, linked both ways").Starting(LimitDo),
		governance.On(none, doing, cause, canEntrust, entrust).
			As("task.entrust", "4 G2 [R]", "上级任务逐级分解产生任务", "a task above is broken down into tasks").Starting(LimitDo),
	}
}

// checking are the rows by which a task is handed in and checked.
func checking(setter, owner governance.Authority[task.Task]) []governance.Rule[task.Task] {
	phases := governance.Phases
	return []governance.Rule[task.Task]{
		governance.On(phases(task.Doing), phases(task.Submitted), owner, canSubmit, submit).
			As("task.submit", "4 G2 [D]", "完成后报交办单位验收，下级任务须先了结", "what is done is handed in to be checked, after its parts").MustAct().Starting(LimitCheck).Ending(LimitDo, LimitExtend),
		governance.On(phases(task.Submitted), phases(task.Done), setter, nil, pass).
			As("task.pass", "4 G2 [D]", "交办单位验收", "whoever set it checks it").MustAct().Ending(LimitCheck),
		governance.On(phases(task.Submitted), phases(task.Doing), setter, canSendBack, sendBack).
			As("task.send-back", "4 G2 [D]", "未达要求的限期整改，最多三次", "what is not done yet goes back with a day set, three times at most").Starting(LimitDo).Ending(LimitCheck),
	}
}

// New returns the book of tasks; nil takes the default limits.
func New(limits governance.Limits) (*governance.Book[task.Task], error) {
	setter := governance.ByUnitOf("setter", "交办单位", "who set it", func(t *task.Task) orgtree.Code { return t.From })
	owner := governance.ByUnitOf("owner", "责任单位", "whose it is", func(t *task.Task) orgtree.Code { return t.Owner })
	community := governance.ByUnitOf("community", "社区", "the community", func(t *task.Task) orgtree.Code { return t.Community })
	return governance.NewBook(governance.Institution[task.Task]{
		Kind: task.Kind, Path: "tasks", Source: "4 G2 [R]", Schema: 1, Serials: true, Policy: limits.Or(DefaultLimits()), ByUnit: true, Class: "level", Uncounted: []string{string(task.Dropped)},
		Label:    governance.Text{Zh: "任务", En: "task"},
		Sentence: governance.Text{Zh: "责任到单位的任务：逐级分解、填报进度、验收，进度由下级汇总", En: "a duty of one unit: broken down level by level, reported on, checked; its progress is that of its parts"},
		Table:    table(setter, owner),
		File: func(t *task.Task, h *governance.Header) {
			h.Unit, h.Class, h.Category, h.Title = string(t.Owner), string(t.Level), t.Category, t.Title
		},
		Audience: governance.Seen(setter, owner, community),
		Asks:     chart.Questions(standing),
	})
}

// whoAnswers owes an answer to a request for more time, while there is one.
func whoAnswers(t *task.Task, to []governance.Address) []governance.Address {
	if t.Asked != 0 {
		to = append(to, governance.Unit(t.From))
	}
	return to
}
