package hours

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/workday"
)

// Days says on which days a venue is open (开放日).
type Days string

// The kinds of days, by the working-day calendar.
const (
	AnyDay   Days = "any"      // 每天
	Workdays Days = "workdays" // 工作日
	DaysOff  Days = "days-off" // 休息日
)

// Choices lists the kinds of days.
func (Days) Choices() []governance.Choice {
	return []governance.Choice{
		governance.ChoiceOf(AnyDay, "每天", "any day"), governance.ChoiceOf(Workdays, "工作日", "working days"), governance.ChoiceOf(DaysOff, "休息日", "days off"),
	}
}

// A HalfHour is a time of day on the half hour (半点), counted from midnight: 0 is
// "00:00", 19 is "09:30", 48 is "24:00", the end of the day.
type HalfHour int8

// lastHalf is the end of the day.
const lastHalf HalfHour = 48

// HalfHourError says that a text is no time on the half hour. It does not repeat it.
type HalfHourError struct{}

// Error implements error.
func (HalfHourError) Error() string { return "is not a time on the half hour, such as 09:30" }

// String writes the time as "09:30".
func (h HalfHour) String() string { return fmt.Sprintf("%02d:%02d", h/2, h%2*30) }

// MarshalText implements [encoding.TextMarshaler].
func (h HalfHour) MarshalText() ([]byte, error) { return []byte(h.String()), nil }

// UnmarshalText reads what MarshalText writes, and nothing else.
func (h *HalfHour) UnmarshalText(text []byte) error {
	hour, _, _ := strings.Cut(string(text), ":")
	n, err := strconv.Atoi(hour)
	for half := range HalfHour(2) {
		if got := HalfHour(2*min(max(n, 0), 24)) + half; err == nil && got <= lastHalf && got.String() == string(text) {
			*h = got
			return nil
		}
	}
	return HalfHourError{}
}

// Hours are the opening hours of a venue (开放时间): the same on each day it is open.
type Hours struct {
	Days Days     `json:"days" zh:"开放日" en:"Days" rule:"required"`
	From HalfHour `json:"from" zh:"自" en:"From"`
	To   HalfHour `json:"to" zh:"至" en:"To" rule:"required"`
}

// Ordered notes as a fault that a stretch of a day does not end after it begins.
func Ordered(f *governance.Faults, from, to HalfHour, path string) {
	if to <= from {
		f.Add(path, "not-after", "应晚于开始时间", "is not after the beginning")
	}
}

// Open reports whether the venue is open on a day.
func (h Hours) Open(day civil.Date, cal *workday.Calendar) bool {
	switch h.Days {
	case Workdays:
		return cal.IsWorkday(day)
	case DaysOff:
		return !cal.IsWorkday(day)
	}
	return true
}

// A Stretch is a part of a day.
type Stretch struct {
	From HalfHour `json:"from"`
	To   HalfHour `json:"to"`
}
