package visit

import (
	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/contact/leader"
	"github.com/jinlin-project/jinlin/orgtree"
)

// Kind is the kind under which visits are kept.
const Kind = "contact-visit"

// The phases of a visit.
const (
	Made   governance.Phase = "made"   // 已走访
	Voided governance.Phase = "voided" // 已作废
)

// RecordWithin is within how many days a visit is recorded [D]: later nobody
// remembers, and figures of a period are soon what they stay.
const RecordWithin = 7

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
	m.Send(governance.Ref{Kind: leader.KindTie, ID: v.Parent}, Discount{})
	v.Close(m, string(Voided))
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
