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

// exampleParts are two matters of a town: one rated by both, one that its sender
// did not rate and the whistler found unsolved.
func exampleParts() []scoring.Observation {
	quarter, _ := scoring.Quarter(2024, 3)
	begins := quarter.From()
	first := scoring.Observation{
		Matter: uuid.UUID{15: 1}, Serial: "350205-2024-0000001",
		Unit: "350205001", Group: scoring.Towns, Side: scoring.Responder, List: scoring.Immediate, Role: scoring.Lead,
		Asked:    begins,
		Respond:  scoring.Duty{Due: begins.Add(4 * time.Hour), Done: begins.Add(2 * time.Hour)},
		Complete: scoring.Duty{Due: begins.AddDate(0, 0, 7), Done: begins.AddDate(0, 0, 3)},
		Outcome:  scoring.Solved,
		Whistler: scoring.Rating{Answer: scoring.Given, Step: 4, Solved: scoring.Solved},
		Sender:   scoring.Rating{Answer: scoring.Given, Step: 3},
	}
	second := first
	second.Matter, second.Serial = uuid.UUID{15: 2}, "350205-2024-0000002"
	second.Whistler = scoring.Rating{Answer: scoring.Given, Step: 2, Solved: scoring.Unsolved}
	second.Sender = scoring.Rating{Answer: scoring.Silent}
	return []scoring.Observation{first, second}
}

// The matters behind the satisfied rate, by the very rows that counted them.
func ExampleScorer_Explain() {
	quarter, _ := scoring.Quarter(2024, 3)
	parts := exampleParts()
	scorer, _ := scoring.NewScorer(scoring.PracticeRules())
	matters, _ := scorer.Explain(scoring.Question{
		Peer:   scoring.Peer{Unit: "350205001", Group: scoring.Towns, Side: scoring.Responder},
		Period: quarter, Row: "satisfied",
	}, func(yield func(*scoring.Observation) bool) {
		for i := range parts {
			if !yield(&parts[i]) {
				return
			}
		}
	})
	for m := range matters {
		fmt.Println(m.Serial, m.Place, m.Class, m.Value)
	}
	// Output:
	// 350205-2024-0000001 numerator whistler.4 1
	// 350205-2024-0000001 numerator sender.3 0.9
	// 350205-2024-0000002 denominator whistler.2 0
	// 350205-2024-0000002 unrated sender.unrated 0
}

// An objection is accepted: the second edition, and what it changes.
func ExampleCompare() {
	quarter, _ := scoring.Quarter(2024, 3)
	scorer, _ := scoring.NewScorer(scoring.PracticeRules())
	parts := exampleParts()
	form := func(edition int) scoring.Opinion {
		tally := scoring.NewTally(quarter)
		for i := range parts {
			if err := tally.Add(&parts[i]); err != nil {
				fmt.Println(err)
			}
		}
		opinions, _ := scorer.Opinions(tally, quarter, edition)
		return opinions[0]
	}
	first := form(1)
	parts[1].Excluded = scoring.Exempted
	second := form(2)
	difference, _ := scoring.Compare(&first, &second)
	for _, c := range difference.Changes {
		if c.Row == "" {
			fmt.Println(c.Label.Zh, c.Old.Zh, "→", c.New.Zh)
		}
	}
	// Output:
	// 计入件数 2 → 1
	// 评价份数 3 → 2
	// 得分 60.33 → 98.00
	// 等次 一般 → 优秀
	// 计分项合计 60.3333 → 98
	// 加扣分后 60.3333 → 98
	// 不计入：免予考核  → 1
}

// Whoever has the bytes and the digest can verify them offline, and whoever has
// the rules can reckon them again.
func ExampleVerify() {
	quarter, _ := scoring.Quarter(2024, 3)
	tally := scoring.NewTally(quarter)
	for _, o := range exampleParts() {
		if err := tally.Add(&o); err != nil {
			fmt.Println(err)
		}
	}
	scorer, _ := scoring.NewScorer(scoring.PracticeRules())
	opinions, _ := scorer.Opinions(tally, quarter, 1)
	data, digest := opinions[0].Canonical(), opinions[0].Digest()

	o, err := scoring.Verify(data, digest)
	fmt.Println(*o.Score, err, scorer.Recheck(&o))
	data[len(data)/2] ^= 1
	_, err = scoring.Verify(data, digest)
	fmt.Println(err)
	better := *o.Score + scoring.One
	o.Score = &better
	fmt.Println(scorer.Recheck(&o))
	// Output:
	// 60.33 <nil> <nil>
	// scoring: the bytes do not have this digest: something was changed
	// scoring: the numbers do not follow from the rules
}
