package workday_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance/workday"
)

// minutes is working time as a wall clock would tell it: one mark for each
// minute of a span, set when the office is open and the day is worked. Its
// answers are found by counting marks one by one.
type minutes struct {
	start time.Time
	open  []bool
	guess []bool // the day of the minute is provisional
}

func (o oracle) minutes(from, to civil.Date) *minutes {
	m := &minutes{start: from.Start()}
	for d := from; d <= to; d++ {
		working, guess := o.works(d)
		for in := workday.Clock(0); in < 86400; in += 60 {
			open := false
			for _, w := range o.windows(d) {
				open = open || working && w.Open <= in && in < w.Close
			}
			m.open, m.guess = append(m.open, open), append(m.guess, guess)
		}
	}
	return m
}

func (m *minutes) at(i int) time.Time { return m.start.Add(time.Duration(i) * time.Minute) }

func (m *minutes) between(i, j int) (sum time.Duration) {
	for ; i < j; i++ {
		if m.open[i] {
			sum += time.Minute
		}
	}
	return sum
}

// add walks on from a minute until d of open time has passed, and tells whether
// a provisional day was met, the first one included.
func (m *minutes) add(i int, d time.Duration) (due time.Time, guess, ok bool) {
	for ; i < len(m.open); i++ {
		guess = guess || m.guess[i]
		switch {
		case !m.open[i]:
		case d <= time.Minute:
			return m.at(i).Add(d), guess, true
		default:
			d -= time.Minute
		}
	}
	return time.Time{}, false, false
}

// windows of the tables below, in whole minutes.
func window(h, m, untilH, untilM int) workday.Window {
	return workday.Window{Open: workday.ClockAt(h, m), Close: workday.ClockAt(untilH, untilM)}
}

// The hours a district may keep: its own seasons, nights, dates.
var (
	nightHours = workday.Hours{Name: "night", Windows: []workday.Window{window(0, 0, 6, 0), window(20, 0, 24, 0)}}
	roundClock = workday.Hours{Name: "round the clock", Windows: []workday.Window{window(0, 0, 24, 0)}}
	busyHours  = workday.Hours{
		Name:    "某区",
		Windows: []workday.Window{window(8, 0, 10, 0), window(10, 0, 12, 0), window(14, 1, 17, 59), window(19, 0, 20, 30)},
		Seasons: []workday.Season{
			{From: workday.MonthDay{Month: 12, Day: 15}, To: workday.MonthDay{Month: 2, Day: 10}, Windows: []workday.Window{window(9, 30, 16, 0)}},
			{From: workday.MonthDay{Month: 4, Day: 20}, To: workday.MonthDay{Month: 5, Day: 3}, Windows: []workday.Window{window(7, 0, 13, 0)}},
		},
		Special: []workday.Special{
			{From: civil.Of(2023, 4, 22), To: civil.Of(2023, 4, 28), Windows: []workday.Window{window(11, 0, 11, 1), window(23, 0, 24, 0)}},
			{From: civil.Of(2026, 12, 31), To: civil.Of(2027, 1, 4), Windows: []workday.Window{window(9, 0, 12, 0)}},
		},
	}
)

