package governance_test

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/workday"
)

// 4 G12: "fixed days that recur by rule", on the working-day calendar: days of 2024
// looked up by hand.
func TestRecurrence(t *testing.T) {
	for name, row := range map[string]struct {
		r     governance.Recurrence
		after string
		want  []string
	}{
		"daily":                {governance.Recurrence{Every: governance.Daily}, "2024-02-28", []string{"2024-02-29", "2024-03-01"}},
		"mondays":              {governance.Recurrence{Every: governance.Weekly, Day: 1}, "2024-09-30", []string{"2024-10-07", "2024-10-14"}},
		"the 5th":              {governance.Recurrence{Every: governance.Monthly, Day: 5}, "2024-09-05", []string{"2024-10-05", "2024-11-05"}},
		"the 5th, next":        {governance.Recurrence{Every: governance.Monthly, Day: 5, Shift: governance.ToNextWorkday}, "2024-09-05", []string{"2024-10-08", "2024-11-05"}},
		"the 5th, previous":    {governance.Recurrence{Every: governance.Monthly, Day: 5, Shift: governance.ToPreviousWorkday}, "2024-09-05", []string{"2024-09-30", "2024-11-05"}},
		"the 5th, skipped":     {governance.Recurrence{Every: governance.Monthly, Day: 5, Shift: governance.SkipDayOff}, "2024-09-05", []string{"2024-11-05", "2024-12-05"}},
		"the 31st":             {governance.Recurrence{Every: governance.Monthly, Day: 31}, "2024-01-31", []string{"2024-03-31", "2024-05-31"}},
		"the last day":         {governance.Recurrence{Every: governance.Monthly, Day: -1}, "2024-01-31", []string{"2024-02-29", "2024-03-31"}},
		"first Saturday":       {governance.Recurrence{Every: governance.Monthly, Day: 6, Week: 1}, "2024-09-07", []string{"2024-10-05", "2024-11-02"}},
		"last Friday":          {governance.Recurrence{Every: governance.Monthly, Day: 5, Week: -1}, "2024-09-01", []string{"2024-09-27", "2024-10-25"}},
		"fifth Monday":         {governance.Recurrence{Every: governance.Monthly, Day: 1, Week: 5}, "2024-09-01", []string{"2024-09-30", "2024-12-30"}},
		"quarter's last":       {governance.Recurrence{Every: governance.Quarterly, Day: -1}, "2024-01-01", []string{"2024-03-31", "2024-06-30"}},
		"leap day":             {governance.Recurrence{Every: governance.Yearly, Day: 366}, "2024-12-31", []string{"2028-12-31"}},
		"a worked Saturday":    {governance.Recurrence{Every: governance.Weekly, Day: 6, Shift: governance.SkipDayOff}, "2024-09-01", []string{"2024-09-14", "2024-10-12"}},
		"both to one new day":  {governance.Recurrence{Every: governance.Daily, Shift: governance.ToNextWorkday}, "2024-09-30", []string{"2024-10-08", "2024-10-09"}},
		"shifted onto the day": {governance.Recurrence{Every: governance.Monthly, Day: 5, Shift: governance.ToNextWorkday}, "2024-10-08", []string{"2024-11-05"}},
	} {
		t.Run(name, func(t *testing.T) {
			day := civil.MustParse(row.after)
			for _, want := range row.want {
				next, ok := row.r.Next(day, workday.China())
				require.True(t, ok)
				require.Equal(t, want, next.String())
				day = next
			}
		})
	}
	assert.Equal(t, "2024-10-07", governance.Weekly.After(civil.MustParse("2024-09-30")).String())
	assert.Equal(t, "2024-10-01", governance.Daily.After(civil.MustParse("2024-09-30")).String())
	assert.Equal(t, "2025-01-01", governance.Quarterly.After(civil.MustParse("2024-12-31")).String())
}

