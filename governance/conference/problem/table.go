package problem

import (
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// LimitConfirm is the time limit for saying whether a problem is solved.
const LimitConfirm = "confirm"

func problemTable(raiser, host governance.Authority[Problem], matter string) governance.Table[Problem] {
	phases, on := governance.Phases, governance.VerbOf
	cause := governance.ByConsequence[Problem]()
	handOver := func(p *Problem, cmd HandOver, m *governance.Moment) { p.handOver(matter, cmd, m) }
	return governance.Table[Problem]{
		Kind: Kind,
		Phases: []governance.PhaseLabel{
			governance.PhaseOf(Raised, "待研究", "raised"), governance.PhaseOf(InHand, "办理中", "being handled"), governance.PhaseOf(Reported, "待销号", "to be confirmed"),
			governance.FinalPhase(Solved, "已解决", "solved"), governance.FinalPhase(Unsolved, "未解决", "not solved"), governance.FinalPhase(Withdrawn, "已撤回", "withdrawn"),
		},
		Verbs: []governance.VerbLabel{
			on("lodge", "登记问题", "Lodge"), on("take", "研究决定", "Decide upon"), on("hand-over", "转为事项", "Turn into a matter"), governance.ReferVerbs()[1], on("answer", "现场解决", "Answer"),
			on("confirm", "销号", "Confirm"), on("refuse", "不予销号", "Do not confirm"), on("give-up", "说明未解决", "Give up"), on("withdraw", "撤回", "Withdraw"),
		},
		Rules: []governance.Rule[Problem]{
			governance.On(phases(governance.Unopened), phases(Raised), cause, nil, (*Problem).lodge).
				As("conference-problem.lodge", "4 G1 [R]", "会上会前提出的问题逐件登记", "each problem that is raised is on record"),
			governance.On(phases(Raised, InHand, Reported), phases(InHand, Reported), cause, (*Problem).canTake, (*Problem).take).
				As("conference-problem.take", "4 G1 [R]", "会议对问题作出决定，转入办理", "the conference decides on it, and it waits for what is done").Starting(LimitConfirm).Ending(LimitConfirm),
			governance.On(phases(Raised, InHand), phases(InHand), host, (*Problem).canHandOver, handOver).
				As("conference-problem.hand-over", "4 G1 [R]", "可以转为事项办理，一次提交、互相关联", "it may be handled as a matter, in one commit, linked both ways"),
			governance.On(phases(InHand), phases(InHand, Reported), cause, nil, (*Problem).hearEnd).
				As("conference-problem.concluded", "4 G1 [R]", "决定落实、事项办结，转提出单位销号", "what it waits for has ended; whoever raised it is asked").Starting(LimitConfirm),
			governance.On(phases(Raised, Reported, Solved, Unsolved, Withdrawn), nil, cause, nil, (*Problem).hearEnd).
				As("conference-problem.concluded.late", "4 G1 [D]", "不在办理中的，只记结果", "how it ends is noted, also when nobody waits for it"),
			governance.On(phases(Raised), phases(Reported), host, nil, (*Problem).answer).
				As("conference-problem.answer", "4 G1 [D]", "现场解决的说明情况，转提出单位销号", "what is solved on the spot is told, and whoever raised it is asked").Starting(LimitConfirm),
			governance.On(phases(Reported), phases(Solved), raiser, nil, (*Problem).confirm).
				As("conference-problem.confirm", "4 G1 [R]", "提出单位确认已解决，销号", "whoever raised it confirms that it is solved").MustAct().Ending(LimitConfirm),
			governance.On(phases(Reported), phases(Raised), raiser, nil, (*Problem).refuse).
				As("conference-problem.refuse", "4 G1 [D]", "未解决的不予销号，重新研究", "or that it is not, and it is looked at again").Ending(LimitConfirm),
			governance.On(phases(Raised, Reported), phases(Unsolved), host, nil, (*Problem).giveUp).
				As("conference-problem.give-up", "4 G1 [D]", "确实不能解决的说明理由", "what cannot be solved is said to be so, with the reason").Ending(LimitConfirm),
			governance.On(phases(Raised), phases(Withdrawn), raiser, nil, (*Problem).withdraw).
				As("conference-problem.withdraw", "4 G1 [D]", "研究前可以撤回", "it may be taken back before it is decided upon"),
		},
	}.Timed(Reported).Kept(raiser.Or(host), host)
}

// New returns the book of problems. matter is the kind of what they are handed over as.
func New(limits governance.Limits, matter string) (*governance.Book[Problem], error) {
	raiser := governance.ByUnitOf("raiser", "提出单位", "who raised it", func(p *Problem) orgtree.Code { return p.From })
	host := governance.ByUnitOf("host", "召集单位", "who convened", func(p *Problem) orgtree.Code { return p.Host })
	return governance.NewBook(governance.Institution[Problem]{
		Kind: Kind, Path: "conference-problems", Source: "4 G1 [R]", Schema: 1, Serials: true, Policy: limits, Uncounted: []string{string(Withdrawn)},
		Label:    governance.Text{Zh: "会议问题", En: "problem of a conference"},
		Sentence: governance.Text{Zh: "联席会议提出的问题：决定、办理、销号，跟踪到解决", En: "a problem raised in a joint conference: decided upon, handled, confirmed; followed until it is solved"},
		Table:    problemTable(raiser, host, matter),
		File: func(p *Problem, h *governance.Header) {
			h.Unit, h.Title = string(p.From), p.Title
		},
		Audience: governance.Seen(host, raiser),
	})
}