// Some weeks of the real calendar, minute by minute: National Day, the summer of
// 新疆, the lifted make-up day of 广西, the extended holiday of 湖北, the turn
// into a year without a notice; offices by day, by night, round the clock.
func TestMinuteByMinute(t *testing.T) {
	for name, row := range map[string]struct {
		region   string
		from, to string
		hours    workday.Hours
	}{
		"national day 2024":  {"", "2024-09-20", "2024-10-20", workday.DefaultHours()},
		"make-up weekends":   {"", "2026-01-01", "2026-03-05", workday.DefaultHours()},
		"summer of 新疆":       {"新疆", "2025-04-20", "2025-06-20", workday.XinjiangHours()},
		"winter of 新疆":       {"新疆", "2023-09-20", "2023-10-20", workday.XinjiangHours()},
		"广西 2023":            {"广西", "2023-04-10", "2023-05-12", busyHours},
		"湖北 2020":            {"湖北", "2020-01-15", "2020-02-25", workday.DefaultHours()},
		"nights":             {"", "2024-09-25", "2024-10-12", nightHours},
		"round the clock":    {"宁夏", "2019-05-25", "2019-06-15", roundClock},
		"year end by day":    {"", "2026-12-15", "2027-01-15", busyHours},
		"year end by night":  {"", "2026-12-20", "2027-01-10", nightHours},
		"year end all hours": {"", "2026-12-25", "2027-01-10", roundClock},
	} {
		c := workday.China()
		var err error
		if row.region != "" {
			c, err = c.WithRegion(row.region)
			require.NoError(t, err)
		}
		c, err = c.With(workday.Office(row.hours))
		require.NoError(t, err)
		o := oracle{facts: c.Facts(), hours: row.hours}
		m := o.minutes(civil.MustParse(row.from), civil.MustParse(row.to))
		strict, err := c.With(workday.Strict(true))
		require.NoError(t, err)
		rng := rand.New(rand.NewPCG(uint64(len(m.open)), 5))
		for range 120 {
			minuteByMinute(t, name, c, strict, m, rng)
		}
	}
}

func minuteByMinute(t *testing.T, name string, c, strict *workday.Calendar, m *minutes, rng *rand.Rand) {
	t.Helper()
	i := rng.IntN(len(m.open))
	j := i + rng.IntN(len(m.open)-i)
	from, until := m.at(i), m.at(j)
	total := m.between(i, j)
	require.Equal(t, total, c.Between(from, until), "%s: %v to %v", name, from, until)

	d := time.Duration(1+rng.IntN(30*3600)) * time.Second
	if want, guess, ok := m.add(i, d); ok {
		got, err := c.AddHours(from, d)
		require.NoError(t, err)
		require.Equal(t, want, got.Due(), "%s: %v + %v", name, from, d)
		require.Equal(t, guess, got.Provisional(), "%s: %v + %v", name, from, d)
		_, err = strict.AddHours(from, d)
		require.Equal(t, guess, err != nil, "%s: strict answers what is final and no more", name)
	}
	percent := rng.IntN(101)
	want, guess := from, m.guess[i]
	for _, g := range m.guess[i:j] {
		guess = guess || g
	}
	if used := (total*time.Duration(percent) + 99) / 100; used > 0 {
		want, _, _ = m.add(i, used.Truncate(time.Second)+roundedUp(used))
	}
	got, err := c.At(from, until, percent)
	require.NoError(t, err)
	require.Equal(t, want, got.Due(), "%s: %d %% of %v to %v", name, percent, from, until)
	require.Equal(t, guess, got.Provisional(), "%s: %d %% of %v to %v", name, percent, from, until)
}

func roundedUp(d time.Duration) time.Duration {
	if d%time.Second > 0 {
		return time.Second
	}
	return 0
}

// stretches walks from stretch to stretch of office hours, for spans too long
// to be walked by the minute.
func (o oracle) stretches(from time.Time, visit func(d civil.Date, open, shut time.Time, guess bool) (more bool)) {
	for d := civil.DateOf(from); ; d++ {
		working, guess := o.works(d)
		if !visit(d, d.Start(), d.Start(), guess) { // the day itself, worked or not
			return
		}
		if !working {
			continue
		}
		for _, w := range o.windows(d) {
			open, shut := d.Start().Add(time.Duration(w.Open)*time.Second), d.Start().Add(time.Duration(w.Close)*time.Second)
			if open.Before(from) {
				open = from
			}
			if shut.After(open) && !visit(d, open, shut, guess) {
				return
			}
		}
	}
}

func (o oracle) add(from time.Time, d time.Duration) (due time.Time, guess bool) {
	o.stretches(from, func(_ civil.Date, open, shut time.Time, g bool) bool {
		guess = guess || g
		if open.Before(shut) && d <= shut.Sub(open) {
			due = open.Add(d)
			return false
		}
		d -= max(0, shut.Sub(open))
		return true
	})
	return due, guess
}

