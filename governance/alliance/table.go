package alliance

import (
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// The names of the limits.
const (
	LimitApprove = "approve"
	LimitHold    = "hold"
	LimitAccount = "account"
)

// DefaultLimits returns the time limits, which a district may set otherwise. By when
// an item is held, its plan says.
func DefaultLimits() governance.Limits {
	return governance.Limits{
		governance.LimitOf(LimitApprove, 10, governance.WorkingDays, "4 G6 [D]").
			Say("批准", "approving", "发起后10个工作日内由镇街决定", "within 10 working days the town decides"),
		governance.LimitOf(LimitHold, 1, governance.Months, "4 G6 [D]").
			Say("实施", "holding", "按计划日实施", "by the day that the plan sets"),
		governance.LimitOf(LimitAccount, 10, governance.WorkingDays, "4 G6 [D]").
			Say("了结", "accounting", "实施后10个工作日内了结", "within 10 working days it is accounted for"),
	}
}

func (a *Alliance) whoIsTown(to []governance.Address) []governance.Address {
	return append(to, governance.Of(orgtree.Town, a.Core))
}

func (a *Alliance) whoIsCore(to []governance.Address) []governance.Address {
	return append(to, governance.Unit(a.Core))
}

func (a *Alliance) whoPresides(to []governance.Address) []governance.Address {
	return append(to, governance.Unit(a.Chair))
}

func (a *Alliance) whoAreMembers(to []governance.Address) []governance.Address {
	for _, s := range a.Seats {
		to = append(to, governance.Unit(s.Unit))
	}
	return to
}

// allianceTable is the lifecycle of an alliance.
func allianceTable() governance.Table[Alliance] {
	phases, on := governance.Phases, governance.VerbOf
	follows := governance.ByConsequence[Alliance]()
	town := governance.By("town", "镇街", "the town", (*Alliance).whoIsTown)
	core := governance.By("core", "核心社区", "the community", (*Alliance).whoIsCore)
	chair := governance.By("chair", "轮值主席单位", "the unit in the chair", (*Alliance).whoPresides)
	members := governance.By("members", "成员单位", "members", (*Alliance).whoAreMembers)
	centre := governance.By("centre", "智慧管理服务中心", "the centre", (*Alliance).WhoIsCentre)
	rules := []governance.Rule[Alliance]{
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
	}
	rules = append(rules, governance.TimeRules[Alliance](Kind, phases(Proposed))...)
	return governance.Table[Alliance]{
		Phases: []governance.PhaseLabel{
			governance.PhaseOf(Proposed, "待批准", "proposed"), governance.PhaseOf(Formed, "已成立", "formed"),
			governance.FinalPhase(Dropped, "未成立", "not formed"), governance.FinalPhase(Dissolved, "已解散", "dissolved"),
		},
		Verbs: append([]governance.VerbLabel{
			on("propose", "发起", "Propose"), on("approve", "批准", "Approve"), on("decline", "不同意", "Decline"), on("rotate", "轮值", "Rotate"),
			on("invite", "邀请加入", "Invite"), on("admit", "接纳", "Admit"), on("unseat", "退出", "Unseat"), on("plan", "计划联办", "Plan"), on("put", "列入清单", "Put on a list"),
			on("count", "累计", "Count"), on("dissolve", "解散", "Dissolve"),
		}, governance.StandardVerbs()...),
		Rules: append(rules, governance.RecordRules(Kind, phases(Proposed, Formed, Dropped, Dissolved), core.Or(members).Or(town), core, centre)...),
	}
}

func (b *Member) whoIsUnit(to []governance.Address) []governance.Address {
	return append(to, governance.Unit(b.Unit))
}

func (b *Member) whoIsCore(to []governance.Address) []governance.Address {
	return append(to, governance.Unit(b.Core))
}

// memberTable is the lifecycle of a membership.
func memberTable() governance.Table[Member] {
	phases, on := governance.Phases, governance.VerbOf
	follows := governance.ByConsequence[Member]()
	unit := governance.By("unit", "受邀或成员单位", "the unit", (*Member).whoIsUnit)
	core := governance.By("core", "核心社区", "the community", (*Member).whoIsCore)
	centre := governance.By("centre", "智慧管理服务中心", "the centre", (*Member).WhoIsCentre)
	rules := []governance.Rule[Member]{
		governance.On(phases(governance.Unopened), phases(Invited), follows, nil, (*Member).ask).
			As("alliance-member.ask", "4 G6", "一个单位在一个联盟只有一个席位", "a unit has one place in an alliance"),
		governance.On(phases(governance.Unopened), phases(InAlliance), follows, nil, (*Member).found).
			As("alliance-member.found", "4 G6", "发起单位随联盟成立成为成员", "founders are members when it is formed"),
		governance.On(phases(Invited), phases(InAlliance), unit.Or(core), nil, (*Member).join).
			As("alliance-member.join", "4 G6", "受邀单位同意加入；没有账号的由核心社区凭函登记", "the unit accepts; for one without an account the community enters its letter").Owed((*Member).whoIsUnit),
		governance.On(phases(Invited), phases(NotJoined), unit.Or(core), nil, (*Member).refuse).
			As("alliance-member.decline", "4 G6", "受邀单位可以不加入，核心社区可以撤回邀请", "the unit may decline, and the community take its invitation back"),
		governance.On(phases(InAlliance), phases(Left), unit.Or(core), (*Member).canLeave, (*Member).leave).
			As("alliance-member.leave", "4 G6", "成员可以退出，注明日期；没有账号的由核心社区登记", "a member may leave, from a day; for one without an account the community enters it"),
		governance.On(phases(InAlliance), phases(Left), follows, nil, (*Member).end).
			As("alliance-member.end", "4 G6", "联盟解散的，成员随之结束", "members end with their alliance"),
	}
	return governance.Table[Member]{
		Phases: []governance.PhaseLabel{
			governance.PhaseOf(Invited, "受邀", "invited"), governance.PhaseOf(InAlliance, "成员", "member"),
			governance.FinalPhase(NotJoined, "未加入", "not joined"), governance.FinalPhase(Left, "已退出", "left"),
		},
		Verbs: append([]governance.VerbLabel{
			on("ask", "邀请", "Ask"), on("found", "发起", "Found"), on("join", "加入", "Join"), on("decline", "不加入", "Decline"), on("leave", "退出", "Leave"), on("end", "结束", "End"),
		}, governance.StandardVerbs()[2:]...),
		Rules: append(rules, governance.RecordRules(KindMember, phases(Invited, InAlliance, NotJoined, Left), unit.Or(core), core, centre)...),
	}
}
