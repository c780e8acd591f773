package scoring_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/scoring"
)

// A model of a tally: the observations themselves.
type model struct {
	parts []scoring.Observation
}

// step does one random thing to a tally and to its model.
func (m *model) step(t *testing.T, seed uint64, n int, tally *scoring.Tally) *scoring.Tally {
	t.Helper()
	rng := seeded(seed*1000 + uint64(n))
	switch rng.IntN(6) {
	case 0, 1: // parts come in
		for range rng.IntN(60) {
			o := anyPart(rng, rng.IntN(1000))
			require.NoError(t, tally.Add(&o))
			m.parts = append(m.parts, o)
		}
	case 2: // a part changes
		if len(m.parts) > 0 {
			i := rng.IntN(len(m.parts))
			require.NoError(t, tally.Remove(&m.parts[i]))
			m.parts[i] = anyPart(rng, i)
			require.NoError(t, tally.Add(&m.parts[i]))
		}
	case 3: // a part is taken back
		if len(m.parts) > 0 {
			i := rng.IntN(len(m.parts))
			require.NoError(t, tally.Remove(&m.parts[i]))
			m.parts = slices.Delete(m.parts, i, i+1)
		}
	case 4: // a stream that was counted elsewhere comes in
		other := someParts(rng, rng.IntN(80))
		require.NoError(t, tally.Merge(count(t, other, tally.Periods()...)))
		m.parts = append(m.parts, other...)
	case 5: // the counters move into a tally of their own
		blank := tally.Blank()
		require.NoError(t, blank.Merge(tally))
		return blank
	}
	return tally
}

// Live counters, whatever is done to them, are what counting anew would give.
func TestLiveCountersAgainstAModel(t *testing.T) {
	s := must(scoring.NewScorer(scoring.ResponderRules()))
	w := must(scoring.NewScorer(scoring.WhistlerRules()))
	months := []scoring.Period{
		must(scoring.ParsePeriod("2024-07-01/2024-08-01")),
		must(scoring.ParsePeriod("2024-08-01/2024-09-01")),
		must(scoring.ParsePeriod("2024-09-01/2024-10-01")),
	}
	for seed := range uint64(12) {
		m := &model{}
		tally := scoring.NewTally(months...)
		for n := range 60 {
			tally = m.step(t, seed, n, tally)
			if n%10 != 9 {
				continue
			}
			joined, err := tally.Join(q3)
			require.NoError(t, err)
			anew := count(t, m.parts, q3)
			sameBytes(t, must(s.Opinions(anew, q3, 1)), must(s.Opinions(joined, q3, 1)), "responders")
			sameBytes(t, must(w.Opinions(anew, q3, 1)), must(w.Opinions(joined, q3, 1)), "whistlers")
		}
	}
}

// Standings are the opinions without their reasons: the same scores, grades and
// ranks in the same order.
func TestStandingsAreThoseOfTheOpinions(t *testing.T) {
	for seed := range uint64(60) {
		rng := seeded(seed)
		s := must(scoring.NewScorer(anyRules(rng)))
		tally := count(t, someParts(rng, 200), q3)
		opinions := must(s.Opinions(tally, q3, 1))
		for i, st := range must(s.Rank(tally, q3)) {
			o := opinions[i]
			require.Equal(t, o.Peer, st.Peer)
			require.Equal(t, o.Lack, st.Lack)
			require.Equal(t, o.Grade, st.Grade)
			require.Equal(t, [2]int{o.Rank, o.Of}, [2]int{st.Rank, st.Of})
			if o.Score != nil {
				require.Equal(t, *o.Score, st.Score)
			}
		}
	}
}

// Ranks of a group: 1, 2, 2, 4; they begin at 1, never fall, skip as many as
// share, and all know how many are ranked.
func TestRanksAreConsistent(t *testing.T) {
	shared := 0
	for seed := range uint64(120) {
		rng := seeded(seed)
		rs := anyRules(rng)
		rs.Rounding.Places = 0 // so that scores tie
		s := must(scoring.NewScorer(rs))
		groups := map[scoring.Group][]scoring.Standing{}
		for _, st := range must(s.Rank(count(t, someParts(rng, 300), q3), q3)) {
			groups[st.Peer.Group] = append(groups[st.Peer.Group], st)
		}
		for _, group := range groups {
			ranked := 0
			for i, st := range group {
				if st.Lack != "" {
					continue
				}
				require.Equal(t, i, ranked, "the ranked come first")
				ranked++
				switch {
				case i > 0 && st.Score == group[i-1].Score:
					require.Equal(t, group[i-1].Rank, st.Rank)
					require.Less(t, group[i-1].Peer.Unit, st.Peer.Unit, "equals are in the order of their codes")
					shared++
				default:
					require.Equal(t, i+1, st.Rank)
				}
			}
			for _, st := range group {
				require.Equal(t, ranked, st.Of)
			}
		}
	}
	require.Greater(t, shared, 30)
}

// Explanations are enough: whoever has only them, and the rules, comes to the
// terms of the opinion.
func TestScoresFromExplanationsAlone(t *testing.T) {
	for seed := range uint64(30) {
		rng := seeded(seed)
		rs, all := anyRules(rng), someParts(rng, 120)
		s := must(scoring.NewScorer(rs))
		for _, o := range opine(t, rs, all) {
			for i, term := range o.Terms {
				b := explained(t, s, scoring.Question{Peer: o.Peer, Period: q3, Row: term.ID}, all)
				if b.den == 0 {
					require.Nil(t, term.Value)
					continue
				}
				value, _ := scoring.Ratio{Num: b.num, Den: b.den}.Value(rs.Rounding.Mode)
				require.Equal(t, value, *term.Value, "seed %d, %s", seed, rs.Terms[i].Rate)
			}
		}
	}
}
