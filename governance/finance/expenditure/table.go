package expenditure

import (
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/finance/fund"
	"github.com/jinlin-project/jinlin/orgtree"
)

func table() governance.Table[Expenditure] {
	phases, on := governance.Phases, governance.VerbOf
	follows := governance.ByConsequence[Expenditure]()
	unit := governance.By("unit", "使用单位或管账单位", "the unit or who keeps its money", (*Expenditure).whoAsks)
	granter := governance.By("granter", "审批单位", "who grants it", (*Expenditure).whoGrants)
	keeper := governance.By("keeper", "管账单位", "who keeps the money", (*Expenditure).whoKeeps)
	rules := []governance.Rule[Expenditure]{
		governance.On(phases(governance.Unopened), phases(Asked), follows, nil, (*Expenditure).raise).
			As("expenditure.raise", "4 G15", "从预算申请支出", "it is asked for from a budget").Starting(fund.LimitGrant),
		governance.On(phases(Asked), phases(Granted), granter, nil, (*Expenditure).grant).
			As("expenditure.grant", "4 G15 [D]", "社区支出五万元以下由镇街审批，其余由财政部门审批", "a community's up to 50,000 yuan are granted by its town, all others by the treasury").MustAct().Starting(fund.LimitPay).Ending(fund.LimitGrant),
		governance.On(phases(Granted), nil, follows, nil, (*Expenditure).allocate).
			As("expenditure.allocate", "4 G15 [R]", "逐笔记明资金来自哪一笔拨付", "its lines say from which appropriation it comes"),
		governance.On(phases(Asked), phases(Unspent), granter, nil, (*Expenditure).reject).
			As("expenditure.reject", "4 G15 [D]", "不予批准的说明理由", "what is not granted is told why").Ending(fund.LimitGrant),
		governance.On(phases(Asked), phases(Unspent), unit, nil, (*Expenditure).withdraw).
			As("expenditure.withdraw", "4 G15 [D]", "审批前可以撤回", "it may be taken back before it is granted").Ending(fund.LimitGrant),
		governance.On(phases(Granted), phases(Paid), keeper, nil, (*Expenditure).pay).
			As("expenditure.pay", "4 G15 [D]", "管账单位支付并登记凭证；社区经费由镇街代管", "who keeps the money pays and records the voucher; a community's is kept by its town").MustAct().Ending(fund.LimitPay),
		governance.On(phases(Granted), phases(Unspent), unit, nil, (*Expenditure).cancel).
			As("expenditure.cancel", "4 G15 [D]", "支付前可以取消，释放占用", "what is granted may be cancelled before it is paid").Ending(fund.LimitPay),
		governance.On(phases(Paid), nil, keeper, (*Expenditure).canRefund, (*Expenditure).refund).
			As("expenditure.refund", "4 G15 [D]", "部分退回的登记退回金额", "a part that comes back is recorded"),
		governance.On(phases(Paid), phases(Reversed), keeper, nil, (*Expenditure).reverse).
			As("expenditure.reverse", "4 G15 [D]", "支付有误的整笔冲销，另行申请", "a payment that was wrong is undone as a whole, and asked for anew"),
	}
	return governance.Table[Expenditure]{
		Kind: Kind,
		Phases: []governance.PhaseLabel{
			governance.PhaseOf(Asked, "待审批", "asked for"), governance.PhaseOf(Granted, "待支付", "granted"),
			governance.FinalPhase(Paid, "已支付", "paid"), governance.FinalPhase(Reversed, "已冲销", "reversed"), governance.FinalPhase(Unspent, "未支付", "not paid"),
		},
		Verbs: []governance.VerbLabel{
			on("raise", "申请", "Raise"), on("grant", "同意支出", "Grant"), on("allocate", "落实来源", "Allocate"), on("reject", "不予批准", "Reject"), on("withdraw", "撤回", "Withdraw"),
			on("pay", "支付", "Pay"), on("cancel", "取消支出", "Cancel"), on("refund", "退回", "Refund"), on("reverse", "冲销", "Reverse"),
		},
		Rules: rules,
	}.Timed(Asked, Granted)
}

// New returns the book of expenditures.
func New(rules *fund.Rules) (*governance.Book[Expenditure], error) {
	return governance.NewBook(governance.Institution[Expenditure]{
		Kind: Kind, Path: "expenditures", Source: "4 G15", Schema: 1, Serials: true, Policy: rules, Class: "level", Uncounted: []string{fund.Rejected, fund.Withdrawn, Cancelled},
		Label:    governance.Text{Zh: "经费支出", En: "expenditure"},
		Sentence: governance.Text{Zh: "支出的申请、审批、支付、退回和冲销，每一笔可追溯到拨付", En: "asked for, granted, paid, refunded or reversed, and traced to its appropriations"},
		Table:    table(),
		File: func(e *Expenditure, h *governance.Header) {
			h.Unit, h.Class, h.Category, h.Title = string(e.Unit), string(e.Level), string(e.Purpose), e.Title
		},
		Audience: func(e *Expenditure, to []governance.Address) []governance.Address {
			return append(e.whoAsks(to), governance.Unit(e.Treasurer), governance.Of(orgtree.District, e.District))
		},
		Asks: []governance.Question{askTrace()},
	})
}
