package governance

import "math/big"

// A Ratio is a rate as what it is made of. Without a denominator it has no
// value.
type Ratio struct {
	Num int64 `json:"num"`
	Den int64 `json:"den"`
}

// noRate is how a rate without denominator is printed: never as 0 or 100.
const noRate = "无"

// Percent prints the rate as a percentage with a number of places, rounded half
// away from zero (四舍五入): 2,817 of 2,844 with two places is "99.05%". A rate
// without denominator is "无".
func (r Ratio) Percent(places int) string {
	if r.Den == 0 {
		return noRate
	}
	scaled := new(big.Rat).SetFrac64(r.Num, r.Den)
	return scaled.Mul(scaled, big.NewRat(100, 1)).FloatString(places) + "%"
}
