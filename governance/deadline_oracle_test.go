package governance_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/workday"
)

// A walk is the stupid way to a deadline: a day at a time, or a minute at a
// time. It asks the calendar only whether a day is worked.
type walk struct {
	cal    *workday.Calendar
	pauses []governance.Interval
}

// days walks from the day after the start until n working days outside the
// pauses are used up. A pause that begins on the last of them leaves the day on
// which it ends.
func (w walk) days(from civil.Date, n int) civil.Date {
	d := from
	for {
		for n > 0 {
			d++
			if w.cal.IsWorkday(d) && !w.frozen(d) {
				n--
			}
		}
		until, paused := w.pausedOn(d)
		if !paused {
			return d
		}
		if d = until; !w.cal.IsWorkday(d) {
			n = 1
		}
	}
}

// pausedOn is when a pause ends that begins on a day and outlasts it.
func (w walk) pausedOn(d civil.Date) (civil.Date, bool) {
	for _, p := range w.pauses {
		if civil.DateOf(p.From) == d && civil.DateOf(p.To) > d {
			return civil.DateOf(p.To), true
		}
	}
	return 0, false
}

// frozen reports whether a day does not count: those behind the one on which a
// pause begins, up to and with the one on which it ends.
func (w walk) frozen(d civil.Date) bool {
	for _, p := range w.pauses {
		if civil.DateOf(p.From) < d && d <= civil.DateOf(p.To) {
			return true
		}
	}
	return false
}

// worked is the first working day that is not before d.
func (w walk) worked(d civil.Date) civil.Date {
	for !w.cal.IsWorkday(d) {
		d++
	}
	return d
}

// plain walks calendar days or months: the pauses push the day on, each by its
// length, and a day off moves to the next working day every time.
func (w walk) plain(d civil.Date) civil.Date {
	d = w.worked(d)
	for _, p := range w.pauses {
		if p.From.Unix() <= d.End().Unix() {
			d = w.worked(d + civil.DateOf(p.To) - civil.DateOf(p.From))
		}
	}
	return d
}

// minutes lists the ends of the office's minutes from an instant on that no
// pause takes, until stop says so.
func (w walk) minutes(from time.Time, stop func(end time.Time) bool) {
	for at := from; ; at = at.Add(time.Minute) {
		if w.office(at) && !w.stands(at) && stop(at.Add(time.Minute)) {
			return
		}
	}
}

// office reports whether the minute that begins at an instant is worked: 9 to
// 12 and half past 13 to half past 17.
func (w walk) office(at time.Time) bool {
	at = at.In(civil.Zone)
	m := at.Hour()*60 + at.Minute()
	return (m >= 9*60 && m < 12*60 || m >= 13*60+30 && m < 17*60+30) && w.cal.IsWorkday(civil.DateOf(at))
}

func (w walk) stands(at time.Time) bool {
	for _, p := range w.pauses {
		if !at.Before(p.From) && at.Before(p.To) {
			return true
		}
	}
	return false
}

// hours walks until n working hours are used up.
func (w walk) hours(from time.Time, n int) (due time.Time) {
	left := n * 60
	w.minutes(from, func(end time.Time) bool { left--; due = end; return left == 0 })
	return due
}

// share walks until a percentage of the working time up to due is used up.
func (w walk) share(from, due time.Time, percent int) time.Time {
	var ends []time.Time
	w.minutes(from, func(end time.Time) bool {
		if end.After(due) {
			return true
		}
		ends = append(ends, end)
		return false
	})
	goal := time.Duration(len(ends)) * time.Minute * time.Duration(percent) / 100
	for _, end := range ends {
		if goal <= time.Minute {
			return end.Add(goal - time.Minute)
		}
		goal -= time.Minute
	}
	return time.Time{}
}

// A course is the random life of one deadline: pauses and extensions at random
// instants, each as a decision on a record.
type course struct {
	testing.TB
	r    *rand.Rand
	d    Door
	m    governance.Moment
	walk walk
}

func newCourse(t testing.TB, seed uint64, p governance.Period) *course {
	r := rand.New(rand.NewPCG(seed, 7))
	first := civil.MustParse("2018-01-02").Start()
	now := first.Add(time.Duration(r.IntN(365*24*60*86/10)) * time.Minute) // up to summer 2026
	c := &course{TB: t, r: r, walk: walk{cal: china()}}
	c.m = governance.Moment{At: now, AsOf: now, Calendar: china()}
	require.NoError(t, c.m.Reaches(p))
	c.d.StartFor(&c.m, "x", "", p)
	return c
}

func (c *course) deadline() *governance.Deadline { return &c.d.Deadlines[0] }

// later moves the clock by up to so many hours, and says whether the deadline
// has not passed.
func (c *course) later(hours int) bool {
	c.m.AsOf = c.m.AsOf.Add(time.Duration(c.r.IntN(hours*60)) * time.Minute)
	c.m.At = c.m.AsOf
	return c.m.AsOf.Before(c.deadline().Due)
}

// pause stops the clock and starts it again up to so many hours later; it
// returns how the deadline stood before.
func (c *course) pause(hours int) governance.Deadline {
	before, from := *c.deadline(), c.m.AsOf
	c.d.Pause(&c.m)
	require.Equal(c, governance.Paused, c.deadline().State(c.m.AsOf))
	require.Equal(c, before.Due, c.deadline().Due, "an open pause leaves the due instant as it stood")
	_, wakes := c.d.Wake()
	require.False(c, wakes, "nobody is warned while the clock stands still")
	c.later(hours)
	c.d.Resume(&c.m)
	c.walk.pauses = append(c.walk.pauses, governance.Interval{From: from, To: c.m.AsOf})
	return before
}

