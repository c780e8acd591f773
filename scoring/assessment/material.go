package assessment

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/jinlin-project/jinlin/orgtree"
	"github.com/jinlin-project/jinlin/scoring"
	"github.com/jinlin-project/jinlin/scoring/internal/strict"
)

// A Material is what was collected for one unit's assessment. Leaves are named by
// their node's id.
type Material struct {
	Unit     orgtree.Code    `json:"unit"`
	Period   scoring.Period  `json:"period"`
	Edition  int             `json:"edition"` // from 1; a correction is the next edition
	Opinions []OpinionsGiven `json:"opinions,omitempty"`
	Figures  []FigureGiven   `json:"figures,omitempty"`
	Sheets   []Sheet         `json:"sheets,omitempty"`
}

// OpinionsGiven are the reference opinions that a leaf uses, such as those of the
// four quarters; or why it uses none. A leaf that takes opinions must have one or
// the other [D]: an opinion is for reference, but it is not passed over in
// silence.
type OpinionsGiven struct {
	Leaf     string            `json:"leaf"`
	Opinions []scoring.Opinion `json:"opinions,omitempty"`
	Waiver   string            `json:"waiver,omitempty"`
}

// A FigureGiven is a figure: a ratio as two numbers, or one number. A ratio of
// nothing to nothing is given as such and has no value.
type FigureGiven struct {
	Leaf   string         `json:"leaf"`
	Num    *scoring.Fixed `json:"num,omitempty"`
	Den    *scoring.Fixed `json:"den,omitempty"`
	Number *scoring.Fixed `json:"number,omitempty"`
	Source string         `json:"source"` // where it comes from, for people
}

// A Sheet is one reviewer's sheet (评分表) for one leaf.
type Sheet struct {
	Leaf     string        `json:"leaf"`
	Kind     string        `json:"kind"`
	Reviewer string        `json:"reviewer"` // an opaque id; one sheet each
	Unit     orgtree.Code  `json:"unit"`     // the reviewer's own
	Points   scoring.Fixed `json:"points"`   // 0 to 100
}

// Validate names everything in the material that does not fit the scheme, which
// must be sound. The error is a [*governance.InvalidError].
func (m *Material) Validate(s *Scheme) error {
	c := &collector{m: m, leaves: map[string]*Node{}}
	c.find(s.Nodes)
	if !m.Unit.Valid() {
		c.Blame("unit", "bad-code", "单位代码格式不正确", "is not a unit code")
	}
	if (m.Period == scoring.Period{}) {
		c.Blame("period", "required", "必填", "is required")
	}
	strict.Within(&c.Checker, "edition", m.Edition, 1, strict.MostVersion)
	for i := range m.Opinions {
		c.opinions(fmt.Sprintf("opinions[%d]", i), &m.Opinions[i])
	}
	for i := range m.Figures {
		c.figure(fmt.Sprintf("figures[%d]", i), &m.Figures[i])
	}
	c.sheets()
	for id, n := range sorted(c.leaves) {
		if n.Opinion != nil && !c.given["opinions "+id] {
			c.Blame("opinions["+id+"]", "required", "取参考意见的指标须引用或说明不引用的理由", "lacks a leaf that must cite opinions or say why not")
		}
	}
	return c.Faults.Err()
}

// sorted passes over leaves by id, so that faults come in one order.
func sorted(leaves map[string]*Node) func(func(string, *Node) bool) {
	return func(yield func(string, *Node) bool) {
		var ids []string
		for id := range leaves {
			ids = append(ids, id)
		}
		slices.Sort(ids)
		for _, id := range ids {
			if !yield(id, leaves[id]) {
				return
			}
		}
	}
}

// A collector holds material against a scheme.
type collector struct {
	strict.Checker
	m      *Material
	leaves map[string]*Node
	given  map[string]bool
}

func (c *collector) find(nodes []Node) {
	for i := range nodes {
		c.leaves[nodes[i].ID] = &nodes[i]
		c.find(nodes[i].Nodes)
	}
	c.given = map[string]bool{}
}

// once notes that something was given, and blames what was given before.
func (c *collector) once(path, what string) {
	if c.given[what] {
		c.Blame(path, "duplicate", "重复给出", "is given twice")
	}
	c.given[what] = true
}

// leaf finds the leaf a path names, if it takes such things.
func (c *collector) leaf(path, id string, takes func(*Node) bool) *Node {
	n := c.leaves[id]
	if n == nil || !takes(n) {
		c.Blame(path+".leaf", "unknown-leaf", "没有取此类材料的这个指标", "is not a leaf that takes this")
		return nil
	}
	return n
}

