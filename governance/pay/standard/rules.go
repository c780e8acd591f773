package standard

import (
	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
)

// LimitPay is the time limit for paying what is due.
const LimitPay = "pay"

// Rules are what a district may set about pay.
type Rules struct {
	governance.Limits
	Floors []Floor
	// Reach is how many days a standard or a term may begin before today or after:
	// what lies farther off is a slip of the pen.
	Reach int
}

// DefaultRules returns the rules: the floors of the founding report, two years'
// reach [D].
func DefaultRules() *Rules {
	return &Rules{
		Floors: []Floor{{Main, governance.MustYuan("4500"), "4 G16 [F]"}, {Other, governance.MustYuan("3200"), "4 G16 [F]"}},
		Reach:  731,
		Limits: governance.Limits{
			governance.LimitOf(LimitPay, 10, governance.WorkingDays, "4 G16 [D]").
				Say("发放", "paying", "核算后10个工作日内发放", "within 10 working days of being reckoned"),
		},
	}
}

// Near notes as a fault that a day lies out of reach.
func (r *Rules) Near(f *governance.Faults, from civil.Date, m *governance.Moment) {
	if d := from.Sub(m.Today()); d > r.Reach || d < -r.Reach {
		f.Add("from", "too-far", "起始日距今天过远", "lies too far from today")
	}
}
