package assessment_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
	"github.com/jinlin-project/jinlin/scoring"
	"github.com/jinlin-project/jinlin/scoring/assessment"
)

const unit orgtree.Code = "350205001"

var year = must(scoring.ParsePeriod("2024-01-01/2025-01-01"))

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func seeded(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 7)) }

func fixed(rng *rand.Rand, low, high scoring.Fixed) scoring.Fixed {
	return low + scoring.Fixed(rng.Int64N(int64(high-low)+1))
}

func pick[T any](rng *rand.Rand, from ...T) T { return from[rng.IntN(len(from))] }

func say(s string) governance.Text { return governance.Text{Zh: s, En: s} }

func num(s string) *scoring.Fixed {
	f := scoring.MustFixed(s)
	return &f
}

// opinion is a real one, on a quarter in which so many of ten matters were
// solved, under the practice rules.
func opinion(tb testing.TB, quarter, solved int) scoring.Opinion {
	tb.Helper()
	period := must(scoring.Quarter(2024, quarter))
	tally := scoring.NewTally(period)
	begins := period.From()
	for i := range 10 {
		o := scoring.Observation{
			Matter: uuid.UUID{byte(i + 1)}, Serial: fmt.Sprint(i), Unit: unit, Group: scoring.Towns, Side: scoring.Responder, List: scoring.Immediate, Role: scoring.Lead,
			Asked: begins, Respond: scoring.Duty{Due: begins, Done: begins}, Complete: scoring.Duty{Due: begins.Add(time.Hour), Done: begins}, Outcome: scoring.Solved,
		}
		if i >= solved {
			o.Outcome = scoring.Unsolved
		}
		require.NoError(tb, tally.Add(&o))
	}
	return must(must(scoring.NewScorer(scoring.PracticeRules())).Opinions(tally, period, 1))[0]
}

// split cuts 1 into n random weights.
func split(rng *rand.Rand, n int) (out []scoring.Fixed) {
	left := scoring.One
	for ; n > 1; n-- {
		w := fixed(rng, 1, left-scoring.Fixed(n)+1)
		out, left = append(out, w), left-w
	}
	return append(out, left)
}

// anyNodes are some nodes of one level.
func anyNodes(rng *rand.Rand, depth int, next func() string) (nodes []assessment.Node) {
	for _, w := range split(rng, 1+rng.IntN(4)) {
		n := assessment.Node{ID: next(), Label: say("l"), Source: say("s"), Weight: w}
		switch kind := rng.IntN(5); {
		case kind == 0 && depth < 4:
			n.Nodes = anyNodes(rng, depth+1, next)
		case kind <= 1:
			n.Opinion = &assessment.OpinionLeaf{Side: scoring.Responder}
		case kind <= 3:
			n.Figure = &assessment.FigureLeaf{Figure: "f"}
			if rng.IntN(2) == 0 {
				zero := fixed(rng, -50_000, 50_000)
				full := zero + pick(rng, scoring.Fixed(-1), 1)*fixed(rng, 1, 90_000)
				n.Figure.Zero, n.Figure.Full = &zero, &full
			}
		default:
			n.Sheets = &assessment.SheetsLeaf{Missing: pick(rng, assessment.Leave, assessment.Zero, assessment.Wait)}
			for i, w := range split(rng, 1+rng.IntN(3)) {
				k := assessment.ReviewerKind{ID: fmt.Sprint("k", i), Label: say("k"), Weight: w, Drop: rng.IntN(3)}
				k.Least = 2*k.Drop + 1 + rng.IntN(2)
				k.Expected = k.Least + rng.IntN(4)
				n.Sheets.Kinds = append(n.Sheets.Kinds, k)
			}
		}
		nodes = append(nodes, n)
	}
	return nodes
}

// anyScheme is some sound scheme.
func anyScheme(rng *rand.Rand) assessment.Scheme {
	row := 0
	return assessment.Scheme{
		ID: "random", Version: 1, Title: say("t"), Source: say("s"),
		Nodes:    anyNodes(rng, 1, func() string { row++; return fmt.Sprint("n", row) }),
		Absent:   assessment.Absent{Node: pick(rng, assessment.Redistribute, assessment.NoResult, assessment.CountZero), Source: say("s")},
		Grades:   scoring.Grades{{Grade: scoring.Excellent, From: 800_000, Source: say("s")}, {Grade: scoring.Poor, Source: say("s")}},
		Rounding: scoring.Rounding{Mode: pick(rng, scoring.HalfUp, scoring.HalfEven, scoring.Down), Places: rng.IntN(5), Source: say("s")},
	}
}

// anyMaterial is some material that fits a scheme.
func anyMaterial(rng *rand.Rand, s *assessment.Scheme, opinions []scoring.Opinion) assessment.Material {
	m := assessment.Material{Unit: unit, Period: year, Edition: 1}
	var collect func([]assessment.Node)
	collect = func(nodes []assessment.Node) {
		for _, n := range nodes {
			collect(n.Nodes)
			switch {
			case n.Opinion != nil:
				g := assessment.OpinionsGiven{Leaf: n.ID, Waiver: "另有考核"}
				if k := rng.IntN(len(opinions) + 1); k > 0 {
					g.Waiver, g.Opinions = "", opinions[:k]
				}
				m.Opinions = append(m.Opinions, g)
			case n.Figure != nil && rng.IntN(4) > 0:
				f := assessment.FigureGiven{Leaf: n.ID, Source: "report"}
				if n.Figure.Zero != nil && rng.IntN(2) == 0 {
					x := fixed(rng, -90_000, 90_000)
					f.Number = &x
				} else {
					den := fixed(rng, 0, 10) * scoring.One
					above := fixed(rng, 0, den)
					f.Num, f.Den = &above, &den
				}
				m.Figures = append(m.Figures, f)
			case n.Sheets != nil:
				for _, k := range n.Sheets.Kinds {
					for i := range k.Expected - rng.IntN(2)*rng.IntN(k.Expected+1) {
						m.Sheets = append(m.Sheets, assessment.Sheet{Leaf: n.ID, Kind: k.ID, Reviewer: fmt.Sprint(k.ID, "-", i), Unit: "350205", Points: fixed(rng, 0, 100*scoring.One)})
					}
				}
			}
		}
	}
	collect(s.Nodes)
	return m
}
