package civil

import "time"

// Date is a calendar date (日期), counted in days since 1970-01-01.
//
// The zero value is 1970-01-01. A struct that wants "no date" must say so
// itself; an open end is [Forever]. Compare with the plain operators. Any int32
// is accepted by every method, but only [Min] to [Forever] can be written as
// text.
type Date int32

// The ends of the range of dates that can be written as YYYY-MM-DD.
const (
	// Min is 0001-01-01, the earliest date that can be written.
	Min Date = -719162

	// Forever is 9999-12-31 (长期), the latest date that can be written and the
	// end of every open-ended term. AddDays leaves it where it is.
	Forever Date = 2932896
)

const secondsPerDay = 86400

// The cycle of the Gregorian calendar and a bias of whole cycles which makes
// every int32 day number positive, so that the arithmetic below is unsigned.
const (
	daysPerCycle  = 146097 // 400 years
	biasCycles    = 14700  // > 2^31 / daysPerCycle
	daysToMarch0  = 719468 // from 0000-03-01 to 1970-01-01
	biasDays      = biasCycles*daysPerCycle + daysToMarch0
	daysPerWeek   = 7
	epochWeekday  = 4 // 1970-01-01 was a Thursday
	limitOfInputs = 1 << 40
)

// Of returns the date of a year, month and day. Months and days outside their
// usual range move the date as they do in [time.Date]: 30 February is 1 or 2
// March. The result is held within Min and Forever. Use [ParseDate] for input
// that must be refused when it is not a real date.
func Of(year int, month time.Month, day int) Date {
	y, m := bounded(year), bounded(int(month))-1
	y += floorDiv(m, 12)
	m -= floorDiv(m, 12) * 12
	return held(daysOf(y, m+1) + bounded(day) - 1)
}

// bounded keeps wild inputs small enough that the arithmetic cannot overflow;
// what it cuts off lies far outside Min and Forever in any case.
func bounded(n int) int64 {
	return min(max(int64(n), -limitOfInputs), limitOfInputs)
}

// daysOf counts days from 1970-01-01 to the first of a month, 1 to 12. Years
// begin in March, so that the leap day is the last day of a year.
func daysOf(year, month int64) int64 {
	if month <= 2 {
		year--
		month += 12
	}
	cycle := floorDiv(year, 400)
	inCycle := year - cycle*400
	dayOfYear := (153*(month-3) + 2) / 5
	return cycle*daysPerCycle + inCycle*365 + inCycle/4 - inCycle/100 + dayOfYear - daysToMarch0
}

// held moves a day number into the range that can be written.
func held(days int64) Date {
	return Date(min(max(days, int64(Min)), int64(Forever)))
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// YMD returns the year, the month and the day of the month.
func (d Date) YMD() (year int, month time.Month, day int) {
	z := uint64(int64(d) + biasDays)
	cycle := z / daysPerCycle
	n := z % daysPerCycle                                  // day in the cycle
	y := (n - n/1460 + n/36524 - n/(daysPerCycle-1)) / 365 // year in the cycle
	n -= 365*y + y/4 - y/100                               // day of the year that began in March
	m := (5*n + 2) / 153
	day = int(n - (153*m+2)/5 + 1)
	year = int(int64(y+cycle*400) - biasCycles*400)
	if m < 10 {
		return year, time.Month(m + 3), day
	}
	return year + 1, time.Month(m - 9), day
}

// Year returns the year of the date.
func (d Date) Year() int {
	y, _, _ := d.YMD()
	return y
}

// Month returns the month of the date.
func (d Date) Month() time.Month {
	_, m, _ := d.YMD()
	return m
}

// Day returns the day of the month, from 1.
func (d Date) Day() int {
	_, _, day := d.YMD()
	return day
}

// Weekday returns the day of the week (星期).
func (d Date) Weekday() time.Weekday {
	const bias = biasCycles * daysPerCycle // a multiple of seven: 146097 = 7 * 20871
	return time.Weekday(uint64(int64(d)+bias+epochWeekday) % daysPerWeek)
}

// IsWeekend reports whether the date is a Saturday or a Sunday (周末). It says
// nothing about work: weekend days worked in place of others (调休) are weekend
// days all the same.
func (d Date) IsWeekend() bool {
	w := d.Weekday()
	return w == time.Saturday || w == time.Sunday
}

// AddDays returns the date n days later, or earlier when n is negative, held
// within Min and Forever. Forever plus any number of days is Forever: a term
// without an end does not get one by arithmetic.
func (d Date) AddDays(n int) Date {
	if d == Forever {
		return d
	}
	return held(int64(d) + bounded(n))
}

// Sub returns the number of days from o to d, negative when d is the earlier.
func (d Date) Sub(o Date) int { return int(int64(d) - int64(o)) }
