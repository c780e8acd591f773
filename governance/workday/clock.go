package workday

import (
	"strconv"
	"time"

	"github.com/jinlin-project/jinlin/civil"
)

// Clock is a time of day at +08:00, in seconds after midnight; 24:00 is the end
// of the day. The zero value is midnight. It is written HH:MM, or HH:MM:SS when
// it has seconds.
type Clock int32

const (
	endOfDay  Clock = 24*3600 - 1 // the last instant of a day at second precision
	dayLength Clock = 24 * 3600
)

// ClockAt returns the time of day h hours and m minutes after midnight.
func ClockAt(h, m int) Clock { return Clock(h*3600 + m*60) }

// String returns HH:MM, or HH:MM:SS when there are seconds.
func (c Clock) String() string {
	s := two(int(c)/3600) + ":" + two(int(c)/60%60)
	if c%60 != 0 {
		s += ":" + two(int(c)%60)
	}
	return s
}

func two(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}

// MarshalText writes what String returns.
func (c Clock) MarshalText() ([]byte, error) {
	if c < 0 || c > dayLength {
		return nil, refuse(SubjectHours, []Fault{{"clock", FaultClock}})
	}
	return []byte(c.String()), nil
}

// UnmarshalText reads HH:MM or HH:MM:SS, from 00:00 to 24:00.
func (c *Clock) UnmarshalText(text []byte) error {
	s := string(text)
	layout := "15:04"
	if len(s) > len(layout) {
		layout = "15:04:05"
	}
	if s == "24:00" {
		*c = dayLength
		return nil
	}
	t, err := time.Parse(layout, s)
	if err != nil || len(s) != len(layout) { // time.Parse takes one-digit hours too
		return refuse(SubjectHours, []Fault{{"clock", FaultClock}})
	}
	*c = Clock(t.Hour()*3600 + t.Minute()*60 + t.Second())
	return nil
}

// MonthDay is a day of every year, written MM-DD. 02-29 is taken as given: in
// years without it, it lies between 28 February and 1 March.
type MonthDay struct {
	Month time.Month
	Day   int
}

// MarshalText writes MM-DD.
func (m MonthDay) MarshalText() ([]byte, error) {
	return []byte(two(int(m.Month)) + "-" + two(m.Day)), nil
}

// UnmarshalText reads MM-DD.
func (m *MonthDay) UnmarshalText(text []byte) error {
	d, err := civil.ParseDate("2000-" + string(text)) // a leap year, so that 02-29 is a day
	if err != nil {
		return refuse(SubjectHours, []Fault{{"monthDay", FaultMonthDay}})
	}
	m.Month, m.Day = d.Month(), d.Day()
	return nil
}

func (m MonthDay) valid() bool {
	d := civil.Of(2000, m.Month, m.Day)
	return m.Month >= 1 && m.Month <= 12 && d.Month() == m.Month && d.Day() == m.Day
}

func (m MonthDay) order() int { return int(m.Month)*100 + m.Day }
