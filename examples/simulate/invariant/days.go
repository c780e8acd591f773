package invariant

import (
	"sync"
	"time"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/examples/simulate/scenario"
	"github.com/jinlin-project/jinlin/governance/workday"
)

// days says of every day whether it is worked, and of every year whether its notice is
// known: read from the notices day by day, and counted one by one.
type days struct {
	worked [span]bool
	known  map[int]bool
	hours  workday.Hours
}

const span = int(workday.Last-workday.First) + 1

// nation are the nation's days, read once.
var nation = sync.OnceValue(func() *days { return read(workday.ChinaFacts()) })

// read reads every day's meaning out of the facts: weekends, statutory days, the
// notices by year, what changed them in mid-course.
func read(facts workday.Facts) *days {
	d := &days{known: map[int]bool{}, hours: workday.DefaultHours()}
	for i := range d.worked {
		d.worked[i] = !(workday.First + civil.Date(i)).IsWeekend()
	}
	for _, n := range facts.Notices {
		d.known[n.Year] = true
	}
	tabled := map[int]bool{}
	for _, s := range facts.Statutory {
		tabled[s.Year] = true
		for _, f := range s.Festivals {
			d.set(f.Days, false)
		}
	}
	for year := workday.First.Year(); year <= workday.Last.Year(); year++ {
		for _, f := range facts.Fixed {
			if !d.known[year] && !tabled[year] && f.From <= year && year <= f.To {
				d.set([]civil.Date{civil.Of(year, f.Month, f.Day)}, false)
			}
		}
	}
	for _, patches := range []bool{false, true} {
		for _, n := range facts.Notices {
			if n.Patch == patches {
				d.lay(n)
			}
		}
	}
	return d
}

// lay lays a notice over the days.
func (d *days) lay(n workday.Notice) {
	d.set(n.Off, false)
	d.set(n.Work, true)
	for _, day := range n.Plain {
		d.set([]civil.Date{day}, !day.IsWeekend())
	}
}

// daysOf are the days of a scenario: the nation's, with notices of its own, the
// region's, its own days off.
func daysOf(s *scenario.Scenario) (*days, error) {
	d := *nation()
	if len(s.Calendar.Notices) > 0 {
		calendar, err := s.WorkingDays()
		if err != nil {
			return nil, err
		}
		facts := workday.ChinaFacts()
		facts.Notices = calendar.Notices()
		d = *read(facts)
	}
	if s.Calendar.Region != "" {
		for _, o := range workday.Regional(s.Calendar.Region) {
			d.set(o.Off, false)
			d.set(o.Work, true)
		}
	}
	d.set(s.Calendar.Extra, false)
	return &d, nil
}

func (d *days) set(some []civil.Date, worked bool) {
	for _, day := range some {
		if day >= workday.First && day <= workday.Last {
			d.worked[day-workday.First] = worked
		}
	}
}

func (d *days) isWorked(day civil.Date) bool {
	i := int(day - workday.First)
	return i >= 0 && i < span && d.worked[i]
}

// after is the nth worked day after a day.
func (d *days) after(day civil.Date, n int) civil.Date {
	for n > 0 && day <= workday.Last {
		day++
		if d.isWorked(day) {
			n--
		}
	}
	return day
}

// seconds are the office seconds from one instant to another.
func (d *days) seconds(from, to time.Time) int64 {
	var sum int64
	for day := civil.DateOf(from); day <= civil.DateOf(to); day++ {
		if !d.isWorked(day) {
			continue
		}
		midnight := day.Start().Unix()
		for _, w := range d.hours.Windows {
			opens, closes := midnight+int64(w.Open), midnight+int64(w.Close)
			sum += max(0, min(closes, to.Unix())-max(opens, from.Unix()))
		}
	}
	return sum
}
