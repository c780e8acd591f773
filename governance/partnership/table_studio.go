package partnership

import (
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

func (s *Studio) whoIsCommunity(to []governance.Address) []governance.Address {
	return append(to, governance.Unit(s.Community))
}

func (s *Studio) whoIsTown(to []governance.Address) []governance.Address {
	return append(to, governance.Of(orgtree.Town, s.Community))
}

func (s *Studio) whoLeads(to []governance.Address) []governance.Address {
	return append(to, governance.Person(s.Lead))
}

// studioTable is the lifecycle of a studio.
func studioTable() governance.Table[Studio] {
	phases, on := governance.Phases, governance.VerbOf
	community := governance.By("community", "社区", "the community", (*Studio).whoIsCommunity)
	town := governance.By("town", "镇街", "the town", (*Studio).whoIsTown)
	lead := governance.By("lead", "领办人", "who leads it", (*Studio).whoLeads)
	centre := governance.By("centre", "智慧管理服务中心", "the centre", (*Studio).WhoIsCentre)
	rules := []governance.Rule[Studio]{
		governance.On(phases(governance.Unopened), phases(Suggested), governance.ByAnyone[Studio](), (*Studio).canSuggest, (*Studio).suggest).
			As("studio.suggest", "4 G11", "社区申请设立老干部工作室，由退休干部领办", "a community asks for a studio, led by a retired cadre").Starting(LimitApprove),
		governance.On(phases(Suggested), phases(Running), town, nil, (*Studio).approve).
			As("studio.approve", "4 G11 [D]", "镇街批准后授牌", "it is founded when the town approves").MustAct().Ending(LimitApprove),
		governance.On(phases(Suggested), phases(Refused), town, nil, (*Studio).refuse).
			As("studio.decline", "4 G11 [D]", "镇街不同意的说明理由", "a town that does not approve says why").Ending(LimitApprove),
		governance.On(phases(Running), nil, community, nil, (*Studio).follow).
			As("studio.succeed", "4 G11 [D]", "领办人可以更换", "another may lead it"),
		governance.On(phases(Running), nil, lead.Or(community), (*Studio).canPlan, (*Studio).plan).
			As("studio.plan", "4 G11 [R]", "工作室按系列计划活动", "the studio plans events of its series"),
		governance.On(phases(Running), nil, governance.ByConsequence[Studio](), nil, (*Studio).tally).
			As("studio.tally", "4 G11", "活动举办后累计", "events are counted when they are held"),
		governance.On(phases(Running), phases(Closed), community.Or(town), (*Studio).canClose, (*Studio).closeDown).
			As("studio.close", "4 G11 [D]", "没有计划中的活动时可以撤销", "it may be closed when no event is planned"),
	}
	rules = append(rules, governance.TimeRules[Studio](KindStudio, phases(Suggested))...)
	return governance.Table[Studio]{
		Phases: []governance.PhaseLabel{
			governance.PhaseOf(Suggested, "待授牌", "suggested"), governance.PhaseOf(Running, "运行中", "running"),
			governance.FinalPhase(Refused, "未设立", "refused"), governance.FinalPhase(Closed, "已撤销", "closed"),
		},
		Verbs: append([]governance.VerbLabel{
			on("suggest", "申请设立", "Suggest"), on("approve", "授牌", "Approve"), on("decline", "不同意", "Decline"), on("succeed", "更换领办人", "Put in other hands"),
			on("plan", "计划活动", "Plan"), on("tally", "累计", "Tally"), on("close", "撤销", "Close"),
		}, governance.StandardVerbs()...),
		Rules: append(rules, governance.RecordRules(KindStudio, phases(Suggested, Running, Refused, Closed), community.Or(lead).Or(town), community, centre)...),
	}
}

func (e *Event) whoIsCommunity(to []governance.Address) []governance.Address {
	return append(to, governance.Unit(e.Community))
}

func (e *Event) whoLeads(to []governance.Address) []governance.Address {
	return append(to, governance.Person(e.Lead))
}

// eventTable is the lifecycle of a studio's event.
func eventTable() governance.Table[Event] {
	phases, on := governance.Phases, governance.VerbOf
	community := governance.By("community", "社区", "the community", (*Event).whoIsCommunity)
	lead := governance.By("lead", "领办人", "who leads it", (*Event).whoLeads)
	centre := governance.By("centre", "智慧管理服务中心", "the centre", (*Event).WhoIsCentre)
	rules := []governance.Rule[Event]{
		governance.On(phases(governance.Unopened), phases(Arranged), governance.ByConsequence[Event](), nil, (*Event).arrange).
			As("studio-event.arrange", "4 G11 [R]", "系列活动：红色领航 银发助邻等", "an event of the series").Starting(LimitHold),
		governance.On(phases(Arranged), phases(Held), lead.Or(community), (*Event).canHold, (*Event).hold).
			As("studio-event.hold", "4 G11", "举办后登记人数和成效", "afterwards it is recorded how many came and what came of it").MustAct().Ending(LimitHold),
		governance.On(phases(Arranged), phases(CalledOff), lead.Or(community), nil, (*Event).callOff).
			As("studio-event.call-off", "4 G11 [D]", "不能举办的取消，说明理由", "what does not come about is called off, with the reason").Ending(LimitHold),
	}
	rules = append(rules, governance.TimeRules[Event](KindEvent, phases(Arranged))...)
	return governance.Table[Event]{
		Phases: []governance.PhaseLabel{
			governance.PhaseOf(Arranged, "待举办", "arranged"), governance.FinalPhase(Held, "已举办", "held"), governance.FinalPhase(CalledOff, "已取消", "called off"),
		},
		Verbs: append([]governance.VerbLabel{
			on("arrange", "计划活动", "Arrange"), on("hold", "举办", "Hold"), on("call-off", "取消", "Call off"),
		}, governance.StandardVerbs()...),
		Rules: append(rules, governance.RecordRules(KindEvent, phases(Arranged, Held, CalledOff), community.Or(lead), community, centre)...),
	}
}