// held says in the stupidest way on which days of some years a rule is held: every
// day is asked what its month, counted on fingers, makes of it.
func held(r governance.Recurrence, cal *workday.Calendar) map[civil.Date]bool {
	out := map[civil.Date]bool{}
	for d := civil.MustParse("2019-01-01"); d < civil.MustParse("2025-12-31"); d = d.AddDays(1) {
		var cycle []civil.Date
		for e := d.AddDays(-400); e < d.AddDays(400); e = e.AddDays(1) {
			same := map[governance.Cycle]bool{
				governance.Monthly: e.Year() == d.Year() && e.Month() == d.Month(), governance.Yearly: e.Year() == d.Year(),
				governance.Quarterly: e.Year() == d.Year() && (e.Month()-1)/3 == (d.Month()-1)/3,
			}[r.Every]
			if same && (r.Week == 0 || int(e.Weekday()) == r.Day%7) {
				cycle = append(cycle, e)
			}
		}
		n := r.Day
		if r.Week != 0 {
			n = r.Week
		}
		var named bool
		switch {
		case r.Every == governance.Daily:
			named = true
		case r.Every == governance.Weekly:
			named = int(d.Weekday()) == r.Day%7
		case n > 0:
			named = n <= len(cycle) && cycle[n-1] == d
		default:
			named = -n <= len(cycle) && cycle[len(cycle)+n] == d
		}
		if !named {
			continue
		}
		at := d
		for step := (map[governance.WorkdayShift]int{governance.ToNextWorkday: 1, governance.ToPreviousWorkday: -1})[r.Shift]; step != 0 && !cal.IsWorkday(at); {
			at = at.AddDays(step)
		}
		if r.Shift != governance.SkipDayOff || cal.IsWorkday(at) {
			out[at] = true
		}
	}
	return out
}

// A seeded loop against the oracle, over every kind of rule.
func TestRecurrenceAgainstFingers(t *testing.T) {
	cal := workday.China()
	r := rand.New(rand.NewPCG(7, 11))
	for range 60 {
		rule := governance.Recurrence{
			Every: []governance.Cycle{governance.Daily, governance.Weekly, governance.Monthly, governance.Monthly, governance.Quarterly, governance.Yearly}[r.IntN(6)],
			Shift: []governance.WorkdayShift{"", governance.ToNextWorkday, governance.ToPreviousWorkday, governance.SkipDayOff}[r.IntN(4)],
		}
		switch {
		case rule.Every == governance.Weekly:
			rule.Day = 1 + r.IntN(7)
		case rule.Every == governance.Monthly && r.IntN(2) == 0:
			rule.Day, rule.Week = 1+r.IntN(7), []int{-5, -2, -1, 1, 2, 4, 5}[r.IntN(7)]
		case rule.Every != governance.Daily:
			rule.Day = []int{1, 5, 15, 28, 31, -1, -3}[r.IntN(7)]
		}
		var f governance.Faults
		rule.Faults(&f, "on")
		require.Empty(t, f, "%+v", rule)
		days := held(rule, cal)
		for day := civil.MustParse("2020-01-15"); day < civil.MustParse("2023-12-01"); {
			next, ok := rule.Next(day, cal)
			require.True(t, ok, "%+v after %s", rule, day)
			if next > civil.MustParse("2024-06-01") {
				break
			}
			require.True(t, days[next], "%+v after %s: %s", rule, day, next)
			for between := day.AddDays(1); between < next; between = between.AddDays(1) {
				require.False(t, days[between], "%+v after %s skipped %s", rule, day, between)
			}
			day = next
		}
	}
}

func TestRecurrenceFaults(t *testing.T) {
	for _, row := range []struct {
		r    governance.Recurrence
		want string
	}{
		{governance.Recurrence{Every: "hourly"}, "on.every unknown-code"},
		{governance.Recurrence{Every: governance.Weekly}, "on.day out-of-range"},
		{governance.Recurrence{Every: governance.Weekly, Day: 8, Week: 1}, "on.day out-of-range, on.week unexpected"},
		{governance.Recurrence{Every: governance.Yearly, Day: 3, Week: 2}, "on.week unexpected"},
		{governance.Recurrence{Every: governance.Monthly, Day: 32}, "on.day out-of-range"},
		{governance.Recurrence{Every: governance.Monthly, Day: -1, Week: 1}, "on.day out-of-range"},
		{governance.Recurrence{Every: governance.Daily, Day: 1}, "on.day out-of-range"},
	} {
		var f governance.Faults
		row.r.Faults(&f, "on")
		assert.EqualError(t, f.Err(), "invalid: "+row.want, "%+v", row.r)
	}
}
