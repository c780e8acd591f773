package governance_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/governance"
)

// 4: "money and scores are exact decimals".
func TestYuan(t *testing.T) {
	for text, want := range map[string]governance.Yuan{
		"0": 0, "0.00": 0, "0.01": 1, "1": 100, "1.5": 150, "1234.50": 123450, "-0.01": -1, "-12.3": -1230, "9999999999999.99": 999_999_999_999_999,
	} {
		got, err := governance.ParseYuan(text)
		require.NoError(t, err, text)
		assert.Equal(t, want, got, text)
	}
	for _, text := range []string{"", "-", ".5", "1.", "1.234", "01", "1e3", "+1", "1,000", "１", " 1", "1 ", "NaN", "--1", "1_0", "1.+5", "99999999999999"} {
		_, err := governance.ParseYuan(text)
		assert.ErrorAs(t, err, new(governance.YuanError), "%q", text)
	}
}

// Whatever is printed reads back as the same amount, and as the same number to a
// library that knows nothing of ours.
func FuzzYuan(f *testing.F) {
	f.Add(int64(0))
	f.Add(int64(-1))
	f.Add(int64(123456))
	f.Fuzz(func(t *testing.T, n int64) {
		y := governance.Yuan(n % 1_000_000_000_000_000)
		text := y.String()
		again, err := governance.ParseYuan(text)
		require.NoError(t, err, text)
		require.Equal(t, y, again)
		require.True(t, decimal.RequireFromString(text).Equal(decimal.New(int64(y), -2)), text)
		raw, err := json.Marshal(map[string]governance.Yuan{"y": y})
		require.NoError(t, err)
		require.Equal(t, fmt.Sprintf(`{"y":%q}`, text), string(raw))
	})
}

// 4 G16: what is divided is rounded to the fen half away from zero, as the decimal
// library rounds it.
func TestPer(t *testing.T) {
	for _, y := range []governance.Yuan{0, 1, 2, 3, 5, 449_950, 450_050, 999_999_999_999_999, 9_000_000_000_000_000_000} {
		for _, n := range []int64{1, 2, 3, 6, 28, 31, 365, 1_000_000_007} {
			want := decimal.NewFromInt(int64(y)).DivRound(decimal.NewFromInt(n), 0).IntPart()
			require.Equal(t, governance.Yuan(want), y.Per(n), "%d / %d", y, n)
			require.Equal(t, governance.Yuan(-want), (-y).Per(n), "-%d / %d", y, n)
		}
	}
}

func TestPositive(t *testing.T) {
	var f governance.Faults
	governance.Yuan(1).Positive(&f, "a")
	governance.Yuan(0).Positive(&f, "b")
	governance.Yuan(-1).Positive(&f, "c")
	require.EqualError(t, f.Err(), "invalid: b not-positive, c not-positive")
}

// Figures [F]: 2,817 of 2,844 mediations is 99.05 %; issue 5. A rate without a
// denominator never prints as 0 or 100.
func TestPercent(t *testing.T) {
	for want, r := range map[string]governance.Ratio{
		"99.05%": {Num: 2817, Den: 2844}, "0.00%": {Den: 3}, "100.00%": {Num: 7, Den: 7}, "33.33%": {Num: 1, Den: 3}, "66.67%": {Num: 2, Den: 3},
		"0.13%": {Num: 1, Den: 800}, "无": {},
	} {
		assert.Equal(t, want, r.Percent(2), "%d of %d", r.Num, r.Den)
	}
	assert.Equal(t, "13%", governance.Ratio{Num: 1, Den: 8}.Percent(0), "half up")
}
