package entry

import (
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/alliance/member"
	"github.com/jinlin-project/jinlin/orgtree"
)

// entryTable is the lifecycle of a line of the lists.
func entryTable(owner, core governance.Authority[Entry]) governance.Table[Entry] {
	phases, on := governance.Phases, governance.VerbOf
	follows := governance.ByConsequence[Entry]()
	match := governance.On(phases(Open), phases(Matched), owner.Or(core), (*Entry).canMatch, (*Entry).match).
		As("alliance-entry.match", "4 G6 [R]", "需求与资源对接成项目，一项资源同时只用于一个项目", "a need and a resource make a project; a resource serves one at a time")
	match = governance.Asking(match, Kind, "offer", (*Entry).wantsOffer)
	return governance.Table[Entry]{
		Kind: Kind,
		Phases: []governance.PhaseLabel{
			governance.PhaseOf(Open, "待对接", "open"), governance.PhaseOf(Matched, "已对接", "matched"),
			governance.FinalPhase(Met, "已满足", "met"), governance.FinalPhase(Withdrawn, "已撤回", "withdrawn"),
		},
		Verbs: []governance.VerbLabel{
			on("enter", "列入", "Enter"), on("match", "对接", "Match"), on("engage", "占用", "Engage"), on("free", "恢复", "Free"), on("withdraw", "撤回", "Withdraw"),
		},
		Rules: []governance.Rule[Entry]{
			governance.On(phases(governance.Unopened), phases(Open), follows, nil, (*Entry).enter).
				As("alliance-entry.enter", "4 G6", "列入资源清单或需求清单", "put on the resource list or the need list"),
			governance.Asking(match, member.KindAlliance, "seated", (*Entry).wantsSeated),
			governance.On(phases(Open), phases(Matched), follows, nil, (*Entry).engage).
				As("alliance-entry.engage", "4 G6", "资源被对接后占用", "a resource that is matched is in use"),
			governance.On(phases(Matched), phases(Open, Met), follows, nil, (*Entry).free).
				As("alliance-entry.free", "4 G6", "项目了结后需求满足、资源可再用；项目取消的恢复", "when the project is accounted for the need is met and the resource free; when it is cancelled both are open again"),
			governance.On(phases(Open), phases(Withdrawn), owner.Or(core), nil, (*Entry).withdraw).
				As("alliance-entry.withdraw", "4 G6 [D]", "未对接的可以撤回", "what is not matched may be withdrawn"),
		},
	}.Kept(owner.Or(core), core)
}

// New returns the book of what stands on the lists.
func New() (*governance.Book[Entry], error) {
	owner := governance.ByUnitOf("owner", "成员单位", "the member whose it is", func(e *Entry) orgtree.Code { return e.Owner })
	core := governance.ByUnitOf("core", "核心社区", "the community", func(e *Entry) orgtree.Code { return e.Core })
	return governance.NewBook(governance.Institution[Entry]{
		Kind: Kind, Path: "alliance-entries", Source: "4 G6", Schema: 1, Class: "list",
		Label:    governance.Text{Zh: "联盟清单", En: "entry of an alliance's lists"},
		Sentence: governance.Text{Zh: "资源清单、需求清单中的一项，对接后成为项目", En: "one line of the resource list or the need list; matched, they are a project"},
		Table:    entryTable(owner, core),
		File: func(e *Entry, h *governance.Header) {
			h.Class, h.Category, h.Unit, h.Title = string(e.List), string(e.Sort), string(e.Owner), e.Title
		},
		Audience: governance.Seen(owner, core),
		Asks:     []governance.Question{askOffer(), askEntries()},
	})
}
