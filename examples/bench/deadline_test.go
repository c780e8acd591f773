package bench

import (
	"fmt"
	"testing"
	"time"

	"github.com/rickar/cal/v2"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance/workday"
)

// The question: the deadline N working days after a start. The calendar is
// the mainland's of 2024, with its days off and worked weekend days; outside
// that year weekends alone count, for every contestant alike.

var zone = time.FixedZone("CST", 8*3600)

func day(month time.Month, d int) time.Time { return time.Date(2024, month, d, 0, 0, 0, 0, zone) }

var (
	daysOff = [][2]time.Time{
		{day(1, 1), day(1, 1)}, {day(2, 10), day(2, 17)}, {day(4, 4), day(4, 6)}, {day(5, 1), day(5, 5)},
		{day(6, 8), day(6, 10)}, {day(9, 15), day(9, 17)}, {day(10, 1), day(10, 7)},
	}
	worked = []time.Time{day(2, 4), day(2, 18), day(4, 7), day(4, 28), day(5, 11), day(9, 14), day(9, 29), day(10, 12)}
)

func isWorkday(t time.Time) bool {
	for _, w := range worked {
		if t.Equal(w) {
			return true
		}
	}
	for _, off := range daysOff {
		if !t.Before(off[0]) && !t.After(off[1]) {
			return false
		}
	}
	return t.Weekday() != time.Saturday && t.Weekday() != time.Sunday
}

// prefix is the floor: working days up to each day, the day of each count,
// and instants as seconds, since nothing can ask for less.
type prefix struct {
	first int64
	upTo  []int32 // by day since first, working days up to and with it
	dayOf []int32 // by count, the day since first
}

func newPrefix() *prefix {
	p := &prefix{first: day(1, 1).Unix(), dayOf: []int32{0}}
	for i := range 3 * 366 {
		if isWorkday(day(1, 1).AddDate(0, 0, i)) {
			p.dayOf = append(p.dayOf, int32(i))
		}
		p.upTo = append(p.upTo, int32(len(p.dayOf)-1))
	}
	return p
}

//go:noinline
func (p *prefix) deadline(start int64, n int) int64 {
	const daily = 86400
	since := start - p.first
	return p.first + int64(p.dayOf[int(p.upTo[since/daily])+n])*daily + since%daily
}

// newRickar is rickar/cal as fast as it can be: one function, one map.
func newRickar() *cal.BusinessCalendar {
	type date struct {
		year int
		day  int
	}
	is := map[date]bool{}
	for i := range 3 * 366 {
		t := day(1, 1).AddDate(0, 0, i)
		is[date{t.Year(), t.YearDay()}] = isWorkday(t)
	}
	c := cal.NewBusinessCalendar()
	c.WorkdayFunc = func(t time.Time) bool { return is[date{t.Year(), t.YearDay()}] }
	return c
}

// newJinlin is our calendar with the same facts and no others: one notice, and
// office hours from nine to five.
func newJinlin(tb testing.TB) *workday.Calendar {
	tb.Helper()
	notice := workday.Notice{Number: "bench", Year: 2024}
	for _, span := range daysOff {
		for d := civil.DateOf(span[0]); d <= civil.DateOf(span[1]); d++ {
			notice.Off = append(notice.Off, d)
		}
	}
	for _, w := range worked {
		notice.Work = append(notice.Work, civil.DateOf(w))
	}
	c, err := workday.New(
		workday.Facts{Name: "bench", Notices: []workday.Notice{notice}},
		workday.Office(workday.Hours{Windows: []workday.Window{{Open: opens, Close: closes}}}))
	require.NoError(tb, err)
	return c
}

// starts are 512 instants at ten o'clock, on the days of the year in turn.
var starts = func() (all [512]time.Time) {
	for i := range all {
		all[i] = day(1, 1).AddDate(0, 0, i%366).Add(10 * time.Hour)
	}
	return all
}()

func BenchmarkDeadline(b *testing.B) {
	floor, rickar, jinlin := newPrefix(), newRickar(), newJinlin(b)
	var seconds [len(starts)]int64
	for i, t := range starts {
		seconds[i] = t.Unix()
	}
	for _, n := range []int{1, 5, 15, 60, 250} {
		b.Run(fmt.Sprintf("N=%d/%s", n, floorName), func(b *testing.B) {
			for i := 0; b.Loop(); i++ {
				floor.deadline(seconds[i%len(seconds)], n)
			}
		})
		b.Run(fmt.Sprintf("N=%d/rickar", n), func(b *testing.B) {
			for i := 0; b.Loop(); i++ {
				rickar.WorkdaysFrom(starts[i%len(starts)], n)
			}
		})
		b.Run(fmt.Sprintf("N=%d/jinlin", n), func(b *testing.B) {
			for i := 0; b.Loop(); i++ {
				_, _ = jinlin.Deadline(starts[i%len(starts)], n)
			}
		})
	}
}

// TestDeadlinesAgree: contestants that answer differently are not compared.
func TestDeadlinesAgree(t *testing.T) {
	floor, rickar, jinlin := newPrefix(), newRickar(), newJinlin(t)
	for _, start := range starts {
		for n := 1; n <= 250; n += 7 {
			want := start
			for left := n; left > 0; {
				want = want.AddDate(0, 0, 1)
				if isWorkday(want.Add(-10 * time.Hour)) {
					left--
				}
			}
			require.Equal(t, want.Unix(), floor.deadline(start.Unix(), n), "floor: %s + %d", start, n)
			require.True(t, want.Equal(rickar.WorkdaysFrom(start, n)), "rickar: %s + %d", start, n)
			ours, err := jinlin.Deadline(start, n) // ends with the day, the others at ten
			require.NoError(t, err)
			require.Equal(t, civil.DateOf(want), ours.Date(), "jinlin: %s + %d", start, n)
		}
	}
}
