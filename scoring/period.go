package scoring

import (
	"fmt"
	"strings"
	"time"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
)

// A Period is the half-open interval [from, to) of instants that an opinion is
// on (考核周期), read in China Standard Time (3 [R]). Any two instants on whole
// seconds make one: a quarter, from the 19th to the 19th, from noon to noon.
// Periods are comparable with ==; the zero Period is empty and contains nothing.
//
// While a period is still running, end it at the present: what is not due yet
// then lies outside and is not taken for late.
type Period struct{ from, to int64 } // seconds since 1970-01-01 UTC

// PeriodError says why something is not a period. It never carries the text.
type PeriodError struct{ Problem PeriodProblem }

// A PeriodProblem is what is wrong with a period.
type PeriodProblem string

// The problems.
const (
	PeriodForm  PeriodProblem = "form"  // not written as a period is
	PeriodEmpty PeriodProblem = "empty" // does not end after it begins
	PeriodGrain PeriodProblem = "grain" // not on whole seconds
	PeriodRange PeriodProblem = "range" // outside the years 1 to 9999
	PeriodParts PeriodProblem = "parts" // not made up of whole kept periods
)

var periodTexts = map[PeriodProblem]governance.Text{
	PeriodForm:  {Zh: "周期应写作 2024-Q3、2024-07-01/2024-10-01 或两个时刻", En: "a period is written 2024-Q3, 2024-07-01/2024-10-01 or as two instants"},
	PeriodEmpty: {Zh: "周期的结束应晚于开始", En: "a period ends after it begins"},
	PeriodGrain: {Zh: "周期的起止应为整秒", En: "a period begins and ends on whole seconds"},
	PeriodRange: {Zh: "周期应在公元1年至9999年之间", En: "a period lies within the years 1 to 9999"},
	PeriodParts: {Zh: "该周期不是由已统计的周期组成", En: "the period is not made up of periods that were counted"},
}

// Error describes the problem in English.
func (e *PeriodError) Error() string { return "scoring: " + periodTexts[e.Problem].En }

// Explain says it to a person.
func (e *PeriodError) Explain() governance.Text { return periodTexts[e.Problem] }

// Between returns the period from an instant to another, which is not part of
// it. The error is a [*PeriodError].
func Between(from, to time.Time) (Period, error) {
	p := Period{from.Unix(), to.Unix()}
	switch {
	case from.Nanosecond() != 0 || to.Nanosecond() != 0:
		return Period{}, &PeriodError{PeriodGrain}
	case p.to <= p.from:
		return Period{}, &PeriodError{PeriodEmpty}
	case p.from < civil.Min.Start().Unix() || p.to > civil.Forever.Start().Unix():
		return Period{}, &PeriodError{PeriodRange}
	}
	return p, nil
}

// Days returns the period from the start of a day to the start of another:
// Days(19 July, 19 August) is "the 19th to the 19th".
func Days(from, to civil.Date) (Period, error) { return Between(from.Start(), to.Start()) }

// Noons returns the period from the noon of a day to the noon of another.
func Noons(from, to civil.Date) (Period, error) {
	return Between(from.Start().Add(12*time.Hour), to.Start().Add(12*time.Hour))
}

// Quarter returns a calendar quarter, 1 to 4, which is the default period.
func Quarter(year, quarter int) (Period, error) {
	if quarter < 1 || quarter > 4 || year < 1 || year >= civil.Forever.Year() {
		return Period{}, &PeriodError{PeriodRange}
	}
	month := time.Month(quarter*3 - 2)
	return Days(civil.Of(year, month, 1), civil.Of(year, month+3, 1))
}

