package assessment

import (
	"cmp"
	"math/big"
	"slices"

	"github.com/jinlin-project/jinlin/scoring"
)

// Combine assesses one unit. The order of the material does not matter. Errors
// are [*governance.InvalidError]s: those of the scheme or, where that is sound,
// of the material.
func Combine(s Scheme, m Material) (Result, error) {
	if err := s.Validate(); err != nil {
		return Result{}, err
	}
	if err := m.Validate(&s); err != nil {
		return Result{}, err
	}
	c := combiner{&s, &m, scoring.Rounding{Mode: s.Rounding.Mode, Places: scoring.Places}}
	r := Result{
		Unit: m.Unit, Period: m.Period, Edition: m.Edition, Rounding: s.Rounding,
		Scheme: scoring.RulesRef{ID: s.ID, Version: s.Version, Title: s.Title, Digest: scoring.DigestOf(s.Canonical())},
	}
	var root *scoring.Fixed
	r.Nodes, root = c.level(s.Nodes)
	if root != nil {
		score := s.Rounding.Round(*root)
		r.Score, r.Grade = &score, s.Grades.Of(score)
	}
	return r, nil
}

// A combiner reckons one result.
type combiner struct {
	s    *Scheme
	m    *Material
	four scoring.Rounding // to four places, as every node
}

// level reckons the nodes of one level, and the value of what is above them.
func (c *combiner) level(nodes []Node) ([]NodeResult, *scoring.Fixed) {
	out := make([]NodeResult, len(nodes))
	parts := make([]part, len(nodes))
	for i := range nodes {
		out[i] = c.node(&nodes[i])
		parts[i] = part{out[i].Weight, &out[i].Value, &out[i].Share}
	}
	return out, c.mean(parts)
}

// A part is one of several that weigh together.
type part struct {
	weight scoring.Fixed
	value  **scoring.Fixed
	share  *scoring.Fixed
}

// mean weighs parts together, and does with those that have no value what the
// scheme says.
func (c *combiner) mean(parts []part) *scoring.Fixed {
	var values, weights []scoring.Fixed
	var sum scoring.Fixed
	for _, p := range parts {
		switch {
		case *p.value != nil:
			values, weights, sum = append(values, **p.value), append(weights, p.weight), sum+p.weight
		case c.s.Absent.Node == CountZero:
			values, weights, sum = append(values, 0), append(weights, p.weight), sum+p.weight
		case c.s.Absent.Node == NoResult:
			return nil
		}
	}
	for _, p := range parts {
		if *p.value != nil || c.s.Absent.Node == CountZero {
			*p.share, _ = scoring.Weigh([]scoring.Fixed{scoring.One, 0}, []scoring.Fixed{p.weight, sum - p.weight}, c.four)
		}
	}
	mean, ok := scoring.Weigh(values, weights, c.four)
	if !ok {
		return nil
	}
	return &mean
}

func (c *combiner) node(n *Node) NodeResult {
	r := NodeResult{ID: n.ID, Label: n.Label, Source: n.Source, Weight: n.Weight}
	switch {
	case n.Opinion != nil:
		r.Opinions, r.Value = c.opinions(n)
	case n.Figure != nil:
		r.Figure, r.Value = c.figure(n)
	case n.Sheets != nil:
		r.Sheets, r.Value = c.sheets(n)
	default:
		r.Nodes, r.Value = c.level(n.Nodes)
	}
	return r
}

// opinions cites what was given, by period, and takes the mean of the scores.
func (c *combiner) opinions(n *Node) (*OpinionsResult, *scoring.Fixed) {
	r := &OpinionsResult{Side: n.Opinion.Side}
	var scores []scoring.Fixed
	for i := range c.m.Opinions {
		g := &c.m.Opinions[i]
		if g.Leaf != n.ID {
			continue
		}
		r.Waiver = g.Waiver
		for j := range g.Opinions {
			o := &g.Opinions[j]
			r.Cited = append(r.Cited, Cited{o.Cite(), o.Score})
			if o.Score != nil {
				scores = append(scores, *o.Score)
			}
		}
	}
	slices.SortFunc(r.Cited, func(a, b Cited) int {
		return cmp.Compare(a.Citation.Period.From().Unix(), b.Citation.Period.From().Unix())
	})
	return r, c.plain(scores)
}

