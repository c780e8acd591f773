package scoring

import (
	_ "embed" // the schema and the shipped rule sets are files, so that they can be read as such
	"slices"

	"github.com/jinlin-project/jinlin/scoring/internal/strict"
)

//go:embed rules/ruleset.schema.json
var schema []byte

// Schema returns the JSON Schema (2020-12) of rule sets, for editors and forms.
// It says what a rule set looks like; what it must add up to, [RuleSet.Validate]
// says.
func Schema() []byte { return slices.Clone(schema) }

// DecodeRuleSet reads a rule set from JSON and validates it. It is strict: names
// to the letter, no field unknown or given twice, no null, numbers as strings.
// The error is a [*governance.InvalidError] that names every fault with its path,
// those of the writing and those of the rules.
func DecodeRuleSet(data []byte) (RuleSet, error) {
	var rs RuleSet
	faults := strict.Decode(data, &rs)
	return rs, strict.Merge(faults, rs.faults()).Err()
}
