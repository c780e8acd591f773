package scoring

import (
	"bytes"
	_ "embed" // the schema and the shipped rule sets are files, so that they can be read as such
	"encoding/json"
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

// canonical writes a value as the JSON that digests are taken of: fields in
// their declared order, no spaces, nothing escaped that need not be.
func canonical(v any) []byte {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		panic(err) // our own types marshal; a mistake here is ours
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n"))
}
