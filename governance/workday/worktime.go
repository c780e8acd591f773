package workday

import (
	"math"
	"sort"
	"time"

	"github.com/jinlin-project/jinlin/civil"
)

// AddHours returns the instant at which d of working time after from has
// passed: within the office hours of working days, from the instant itself
// (民法典 第201条: a period counted in hours starts at the time set). Three
// hours from 09:00 end at 12:00, not after the midday break.
//
// d is longer than zero, else the error is [*InvalidError]; [*HorizonError] and
// [*UnknownYearError] as for [Calendar.Deadline]. The day of from counts for
// the provisional mark as well.
func (c *Calendar) AddHours(from time.Time, d time.Duration) (Deadline, error) {
	row := rowOf(from)
	switch {
	case d <= 0:
		return Deadline{}, &InvalidError{SubjectQuestion, []Fault{{"d", FaultDuration}}}
	case row >= uint64(horizonDays):
		return Deadline{}, &HorizonError{"from"}
	}
	spent := c.worked(from)
	if int64(d) > math.MaxInt64-spent {
		return Deadline{}, &HorizonError{"d"}
	}
	due, ok := c.reach(spent+int64(d), int(row))
	if !ok {
		return Deadline{}, &HorizonError{"d"}
	}
	return c.settle(due, c.unknownFrom(int(row)))
}

// Between returns the working time from a to b within office hours, negative
// when b is the earlier. Time outside the calendar does not count. It is a
// measure, not a deadline: whether the days it rests on are final,
// [Calendar.Known] tells. It does not allocate.
func (c *Calendar) Between(a, b time.Time) time.Duration {
	x, y := uint64(a.Unix()-horizonStart), uint64(b.Unix()-horizonStart)
	if x >= uint64(horizonLength) || y >= uint64(horizonLength) {
		return time.Duration(c.worked(b) - c.worked(a))
	}
	// Both instants together and not worked twice: the two looks into memory
	// then overlap.
	p, q := &c.cells[x/secondsPerDay], &c.cells[y/secondsPerDay]
	return time.Duration(q.base - p.base +
		c.shifts[q.kind].mass(inDay(y, b)) - c.shifts[p.kind].mass(inDay(x, a)))
}

// inDay is the time since midnight in nanoseconds; s are the seconds since the
// calendar starts.
func inDay(s uint64, t time.Time) int64 {
	return int64(s%secondsPerDay)*nanos + int64(t.Nanosecond())
}

// At returns the instant at which a percentage of the working time between two
// instants is used up, rounded up to a whole second: the yellow warning of a
// deadline at 80, say. When there is no working time between them, all of it is
// used up at once and the answer is from; 0 percent gives from too, and 100 the
// last moment of office time before until.
//
// percent is from 0 to 100 and until not before from, else [*InvalidError];
// [*HorizonError] and [*UnknownYearError] as for [Calendar.AddHours].
func (c *Calendar) At(from, until time.Time, percent int) (Deadline, error) {
	if err := c.checkSpan(from, until, percent); err != nil {
		return Deadline{}, err
	}
	begin := c.worked(from)
	total := c.worked(until) - begin
	// Hundredths of whole and rest apart: total times 100 might overflow.
	p := int64(percent)
	used := total/100*p + (total%100*p+99)/100
	row := int(rowOf(from))
	due := from.Unix()
	if from.Nanosecond() > 0 {
		due++
	}
	if used > 0 {
		due, _ = c.reach(begin+used, row) // not beyond until, so within the calendar
	}
	// All days up to until bear on the answer, not only those up to the instant,
	// and the day of from in any case, as for AddHours.
	last := max(civil.DateOf(from), civil.DateOf(until.Add(-1)))
	if unknown := c.unknownFrom(row); unknown <= last {
		if c.settings.strict {
			return Deadline{}, &UnknownYearError{unknown.Year()}
		}
		return Deadline{due, true, c.version}, nil
	}
	return Deadline{due, false, c.version}, nil
}

func (c *Calendar) checkSpan(from, until time.Time, percent int) error {
	var faults []Fault
	if until.Before(from) {
		faults = append(faults, Fault{"until", FaultOrder})
	}
	if percent < 0 || percent > 100 {
		faults = append(faults, Fault{"percent", FaultPercent})
	}
	switch {
	case len(faults) > 0:
		return refuse(SubjectQuestion, faults)
	case rowOf(from) >= uint64(horizonDays):
		return &HorizonError{"from"}
	case rowOf(until) >= uint64(horizonDays):
		return &HorizonError{"until"}
	}
	return nil
}

// worked is the working time from the start of the calendar to an instant, in
// nanoseconds. Instants outside count as the nearer end.
func (c *Calendar) worked(t time.Time) int64 {
	s := uint64(t.Unix() - horizonStart)
	if s >= uint64(horizonLength) {
		return c.workedOutside(t)
	}
	row := &c.cells[s/secondsPerDay]
	return row.base + c.shifts[row.kind].mass(inDay(s, t))
}

func (c *Calendar) workedOutside(t time.Time) int64 {
	if t.Unix() < horizonStart {
		return 0
	}
	return c.cells[horizonDays].base
}

// reach returns the unix time, rounded up to a whole second, at which the
// working time from the start of the calendar first comes to a target that lies
// after the start of a row. It looks ahead in doubling steps from there, so its
// cost grows with the logarithm of the distance.
func (c *Calendar) reach(target int64, row int) (unix int64, ok bool) {
	seconds := target / nanos
	if target%nanos > 0 { // adding first and dividing then might overflow
		seconds++
	}
	if seconds > int64(c.cells[horizonDays].spent) {
		return 0, false
	}
	low, high := row, row+1
	for step := 1; int64(c.cells[high].spent) < seconds; step *= 2 {
		low, high = high, min(high+step, horizonDays)
	}
	// The first row whose sum reaches the target is that of the day after.
	day := low + sort.Search(high-low-1, func(i int) bool {
		return int64(c.cells[low+1+i].spent) >= seconds
	})
	hours := &c.shifts[c.cells[day].kind]
	spent := seconds - int64(c.cells[day].spent)
	return startOf(First+civil.Date(day)) + hours.after(spent), true
}
