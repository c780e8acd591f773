package scoring_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/scoring"
)

// behind gathers what an explanation says of one row.
type behind struct {
	num      scoring.Fixed
	den      int64
	unrated  int64
	excluded int64
	named    int64
}

func explained(tb testing.TB, s *scoring.Scorer, q scoring.Question, all []scoring.Observation) (b behind) {
	tb.Helper()
	matters, err := s.Explain(q, stream(all))
	require.NoError(tb, err)
	for m := range matters {
		require.NotEmpty(tb, m.Serial)
		require.NotEmpty(tb, m.Class.String())
		require.True(tb, q.Period.Contains(m.At))
		b.num += m.Value
		switch m.Place {
		case scoring.InNumerator:
			require.Positive(tb, m.Value)
			b.den, b.named = b.den+1, b.named+1
		case scoring.InDenominator:
			require.Zero(tb, m.Value)
			b.den++
		case scoring.Unrated:
			b.unrated++
		case scoring.Excluded:
			b.excluded++
		}
	}
	return b
}

// Issue 3 ("each term, its inputs, its rule, and the matters behind it"): the
// matters named add up to the numbers, for every row of every opinion under any
// rules. Those that counted and those that explain cannot disagree.
func TestExplanationsAddUp(t *testing.T) {
	rows := 0
	for seed := range uint64(60) {
		rng := seeded(seed)
		rs, all := anyRules(rng), someParts(rng, 150)
		s := must(scoring.NewScorer(rs))
		for _, o := range opine(t, rs, all) {
			ask := func(row string) behind {
				rows++
				return explained(t, s, scoring.Question{Peer: o.Peer, Period: q3, Row: row}, all)
			}
			excluded := int64(0)
			for _, e := range o.Excluded {
				excluded += e.Parts
			}
			for _, term := range o.Terms {
				b := ask(term.ID)
				require.Equal(t, [3]int64{int64(term.Num), term.Den, term.Unrated}, [3]int64{int64(b.num), b.den, b.unrated}, "seed %d, term %s of %s", seed, term.Rate, o.Peer.Unit)
				require.LessOrEqual(t, b.excluded, excluded)
				if len(term.Lists) == 0 {
					require.Equal(t, excluded, b.excluded)
				}
			}
			for _, a := range slices.Concat(o.Additions, o.Deductions) {
				require.Equal(t, a.Count, ask(a.ID).named, "seed %d, %s", seed, a.Event)
			}
			for _, c := range o.Ceilings {
				b := ask(c.ID)
				require.Equal(t, [2]int64{int64(c.Num), c.Den}, [2]int64{int64(b.num), b.den}, "seed %d, ceiling %s", seed, c.Rate)
			}
		}
	}
	require.Greater(t, rows, 2000)
}

// Matters are named with what they count for and as what, in the order in which
// they come; whoever has heard enough may stop.
func TestExplanationsNameMatters(t *testing.T) {
	poor := part(2, "A", scoring.Phased)
	poor.Whistler, poor.Sender = scoring.Rating{Answer: scoring.Given, Step: 1}, scoring.Rating{Answer: scoring.Silent}
	out := part(3, "A", scoring.Phased)
	out.Excluded = scoring.Withdrawn
	other, earlier, unsound := part(4, "B", scoring.Phased), part(5, "A", scoring.Phased), part(6, "A", scoring.Phased)
	earlier.Complete.Due = at(-1)
	earlier.Asked = at(-9)
	unsound.Role = ""
	all := []scoring.Observation{part(1, "A", scoring.Phased), poor, out, other, earlier, unsound}
	s := must(scoring.NewScorer(scoring.PracticeRules()))
	q := scoring.Question{Peer: scoring.Peer{Unit: "A", Group: scoring.Towns, Side: scoring.Responder}, Period: q3, Row: "satisfied"}
	matters := must(s.Explain(q, stream(all)))
	var got []string
	for m := range matters {
		got = append(got, m.Serial[len(m.Serial)-1:]+" "+string(m.Place)+" "+m.Class.String()+" "+m.Value.String())
	}
	require.Equal(t, []string{
		"1 numerator whistler.4 1", "1 numerator sender.4 1",
		"2 denominator whistler.1 0", "2 unrated sender.unrated 0",
		"3 excluded excluded.withdrawn 0",
	}, got)
	for range matters {
		break
	}
	_, err := s.Explain(scoring.Question{Row: "nobody's"}, stream(all))
	require.Error(t, err)
}
