package scoring

import (
	"iter"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/governance"
)

// A Question asks for the matters behind one row of an opinion: a term, an
// addition, a deduction or a ceiling, by its id.
type Question struct {
	Peer   Peer   `json:"peer"`
	Period Period `json:"period"`
	Row    string `json:"row"`
}

// A Place is where a part stands in a row.
type Place string

// The places.
const (
	InNumerator   Place = "numerator"   // counts for something: above the line, and below it
	InDenominator Place = "denominator" // below the line only, or counts for nothing
	Unrated       Place = "unrated"     // beside: in neither
	Excluded      Place = "excluded"    // beside: not counted, for a reason
)

// Choices lists the places with their labels.
func (Place) Choices() []governance.Choice { return placeChoices }

var placeChoices = []governance.Choice{
	choice(InNumerator, "计入分子", "in the numerator"), choice(InDenominator, "只计入分母", "in the denominator only"),
	choice(Unrated, "未评价", "unrated"), choice(Excluded, "不计入", "excluded"),
}

// A Matter is one matter behind a number: where it stands there and as what. A
// matter that counts several times, such as one rated by two raters, is named
// once for each.
type Matter struct {
	Matter uuid.UUID `json:"matter"`
	Serial string    `json:"serial"`
	List   List      `json:"list"`
	Role   Role      `json:"role,omitempty"`
	At     time.Time `json:"at"`
	Place  Place     `json:"place"`
	Class  Class     `json:"class"`
	Value  Fixed     `json:"value"` // what it counts for above the line
}

// Explain passes over the observations once more and yields the matters behind
// one row, in the order of the observations. It sorts each by the very rows that
// were counted, so that what it names adds up to the row's numbers: the values
// to the numerator, the matters in numerator and denominator to the denominator.
// Observations of others and of other periods are passed over; an unsound one,
// which no tally has counted, likewise.
//
// The error is a [*CodeError] where the rule set has no such row.
func (s *Scorer) Explain(q Question, all iter.Seq[*Observation]) (iter.Seq[Matter], error) {
	m := s.measure(q.Row)
	if m == nil {
		return nil, &CodeError{}
	}
	return func(yield func(Matter) bool) {
		for o := range all {
			if q.asksFor(o) && m.lists[o.List.index()] && !m.explain(o, yield) {
				return
			}
		}
	}, nil
}

// asksFor reports whether an observation was counted for the peer in the period.
func (q *Question) asksFor(o *Observation) bool {
	return o.Unit == q.Peer.Unit && o.Group == q.Peer.Group && o.Side == q.Peer.Side &&
		!o.At().IsZero() && q.Period.Contains(o.At()) && o.sound()
}

// measure finds a row by its id, or nil.
func (s *Scorer) measure(id string) *measure {
	for i := range s.terms {
		if s.rules.Terms[i].ID == id {
			return &s.terms[i]
		}
	}
	for i := range s.adjusts {
		if rule, _ := s.adjustment(i); rule.ID == id {
			return &s.adjusts[i]
		}
	}
	for i := range s.ceilings {
		if s.rules.Ceilings[i].ID == id {
			return &s.ceilings[i]
		}
	}
	return nil
}

// explain yields what one observation is in a row, and reports whether to go on.
func (m *measure) explain(o *Observation, yield func(Matter) bool) bool {
	named := Matter{Matter: o.Matter, Serial: o.Serial, List: o.List, Role: o.Role, At: o.At()}
	var few [4]Row
	for _, row := range o.rows(few[:0], 0) {
		for c := range Class(classes) {
			if row>>c&1 == 0 {
				continue
			}
			place, value := m.place(c)
			if place == "" || place == InDenominator && m.above(row) {
				continue
			}
			named.Class, named.Place, named.Value = c, place, value
			if !yield(named) {
				return false
			}
		}
	}
	return true
}

// above reports whether a part stands above the line by a class that is not
// below it, as what was sent back stands above all that counted: it is named for
// that class and not a second time for the other.
func (m *measure) above(row Row) bool {
	return slices.ContainsFunc(m.looks, func(l look) bool { return row>>l.class&1 == 1 && l.value > 0 && l.den == 0 })
}

// place is where a class stands in the row, and what it counts for; no place
// where the row does not look at it.
func (m *measure) place(c Class) (Place, Fixed) {
	for _, l := range m.looks {
		switch {
		case l.class != c:
		case l.value > 0:
			return InNumerator, l.value
		case l.den > 0:
			return InDenominator, 0
		default:
			return Unrated, 0
		}
	}
	if c >= exclusionClasses[0] {
		return Excluded, 0
	}
	return "", 0
}
