package scoring_test

import (
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/scoring"
)

// doubled merges a tally with a copy of itself.
func doubled(tb testing.TB, t *scoring.Tally) *scoring.Tally {
	tb.Helper()
	out := t.Blank()
	require.NoError(tb, out.Merge(t))
	require.NoError(tb, out.Merge(t))
	return out
}

// Rates are ratios: a district a thousand million times as large, with the same
// share of everything, has the same rates and the same points; no product runs
// over on the way.
func TestRatesDoNotDependOnSize(t *testing.T) {
	for seed := range uint64(20) {
		rng := seeded(seed)
		rs := anyRules(rng)
		rs.Additions, rs.Deductions = nil, nil // those are per event
		s := must(scoring.NewScorer(rs))
		tally := count(t, someParts(rng, 150), q3)
		before := must(s.Opinions(tally, q3, 1))
		for range 30 {
			tally = doubled(t, tally)
		}
		for _, o := range must(s.Opinions(tally, q3, 1)) {
			was := one(t, onlyGroup(before, o.Peer), o.Peer.Unit)
			require.Equal(t, was.Parts<<30, o.Parts)
			require.Equal(t, was.Score, o.Score, "seed %d, %s", seed, o.Peer.Unit)
			for i := range o.Terms {
				require.Equal(t, was.Terms[i].Value, o.Terms[i].Value)
				require.Equal(t, was.Terms[i].Points, o.Terms[i].Points)
			}
		}
	}
}

func onlyGroup(all []scoring.Opinion, peer scoring.Peer) (out []scoring.Opinion) {
	for _, o := range all {
		if o.Peer == peer {
			out = append(out, o)
		}
	}
	return out
}

// Reading alone may be shared: opinions, ranks and explanations at once, under
// the race detector, are the same as one after the other.
func TestReadingIsShared(t *testing.T) {
	all := someParts(seeded(12), 2000)
	tally := count(t, all, q3)
	s := must(scoring.NewScorer(scoring.ResponderRules()))
	want := must(s.Opinions(tally, q3, 1))
	var readers sync.WaitGroup
	for range 4 {
		readers.Go(func() {
			got, err := s.Opinions(tally, q3, 1)
			if err != nil || len(got) != len(want) || got[0].Digest() != want[0].Digest() {
				t.Error("read differently")
			}
			if _, err := s.Rank(tally, q3); err != nil {
				t.Error(err)
			}
			matters, err := s.Explain(scoring.Question{Peer: want[0].Peer, Period: q3, Row: "satisfied"}, stream(all))
			if err != nil {
				t.Error(err)
				return
			}
			den := int64(0)
			for m := range matters {
				if m.Place == scoring.InNumerator || m.Place == scoring.InDenominator {
					den++
				}
			}
			if den != want[0].Terms[7].Den {
				t.Error("explained differently")
			}
		})
	}
	readers.Wait()
}

// Units do not look at each other: whatever happens to one, the opinions on the
// others stay as they were but for their rank.
func TestUnitsAreScoredApart(t *testing.T) {
	for seed := range uint64(40) {
		rng := seeded(seed)
		rs, all := anyRules(rng), someParts(rng, 200)
		before := opine(t, rs, all)
		unit := before[rng.IntN(len(before))].Peer.Unit
		for i := range all {
			if all[i].Unit == unit {
				all[i] = selfish(rng, all[i])
			}
		}
		for _, o := range opine(t, rs, all) {
			if o.Peer.Unit == unit {
				continue
			}
			was := one(t, onlyGroup(before, o.Peer), o.Peer.Unit)
			was.Rank, was.Of = o.Rank, o.Of
			require.Equal(t, string(was.Canonical()), string(o.Canonical()), "seed %d", seed)
		}
	}
}
