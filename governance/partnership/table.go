package partnership

import (
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/partnership/studio"
	"github.com/jinlin-project/jinlin/orgtree"
)

// The names of the limits.
const (
	LimitSign  = "sign"
	LimitRenew = "renew"
)

// DefaultLimits returns the time limits, which a district may set otherwise. When an
// event is held and by when an agreement is renewed, their own days say.
func DefaultLimits() governance.Limits {
	return governance.Limits{
		governance.LimitOf(studio.LimitApprove, 10, governance.WorkingDays, "4 G11 [D]").
			Say("授牌", "approving", "申请后10个工作日内由镇街决定", "within 10 working days the town decides"),
		governance.LimitOf(studio.LimitHold, 1, governance.Months, "4 G11 [D]").
			Say("举办", "holding", "按计划日举办", "by the day that was planned"),
		governance.LimitOf(LimitSign, 1, governance.Months, "4 G11 [D]").
			Say("签约", "signing", "拟定后一个月内签约", "within a month it is signed"),
		governance.LimitOf(LimitRenew, 12, governance.Months, "4 G11 [D]").
			Say("续签", "renewing", "协议期限过八成时提醒续签", "a warning comes when 80 % of the term is over"),
	}
}

// partnershipTable is the lifecycle of a partnership.
func partnershipTable(community, partner governance.Authority[Partnership]) governance.Table[Partnership] {
	phases, on := governance.Phases, governance.VerbOf
	both := community.Or(partner)
	return governance.Table[Partnership]{
		Kind: Kind,
		Phases: []governance.PhaseLabel{
			governance.PhaseOf(Proposed, "待签约", "proposed"), governance.PhaseOf(InForce, "履约中", "in force"),
			governance.FinalPhase(Unsigned, "未签约", "unsigned"), governance.FinalPhase(Ended, "已结束", "ended"),
		},
		Verbs: []governance.VerbLabel{
			on("propose", "拟定协议", "Propose"), on("sign", "签约", "Sign"), on("decline", "不签", "Decline"), on("deliver", "落实服务", "Deliver"), on("discount", "服务作废", "Discount"),
			on("review", "评估", "Review"), on("renew", "续签", "Renew"), on("terminate", "解除", "Terminate"), on("expire", "到期", "Expire"),
		},
		Rules: []governance.Rule[Partnership]{
			governance.On(phases(governance.Unopened), phases(Proposed), governance.ByAnyone[Partnership](), (*Partnership).canPropose, (*Partnership).propose).
				As("partnership.propose", "4 G11 [R]", "社区或合作单位拟定协议：阵地共享、公益服务、活动联谊、慈善爱心", "community or partner drafts an agreement, of the four kinds").Starting(LimitSign),
			governance.On(phases(Proposed), phases(InForce), both, (*Partnership).canSign, (*Partnership).sign).
				As("partnership.sign", "4 G11", "双方签署后生效；没有账号的由社区凭签署文本登记", "it is in force when both have signed; for a partner without an account the community enters the signed text").MustAct().Starting(LimitRenew).Ending(LimitSign),
			governance.On(phases(Proposed), phases(Unsigned), both, nil, (*Partnership).drop).
				As("partnership.decline", "4 G11 [D]", "任何一方可以不签", "either may not sign").Ending(LimitSign),
			governance.On(phases(InForce), nil, both, (*Partnership).canDeliver, (*Partnership).deliver).
				As("partnership.deliver", "4 G11", "落实一次服务登记一次，属于协议约定的类别", "each service is recorded, of a kind that was agreed"),
			governance.On(phases(InForce, Ended), nil, governance.ByConsequence[Partnership](), nil, (*Partnership).discount).
				As("partnership.discount", "4 G11 [D]", "作废的服务不计数", "a service that is void does not count"),
			governance.On(phases(InForce), nil, community, nil, (*Partnership).review).
				As("partnership.review", "4 G11", "社区评估本期履约情况", "the community reviews the term"),
			governance.On(phases(InForce), nil, community, (*Partnership).canRenew, (*Partnership).renew).
				As("partnership.renew", "4 G11", "评估合格、双方同意的由社区登记续签", "when the review was not wanting and both agree the community renews it").Starting(LimitRenew).Ending(LimitRenew),
			governance.On(phases(InForce), phases(Ended), both, nil, (*Partnership).terminate).
				As("partnership.terminate", "4 G11 [D]", "任何一方可以解除，说明理由", "either may terminate it, with the reason").Ending(LimitRenew),
			governance.On(phases(InForce), phases(Ended), governance.BySystem[Partnership](), nil, (*Partnership).expire).
				As("partnership.expire", "4 G11", "到期未续签的自动结束", "without a renewal it ends with its last day").Ending(LimitRenew),
		},
	}.Timed(Proposed, InForce).Kept(both, community)
}

func newPartnerships(limits governance.Limits) (*governance.Book[Partnership], error) {
	community := governance.ByUnitOf("community", "社区", "the community", func(p *Partnership) orgtree.Code { return p.Community })
	partner := governance.ByUnitOf("partner", "合作单位", "the partner", func(p *Partnership) orgtree.Code { return p.Partner })
	return governance.NewBook(governance.Institution[Partnership]{
		Kind: Kind, Path: "partnerships", Source: "4 G11", Schema: 1, Serials: true, Policy: limits, Uncounted: []string{string(Unsigned)},
		Label:    governance.Text{Zh: "社企共建", En: "partnership"},
		Sentence: governance.Text{Zh: "社区与社会组织、商企、社工机构的共建协议：签约、落实、评估、续签", En: "an agreement of a community with a partner: signed, delivered, reviewed, renewed"},
		Table:    partnershipTable(community, partner),
		File: func(p *Partnership, h *governance.Header) {
			h.Unit, h.Title = string(p.Community), p.Title
		},
		Audience: governance.Seen(partner, community),
		Asks:     []governance.Question{askAgreements(), askSummary()},
	})
}
