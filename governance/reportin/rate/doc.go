// Package rate is the two rates of the report-in (双报到率): of the organisations and of
// the members who stood on the lists on the last day of a period, how many had reported
// in by then, and what was done within it. They are questions asked of the register of
// organisations, and are made of what the three registers say of themselves.
package rate

import "github.com/jinlin-project/jinlin/governance"

// Questions are the figures that the register of organisations is asked for.
func Questions() []governance.Question {
	return []governance.Question{askRates(), askStanding()}
}
