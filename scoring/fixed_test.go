package scoring_test

import (
	"encoding/json"
	"math/big"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/scoring"
)

// A number parses as it prints, in one way only.
func TestFixedNumbers(t *testing.T) {
	for text, want := range map[string]scoring.Fixed{
		"0": 0, "1": 10_000, "0.925": 9250, "-0.5": -5000, "0.0001": 1, "100": 1_000_000, "999999999999.9999": 9_999_999_999_999_999,
	} {
		got := must(scoring.ParseFixed(text))
		require.Equal(t, want, got)
		require.Equal(t, text, got.String())
		data, err := json.Marshal(got)
		require.NoError(t, err)
		require.Equal(t, `"`+text+`"`, string(data), "a string, so that nobody reads it as a binary fraction")
		require.True(t, got.Decimal().Equal(decimal.RequireFromString(text)))
		require.Equal(t, got, must(scoring.FixedOf(got.Decimal(), scoring.Down)))
	}
	for _, text := range []string{"", "-", ".5", "5.", "+1", "01", "1e2", "0.12345", "1,5", "1234567890123", "١", "0x1", " 1", "1 ", "--1", "-.5"} {
		_, err := scoring.ParseFixed(text)
		var wrong *scoring.NumberError
		require.ErrorAs(t, err, &wrong, text)
		require.NotEmpty(t, wrong.Zh())
		f := scoring.Fixed(7)
		require.Error(t, f.UnmarshalText([]byte(text)))
		require.Equal(t, scoring.Fixed(7), f, "on an error the number keeps its value")
	}
	require.Panics(t, func() { scoring.MustFixed("x") })
}

func TestFixedForReaders(t *testing.T) {
	f := scoring.MustFixed("92.5")
	require.Equal(t, []string{"92", "92.5", "92.50", "92.500", "92.5000"}, []string{f.Text(0), f.Text(1), f.Text(2), f.Text(3), f.Text(4)})
	require.Equal(t, "-0.50", scoring.MustFixed("-0.5").Text(2))
	require.Equal(t, "93.33%", scoring.MustFixed("0.9333").Percent())
	require.Equal(t, "100.00%", scoring.One.Percent())
}

// Figures of other institutions come as decimals and are rounded as said.
func TestFixedOfDecimals(t *testing.T) {
	for _, c := range []struct {
		in   string
		mode scoring.Mode
		want string
	}{
		{"0.99125", scoring.HalfUp, "0.9913"}, {"0.99125", scoring.HalfEven, "0.9912"}, {"0.99129", scoring.Down, "0.9912"},
		{"2817", scoring.HalfUp, "2817"}, {"-1.00005", scoring.HalfUp, "-1.0001"}, {"1e3", scoring.HalfUp, "1000"},
	} {
		require.Equal(t, scoring.MustFixed(c.want), must(scoring.FixedOf(decimal.RequireFromString(c.in), c.mode)), "%s %s", c.in, c.mode)
	}
	for _, exponent := range []int32{20, 2_000_000_000, -2_000_000_000} {
		require.Zero(t, must(scoring.FixedOf(decimal.New(0, exponent), scoring.HalfUp)), "zero is zero, however it is written")
	}
	for _, far := range []decimal.Decimal{decimal.New(1, 12), decimal.New(1, 2_000_000_000), decimal.New(1, -2_000_000_000), decimal.New(12_345_678_901_234, 0)} {
		_, err := scoring.FixedOf(far, scoring.HalfUp)
		require.Error(t, err, "and at once, not after writing out two thousand million digits")
	}
}

// Weigh is the weighted mean, exact until it is rounded once.
func TestWeighAgainstFractions(t *testing.T) {
	for seed := range uint64(3000) {
		rng := seeded(seed)
		n := 1 + rng.IntN(10)
		values, weights := make([]scoring.Fixed, n), make([]scoring.Fixed, n)
		sum, all := new(big.Rat), new(big.Rat)
		for i := range n {
			values[i], weights[i] = fixed(rng, 0, 100*scoring.One), fixed(rng, 0, scoring.One)
			if seed%3 == 0 { // as large as they may be
				values[i], weights[i] = fixed(rng, 1<<40, 1<<50), fixed(rng, 1<<40, 1<<50)
			}
			sum.Add(sum, new(big.Rat).Mul(rat(values[i]), rat(weights[i])))
			all.Add(all, rat(weights[i]))
		}
		r := scoring.Rounding{Mode: pick(rng, scoring.HalfUp, scoring.HalfEven, scoring.Down), Places: rng.IntN(5)}
		got, ok := scoring.Weigh(values, weights, r)
		require.Equal(t, all.Sign() > 0, ok)
		if ok {
			want := nearest(sum.Quo(sum, all), r.Places, r.Mode)
			require.Zero(t, want.Cmp(rat(got)), "seed %d: %s, fractions %s", seed, got, want)
		}
	}
}
