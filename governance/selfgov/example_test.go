package selfgov_test

import (
	"fmt"

	"github.com/jinlin-project/jinlin/governance/selfgov"
)

// A vote is settled when nothing that can still be cast changes its result.
func ExampleRule_Settled() {
	twoThirds := selfgov.DefaultMajorities()[2]
	roll := selfgov.Weight{Persons: 9}
	for _, yes := range []int64{5, 6} {
		count := selfgov.Count{Yes: selfgov.Weight{Persons: yes}, No: selfgov.Weight{Persons: 1}}
		fmt.Println(yes, twoThirds.Decide(roll, count), twoThirds.Settled(roll, count))
	}
	// Output:
	// 5 refused false
	// 6 passed true
}
