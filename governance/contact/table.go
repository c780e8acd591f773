package contact

import (
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/contact/leader"
	"github.com/jinlin-project/jinlin/orgtree"
)

// tieTable is the lifecycle of a tie.
func tieTable(leader, unit governance.Authority[Tie]) governance.Table[Tie] {
	phases, on := governance.Phases, governance.VerbOf
	follows, time := governance.ByConsequence[Tie](), governance.BySystem[Tie]()
	district := governance.By("district", "区委", "the district committee", (*Tie).WhoIsDistrict)
	tie := governance.On(phases(governance.Unopened), phases(Current), district, (*Tie).canTie, (*Tie).tie).
		As("contact.tie", "4 G4 [R]", "区委常委先行，其他领导跟进，挂钩联系社区、小区党支部，每个联系点一名", "standing-committee members first, then other leaders, are tied to a community or compound branch, one to each")
	return governance.Table[Tie]{
		Kind:   KindTie,
		Phases: []governance.PhaseLabel{governance.PhaseOf(Current, "挂钩中", "current"), governance.FinalPhase(Ended, "已结束", "ended")},
		Verbs: []governance.VerbLabel{
			on("tie", "安排挂钩", "Tie"), on("succeed", "接任", "Succeed"), on("prolong", "调整期限", "Set the last day"), on("hand-over", "交接", "Hand over"),
			on("relieve", "结束挂钩", "Relieve"), on("expire", "届满", "Expire"), on("visit", "走访", "Visit"), on("raise", "点题", "Raise"),
			on("discount", "走访作废", "Discount"), on("settle", "销号", "Settle"),
		},
		Rules: []governance.Rule[Tie]{
			governance.Asking(tie, KindTie, "tied", (*Tie).wantsTied),
			governance.On(phases(governance.Unopened), phases(Current), follows, nil, (*Tie).succeed).
				As("contact.succeed", "4 G4", "交接时接任领导的挂钩随即开始，未解决的问题一并接过", "the successor's term begins with the hand-over, with the problems that are open"),
			governance.On(phases(Current), nil, district, (*Tie).canProlong, (*Tie).prolong).
				As("contact.prolong", "4 G4 [D]", "区委可以调整挂钩期限", "the district committee may set another last day"),
			governance.On(phases(Current), phases(Ended), district, (*Tie).canHandOver, (*Tie).handOver).
				As("contact.hand-over", "4 G4", "领导调整时办理交接", "with another leader comes a hand-over"),
			governance.On(phases(Ended), nil, district, (*Tie).canHandOver, (*Tie).handOver).
				As("contact.hand-over.late", "4 G4 [D]", "届满或提前结束后仍有未解决问题的，应当补办交接", "what was open when a term ended is handed over afterwards"),
			governance.On(phases(Current), phases(Ended), district, nil, (*Tie).relieve).
				As("contact.relieve", "4 G4 [D]", "区委可以提前结束挂钩，说明理由", "the district committee may end a term early, with the reason"),
			governance.On(phases(Current), phases(Ended), time, nil, (*Tie).expire).
				As("contact.expire", "4 G4", "挂钩届满自动结束", "a term ends after its last day"),
			governance.On(phases(Current), nil, leader.Or(unit), (*Tie).canVisit, (*Tie).visit).
				As("contact.visit", "4 G4 [R]", "领导不定期走访联系点，走访后登记", "the leader visits unscheduled, and it is recorded"),
			governance.On(phases(Current), nil, leader.Or(unit), (*Tie).canRaise, (*Tie).raise).
				As("contact.raise", "4 G4 [R]", "领导和联系点都可以点题", "leader and unit may bring problems up"),
			governance.On(phases(Current, Ended), nil, follows, nil, (*Tie).discount).
				As("contact.discount", "4 G4 [D]", "作废的走访不计数", "a visit that is void does not count"),
			governance.On(phases(Current, Ended), nil, follows, nil, (*Tie).settle).
				As("contact.settle", "4 G4", "问题解决后销号", "a problem at its end is taken off"),
		},
	}.Kept(leader.Or(unit).Or(district), district)
}

func newTies() (*governance.Book[Tie], error) {
	leader, unit := leader.Parties(func(t *Tie) (string, orgtree.Code) { return t.Leader, t.Unit })
	community := governance.ByUnitOf("community", "社区", "the community", func(t *Tie) orgtree.Code { return t.Community })
	return governance.NewBook(governance.Institution[Tie]{
		Kind: KindTie, Path: "contacts", Source: "4 G4", Schema: 1, Serials: true, Class: "rank",
		Label:    governance.Text{Zh: "挂钩联系", En: "contact of a leader"},
		Sentence: governance.Text{Zh: "领导挂钩联系社区、小区党支部：走访、点题、交接", En: "a leader is tied to a unit: visits it, brings problems up, hands over"},
		Table:    tieTable(leader, unit),
		File: func(t *Tie, h *governance.Header) {
			h.Class, h.Unit, h.Person = string(t.Rank), string(t.Unit), t.Leader
		},
		Audience: governance.Seen(leader, unit, community),
		Asks:     []governance.Question{askTied(), askVisits(), askUnvisited()},
	})
}
