package governance

// A Phase says where in its life a record is. What came of it is its outcome,
// which is another thing. The empty phase is that of a record not yet opened.
type Phase string

// Unopened is the phase before a record exists: rows from it create one.
const Unopened Phase = ""

// A PhaseLabel names a phase for people. Final phases are those in which
// nothing is left to do.
type PhaseLabel struct {
	Phase Phase `json:"phase"`
	Label Text  `json:"label"`
	Final bool  `json:"final,omitempty"`
}
