package workday

import (
	"time"

	"github.com/jinlin-project/jinlin/civil"
)

// The days every calendar reaches. Earlier years are left out because neither
// the two-day weekend (May 1995) nor the holiday law of 1999 holds for them.
const (
	// First is 2000-01-01.
	First civil.Date = 10957
	// Last is 2100-12-31.
	Last civil.Date = 47846
)

const (
	secondsPerDay = 86400
	zoneSeconds   = 8 * 3600
	horizonDays   = int(Last - First + 1)
	horizonStart  = int64(First)*secondsPerDay - zoneSeconds // unix time of the first instant
	horizonLength = int64(horizonDays) * secondsPerDay
)

// Calendar answers which days are worked and when periods end. It never changes
// after it is built, is safe for concurrent use, and must not be copied by
// value. The zero Calendar is not usable; see [China] and [New].
type Calendar struct {
	facts    Facts
	settings settings
	version  Version

	// cells has one row a day from First to Last and one after them; cells[i]
	// is First+i. marks holds the days that are more than a plain weekday.
	cells  *[horizonDays + 1]cell
	marks  map[civil.Date]mark
	known  [horizonYears]bool // years with a whole notice, from First's year
	dues   []int64            // unix time at which the k-th working day ends, from 0
	shifts *shifts            // office hours by kind, 0 for days off
}

const horizonYears = 101 // 2000 to 2100

// cell is what the counting questions read: one row of 24 bytes a day, so that
// a deadline touches one line of memory here and one in dues.
type cell struct {
	// base is the working time before the day in nanoseconds, less the mass of
	// the day's midnight, so that base plus the mass of an instant is the
	// working time up to it. A century of seconds is 3.2e9: its nanoseconds fit
	// in 63 bits.
	base    int64
	counted int32      // working days from First to this day, included
	unknown civil.Date // the first provisional day after this one, or Forever
	spent   uint32     // seconds of working time before the day
	kind    uint8      // office hours of the day, 0 on a day off
	working bool
	guessed bool // the day is provisional
}

// Notices returns the notices in force, whole ones by year, then patches in the
// order in which they came. The slices are the caller's.
func (c *Calendar) Notices() []Notice { return cloned(c.facts.Notices, Notice.clone) }

// Overlays returns the regional rules in the order in which they apply. The
// slices are the caller's.
func (c *Calendar) Overlays() []Overlay { return cloned(c.facts.Overlays, Overlay.clone) }

// Facts returns a copy of all facts of the calendar.
func (c *Calendar) Facts() Facts { return c.facts.clone() }

// Hours returns the office hours of the calendar.
func (c *Calendar) Hours() Hours { return c.settings.hours.clone() }

// Strict reports whether the calendar refuses provisional answers.
func (c *Calendar) Strict() bool { return c.settings.strict }

// Version identifies the facts and settings of the calendar; see [Version].
func (c *Calendar) Version() Version { return c.version }

// KnownYear reports whether a whole notice for the year is loaded.
func (c *Calendar) KnownYear(year int) bool {
	i := year - First.Year()
	return i >= 0 && i < horizonYears && c.known[i]
}

// index returns the row of a date, or a negative number outside the calendar.
func index(d civil.Date) int {
	if d < First || d > Last {
		return -1
	}
	return int(d - First)
}

// rowOf returns the row of the date of an instant. Outside the calendar the
// result is horizonDays or more, instants before it included.
func rowOf(t time.Time) uint64 { return uint64(t.Unix()-horizonStart) / secondsPerDay }