func (c *collector) opinions(path string, g *OpinionsGiven) {
	n := c.leaf(path, g.Leaf, func(n *Node) bool { return n.Opinion != nil })
	c.once(path+".leaf", "opinions "+g.Leaf)
	if (len(g.Opinions) > 0) == (strings.TrimSpace(g.Waiver) != "") {
		c.Blame(path, "one-of", "须引用参考意见，或说明不引用的理由，二者取一", "neither cites nor says why not, or does both")
	}
	c.line(path+".waiver", g.Waiver)
	seen := map[scoring.Period]bool{}
	for i := range g.Opinions {
		o, at := &g.Opinions[i], fmt.Sprintf("%s.opinions[%d]", path, i)
		switch {
		case o.Peer.Unit != c.m.Unit || n != nil && o.Peer.Side != n.Opinion.Side:
			c.Blame(at+".peer", "wrong-unit", "不是对本单位该方的参考意见", "is not on this unit, or not of this side")
		case !within(o.Period, c.m.Period):
			c.Blame(at+".period", "out-of-range", "不在考核周期内", "is not within the period assessed")
		case seen[o.Period]:
			c.Blame(at+".period", "duplicate", "同一周期引用了两次", "is cited twice")
		}
		seen[o.Period] = true
	}
}

// line checks a text of one line that may be empty.
func (c *collector) line(path, text string) {
	if text == "" {
		return
	}
	if !utf8.ValidString(text) || utf8.RuneCountInString(text) > strict.MostSentence || strings.ContainsFunc(text, strict.Unprintable) {
		c.Blame(path, "bad-text", "过长，或含有不可用的字符", "is too long, or holds characters that are not allowed")
	}
}

func within(p, q scoring.Period) bool { return !p.From().Before(q.From()) && !p.To().After(q.To()) }

func (c *collector) figure(path string, f *FigureGiven) {
	n := c.leaf(path, f.Leaf, func(n *Node) bool { return n.Figure != nil })
	c.once(path+".leaf", "figure "+f.Leaf)
	if f.Source == "" {
		c.Blame(path+".source", "required", "必填", "is required")
	}
	c.line(path+".source", f.Source)
	ratio := f.Num != nil && f.Den != nil
	if ratio == (f.Number != nil) || (f.Num == nil) != (f.Den == nil) {
		c.Blame(path, "one-of", "须为一个比率（分子与分母）或一个数", "is neither a ratio of two numbers nor one number")
		return
	}
	if !ratio {
		strict.Within(&c.Checker, path+".number", *f.Number, -mostFigure, mostFigure)
		if n != nil && n.Figure.Zero == nil {
			c.Blame(path+".number", "not-allowed", "没有量尺的指标只取比率", "is a number, but the leaf has no scale")
		}
		return
	}
	strict.Within(&c.Checker, path+".den", *f.Den, 0, mostFigure)
	strict.Within(&c.Checker, path+".num", *f.Num, 0, max(0, *f.Den))
}

func (c *collector) sheets() {
	handed := map[string]int{}
	for i := range c.m.Sheets {
		s, path := &c.m.Sheets[i], fmt.Sprintf("sheets[%d]", i)
		n := c.leaf(path, s.Leaf, func(n *Node) bool { return n.Sheets != nil })
		c.once(path+".reviewer", "sheet "+s.Leaf+" "+s.Reviewer)
		if s.Reviewer == "" || len(s.Reviewer) > strict.MostID {
			c.Blame(path+".reviewer", "required", "缺少评委", "is empty or too long")
		}
		strict.Within(&c.Checker, path+".points", s.Points, 0, hundred)
		if n == nil {
			continue
		}
		k := slices.IndexFunc(n.Sheets.Kinds, func(k ReviewerKind) bool { return k.ID == s.Kind })
		if k < 0 {
			c.UnknownCode(path + ".kind")
			continue
		}
		kind := &n.Sheets.Kinds[k]
		if s.Unit == c.m.Unit && !kind.Own {
			c.Blame(path+".unit", "not-allowed", "不得评议本单位", "reviews its own unit")
		}
		handed[s.Leaf+" "+s.Kind]++
		if handed[s.Leaf+" "+s.Kind] == kind.Expected+1 {
			c.Blame(path, "too-many", "多于应收份数", "is more than were expected")
		}
	}
}
