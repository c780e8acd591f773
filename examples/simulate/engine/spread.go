package engine

import (
	"time"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/examples/simulate/chance"
	"github.com/jinlin-project/jinlin/examples/simulate/scenario"
	"github.com/jinlin-project/jinlin/governance/workday"
)

// seconds draws a duration from a spread, in seconds.
func seconds(m scenario.Minutes, s *chance.Stream) int64 {
	switch len(m) {
	case 0:
		return 0
	case 1:
		return int64(m[0]) * 60
	}
	i := s.Below(len(m) - 1)
	low, high := m[i]*60, m[i+1]*60
	return int64(low + s.Below(high-low+1))
}

// hours are the office hours of some units, as an axis of working seconds: zero is
// the start of the run.
type hours struct {
	calendar *workday.Calendar
	origin   time.Time
}

// worked is where an instant lies on the axis.
func (h *hours) worked(at int64) int64 {
	return int64(h.calendar.Between(h.origin, instant(at)) / time.Second)
}

// at is when so many working seconds have passed.
func (h *hours) at(worked int64) int64 {
	if worked <= 0 {
		return h.origin.Unix()
	}
	d, err := h.calendar.AddHours(h.origin, time.Duration(worked)*time.Second)
	if err != nil {
		return never // behind the calendar's last day: nobody gets there
	}
	return d.Due().Unix()
}

// never is after every run.
const never = int64(1) << 40

// instant is a second of the run in China Standard Time.
func instant(at int64) time.Time { return time.Unix(at, 0).In(civil.Zone) }
