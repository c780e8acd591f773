package contact

import (
	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// KindVisit is the kind under which visits are kept.
const KindVisit = "contact-visit"

// The phases of a visit.
const (
	Made   governance.Phase = "made"   // 已走访
	Voided governance.Phase = "voided" // 已作废
)

// recordWithin is within how many days a visit is recorded [D]: later nobody
// remembers, and figures of a period are soon what they stay.
const recordWithin = 7

// A Visit is one unscheduled visit of a leader (不定期走访). A tie has one a day.
type Visit struct {
	governance.Head
	Leader    string       `json:"leader" zh:"挂钩领导" en:"Leader"`
	Unit      orgtree.Code `json:"unit" zh:"联系点" en:"Unit"`
	Community orgtree.Code `json:"community" zh:"社区" en:"Community"`
	Day       civil.Date   `json:"day" zh:"走访日" en:"Day"`
	Manner    Manner       `json:"manner" zh:"方式" en:"Manner"`
	Text      string       `json:"text,omitempty" zh:"走访情况" en:"Account" personal:"content"`
}

// A Manner is how a leader visits.
type Manner string

// Choices lists the manners with their labels.
func (Manner) Choices() []governance.Choice {
	return []governance.Choice{
		governance.ChoiceOf("survey", "调研", "survey"), governance.ChoiceOf("household", "入户走访", "calling on households"),
		governance.ChoiceOf("meeting", "座谈", "talk"), governance.ChoiceOf("reception", "接访", "receiving residents"), governance.ChoiceOf("lecture", "讲党课", "Party lecture"),
	}
}

func (v *Visit) record(cmd RecordVisit, m *governance.Moment) {
	v.Parent, v.Leader, v.Unit, v.Day, v.Manner, v.Text = cmd.Tie, cmd.Leader, cmd.Unit, cmd.Day, cmd.Manner, cmd.Text
	v.Community = m.UnitAt(governance.Of(orgtree.Community, v.Unit))
	m.Take(v.claim())
}

// claim is the tie's day: who comes twice on a day has visited once.
func (v *Visit) claim() governance.Claim {
	return governance.Claim("contact-visit:" + v.Parent.String() + ":" + v.Day.String())
}

func (v *Visit) void(_ Void, m *governance.Moment) {
	m.Release(v.claim())
	m.Send(governance.Ref{Kind: KindTie, ID: v.Parent}, Discount{})
	v.Close(m, string(Voided))
}

func (v *Visit) whoIsUnit(to []governance.Address) []governance.Address {
	return whoAnswers(to, v.Unit)
}

func (v *Visit) whoIsLeader(to []governance.Address) []governance.Address {
	return append(to, governance.Person(v.Leader))
}

// visitTable is the lifecycle of a visit: it is there, or it was a mistake.
func visitTable() governance.Table[Visit] {
	phases := governance.Phases
	unit := governance.By("unit", "联系点", "the unit", (*Visit).whoIsUnit)
	leader := governance.By("leader", "挂钩领导", "the leader", (*Visit).whoIsLeader)
	centre := governance.By("centre", "智慧管理服务中心", "the centre", (*Visit).WhoIsCentre)
	rules := []governance.Rule[Visit]{
		governance.On(phases(governance.Unopened), phases(Made), governance.ByConsequence[Visit](), nil, (*Visit).record).
			As("contact-visit.record", "4 G4", "走访随挂钩关系登记，同一联系点每日一次", "a visit is recorded with its tie, once a day"),
		governance.On(phases(Made), phases(Voided), unit.Or(leader), nil, (*Visit).void).
			As("contact-visit.void", "4 G4 [D]", "登记有误的可以作废，说明理由，不再计数", "what was recorded by mistake is voided, with the reason, and no longer counted"),
	}
	return governance.Table[Visit]{
		Phases: []governance.PhaseLabel{governance.FinalPhase(Made, "已走访", "made"), governance.FinalPhase(Voided, "已作废", "voided")},
		Verbs: append([]governance.VerbLabel{
			governance.VerbOf("record", "登记走访", "Record"), governance.VerbOf("void", "作废", "Void"),
		}, governance.StandardVerbs()[2:]...),
		Rules: append(rules, governance.RecordRules(KindVisit, phases(Made, Voided), unit.Or(leader), unit, centre)...),
	}
}
