package scoring_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/scoring"
)

// 3: periods are half-open in Asia/Shanghai; a quarter is the default, "the 19th
// to the 19th" and "noon to noon" also occur.
func TestPeriods(t *testing.T) {
	day := civil.MustParse
	for _, c := range []struct {
		period        scoring.Period
		text, zh, en  string
		inside, after string
	}{
		{must(scoring.Quarter(2024, 3)), "2024-07-01/2024-10-01", "2024年第3季度", "Q3 2024", "2024-07-01T00:00:00+08:00", "2024-10-01T00:00:00+08:00"},
		{must(scoring.Quarter(2024, 4)), "2024-10-01/2025-01-01", "2024年第4季度", "Q4 2024", "2024-12-31T23:59:59+08:00", "2024-12-31T16:00:00Z"},
		{must(scoring.Days(day("2024-07-19"), day("2024-08-19"))), "2024-07-19/2024-08-19", "2024年7月19日至2024年8月19日（不含）", "2024-07-19 up to 2024-08-19", "2024-08-18T23:59:59+08:00", "2024-08-19T00:00:00+08:00"},
		{must(scoring.Days(day("2024-02-01"), day("2024-03-01"))), "2024-02-01/2024-03-01", "2024年2月", "February 2024", "2024-02-29T12:00:00+08:00", "2024-03-01T00:00:00+08:00"},
		{must(scoring.Days(day("2024-01-01"), day("2025-01-01"))), "2024-01-01/2025-01-01", "2024年", "2024", "2024-06-01T12:00:00+08:00", "2025-01-01T00:00:00+08:00"},
		{must(scoring.Days(day("2024-02-01"), day("2024-05-01"))), "2024-02-01/2024-05-01", "2024年2月1日至2024年5月1日（不含）", "2024-02-01 up to 2024-05-01", "2024-04-30T12:00:00+08:00", "2024-05-01T00:00:00+08:00"},
		{must(scoring.Noons(day("2024-09-19"), day("2024-09-20"))), "2024-09-19T12:00:00+08:00/2024-09-20T12:00:00+08:00", "2024年9月19日12:00:00至2024年9月20日12:00:00（不含）", "2024-09-19 12:00:00 up to 2024-09-20 12:00:00", "2024-09-20T11:59:59.999+08:00", "2024-09-20T04:00:00Z"},
	} {
		require.Equal(t, c.text, c.period.String())
		require.Equal(t, c.zh, c.period.Text().Zh)
		require.Equal(t, c.en, c.period.Text().En)
		again, err := scoring.ParsePeriod(c.text)
		require.NoError(t, err)
		require.Equal(t, c.period, again, "parse and print are inverses")
		var read scoring.Period
		require.NoError(t, read.UnmarshalText([]byte(c.text)))
		require.Equal(t, c.period, read)
		instant := func(s string) time.Time { return must(time.Parse(time.RFC3339, s)) }
		require.True(t, c.period.Contains(instant(c.inside)), c.inside)
		require.False(t, c.period.Contains(instant(c.after)), c.after)
		require.True(t, c.period.Contains(c.period.From()), "the beginning is part of it")
		require.False(t, c.period.Contains(c.period.To()), "the end is not")
		require.False(t, c.period.Contains(c.period.From().Add(-1)))
		require.True(t, c.period.Contains(c.period.To().Add(-1)))
	}
	require.Equal(t, q3, must(scoring.ParsePeriod("2024-Q3")))
	require.Equal(t, must(scoring.Noons(day("2024-09-19"), day("2024-09-20"))), must(scoring.ParsePeriod("2024-09-19T04:00:00Z/2024-09-20T12:00:00+08:00")), "whatever zone an instant carries")
}

