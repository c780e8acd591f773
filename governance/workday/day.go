package workday

import (
	"github.com/jinlin-project/jinlin/civil"
)

// Reason says why a day is worked or not. The zero value is ReasonOutside: the
// calendar does not reach the day.
type Reason uint8

// The reasons; their codes are stable, their labels stand in reasonRows.
const (
	ReasonOutside   Reason = iota // 超出日历范围
	ReasonWeekend                 // 周末
	ReasonStatutory               // 法定节假日
	ReasonOff                     // 放假调休
	ReasonMakeup                  // 调休上班
	ReasonWorkday                 // 工作日
	ReasonOverlay                 // 地方规定
)

var reasonRows = [...]struct{ code, en, zh string }{
	ReasonOutside:   {"outside", "outside the calendar", "超出日历范围"},
	ReasonWeekend:   {"weekend", "weekend", "周末"},
	ReasonStatutory: {"statutory", "statutory holiday", "法定节假日"},
	ReasonOff:       {"off", "day off by the yearly notice", "放假调休"},
	ReasonMakeup:    {"makeup", "worked in place of a day off", "调休上班"},
	ReasonWorkday:   {"workday", "ordinary working day", "工作日"},
	ReasonOverlay:   {"overlay", "regional rule", "地方规定"},
}

// String returns the stable code, such as "makeup".
func (r Reason) String() string { return reasonRows[r.known()].code }

// En returns the English label.
func (r Reason) En() string { return reasonRows[r.known()].en }

// Zh returns the Chinese label, such as 调休上班.
func (r Reason) Zh() string { return reasonRows[r.known()].zh }

// MarshalText writes the code.
func (r Reason) MarshalText() ([]byte, error) { return []byte(r.String()), nil }

func (r Reason) known() Reason {
	if int(r) >= len(reasonRows) {
		return ReasonOutside
	}
	return r
}

// Day is what the calendar knows of one date.
type Day struct {
	Date    civil.Date `json:"date"`
	Working bool       `json:"working"`
	// Why is the reason.
	Why Reason `json:"why"`
	// Label is the reason for a reader in Chinese, with the festival or region
	// where there is one: 法定节假日（春节）.
	Label string `json:"label"`
	// Festival is the name of the statutory festival, where Why is statutory.
	Festival string `json:"festival,omitempty"`
	// Notice is the number or title of the document that says so: a notice, an
	// order for statutory days without one, a regional notice. It is empty for
	// weekends and ordinary working days.
	Notice string `json:"notice,omitempty"`
	// Region is the region whose rule it is, where Why is overlay.
	Region string `json:"region,omitempty"`
	// Provisional is true when no notice for the year is loaded 暂定.
	Provisional bool `json:"provisional"`
}

// IsWorkday reports whether the date is a working day. Dates outside the
// calendar are not; [Calendar.Day] tells them apart.
func (c *Calendar) IsWorkday(d civil.Date) bool {
	i := index(d)
	return i >= 0 && c.cells[i].working
}

// Day tells whether a date is a working day, why, and whether that is final. A
// date outside the calendar has ReasonOutside and is provisional.
func (c *Calendar) Day(d civil.Date) Day {
	i := index(d)
	if i < 0 {
		return Day{Date: d, Label: ReasonOutside.Zh(), Provisional: true}
	}
	m := c.meaning(d)
	day := Day{
		Date: d, Working: m.working, Why: m.why, Label: m.why.Zh(),
		Festival: m.festival, Notice: m.notice, Region: m.region, Provisional: c.cells[i].guessed,
	}
	if detail := m.festival + m.region; detail != "" {
		day.Label += "（" + detail + "）"
	}
	return day
}

// Days lists the days from one date to another, both included. Days outside the
// calendar are left out; the list is empty when to is before from.
func (c *Calendar) Days(from, to civil.Date) []Day {
	from, to = max(from, First), min(to, Last)
	if to < from {
		return nil
	}
	days := make([]Day, 0, to-from+1)
	for d := from; d <= to; d++ {
		days = append(days, c.Day(d))
	}
	return days
}

// Known returns nil when every day from one date to another, both included,
// stands in a year with a notice; [*UnknownYearError] with the first year that
// does not; or [*HorizonError]. Ask it where a measure such as
// [Calendar.WorkdaysBetween] or [Calendar.Between] must be final.
func (c *Calendar) Known(from, to civil.Date) error {
	switch {
	case from < First || from > Last:
		return &HorizonError{"from"}
	case to < First || to > Last:
		return &HorizonError{"to"}
	}
	if unknown := c.unknownFrom(index(from)); unknown <= to {
		return &UnknownYearError{unknown.Year()}
	}
	return nil
}

// unknownFrom is the first provisional day not before a row, or Forever.
func (c *Calendar) unknownFrom(i int) civil.Date {
	if c.cells[i].guessed {
		return First + civil.Date(i)
	}
	return c.cells[i].unknown
}

// Changed lists the days whose meaning for counting differs between two
// calendars, in order: worked or not, the office hours, when a deadline on the
// day ends, provisional or not. A matter whose counted days are not among them
// keeps its deadline.
func Changed(before, after *Calendar) []civil.Date {
	var days []civil.Date
	for i := range horizonDays {
		if before.sense(i) != after.sense(i) {
			days = append(days, First+civil.Date(i))
		}
	}
	return days
}

type sense struct {
	working, guessed bool
	hours            shift
	due              int64
}

func (c *Calendar) sense(i int) sense {
	row := &c.cells[i]
	s := sense{working: row.working, guessed: row.guessed, hours: c.shifts[row.kind]}
	if row.working {
		s.due = c.dues[row.counted-1]
	}
	return s
}
