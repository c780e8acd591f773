package workday_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance/workday"
)

// oracle is the stupid way to every answer: it reads the lists of the facts for
// each day anew and walks one day, or one second, at a time. It knows nothing
// of prefix sums or of how a calendar is built.
type oracle struct {
	facts   workday.Facts
	reading workday.Reading
	hours   workday.Hours
}

func (o oracle) known(year int) bool {
	return slices.ContainsFunc(o.facts.Notices, func(n workday.Notice) bool { return n.Year == year && !n.Patch })
}

// works says whether a day is worked, and whether that is a guess.
func (o oracle) works(d civil.Date) (working, guess bool) {
	working, guess = !d.IsWeekend(), !o.known(d.Year())
	if o.holiday(d) {
		working = false
	}
	apply := func(n workday.Notice) {
		if slices.Contains(n.Off, d) {
			working, guess = false, false
		}
		if slices.Contains(n.Work, d) {
			working, guess = true, false
		}
		if slices.Contains(n.Plain, d) {
			working, guess = !d.IsWeekend(), false
		}
	}
	for year := d.Year(); year <= d.Year()+1; year++ { // a notice reaches back one year at most
		for _, n := range o.facts.Notices {
			if !n.Patch && n.Year == year {
				apply(n)
			}
		}
	}
	for _, n := range o.facts.Notices {
		if n.Patch {
			apply(n)
		}
	}
	for _, v := range o.facts.Overlays {
		if slices.Contains(v.Off, d) {
			working = false
		}
		if slices.Contains(v.Work, d) {
			working = true
		}
	}
	return working, guess
}

func (o oracle) holiday(d civil.Date) bool {
	year, month, day := d.YMD()
	if i := slices.IndexFunc(o.facts.Statutory, func(s workday.Statutory) bool { return s.Year == year }); i >= 0 &&
		(o.known(year) || o.reading == workday.AllStatutory) {
		for _, f := range o.facts.Statutory[i].Festivals {
			if slices.Contains(f.Days, d) {
				return true
			}
		}
		return false
	}
	if o.known(year) {
		return false
	}
	return slices.ContainsFunc(o.facts.Fixed, func(f workday.FixedDay) bool {
		return f.Month == month && f.Day == day && f.From <= year && year <= f.To
	})
}

// deadline walks from the day after the start to the nth working day.
func (o oracle) deadline(from civil.Date, n int) (d civil.Date, guess bool) {
	for d = from; n > 0; {
		d++
		working, g := o.works(d)
		guess = guess || g
		if working {
			n--
		}
	}
	return d, guess
}

// opened lists the ends of all seconds between two instants in which the office
// is open.
func (o oracle) opened(from, until time.Time) (ends []time.Time) {
	var windows []workday.Window
	day := civil.Min
	for at := from; at.Before(until); at = at.Add(time.Second) {
		if d := civil.DateOf(at); d != day {
			day, windows = d, nil
			if working, _ := o.works(d); working {
				windows = o.windows(d)
			}
		}
		second := workday.Clock(at.Unix() - day.Start().Unix())
		if slices.ContainsFunc(windows, func(w workday.Window) bool { return w.Open <= second && second < w.Close }) {
			ends = append(ends, at.Add(time.Second))
		}
	}
	return ends
}

func (o oracle) windows(d civil.Date) []workday.Window {
	for _, s := range o.hours.Special {
		if s.From <= d && d <= s.To {
			return s.Windows
		}
	}
	for _, s := range o.hours.Seasons {
		_, month, day := d.YMD()
		from, to := civil.Of(2000, s.From.Month, s.From.Day), civil.Of(2000, s.To.Month, s.To.Day)
		at := civil.Of(2000, month, day)
		if from <= to && from <= at && at <= to || from > to && (at >= from || at <= to) {
			return s.Windows
		}
	}
	return o.hours.Windows
}

