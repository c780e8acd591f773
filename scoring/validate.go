package scoring

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/jinlin-project/jinlin/governance"
)

// The bounds of a rule set. [D]: far from what anybody needs, near enough that a
// page of rules stays a page and no sum runs over.
const (
	mostRows     = 50      // terms, additions, deductions, ceilings, each
	mostID       = 64      // bytes of an id
	mostSentence = 500     // characters of a text
	mostSample   = 100_000 // of a minimum
	mostVersion  = 1_000_000
)

// Validate names everything in a rule set that cannot be worked with. The error
// is a [*governance.InvalidError]; paths are those of the JSON, such as
// "terms[2].weight".
func (rs *RuleSet) Validate() error { return rs.faults().Err() }

func (rs *RuleSet) faults() governance.Faults {
	c := &checker{rs: rs, ids: map[string]bool{}}
	c.id("id", rs.ID)
	c.within("version", rs.Version, 1, mostVersion)
	c.text("title", rs.Title)
	c.text("source", rs.Source)
	if !known(rs.Side) {
		c.unknownCode("side")
	}
	c.groups()
	c.rows()
	c.values()
	c.minimum()
	c.absent()
	c.grades()
	c.rounding()
	return c.faults
}

// checker gathers the faults of one rule set.
type checker struct {
	rs     *RuleSet
	faults governance.Faults
	ids    map[string]bool // of all rows: an explanation names a row by its id alone
	valued bool            // some rate asks for values
	rated  bool            // some rate counts ratings
}

func (c *checker) blame(path, code, zh, en string) { c.faults.Add(path, code, zh, en) }

func (c *checker) unknownCode(path string) {
	c.blame(path, "unknown-code", "不在可选范围内", "is not one of the codes")
}

func (c *checker) id(path, id string) {
	ok := id != "" && len(id) <= mostID && id[0] != '-' && id[0] != '.'
	for i := range len(id) {
		b := id[i]
		ok = ok && (b >= 'a' && b <= 'z' || b >= '0' && b <= '9' || b == '-' || b == '.')
	}
	if !ok {
		c.blame(path, "bad-id", "应为1至64位小写字母、数字、连字符或点", "is not 1 to 64 lower-case letters, digits, hyphens or dots")
	}
}

// within checks a whole number.
func (c *checker) within(path string, n, low, high int) {
	if n < low || n > high {
		c.blame(path, "out-of-range", fmt.Sprintf("应在%d至%d之间", low, high), fmt.Sprintf("is not between %d and %d", low, high))
	}
}

// number checks an exact number.
func (c *checker) number(path string, n, low, high Fixed) {
	if n < low || n > high {
		c.blame(path, "out-of-range", fmt.Sprintf("应在%s至%s之间", low, high), fmt.Sprintf("is not between %s and %s", low, high))
	}
}

// text wants both languages.
func (c *checker) text(path string, t governance.Text) {
	c.sentence(path+".zh", t.Zh)
	c.sentence(path+".en", t.En)
}

func (c *checker) sentence(path, s string) {
	switch {
	case strings.TrimSpace(s) == "":
		c.blame(path, "required", "必填", "is required")
	case !utf8.ValidString(s) || strings.ContainsFunc(s, unprintable):
		c.blame(path, "bad-text", "含有不可用的字符", "holds characters that are not allowed")
	case utf8.RuneCountInString(s) > mostSentence:
		c.blame(path, "too-long", "不得超过500字", "has more than 500 characters")
	}
}

// unprintable are characters that would be written in more than one way in JSON,
// or break a page: a sentence is one line.
func unprintable(r rune) bool { return !unicode.IsPrint(r) }

// rowID wants an id that no other row has.
func (c *checker) rowID(path, id string) {
	c.id(path, id)
	if c.ids[id] && id != "" {
		c.blame(path, "duplicate", "编号重复", "is the id of another row")
	}
	c.ids[id] = true
}

func (c *checker) groups() {
	if len(c.rs.Groups) == 0 {
		c.blame("groups", "required", "必填", "is required")
	}
	seen := map[Group]bool{}
	for i, g := range c.rs.Groups {
		path := fmt.Sprintf("groups[%d]", i)
		if !known(g) {
			c.unknownCode(path)
		}
		if seen[g] {
			c.blame(path, "duplicate", "重复", "stands twice")
		}
		seen[g] = true
	}
}

func (c *checker) lists(path string, of []List) {
	seen := map[List]bool{}
	for i, l := range of {
		at := fmt.Sprintf("%s[%d]", path, i)
		if l.index() < 0 {
			c.unknownCode(at)
		}
		if seen[l] {
			c.blame(at, "duplicate", "重复", "stands twice")
		}
		seen[l] = true
	}
}

// rate wants a rate of the rule set's side.
func (c *checker) rate(path, id string) {
	r := rateNamed(id)
	if r == nil {
		c.unknownCode(path)
		return
	}
	if r.Side != c.rs.Side && known(c.rs.Side) {
		c.blame(path, "wrong-side", "该指标属于另一方", "is a rate of the other side")
	}
	for _, s := range r.Num {
		c.valued = c.valued || s.Value != ""
	}
	c.rated = c.rated || len(r.Beside) > 0
}

func (c *checker) minimum() {
	m := c.rs.Minimum
	c.within("minimum.parts", m.Parts, 1, mostSample)
	c.within("minimum.ratings", m.Ratings, 0, mostSample)
	if m.Ratings > 0 && !c.rated {
		c.blame("minimum.ratings", "not-allowed", "没有评价类指标", "is asked for, but no rate counts ratings")
	}
	c.text("minimum.source", m.Source)
}

func (c *checker) absent() {
	if !known(c.rs.Absent.Rate) {
		c.unknownCode("absent.rate")
	}
	if !known(c.rs.Absent.Term) {
		c.unknownCode("absent.term")
	}
	c.text("absent.source", c.rs.Absent.Source)
}

func (c *checker) rounding() {
	if !known(c.rs.Rounding.Mode) {
		c.unknownCode("rounding.mode")
	}
	c.within("rounding.places", c.rs.Rounding.Places, 0, Places)
	c.text("rounding.source", c.rs.Rounding.Source)
}
