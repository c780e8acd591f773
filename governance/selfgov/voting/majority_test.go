package voting_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/governance/selfgov/voting"
)

// weights are a small roll, whose every way of voting is tried.
var weights = []voting.Weight{{Persons: 1, Area: 9}, {Persons: 1, Area: 6}, {Persons: 1, Area: 6}, {Persons: 1, Area: 1}, {Persons: 1, Area: 1}}

// ways yields what a count can become when the voters from i on vote or do not.
func ways(i int, c voting.Count, visit func(voting.Count)) {
	if i == len(weights) {
		visit(c)
		return
	}
	ways(i+1, c, visit)
	for _, part := range []*voting.Weight{&c.Yes, &c.No, &c.Abstain} {
		part.Persons, part.Area = part.Persons+weights[i].Persons, part.Area+weights[i].Area
		ways(i+1, c, visit)
		part.Persons, part.Area = part.Persons-weights[i].Persons, part.Area-weights[i].Area
	}
}

// decided is a rule of the default policy, said over in fractions.
func decided(code string, roll voting.Weight, c voting.Count) string {
	cast, part := c.Cast(), func(a, b int64) float64 { return float64(a) / float64(b) }
	switch code {
	case "simple":
		if part(cast.Persons, roll.Persons) <= 0.5 {
			return voting.NoQuorum
		}
		return passed(part(c.Yes.Persons, cast.Persons) > 0.5)
	case "all-half":
		return passed(part(c.Yes.Persons, roll.Persons) > 0.5)
	case "two-thirds":
		return passed(part(c.Yes.Persons, roll.Persons) >= 2.0/3)
	}
	if part(cast.Persons, roll.Persons) < 2.0/3 || part(cast.Area, roll.Area) < 2.0/3 {
		return voting.NoQuorum
	}
	persons, area := part(c.Yes.Persons, cast.Persons), part(c.Yes.Area, cast.Area)
	if code == "owners" {
		return passed(persons > 0.5 && area > 0.5)
	}
	return passed(persons >= 0.75 && area >= 0.75)
}

func passed(yes bool) string {
	return map[bool]string{true: voting.Passed, false: voting.Refused}[yes]
}

// 4 G8, 居民委员会组织法 10, 民法典 278: every rule against an oracle, over every way
// a small roll can vote; and a vote is settled exactly when no way that is left
// changes its result.
func TestMajorities(t *testing.T) {
	roll := voting.Weight{}
	for _, w := range weights {
		roll.Persons, roll.Area = roll.Persons+w.Persons, roll.Area+w.Area
	}
	for _, rule := range voting.DefaultMajorities() {
		seen := map[string]bool{}
		ways(0, voting.Count{}, func(c voting.Count) {
			require.Equal(t, decided(rule.Code, roll, c), rule.Decide(roll, c), "%s %+v", rule.Code, c)
			seen[rule.Decide(roll, c)] = true
		})
		assert.True(t, seen[voting.Passed] && seen[voting.Refused], rule.Code)
		for first := range weights {
			settles(t, rule, roll, first)
		}
	}
}

// settles has the voters before first vote in every way, and looks at all that may
// follow.
func settles(t *testing.T, rule voting.Majority, roll voting.Weight, first int) {
	all := weights
	defer func() { weights = all }()
	weights = all[:first]
	var begun []voting.Count
	ways(0, voting.Count{}, func(c voting.Count) {
		if c.Cast().Persons == int64(first) {
			begun = append(begun, c)
		}
	})
	weights = all
	for _, c := range begun {
		results := map[string]bool{}
		ways(first, c, func(end voting.Count) { results[rule.Decide(roll, end)] = true })
		require.Equal(t, len(results) == 1, rule.Settled(roll, c), "%s after %+v: %v", rule.Code, c, results)
	}
}
