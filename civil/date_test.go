package civil_test

import (
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/civil"
)

// Every day of 1600 to 2400 against the time package, both ways.
func TestEveryDayAgreesWithTimePackage(t *testing.T) {
	first := time.Date(1600, 1, 1, 0, 0, 0, 0, time.UTC)
	last := time.Date(2400, 12, 31, 0, 0, 0, 0, time.UTC)
	for at := first; !at.After(last); at = at.AddDate(0, 0, 1) {
		year, month, day := at.Date()
		d := civil.Of(year, month, day)
		if int64(d) != at.Unix()/86400 {
			require.Equal(t, at.Unix()/86400, int64(d), at)
		}
		y, m, dd := d.YMD()
		if y != year || m != month || dd != day || d.Weekday() != at.Weekday() {
			require.Failf(t, "parts differ", "%v: %v %v %v %v", at, y, m, dd, d.Weekday())
		}
		if s := d.String(); s != at.Format(time.DateOnly) {
			require.Equal(t, at.Format(time.DateOnly), s)
		}
	}
}

func TestPartsOfDate(t *testing.T) {
	d := civil.MustParse("2024-02-29")
	assert.Equal(t, 2024, d.Year())
	assert.Equal(t, time.February, d.Month())
	assert.Equal(t, 29, d.Day())
	assert.Equal(t, time.Thursday, d.Weekday())
	assert.False(t, d.IsWeekend())
	assert.True(t, d.AddDays(2).IsWeekend())
	assert.True(t, d.AddDays(3).IsWeekend())
	assert.False(t, d.AddDays(4).IsWeekend())
}

// The documented zero value, and the ends that print as dates.
func TestFixedPoints(t *testing.T) {
	var zero civil.Date
	assert.Equal(t, "1970-01-01", zero.String())
	assert.Equal(t, "0001-01-01", civil.Min.String())
	assert.Equal(t, "9999-12-31", civil.Forever.String())
	assert.Equal(t, civil.Forever, civil.MustParse("9999-12-31"))
	assert.Equal(t, civil.Min, civil.MustParse("0001-01-01"))
	assert.Equal(t, civil.Forever, civil.Of(9999, time.December, 31))
	assert.Equal(t, civil.Min, civil.Of(1, time.January, 1))
}

// Of moves overflowing months and days as time.Date does.
func TestOfNormalisesAsTimeDate(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 20_000 {
		y, m, d := 1700+rng.IntN(600), rng.IntN(200)-100, rng.IntN(4000)-2000
		want := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
		require.Equal(t, want, civil.Of(y, time.Month(m), d).String(), "%d %d %d", y, m, d)
	}
}

// Wild inputs are held within Min and Forever and never wrap around.
func TestRangeIsHeld(t *testing.T) {
	assert.Equal(t, civil.Forever, civil.Of(math.MaxInt, 12, math.MaxInt))
	assert.Equal(t, civil.Min, civil.Of(math.MinInt, 1, math.MinInt))
	assert.Equal(t, civil.Forever, civil.Of(10000, 1, 1))
	assert.Equal(t, civil.Min, civil.Of(0, 12, 31))
	assert.Equal(t, civil.Forever, civil.Date(0).AddDays(math.MaxInt))
	assert.Equal(t, civil.Min, civil.Date(0).AddDays(math.MinInt))
	assert.Equal(t, civil.Forever, civil.Forever.AddDays(-1), "a term without an end stays without one")
	assert.Equal(t, "9999-12-30", (civil.Forever - 1).String())
}

// Every int32 is a day: the arithmetic is total even where no text exists.
func TestEveryIntegerHasParts(t *testing.T) {
	for _, d := range []civil.Date{math.MinInt32, math.MinInt32 + 1, math.MaxInt32 - 1, math.MaxInt32} {
		want := time.Unix(int64(d)*86400, 0).UTC()
		y, m, day := d.YMD()
		assert.Equal(t, want.Year(), y)
		assert.Equal(t, want.Month(), m)
		assert.Equal(t, want.Day(), day)
		assert.Equal(t, want.Weekday(), d.Weekday())
	}
	assert.Equal(t, "civil.Date(2932897)", (civil.Forever + 1).String())
}

func TestArithmetic(t *testing.T) {
	a, b := civil.MustParse("2024-09-27"), civil.MustParse("2024-10-10")
	assert.Equal(t, b, a.AddDays(13))
	assert.Equal(t, a, b.AddDays(-13))
	assert.Equal(t, 13, b.Sub(a))
	assert.Equal(t, -13, a.Sub(b))
	assert.Equal(t, math.MaxUint32, civil.Date(math.MaxInt32).Sub(math.MinInt32))
	assert.True(t, a < b)
}

func BenchmarkYMD(b *testing.B) {
	var sink int
	d := civil.Date(0)
	for b.Loop() {
		y, m, day := d.YMD()
		sink += y + int(m) + day
		d = (d + 97) % 40000
	}
	_ = sink
}

func BenchmarkDateOf(b *testing.B) {
	at := time.Date(2024, 9, 27, 10, 0, 0, 0, civil.Zone)
	var sink civil.Date
	for b.Loop() {
		sink += civil.DateOf(at)
	}
	_ = sink
}
