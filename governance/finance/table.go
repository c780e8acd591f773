package finance

import (
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// The names of the limits.
const (
	LimitApprove = "approve"
	LimitGrant   = "grant"
	LimitPay     = "pay"
	LimitSettle  = "settle"
)

// Rules are what a district may set about its money.
type Rules struct {
	governance.Limits
	// Treasury is the department that approves, appropriates and settles (财政部门);
	// empty: the district itself does.
	Treasury orgtree.Code
	// KeeperGrants is up to what amount the town that keeps a community's money
	// grants its expenditures; above, and for those who keep their own, the treasury.
	KeeperGrants governance.Yuan
}

// DefaultRules returns the rules, with reasons in their rows. A town grants up to
// 50,000 yuan: the daily business of a community, and no contract that would be put
// out to tender [D].
func DefaultRules() *Rules {
	return &Rules{KeeperGrants: governance.MustYuan("50000"), Limits: governance.Limits{
		governance.LimitOf(LimitApprove, 20, governance.WorkingDays, "4 G15 [D]").
			Say("预算批复", "approving a budget", "申报后20个工作日内批复预算，与预算批复的法定期限一致", "within 20 working days, as budgets are approved by law"),
		governance.LimitOf(LimitGrant, 5, governance.WorkingDays, "4 G15 [D]").
			Say("支出审批", "granting an expenditure", "申请后5个工作日内审批，不误服务群众", "within 5 working days, so that residents do not wait for it"),
		governance.LimitOf(LimitPay, 10, governance.WorkingDays, "4 G15 [D]").
			Say("支付", "paying", "同意后10个工作日内支付", "within 10 working days of being granted"),
		governance.LimitOf(LimitSettle, 1, governance.Months, "4 G15 [D]").
			Say("决算", "settling the year", "年终后1个月内决算：结转或收回", "within a month of the year's end: carried over or returned"),
	}}
}

func table() governance.Table[Budget] {
	phases, on := governance.Phases, governance.VerbOf
	follows, time := governance.ByConsequence[Budget](), governance.BySystem[Budget]()
	unit := governance.By("unit", "使用单位或镇街", "the unit or its town", (*Budget).whoProposes)
	treasury := governance.By("treasury", "财政部门", "the treasury", (*Budget).whoIsTreasury)
	running, live := phases(Open), phases(Open, Settling)
	rules := []governance.Rule[Budget]{
		governance.On(phases(governance.Unopened), phases(Proposed), unit, (*Budget).canPropose, (*Budget).propose).
			As("budget.propose", "4 G15", "按来源、用途和年度申报预算，同一来源、用途和年度只有一个", "a budget is asked for by level, purpose and year, one of each").Starting(LimitApprove),
		governance.On(phases(Proposed), phases(Open), treasury, (*Budget).canApprove, (*Budget).approve).
			As("budget.approve", "4 G15", "财政部门批复预算数", "the treasury approves the amount").MustAct().Ending(LimitApprove),
		governance.On(phases(Proposed), phases(Dropped), treasury, nil, (*Budget).reject).
			As("budget.reject", "4 G15 [D]", "不予批复的说明理由，可以重新申报", "what is not approved is told why, and may be asked for again").Ending(LimitApprove),
		governance.On(phases(Proposed), phases(Dropped), unit, nil, (*Budget).withdraw).
			As("budget.withdraw", "4 G15 [D]", "批复前可以撤回", "it may be taken back before it is approved").Ending(LimitApprove),
		governance.On(running, nil, treasury, (*Budget).canAdjust, (*Budget).adjust).
			As("budget.adjust", "4 G15 [D]", "年中可以调整预算，不少于已拨付数", "the amount may change within the year, never below what was appropriated"),
		governance.On(running, nil, treasury, (*Budget).canAppropriate, (*Budget).appropriate).
			As("budget.appropriate", "4 G15 [R]", "在预算数内拨付", "money is appropriated within the amount approved"),
		governance.On(live, nil, treasury, (*Budget).canRecall, (*Budget).recall).
			As("budget.recall", "4 G15 [D]", "收回未使用的拨付", "what has not been used of a lot may be recalled"),
		governance.On(running, nil, treasury, (*Budget).canTransfer, (*Budget).transfer).
			As("budget.transfer", "4 G15 [D]", "同年度同来源的预算之间可以调剂；服务群众专项经费专款专用", "money may move between budgets of a year and level; that for serving residents only among its own"),
		governance.On(running, nil, unit, (*Budget).canRequest, (*Budget).request).
			As("budget.request", "4 G15", "使用单位或镇街申请支出，不超过可用余额", "the unit or its town asks for an expenditure within what is left"),
		governance.On(running, nil, follows, (*Budget).canReserve, (*Budget).reserve).
			As("budget.reserve", "4 G15 [R]", "同意支出即占用余额，先拨付的先用或用指定的一笔，不超支", "what is granted is set aside, the oldest lot first or the one named; never more than there is"),
		governance.On(live, nil, follows, nil, (*Budget).release).
			As("budget.release", "4 G15", "取消的支出释放占用", "what is cancelled is free again"),
		governance.On(live, nil, follows, nil, (*Budget).draw).
			As("budget.draw", "4 G15", "支付转为支出", "what is paid is spent"),
		governance.On(live, nil, follows, nil, (*Budget).giveBack).
			As("budget.give-back", "4 G15 [D]", "退回的款项回到原拨付，可以再用", "what comes back goes to the lot it was taken from"),
		governance.On(phases(Closed), nil, follows, nil, (*Budget).giveBackLate).
			As("budget.give-back-late", "4 G15 [D]", "决算后退回的款项缴回财政", "what comes back after the year is settled goes to the treasury"),
		governance.On(running, nil, follows, (*Budget).canReceive, (*Budget).receive).
			As("budget.receive", "4 G15 [D]", "转入的款项保留原拨付文号", "what comes in from another budget keeps the number of its appropriation"),
		governance.On(running, phases(Settling), time, nil, (*Budget).endYear).
			As("budget.end-year", "4 G15 [D]", "年终停止新的支出，转入决算", "at the year's end nothing new is granted, and the year is settled").Starting(LimitSettle),
		governance.On(phases(Settling), phases(Closed), treasury, (*Budget).canSettle, (*Budget).settle).
			As("budget.settle", "4 G15 [D]", "决算后余额结转下年同一用途，或收回财政", "what is left is carried over to the same purpose next year, or goes back to the treasury").MustAct().Ending(LimitSettle),
	}
	rules = append(rules, governance.TimeRules[Budget](Kind, phases(Proposed, Settling))...)
	return governance.Table[Budget]{
		Phases: []governance.PhaseLabel{
			governance.PhaseOf(Proposed, "待批复", "proposed"), governance.PhaseOf(Open, "执行中", "open"), governance.PhaseOf(Settling, "待决算", "to be settled"),
			governance.FinalPhase(Closed, "已决算", "closed"), governance.FinalPhase(Dropped, "未批复", "dropped"),
		},
		Verbs: append([]governance.VerbLabel{
			on("propose", "申报预算", "Propose"), on("approve", "批复预算", "Approve"), on("reject", "不予批准", "Reject"), on("withdraw", "撤回", "Withdraw"),
			on("adjust", "调整预算", "Adjust"), on("appropriate", "拨付", "Appropriate"), on("recall", "收回", "Recall"), on("transfer", "调剂", "Transfer"), on("request", "申请支出", "Request"),
			on("reserve", "占用", "Reserve"), on("release", "释放", "Release"), on("draw", "支付", "Draw"), on("give-back", "退回", "Give back"), on("receive", "转入", "Receive"),
			on("end-year", "年终", "End the year"), on("settle", "决算", "Settle"),
		}, governance.StandardVerbs()...),
		Rules: rules,
	}
}

// New returns the book of budgets; nil takes the default rules. Expenditures and
// postings are kept beside it (see [NewExpenditures], [NewPostings]).
func New(rules *Rules) (*governance.Book[Budget], error) {
	if rules == nil {
		rules = DefaultRules()
	}
	return governance.NewBook(governance.Institution[Budget]{
		Kind: Kind, Path: "budgets", Source: "4 G15", Schema: 1, Serials: true, Policy: rules, Class: "level", Uncounted: []string{Rejected, Withdrawn},
		Label:    governance.Text{Zh: "经费预算", En: "budget"},
		Sentence: governance.Text{Zh: "经费按来源、用途和年度批复、拨付、使用、决算", En: "money by level, purpose and year: approved, appropriated, used, settled"},
		Table:    table(),
		File: func(b *Budget, h *governance.Header) {
			h.Unit, h.Class, h.Category = string(b.Unit), string(b.Level), string(b.Purpose)
		},
		Audience: func(b *Budget, to []governance.Address) []governance.Address {
			return append(b.whoIsTreasury(b.whoProposes(to)), governance.Of(orgtree.District, b.District))
		},
		Asks: []governance.Question{askSummary(), askCommunities(), askTotals(), askAverage(), askTrial(), askLot()},
	})
}
