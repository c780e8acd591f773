package assessment_test

import (
	"math/big"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"flag"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/scoring"
	"github.com/jinlin-project/jinlin/scoring/assessment"
)

var update = flag.Bool("update", false, "write golden files anew")

func golden(tb testing.TB, name string, got []byte) {
	tb.Helper()
	if *update {
		require.NoError(tb, os.MkdirAll(filepath.Dir(name), 0o755))
		require.NoError(tb, os.WriteFile(name, got, 0o644))
	}
	want, err := os.ReadFile(name)
	require.NoError(tb, err, "run: go test ./scoring/assessment -update")
	require.Equal(tb, string(want), string(got), "%s is not what the program says; look, then run with -update", name)
}

func rat(f scoring.Fixed) *big.Rat { return big.NewRat(int64(f), 10_000) }

func nearest(x *big.Rat, places int, mode scoring.Mode) *big.Rat {
	scale := new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(places)), nil))
	y := new(big.Rat).Mul(x, scale)
	q, rest := new(big.Int).QuoRem(y.Num(), y.Denom(), new(big.Int))
	twice := rest.Lsh(rest, 1).Cmp(y.Denom())
	if mode != scoring.Down && (twice > 0 || twice == 0 && (mode == scoring.HalfUp || q.Bit(0) == 1)) {
		q.Add(q, big.NewInt(1))
	}
	return new(big.Rat).Quo(new(big.Rat).SetInt(q), scale)
}

// An oracle reckons without cleverness, fraction by fraction.
type oracle struct {
	s *assessment.Scheme
	m *assessment.Material
}

// weigh is the mean of what has a value, and what the scheme says of the rest.
func (o *oracle) weigh(weights []scoring.Fixed, values []*big.Rat) *big.Rat {
	sum, all := new(big.Rat), new(big.Rat)
	for i, v := range values {
		if v == nil && o.s.Absent.Node == assessment.NoResult {
			return nil
		}
		if v == nil && o.s.Absent.Node == assessment.CountZero {
			v = new(big.Rat)
		}
		if v != nil {
			sum.Add(sum, new(big.Rat).Mul(v, rat(weights[i])))
			all.Add(all, rat(weights[i]))
		}
	}
	if all.Sign() == 0 {
		return nil
	}
	return nearest(sum.Quo(sum, all), 4, o.s.Rounding.Mode)
}

func (o *oracle) level(nodes []assessment.Node) *big.Rat {
	var weights []scoring.Fixed
	var values []*big.Rat
	for i := range nodes {
		weights, values = append(weights, nodes[i].Weight), append(values, o.node(&nodes[i]))
	}
	return o.weigh(weights, values)
}

func (o *oracle) mean(of []scoring.Fixed) *big.Rat {
	if len(of) == 0 {
		return nil
	}
	sum := new(big.Rat)
	for _, x := range of {
		sum.Add(sum, rat(x))
	}
	return nearest(sum.Quo(sum, big.NewRat(int64(len(of)), 1)), 4, o.s.Rounding.Mode)
}

func (o *oracle) node(n *assessment.Node) *big.Rat {
	switch {
	case n.Opinion != nil:
		var scores []scoring.Fixed
		for _, g := range o.m.Opinions {
			for _, op := range g.Opinions {
				if g.Leaf == n.ID && op.Score != nil {
					scores = append(scores, *op.Score)
				}
			}
		}
		return o.mean(scores)
	case n.Figure != nil:
		return o.figure(n)
	case n.Sheets != nil:
		return o.sheets(n)
	}
	return o.level(n.Nodes)
}

func (o *oracle) figure(n *assessment.Node) *big.Rat {
	for _, f := range o.m.Figures {
		if f.Leaf != n.ID {
			continue
		}
		var x *big.Rat
		switch {
		case f.Number != nil:
			x = rat(*f.Number)
		case *f.Den == 0:
			return nil
		default:
			x = new(big.Rat).Quo(rat(*f.Num), rat(*f.Den))
		}
		zero, full := big.NewRat(0, 1), big.NewRat(1, 1)
		if n.Figure.Zero != nil {
			zero, full = rat(*n.Figure.Zero), rat(*n.Figure.Full)
		}
		x = new(big.Rat).Quo(new(big.Rat).Sub(x, zero), new(big.Rat).Sub(full, zero))
		x.Mul(x, big.NewRat(100, 1))
		if x.Sign() < 0 {
			x.SetInt64(0)
		}
		if x.Cmp(big.NewRat(100, 1)) > 0 {
			x.SetInt64(100)
		}
		return nearest(x, 4, o.s.Rounding.Mode)
	}
	return nil
}

