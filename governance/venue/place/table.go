package place

import (
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

func table() governance.Table[Venue] {
	phases, on := governance.Phases, governance.VerbOf
	live := phases(Open, Suspended)
	manager := governance.By("manager", "所属单位、社区或镇街", "the unit, its community or its town", (*Venue).whoManages)
	follows := governance.ByConsequence[Venue]()
	return governance.Table[Venue]{
		Phases: []governance.PhaseLabel{
			governance.PhaseOf(Open, "开放", "open"), governance.PhaseOf(Suspended, "暂停开放", "suspended"), governance.FinalPhase(Retired, "停用", "retired"),
		},
		Verbs: []governance.VerbLabel{
			on("register", "登记", "Register"), on("amend", "变更", "Amend"), on("attain", "达到", "Attain"), on("lose", "不再具备", "Lose"),
			on("suspend", "暂停开放", "Suspend"), on("reopen", "恢复开放", "Reopen"), on("retire", "停用", "Retire"), on("plan", "申报改造", "Plan an upgrade"), on("end-project", "改造结束", "An upgrade ends"),
		},
		Rules: []governance.Rule[Venue]{
			governance.On(phases(governance.Unopened), phases(Open), manager, (*Venue).canRegister, (*Venue).register).
				As("venue.register", "4 G14", "所属单位、社区或镇街登记活动场所、空间和服务", "the unit, its community or its town registers a venue, its room and its services"),
			governance.On(live, nil, manager, (*Venue).canAmend, (*Venue).amend).
				As("venue.amend", "4 G14", "场所情况变化的应及时变更", "what has changed of a venue is said anew"),
			governance.On(live, nil, manager, (*Venue).canAttain, (*Venue).attain).
				As("venue.attain", "4 G14 [R]", "对照六有逐项登记达到的日期", "each of the six haves is ticked with the day since when it is there"),
			governance.On(live, nil, manager, (*Venue).canLose, (*Venue).lose).
				As("venue.lose", "4 G14 [D]", "不再具备的应注销并说明原因", "what is no longer there is struck out, with the reason"),
			governance.On(phases(Open), phases(Suspended), manager, nil, (*Venue).suspend).
				As("venue.suspend", "4 G14 [D]", "改造或其他原因可以暂停开放，已有预约逐一处理", "it may be shut for a while; bookings already made are dealt with one by one"),
			governance.On(phases(Suspended), phases(Open), manager, nil, (*Venue).reopen).
				As("venue.reopen", "4 G14 [D]", "恢复开放", "it is opened again"),
			governance.On(live, phases(Retired), manager, (*Venue).canRetire, (*Venue).retire).
				As("venue.retire", "4 G14 [D]", "停用场所须无在办改造项目", "it is given up when no upgrade is under way"),
			governance.On(live, nil, manager, (*Venue).canPlan, (*Venue).plan).
				As("venue.plan", "4 G14", "申报提升改造项目及预算", "an upgrade is planned, with what it is to cost"),
			governance.On(live, nil, follows, nil, (*Venue).end).
				As("venue.end-project", "4 G14", "改造通过验收的，所达到的项目一并登记", "what an accepted upgrade has brought is ticked in the same commit"),
		},
	}
}

// New returns the book of venues.
func New() (*governance.Book[Venue], error) {
	return governance.NewBook(governance.Institution[Venue]{
		Kind: Kind, Path: "venues", Source: "4 G14", Schema: 1, Serials: true, Public: true, Class: "space",
		Label:    governance.Text{Zh: "活动场所", En: "venue"},
		Sentence: governance.Text{Zh: "场所登记、六有对照、近邻服务圈", En: "where neighbours meet: what there is, the six haves, the service circle"},
		Table:    table(),
		File: func(v *Venue, h *governance.Header) {
			h.Unit, h.Class, h.Category, h.Title = string(v.Unit), string(v.Space), string(v.Type), v.Name
		},
		Audience: func(v *Venue, to []governance.Address) []governance.Address {
			return append(v.whoManages(to), governance.Unit(v.District), governance.Of(orgtree.District, v.District), governance.Public)
		},
		Asks: []governance.Question{askCircle(), askChecklist(), askServices(), askTerms()},
	})
}