// plain is the plain mean, or nil of nothing.
func (c *combiner) plain(values []scoring.Fixed) *scoring.Fixed {
	mean, ok := scoring.Weigh(values, slices.Repeat([]scoring.Fixed{scoring.One}, len(values)), c.four)
	if !ok {
		return nil
	}
	return &mean
}

// figure reads a figure off its scale.
func (c *combiner) figure(n *Node) (*FigureResult, *scoring.Fixed) {
	r := &FigureResult{Figure: n.Figure.Figure, Zero: n.Figure.Zero, Full: n.Figure.Full}
	i := slices.IndexFunc(c.m.Figures, func(f FigureGiven) bool { return f.Leaf == n.ID })
	if i < 0 {
		return r, nil
	}
	f := &c.m.Figures[i]
	r.Num, r.Den, r.Number, r.Source = f.Num, f.Den, f.Number, f.Source
	x := new(big.Rat)
	switch {
	case f.Number != nil:
		x.Set(fraction(*f.Number))
	case *f.Den == 0:
		return r, nil
	default:
		x.Quo(fraction(*f.Num), fraction(*f.Den))
	}
	if zero := n.Figure.Zero; zero != nil {
		x.Sub(x, fraction(*zero))
		x.Quo(x, new(big.Rat).Sub(fraction(*n.Figure.Full), fraction(*zero)))
	}
	value := c.points(x)
	return r, &value
}

func fraction(f scoring.Fixed) *big.Rat { return big.NewRat(int64(f), int64(scoring.One)) }

// points are a share of one in points, held within 0 and 100, to four places.
func (c *combiner) points(x *big.Rat) scoring.Fixed {
	switch {
	case x.Sign() <= 0:
		return 0
	case x.Cmp(big.NewRat(1, 1)) >= 0:
		return hundred
	}
	x.Mul(x, big.NewRat(int64(hundred), 1))
	q, rest := new(big.Int).QuoRem(x.Num(), x.Denom(), new(big.Int))
	switch half := rest.Lsh(rest, 1).Cmp(x.Denom()); {
	case c.four.Mode == scoring.Down || half < 0:
	case half > 0 || c.four.Mode == scoring.HalfUp || q.Bit(0) == 1:
		q.Add(q, big.NewInt(1))
	}
	return scoring.Fixed(q.Int64())
}

// sheets combines a leaf's sheets, kind by kind.
func (c *combiner) sheets(n *Node) (*SheetsResult, *scoring.Fixed) {
	r := &SheetsResult{Missing: n.Sheets.Missing}
	parts := make([]part, len(n.Sheets.Kinds))
	r.Kinds = make([]KindResult, len(parts))
	for i := range parts {
		r.Kinds[i] = c.kind(n, &n.Sheets.Kinds[i])
		parts[i] = part{r.Kinds[i].Weight, &r.Kinds[i].Value, &r.Kinds[i].Share}
	}
	return r, c.mean(parts)
}

// kind takes the trimmed mean of the sheets of one kind of reviewer.
func (c *combiner) kind(n *Node, k *ReviewerKind) KindResult {
	r := KindResult{ID: k.ID, Label: k.Label, Weight: k.Weight, Expected: k.Expected, Least: k.Least, Drop: k.Drop, Points: []scoring.Fixed{}}
	for _, s := range c.m.Sheets {
		if s.Leaf == n.ID && s.Kind == k.ID {
			r.Points = append(r.Points, s.Points)
		}
	}
	r.Handed = len(r.Points)
	slices.SortFunc(r.Points, func(a, b scoring.Fixed) int { return cmp.Compare(b, a) })
	enough := r.Handed >= k.Least && (n.Sheets.Missing != Wait || r.Handed == k.Expected)
	if enough && n.Sheets.Missing == Zero {
		r.Points = append(r.Points, make([]scoring.Fixed, k.Expected-r.Handed)...)
	}
	if enough {
		r.Value = c.plain(r.Points[k.Drop : len(r.Points)-k.Drop])
	}
	return r
}
