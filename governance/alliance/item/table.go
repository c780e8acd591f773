package item

import (
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// The names of the limits.
const (
	LimitHold    = "hold"
	LimitAccount = "account"
)

// itemTable is the lifecycle of a joint item.
func itemTable(lead, part, core governance.Authority[Item]) governance.Table[Item] {
	phases, on := governance.Phases, governance.VerbOf
	return governance.Table[Item]{
		Kind: Kind,
		Phases: []governance.PhaseLabel{
			governance.PhaseOf(Planned, "已计划", "planned"), governance.PhaseOf(Held, "已实施", "held"),
			governance.FinalPhase(Accounted, "已了结", "accounted for"), governance.FinalPhase(Cancelled, "已取消", "cancelled"),
		},
		Verbs: []governance.VerbLabel{
			on("set", "立项", "Set"), on("postpone", "改期", "Postpone"), on("hold", "实施", "Hold"), on("account", "了结", "Account"), on("cancel", "取消", "Cancel"),
		},
		Rules: []governance.Rule[Item]{
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
		},
	}.Timed(Planned, Held).Kept(lead.Or(part).Or(core), core)
}

// New returns the book of items.
func New(limits governance.Limits) (*governance.Book[Item], error) {
	lead := governance.ByUnitOf("lead", "牵头单位", "the unit in the lead", func(t *Item) orgtree.Code { return t.Lead })
	part := governance.ByUnitsOf("part", "参与单位", "those taking part", func(t *Item) []orgtree.Code { return t.With })
	core := governance.ByUnitOf("core", "核心社区", "the community", func(t *Item) orgtree.Code { return t.Core })
	return governance.NewBook(governance.Institution[Item]{
		Kind: Kind, Path: "alliance-items", Source: "4 G6", Schema: 1, Serials: true, Policy: limits, Class: "together",
		Label:    governance.Text{Zh: "六联事项", En: "item of the six together"},
		Sentence: governance.Text{Zh: "联盟成员一起做的一件事：计划、实施、了结", En: "one thing that members do together: planned, held, accounted for"},
		Table:    itemTable(lead, part, core),
		File: func(t *Item, h *governance.Header) {
			h.Class, h.Unit, h.Title = string(t.Together), string(t.Core), t.Title
		},
		Audience: governance.Seen(lead, part, core),
		Asks:     []governance.Question{askSix()},
	})
}
