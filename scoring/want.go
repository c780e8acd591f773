package scoring

import (
	"time"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/orgtree"
)

// QuestionObservations is the question that an institution with matters answers
// to decisions: what was counted in a period, with a [Want], as a [*Tally].
const QuestionObservations = "observations"

// QuestionEvidence is the question for the matters behind one row of an opinion,
// with an [Evidence], as a list of [Matter].
const QuestionEvidence = "evidence"

// QuestionParts is the question which of some matters a unit had a part in that
// counted in a period, with a [PartsWanted], as a list of their ids.
const QuestionParts = "parts"

// A Want asks for what was counted in a period, in one district.
type Want struct {
	District    orgtree.Code `json:"district" zh:"区" en:"District" rule:"required"`
	From        time.Time    `json:"from" zh:"自（含）" en:"From, included" rule:"required"`
	To          time.Time    `json:"to" zh:"至（不含）" en:"To, not included" rule:"required"`
	Corrections []Correction `json:"corrections,omitempty" zh:"更正" en:"Corrections" rule:"max=10000"`
	// AsOf is the instant whose records count; zero: the present.
	AsOf time.Time `json:"asOf,omitzero" zh:"截至" en:"As of"`
}

// Evidence asks for the matters behind one row.
type Evidence struct {
	Want
	Rules    RuleSet  `json:"rules" zh:"规则" en:"Rule set"`
	Question Question `json:"question" zh:"所问" en:"What is asked"`
}

// PartsWanted asks which of some matters counted for a unit in a period, as they
// were recorded at an instant.
type PartsWanted struct {
	Peer    Peer        `json:"peer" zh:"单位" en:"Unit"`
	Period  Period      `json:"period" zh:"周期" en:"Period"`
	AsOf    time.Time   `json:"asOf" zh:"截至" en:"As of"`
	Matters []uuid.UUID `json:"matters" zh:"事项" en:"Matters"`
}

// Counts reports whether an observation is one of those parts. What was left out
// of the count is none.
func (w *PartsWanted) Counts(o *Observation) bool {
	return o.Unit == w.Peer.Unit && o.Side == w.Peer.Side && o.Excluded == "" && w.Period.Contains(o.At())
}

// Period is the period that is asked for. The error is a [*PeriodError].
func (w *Want) Period() (Period, error) { return Between(w.From, w.To) }

// A Correction leaves a unit's part in a matter out of the count, as an accepted
// objection has it (申诉成立): it is shown beside, with its reason.
type Correction struct {
	Matter uuid.UUID    `json:"matter" zh:"事项" en:"Matter" rule:"required"`
	Unit   orgtree.Code `json:"unit" zh:"单位" en:"Unit" rule:"required"`
	Side   Side         `json:"side" zh:"角色" en:"Side" rule:"required"`
	Reason Exclusion    `json:"reason" zh:"不计入的理由" en:"Why it is left out" rule:"required"`
}

// Correct applies the corrections to an observation. A part that is left out
// already keeps its reason.
func Correct(o *Observation, by []Correction) {
	for i := range by {
		c := &by[i]
		if o.Excluded == "" && c.Matter == o.Matter && c.Unit == o.Unit && c.Side == o.Side {
			o.Excluded = c.Reason
		}
	}
}