// randomFacts makes notices that keep the rules, with arbitrary days: spans of
// days off, weekend days worked, December days of the year before, patches, and
// overlays that contradict all of them.
func randomFacts(rng *rand.Rand) workday.Facts {
	china := workday.ChinaFacts()
	facts := workday.Facts{Name: "random", Fixed: china.Fixed}
	for _, s := range china.Statutory {
		if rng.IntN(3) > 0 {
			facts.Statutory = append(facts.Statutory, s)
		}
	}
	for year := 2017; year <= 2029; year++ {
		if rng.IntN(4) == 0 {
			continue // a year without a notice, perhaps in the middle
		}
		base := randomNotice(rng, &facts, year, false)
		facts.Notices = append(facts.Notices, base)
		if rng.IntN(3) == 0 {
			facts.Notices = append(facts.Notices, randomNotice(rng, &facts, year, true))
		}
	}
	rng.Shuffle(len(facts.Notices), func(i, j int) {
		facts.Notices[i], facts.Notices[j] = facts.Notices[j], facts.Notices[i]
	})
	for range rng.IntN(4) {
		v := workday.Overlay{Region: "某地"}
		off, work := randomDays(rng, civil.Of(2017, 1, 1), civil.Of(2029, 12, 31), 60)
		v.Off, v.Work = off, work
		facts.Overlays = append(facts.Overlays, v)
	}
	return facts
}

// randomDays gives two lists without a day in common.
func randomDays(rng *rand.Rand, from, to civil.Date, n int) (a, b []civil.Date) {
	seen := map[civil.Date]bool{}
	for range n {
		d := from.AddDays(rng.IntN(to.Sub(from) + 1))
		if seen[d] {
			continue
		}
		seen[d] = true
		if rng.IntN(2) == 0 {
			a = append(a, d)
		} else {
			b = append(b, d)
		}
	}
	if len(a) == 0 {
		a, b = b[:1], b[1:]
	}
	return a, b
}

func randomNotice(rng *rand.Rand, facts *workday.Facts, year int, patch bool) workday.Notice {
	n := workday.Notice{Number: fmt.Sprintf("%d-%v", year, patch), Year: year, Patch: patch}
	statutory := map[civil.Date]bool{}
	for _, s := range facts.Statutory {
		for _, f := range s.Festivals {
			for _, d := range f.Days {
				statutory[d] = true
			}
		}
	}
	for d := civil.Of(year-1, 12, 1); d <= civil.Of(year, 12, 31); d++ {
		roll := rng.IntN(100)
		switch {
		case statutory[d] && !patch && d.Year() == year:
			n.Off = append(n.Off, d)
		case roll < 4:
			n.Off = append(n.Off, d)
		case roll < 8 && d.IsWeekend() && !statutory[d]:
			n.Work = append(n.Work, d)
		case roll < 10 && patch && !statutory[d]:
			n.Plain = append(n.Plain, d)
		}
	}
	rng.Shuffle(len(n.Off), func(i, j int) { n.Off[i], n.Off[j] = n.Off[j], n.Off[i] })
	if len(n.Off) == 0 {
		n.Off = []civil.Date{civil.Of(year, 7, 1)}
	}
	return n
}

// Random calendars against the oracle, day by day and deadline by deadline.
func TestRandomCalendarsAgainstOracle(t *testing.T) {
	for seed := range uint64(12) {
		rng := rand.New(rand.NewPCG(seed, 7))
		o := oracle{facts: randomFacts(rng), reading: workday.Reading(seed % 2)}
		c, err := workday.New(o.facts, workday.FallBack(o.reading))
		require.NoError(t, err)
		for d := civil.Of(2016, 6, 1); d < civil.Of(2031, 1, 1); d++ {
			working, guess := o.works(d)
			day := c.Day(d)
			require.Equal(t, working, day.Working, "seed %d, %v: %+v", seed, d, day)
			require.Equal(t, guess, day.Provisional, "seed %d, %v", seed, d)
			require.Equal(t, working, c.IsWorkday(d))
		}
		for range 60 {
			from, n := civil.Of(2016, 6, 1).AddDays(rng.IntN(5000)), 1+rng.IntN(120)
			want, guess := o.deadline(from, n)
			got, err := c.DeadlineFrom(from, n)
			require.NoError(t, err)
			require.Equal(t, want, got.Date(), "seed %d, %v + %d", seed, from, n)
			require.Equal(t, guess, got.Provisional(), "seed %d, %v + %d", seed, from, n)
			require.Equal(t, n, c.WorkdaysBetween(from, want))
			require.Equal(t, -n, c.WorkdaysBetween(want, from))
		}
	}
}

