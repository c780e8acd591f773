package whatif

import (
	"math/bits"
	"strconv"
	"strings"

	"github.com/jinlin-project/jinlin/governance"
)

// An Amount is a figure in millionths of its unit.
type Amount int64

// one is the Amount 1.
const one = 1_000_000

// amountOf is a ratio, so many times, rounded half up; false where it has no
// denominator. Neither part of the ratio is negative, and the figure is less than nine
// million millions of its unit.
func amountOf(r governance.Ratio, times int64) (Amount, bool) {
	if r.Den <= 0 {
		return 0, false
	}
	high, low := bits.Mul64(uint64(r.Num*times), one)
	low, carry := bits.Add64(low, uint64(r.Den/2), 0)
	q, _ := bits.Div64(high+carry, low, uint64(r.Den))
	return Amount(q), true
}

// scaled is an amount as a count of its places' last digit, rounded half away from
// zero.
func (a Amount) scaled(places int) int64 {
	step := int64(one)
	for range places {
		step /= 10
	}
	half := step / 2
	if a < 0 {
		half = -half
	}
	return (int64(a) + half) / step
}

// Text prints an amount with so many digits behind the point, 6 at most.
func (a Amount) Text(places int) string {
	n := a.scaled(places)
	sign := ""
	if n < 0 {
		sign, n = "-", -n
	}
	digits := strconv.FormatInt(n, 10)
	if places == 0 {
		return sign + digits
	}
	digits = strings.Repeat("0", max(0, places+1-len(digits))) + digits
	cut := len(digits) - places
	return sign + digits[:cut] + "." + digits[cut:]
}

// String prints all that is there, without zeros at the end.
func (a Amount) String() string {
	return strings.TrimSuffix(strings.TrimRight(a.Text(6), "0"), ".")
}

// MarshalText makes JSON a text of it, which no reader turns into a binary fraction.
func (a Amount) MarshalText() ([]byte, error) { return []byte(a.String()), nil }
