package orgtree

// Text is what a person reads, in Chinese and in English. Officials and
// residents are shown the Chinese one.
type Text struct {
	Zh string `json:"zh"`
	En string `json:"en"`
}

// Basis says where a rule comes from (依据).
type Basis string

// The bases of rules.
const (
	// Founding is the founding report of the first district; not negotiable.
	Founding Basis = "founding-report"
	// Statute is a law of the state, or the national statistical standard.
	Statute Basis = "statute"
	// Default is this library's own working of a thing the report only names.
	Default Basis = "default"
)
