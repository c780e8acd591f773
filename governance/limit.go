package governance

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance/workday"
)

// A PeriodUnit says in what a time limit is counted.
type PeriodUnit string

// The units of periods.
const (
	WorkingDays  PeriodUnit = "working-days"  // 工作日: the start day does not count
	WorkingHours PeriodUnit = "working-hours" // 工作小时: from the instant, office hours only
	Days         PeriodUnit = "days"          // 日 by the calendar; a last day off moves to the next working day
	Months       PeriodUnit = "months"        // 月 by the calendar; likewise
)

// Choices lists the units with their labels.
func (PeriodUnit) Choices() []Choice {
	return []Choice{
		{string(WorkingDays), Text{"个工作日", "working days"}},
		{string(WorkingHours), Text{"个工作小时", "working hours"}},
		{string(Days), Text{"日", "days"}},
		{string(Months), Text{"个月", "months"}},
	}
}

// A Period is a length of time as rules state it: five working days, four
// working hours, one month.
type Period struct {
	N    int        `json:"n"`
	Unit PeriodUnit `json:"unit"`
}

// Text says the period to a person.
func (p Period) Text() Text {
	l := Label(p.Unit.Choices(), string(p.Unit))
	return Text{fmt.Sprintf("%d%s", p.N, l.Zh), fmt.Sprintf("%d %s", p.N, l.En)}
}

// after returns when the period that begins at an instant ends.
func (p Period) after(from time.Time, cal *workday.Calendar) (workday.Deadline, error) {
	day := civil.DateOf(from)
	switch p.Unit {
	case WorkingHours:
		return cal.AddHours(from, time.Duration(p.N)*time.Hour)
	case Days:
		return cal.OnOrAfter(day.AddDays(p.N))
	case Months:
		return cal.OnOrAfter(addMonths(day, p.N))
	default:
		return cal.Deadline(from, p.N)
	}
}

// addMonths returns the same day n months later, or that month's last day when
// it has no such day (民法典 第202条).
func addMonths(d civil.Date, n int) civil.Date {
	y, m, day := d.YMD()
	last := civil.Of(y, m+time.Month(n)+1, 0)
	return min(civil.Of(y, m+time.Month(n), 1).AddDays(day-1), last)
}

// A Limit is a time limit as a row: how long something may take, and where
// that is laid down.
type Limit struct {
	Name     string `json:"name"`  // stable; the name of the deadline it gives
	Label    Text   `json:"label"` // what is due
	Period   Period `json:"period"`
	Category string `json:"category,omitempty"` // for this category and those below it, whose codes begin with its; empty: for all
	Yellow   int    `json:"yellow,omitempty"`   // percent of the working time after which the first warning is given; 0: 80 [D]
	Source   string `json:"source"`
	Sentence Text   `json:"sentence"`
}

// Limits are the time limits of an institution. Embed them in a policy value:
// a district replaces rows, or adds rows for single categories.
type Limits []Limit

// Limit returns the row for a name and category. A category's row holds for
// the categories below it too, whose codes begin with its code; of several the
// nearest wins: the category's own, its parent's, and at last the general one.
func (ls Limits) Limit(name, category string) (Limit, bool) {
	if i := ls.nearest(name, category); i >= 0 {
		return ls[i], true
	}
	return Limit{}, false
}

// nearest finds the row, or -1. Every started deadline asks, so it only walks
// the rows; of those whose code a category begins with, the longest is nearest.
func (ls Limits) nearest(name, category string) int {
	found := -1
	for i := range ls {
		l := &ls[i]
		if l.Name != name || !strings.HasPrefix(category, l.Category) {
			continue
		}
		if found < 0 || len(l.Category) > len(ls[found].Category) {
			found = i
		}
	}
	return found
}

// Or returns the limits, or where there are none, others.
func (ls Limits) Or(others Limits) Limits {
	if ls == nil {
		return others
	}
	return ls
}

// With returns the limits with one period replaced, for all categories or for
// one and those below it. A row that is added says the rest as the nearest does.
func (ls Limits) With(name, category string, p Period) Limits {
	out := slices.Clone(ls)
	i := out.nearest(name, category)
	if i < 0 {
		return out
	}
	if out[i].Category != category {
		out = append(out, out[i])
		i = len(out) - 1
	}
	out[i].Category, out[i].Period = category, p
	return out
}

// mostLimit is the longest period a limit may have, in its unit: a deadline
// stays within what a calendar can answer.
const mostLimit = 1000

// Faults names what is wrong with the rows.
func (ls Limits) Faults() (f Faults) {
	seen := map[string]bool{}
	for i, l := range ls {
		path := fmt.Sprintf("limits[%d]", i)
		if key := l.Name + "/" + l.Category; l.Name == "" || seen[key] {
			f.Add(path+".name", "repeated", "名称为空或重复", "is empty or stands twice")
		} else {
			seen[key] = true
		}
		if l.Period.N < 1 || l.Period.N > mostLimit {
			f.Add(path+".period.n", "out-of-range", "期限不在允许范围", "is not a length a limit can have")
		}
		if !known(l.Period.Unit.Choices(), string(l.Period.Unit)) {
			f.Add(path+".period.unit", "unknown-code", "期限单位不正确", "is not a unit of periods")
		}
		if l.Yellow < 0 || l.Yellow > 100 {
			f.Add(path+".yellow", "out-of-range", "应在0至100之间", "is not a percentage")
		}
	}
	return f
}

// Policy is what a district may set: an institution's policy value embeds
// [Limits] and adds its own numbers and choices.
type Policy interface {
	Limit(name, category string) (Limit, bool)
}
