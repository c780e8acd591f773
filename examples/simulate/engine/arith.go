package engine

import "math/bits"

// mulDiv is a × b ÷ c without overflow on the way; none is negative, and the result
// fits.
func mulDiv(a, b, c int64) int64 {
	high, low := bits.Mul64(uint64(a), uint64(b))
	q, _ := bits.Div64(high, low, uint64(c))
	return int64(q)
}
