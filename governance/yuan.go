package governance

import (
	"fmt"
	"strconv"
	"strings"
)

// Yuan is an amount of money (元), kept exact as whole fen: 1 yuan is 100. It is
// written as text with two places, "1234.50", as scores are; nothing is rounded
// but by [Yuan.Per], since what has more than two places is no amount.
type Yuan int64

// mostYuan bounds an amount to what sums of many stay within: 10,000 billion.
const mostYuan Yuan = 1_000_000_000_000_000

// YuanError says that a text is no amount. It does not repeat the text.
type YuanError struct{}

// Error implements error.
func (YuanError) Error() string {
	return "is not an amount of at most thirteen digits and two places, such as 1234.50"
}

// ParseYuan reads an amount: digits, and at most two places; a minus before it.
// The error is a [YuanError].
func ParseYuan(s string) (Yuan, error) {
	digits, negative := strings.CutPrefix(s, "-")
	whole, places, pointed := strings.Cut(digits, ".")
	if whole == "" || len(whole) > 13 || pointed && (places == "" || len(places) > 2) || len(whole) > 1 && whole[0] == '0' {
		return 0, YuanError{}
	}
	n, err := strconv.ParseUint(whole+(places + "00")[:2], 10, 63)
	if err != nil || strings.ContainsAny(digits, "+_") || Yuan(n) > mostYuan {
		return 0, YuanError{}
	}
	if negative {
		return -Yuan(n), nil
	}
	return Yuan(n), nil
}

// MustYuan is ParseYuan for amounts in code; it panics where there is none.
func MustYuan(s string) Yuan {
	y, err := ParseYuan(s)
	if err != nil {
		panic(err)
	}
	return y
}

// String writes the amount with two places.
func (y Yuan) String() string {
	sign := ""
	if y < 0 {
		sign, y = "-", -y
	}
	return fmt.Sprintf("%s%d.%02d", sign, y/100, y%100)
}

// MarshalText implements [encoding.TextMarshaler].
func (y Yuan) MarshalText() ([]byte, error) { return []byte(y.String()), nil }

// UnmarshalText implements [encoding.TextUnmarshaler].
func (y *Yuan) UnmarshalText(text []byte) (err error) {
	*y, err = ParseYuan(string(text))
	return err
}

// Per is the amount shared by n, which is above nothing, rounded to the fen half
// away from zero (四舍五入): the one place where money is rounded.
func (y Yuan) Per(n int64) Yuan {
	if y < 0 {
		return -(-y).Per(n)
	}
	q, r := int64(y)/n, int64(y)%n
	if r >= n-r {
		q++
	}
	return Yuan(q)
}

// Positive notes as a fault of a field that an amount is not above nothing.
func (y Yuan) Positive(f *Faults, path string) {
	if y <= 0 {
		f.Add(path, "not-positive", "应大于0", "is not above nothing")
	}
}
