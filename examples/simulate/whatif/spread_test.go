package whatif

import (
	"math/big"
	"math/bits"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/examples/simulate/chance"
	"github.com/jinlin-project/jinlin/governance"
)

// A figure is its ratio to the millionth, half up, whatever the size of its parts;
// without a denominator there is none.
func TestAmountIsTheRatio(t *testing.T) {
	s := chance.Seed(1).On(chance.TopicOf("amounts"), 0)
	for range 2000 {
		r := governance.Ratio{Num: int64(s.Below(1 << (1 + s.Below(43)))), Den: 1 + int64(s.Below(1<<(1+s.Below(43))))}
		if r.Num/r.Den > one*one/1000 {
			continue // greater than any figure
		}
		got, ok := amountOf(r, 1000)
		require.True(t, ok)
		exact := new(big.Rat).Mul(big.NewRat(r.Num, r.Den), big.NewRat(1000*one, 1))
		want := new(big.Rat).Add(exact, big.NewRat(1, 2))
		require.Equal(t, new(big.Int).Div(want.Num(), want.Denom()).String(), big.NewInt(int64(got)).String(), "%v", r)
	}
	_, ok := amountOf(governance.Ratio{Num: 3}, 1)
	require.False(t, ok)
}

func TestAmountText(t *testing.T) {
	for _, row := range []struct {
		a      Amount
		places int
		want   string
	}{
		{1_005_000, 2, "1.01"}, {-1_005_000, 2, "-1.01"}, {4_999, 2, "0.00"}, {-4_999, 2, "0.00"}, {5_000, 2, "0.01"}, {96_585_000, 1, "96.6"},
		{499_999, 0, "0"}, {500_000, 0, "1"}, {123, 6, "0.000123"},
	} {
		require.Equal(t, row.want, row.a.Text(row.places))
	}
	require.Equal(t, "-12.5", Amount(-12_500_000).String())
	require.Equal(t, "100", Amount(100*one).String())
}

// naive is what the documentation says, by counting.
func naive(of []Amount) (low, median, high Amount) {
	sorted := slices.Sorted(slices.Values(of))
	n := len(sorted)
	for drop := 0; 20*drop <= n; drop++ { // as many left out at each end as leave nine tenths
		low, high = sorted[drop], sorted[n-1-drop]
	}
	if n%2 == 1 {
		return low, sorted[n/2], high
	}
	return low, (sorted[n/2-1] + sorted[n/2]) / 2, high
}

func TestSpread(t *testing.T) {
	require.Equal(t, Spread{Of: 4, Low: 1, Median: 4, High: 90}, spreadOf([]Amount{3, 90, 1, 5}))
	require.Equal(t, Spread{}, spreadOf(nil))
	s := chance.Seed(2).On(chance.TopicOf("spreads"), 0)
	for n := 1; n < 130; n++ {
		var all, mirrored []Amount
		for range n {
			a := Amount(s.Between(-50, 50))
			all, mirrored = append(all, a), append(mirrored, -a)
		}
		low, median, high := naive(all)
		got := spreadOf(slices.Clone(all))
		require.Equal(t, Spread{n, low, median, high}, got)
		inside := 0
		for _, a := range all {
			if a >= low && a <= high {
				inside++
			}
		}
		require.GreaterOrEqual(t, 10*inside, 9*n, "it holds nine tenths")
		require.Equal(t, Spread{n, -high, -median, -low}, spreadOf(mirrored), "B−A is A−B the other way round")
	}
}

// The sign test counts how many of all 2^n outcomes are at least as uneven.
func TestUnevenIsTheSignTest(t *testing.T) {
	for n := range 15 {
		for up := range n + 1 {
			as := 0
			for outcome := range 1 << n {
				if k := bits.OnesCount(uint(outcome)); min(k, n-k) <= min(up, n-up) {
					as++
				}
			}
			require.Equal(t, 100*as <= 1<<n, uneven(up, n-up), "%d of %d", up, n)
		}
	}
	require.True(t, uneven(fewest, 0))
	require.False(t, uneven(fewest-1, 0))
	require.True(t, uneven(600, 400), "more seeds than a machine word has bits")
}

// Differences are by seed: a seed in which one side has no figure has none.
func TestDifferencesArePaired(t *testing.T) {
	is := func(a Amount) figure { return figure{a, true} }
	d := differenceOf([]figure{is(10), is(20), {}, is(5), is(7)}, []figure{is(9), is(25), is(1), {}, is(7)})
	require.Equal(t, Difference{Spread: Spread{Of: 3, Low: -1, Median: 0, High: 5}, Up: 1, Down: 1}, d)
	require.Equal(t, Difference{}, differenceOf([]figure{{}}, []figure{is(1)}))
}
