package bench

import (
	"fmt"
	"testing"
	"time"

	"github.com/rickar/cal/v2"
	"github.com/stretchr/testify/require"
)

// The question: the working time between two instants, of offices open from
// nine to five on working days, which is all that rickar/cal can be told.

const opens, closes = 9 * 3600, 17 * 3600

// hours is the floor: working days before each day, and the part of the day.
type hours struct {
	first  int64
	before []int32 // by day since first, working days before it
	works  []bool
}

func newHours() *hours {
	h := &hours{first: day(1, 1).Unix()}
	for i, upTo := range newPrefix().upTo {
		on := isWorkday(day(1, 1).AddDate(0, 0, i))
		if on {
			upTo--
		}
		h.before, h.works = append(h.before, upTo), append(h.works, on)
	}
	return h
}

func (h *hours) until(at int64) int64 {
	const daily = 86400
	since := at - h.first
	d, in := since/daily, since%daily
	sum := int64(h.before[d]) * (closes - opens)
	if h.works[d] {
		sum += min(max(in, opens), closes) - opens
	}
	return sum
}

//go:noinline
func (h *hours) between(a, b int64) int64 { return h.until(b) - h.until(a) }

// gaps are in days; every span is three hours longer, from ten to one.
var gaps = []int{1, 15, 90}

func ends(days int) (all [len(starts)]time.Time) {
	for i, t := range starts {
		all[i] = t.Add(time.Duration(days)*24*time.Hour + 3*time.Hour)
	}
	return all
}

func newRickarHours() *cal.BusinessCalendar {
	c := newRickar()
	c.SetWorkHours(opens*time.Second, closes*time.Second)
	return c
}

func BenchmarkWorkTime(b *testing.B) {
	floor, rickar, jinlin := newHours(), newRickarHours(), newJinlin(b)
	for _, days := range gaps {
		until := ends(days)
		var from, to [len(starts)]int64
		for i := range starts {
			from[i], to[i] = starts[i].Unix(), until[i].Unix()
		}
		b.Run(fmt.Sprintf("days=%d/%s", days, floorName), func(b *testing.B) {
			for i := 0; b.Loop(); i++ {
				floor.between(from[i%len(from)], to[i%len(to)])
			}
		})
		b.Run(fmt.Sprintf("days=%d/rickar", days), func(b *testing.B) {
			for i := 0; b.Loop(); i++ {
				rickar.WorkHoursInRange(starts[i%len(starts)], until[i%len(until)])
			}
		})
		b.Run(fmt.Sprintf("days=%d/jinlin", days), func(b *testing.B) {
			for i := 0; b.Loop(); i++ {
				jinlin.Between(starts[i%len(starts)], until[i%len(until)])
			}
		})
	}
}

// TestWorkTimesAgree: contestants that answer differently are not compared.
func TestWorkTimesAgree(t *testing.T) {
	floor, rickar, jinlin := newHours(), newRickarHours(), newJinlin(t)
	for _, days := range append([]int{0, 2, 40}, gaps...) {
		until := ends(days)
		for i, start := range starts {
			var want time.Duration
			for d := day(1, 1).AddDate(0, 0, i%366); d.Before(until[i]); d = d.AddDate(0, 0, 1) {
				from, to := d.Add(opens*time.Second), d.Add(closes*time.Second)
				if isWorkday(d) {
					want += max(0, cal.MinTime(to, until[i]).Sub(cal.MaxTime(from, start)))
				}
			}
			require.Equal(t, want, time.Duration(floor.between(start.Unix(), until[i].Unix()))*time.Second, "floor: %s, %d days", start, days)
			require.Equal(t, want, rickar.WorkHoursInRange(start, until[i]), "rickar: %s, %d days", start, days)
			require.Equal(t, want, jinlin.Between(start, until[i]), "jinlin: %s, %d days", start, days)
		}
	}
}
