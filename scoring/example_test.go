package scoring_test

import (
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/scoring"
)

// A quarter of one town, from observations to its reference opinion.
func Example() {
	quarter, _ := scoring.Quarter(2024, 3)
	tally := scoring.NewTally(quarter)
	begins := quarter.From()
	for i := range 6 {
		o := scoring.Observation{
			Matter: uuid.UUID{15: byte(i + 1)}, Serial: fmt.Sprintf("350205-2024-%07d", i+1),
			Unit: "350205001", Group: scoring.Towns, Side: scoring.Responder, List: scoring.Immediate, Role: scoring.Lead,
			Asked:    begins,
			Respond:  scoring.Duty{Due: begins.Add(4 * time.Hour), Done: begins.Add(2 * time.Hour)},
			Complete: scoring.Duty{Due: begins.AddDate(0, 0, 7), Done: begins.AddDate(0, 0, 3+i)}, // the last one late
			Outcome:  scoring.Solved,
			Whistler: scoring.Rating{Answer: scoring.Given, Step: 4},
			Sender:   scoring.Rating{Answer: scoring.Silent},
		}
		if err := tally.Add(&o); err != nil {
			fmt.Println(err)
		}
	}
	scorer, _ := scoring.NewScorer(scoring.PracticeRules())
	opinions, _ := scorer.Opinions(tally, quarter, 1)
	for _, o := range opinions {
		fmt.Println(o.Peer.Unit, *o.Score, o.Grade, o.Rank, "of", o.Of)
		for _, t := range o.Terms {
			fmt.Println(t.Sentence.Zh, t.Num, "÷", t.Den, "unrated", t.Unrated, "=", t.Points)
		}
	}
	// Output:
	// 350205001 100 excellent 1 of 1
	// 响应率 × 0.1 6 ÷ 6 unrated 0 = 10
	// 满意率 × 0.4 6 ÷ 6 unrated 6 = 40
	// 解决率 × 0.5 6 ÷ 6 unrated 0 = 50
}

// The period from the 19th to the 19th, and what it is called.
func ExampleParsePeriod() {
	p, err := scoring.ParsePeriod("2024-07-19/2024-08-19")
	fmt.Println(p.Text().Zh, err)
	// Output: 2024年7月19日至2024年8月19日（不含） <nil>
}

// A rule set with a fault is refused, and every fault named with its path.
func ExampleDecodeRuleSet() {
	data, _ := scoring.ShippedJSON("practice-10-40-50")
	rs, err := scoring.DecodeRuleSet(data)
	fmt.Println(rs.Title.Zh, err)
	rs.Terms[0].Weight = scoring.MustFixed("0.2")
	rs.Terms[1].Rate = "popular"
	fmt.Println(rs.Validate())
	// Output:
	// 响应、满意、解决一四五规则 <nil>
	// invalid: terms[1].rate unknown-code, terms weights-sum
}
