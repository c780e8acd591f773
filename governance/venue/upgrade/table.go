package upgrade

import (
	"github.com/jinlin-project/jinlin/governance"
)

// DefaultLimits returns the time limits of upgrades, which a district may set
// otherwise.
func DefaultLimits() governance.Limits {
	return governance.Limits{
		governance.LimitOf(LimitApprove, 10, governance.WorkingDays, "4 G14 [D]").
			Say("批复", "approval", "申报后10个工作日内批复：预算须经评审", "within 10 working days, since the estimate has to be gone through"),
		governance.LimitOf(LimitInspect, 10, governance.WorkingDays, "4 G14 [D]").
			Say("验收", "acceptance", "申请验收后10个工作日内组织验收", "within 10 working days of being asked, what was done is inspected"),
	}
}

func table() governance.Table[Upgrade] {
	phases, on := governance.Phases, governance.VerbOf
	payable := phases(Building, Inspecting, Accepted)
	manager := governance.By("manager", "所属单位、社区或镇街", "the unit, its community or its town", (*Upgrade).whoManages)
	district := governance.By("district", "区", "the district", (*Upgrade).whoIsDistrict)
	follows := governance.ByConsequence[Upgrade]()
	rules := []governance.Rule[Upgrade]{
		governance.On(phases(governance.Unopened), phases(Planned), follows, nil, (*Upgrade).begin).
			As("upgrade.begin", "4 G14", "场所申报改造即立项", "it begins when the venue plans it").Starting(LimitApprove),
		governance.On(phases(Planned), phases(Building), district, (*Upgrade).canApprove, (*Upgrade).approve).
			As("upgrade.approve", "4 G14 [D]", "区批复项目和金额", "the district approves the project and its amount").MustAct().Ending(LimitApprove),
		governance.On(phases(Planned), phases(Dropped), district, nil, (*Upgrade).reject).
			As("upgrade.reject", "4 G14 [D]", "不予批复的说明理由", "what is not approved is told why").Ending(LimitApprove),
		governance.On(phases(Planned), phases(Dropped), manager, nil, (*Upgrade).withdraw).
			As("upgrade.withdraw", "4 G14 [D]", "批复前可以撤回", "it may be taken back before it is approved").Ending(LimitApprove),
		governance.On(phases(Building), nil, district, (*Upgrade).canSupplement, (*Upgrade).supplement).
			As("upgrade.supplement", "4 G14 [D]", "确需增加的由区追加", "the district approves more where it is needed"),
		governance.On(payable, nil, manager, (*Upgrade).canSpend, (*Upgrade).spend).
			As("upgrade.spend", "4 G14 [R]", "支出不超过批复金额；验收后可以支付尾款", "never more is paid than was approved; what is kept back is paid after acceptance"),
		governance.On(payable, nil, manager, (*Upgrade).canTakeBack, (*Upgrade).takeBack).
			As("upgrade.take-back", "4 G14 [D]", "退回的款项冲减支出", "what comes back is no longer spent"),
		governance.On(phases(Building), phases(Inspecting), manager, nil, (*Upgrade).finish).
			As("upgrade.finish", "4 G14", "完工后申请验收", "what is done is to be accepted").MustAct().Starting(LimitInspect),
		governance.On(phases(Inspecting), phases(Accepted), district, nil, (*Upgrade).accept).
			As("upgrade.accept", "4 G14", "区组织验收，合格的登记到场所", "the district inspects it; what it has brought is ticked on the venue").MustAct().Ending(LimitInspect),
		governance.On(phases(Inspecting), phases(Building), district, nil, (*Upgrade).sendBack).
			As("upgrade.send-back", "4 G14 [D]", "验收不合格的整改后再验收", "what is not accepted is mended and inspected again").Ending(LimitInspect),
		governance.On(phases(Building, Inspecting), phases(Dropped), district, nil, (*Upgrade).stop).
			As("upgrade.stop", "4 G14 [D]", "无法继续的由区中止，已支出的照实记录", "the district stops what cannot go on; what was paid stays paid").Ending(LimitInspect),
	}
	return governance.Table[Upgrade]{
		Kind: Kind,
		Phases: []governance.PhaseLabel{
			governance.PhaseOf(Planned, "待批复", "planned"), governance.PhaseOf(Building, "实施中", "being built"), governance.PhaseOf(Inspecting, "待验收", "to be accepted"),
			governance.FinalPhase(Accepted, "已验收", "accepted"), governance.FinalPhase(Dropped, "未完成", "dropped"),
		},
		Verbs: []governance.VerbLabel{
			on("begin", "立项", "Begin"), on("approve", "批复", "Approve"), on("reject", "不予批复", "Reject"), on("withdraw", "撤回", "Withdraw"), on("supplement", "追加", "Supplement"),
			on("spend", "支付", "Spend"), on("take-back", "退回", "Take back"), on("finish", "申请验收", "Finish"), on("accept", "验收合格", "Accept"), on("send-back", "整改", "Send back"), on("stop", "中止", "Stop"),
		},
		Rules: rules,
	}.Timed(Planned, Inspecting)
}

// New returns the book of upgrades; nil takes the default limits.
func New(limits governance.Limits) (*governance.Book[Upgrade], error) {
	return governance.NewBook(governance.Institution[Upgrade]{
		Kind: Kind, Path: "upgrades", Source: "4 G14", Schema: 1, Serials: true, Policy: limits.Or(DefaultLimits()), Uncounted: []string{Rejected, Withdrawn},
		Label:    governance.Text{Zh: "提升改造项目", En: "upgrade"},
		Sentence: governance.Text{Zh: "场所提升改造：申报、批复、支付、验收", En: "making a venue better: planned, approved, paid for, accepted"},
		Table:    table(),
		File: func(u *Upgrade, h *governance.Header) {
			h.Unit, h.Title = string(u.Unit), u.Title
		},
		Audience: func(u *Upgrade, to []governance.Address) []governance.Address {
			return append(u.whoIsDistrict(u.whoManages(to)), governance.Unit(u.District))
		},
		Asks: []governance.Question{askMoney()},
	})
}

// The names of the limits.
const (
	LimitApprove = "approve"
	LimitInspect = "inspect"
)
