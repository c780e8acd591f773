package studio

import (
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// The names of the limits.
const (
	LimitApprove = "approve"
	LimitHold    = "hold"
)

// studioTable is the lifecycle of a studio.
func studioTable(community, town, lead governance.Authority[Studio]) governance.Table[Studio] {
	phases, on := governance.Phases, governance.VerbOf
	return governance.Table[Studio]{
		Kind: KindStudio,
		Phases: []governance.PhaseLabel{
			governance.PhaseOf(Suggested, "待授牌", "suggested"), governance.PhaseOf(Running, "运行中", "running"),
			governance.FinalPhase(Refused, "未设立", "refused"), governance.FinalPhase(Closed, "已撤销", "closed"),
		},
		Verbs: []governance.VerbLabel{
			on("suggest", "申请设立", "Suggest"), on("approve", "授牌", "Approve"), on("decline", "不同意", "Decline"), on("succeed", "更换领办人", "Put in other hands"),
			on("plan", "计划活动", "Plan"), on("tally", "累计", "Tally"), on("close", "撤销", "Close"),
		},
		Rules: []governance.Rule[Studio]{
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
		},
	}.Timed(Suggested).Kept(community.Or(lead).Or(town), community)
}

// NewStudios returns the book of studios.
func NewStudios(limits governance.Limits) (*governance.Book[Studio], error) {
	community := governance.ByUnitOf("community", "社区", "the community", func(s *Studio) orgtree.Code { return s.Community })
	town := governance.ByTownOf(func(s *Studio) orgtree.Code { return s.Community })
	lead := governance.ByPersonOf("lead", "领办人", "who leads it", func(s *Studio) string { return s.Lead })
	return governance.NewBook(governance.Institution[Studio]{
		Kind: KindStudio, Path: "studios", Source: "4 G11", Schema: 1, Serials: true, Policy: limits, Uncounted: []string{string(Refused)},
		Label:    governance.Text{Zh: "老干部工作室", En: "retired cadres' studio"},
		Sentence: governance.Text{Zh: "退休干部领办的工作室及其系列活动", En: "a studio led by a retired cadre, with its series of events"},
		Table:    studioTable(community, town, lead),
		File: func(s *Studio, h *governance.Header) {
			h.Unit, h.Person, h.Title = string(s.Community), s.Lead, s.Name
		},
		Audience: governance.Seen(lead, town, community),
		Asks:     []governance.Question{askRunning()},
	})
}

// eventTable is the lifecycle of a studio's event.
func eventTable(community, lead governance.Authority[Event]) governance.Table[Event] {
	phases, on := governance.Phases, governance.VerbOf
	return governance.Table[Event]{
		Kind: KindEvent,
		Phases: []governance.PhaseLabel{
			governance.PhaseOf(Arranged, "待举办", "arranged"), governance.FinalPhase(Held, "已举办", "held"), governance.FinalPhase(CalledOff, "已取消", "called off"),
		},
		Verbs: []governance.VerbLabel{
			on("arrange", "计划活动", "Arrange"), on("hold", "举办", "Hold"), on("call-off", "取消", "Call off"),
		},
		Rules: []governance.Rule[Event]{
			governance.On(phases(governance.Unopened), phases(Arranged), governance.ByConsequence[Event](), nil, (*Event).arrange).
				As("studio-event.arrange", "4 G11 [R]", "系列活动：红色领航 银发助邻等", "an event of the series").Starting(LimitHold),
			governance.On(phases(Arranged), phases(Held), lead.Or(community), (*Event).canHold, (*Event).hold).
				As("studio-event.hold", "4 G11", "举办后登记人数和成效", "afterwards it is recorded how many came and what came of it").MustAct().Ending(LimitHold),
			governance.On(phases(Arranged), phases(CalledOff), lead.Or(community), nil, (*Event).callOff).
				As("studio-event.call-off", "4 G11 [D]", "不能举办的取消，说明理由", "what does not come about is called off, with the reason").Ending(LimitHold),
		},
	}.Timed(Arranged).Kept(community.Or(lead), community)
}

// NewEvents returns the book of their events.
func NewEvents(limits governance.Limits) (*governance.Book[Event], error) {
	community := governance.ByUnitOf("community", "社区", "the community", func(e *Event) orgtree.Code { return e.Community })
	lead := governance.ByPersonOf("lead", "领办人", "who leads it", func(e *Event) string { return e.Lead })
	return governance.NewBook(governance.Institution[Event]{
		Kind: KindEvent, Path: "studio-events", Source: "4 G11", Schema: 1, Policy: limits, Class: "series",
		Label:    governance.Text{Zh: "工作室活动", En: "event of a studio"},
		Sentence: governance.Text{Zh: "老干部工作室的一次活动", En: "one event of a studio"},
		Table:    eventTable(community, lead),
		File: func(e *Event, h *governance.Header) {
			h.Class, h.Unit, h.Person, h.Title = string(e.Series), string(e.Community), e.Lead, e.Title
		},
		Audience: governance.Seen(lead, community),
		Asks:     []governance.Question{askHeld()},
	})
}
