package workday_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance/workday"
)

// The floor of both questions: prefix sums over plain arrays, unix seconds in
// and out, no errors, no marks, one window of office hours a day. Ours must
// stay within twice the floor for every N and every gap.
type floor struct {
	start int64
	cum   []int32
	dayOf []int32
	work  []bool
}

const floorOpens, floorCloses = 9 * 3600, 17 * 3600

func newFloor(c *workday.Calendar) *floor {
	f := &floor{start: workday.First.Start().Unix(), dayOf: []int32{0}}
	for d := workday.First; d <= workday.Last; d++ {
		if c.IsWorkday(d) {
			f.dayOf = append(f.dayOf, int32(d-workday.First))
		}
		f.work = append(f.work, c.IsWorkday(d))
		f.cum = append(f.cum, int32(len(f.dayOf)-1))
	}
	return f
}

//go:noinline
func (f *floor) deadline(unix int64, n int32) int64 {
	day := (unix - f.start) / 86400
	return f.start + int64(f.dayOf[f.cum[day]+n])*86400 + (unix-f.start)%86400
}

func (f *floor) workedUntil(unix int64) int64 {
	s := unix - f.start
	day, in := s/86400, s%86400
	n := int64(f.cum[day]) * (floorCloses - floorOpens)
	if f.work[day] {
		n -= floorCloses - min(max(in, floorOpens), floorCloses)
	}
	return n
}

//go:noinline
func (f *floor) between(a, b int64) int64 { return f.workedUntil(b) - f.workedUntil(a) }

func benchInstants() (times []time.Time, unix []int64) {
	for i := range 512 {
		t := civil.Of(2023, 1, 3).Start().Add(time.Duration(i)*33*time.Hour + 10*time.Hour)
		times, unix = append(times, t), append(unix, t.Unix())
	}
	return times, unix
}

func BenchmarkDeadline(b *testing.B) {
	c := workday.China()
	f := newFloor(c)
	times, unix := benchInstants()
	for _, n := range []int{1, 5, 15, 60, 250} {
		b.Run(fmt.Sprintf("floor/N=%d", n), func(b *testing.B) {
			b.ReportAllocs()
			var sink int64
			i := 0
			for b.Loop() {
				sink += f.deadline(unix[i&511], int32(n))
				i++
			}
			_ = sink
		})
		// The floor with the same times in and out as ours.
		b.Run(fmt.Sprintf("floor-time/N=%d", n), func(b *testing.B) {
			b.ReportAllocs()
			var sink time.Time
			i := 0
			for b.Loop() {
				t := times[i&511]
				sink = time.Unix(f.deadline(t.Unix(), int32(n)), 0).In(civil.Zone)
				i++
			}
			_ = sink
		})
		b.Run(fmt.Sprintf("ours/N=%d", n), func(b *testing.B) {
			b.ReportAllocs()
			var sink workday.Deadline
			i := 0
			for b.Loop() {
				sink, _ = c.Deadline(times[i&511], n)
				i++
			}
			_ = sink
		})
	}
}

func BenchmarkBetween(b *testing.B) {
	c := workday.China()
	f := newFloor(c)
	times, unix := benchInstants()
	for _, days := range []int{1, 15, 90} {
		gap := time.Duration(days)*24*time.Hour + 3*time.Hour
		b.Run(fmt.Sprintf("floor/days=%d", days), func(b *testing.B) {
			b.ReportAllocs()
			g, i := int64(gap/time.Second), 0
			var sink int64
			for b.Loop() {
				sink += f.between(unix[i&511], unix[i&511]+g)
				i++
			}
			_ = sink
		})
		b.Run(fmt.Sprintf("ours/days=%d", days), func(b *testing.B) {
			b.ReportAllocs()
			ends := make([]time.Time, len(times))
			for i, t := range times {
				ends[i] = t.Add(gap)
			}
			var sink time.Duration
			i := 0
			for b.Loop() {
				sink += c.Between(times[i&511], ends[i&511])
				i++
			}
			_ = sink
		})
	}
}

func BenchmarkAddHours(b *testing.B) {
	c := workday.China()
	times, _ := benchInstants()
	for _, d := range []time.Duration{4 * time.Hour, 400 * time.Hour} {
		b.Run(d.String(), func(b *testing.B) {
			b.ReportAllocs()
			i := 0
			for b.Loop() {
				_, _ = c.AddHours(times[i&511], d)
				i++
			}
		})
	}
}

func BenchmarkBuild(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		workday.China()
	}
}

func BenchmarkDeadlineJSON(b *testing.B) {
	d, _ := workday.China().DeadlineFrom(civil.Of(2024, 9, 27), 5)
	text, _ := d.MarshalJSON()
	b.Run("write", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			_, _ = d.MarshalJSON()
		}
	})
	b.Run("read", func(b *testing.B) {
		b.ReportAllocs()
		var out workday.Deadline
		for b.Loop() {
			_ = out.UnmarshalJSON(text)
		}
	})
}
