package civil_test

import (
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/civil"
)

// The date of an instant is its date at +08:00, never in UTC or in the zone
// the instant carries.
func TestDateOfIgnoresTheZoneOfTheInstant(t *testing.T) {
	instant := time.Date(2026, 9, 30, 16, 30, 0, 0, time.UTC)
	for _, zone := range []*time.Location{
		time.UTC, civil.Zone, time.FixedZone("west", -12*3600), time.FixedZone("east", 14*3600),
	} {
		assert.Equal(t, "2026-10-01", civil.DateOf(instant.In(zone)).String(), zone)
	}
	midnight := time.Date(2026, 10, 1, 0, 0, 0, 0, civil.Zone)
	assert.Equal(t, "2026-10-01", civil.DateOf(midnight).String())
	assert.Equal(t, "2026-09-30", civil.DateOf(midnight.Add(-1)).String())
}

// Asia/Shanghai had summer time from 1986 to 1991; dates here never do.
func TestNoSummerTime(t *testing.T) {
	at := time.Date(1988, 7, 1, 15, 30, 0, 0, time.UTC) // 23:30 +08:00, 00:30 next day with summer time
	assert.Equal(t, "1988-07-01", civil.DateOf(at).String())
}

func TestStartAndEnd(t *testing.T) {
	d := civil.MustParse("2024-10-10")
	assert.Equal(t, "2024-10-10T00:00:00+08:00", d.Start().Format(time.RFC3339Nano))
	assert.Equal(t, "2024-10-10T23:59:59+08:00", d.End().Format(time.RFC3339Nano))
	name, offset := d.End().Zone()
	assert.Equal(t, "CST", name)
	assert.Equal(t, 8*3600, offset)
	for _, d := range []civil.Date{civil.Min, -1, 0, 1, civil.Forever} {
		assert.Equal(t, d, civil.DateOf(d.Start()))
		assert.Equal(t, d, civil.DateOf(d.End()))
		if d > civil.Min {
			assert.Equal(t, d-1, civil.DateOf(d.Start().Add(-1)))
		}
	}
}

// Instants beyond what can be written give the ends.
func TestDateOfHoldsTheRange(t *testing.T) {
	assert.Equal(t, civil.Min, civil.DateOf(time.Time{}.Add(-48*time.Hour)))
	assert.Equal(t, civil.Min, civil.DateOf(time.Unix(-1<<50, 0)))
	assert.Equal(t, civil.Forever, civil.DateOf(time.Unix(1<<50, 0)))
	assert.Equal(t, civil.Forever, civil.DateOf(time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC)))
	assert.Equal(t, civil.Min, civil.DateOf(time.Time{}))
}

// The stupid way: let the time package convert and print.
func FuzzDateOf(f *testing.F) {
	for _, s := range []int64{0, -1, 57599, 57600, -28801, -28800, 1 << 33, -62135596800 - 28800} {
		f.Add(s, int64(0))
	}
	f.Add(int64(1727452800), int64(999999999))
	f.Fuzz(func(t *testing.T, sec, nsec int64) {
		const year1, year10000 = -62135596800 - 28800, 253402300800 - 28800
		sec = year1 + int64(uint64(sec)%uint64(year10000-year1))
		at := time.Unix(sec, int64(uint64(nsec)%1e9))
		require.Equal(t, at.In(civil.Zone).Format(time.DateOnly), civil.DateOf(at).String())
	})
}

func TestFarInstantsDoNotWrap(t *testing.T) {
	assert.Equal(t, civil.Forever, civil.DateOf(time.Unix(math.MaxInt64/2, 0)))
	assert.Equal(t, civil.Min, civil.DateOf(time.Unix(math.MinInt64/2, 0)))
}
