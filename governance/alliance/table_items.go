package alliance

import (
	"github.com/jinlin-project/jinlin/governance"
)

func (t *Item) whoLeads(to []governance.Address) []governance.Address {
	return append(to, governance.Unit(t.Lead))
}

func (t *Item) whoTakePart(to []governance.Address) []governance.Address {
	for _, u := range t.With {
		to = append(to, governance.Unit(u))
	}
	return to
}

func (t *Item) whoIsCore(to []governance.Address) []governance.Address {
	return append(to, governance.Unit(t.Core))
}

// itemTable is the lifecycle of a joint item.
func itemTable() governance.Table[Item] {
	phases, on := governance.Phases, governance.VerbOf
	lead := governance.By("lead", "牵头单位", "the unit in the lead", (*Item).whoLeads)
	part := governance.By("part", "参与单位", "those taking part", (*Item).whoTakePart)
	core := governance.By("core", "核心社区", "the community", (*Item).whoIsCore)
	centre := governance.By("centre", "智慧管理服务中心", "the centre", (*Item).WhoIsCentre)
	rules := []governance.Rule[Item]{
		governance.On(phases(governance.Unopened), phases(Planned), governance.ByConsequence[Item](), nil, (*Item).set).
			As("alliance-item.set", "4 G6 [R]", "六联事项：支部联建、事务联议、资源联享、服务联抓、活动联办、治安联防", "an item is of one of the six kinds").Starting(LimitHold),
		governance.On(phases(Planned), nil, lead.Or(core), (*Item).canPostpone, (*Item).postpone).
			As("alliance-item.postpone", "4 G6 [D]", "可以改期，说明理由", "it may be put on another day, with the reason").Starting(LimitHold).Ending(LimitHold),
		governance.On(phases(Planned), phases(Held), lead.Or(core), (*Item).canHold, (*Item).hold).
			As("alliance-item.hold", "4 G6 [R]", "牵头单位登记实施；没有账号的由核心社区登记", "the unit in the lead says that it was held; for one without an account the community does").MustAct().Starting(LimitAccount).Ending(LimitHold),
		governance.On(phases(Held), phases(Accounted), lead.Or(core), (*Item).canAccount, (*Item).render).
			As("alliance-item.account", "4 G6 [R]", "事后了结：成效、人数、经费", "afterwards it is accounted for: what came of it, how many came, what it cost").MustAct().Ending(LimitAccount),
		governance.On(phases(Planned), phases(Cancelled), lead.Or(core), nil, (*Item).cancel).
			As("alliance-item.cancel", "4 G6 [D]", "不能实施的取消，说明理由；对接的需求和资源恢复", "what does not come about is cancelled, with the reason; need and resource are free again").Ending(LimitHold),
	}
	rules = append(rules, governance.TimeRules[Item](KindItem, phases(Planned, Held))...)
	return governance.Table[Item]{
		Phases: []governance.PhaseLabel{
			governance.PhaseOf(Planned, "已计划", "planned"), governance.PhaseOf(Held, "已实施", "held"),
			governance.FinalPhase(Accounted, "已了结", "accounted for"), governance.FinalPhase(Cancelled, "已取消", "cancelled"),
		},
		Verbs: append([]governance.VerbLabel{
			on("set", "立项", "Set"), on("postpone", "改期", "Postpone"), on("hold", "实施", "Hold"), on("account", "了结", "Account"), on("cancel", "取消", "Cancel"),
		}, governance.StandardVerbs()...),
		Rules: append(rules, governance.RecordRules(KindItem, phases(Planned, Held, Accounted, Cancelled), lead.Or(part).Or(core), core, centre)...),
	}
}

func (e *Entry) whoOwns(to []governance.Address) []governance.Address {
	return append(to, governance.Unit(e.Owner))
}

func (e *Entry) whoIsCore(to []governance.Address) []governance.Address {
	return append(to, governance.Unit(e.Core))
}

// entryTable is the lifecycle of a line of the lists.
func entryTable() governance.Table[Entry] {
	phases, on := governance.Phases, governance.VerbOf
	follows := governance.ByConsequence[Entry]()
	owner := governance.By("owner", "成员单位", "the member whose it is", (*Entry).whoOwns)
	core := governance.By("core", "核心社区", "the community", (*Entry).whoIsCore)
	centre := governance.By("centre", "智慧管理服务中心", "the centre", (*Entry).WhoIsCentre)
	match := governance.On(phases(Open), phases(Matched), owner.Or(core), (*Entry).canMatch, (*Entry).match).
		As("alliance-entry.match", "4 G6 [R]", "需求与资源对接成项目，一项资源同时只用于一个项目", "a need and a resource make a project; a resource serves one at a time")
	match = governance.Asking(match, KindEntry, "offer", (*Entry).wantsOffer)
	rules := []governance.Rule[Entry]{
		governance.On(phases(governance.Unopened), phases(Open), follows, nil, (*Entry).enter).
			As("alliance-entry.enter", "4 G6", "列入资源清单或需求清单", "put on the resource list or the need list"),
		governance.Asking(match, Kind, "seated", (*Entry).wantsSeated),
		governance.On(phases(Open), phases(Matched), follows, nil, (*Entry).engage).
			As("alliance-entry.engage", "4 G6", "资源被对接后占用", "a resource that is matched is in use"),
		governance.On(phases(Matched), phases(Open, Met), follows, nil, (*Entry).free).
			As("alliance-entry.free", "4 G6", "项目了结后需求满足、资源可再用；项目取消的恢复", "when the project is accounted for the need is met and the resource free; when it is cancelled both are open again"),
		governance.On(phases(Open), phases(Withdrawn), owner.Or(core), nil, (*Entry).withdraw).
			As("alliance-entry.withdraw", "4 G6 [D]", "未对接的可以撤回", "what is not matched may be withdrawn"),
	}
	return governance.Table[Entry]{
		Phases: []governance.PhaseLabel{
			governance.PhaseOf(Open, "待对接", "open"), governance.PhaseOf(Matched, "已对接", "matched"),
			governance.FinalPhase(Met, "已满足", "met"), governance.FinalPhase(Withdrawn, "已撤回", "withdrawn"),
		},
		Verbs: append([]governance.VerbLabel{
			on("enter", "列入", "Enter"), on("match", "对接", "Match"), on("engage", "占用", "Engage"), on("free", "恢复", "Free"), on("withdraw", "撤回", "Withdraw"),
		}, governance.StandardVerbs()[2:]...),
		Rules: append(rules, governance.RecordRules(KindEntry, phases(Open, Matched, Met, Withdrawn), owner.Or(core), core, centre)...),
	}
}
