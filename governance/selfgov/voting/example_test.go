package voting_test

import (
	"fmt"

	"github.com/jinlin-project/jinlin/governance/selfgov/voting"
)

// A vote is settled when nothing that can still be cast changes its result.
func ExampleRule_Settled() {
	twoThirds := voting.DefaultMajorities()[2]
	roll := voting.Weight{Persons: 9}
	for _, yes := range []int64{5, 6} {
		count := voting.Count{Yes: voting.Weight{Persons: yes}, No: voting.Weight{Persons: 1}}
		fmt.Println(yes, twoThirds.Decide(roll, count), twoThirds.Settled(roll, count))
	}
	// Output:
	// 5 refused false
	// 6 passed true
}
