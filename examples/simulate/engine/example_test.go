package engine_test

import (
	"fmt"

	"github.com/jinlin-project/jinlin/examples/simulate/engine"
	"github.com/jinlin-project/jinlin/examples/simulate/invariant"
	"github.com/jinlin-project/jinlin/examples/simulate/place"
	"github.com/jinlin-project/jinlin/examples/simulate/scenario"
)

// A hundredth of the founding district's year, with every record held to the
// invariants.
func Example() {
	s, err := scenario.Load("founding")
	if err != nil {
		fmt.Println(err)
		return
	}
	places, _, err := place.Grow(s, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	laws, err := invariant.New(s)
	if err != nil {
		fmt.Println(err)
		return
	}
	plan := engine.Plan{Scenario: s, Places: places, Scale: 10, Jobs: 2, Watch: laws.Watch}
	out, err := plan.Run(1)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(out.Matters.Opened, "matters,", out.Matters.Open, "still open; the town reported in in time", out.Limit("report-in").Met, "times of", out.Limit("report-in").Met+out.Limit("report-in").Missed)
	// Output:
	// 280 matters, 5 still open; the town reported in in time 117 times of 117
}
