package workday_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance/workday"
)

// convention is one row of what the law says of periods: the provision, the
// question, the last instant still in time. Texts as commonly published.
type convention struct {
	law, says string
	options   []workday.Option
	ask       func(c *workday.Calendar) (workday.Deadline, error)
	want      string
}

func byDays(from string, n int) func(c *workday.Calendar) (workday.Deadline, error) {
	return func(c *workday.Calendar) (workday.Deadline, error) {
		return c.DeadlineFrom(civil.MustParse(from), n)
	}
}

func byHours(from string, d time.Duration) func(c *workday.Calendar) (workday.Deadline, error) {
	return func(c *workday.Calendar) (workday.Deadline, error) {
		at, err := time.ParseInLocation(time.DateTime, from, civil.Zone)
		if err != nil {
			return workday.Deadline{}, err
		}
		return c.AddHours(at, d)
	}
}

// byCalendarDays counts every day and moves an end that is a day off.
func byCalendarDays(from string, n int) func(c *workday.Calendar) (workday.Deadline, error) {
	return func(c *workday.Calendar) (workday.Deadline, error) {
		return c.OnOrAfter(civil.MustParse(from).AddDays(n))
	}
}

var conventions = []convention{
	{"民法典 第200条", "periods count in the years, months, days and hours of the Gregorian calendar: 2024-02-29 is a day",
		nil, byDays("2024-02-28", 1), "2024-02-29 23:59:59"},
	{"民法典 第200条", "… and 2023 has none", nil, byDays("2023-02-28", 1), "2023-03-01 23:59:59"},
	{"民法典 第201条第1款", "counted by days, the first day is not included, though it is a working day",
		nil, byDays("2024-03-04", 1), "2024-03-05 23:59:59"},
	{"民法典 第201条第1款", "counting begins the day after: five from a Monday end on the next Monday",
		nil, byDays("2024-03-04", 5), "2024-03-11 23:59:59"},
	{"民法典 第201条第1款", "a start that is a Saturday: the Monday is the first day counted",
		nil, byDays("2024-03-02", 1), "2024-03-04 23:59:59"},
	{"民法典 第201条第1款", "a start on a public holiday: the day after the holiday is the first day counted",
		nil, byDays("2024-10-03", 1), "2024-10-08 23:59:59"},
	{"民法典 第201条第1款", "a start on the last day of a holiday", nil, byDays("2024-10-07", 1), "2024-10-08 23:59:59"},
	{"民法典 第201条第1款", "a start on a worked Saturday is not counted either", nil, byDays("2024-10-12", 1), "2024-10-14 23:59:59"},
	{"民法典 第201条第2款", "counted by hours, it starts at the time set", nil, byHours("2024-03-04 10:15:30", time.Hour), "2024-03-04 11:15:30"},
	{"民法典 第201条第2款", "… or with the office, when the time set is at night", nil, byHours("2024-03-04 22:00:00", time.Hour), "2024-03-05 10:00:00"},
	{"民法典 第202条", "a month without the corresponding day ends with its last day: from 31 January to 29 February",
		nil, func(c *workday.Calendar) (workday.Deadline, error) { return c.OnOrAfter(civil.Of(2024, 2, 29)) }, "2024-02-29 23:59:59"},
	{"民法典 第203条第1款", "the last day is a day off: the day after the holiday is the last day",
		nil, byCalendarDays("2024-09-04", 30), "2024-10-08 23:59:59"},
	{"民法典 第203条第1款", "… a Sunday too", nil, byCalendarDays("2024-03-01", 30), "2024-04-01 23:59:59"},
	{"民法典 第203条第1款", "… but not a Sunday that is worked", nil, byCalendarDays("2024-08-30", 30), "2024-09-29 23:59:59"},
	{"民法典 第203条第1款", "a last day that is worked stays", nil, byCalendarDays("2024-08-31", 30), "2024-09-30 23:59:59"},
	{"民法典 第203条第2款", "the last day ends at 24:00", nil, byDays("2024-09-27", 5), "2024-10-10 23:59:59"},
	{"民法典 第203条第2款", "where there are business hours, it ends when business stops: a fixed hour",
		[]workday.Option{workday.ClosingAt(workday.ClockAt(17, 0))}, byDays("2024-09-27", 5), "2024-10-10 17:00:00"},
	{"民法典 第203条第2款", "… the office's own", []workday.Option{workday.ClosingWithOffice()}, byDays("2024-09-27", 5), "2024-10-10 17:30:00"},
	{"民法典 第203条第2款", "… in the summer of 新疆", []workday.Option{workday.Office(workday.XinjiangHours()), workday.ClosingWithOffice()},
		byDays("2024-07-05", 1), "2024-07-08 20:00:00"},
	{"民法典 第203条第2款", "… for a moved end as well", []workday.Option{workday.ClosingWithOffice()}, byCalendarDays("2024-09-04", 30), "2024-10-08 17:30:00"},
	{"民法典 第203条第2款", "the end of office hours is no setting of periods counted in hours",
		[]workday.Option{workday.ClosingAt(workday.ClockAt(10, 0))}, byHours("2024-03-04 10:15:30", time.Hour), "2024-03-04 11:15:30"},
	{"民法典 第204条", "other law may say otherwise: a local rule is laid over the calendar by whoever applies it",
		nil, func(c *workday.Calendar) (workday.Deadline, error) {
			local, err := c.WithOverlay(workday.Overlay{Region: "某区", Off: []civil.Date{civil.Of(2024, 3, 5)}})
			if err != nil {
				return workday.Deadline{}, err
			}
			return local.DeadlineFrom(civil.Of(2024, 3, 4), 1)
		}, "2024-03-06 23:59:59"},
	{"行政许可法 第82条", "working days, statutory holidays excluded: a make-up Sunday is one of them",
		nil, byDays("2024-09-27", 1), "2024-09-29 23:59:59"},
	{"行政许可法 第82条", "a make-up day may be the last", nil, byDays("2024-10-08", 4), "2024-10-12 23:59:59"},
	{"行政许可法 第82条", "twenty days over the Spring Festival: 4 in the first week, 6 with the Sunday, 6 with the next, 4",
		nil, byDays("2024-01-29", 20), "2024-02-29 23:59:59"},
	{"行政处罚法 第85条", "two, three, five and seven days are working days", nil, byDays("2024-04-30", 7), "2024-05-13 23:59:59"},
	{"行政强制法 第69条", "ten days or fewer are working days", nil, byDays("2024-04-30", 10), "2024-05-16 23:59:59"},
	{"民事诉讼法 第85条", "the hour and the day a period begins are not counted; an end on a holiday moves",
		nil, byCalendarDays("2024-09-17", 15), "2024-10-08 23:59:59"},
	{"放假办法 第二条", "除夕 of 2024 was no statutory day and the notice did not take it: worked", nil, byDays("2024-02-08", 1), "2024-02-09 23:59:59"},
	{"放假办法 第二条", "from 2025 it is one", nil, byDays("2025-01-27", 1), "2025-02-05 23:59:59"},
	{"放假办法 第三条", "half a day off for some stops no clock: 8 March", nil, byDays("2024-03-07", 1), "2024-03-08 23:59:59"},
	{"放假办法 第三条", "… nor 4 May, a Friday in 2018", nil, byDays("2018-05-03", 1), "2018-05-04 23:59:59"},
	{"放假办法 第六条", "a day for everyone on a weekend is made up: 1 October 2022 was a Saturday", nil, byDays("2022-09-30", 1), "2022-10-08 23:59:59"},
}