// ParsePeriod reads "2024-Q3", "2024-07-01/2024-10-01" or two instants such as
// "2024-07-19T12:00:00+08:00/2024-08-19T12:00:00+08:00", the second never part
// of the period. The error is a [*PeriodError].
func ParsePeriod(s string) (Period, error) {
	if len(s) == 7 && s[4:6] == "-Q" {
		first, err := civil.ParseDate(s[:4] + "-01-01")
		if err != nil {
			return Period{}, &PeriodError{PeriodForm}
		}
		return Quarter(first.Year(), int(s[6]-'0'))
	}
	begins, ends, _ := strings.Cut(s, "/")
	from, ok := parseEnd(begins)
	to, ok2 := parseEnd(ends)
	if !ok || !ok2 {
		return Period{}, &PeriodError{PeriodForm}
	}
	return Between(from, to)
}

// parseEnd reads a date or an instant.
func parseEnd(s string) (time.Time, bool) {
	if d, err := civil.ParseDate(s); err == nil {
		return d.Start(), true
	}
	t, err := time.Parse(time.RFC3339, s)
	return t, err == nil
}

// From returns the first instant of the period.
func (p Period) From() time.Time { return time.Unix(p.from, 0).In(civil.Zone) }

// To returns the first instant after the period.
func (p Period) To() time.Time { return time.Unix(p.to, 0).In(civil.Zone) }

// Contains reports whether an instant lies in the period.
func (p Period) Contains(t time.Time) bool {
	s := t.Unix() // rounds down, and both ends are whole seconds
	return p.from <= s && s < p.to
}

// whole reports whether the period begins and ends with days.
func (p Period) whole() bool {
	return civil.DateOf(p.From()).Start().Unix() == p.from && civil.DateOf(p.To()).Start().Unix() == p.to
}

// String writes the period as ParsePeriod reads it: by dates where it begins
// and ends with days. The zero Period is the empty text.
func (p Period) String() string {
	switch {
	case p == Period{}:
		return ""
	case p.whole():
		return civil.DateOf(p.From()).String() + "/" + civil.DateOf(p.To()).String()
	}
	return p.From().Format(time.RFC3339) + "/" + p.To().Format(time.RFC3339)
}

// MarshalText writes what String does.
func (p Period) MarshalText() ([]byte, error) { return []byte(p.String()), nil }

// UnmarshalText reads what [ParsePeriod] reads, and the empty text as the zero
// Period. On an error the period keeps its value.
func (p *Period) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*p = Period{}
		return nil
	}
	q, err := ParsePeriod(string(text))
	if err != nil {
		return err
	}
	*p = q
	return nil
}

// Text says the period to a person: a quarter, month or year by its name, any
// other by its ends.
func (p Period) Text() governance.Text {
	if !p.whole() {
		const zh, en = "2006年1月2日15:04:05", "2006-01-02 15:04:05"
		return governance.Text{
			Zh: p.From().Format(zh) + "至" + p.To().Format(zh) + "（不含）",
			En: p.From().Format(en) + " up to " + p.To().Format(en),
		}
	}
	from, to := civil.DateOf(p.From()), civil.DateOf(p.To())
	year, month, day := from.YMD()
	for _, n := range []int{12, 3, 1} {
		if day == 1 && int(month-1)%n == 0 && to == civil.Of(year, month+time.Month(n), 1) {
			return named(year, month, n)
		}
	}
	return governance.Text{
		Zh: chinese(from) + "至" + chinese(to) + "（不含）",
		En: from.String() + " up to " + to.String(),
	}
}

// named says n months from a month on, where they are a year, quarter or month.
func named(year int, month time.Month, n int) governance.Text {
	switch n {
	case 12:
		return governance.Text{Zh: fmt.Sprintf("%d年", year), En: fmt.Sprintf("%d", year)}
	case 3:
		q := (month + 2) / 3
		return governance.Text{Zh: fmt.Sprintf("%d年第%d季度", year, q), En: fmt.Sprintf("Q%d %d", q, year)}
	}
	return governance.Text{Zh: fmt.Sprintf("%d年%d月", year, month), En: fmt.Sprintf("%s %d", month, year)}
}

func chinese(d civil.Date) string {
	y, m, day := d.YMD()
	return fmt.Sprintf("%d年%d月%d日", y, m, day)
}
