package workday_test

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"
	_ "time/tzdata" // the zones below, on machines without them

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance/workday"
)

// anyInstant is a whole second in the years of the random calendars.
func anyInstant(rng *rand.Rand) time.Time {
	return civil.Of(2016, 6, 1).Start().Add(time.Duration(rng.IntN(12*365*86400)) * time.Second)
}

// AddHours and Between undo each other, and a period may be counted in parts.
func TestAddHoursAndBetweenAreInverse(t *testing.T) {
	for seed := range uint64(8) {
		rng := rand.New(rand.NewPCG(seed, 41))
		c, err := workday.New(randomFacts(rng), workday.Office(randomHours(rng)))
		require.NoError(t, err)
		for range 200 {
			a := anyInstant(rng)
			x, y := time.Duration(1+rng.IntN(90*3600))*time.Second, time.Duration(1+rng.IntN(90*3600))*time.Second
			first, err := c.AddHours(a, x)
			require.NoError(t, err)
			require.Equal(t, x, c.Between(a, first.Due()), "what was given has passed, to the second")
			again, err := c.AddHours(a, c.Between(a, first.Due()))
			require.NoError(t, err)
			require.Equal(t, first, again)

			second, err := c.AddHours(first.Due(), y)
			require.NoError(t, err)
			both, err := c.AddHours(a, x+y)
			require.NoError(t, err)
			require.Equal(t, both.Due(), second.Due(), "x and then y are x+y")
			require.False(t, second.Provisional() && !both.Provisional(), "the longer count meets every day of the shorter")
			require.True(t, second.Due().After(first.Due()))
		}
	}
}

// One more working day is a later date; a later start is no earlier deadline,
// by days and by hours.
func TestDeadlinesAreMonotone(t *testing.T) {
	for seed := range uint64(6) {
		rng := rand.New(rand.NewPCG(seed, 43))
		c, err := workday.New(randomFacts(rng), workday.Office(randomHours(rng)))
		require.NoError(t, err)
		for range 150 {
			a, n := anyInstant(rng), 1+rng.IntN(100)
			b := a.Add(time.Duration(rng.IntN(40*86400)) * time.Second)
			d, err := c.Deadline(a, n)
			require.NoError(t, err)
			more, err := c.Deadline(a, n+1)
			require.NoError(t, err)
			require.Greater(t, more.Date(), d.Date())
			require.False(t, d.Provisional() && !more.Provisional(), "the longer count met the same unknown day")
			later, err := c.Deadline(b, n)
			require.NoError(t, err)
			require.GreaterOrEqual(t, later.Date(), d.Date())

			hours := time.Duration(1+rng.IntN(60*3600)) * time.Second
			x, err := c.AddHours(a, hours)
			require.NoError(t, err)
			y, err := c.AddHours(b, hours)
			require.NoError(t, err)
			require.False(t, y.Due().Before(x.Due()))
			require.GreaterOrEqual(t, c.Between(a, b), time.Duration(0))
		}
	}
}

// Whichever day a region takes off, no deadline ends earlier and no more time
// has passed; whichever day it works, the reverse; and lifting the rule again
// gives the calendar that was.
func TestOverlaysPushOneWay(t *testing.T) {
	for seed := range uint64(4) {
		rng := rand.New(rand.NewPCG(seed, 47))
		c, err := workday.New(randomFacts(rng), workday.Office(randomHours(rng)))
		require.NoError(t, err)
		for range 12 {
			day := civil.DateOf(anyInstant(rng))
			off, err := c.WithOverlay(workday.Overlay{Region: "某区", Off: []civil.Date{day}})
			require.NoError(t, err)
			on, err := c.WithOverlay(workday.Overlay{Region: "某区", Work: []civil.Date{day}})
			require.NoError(t, err)
			for range 20 {
				a := day.Start().Add(time.Duration(rng.IntN(30*86400)-20*86400) * time.Second)
				ordered(t, []*workday.Calendar{on, c, off}, a, 1+rng.IntN(20), time.Duration(1+rng.IntN(60*3600))*time.Second)
			}
			back := workday.Overlay{Region: "某区", Off: []civil.Date{day}}
			if c.IsWorkday(day) {
				back.Off, back.Work = nil, back.Off
			}
			undone, err := off.WithOverlay(back)
			require.NoError(t, err)
			require.Empty(t, workday.Changed(c, undone))
		}
	}
}

// ordered asks calendars with fewer and fewer working days the same questions.
func ordered(t *testing.T, cals []*workday.Calendar, a time.Time, n int, hours time.Duration) {
	t.Helper()
	var byDays, byHours, onOrAfter []int64
	var worked []time.Duration
	for _, c := range cals {
		d, err := c.Deadline(a, n)
		require.NoError(t, err)
		h, err := c.AddHours(a, hours)
		require.NoError(t, err)
		o, err := c.OnOrAfter(civil.DateOf(a))
		require.NoError(t, err)
		byDays, byHours, onOrAfter = append(byDays, d.Due().Unix()), append(byHours, h.Due().Unix()), append(onOrAfter, o.Due().Unix())
		worked = append(worked, -c.Between(a, a.AddDate(0, 0, 20)))
	}
	require.True(t, slices.IsSorted(byDays), "a day off never shortens a deadline")
	require.True(t, slices.IsSorted(byHours), "nor working hours")
	require.True(t, slices.IsSorted(onOrAfter), "nor the end of a period of calendar days")
	require.True(t, slices.IsSorted(worked), "and never adds working time")
}

