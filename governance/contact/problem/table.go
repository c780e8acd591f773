package problem

import (
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/contact/leader"
	"github.com/jinlin-project/jinlin/orgtree"
)

// The names of the limits.
const (
	LimitAnalyse = "analyse"
	LimitSolve   = "solve"
)

// DefaultLimits returns the time limits, which a district may set otherwise. By when
// a problem is solved, its analysis says.
func DefaultLimits() governance.Limits {
	return governance.Limits{
		governance.LimitOf(LimitAnalyse, 10, governance.WorkingDays, "4 G4 [D]").
			Say("破题", "analysing", "点题后10个工作日内分析症结、定办法", "within 10 working days the problem is analysed"),
		governance.LimitOf(LimitSolve, 3, governance.Months, "4 G4 [D]").
			Say("解题", "solving", "破题时定完成期限", "by the day that the analysis sets"),
	}
}

// problemTable is the lifecycle of a problem.
func problemTable(leader, unit, owner governance.Authority[Problem], kinds Kinds) governance.Table[Problem] {
	phases, on := governance.Phases, governance.VerbOf
	open := phases(Posed, Analysed, Passed, Reported)
	follows := governance.ByConsequence[Problem]()
	judge := leader.Or(governance.By("district", "区委", "the district committee", (*Problem).WhoIsDistrict))
	return governance.Table[Problem]{
		Kind: Kind,
		Phases: []governance.PhaseLabel{
			governance.PhaseOf(Posed, "已点题", "raised"), governance.PhaseOf(Analysed, "已破题", "analysed"), governance.PhaseOf(Passed, "已转办", "passed on"),
			governance.PhaseOf(Reported, "待确认", "reported"), governance.FinalPhase(Solved, "已解题", "solved"), governance.FinalPhase(GivenUp, "未能解决", "given up"),
		},
		Verbs: []governance.VerbLabel{
			on("pose", "点题", "Pose"), on("analyse", "破题", "Analyse"), on("pass-on", "转办", "Pass on"), on("report", "上报", "Report"), on("return", "退回", "Return"),
			on("solve", "解题", "Solve"), on("give-up", "销号", "Give up"), on("inherit", "交接", "Inherit"), governance.ReferVerbs()[1],
		},
		Rules: []governance.Rule[Problem]{
			governance.On(phases(governance.Unopened), phases(Posed), follows, nil, (*Problem).pose).
				As("contact-problem.pose", "4 G4 [R]", "点题：提出联系点的难题", "raised: a difficulty of the unit's").Starting(LimitAnalyse),
			governance.On(phases(Posed, Analysed), phases(Analysed), leader.Or(unit), (*Problem).canAnalyse, (*Problem).analyse).
				As("contact-problem.analyse", "4 G4 [R]", "破题：找症结、定办法、明责任和期限，可以再次破题", "analysed: where it lies, what is done, by whom, by when; and anew if need be").MustAct().Starting(LimitSolve).Ending(LimitAnalyse, LimitSolve),
			governance.On(phases(Analysed), phases(Passed), leader.Or(unit), kinds.canPass, kinds.passOn).
				As("contact-problem.pass-on", "4 G4", "需要其他渠道办理的转为事项或任务，一次提交、互相关联", "what needs another way becomes a matter or a task, in one commit, linked both ways"),
			governance.On(phases(Passed), phases(Reported), follows, nil, (*Problem).concluded).
				As("contact-problem.concluded", "4 G4", "关联事项办结后回到挂钩领导确认", "when that has ended the leader judges"),
			governance.On(phases(Posed, Analysed, Reported, Solved, GivenUp), nil, follows, nil, (*Problem).concluded).
				As("contact-problem.concluded.late", "4 G4", "此后的办结结果记录在案", "how it ended is kept, whenever that is"),
			governance.On(phases(Analysed), phases(Reported), unit.Or(owner), nil, (*Problem).report).
				As("contact-problem.report", "4 G4 [D]", "责任单位或联系点办完后报挂钩领导确认", "who has dealt with it says so, and the leader judges"),
			governance.On(phases(Reported), phases(Analysed), judge, nil, (*Problem).giveBack).
				As("contact-problem.return", "4 G4 [D]", "没有解决的退回继续办理", "what is not solved goes back"),
			governance.On(phases(Analysed, Reported), phases(Solved), judge, (*Problem).canSolve, (*Problem).solve).
				As("contact-problem.solve", "4 G4 [R]", "解题：由挂钩领导确认已经解决", "solved: so the leader finds").Owed((*Problem).whoJudges).Ending(LimitSolve),
			governance.On(open, phases(GivenUp), judge, nil, (*Problem).giveUp).
				As("contact-problem.give-up", "4 G4 [D]", "确实无法解决的说明理由后销号，不计为解决", "what cannot be solved ends with the reason, and does not count as solved").Ending(LimitAnalyse, LimitSolve),
			governance.On(open, nil, follows, nil, (*Problem).inherit).
				As("contact-problem.inherit", "4 G4", "交接时由接任领导继续", "with a hand-over the successor goes on"),
		},
	}.Timed(open...).Kept(leader.Or(unit).Or(owner), unit)
}

// New returns the book of problems; nil takes the default limits.
func New(limits governance.Limits, kinds Kinds) (*governance.Book[Problem], error) {
	leader, unit := leader.Parties(func(p *Problem) (string, orgtree.Code) { return p.Leader, p.Unit })
	community := governance.ByUnitOf("community", "社区", "the community", func(p *Problem) orgtree.Code { return p.Community })
	owner := governance.ByUnitOf("owner", "责任单位", "whose it is to do", func(p *Problem) orgtree.Code { return p.Owner })
	return governance.NewBook(governance.Institution[Problem]{
		Kind: Kind, Path: "contact-problems", Source: "4 G4", Schema: 1, Serials: true, Policy: limits.Or(DefaultLimits()),
		Label:    governance.Text{Zh: "挂钩问题", En: "problem of a contact"},
		Sentence: governance.Text{Zh: "挂钩联系中的问题：点题、破题、解题", En: "a problem: raised, analysed, solved"},
		Table:    problemTable(leader, unit, owner, kinds),
		File: func(p *Problem, h *governance.Header) {
			h.Class, h.Unit, h.Person, h.Title = string(p.Target), string(p.Unit), p.Leader, p.Title
		},
		Class:    "target",
		Audience: governance.Seen(leader, unit, community, owner),
		Asks:     []governance.Question{askSolved()},
	})
}