// The convention of the law, row by row. Every end is the last instant in time:
// it has not passed itself, and the second after it has.
func TestConventionOfTheLaw(t *testing.T) {
	for _, row := range conventions {
		c, err := workday.China().With(row.options...)
		require.NoError(t, err)
		got, err := row.ask(c)
		require.NoError(t, err, "%s: %s", row.law, row.says)
		assert.Equal(t, row.want, got.Due().Format(time.DateTime), "%s: %s", row.law, row.says)
		assert.Equal(t, civil.Zone, got.Due().Location())
		assert.False(t, got.Provisional())
		assert.False(t, got.Passed(got.Due()), "the last instant is in time")
		assert.True(t, got.Passed(got.Due().Add(time.Second)), "the next is not")
	}
}

// Clocks in hours and in days run side by side for one whistle, as local rules
// have them: 1 working hour to sign, 4 to report, 3 and 5 working days to act.
// Each is asked from the same instant and none depends on the others.
func TestClocksOfOneWhistle(t *testing.T) {
	c := workday.China()
	for at, want := range map[string][4]string{
		"2024-09-27 09:30:00": {"2024-09-27 10:30:00", "2024-09-27 15:00:00", "2024-10-08 23:59:59", "2024-10-10 23:59:59"},
		"2024-09-27 17:10:00": {"2024-09-29 09:40:00", "2024-09-29 14:10:00", "2024-10-08 23:59:59", "2024-10-10 23:59:59"},
		"2024-10-01 00:00:00": {"2024-10-08 10:00:00", "2024-10-08 14:30:00", "2024-10-10 23:59:59", "2024-10-12 23:59:59"},
		"2024-10-12 12:00:00": {"2024-10-12 14:30:00", "2024-10-12 17:30:00", "2024-10-16 23:59:59", "2024-10-18 23:59:59"},
	} {
		for i, ask := range []func(c *workday.Calendar) (workday.Deadline, error){
			byHours(at, time.Hour), byHours(at, 4*time.Hour), byDays(at[:10], 3), byDays(at[:10], 5),
		} {
			got, err := ask(c)
			require.NoError(t, err)
			assert.Equal(t, want[i], got.Due().Format(time.DateTime), "%s, clock %d", at, i)
		}
	}
}

// A period counted in days ends at the same instant for every second of its
// first day, and a day later from the first instant of the next.
func TestEverySecondOfTheFirstDay(t *testing.T) {
	c := workday.China()
	day := civil.Of(2024, 9, 26)
	want, err := c.DeadlineFrom(day, 5)
	require.NoError(t, err)
	for at := day.Start(); !at.After(day.End()); at = at.Add(time.Second) {
		got, err := c.Deadline(at, 5)
		require.NoError(t, err)
		if got != want {
			require.Equal(t, want, got, at)
		}
	}
	next, err := c.Deadline(day.End().Add(time.Second), 5)
	require.NoError(t, err)
	require.Equal(t, c.WorkdaysBetween(want.Date(), next.Date()), 1)
}