func (o oracle) between(from, until time.Time) (sum time.Duration) {
	o.stretches(from, func(d civil.Date, open, shut time.Time, _ bool) bool {
		if shut.After(until) {
			shut = until
		}
		sum += max(0, shut.Sub(open))
		return d.Start().Before(until)
	})
	return sum
}

// Months of working time on random calendars with random hours, to the second
// and to the nanosecond, from any instant.
func TestLongWorkingTimeAgainstStretches(t *testing.T) {
	for seed := range uint64(10) {
		rng := rand.New(rand.NewPCG(seed, 31))
		o := oracle{facts: randomFacts(rng), hours: randomHours(rng), reading: workday.Reading(seed % 2)}
		c, err := workday.New(o.facts, workday.Office(o.hours), workday.FallBack(o.reading))
		require.NoError(t, err)
		for range 25 {
			from := civil.Of(2016, 6, 1).Start().Add(time.Duration(rng.Int64N(int64(12 * 365 * 24 * time.Hour))))
			d := time.Duration(1 + rng.Int64N(int64(600*time.Hour)))
			want, guess := o.add(from, d)
			got, err := c.AddHours(from, d)
			require.NoError(t, err)
			require.Equal(t, want.Add(time.Second-1).Truncate(time.Second).In(civil.Zone), got.Due(), "seed %d: %v + %v", seed, from, d)
			require.Equal(t, guess, got.Provisional(), "seed %d: %v + %v", seed, from, d)

			until := from.Add(time.Duration(rng.Int64N(int64(200 * 24 * time.Hour))))
			require.Equal(t, o.between(from, until), c.Between(from, until), "seed %d: %v to %v", seed, from, until)
		}
	}
}

// The walk finds the ends of the calendar where the sums do: from its first
// instant, and no further than its last.
func TestWorkingTimeAtTheEdges(t *testing.T) {
	c, err := workday.China().With(workday.Office(roundClock))
	require.NoError(t, err)
	first, end := workday.First.Start(), workday.Last.End().Add(time.Second)
	whole := time.Duration(c.WorkdaysBetween(civil.Min, civil.Forever)) * 24 * time.Hour
	require.Equal(t, whole, c.Between(first, end))
	got, err := c.AddHours(first, whole)
	require.NoError(t, err)
	require.Equal(t, end, got.Due(), "24:00 of the last day")
	var horizon *workday.HorizonError
	for _, d := range []time.Duration{whole + 1, 1<<63 - 1} {
		_, err = c.AddHours(first, d)
		require.ErrorAs(t, err, &horizon)
		require.Equal(t, "d", horizon.Field)
	}
	// However far outside: nothing counts there, on either side.
	for _, before := range []time.Time{first, first.Add(-1), {}, time.Unix(-1<<63, 0)} {
		for _, after := range []time.Time{end, end.Add(1), time.Unix(1<<62, 0)} {
			require.Equal(t, whole, c.Between(before, after))
			require.Equal(t, -whole, c.Between(after, before))
		}
		require.Zero(t, c.Between(before, first))
	}
}

// Working time that ends at 24:00 has counted nothing of the day which begins
// at that instant: the answer is final although that day is not, and a strict
// calendar gives it. One second more is another matter.
func TestMidnightBelongsToTheDayBefore(t *testing.T) {
	c, err := workday.China().With(workday.Office(nightHours), workday.Strict(true))
	require.NoError(t, err)
	from, midnight := clock(t, "2026-12-31 21:00:00"), civil.Of(2027, 1, 1).Start()
	got, err := c.AddHours(from, 3*time.Hour)
	require.NoError(t, err)
	require.Equal(t, midnight, got.Due())
	require.False(t, got.Provisional())
	warn, err := c.At(from, midnight, 100)
	require.NoError(t, err)
	require.Equal(t, got, warn)

	var unknown *workday.UnknownYearError
	_, err = c.AddHours(from, 3*time.Hour+1)
	require.ErrorAs(t, err, &unknown)
	_, err = c.At(from, midnight.Add(1), 50)
	require.ErrorAs(t, err, &unknown)
	_, err = c.At(midnight, midnight, 50) // the day of the start counts in any case
	require.ErrorAs(t, err, &unknown)
}
