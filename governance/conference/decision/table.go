package decision

import (
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

func decisionTable(host governance.Authority[Decision], task string) governance.Table[Decision] {
	phases, on := governance.Phases, governance.VerbOf
	cause := governance.ByConsequence[Decision]()
	resolve := func(d *Decision, cmd Resolve, m *governance.Moment) { d.resolve(task, cmd, m) }
	add := func(d *Decision, cmd AddAction, m *governance.Moment) { d.act(task, Action(cmd), m) }
	return governance.Table[Decision]{
		Kind: Kind,
		Phases: []governance.PhaseLabel{
			governance.PhaseOf(CarryingOut, "落实中", "being carried out"), governance.FinalPhase(CarriedOut, "已落实", "carried out"), governance.FinalPhase(Failed, "未全部落实", "not carried out in full"),
		},
		Verbs: []governance.VerbLabel{on("resolve", "作出决定", "Resolve"), on("add-action", "增加行动项", "Add an action item"), governance.ReferVerbs()[1]},
		Rules: []governance.Rule[Decision]{
			governance.On(phases(governance.Unopened), phases(CarryingOut, CarriedOut), cause, nil, resolve).
				As("conference-decision.resolve", "4 G1 [R]", "决定的行动项一次提交为任务，有责任单位和期限", "the action items become tasks in the same commit, each with an owner and a day"),
			governance.On(phases(CarryingOut), nil, host, (*Decision).canAddAction, add).
				As("conference-decision.add-action", "4 G1 [D]", "落实中可以增加行动项", "action items may be added while it is carried out"),
			governance.On(phases(CarryingOut), phases(CarryingOut, CarriedOut, Failed), cause, nil, (*Decision).hearEnd).
				As("conference-decision.concluded", "4 G1 [R]", "行动项跟踪到底，全部办结决定即办结", "every action item is followed to its end, and with the last the decision ends"),
		},
	}.Kept(host, host)
}

// New returns the book of decisions. task is the kind of what action items become.
func New(task string) (*governance.Book[Decision], error) {
	host := governance.ByUnitOf("host", "召集单位", "who convened", func(d *Decision) orgtree.Code { return d.Host })
	units := governance.ByUnitsOf("units", "参会单位", "the units that take part", func(d *Decision) []orgtree.Code { return d.Units })
	return governance.NewBook(governance.Institution[Decision]{
		Kind: Kind, Path: "conference-decisions", Source: "4 G1 [R]", Schema: 1, Serials: true,
		Label:    governance.Text{Zh: "会议决定", En: "decision of a conference"},
		Sentence: governance.Text{Zh: "联席会议的决定：行动项有责任单位和期限，跟踪到底", En: "a decision of a joint conference: its action items have owners and days, and are followed to the end"},
		Table:    decisionTable(host, task),
		File:     func(d *Decision, h *governance.Header) { h.Unit = string(d.Host) },
		Audience: governance.Seen(host, units),
	})
}