// Any two whole seconds make a period; the errors say what is wrong and never
// repeat the text.
func TestWhatIsNoPeriod(t *testing.T) {
	for text, want := range map[string]scoring.PeriodProblem{
		"": scoring.PeriodForm, "2024": scoring.PeriodForm, "2024-Q5": scoring.PeriodRange, "2024-Q0": scoring.PeriodRange, "2024-QX": scoring.PeriodRange, "abcd-Q1": scoring.PeriodForm,
		"2024-07-01": scoring.PeriodForm, "2024-07-01/": scoring.PeriodForm, "2024-07-01/2024-07-01": scoring.PeriodEmpty, "2024-07-02/2024-07-01": scoring.PeriodEmpty,
		"2024-02-30/2024-03-01": scoring.PeriodForm, "2024-07-01T00:00:00.5+08:00/2024-08-01": scoring.PeriodGrain, "9999-Q4": scoring.PeriodRange,
		"2024-07-01/2024-08-01/2024-09-01": scoring.PeriodForm, "0000-01-01T00:00:00Z/2024-08-01": scoring.PeriodRange,
	} {
		_, err := scoring.ParsePeriod(text)
		var wrong *scoring.PeriodError
		require.ErrorAs(t, err, &wrong, text)
		require.Equal(t, want, wrong.Problem, text)
		require.NotEmpty(t, wrong.Explain().Zh)
		require.Equal(t, (&scoring.PeriodError{Problem: want}).Error(), err.Error(), "whatever was sent")
		if text != "" {
			require.Error(t, new(scoring.Period).UnmarshalText([]byte(text)))
		}
	}
	var zero scoring.Period
	require.Empty(t, zero.String())
	require.False(t, zero.Contains(time.Unix(0, 0)), "the zero period contains nothing")
	require.NoError(t, zero.UnmarshalText(nil))
}

// Random periods print and parse as inverses.
func TestRandomPeriodsParseAsPrinted(t *testing.T) {
	rng := seeded(1)
	for range 2000 {
		from := time.Unix(rng.Int64N(4e9)-1e9, 0)
		p := must(scoring.Between(from, from.Add(time.Duration(1+rng.IntN(1e8))*time.Second)))
		require.Equal(t, p, must(scoring.ParsePeriod(p.String())))
	}
}

// An oracle reads the instants of a period off the calendar and the clock, as a
// person in Beijing would.
func TestContainsAgainstTheClockOnTheWall(t *testing.T) {
	rng := seeded(2)
	beijing := time.FixedZone("", 8*3600)
	for range 5000 {
		year, month := 1990+rng.IntN(60), time.Month(1+rng.IntN(12))
		first, length := 1+rng.IntN(28), 1+rng.IntN(100)
		from := civil.Of(year, month, first)
		p := must(scoring.Days(from, from.AddDays(length)))
		instant := time.Date(year, month, first+rng.IntN(140)-20, rng.IntN(24), rng.IntN(60), rng.IntN(60), rng.IntN(1e9), time.UTC)
		wall := instant.In(beijing)
		day := civil.Of(wall.Year(), wall.Month(), wall.Day())
		require.Equal(t, from <= day && day < from.AddDays(length), p.Contains(instant), "%s in %s", instant, p)
	}
}

// Every instant of a year lies in exactly one of its quarters and in the year.
func TestQuartersMakeTheYear(t *testing.T) {
	rng := seeded(3)
	year := must(scoring.ParsePeriod("2024-01-01/2025-01-01"))
	for range 5000 {
		instant := year.From().Add(time.Duration(rng.Int64N(int64(380*24*time.Hour))) - 7*24*time.Hour)
		in := 0
		for q := 1; q <= 4; q++ {
			if must(scoring.Quarter(2024, q)).Contains(instant) {
				in++
			}
		}
		require.Equal(t, year.Contains(instant), in == 1, "%s", instant)
		require.LessOrEqual(t, in, 1)
	}
	for q := 1; q < 4; q++ {
		require.Equal(t, must(scoring.Quarter(2024, q)).To(), must(scoring.Quarter(2024, q+1)).From(), "without a gap")
	}
}