// check holds what is true of any deadline.
func (c *course) check() {
	d := c.deadline()
	require.True(c, china().IsWorkday(civil.DateOf(d.Due)), "never on a day off: %s", d.Due)
	require.False(c, d.Due.Before(d.Start))
	require.Equal(c, civil.Zone.String(), d.Due.Location().String())
	if !d.Yellow.IsZero() {
		require.False(c, d.Yellow.After(d.Due), "yellow is not after the deadline")
		require.True(c, d.Yellow.After(d.Start), "yellow is after the start")
	}
}

// Working days against the day-by-day walk, over the holidays of nine years,
// with pauses and extensions.
func TestWorkingDaysAgainstTheWalk(t *testing.T) {
	for seed := range uint64(1500) {
		n := 1 + int(seed%25)
		c := newCourse(t, seed, governance.Period{N: n, Unit: governance.WorkingDays})
		start := civil.DateOf(c.deadline().Start)
		for range c.r.IntN(4) {
			if !c.later(72) {
				break
			}
			if c.r.IntN(2) == 0 && len(c.walk.pauses) == 0 {
				add := 1 + c.r.IntN(5)
				require.NoError(t, c.m.Extends(c.deadline(), add))
				c.deadline().Extend(&c.m, add)
				n += add
			} else {
				before := c.pause(24 * 9)
				require.False(t, c.deadline().Due.Before(before.Due), "a pause never shortens")
			}
			c.check()
			require.Equal(t, c.walk.days(start, n).End(), c.deadline().Due, "seed %d: %d working days from %s, pauses %v", seed, n, start, c.walk.pauses)
		}
	}
}

// An extension after a pause is never worth less than its working days.
func TestExtensionIsWorthItsDays(t *testing.T) {
	for seed := range uint64(600) {
		c := newCourse(t, seed, governance.Period{N: 1 + int(seed%9), Unit: governance.WorkingDays})
		for range 3 {
			if !c.later(60) {
				break
			}
			c.pause(24 * 9)
			add := 1 + c.r.IntN(4)
			least := walk{cal: china()}.days(civil.DateOf(c.deadline().Due), add)
			c.deadline().Extend(&c.m, add)
			c.check()
			require.False(t, c.deadline().Due.Before(least.End()), "seed %d", seed)
			require.Empty(t, c.deadline().Warned)
		}
	}
}

// Working hours against the minute-by-minute walk: over lunch, nights, weekends
// worked and holidays.
func TestWorkingHoursAgainstTheWalk(t *testing.T) {
	for seed := range uint64(250) {
		n := 1 + int(seed%16)
		c := newCourse(t, seed, governance.Period{N: n, Unit: governance.WorkingHours})
		for range c.r.IntN(3) {
			if !c.later(6) {
				break
			}
			c.pause(30)
		}
		c.check()
		require.Equal(t, c.walk.hours(c.deadline().Start, n), c.deadline().Due, "seed %d: %d hours from %s, pauses %v", seed, n, c.deadline().Start, c.walk.pauses)
	}
}

// Days and months by the calendar: the last day off moves to the next working
// day, and a month without the day ends with its last (民法典 第202、203条).
func TestDaysAndMonthsAgainstTheWalk(t *testing.T) {
	for seed := range uint64(600) {
		n, unit := 1+int(seed%70), governance.Days
		if seed%2 == 0 {
			n, unit = 1+int(seed%14), governance.Months
		}
		c := newCourse(t, seed, governance.Period{N: n, Unit: unit})
		last := civil.DateOf(c.deadline().Start).AddDays(n)
		if unit == governance.Months {
			y, m, day := civil.DateOf(c.deadline().Start).YMD()
			last = civil.Of(y, m+time.Month(n), day)
			for wrapped := last.Month(); wrapped != (m+time.Month(n)-1)%12+1; wrapped = last.Month() {
				last-- // back to the last day of the month meant
			}
		}
		for range c.r.IntN(3) {
			if !c.later(24 * 5) {
				break
			}
			c.pause(24 * 12)
		}
		c.check()
		require.Equal(t, c.walk.plain(last).End(), c.deadline().Due, "seed %d: %d %s from %s, pauses %v", seed, n, unit, c.deadline().Start, c.walk.pauses)
	}
}

// Yellow is given when 80 % of the working time, pauses left out, is used up.
func TestYellowAgainstTheWalk(t *testing.T) {
	for seed := range uint64(120) {
		p := governance.Period{N: 1 + int(seed%7), Unit: governance.WorkingDays}
		if seed%3 == 0 {
			p = governance.Period{N: 1 + int(seed%12), Unit: governance.WorkingHours}
		}
		c := newCourse(t, seed, p)
		for range c.r.IntN(3) {
			if !c.later(10) {
				break
			}
			c.pause(50)
		}
		c.check()
		d := c.deadline()
		if want := c.walk.share(d.Start, d.Due, 80); !want.IsZero() {
			require.WithinDuration(t, want, d.Yellow, time.Second, "seed %d from %s to %s, pauses %v", seed, d.Start, d.Due, c.walk.pauses)
		}
	}
}
