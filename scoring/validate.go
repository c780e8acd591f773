package scoring

import (
	"fmt"
	"slices"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/scoring/internal/strict"
)

// The bounds of a rule set. [D]: far from what anybody needs, near enough that a
// page of rules stays a page and no sum runs over.
const (
	mostRows   = 50      // terms, additions, deductions, ceilings, each
	mostSample = 100_000 // of a minimum
)

// Validate names everything in a rule set that cannot be worked with. The error
// is a [*governance.InvalidError]; paths are those of the JSON, such as
// "terms[2].weight".
func (rs *RuleSet) Validate() error { return rs.faults().Err() }

func (rs *RuleSet) faults() governance.Faults {
	c := &checker{rs: rs}
	c.Head(rs.ID, rs.Version, rs.Title, rs.Source)
	if !known(rs.Side) {
		c.UnknownCode("side")
	}
	c.groups()
	c.rows()
	c.values()
	c.minimum()
	c.absent()
	return slices.Concat(c.Faults, rs.Grades.Faults(), rs.Rounding.Faults())
}

// checker gathers the faults of one rule set.
type checker struct {
	strict.Checker
	rs     *RuleSet
	valued bool // some rate asks for values
	rated  bool // some rate counts ratings
}

// number checks an exact number.
func (c *checker) number(path string, n, low, high Fixed) {
	strict.Within(&c.Checker, path, n, low, high)
}

func (c *checker) groups() {
	if len(c.rs.Groups) == 0 {
		c.Blame("groups", "required", "必填", "is required")
	}
	seen := map[Group]bool{}
	for i, g := range c.rs.Groups {
		path := fmt.Sprintf("groups[%d]", i)
		if !known(g) {
			c.UnknownCode(path)
		}
		if seen[g] {
			c.Blame(path, "duplicate", "重复", "stands twice")
		}
		seen[g] = true
	}
}

func (c *checker) lists(path string, of []List) {
	seen := map[List]bool{}
	for i, l := range of {
		at := fmt.Sprintf("%s[%d]", path, i)
		if l.index() < 0 {
			c.UnknownCode(at)
		}
		if seen[l] {
			c.Blame(at, "duplicate", "重复", "stands twice")
		}
		seen[l] = true
	}
}

// rate wants a rate of the rule set's side.
func (c *checker) rate(path, id string) {
	r := rateNamed(id)
	if r == nil {
		c.UnknownCode(path)
		return
	}
	if r.Side != c.rs.Side && known(c.rs.Side) {
		c.Blame(path, "wrong-side", "该指标属于另一方", "is a rate of the other side")
	}
	c.valued = c.valued || r.valued()
	c.rated = c.rated || len(r.Beside) > 0
}

func (c *checker) minimum() {
	m := c.rs.Minimum
	strict.Within(&c.Checker, "minimum.parts", m.Parts, 1, mostSample)
	strict.Within(&c.Checker, "minimum.ratings", m.Ratings, 0, mostSample)
	if m.Ratings > 0 && !c.rated {
		c.Blame("minimum.ratings", "not-allowed", "没有评价类指标", "is asked for, but no rate counts ratings")
	}
	c.Text("minimum.source", m.Source)
}

func (c *checker) absent() {
	if !known(c.rs.Absent.Rate) {
		c.UnknownCode("absent.rate")
	}
	if !known(c.rs.Absent.Term) {
		c.UnknownCode("absent.term")
	}
	c.Text("absent.source", c.rs.Absent.Source)
}
