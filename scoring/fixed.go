package scoring

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"
)

// Fixed is an exact decimal number with four places, held as a count of
// ten-thousandths: Fixed(9250) is 0.925. Weights and ratios run from 0 to 1,
// points from 0 to 100. It is written without trailing zeros ("0.925"), in JSON
// as a string, so that no reader's binary fraction comes near it. Compare with
// the plain operators; the zero value is 0.
type Fixed int64

// Places is how many decimal places a Fixed has.
const Places = 4

// One is the number 1.
const One Fixed = 10_000

// hundred is the number 100: the points of a full score.
const hundred = 100 * One

// mostDigits is how many digits may stand before the point: enough for every
// figure of a district, and far from what an int64 holds.
const mostDigits = 12

// NumberError says that a text is not a number of the form wanted. It never
// carries the text.
type NumberError struct{}

// Error describes the fault in English.
func (*NumberError) Error() string {
	return "scoring: not a decimal number with at most 12 digits before and 4 behind the point"
}

// Zh describes the fault in Chinese.
func (*NumberError) Zh() string {
	return "应为十进制数，整数部分不超过12位，小数不超过4位"
}

// ParseFixed reads a number such as "12", "-0.5" or "0.0625": digits, at least
// one before the point and one to four behind it, no exponent, no plus sign, no
// leading zeros. The error is a [*NumberError].
func ParseFixed(s string) (Fixed, error) {
	digits, negative := strings.CutPrefix(s, "-")
	whole, part, pointed := strings.Cut(digits, ".")
	if len(whole) == 0 || len(whole) > mostDigits || len(whole) > 1 && whole[0] == '0' ||
		pointed && (len(part) == 0 || len(part) > Places) {
		return 0, &NumberError{}
	}
	var n Fixed
	for _, c := range []byte(whole + part + "0000"[len(part):]) {
		if c < '0' || c > '9' {
			return 0, &NumberError{}
		}
		n = n*10 + Fixed(c-'0')
	}
	if negative {
		n = -n
	}
	return n, nil
}

// MustFixed is ParseFixed for texts that are part of a program. It panics when
// the text is not a number.
func MustFixed(s string) Fixed {
	f, err := ParseFixed(s)
	if err != nil {
		panic(err)
	}
	return f
}

// FixedOf rounds a decimal to four places, for figures that other institutions
// keep as decimals. The error is a [*NumberError] where it is too large.
func FixedOf(d decimal.Decimal, mode Mode) (Fixed, error) {
	if d.IsZero() { // whatever its exponent
		return 0, nil
	}
	if d.NumDigits()+int(d.Exponent()) > mostDigits || d.Exponent() < -1000 {
		return 0, &NumberError{}
	}
	return ParseFixed(mode.decimal(d, Places).String())
}

// Decimal returns the number as a decimal, for those who reckon on with it.
func (f Fixed) Decimal() decimal.Decimal { return decimal.New(int64(f), -Places) }

// String writes the number without trailing zeros.
func (f Fixed) String() string {
	s := strings.TrimRight(f.Text(Places), "0")
	return strings.TrimSuffix(s, ".")
}

// Text writes the number with so many places, 0 to 4; what lies behind them is
// cut off, so round first.
func (f Fixed) Text(places int) string {
	sign, n := "", f
	if f < 0 {
		sign, n = "-", -f
	}
	s := fmt.Sprintf("%s%d.%04d", sign, n/One, n%One)
	places = max(0, min(places, Places))
	if places == 0 {
		return s[:len(s)-Places-1]
	}
	return s[:len(s)-Places+places]
}

// Percent writes a ratio as a percentage with two places: 0.9333 is "93.33%".
func (f Fixed) Percent() string { return (f * 100).Text(2) + "%" }

// MarshalText writes what String does.
func (f Fixed) MarshalText() ([]byte, error) { return []byte(f.String()), nil }

// UnmarshalText reads what [ParseFixed] reads. On an error the number keeps its
// value.
func (f *Fixed) UnmarshalText(text []byte) error {
	n, err := ParseFixed(string(text))
	if err != nil {
		return err
	}
	*f = n
	return nil
}
