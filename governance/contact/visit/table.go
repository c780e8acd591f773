package visit

import (
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/contact/leader"
	"github.com/jinlin-project/jinlin/orgtree"
)

// visitTable is the lifecycle of a visit: it is there, or it was a mistake.
func visitTable(leader, unit governance.Authority[Visit]) governance.Table[Visit] {
	phases, on := governance.Phases, governance.VerbOf
	return governance.Table[Visit]{
		Kind:   Kind,
		Phases: []governance.PhaseLabel{governance.FinalPhase(Made, "已走访", "made"), governance.FinalPhase(Voided, "已作废", "voided")},
		Verbs: []governance.VerbLabel{
			on("record", "登记走访", "Record"), on("void", "作废", "Void"),
		},
		Rules: []governance.Rule[Visit]{
			governance.On(phases(governance.Unopened), phases(Made), governance.ByConsequence[Visit](), nil, (*Visit).record).
				As("contact-visit.record", "4 G4", "走访随挂钩关系登记，同一联系点每日一次", "a visit is recorded with its tie, once a day"),
			governance.On(phases(Made), phases(Voided), unit.Or(leader), nil, (*Visit).void).
				As("contact-visit.void", "4 G4 [D]", "登记有误的可以作废，说明理由，不再计数", "what was recorded by mistake is voided, with the reason, and no longer counted"),
		},
	}.Kept(unit.Or(leader), unit)
}

// New returns the book of visits.
func New() (*governance.Book[Visit], error) {
	leader, unit := leader.Parties(func(v *Visit) (string, orgtree.Code) { return v.Leader, v.Unit })
	community := governance.ByUnitOf("community", "社区", "the community", func(v *Visit) orgtree.Code { return v.Community })
	return governance.NewBook(governance.Institution[Visit]{
		Kind: Kind, Path: "contact-visits", Source: "4 G4", Schema: 1, Uncounted: []string{string(Voided)},
		Label:    governance.Text{Zh: "挂钩走访", En: "visit of a contact leader"},
		Sentence: governance.Text{Zh: "挂钩领导的一次不定期走访", En: "one unscheduled visit of a contact leader"},
		Table:    visitTable(leader, unit),
		File: func(v *Visit, h *governance.Header) {
			h.Category, h.Unit, h.Person = string(v.Manner), string(v.Unit), v.Leader
		},
		Audience: governance.Seen(leader, unit, community),
		Asks:     []governance.Question{askPaid()},
	})
}