func (o *oracle) sheets(n *assessment.Node) *big.Rat {
	var weights []scoring.Fixed
	var values []*big.Rat
	for _, k := range n.Sheets.Kinds {
		var points []scoring.Fixed
		for _, s := range o.m.Sheets {
			if s.Leaf == n.ID && s.Kind == k.ID {
				points = append(points, s.Points)
			}
		}
		weights = append(weights, k.Weight)
		if len(points) < k.Least || n.Sheets.Missing == assessment.Wait && len(points) < k.Expected {
			values = append(values, nil)
			continue
		}
		for n.Sheets.Missing == assessment.Zero && len(points) < k.Expected {
			points = append(points, 0)
		}
		for range k.Drop { // one highest and one lowest at a time
			points = slices.Delete(points, slices.Index(points, slices.Max(points)), slices.Index(points, slices.Max(points))+1)
			points = slices.Delete(points, slices.Index(points, slices.Min(points)), slices.Index(points, slices.Min(points))+1)
		}
		values = append(values, o.mean(points))
	}
	return o.weigh(weights, values)
}

// Under random schemes and material, what is combined is what fractions say, to
// the last digit; and the order of the material does not matter to a byte.
func TestCombineAgainstTheOracle(t *testing.T) {
	opinions := []scoring.Opinion{opinion(t, 1, 7), opinion(t, 2, 9), opinion(t, 3, 3), opinion(t, 4, 10)}
	scored, without := 0, 0
	for seed := range uint64(600) {
		rng := seeded(seed)
		s := anyScheme(rng)
		m := anyMaterial(rng, &s, opinions)
		r, err := assessment.Combine(s, m)
		require.NoError(t, err, "seed %d", seed)
		o := &oracle{&s, &m}
		want := o.level(s.Nodes)
		require.Equal(t, want == nil, r.Score == nil, "seed %d", seed)
		if want == nil {
			without++
			require.Empty(t, r.Grade)
		} else {
			scored++
			require.Zero(t, nearest(want, s.Rounding.Places, s.Rounding.Mode).Cmp(rat(*r.Score)), "seed %d: %s, oracle %s", seed, *r.Score, want)
		}
		shuffled := m
		shuffled.Sheets, shuffled.Opinions, shuffled.Figures = slices.Clone(m.Sheets), slices.Clone(m.Opinions), slices.Clone(m.Figures)
		rng.Shuffle(len(m.Sheets), func(i, j int) { shuffled.Sheets[i], shuffled.Sheets[j] = shuffled.Sheets[j], shuffled.Sheets[i] })
		slices.Reverse(shuffled.Opinions)
		slices.Reverse(shuffled.Figures)
		for i := range shuffled.Opinions {
			shuffled.Opinions[i].Opinions = slices.Clone(shuffled.Opinions[i].Opinions)
			slices.Reverse(shuffled.Opinions[i].Opinions)
		}
		again := must(assessment.Combine(s, shuffled))
		require.Equal(t, string(r.Canonical()), string(again.Canonical()), "seed %d", seed)
		read, err := assessment.Verify(r.Canonical(), r.Digest())
		require.NoError(t, err)
		require.Equal(t, r.Digest(), read.Digest())
	}
	require.Greater(t, min(scored, without), 50)
}

// Raising a sheet, or a figure in the direction of its scale, never lowers a
// result.
func TestRaisingNeverLowers(t *testing.T) {
	raised := 0
	for seed := range uint64(400) {
		rng := seeded(seed)
		s := anyScheme(rng)
		m := anyMaterial(rng, &s, []scoring.Opinion{opinion(t, 1, 5)})
		before := must(assessment.Combine(s, m))
		for i := range m.Sheets {
			if rng.IntN(3) == 0 {
				m.Sheets[i].Points = fixed(rng, m.Sheets[i].Points, 100*scoring.One)
			}
		}
		after := must(assessment.Combine(s, m))
		require.Equal(t, before.Score == nil, after.Score == nil)
		if before.Score != nil {
			require.GreaterOrEqual(t, *after.Score, *before.Score, "seed %d", seed)
			if *after.Score > *before.Score {
				raised++
			}
		}
	}
	require.Greater(t, raised, 30)
}