// Every start of the known years and the usual counts, on the real calendar.
func TestEveryStartAgainstOracle(t *testing.T) {
	c := workday.China()
	o := oracle{facts: c.Facts()}
	works := map[civil.Date][2]bool{}
	for d := civil.Of(2017, 1, 1); d < civil.Of(2029, 1, 1); d++ {
		w, g := o.works(d)
		works[d] = [2]bool{w, g}
	}
	for from := civil.Of(2017, 6, 1); from < civil.Of(2027, 12, 31); from++ {
		count, guess, d := 0, false, from
		for count < 60 {
			d++
			guess = guess || works[d][1]
			if !works[d][0] {
				continue
			}
			count++
			if count == 1 || count == 5 || count == 15 || count == 60 {
				got, err := c.DeadlineFrom(from, count)
				require.NoError(t, err)
				if got.Date() != d || got.Provisional() != guess {
					require.Failf(t, "differs", "%v + %d: %v, want %v %v", from, count, got, d, guess)
				}
			}
		}
	}
}

func randomHours(rng *rand.Rand) workday.Hours {
	windows := func() []workday.Window {
		var out []workday.Window
		at := workday.Clock(0)
		for range 1 + rng.IntN(4) {
			open := at + workday.Clock(rng.IntN(4*3600))
			shut := open + 1 + workday.Clock(rng.IntN(3*3600))
			if shut > 24*3600 {
				break
			}
			out, at = append(out, workday.Window{Open: open, Close: shut}), shut
		}
		if len(out) == 0 {
			out = []workday.Window{{Open: 0, Close: 24 * 3600}}
		}
		return out
	}
	h := workday.Hours{Name: "random", Windows: windows()}
	for range rng.IntN(3) {
		h.Seasons = append(h.Seasons, workday.Season{
			From: workday.MonthDay{Month: time.Month(1 + rng.IntN(12)), Day: 1 + rng.IntN(28)},
			To:   workday.MonthDay{Month: time.Month(1 + rng.IntN(12)), Day: 1 + rng.IntN(28)}, Windows: windows(),
		})
	}
	for range rng.IntN(3) {
		from := civil.Of(2024, 1, 1).AddDays(rng.IntN(700))
		h.Special = append(h.Special, workday.Special{From: from, To: from.AddDays(rng.IntN(30)), Windows: windows()})
	}
	return h
}

// Working time second by second: the sum between two instants, the instant a
// sum is reached, and the share used up.
func TestWorkingTimeAgainstOracle(t *testing.T) {
	for seed := range uint64(25) {
		rng := rand.New(rand.NewPCG(seed, 11))
		o := oracle{facts: workday.ChinaFacts(), hours: randomHours(rng)}
		c, err := workday.New(o.facts, workday.Office(o.hours))
		require.NoError(t, err)
		from := civil.Of(2024, 1, 1).AddDays(rng.IntN(700)).Start().Add(time.Duration(rng.IntN(86400)) * time.Second)
		until := from.Add(time.Duration(rng.IntN(4*86400)) * time.Second)

		opened := o.opened(from, until)
		total := time.Duration(len(opened)) * time.Second
		require.Equal(t, total, c.Between(from, until), "seed %d", seed)
		require.Equal(t, -total, c.Between(until, from), "seed %d", seed)
		for k := 1; k <= len(opened); k += 1 + len(opened)/7 {
			got, err := c.AddHours(from, time.Duration(k)*time.Second)
			require.NoError(t, err)
			require.Equal(t, opened[k-1].In(civil.Zone), got.Due(), "seed %d, second %d", seed, k)
			got, err = c.AddHours(from, time.Duration(k)*time.Second-1)
			require.NoError(t, err)
			require.Equal(t, opened[k-1].In(civil.Zone), got.Due(), "a fraction is rounded up")
		}
		for _, percent := range []int{0, 1, 50, 80, 99, 100} {
			got, err := c.At(from, until, percent)
			require.NoError(t, err)
			want := from
			if k := (len(opened)*percent + 99) / 100; k > 0 {
				want = opened[k-1]
			}
			require.Equal(t, want.In(civil.Zone), got.Due(), "seed %d, %d %%", seed, percent)
		}
	}
}

// The first working day on or after each day of three years.
func TestOnOrAfterAgainstOracle(t *testing.T) {
	c, err := workday.China().WithRegion("新疆")
	require.NoError(t, err)
	o := oracle{facts: c.Facts()}
	for d := civil.Of(2025, 1, 1); d < civil.Of(2028, 1, 1); d++ {
		want, guess := d, false
		for {
			working, g := o.works(want)
			guess = guess || g
			if working {
				break
			}
			want++
		}
		got, err := c.OnOrAfter(d)
		require.NoError(t, err)
		assert.Equal(t, want, got.Date(), d)
		assert.Equal(t, guess, got.Provisional(), d)
	}
}
