package governance

import (
	"fmt"
	"time"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance/workday"
)

// A Recurrence is a rule by which something comes round again (周期): the first
// Saturday of each month, the 5th of each month or the working day after it,
// every Monday, the last day of each quarter.
type Recurrence struct {
	Every Cycle        `json:"every" zh:"周期" en:"Every" rule:"required"`
	Day   int          `json:"day,omitempty" zh:"第几天（每周：1周一至7周日；每月、季、年：1起，负数为倒数）" en:"Day: 1 Monday to 7 Sunday of a week; from 1 of a longer cycle, from -1 from its end" rule:"min=-366,max=366"`
	Week  int          `json:"week,omitempty" zh:"第几个（按星期几时，负数为倒数）" en:"Which of those weekdays of a month, from -1 from its end" rule:"min=-5,max=5"`
	Shift WorkdayShift `json:"shift,omitempty" zh:"遇休息日" en:"On a day off"`
}

// A Cycle is how often something recurs.
type Cycle string

// The cycles.
const (
	Daily     Cycle = "daily"     // 每日
	Weekly    Cycle = "weekly"    // 每周
	Monthly   Cycle = "monthly"   // 每月
	Quarterly Cycle = "quarterly" // 每季度
	Yearly    Cycle = "yearly"    // 每年
)

// Choices lists the cycles with their labels.
func (Cycle) Choices() []Choice {
	return []Choice{
		{string(Daily), Text{"每日", "daily"}}, {string(Weekly), Text{"每周", "weekly"}}, {string(Monthly), Text{"每月", "monthly"}},
		{string(Quarterly), Text{"每季度", "quarterly"}}, {string(Yearly), Text{"每年", "yearly"}},
	}
}

// After is the first day of the cycle that follows a day's.
func (c Cycle) After(d civil.Date) civil.Date {
	if c == Daily {
		return d.AddDays(1)
	}
	next, _ := Recurrence{Every: c, Day: 1}.Next(d, nil)
	return next
}

// A WorkdayShift is what becomes of a day that is off by the working-day calendar.
type WorkdayShift string

// What becomes of it; without a shift it stays.
const (
	ToNextWorkday     WorkdayShift = "next"     // 顺延至下一工作日
	ToPreviousWorkday WorkdayShift = "previous" // 提前至上一工作日
	SkipDayOff        WorkdayShift = "skip"     // 取消
)

// Choices lists the shifts with their labels.
func (WorkdayShift) Choices() []Choice {
	return []Choice{
		{string(ToNextWorkday), Text{"顺延至下一工作日", "on the next working day"}},
		{string(ToPreviousWorkday), Text{"提前至上一工作日", "on the working day before"}}, {string(SkipDayOff), Text{"取消", "not at all"}},
	}
}

// Faults names what is wrong with the rule, under the path of its field.
func (r Recurrence) Faults(f *Faults, path string) {
	if !known(r.Every.Choices(), string(r.Every)) {
		f.Add(path+".every", "unknown-code", "不在可选范围内", "is not one of the codes")
		return
	}
	most := map[Cycle]int{Daily: 0, Weekly: 7, Monthly: 31, Quarterly: 92, Yearly: 366}[r.Every]
	least := -most
	switch {
	case r.Every == Weekly:
		least = 1
	case r.Week != 0: // a weekday of the month
		least, most = 1, 7
	}
	if r.Day < least || r.Day > most || r.Day == 0 && r.Every != Daily {
		f.Add(path+".day", "out-of-range", fmt.Sprintf("应在%d至%d之间", max(1, least), most), fmt.Sprintf("is not a day of the cycle, of %d", most))
	}
	if r.Week != 0 && r.Every != Monthly {
		f.Add(path+".week", "unexpected", "只有每月可以指定第几个星期几", "goes with a monthly cycle only")
	}
}

// longestCycle is how many days lie between two occurrences at most: a leap day's
// eight years, over a century that has none.
const longestCycle = 8*366 + 2*longestShift

// longestShift is how far a day off is moved at most: longer than any holiday.
const longestShift = 15

// Next returns the first day after a day on which the rule falls due, or false
// when it never does. The rule must be sound (see [Recurrence.Faults]).
func (r Recurrence) Next(after civil.Date, cal *workday.Calendar) (civil.Date, bool) {
	for n := -longestShift; n <= longestCycle; n++ {
		day := after.AddDays(n)
		if !r.nominal(day) {
			continue
		}
		if day, held := r.shifted(day, cal); held && day > after {
			return day, true
		}
	}
	return 0, false
}

// nominal reports whether the rule names a day, before any shift.
func (r Recurrence) nominal(d civil.Date) bool {
	from, next := r.cycle(d)
	switch {
	case r.Every == Daily:
		return true
	case r.Every == Weekly:
		return isoWeekday(d) == r.Day
	case r.Week != 0:
		nth, last := d.Sub(from)/7+1, (next.Sub(d)-1)/7+1
		return isoWeekday(d) == r.Day && (r.Week == nth || r.Week == -last)
	}
	return r.Day == d.Sub(from)+1 || r.Day == -next.Sub(d)
}

// cycle returns the first day of the cycle a day lies in, and of the one after it.
func (r Recurrence) cycle(d civil.Date) (from, next civil.Date) {
	y, m, _ := d.YMD()
	switch r.Every {
	case Quarterly:
		m -= (m - 1) % 3
		return civil.Of(y, m, 1), civil.Of(y, m+3, 1)
	case Yearly:
		return civil.Of(y, time.January, 1), civil.Of(y+1, time.January, 1)
	}
	return civil.Of(y, m, 1), civil.Of(y, m+1, 1)
}

// isoWeekday numbers the days of the week from Monday, 1, to Sunday, 7.
func isoWeekday(d civil.Date) int { return (int(d.Weekday())+6)%7 + 1 }

// shifted is the day on which a nominal day is held.
func (r Recurrence) shifted(d civil.Date, cal *workday.Calendar) (civil.Date, bool) {
	step := map[WorkdayShift]int{ToNextWorkday: 1, ToPreviousWorkday: -1}[r.Shift]
	if r.Shift == "" || cal.IsWorkday(d) {
		return d, true
	}
	if step == 0 {
		return d, false
	}
	for range longestShift {
		if d = d.AddDays(step); cal.IsWorkday(d) {
			return d, true
		}
	}
	return d, false
}