// Rules about different days may come in any order; the calendars are the same
// to the last letter of their version.
func TestOverlaysOfDifferentDaysCommute(t *testing.T) {
	c := workday.China()
	all := append(workday.Regional("广西"), workday.Regional("宁夏")...)
	var seen workday.Version
	for seed := range uint64(5) {
		rng := rand.New(rand.NewPCG(seed, 53))
		rng.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		laid := c
		for _, o := range all {
			var err error
			laid, err = laid.WithOverlay(o)
			require.NoError(t, err)
		}
		if seed == 0 {
			seen = laid.Version()
		}
		require.Equal(t, seen, laid.Version())
	}
}

// Whatever was added at run time, the facts of the calendar build it again.
func TestFactsBuildTheSameCalendar(t *testing.T) {
	notice, err := workday.ParseNotice([]byte(next))
	require.NoError(t, err)
	c, err := workday.China().WithRegion("新疆")
	require.NoError(t, err)
	c, err = c.WithNotice(notice)
	require.NoError(t, err)
	c, err = c.WithNotice(workday.Notice{Number: "p", Year: 2027, Patch: true, Plain: dates("2026-12-26")})
	require.NoError(t, err)
	c, err = c.WithStatutory(workday.Statutory{Year: 2028, Law: "l", Festivals: []workday.Festival{{Name: "春节", Days: dates("2028-01-25")}}})
	require.NoError(t, err)
	again, err := workday.New(c.Facts())
	require.NoError(t, err)
	require.Equal(t, c.Version(), again.Version())
	require.Empty(t, workday.Changed(c, again))

	// That holds because statutory days which a loaded notice works through are
	// refused, in whichever order the two come.
	for _, day := range []string{"2026-02-28", "2026-03-02"} { // a make-up day, a Monday not off
		days := workday.Statutory{Year: 2026, Law: "l", Festivals: []workday.Festival{{Name: "某节", Days: dates(day)}}}
		_, err = c.WithStatutory(days)
		require.Equal(t, []workday.Fault{{Field: "festivals", Code: workday.FaultNoticed}}, invalid(t, err).Faults)
		facts := c.Facts()
		facts.Statutory = append(facts.Statutory, days)
		_, err = workday.New(facts)
		require.True(t, invalid(t, err).Has(workday.FaultStatutory))
	}
}

// The zone a time carries never matters: not one with summer time, not one a
// day ahead, not one whose year has not ended yet.
func TestZoneOfTheInputNeverMatters(t *testing.T) {
	var zones []*time.Location
	for _, name := range []string{
		"UTC", "Asia/Shanghai", "Asia/Urumqi", "America/New_York", "Europe/London", "Asia/Kathmandu",
		"Pacific/Kiritimati", "Pacific/Pago_Pago", "Australia/Lord_Howe", "Antarctica/Troll",
	} {
		zone, err := time.LoadLocation(name)
		require.NoError(t, err)
		zones = append(zones, zone)
	}
	zones = append(zones, time.FixedZone("", -12*3600), time.FixedZone("", 14*3600+1))
	c, err := workday.China().With(workday.Office(busyHours))
	require.NoError(t, err)
	rng := rand.New(rand.NewPCG(1, 59))
	for range 150 {
		a := anyInstant(rng)
		b := a.Add(time.Duration(rng.IntN(60*86400)) * time.Second)
		n, hours, percent := 1+rng.IntN(60), time.Duration(1+rng.IntN(100*3600))*time.Second, rng.IntN(101)
		want := answers(t, c, a.In(civil.Zone), b.In(civil.Zone), n, hours, percent)
		for i, zone := range zones {
			other := zones[(i+3)%len(zones)]
			require.Equal(t, want, answers(t, c, a.In(zone), b.In(other), n, hours, percent), "%v and %v, %v", a, b, zone)
		}
	}
}

type answered struct {
	days, hours, at workday.Deadline
	between         time.Duration
	passed          bool
}

func answers(t *testing.T, c *workday.Calendar, a, b time.Time, n int, hours time.Duration, percent int) (out answered) {
	t.Helper()
	var err error
	out.days, err = c.Deadline(a, n)
	require.NoError(t, err)
	out.hours, err = c.AddHours(a, hours)
	require.NoError(t, err)
	out.at, err = c.At(a, b, percent)
	require.NoError(t, err)
	out.between, out.passed = c.Between(a, b), out.days.Passed(b)
	return out
}

// The year turns at 16:00 UTC: half an hour later it is New Year in China,
// whatever the calendar on a server's wall says.
func TestYearEndsInUTC(t *testing.T) {
	c := workday.China()
	for year := 2018; year <= 2027; year++ {
		turn := time.Date(year-1, 12, 31, 16, 0, 0, 0, time.UTC)
		for _, row := range []struct {
			at   time.Time
			date civil.Date
		}{{turn.Add(-1), civil.Of(year-1, 12, 31)}, {turn, civil.Of(year, 1, 1)}, {turn.Add(8*time.Hour - 1), civil.Of(year, 1, 1)}} {
			want, err := c.DeadlineFrom(row.date, 3)
			require.NoError(t, err)
			got, err := c.Deadline(row.at, 3)
			require.NoError(t, err)
			require.Equal(t, want, got, row.at)
		}
		// 15:00 in China on the last day of the year, and the turn itself.
		last, err := c.AddHours(turn.Add(-9*time.Hour), 1)
		require.NoError(t, err)
		require.Equal(t, year == 2018, last.Provisional(), "%d: 2017 alone has no notice", year-1)
		first, err := c.AddHours(turn, 1)
		require.NoError(t, err)
		require.Equal(t, year == 2027, first.Provisional(), year)
		require.Equal(t, year, first.Date().Year())
	}
}
