package scoring

import (
	"math/bits"

	"github.com/shopspring/decimal"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/scoring/internal/strict"
)

// A Mode is how a number is rounded.
type Mode string

// The modes. The numbers of a score are never negative, so that no mode needs a
// word on signs; for others, halves go away from zero and down is towards it.
const (
	HalfUp   Mode = "half-up"   // 四舍五入
	HalfEven Mode = "half-even" // 四舍六入五成双
	Down     Mode = "down"      // 去尾
)

// Choices lists the modes with their labels.
func (Mode) Choices() []governance.Choice {
	return []governance.Choice{
		choice(HalfUp, "四舍五入", "half up"), choice(HalfEven, "四舍六入五成双", "half to even"), choice(Down, "去尾", "down"),
	}
}

// A Rounding says how the one number that counts is rounded.
type Rounding struct {
	Mode   Mode            `json:"mode"`
	Places int             `json:"places"` // 0 to 4
	Source governance.Text `json:"source"`
}

// Faults names everything that is wrong with the rounding; paths begin at
// "rounding".
func (r Rounding) Faults() governance.Faults {
	var c strict.Checker
	if !known(r.Mode) {
		c.UnknownCode("rounding.mode")
	}
	strict.Within(&c, "rounding.places", r.Places, 0, Places)
	c.Text("rounding.source", r.Source)
	return c.Faults
}

// Round brings a number that is not negative to the rounding's places.
func (r Rounding) Round(f Fixed) Fixed {
	unit := r.unit()
	return Fixed(r.Mode.quotient(uint64(f), unit) * unit)
}

// units are the worth of the last place kept, in ten-thousandths.
var units = [Places + 1]uint64{10_000, 1_000, 100, 10, 1}

func (r Rounding) unit() uint64 { return units[r.Places] }

// quotient divides and rounds to a whole number.
func (m Mode) quotient(num, den uint64) uint64 { return m.settle(num/den, num%den, den) }

// product is a × b ÷ den, rounded to a whole number. It is exact for all
// factors whose rounded result fits: where the product passes 64 bits it is
// taken in 128.
func (m Mode) product(a, b, den uint64) uint64 {
	hi, lo := bits.Mul64(a, b)
	if hi == 0 {
		return m.quotient(lo, den)
	}
	q, rest := bits.Div64(hi, lo, den)
	return m.settle(q, rest, den)
}

// settle decides whether what is left over makes one more.
func (m Mode) settle(q, rest, den uint64) uint64 {
	half := den - rest // more than the rest: under a half
	switch {
	case m == Down || rest < half:
		return q
	case rest > half || m == HalfUp:
		return q + 1
	}
	return q + q&1
}

// decimal rounds a decimal number.
func (m Mode) decimal(d decimal.Decimal, places int32) decimal.Decimal {
	switch m {
	case Down:
		return d.Truncate(places)
	case HalfEven:
		return d.RoundBank(places)
	}
	return d.Round(places)
}

// Weigh returns the mean of values by their weights, Σ(value × weight) ÷
// Σ(weight), exact until it is rounded once. It has no value, and reports false,
// where the weights come to nothing. Values and weights may not be negative; the
// sum of weights, and so the mean, must fit a Fixed.
func Weigh(values, weights []Fixed, r Rounding) (mean Fixed, ok bool) {
	var hi, lo, sum, carry uint64
	for i, w := range weights {
		h, l := bits.Mul64(uint64(values[i]), uint64(w))
		lo, carry = bits.Add64(lo, l, 0)
		hi, _ = bits.Add64(hi, h, carry)
		sum += uint64(w)
	}
	if sum == 0 {
		return 0, false
	}
	q, rest := bits.Div64(hi, lo, sum)
	unit := r.unit()
	if unit == 1 {
		return Fixed(r.Mode.settle(q, rest, sum)), true
	}
	// Rounding twice would be wrong. Of what is below four places only whether it
	// is nothing decides, since the last place kept is worth an even number.
	low := q % unit * 2
	if rest > 0 {
		low++
	}
	return Fixed(r.Mode.settle(q/unit, low, unit*2) * unit), true
}
