package assessment

import (
	"bytes"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
	"github.com/jinlin-project/jinlin/scoring"
	"github.com/jinlin-project/jinlin/scoring/internal/strict"
)

// A Result is one unit's assessment: its score and how it came about, node by
// node. It is a value; a correction is the next edition.
type Result struct {
	Unit     orgtree.Code     `json:"unit"`
	Period   scoring.Period   `json:"period"`
	Edition  int              `json:"edition"`
	Scheme   scoring.RulesRef `json:"scheme"`
	Score    *scoring.Fixed   `json:"score,omitempty"` // points; none where the root has no value
	Grade    scoring.Grade    `json:"grade,omitempty"`
	Nodes    []NodeResult     `json:"nodes"`
	Rounding scoring.Rounding `json:"rounding"`
}

// A NodeResult is one indicator with its value, in points from 0 to 100, and
// what that is made of.
type NodeResult struct {
	ID     string          `json:"id"`
	Label  governance.Text `json:"label"`
	Source governance.Text `json:"source"`
	Weight scoring.Fixed   `json:"weight"`
	Share  scoring.Fixed   `json:"share"`           // the weight among those of its level that count, for the reader
	Value  *scoring.Fixed  `json:"value,omitempty"` // to four places; none without material

	Nodes    []NodeResult    `json:"nodes,omitempty"`
	Opinions *OpinionsResult `json:"opinions,omitempty"`
	Figure   *FigureResult   `json:"figure,omitempty"`
	Sheets   *SheetsResult   `json:"sheets,omitempty"`
}

// An OpinionsResult cites the opinions a leaf has used, or says why it used none.
type OpinionsResult struct {
	Side   scoring.Side `json:"side"`
	Cited  []Cited      `json:"cited,omitempty"`
	Waiver string       `json:"waiver,omitempty"`
}

// Cited is one opinion with the score it gave; one without a score is cited and
// stays out of the mean.
type Cited struct {
	Citation scoring.Citation `json:"citation"`
	Score    *scoring.Fixed   `json:"score,omitempty"`
}

// A FigureResult is the figure a leaf has used, and its scale.
type FigureResult struct {
	Figure string         `json:"figure"`
	Num    *scoring.Fixed `json:"num,omitempty"`
	Den    *scoring.Fixed `json:"den,omitempty"`
	Number *scoring.Fixed `json:"number,omitempty"`
	Zero   *scoring.Fixed `json:"zero,omitempty"`
	Full   *scoring.Fixed `json:"full,omitempty"`
	Source string         `json:"source,omitempty"` // empty: no figure was given
}

// A SheetsResult is how a leaf's sheets were combined.
type SheetsResult struct {
	Missing Missing      `json:"missing"`
	Kinds   []KindResult `json:"kinds"`
}

// A KindResult is one kind of reviewer. Points are those of all sheets, from the
// highest to the lowest and without names; the first Drop and the last Drop were
// left out.
type KindResult struct {
	ID       string          `json:"id"`
	Label    governance.Text `json:"label"`
	Weight   scoring.Fixed   `json:"weight"`
	Share    scoring.Fixed   `json:"share"`
	Expected int             `json:"expected"`
	Handed   int             `json:"handed"`
	Least    int             `json:"least"`
	Drop     int             `json:"drop"`
	Points   []scoring.Fixed `json:"points"`
	Value    *scoring.Fixed  `json:"value,omitempty"` // none where too few were handed in
}

// Canonical writes the result as the bytes its digest is taken of.
func (r *Result) Canonical() []byte { return strict.Encode(r) }

// Digest is the digest of the canonical bytes.
func (r *Result) Digest() scoring.Digest { return scoring.DigestOf(r.Canonical()) }

// Verify holds bytes against a digest and reads the result they are. The error is
// a [*scoring.VerifyError].
func Verify(data []byte, d scoring.Digest) (Result, error) {
	if scoring.DigestOf(data) != d {
		return Result{}, &scoring.VerifyError{Problem: scoring.OtherBytes}
	}
	var r Result
	if faults := strict.Decode(data, &r); len(faults) > 0 || !bytes.Equal(r.Canonical(), data) {
		return Result{}, &scoring.VerifyError{Problem: scoring.NotCanonical}
	}
	return r, nil
}

// Citations are the opinions the result has used, in the order of its nodes.
func (r *Result) Citations() (out []scoring.Citation) {
	walk(r.Nodes, func(n *NodeResult, _ int) {
		if n.Opinions != nil {
			for _, c := range n.Opinions.Cited {
				out = append(out, c.Citation)
			}
		}
	})
	return out
}

// walk visits nodes with their depth, each before those below it.
func walk(nodes []NodeResult, visit func(*NodeResult, int)) {
	var down func([]NodeResult, int)
	down = func(nodes []NodeResult, depth int) {
		for i := range nodes {
			visit(&nodes[i], depth)
			down(nodes[i].Nodes, depth+1)
		}
	}
	down(nodes, 0)
}
