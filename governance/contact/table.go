package contact

import (
	"github.com/jinlin-project/jinlin/governance"
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

// whoAnswers is the unit and, of a compound, its community.
func whoAnswers(to []governance.Address, unit orgtree.Code) []governance.Address {
	return append(to, governance.Unit(unit), governance.Of(orgtree.Community, unit))
}

func (t *Tie) whoIsUnit(to []governance.Address) []governance.Address { return whoAnswers(to, t.Unit) }

func (t *Tie) whoIsLeader(to []governance.Address) []governance.Address {
	return append(to, governance.Person(t.Leader))
}

// tieTable is the lifecycle of a tie.
func tieTable() governance.Table[Tie] {
	phases, on := governance.Phases, governance.VerbOf
	follows, time := governance.ByConsequence[Tie](), governance.BySystem[Tie]()
	district := governance.By("district", "区委", "the district committee", (*Tie).WhoIsDistrict)
	leader := governance.By("leader", "挂钩领导", "the leader", (*Tie).whoIsLeader)
	unit := governance.By("unit", "联系点", "the unit", (*Tie).whoIsUnit)
	centre := governance.By("centre", "智慧管理服务中心", "the centre", (*Tie).WhoIsCentre)
	tie := governance.On(phases(governance.Unopened), phases(Current), district, (*Tie).canTie, (*Tie).tie).
		As("contact.tie", "4 G4 [R]", "区委常委先行，其他领导跟进，挂钩联系社区、小区党支部，每个联系点一名", "standing-committee members first, then other leaders, are tied to a community or compound branch, one to each")
	rules := []governance.Rule[Tie]{
		governance.Asking(tie, KindTie, "tied", (*Tie).wantsTied),
		governance.On(phases(governance.Unopened), phases(Current), follows, nil, (*Tie).succeed).
			As("contact.succeed", "4 G4", "交接时接任领导的挂钩随即开始，未解决的问题一并接过", "the successor's term begins with the hand-over, with the problems that are open"),
		governance.On(phases(Current), nil, district, (*Tie).canProlong, (*Tie).prolong).
			As("contact.prolong", "4 G4 [D]", "区委可以调整挂钩期限", "the district committee may set another last day"),
		governance.On(phases(Current), phases(Ended), district, (*Tie).canHandOver, (*Tie).handOver).
			As("contact.hand-over", "4 G4", "领导调整时办理交接", "with another leader comes a hand-over"),
		governance.On(phases(Ended), nil, district, (*Tie).canHandOver, (*Tie).handOver).
			As("contact.hand-over.late", "4 G4 [D]", "届满或提前结束后仍有未解决问题的，应当补办交接", "what was open when a term ended is handed over afterwards"),
		governance.On(phases(Current), phases(Ended), district, nil, (*Tie).relieve).
			As("contact.relieve", "4 G4 [D]", "区委可以提前结束挂钩，说明理由", "the district committee may end a term early, with the reason"),
		governance.On(phases(Current), phases(Ended), time, nil, (*Tie).expire).
			As("contact.expire", "4 G4", "挂钩届满自动结束", "a term ends after its last day"),
		governance.On(phases(Current), nil, leader.Or(unit), (*Tie).canVisit, (*Tie).visit).
			As("contact.visit", "4 G4 [R]", "领导不定期走访联系点，走访后登记", "the leader visits unscheduled, and it is recorded"),
		governance.On(phases(Current), nil, leader.Or(unit), (*Tie).canRaise, (*Tie).raise).
			As("contact.raise", "4 G4 [R]", "领导和联系点都可以点题", "leader and unit may bring problems up"),
		governance.On(phases(Current, Ended), nil, follows, nil, (*Tie).discount).
			As("contact.discount", "4 G4 [D]", "作废的走访不计数", "a visit that is void does not count"),
		governance.On(phases(Current, Ended), nil, follows, nil, (*Tie).settle).
			As("contact.settle", "4 G4", "问题解决后销号", "a problem at its end is taken off"),
	}
	return governance.Table[Tie]{
		Phases: []governance.PhaseLabel{governance.PhaseOf(Current, "挂钩中", "current"), governance.FinalPhase(Ended, "已结束", "ended")},
		Verbs: append([]governance.VerbLabel{
			on("tie", "安排挂钩", "Tie"), on("succeed", "接任", "Succeed"), on("prolong", "调整期限", "Set the last day"), on("hand-over", "交接", "Hand over"),
			on("relieve", "结束挂钩", "Relieve"), on("expire", "届满", "Expire"), on("visit", "走访", "Visit"), on("raise", "点题", "Raise"),
			on("discount", "走访作废", "Discount"), on("settle", "销号", "Settle"),
		}, governance.StandardVerbs()[2:]...),
		Rules: append(rules, governance.RecordRules(KindTie, phases(Current, Ended), leader.Or(unit).Or(district), district, centre)...),
	}
}

func (p *Problem) whoIsUnit(to []governance.Address) []governance.Address {
	return whoAnswers(to, p.Unit)
}

func (p *Problem) whoOwns(to []governance.Address) []governance.Address {
	if p.Owner != "" {
		to = append(to, governance.Unit(p.Owner))
	}
	return to
}

func (p *Problem) whoIsLeader(to []governance.Address) []governance.Address {
	return append(to, governance.Person(p.Leader))
}

// problemTable is the lifecycle of a problem.
func problemTable(kinds Kinds) governance.Table[Problem] {
	phases, on := governance.Phases, governance.VerbOf
	open := phases(Posed, Analysed, Passed, Reported)
	all := phases(Posed, Analysed, Passed, Reported, Solved, GivenUp)
	follows := governance.ByConsequence[Problem]()
	unit := governance.By("unit", "联系点", "the unit", (*Problem).whoIsUnit)
	owner := governance.By("owner", "责任单位", "whose it is to do", (*Problem).whoOwns)
	leader := governance.By("leader", "挂钩领导", "the leader", (*Problem).whoIsLeader)
	judge := leader.Or(governance.By("district", "区委", "the district committee", (*Problem).WhoIsDistrict))
	centre := governance.By("centre", "智慧管理服务中心", "the centre", (*Problem).WhoIsCentre)
	rules := []governance.Rule[Problem]{
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
	}
	rules = append(rules, governance.TimeRules[Problem](KindProblem, open)...)
	return governance.Table[Problem]{
		Phases: []governance.PhaseLabel{
			governance.PhaseOf(Posed, "已点题", "raised"), governance.PhaseOf(Analysed, "已破题", "analysed"), governance.PhaseOf(Passed, "已转办", "passed on"),
			governance.PhaseOf(Reported, "待确认", "reported"), governance.FinalPhase(Solved, "已解题", "solved"), governance.FinalPhase(GivenUp, "未能解决", "given up"),
		},
		Verbs: append([]governance.VerbLabel{
			on("pose", "点题", "Pose"), on("analyse", "破题", "Analyse"), on("pass-on", "转办", "Pass on"), on("report", "上报", "Report"), on("return", "退回", "Return"),
			on("solve", "解题", "Solve"), on("give-up", "销号", "Give up"), on("inherit", "交接", "Inherit"), governance.ReferVerbs()[1],
		}, governance.StandardVerbs()...),
		Rules: append(rules, governance.RecordRules(KindProblem, all, leader.Or(unit).Or(owner), unit, centre)...),
	}
}

// whoJudges is on whose desk a problem lies that is said to be solved.
func (p *Problem) whoJudges(to []governance.Address) []governance.Address {
	if p.Phase == Reported {
		to = p.whoIsLeader(to)
	}
	return to
}
