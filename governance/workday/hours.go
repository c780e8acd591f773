package workday

import (
	"strconv"
	"time"

	"github.com/jinlin-project/jinlin/civil"
)

const (
	maxWindows = 4
	maxKinds   = 255 // different office hours one calendar may have
)

// Window is one stretch of office hours within a day, from Open to Close.
type Window struct {
	Open  Clock `json:"open"`
	Close Clock `json:"close"`
}

// Season gives the office hours of a part of every year, both days included
// (冬夏季作息). From may be later than To: the season then runs over New Year.
type Season struct {
	From    MonthDay `json:"from"`
	To      MonthDay `json:"to"`
	Windows []Window `json:"windows"`
}

// Special gives the office hours of some dates, both included: a short day
// before a holiday, a service window kept open late.
type Special struct {
	From    civil.Date `json:"from"`
	To      civil.Date `json:"to"`
	Windows []Window   `json:"windows"`
}

// Hours is the policy of office hours (作息时间) on working days. A date takes
// the first special that covers it, else the first season, else Windows. Days
// off have no office hours.
type Hours struct {
	// Name says whose hours these are, and Source where they come from.
	Name   string `json:"name"`
	Source string `json:"source,omitempty"`
	// Windows are the ordinary hours of a working day, one to four stretches.
	Windows []Window  `json:"windows"`
	Seasons []Season  `json:"seasons,omitempty"`
	Special []Special `json:"special,omitempty"`
}

// DefaultHours returns the hours a calendar keeps unless told otherwise: 09:00
// to 12:00 and 13:30 to 17:30, seven hours. This is a default of ours, chosen
// because most mainland offices keep an eight-hour presence around a midday
// break; a district sets its own with [Office].
func DefaultHours() Hours {
	return Hours{
		Name:    "default",
		Windows: []Window{{ClockAt(9, 0), ClockAt(12, 0)}, {ClockAt(13, 30), ClockAt(17, 30)}},
	}
}

// XinjiangHours returns, as an example of seasonal hours, those of 新疆: 10:00
// to 14:00 and 16:00 to 20:00 in summer. The summer hours follow the region's
// notice for 2023; the winter hours and the days on which the seasons change
// are illustrative, so check the year's notice before using them.
func XinjiangHours() Hours {
	return Hours{
		Name:    "新疆",
		Source:  "自治区人民政府办公厅关于2023年节假日放假安排和冬夏季作息时间的通知",
		Windows: []Window{{ClockAt(10, 0), ClockAt(14, 0)}, {ClockAt(15, 30), ClockAt(19, 30)}},
		Seasons: []Season{{
			From: MonthDay{time.May, 1}, To: MonthDay{time.September, 30},
			Windows: []Window{{ClockAt(10, 0), ClockAt(14, 0)}, {ClockAt(16, 0), ClockAt(20, 0)}},
		}},
	}
}

// Validate returns an [*InvalidError] naming every fault of the hours, or nil.
func (h Hours) Validate() error {
	c := checker{}
	c.name("name", h.Name, false)
	c.name("source", h.Source, false)
	c.windows("windows", h.Windows)
	for i, s := range h.Seasons {
		c.at = "seasons[" + strconv.Itoa(i) + "]."
		if !s.From.valid() {
			c.fault("from", FaultMonthDay)
		}
		if !s.To.valid() {
			c.fault("to", FaultMonthDay)
		}
		c.windows("windows", s.Windows)
	}
	for i, s := range h.Special {
		c.at = "special[" + strconv.Itoa(i) + "]."
		if s.To < s.From {
			c.fault("to", FaultSpan)
		}
		c.windows("windows", s.Windows)
	}
	c.at = ""
	if 1+len(h.Seasons)+len(h.Special) > maxKinds {
		c.fault("special", FaultSchedules)
	}
	return refuse(SubjectHours, c.faults)
}

func (c *checker) windows(field string, windows []Window) {
	if len(windows) < 1 || len(windows) > maxWindows {
		c.fault(field, FaultWindowCount)
	}
	for i, w := range windows {
		place := field + "[" + strconv.Itoa(i) + "]"
		if w.Open < 0 || w.Open >= w.Close || w.Close > dayLength {
			c.fault(place, FaultWindow)
		}
		if i > 0 && w.Open < windows[i-1].Close {
			c.fault(place, FaultWindowOrder)
		}
	}
}

func (h Hours) clone() Hours {
	// Windows are never written to, so the lists of seasons and specials are
	// the depth at which a caller could still reach in.
	h.Windows = append([]Window(nil), h.Windows...)
	h.Seasons = cloned(h.Seasons, func(s Season) Season {
		s.Windows = append([]Window(nil), s.Windows...)
		return s
	})
	h.Special = cloned(h.Special, func(s Special) Special {
		s.Windows = append([]Window(nil), s.Windows...)
		return s
	})
	return h
}

// kind returns which office hours hold on a date: 1 for the ordinary ones, then
// the seasons, then the specials. 0 is kept for days off.
func (h Hours) kind(d civil.Date) uint8 {
	for i, s := range h.Special {
		if s.From <= d && d <= s.To {
			return uint8(2 + len(h.Seasons) + i)
		}
	}
	if len(h.Seasons) == 0 {
		return 1
	}
	_, month, day := d.YMD()
	for i, s := range h.Seasons {
		if s.covers(MonthDay{month, day}.order()) {
			return uint8(2 + i)
		}
	}
	return 1
}

func (s Season) covers(day int) bool {
	from, to := s.From.order(), s.To.order()
	if from <= to {
		return from <= day && day <= to
	}
	return day >= from || day <= to
}

// shifts is the office hours by kind. The table has room for every kind, so
// that looking one up needs no check.
type shifts [maxKinds + 1]shift

// compile fills the table; shift 0 is that of a day off.
func (h Hours) compile() *shifts {
	table := new(shifts)
	table[1] = shiftOf(h.Windows)
	for i, s := range h.Seasons {
		table[2+i] = shiftOf(s.Windows)
	}
	for i, s := range h.Special {
		table[2+len(h.Seasons)+i] = shiftOf(s.Windows)
	}
	return table
}