// 联述联评联考, worked by hand: seven on the panel, the highest (100) and the
// lowest (40) left out, leave 80, 82, 84, 86, 88: 84. Of twelve members 90 each
// but two 0 and two 100, dropped: 90. One superior too few: no value, and its 0.3
// goes to the others. The residents are fifteen with 70: 70. Review: (0.3 × 90 +
// 0.4 × 70) ÷ 0.7 = 78.5714. Examination: no opinion used, 45 of 50 right: 90.
// In all 0.3 × 84 + 0.4 × 78.5714 + 0.3 × 90 = 83.62856: 83.63.
func TestSecretariesByHand(t *testing.T) {
	m := assessment.Material{Unit: unit, Period: year, Edition: 1,
		Opinions: []assessment.OpinionsGiven{{Leaf: "exam.opinions", Waiver: "该社区本年未吹哨"}},
		Figures:  []assessment.FigureGiven{{Leaf: "exam.paper", Num: num("45"), Den: num("50"), Source: "2024年12月测试"}},
	}
	hand := func(leaf, kind string, points ...string) {
		for _, p := range points {
			m.Sheets = append(m.Sheets, assessment.Sheet{Leaf: leaf, Kind: kind, Reviewer: kind + string(rune('A'+len(m.Sheets))), Unit: "350205", Points: scoring.MustFixed(p)})
		}
	}
	hand("report", "panel", "86", "40", "80", "100", "84", "82", "88")
	hand("review", "superiors", "95", "95")
	hand("review", "members", append([]string{"0", "0", "100", "100"}, slices.Repeat([]string{"90"}, 8)...)...)
	hand("review", "residents", slices.Repeat([]string{"70"}, 15)...)
	r := must(assessment.Combine(assessment.Secretaries(), m))
	require.Equal(t, "83.63", r.Score.String())
	require.Equal(t, scoring.Good, r.Grade)
	require.Equal(t, "84", r.Nodes[0].Value.String())
	require.Equal(t, "78.5714", r.Nodes[1].Value.String())
	require.Nil(t, r.Nodes[1].Sheets.Kinds[0].Value, "two of five superiors are too few")
	require.Nil(t, r.Nodes[2].Nodes[0].Value)
	require.Equal(t, "90", r.Nodes[2].Value.String())
	golden(t, "testdata/secretaries.md", []byte(r.Markdown("zh", "兴旺社区")+"\n"+r.Markdown("en", "")))
}

// 3 [D]: an assessment that uses opinions cites each for good, by unit, period,
// edition and digest.
func TestOpinionsAreCited(t *testing.T) {
	opinions := []scoring.Opinion{opinion(t, 2, 9), opinion(t, 1, 7)}
	m := assessment.Material{Unit: unit, Period: year, Edition: 2,
		Opinions: []assessment.OpinionsGiven{{Leaf: "whistle.opinions", Opinions: opinions}},
		Figures: []assessment.FigureGiven{
			{Leaf: "whistle.report-in", Num: num("99.13"), Den: num("100"), Source: "双报到登记"},
			{Leaf: "neighbour.services", Number: num("3.1"), Source: "志愿服务登记"},
			{Leaf: "neighbour.overdue", Num: num("1"), Den: num("40"), Source: "联席会议行动事项"},
		}}
	r := must(assessment.Combine(assessment.PartyBuilding(), m))
	require.Equal(t, []scoring.Citation{opinions[1].Cite(), opinions[0].Cite()}, r.Citations(), "by period")
	// opinions: response 1, solved 0.9 and 0.7, no ratings: (0.1 + 0.5 × 0.9) ÷ 0.6 and so on
	require.Equal(t, "91.67", opinions[0].Score.String())
	require.Equal(t, "75", opinions[1].Score.String())
	require.Equal(t, "83.335", r.Nodes[0].Nodes[0].Value.String(), "their mean")
	require.Equal(t, "86.494", r.Nodes[0].Value.String(), "0.8 × 83.335 + 0.2 × 99.13")
	require.Equal(t, "77.5", r.Nodes[1].Nodes[0].Value.String(), "3.1 of 4")
	require.Equal(t, "87.5", r.Nodes[1].Nodes[1].Value.String(), "2.5 % overdue, 20 % is nothing")
	require.Equal(t, "82.5", r.Nodes[1].Value.String())
	require.Equal(t, "85", r.Score.String(), "(0.5 × 86.494 + 0.3 × 82.5) ÷ 0.8 = 84.99625")
	golden(t, "testdata/party-building.md", []byte(r.Markdown("zh", "海沧街道")+"\n"+r.Markdown("en", "")))
}
