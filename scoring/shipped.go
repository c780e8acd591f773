package scoring

import (
	"embed"
	"fmt"
	"slices"
)

//go:embed rules/responders.json rules/whistlers.json rules/practice.json
var shipped embed.FS

// ResponderRules returns the default quarterly rules for those who report in, towns
// and departments: by the quality of fulfilment per list [R], the numbers [D].
func ResponderRules() RuleSet { return mustShip("responders") }

// WhistlerRules returns the default quarterly rules for those who whistle (双考核).
func WhistlerRules() RuleSet { return mustShip("whistlers") }

// PracticeRules returns the documented rules of another district: response × 0.1 +
// satisfaction × 0.4, where 基本满意 counts 0.9, + solution × 0.5.
func PracticeRules() RuleSet { return mustShip("practice") }

// Shipped returns every rule set that comes with the package.
func Shipped() []RuleSet { return []RuleSet{ResponderRules(), WhistlerRules(), PracticeRules()} }

// ShippedJSON returns a shipped rule set as the JSON it is kept in, by its id,
// for a district to begin its own from; or false.
func ShippedJSON(id string) ([]byte, bool) {
	for name, rs := range map[string]RuleSet{"responders": ResponderRules(), "whistlers": WhistlerRules(), "practice": PracticeRules()} {
		if rs.ID == id {
			return slices.Clone(read(name)), true
		}
	}
	return nil, false
}

// mustShip reads a rule set of ours. It panics where the file in this very
// package is unsound, which its test would have found.
func mustShip(name string) RuleSet {
	rs, err := DecodeRuleSet(read(name))
	if err != nil {
		panic(fmt.Sprintf("scoring: rules/%s.json: %v", name, err))
	}
	return rs
}

func read(name string) []byte {
	data, err := shipped.ReadFile("rules/" + name + ".json")
	if err != nil {
		panic(err)
	}
	return data
}
