package budget

import (
	"context"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/finance/expenditure"
	"github.com/jinlin-project/jinlin/governance/finance/fund"
	"github.com/jinlin-project/jinlin/orgtree"
)

// askLot answers traces.
func askLot() governance.Question {
	return governance.Ask("lot", func(ctx context.Context, r *governance.Reader, p expenditure.LotOf) (h expenditure.Held, err error) {
		rec, err := r.Get(ctx, p.Budget)
		if err != nil {
			return h, err
		}
		b := rec.(*Budget)
		return expenditure.Held{Lot: b.Lots[p.Lot-1], Unit: b.Unit, Year: b.Year}, nil
	}).ToDecisions().As("4 G15 [R]", governance.Text{Zh: "拨付", En: "lot"}, governance.Text{Zh: "供追溯资金来源", En: "for tracing where money came from"})
}

func table() governance.Table[Budget] {
	phases, on := governance.Phases, governance.VerbOf
	follows, time := governance.ByConsequence[Budget](), governance.BySystem[Budget]()
	unit := governance.By("unit", "使用单位或镇街", "the unit or its town", (*Budget).whoProposes)
	treasury := governance.By("treasury", "财政部门", "the treasury", (*Budget).whoIsTreasury)
	running, live := phases(Open), phases(Open, Settling)
	rules := []governance.Rule[Budget]{
		governance.On(phases(governance.Unopened), phases(Proposed), unit, (*Budget).canPropose, (*Budget).propose).
			As("budget.propose", "4 G15", "按来源、用途和年度申报预算，同一来源、用途和年度只有一个", "a budget is asked for by level, purpose and year, one of each").Starting(fund.LimitApprove),
		governance.On(phases(Proposed), phases(Open), treasury, (*Budget).canApprove, (*Budget).approve).
			As("budget.approve", "4 G15", "财政部门批复预算数", "the treasury approves the amount").MustAct().Ending(fund.LimitApprove),
		governance.On(phases(Proposed), phases(Dropped), treasury, nil, (*Budget).reject).
			As("budget.reject", "4 G15 [D]", "不予批复的说明理由，可以重新申报", "what is not approved is told why, and may be asked for again").Ending(fund.LimitApprove),
		governance.On(phases(Proposed), phases(Dropped), unit, nil, (*Budget).withdraw).
			As("budget.withdraw", "4 G15 [D]", "批复前可以撤回", "it may be taken back before it is approved").Ending(fund.LimitApprove),
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
			As("budget.end-year", "4 G15 [D]", "年终停止新的支出，转入决算", "at the year's end nothing new is granted, and the year is settled").Starting(fund.LimitSettle),
		governance.On(phases(Settling), phases(Closed), treasury, (*Budget).canSettle, (*Budget).settle).
			As("budget.settle", "4 G15 [D]", "决算后余额结转下年同一用途，或收回财政", "what is left is carried over to the same purpose next year, or goes back to the treasury").MustAct().Ending(fund.LimitSettle),
	}
	return governance.Table[Budget]{
		Kind: Kind,
		Phases: []governance.PhaseLabel{
			governance.PhaseOf(Proposed, "待批复", "proposed"), governance.PhaseOf(Open, "执行中", "open"), governance.PhaseOf(Settling, "待决算", "to be settled"),
			governance.FinalPhase(Closed, "已决算", "closed"), governance.FinalPhase(Dropped, "未批复", "dropped"),
		},
		Verbs: []governance.VerbLabel{
			on("propose", "申报预算", "Propose"), on("approve", "批复预算", "Approve"), on("reject", "不予批准", "Reject"), on("withdraw", "撤回", "Withdraw"),
			on("adjust", "调整预算", "Adjust"), on("appropriate", "拨付", "Appropriate"), on("recall", "收回", "Recall"), on("transfer", "调剂", "Transfer"), on("request", "申请支出", "Request"),
			on("reserve", "占用", "Reserve"), on("release", "释放", "Release"), on("draw", "支付", "Draw"), on("give-back", "退回", "Give back"), on("receive", "转入", "Receive"),
			on("end-year", "年终", "End the year"), on("settle", "决算", "Settle"),
		},
		Rules: rules,
	}.Timed(Proposed, Settling)
}

// New returns the book of budgets, of which besides figures are asked that others
// make of it.
func New(rules *fund.Rules, figures ...governance.Question) (*governance.Book[Budget], error) {
	return governance.NewBook(governance.Institution[Budget]{
		Kind: Kind, Path: "budgets", Source: "4 G15", Schema: 1, Serials: true, Policy: rules, Class: "level", Uncounted: []string{fund.Rejected, fund.Withdrawn},
		Label:    governance.Text{Zh: "经费预算", En: "budget"},
		Sentence: governance.Text{Zh: "经费按来源、用途和年度批复、拨付、使用、决算", En: "money by level, purpose and year: approved, appropriated, used, settled"},
		Table:    table(),
		File: func(b *Budget, h *governance.Header) {
			h.Unit, h.Class, h.Category = string(b.Unit), string(b.Level), string(b.Purpose)
		},
		Audience: func(b *Budget, to []governance.Address) []governance.Address {
			return append(b.whoIsTreasury(b.whoProposes(to)), governance.Of(orgtree.District, b.District))
		},
		Asks: append(figures, askLot()),
	})
}
