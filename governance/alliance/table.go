package alliance

import (
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/alliance/item"
	"github.com/jinlin-project/jinlin/orgtree"
)

// LimitApprove is the time limit for the decision on a proposal.
const LimitApprove = "approve"

// DefaultLimits returns the time limits, which a district may set otherwise. By when
// an item is held, its plan says.
func DefaultLimits() governance.Limits {
	return governance.Limits{
		governance.LimitOf(LimitApprove, 10, governance.WorkingDays, "4 G6 [D]").
			Say("批准", "approving", "发起后10个工作日内由镇街决定", "within 10 working days the town decides"),
		governance.LimitOf(item.LimitHold, 1, governance.Months, "4 G6 [D]").
			Say("实施", "holding", "按计划日实施", "by the day that the plan sets"),
		governance.LimitOf(item.LimitAccount, 10, governance.WorkingDays, "4 G6 [D]").
			Say("了结", "accounting", "实施后10个工作日内了结", "within 10 working days it is accounted for"),
	}
}

// allianceTable is the lifecycle of an alliance.
func allianceTable(town, core, chair, members governance.Authority[Alliance]) governance.Table[Alliance] {
	phases, on := governance.Phases, governance.VerbOf
	follows := governance.ByConsequence[Alliance]()
	return governance.Table[Alliance]{
		Kind: Kind,
		Phases: []governance.PhaseLabel{
			governance.PhaseOf(Proposed, "待批准", "proposed"), governance.PhaseOf(Formed, "已成立", "formed"),
			governance.FinalPhase(Dropped, "未成立", "not formed"), governance.FinalPhase(Dissolved, "已解散", "dissolved"),
		},
		Verbs: []governance.VerbLabel{
			on("propose", "发起", "Propose"), on("approve", "批准", "Approve"), on("decline", "不同意", "Decline"), on("rotate", "轮值", "Rotate"),
			on("invite", "邀请加入", "Invite"), on("admit", "接纳", "Admit"), on("unseat", "退出", "Unseat"), on("plan", "计划联办", "Plan"), on("put", "列入清单", "Put on a list"),
			on("count", "累计", "Count"), on("dissolve", "解散", "Dissolve"),
		},
		Rules: []governance.Rule[Alliance]{
			governance.On(phases(governance.Unopened), phases(Proposed), governance.ByAnyone[Alliance](), (*Alliance).canPropose, (*Alliance).propose).
				As("alliance.propose", "4 G6 [R]", "核心社区或镇街按地域相邻、优化功能、便于管理发起", "community or town proposes one, by adjacency, function and ease of management").Starting(LimitApprove),
			governance.On(phases(Proposed), phases(Formed), town, nil, (*Alliance).approve).
				As("alliance.approve", "4 G6 [D]", "镇街批准后成立，核心社区首任轮值主席", "it is formed when the town approves; the community is the first in the chair").MustAct().Ending(LimitApprove),
			governance.On(phases(Proposed), phases(Dropped), town, nil, (*Alliance).drop).
				As("alliance.decline", "4 G6 [D]", "镇街不同意的说明理由", "a town that does not approve says why").Ending(LimitApprove),
			governance.On(phases(Formed), nil, governance.BySystem[Alliance](), nil, (*Alliance).rotate).
				As("alliance.rotate", "4 G6", "轮值主席按加入先后轮换", "the chair goes round in the order of joining"),
			governance.On(phases(Formed), nil, core.Or(chair), (*Alliance).canInvite, (*Alliance).invite).
				As("alliance.invite", "4 G6 [D]", "核心社区或轮值主席单位邀请单位加入", "community or chair invite units"),
			governance.On(phases(Formed), nil, follows, (*Alliance).canAdmit, (*Alliance).admit).
				As("alliance.admit", "4 G6", "受邀单位同意后成为成员", "who accepts is a member"),
			governance.On(phases(Formed), nil, follows, nil, (*Alliance).unseat).
				As("alliance.unseat", "4 G6", "成员可以退出，轮值中退出的由下一单位接任", "a member may leave; if it was in the chair the next one is"),
			governance.On(phases(Formed), nil, members, (*Alliance).canPlan, (*Alliance).plan).
				As("alliance.plan", "4 G6 [R]", "成员单位计划六联事项", "members plan items of the six together"),
			governance.On(phases(Formed), nil, members, (*Alliance).canPut, (*Alliance).put).
				As("alliance.put", "4 G6", "成员单位列出资源清单、需求清单；没有账号的由其他成员代列", "members put on the lists what they have and lack; others do so for one without an account"),
			governance.On(phases(Formed), nil, follows, nil, (*Alliance).count).
				As("alliance.count", "4 G6", "联办事项随时累计", "items are counted"),
			governance.On(phases(Formed), phases(Dissolved), town, (*Alliance).canDissolve, (*Alliance).dissolve).
				As("alliance.dissolve", "4 G6 [D]", "联办事项全部了结后镇街可以解散联盟", "the town may dissolve it when all items are at their end"),
		},
	}.Timed(Proposed).Kept(core.Or(members).Or(town), core)
}

func newAlliances(limits governance.Limits) (*governance.Book[Alliance], error) {
	town := governance.ByTownOf(func(a *Alliance) orgtree.Code { return a.Core })
	core := governance.ByUnitOf("core", "核心社区", "the community", func(a *Alliance) orgtree.Code { return a.Core })
	chair := governance.ByUnitOf("chair", "轮值主席单位", "the unit in the chair", func(a *Alliance) orgtree.Code { return a.Chair })
	members := governance.By("members", "成员单位", "members", (*Alliance).whoAreMembers)
	return governance.NewBook(governance.Institution[Alliance]{
		Kind: Kind, Path: "alliances", Source: "4 G6", Schema: 1, Serials: true, Policy: limits, Uncounted: []string{string(Dropped)},
		Label:    governance.Text{Zh: "区域性党建联盟", En: "regional Party-building alliance"},
		Sentence: governance.Text{Zh: "以社区党组织为核心联合共建单位和两新组织：成员、轮值、六联、清单", En: "units around a community: members, a chair that goes round, the six together, lists"},
		Table:    allianceTable(town, core, chair, members),
		File: func(a *Alliance, h *governance.Header) {
			h.Unit, h.Title = string(a.Core), a.Name
		},
		Audience: governance.Seen(members, town, core),
		Asks:     []governance.Question{askSeated(), askLists(), askSummary()},
	})
}
