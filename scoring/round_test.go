package scoring_test

import (
	"math/big"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/scoring"
)

// Outside vectors: numbers are rounded as the decimal library does, which is
// somebody else's.
func TestRoundingAgainstDecimals(t *testing.T) {
	rng := seeded(4)
	for range 20_000 {
		f := fixed(rng, 0, 200*scoring.One)
		if rng.IntN(2) == 0 { // halves, where modes differ
			f = f/1000*1000 + 500
		}
		places := rng.IntN(5)
		for mode, by := range map[scoring.Mode]func(decimal.Decimal, int32) decimal.Decimal{
			scoring.HalfUp:   decimal.Decimal.Round,
			scoring.HalfEven: decimal.Decimal.RoundBank,
			scoring.Down:     decimal.Decimal.Truncate,
		} {
			got := scoring.Rounding{Mode: mode, Places: places}.Round(f)
			require.True(t, got.Decimal().Equal(by(f.Decimal(), int32(places))), "%s to %d, %s: %s", f, places, mode, got)
			require.Equal(t, got.Decimal().StringFixed(int32(places)), got.Text(places), "and printed as it prints")
		}
	}
}

// Rates are divided exactly, also where the product passes 64 bits.
func TestRatiosAgainstFractions(t *testing.T) {
	rng := seeded(6)
	for range 20_000 {
		den := rng.Int64N(1 << uint(1+rng.IntN(40)))
		r := scoring.Ratio{Den: den}
		if den > 0 {
			r.Num = fixed(rng, 0, scoring.Fixed(den)*scoring.One)
		}
		mode := pick(rng, scoring.HalfUp, scoring.HalfEven, scoring.Down)
		got, ok := r.Value(mode)
		require.Equal(t, den > 0, ok)
		if ok {
			want := nearest(new(big.Rat).Quo(rat(r.Num), big.NewRat(den, 1)), 4, mode)
			require.Zero(t, want.Cmp(rat(got)), "%s, %s: %s", r, mode, got)
			require.LessOrEqual(t, got, scoring.One)
		}
	}
}

// Rounding never turns a larger number into a smaller one: the no-gain rule's
// last step.
func TestRoundingKeepsOrder(t *testing.T) {
	rng := seeded(8)
	for range 20_000 {
		a, b := fixed(rng, 0, 100*scoring.One), fixed(rng, 0, 100*scoring.One)
		r := scoring.Rounding{Mode: pick(rng, scoring.HalfUp, scoring.HalfEven, scoring.Down), Places: rng.IntN(5)}
		require.LessOrEqual(t, r.Round(min(a, b)), r.Round(max(a, b)))
		require.Equal(t, r.Round(a), r.Round(r.Round(a)), "twice is once")
		diff := r.Round(a) - a
		require.Less(t, max(diff, -diff), scoring.One)
	}
}

// The weighted mean lies between its least and its greatest value, does not know
// the order of its terms, and is the value itself where all are the same.
func TestWeighIsAMean(t *testing.T) {
	for seed := range uint64(3000) {
		rng := seeded(seed)
		n := 1 + rng.IntN(8)
		values, weights := make([]scoring.Fixed, n), make([]scoring.Fixed, n)
		low, high := 100*scoring.One, scoring.Fixed(0)
		for i := range n {
			values[i], weights[i] = fixed(rng, 0, 100*scoring.One), fixed(rng, 1, scoring.One)
			low, high = min(low, values[i]), max(high, values[i])
		}
		four := scoring.Rounding{Mode: pick(rng, scoring.HalfUp, scoring.HalfEven, scoring.Down), Places: 4}
		got, ok := scoring.Weigh(values, weights, four)
		require.True(t, ok)
		require.GreaterOrEqual(t, got, low)
		require.LessOrEqual(t, got, high)
		rng.Shuffle(n, func(i, j int) {
			values[i], values[j] = values[j], values[i]
			weights[i], weights[j] = weights[j], weights[i]
		})
		again, _ := scoring.Weigh(values, weights, four)
		require.Equal(t, got, again)
		for i := range values {
			values[i] = low
		}
		same, _ := scoring.Weigh(values, weights, four)
		require.Equal(t, low, same)
	}
	_, ok := scoring.Weigh(nil, nil, scoring.Rounding{Mode: scoring.HalfUp})
	require.False(t, ok, "nothing has no mean")
}
