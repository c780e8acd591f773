package replay

import (
	"encoding/json"
	"fmt"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/examples/simulate/engine"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// A Report is what came of a replay.
type Report struct {
	Title    string       `json:"title"`
	Note     string       `json:"note,omitempty"`
	Scenario string       `json:"scenario"`
	District string       `json:"district"`
	From     civil.Date   `json:"from"`
	Until    civil.Date   `json:"until"`    // not included
	Calendar string       `json:"calendar"` // its version
	Rows     int64        `json:"rows"`     // of the file, without its column names
	Replayed int64        `json:"replayed"`
	Refused  int64        `json:"refused"` // faulty, or refused by the rules: they count nowhere
	Faults   []Fault      `json:"faults"`  // the first of them
	Codes    []FaultCount `json:"faultCounts"`
	Assumed  []Assumed    `json:"assumed"` // what was, in the order of the list

	Provisional int64          `json:"provisional"` // matters with a deadline that rests on days without a notice
	Matters     engine.Matters `json:"matters"`
	Limits      []engine.Limit `json:"limits"` // in the order of the policy, those that ran
	Units       []Unit         `json:"units"`  // that had a part, in the order of the tree
	Scores      []engine.Score `json:"scores"` // by rule set, quarter, group and rank

	labels map[string]string // of limits
	rules  map[string]string // titles of rule sets
	cases  []byte
}

// A Unit is what one unit did.
type Unit struct {
	Code    orgtree.Code   `json:"code"`
	Name    string         `json:"name"`
	Kind    orgtree.Kind   `json:"kind"`
	Matters engine.Matters `json:"matters"` // that it led, or kept
	Limits  []engine.Limit `json:"limits"`
}

// A Fault is what is wrong with one row. It says where and what, and never what stands
// there.
type Fault struct {
	Line   int             `json:"line"`             // where the record begins, from 1
	To     int             `json:"to,omitempty"`     // the last line that it took with it, where that is another
	Column int             `json:"column,omitempty"` // from 1
	Name   string          `json:"name,omitempty"`   // of the column
	Code   string          `json:"code"`
	Detail governance.Text `json:"detail"`
}

// String says it to a developer.
func (f *Fault) String() string {
	return fmt.Sprintf("line %d, column %d (%s): %s %s", f.Line, f.Column, f.Name, f.Code, f.Detail.En)
}

// A FaultCount counts the faults of one kind, also those that are not listed.
type FaultCount struct {
	Code  string `json:"code"`
	Count int64  `json:"count"`
}

// mostFaults is how many are listed.
const mostFaults = 1000

// JSON writes the report for programs.
func (r *Report) JSON() []byte {
	out, err := json.MarshalIndent(r, "", "  ")
	if err != nil {
		panic(fmt.Sprintf("replay: its own report: %v", err)) // texts and numbers
	}
	return append(out, '\n')
}

// CSV is a line for each matter that was replayed, in the order of the file, as
// [Cases] writes them.
func (r *Report) CSV() []byte { return r.cases }
