package annual

import (
	"cmp"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
	"github.com/jinlin-project/jinlin/scoring"
	"github.com/jinlin-project/jinlin/scoring/appraisal"
	"github.com/jinlin-project/jinlin/scoring/assessment"
)

// KindAssessment is the kind under which assessments are kept.
const KindAssessment = "assessment"

// The phases of an assessment.
const (
	Opened     governance.Phase = "open"       // 已立项
	Collecting governance.Phase = "collecting" // 收集中
	Combined   governance.Phase = "combined"   // 已汇总
	Published  governance.Phase = "published"  // 已公布
	Dropped    governance.Phase = "dropped"    // 已撤销
)

// An Assessment is one unit's assessment of a period by one scheme (年度考核). What
// was published never changes; a correction is the next edition.
type Assessment struct {
	governance.Head
	Unit      orgtree.Code             `json:"unit" zh:"被考核单位" en:"Unit assessed"`
	Name      string                   `json:"name" zh:"单位名称" en:"The unit's name when it was opened"`
	Period    scoring.Period           `json:"period" zh:"周期" en:"Period"`
	Edition   int                      `json:"edition" zh:"版次" en:"Edition"`
	Scheme    scoring.RulesRef         `json:"scheme" zh:"方案" en:"Scheme"`
	Rules     string                   `json:"rules" zh:"方案内容" en:"The scheme, as canonical JSON"`
	Reviewers []Reviewer               `json:"reviewers" zh:"评委" en:"Reviewers" personal:"identity"` // the sheets say who, to the district alone
	Handed    int                      `json:"handed" zh:"已汇总评分表" en:"Sheets combined"`
	Cited     []Citing                 `json:"cited" zh:"参考意见" en:"Reference opinions"`
	Figures   []assessment.FigureGiven `json:"figures" zh:"数据" en:"Figures"`
	Sheets    []uuid.UUID              `json:"sheets" zh:"评分表" en:"Sheets"`
	Result    *assessment.Result       `json:"result,omitempty" zh:"结果" en:"Result"`
	Sum       scoring.Digest           `json:"sum" zh:"摘要" en:"SHA-256 of the result's bytes"`
	Uses      []Use                    `json:"uses" zh:"结果运用" en:"What it was used for"`
}

// Citing is what a leaf that takes opinions was given: opinions, or why none.
type Citing struct {
	Leaf     string      `json:"leaf" zh:"指标" en:"Indicator"`
	Opinions []uuid.UUID `json:"opinions,omitempty" zh:"参考意见" en:"Opinions"`
	Waiver   string      `json:"waiver,omitempty" zh:"不引用的理由" en:"Why none is cited"`
}

// A Use says what the result was used for (结果运用) [R].
type Use struct {
	At   time.Time `json:"at" zh:"时间" en:"When"`
	For  string    `json:"for" zh:"用途" en:"For what"`
	Text string    `json:"text" zh:"说明" en:"How"`
}

// called is what the unit is called on the tree's day or, if it is gone by then,
// was called when the assessment was opened.
func (a *Assessment) called(tree *orgtree.Tree) string { return cmp.Or(tree.Name(a.Unit), a.Name) }

// scheme reads the scheme that the record keeps.
func (a *Assessment) scheme() assessment.Scheme {
	s, _ := assessment.DecodeScheme([]byte(a.Rules)) // it was sound when it was kept
	return s
}

// leaf finds an indicator of the scheme, or nil.
func leaf(nodes []assessment.Node, id string) *assessment.Node {
	for i := range nodes {
		if nodes[i].ID == id && len(nodes[i].Nodes) == 0 {
			return &nodes[i]
		}
		if n := leaf(nodes[i].Nodes, id); n != nil {
			return n
		}
	}
	return nil
}

// leaves visits the indicators that take something.
func leaves(nodes []assessment.Node, visit func(*assessment.Node)) {
	for i := range nodes {
		if len(nodes[i].Nodes) == 0 {
			visit(&nodes[i])
		}
		leaves(nodes[i].Nodes, visit)
	}
}

// give replaces what a leaf that takes opinions was given.
func (a *Assessment) give(c Citing) {
	for i := range a.Cited {
		if a.Cited[i].Leaf == c.Leaf {
			a.Cited[i] = c
			return
		}
	}
	a.Cited = append(a.Cited, c)
}

// figure replaces the figure of a leaf.
func (a *Assessment) figure(f assessment.FigureGiven) {
	for i := range a.Figures {
		if a.Figures[i].Leaf == f.Leaf {
			a.Figures[i] = f
			return
		}
	}
	a.Figures = append(a.Figures, f)
}

// opinions are the ids of all opinions cited, each once, however many indicators
// cite it.
func (a *Assessment) opinions() (out []uuid.UUID) {
	for _, c := range a.Cited {
		for _, id := range c.Opinions {
			if !slices.Contains(out, id) {
				out = append(out, id)
			}
		}
	}
	return out
}

// material is what was collected, as the scheme combines it.
func (a *Assessment) material(opinions []appraisal.Cited, sheets []assessment.Sheet) assessment.Material {
	m := assessment.Material{Unit: a.Unit, Period: a.Period, Edition: a.Edition, Figures: a.Figures, Sheets: sheets}
	for _, c := range a.Cited {
		g := assessment.OpinionsGiven{Leaf: c.Leaf, Waiver: c.Waiver}
		for _, id := range c.Opinions {
			for i := range opinions {
				if opinions[i].ID == id {
					g.Opinions = append(g.Opinions, opinions[i].Content)
				}
			}
		}
		m.Opinions = append(m.Opinions, g)
	}
	return m
}

func (a *Assessment) whoAssesses(to []governance.Address) []governance.Address {
	return append(to, governance.Of(orgtree.District, a.District)) // not the centre's, which sees what concerns the unit
}
