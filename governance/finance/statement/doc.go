// Package statement is the figures of money (决算报表): sums by level, purpose and
// community, the average per community, and the trial balance that holds the budgets'
// own counters against their postings. They are questions asked of the budgets.
package statement

import "github.com/jinlin-project/jinlin/governance"

// Questions are the figures that budgets are asked for.
func Questions() []governance.Question {
	return []governance.Question{askSummary(), askCommunities(), askTotals(), askAverage(), askTrial()}
}
