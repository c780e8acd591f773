package scoring_test

import (
	"math/big"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/scoring"
)

// 3: rates per unit and list are ratios; read off the counters they are what
// walking over the parts gives, on every list and over all of them.
func TestRatesPerUnitAndList(t *testing.T) {
	values := scoring.ResponderRules().Values
	for seed := range uint64(20) {
		all := someParts(seeded(seed), 300)
		tally := count(t, all, q3)
		for _, peer := range tally.Peers() {
			for _, over := range [][]scoring.List{nil, {scoring.NoList}, {scoring.Immediate, scoring.Phased}, {scoring.Understanding}} {
				counts := tally.Counts(peer, q3, over...)
				for _, spec := range scoring.Rates() {
					if spec.Side != peer.Side {
						continue
					}
					got, ok := counts.Rate(spec.ID, values)
					require.True(t, ok)
					holdRate(t, &spec, got, all, peer, over, values)
				}
			}
		}
	}
	var none scoring.Counts
	_, ok := none.Rate("satisfied", nil)
	require.False(t, ok, "what 基本满意 counts for is in the rule set")
	_, ok = none.Rate("nobody's", values)
	require.False(t, ok)
	r, ok := none.Rate("responded", nil)
	require.True(t, ok)
	_, ok = r.Value(scoring.HalfUp)
	require.False(t, ok, "nothing over nothing")
	require.Equal(t, "0/0", r.String())
	third, ok := scoring.Ratio{Num: 2 * scoring.One, Den: 3}.Value(scoring.Down)
	require.True(t, ok)
	require.Equal(t, "0.6666", third.String())
}

// holdRate holds a rate against the oracle's.
func holdRate(tb testing.TB, spec *scoring.RateSpec, got scoring.Ratio, all []scoring.Observation, peer scoring.Peer, over []scoring.List, v *scoring.Values) {
	tb.Helper()
	want := ratio{new(big.Rat), new(big.Rat)}
	for i := range all {
		o := &all[i]
		counts := o.Unit == peer.Unit && o.Group == peer.Group && o.Side == peer.Side && o.Excluded == "" && !o.At().IsZero() && q3.Contains(o.At())
		if counts && (len(over) == 0 || slices.Contains(over, o.List)) {
			want.add(spec.ID, o, v)
		}
	}
	if spec.Fewer { // the oracle counts what is left
		want.num.Sub(want.den, want.num)
	}
	require.Zero(tb, want.num.Cmp(rat(got.Num)), "%s: %s, oracle %s", spec.ID, got, want.num)
	require.Zero(tb, want.den.Cmp(big.NewRat(got.Den, 1)), "%s", spec.ID)
}
