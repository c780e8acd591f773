package assessment

import (
	"fmt"
	"slices"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/scoring"
	"github.com/jinlin-project/jinlin/scoring/internal/strict"
)

// The bounds of a scheme. [D]: more is not an assessment anybody can follow.
const (
	mostNodes  = 50 // of one level
	mostLevels = 6
	mostKinds  = 20
	mostSheets = 10_000 // of one kind
	mostFigure = 1_000_000_000 * scoring.One
	hundred    = 100 * scoring.One
)

// Validate names everything in a scheme that cannot be worked with. The error is
// a [*governance.InvalidError]; paths are those of the JSON, such as
// "nodes[0].nodes[2].weight".
func (s *Scheme) Validate() error { return s.faults().Err() }

func (s *Scheme) faults() governance.Faults {
	var c checker
	c.Head(s.ID, s.Version, s.Title, s.Source)
	c.level("nodes", s.Nodes, 1)
	if !slices.ContainsFunc(absentChoices, isCode(string(s.Absent.Node))) {
		c.UnknownCode("absent.node")
	}
	c.Text("absent.source", s.Absent.Source)
	return slices.Concat(c.Faults, s.Grades.Faults(), s.Rounding.Faults())
}

func isCode(code string) func(governance.Choice) bool {
	return func(c governance.Choice) bool { return c.Code == code }
}

type checker struct{ strict.Checker }

// level checks the nodes below one, or the first.
func (c *checker) level(path string, nodes []Node, depth int) {
	c.Count(path, len(nodes), 1, mostNodes)
	if depth > mostLevels {
		c.Blame(path, "too-deep", fmt.Sprintf("不得超过%d级", mostLevels), fmt.Sprintf("is below more than %d levels", mostLevels))
		return
	}
	var weights []scoring.Fixed
	for i := range nodes {
		n, at := &nodes[i], fmt.Sprintf("%s[%d]", path, i)
		weights = append(weights, n.Weight)
		c.RowID(at+".id", n.ID)
		c.Text(at+".label", n.Label)
		c.Text(at+".source", n.Source)
		c.content(at, n, depth)
	}
	c.weights(path, weights)
}

// weights wants each above nothing and all of them together to be 1.
func (c *checker) weights(path string, weights []scoring.Fixed) {
	var sum scoring.Fixed
	for i, w := range weights {
		strict.Within(&c.Checker, fmt.Sprintf("%s[%d].weight", path, i), w, 1, scoring.One)
		sum += max(0, min(w, scoring.One+1))
	}
	if sum != scoring.One && len(weights) > 0 {
		c.Blame(path, "weights-sum", "同级各项权重之和应为1", "have weights that do not add up to 1")
	}
}

// content wants nodes below, or exactly one of the three a leaf can take.
func (c *checker) content(path string, n *Node, depth int) {
	takes := 0
	if len(n.Nodes) > 0 {
		takes++
		c.level(path+".nodes", n.Nodes, depth+1)
	}
	if n.Opinion != nil {
		takes++
		if !slices.ContainsFunc(scoring.Side("").Choices(), isCode(string(n.Opinion.Side))) {
			c.UnknownCode(path + ".opinion.side")
		}
	}
	if n.Figure != nil {
		takes++
		c.figure(path+".figure", n.Figure)
	}
	if n.Sheets != nil {
		takes++
		c.sheets(path+".sheets", n.Sheets)
	}
	if takes != 1 {
		c.Blame(path, "one-of", "应有下级指标，或取参考意见、数据、评分表之一", "has neither nodes below nor exactly one of opinion, figure and sheets")
	}
}

func (c *checker) figure(path string, f *FigureLeaf) {
	c.ID(path+".figure", f.Figure)
	if (f.Zero == nil) != (f.Full == nil) {
		c.Blame(path, "half-scale", "零分点和满分点应同时给出", "has one end of a scale only")
		return
	}
	if f.Zero == nil {
		return
	}
	strict.Within(&c.Checker, path+".zero", *f.Zero, -mostFigure, mostFigure)
	strict.Within(&c.Checker, path+".full", *f.Full, -mostFigure, mostFigure)
	if *f.Zero == *f.Full {
		c.Blame(path+".full", "out-of-order", "与零分点相同", "is the same as the end that is worth nothing")
	}
}

func (c *checker) sheets(path string, s *SheetsLeaf) {
	c.Count(path+".kinds", len(s.Kinds), 1, mostKinds)
	if !slices.ContainsFunc(missingChoices, isCode(string(s.Missing))) {
		c.UnknownCode(path + ".missing")
	}
	var weights []scoring.Fixed
	seen := map[string]bool{}
	for i := range s.Kinds {
		k, at := &s.Kinds[i], fmt.Sprintf("%s.kinds[%d]", path, i)
		weights = append(weights, k.Weight)
		c.ID(at+".id", k.ID)
		if seen[k.ID] {
			c.Blame(at+".id", "duplicate", "重复", "stands twice")
		}
		seen[k.ID] = true
		c.Text(at+".label", k.Label)
		strict.Within(&c.Checker, at+".expected", k.Expected, 1, mostSheets)
		strict.Within(&c.Checker, at+".drop", k.Drop, 0, mostSheets)
		strict.Within(&c.Checker, at+".least", k.Least, 1, mostSheets)
		if k.Least > k.Expected {
			c.Blame(at+".least", "out-of-order", "多于应收份数", "is more than are expected")
		}
		if k.Least <= 2*k.Drop {
			c.Blame(at+".least", "out-of-order", "去掉最高最低后没有剩余", "would leave nothing once the highest and lowest are dropped")
		}
	}
	c.weights(path+".kinds", weights)
}
