package workday_test

import (
	"encoding/json"
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance/workday"
)

func clock(t *testing.T, s string) time.Time {
	t.Helper()
	at, err := time.ParseInLocation("2006-01-02 15:04:05", s, civil.Zone)
	require.NoError(t, err)
	return at
}

// Working hours run inside office hours: over the midday break, nights,
// weekends and holidays, from the instant itself (民法典 第201条).
func TestAddHours(t *testing.T) {
	c := workday.China()
	for _, row := range []struct {
		from  string
		hours time.Duration
		want  string
	}{
		{"2024-09-27 09:00:00", 3 * time.Hour, "2024-09-27 12:00:00"},
		{"2024-09-27 09:00:00", 3*time.Hour + time.Second, "2024-09-27 13:30:01"},
		{"2024-09-27 10:00:00", 4 * time.Hour, "2024-09-27 15:30:00"},
		{"2024-09-27 12:30:00", 4 * time.Hour, "2024-09-27 17:30:00"},
		{"2024-09-27 16:00:00", 4 * time.Hour, "2024-09-29 11:30:00"}, // Sunday the 29th is worked
		{"2024-09-30 16:00:00", 4 * time.Hour, "2024-10-08 11:30:00"},
		{"2024-09-28 03:00:00", time.Second, "2024-09-29 09:00:01"},
		{"2024-09-27 23:59:59", 7 * time.Hour, "2024-09-29 17:30:00"},
		{"2024-09-27 10:00:00", time.Nanosecond, "2024-09-27 10:00:01"},
	} {
		got, err := c.AddHours(clock(t, row.from), row.hours)
		require.NoError(t, err)
		assert.Equal(t, row.want, got.Due().Format("2006-01-02 15:04:05"), "%+v", row)
		assert.False(t, got.Provisional())
		assert.Equal(t, row.hours.Truncate(time.Second), c.Between(clock(t, row.from), got.Due()).Truncate(time.Second)-
			map[bool]time.Duration{true: time.Second}[row.hours < time.Second])
	}
	got, err := c.AddHours(clock(t, "2024-09-27 10:00:00").Add(time.Millisecond), time.Hour)
	require.NoError(t, err)
	assert.Equal(t, "11:00:01", got.Due().Format(time.TimeOnly), "a fraction is rounded up")
}

func TestAddHoursProvisionalAndRange(t *testing.T) {
	c := workday.China()
	got, err := c.AddHours(clock(t, "2026-12-31 16:00:00"), 4*time.Hour)
	require.NoError(t, err)
	assert.True(t, got.Provisional())
	got, err = c.AddHours(clock(t, "2026-12-31 10:00:00"), 4*time.Hour)
	require.NoError(t, err)
	assert.False(t, got.Provisional())
	strict, err := c.With(workday.Strict(true))
	require.NoError(t, err)
	_, err = strict.AddHours(clock(t, "2027-03-01 10:00:00"), time.Hour)
	var unknown *workday.UnknownYearError
	require.ErrorAs(t, err, &unknown)
	assert.Equal(t, 2027, unknown.Year)
	for _, d := range []time.Duration{0, -1, math.MinInt64} {
		_, err = c.AddHours(clock(t, "2024-09-27 10:00:00"), d)
		assert.True(t, invalid(t, err).Has(workday.FaultDuration))
	}
	var horizon *workday.HorizonError
	_, err = c.AddHours(time.Time{}, time.Hour)
	require.ErrorAs(t, err, &horizon)
	assert.Equal(t, "from", horizon.Field)
	for _, d := range []time.Duration{math.MaxInt64, 200_000 * time.Hour} {
		_, err = c.AddHours(clock(t, "2024-09-27 10:00:00"), d)
		require.ErrorAs(t, err, &horizon)
		assert.Equal(t, "d", horizon.Field)
	}
}

// The last moment of the calendar can be reached, the moment after cannot.
func TestAddHoursToTheVeryEnd(t *testing.T) {
	c := workday.China()
	from := clock(t, "2100-12-31 17:29:58")
	got, err := c.AddHours(from, 2*time.Second)
	require.NoError(t, err)
	assert.Equal(t, "2100-12-31T17:30:00+08:00", got.Due().Format(time.RFC3339))
	_, err = c.AddHours(from, 2*time.Second+1)
	assert.Error(t, err)
}

func TestBetween(t *testing.T) {
	c := workday.China()
	a := clock(t, "2024-09-27 10:00:00")
	assert.Equal(t, 6*time.Hour, c.Between(a, clock(t, "2024-09-27 23:00:00")))
	assert.Equal(t, 6*time.Hour+35*time.Hour, c.Between(a, civil.MustParse("2024-10-10").End()))
	assert.Equal(t, 1500*time.Millisecond, c.Between(a.Add(250*time.Millisecond), a.Add(1750*time.Millisecond)))
	assert.Zero(t, c.Between(a, a))
	whole := c.Between(workday.First.Start(), workday.Last.End())
	assert.Equal(t, whole, c.Between(time.Time{}, time.Unix(math.MaxInt64/2, 0)), "outside the calendar nothing counts")
	assert.Equal(t, -whole, c.Between(workday.Last.End().AddDate(1, 0, 0), workday.First.Start().AddDate(-1, 0, 0)))
	assert.Equal(t, whole, time.Duration(c.WorkdaysBetween(civil.Min, civil.Forever))*7*time.Hour)
}

// The yellow warning: four fifths of the working time of a matter.
func TestAt(t *testing.T) {
	c := workday.China()
	from := clock(t, "2024-09-27 10:00:00")
	until := due(t, c, "2024-09-27", 5).Due()
	for percent, want := range map[int]string{
		0: "2024-09-27 10:00:00", 80: "2024-10-09 16:18:00", 100: "2024-10-10 17:30:00",
	} {
		got, err := c.At(from, until, percent)
		require.NoError(t, err)
		assert.Equal(t, want, got.Due().Format("2006-01-02 15:04:05"), percent)
		assert.False(t, got.Provisional())
	}
	got, err := c.At(from, from.Add(50), 1)
	require.NoError(t, err)
	assert.Equal(t, from.Add(time.Second), got.Due(), "half a nanosecond is rounded up too")
	night := clock(t, "2024-09-27 20:00:00")
	got, err = c.At(night, night.Add(time.Hour), 80)
	require.NoError(t, err)
	assert.Equal(t, night, got.Due(), "no working time is left: all is used up")
	got, err = c.At(clock(t, "2026-12-30 10:00:00"), clock(t, "2027-03-01 10:00:00"), 1)
	require.NoError(t, err)
	assert.True(t, got.Provisional(), "days after the instant bear on it too")
	strict, err := c.With(workday.Strict(true))
	require.NoError(t, err)
	_, err = strict.At(clock(t, "2026-12-30 10:00:00"), clock(t, "2027-03-01 10:00:00"), 1)
	var unknown *workday.UnknownYearError
	require.ErrorAs(t, err, &unknown)
	got, err = c.At(workday.First.Start(), workday.Last.End(), 80)
	require.NoError(t, err)
	assert.Equal(t, 2080, got.Due().Year())
}

func TestAtRefuses(t *testing.T) {
	c := workday.China()
	a := clock(t, "2024-09-27 10:00:00")
	_, err := c.At(a, a.Add(-1), 101)
	assert.Equal(t, []workday.Fault{
		{Field: "until", Code: workday.FaultOrder}, {Field: "percent", Code: workday.FaultPercent},
	}, invalid(t, err).Faults)
	_, err = c.At(a, a, -1)
	assert.True(t, invalid(t, err).Has(workday.FaultPercent))
	var horizon *workday.HorizonError
	_, err = c.At(time.Time{}, a, 80)
	require.ErrorAs(t, err, &horizon)
	assert.Equal(t, "from", horizon.Field)
	_, err = c.At(a, a.AddDate(100, 0, 0), 80)
	require.ErrorAs(t, err, &horizon)
	assert.Equal(t, "until", horizon.Field)
}

// Seasons and specials change the hours of their dates; the special goes first.
func TestHoursByDate(t *testing.T) {
	c, err := workday.China().With(workday.Office(workday.XinjiangHours()))
	require.NoError(t, err)
	day := func(s string) time.Duration {
		d := civil.MustParse(s)
		return c.Between(d.Start().Add(15*time.Hour+30*time.Minute), d.End())
	}
	assert.Equal(t, 4*time.Hour, day("2024-07-01"), "16:00 to 20:00 in summer")
	assert.Equal(t, 4*time.Hour, day("2024-01-02"), "15:30 to 19:30 in winter")
	summer, err := c.AddHours(clock(t, "2024-09-30 15:00:00"), time.Second)
	require.NoError(t, err)
	assert.Equal(t, "2024-09-30 16:00:01", summer.Due().Format(time.DateTime))
	winter, err := c.AddHours(clock(t, "2024-10-08 15:00:00"), time.Second)
	require.NoError(t, err)
	assert.Equal(t, "2024-10-08 15:30:01", winter.Due().Format(time.DateTime))

	h := workday.XinjiangHours()
	h.Special = []workday.Special{{
		From: civil.MustParse("2024-07-02"), To: civil.MustParse("2024-07-03"),
		Windows: []workday.Window{{Open: workday.ClockAt(8, 0), Close: workday.ClockAt(9, 0)}},
	}}
	h.Seasons = append(h.Seasons, workday.Season{ // over New Year
		From: workday.MonthDay{Month: 12, Day: 1}, To: workday.MonthDay{Month: 2, Day: 29},
		Windows: []workday.Window{{Open: workday.ClockAt(12, 0), Close: workday.ClockAt(14, 0)}},
	})
	c, err = c.With(workday.Office(h))
	require.NoError(t, err)
	whole := func(s string) time.Duration {
		d := civil.MustParse(s)
		return c.Between(d.Start(), d.End())
	}
	assert.Equal(t, time.Hour, whole("2024-07-02"))
	assert.Equal(t, 8*time.Hour, whole("2024-07-04"))
	assert.Equal(t, 2*time.Hour, whole("2024-12-02"))
	assert.Equal(t, 2*time.Hour, whole("2024-02-29"))
	assert.Equal(t, 8*time.Hour, whole("2024-03-01"))
	assert.Equal(t, 8*time.Hour, whole("2024-11-29"))
	assert.Zero(t, whole("2024-10-01"))
}

func TestHoursRefuse(t *testing.T) {
	good := workday.DefaultHours().Windows
	h := workday.Hours{
		Windows: []workday.Window{{Open: workday.ClockAt(9, 0), Close: workday.ClockAt(9, 0)}, {Open: workday.ClockAt(8, 0), Close: workday.ClockAt(25, 0)}},
		Seasons: []workday.Season{{From: workday.MonthDay{Month: 2, Day: 30}, To: workday.MonthDay{Month: 13, Day: 1}}},
		Special: []workday.Special{{From: 2, To: 1, Windows: good}},
	}
	_, err := workday.China().With(workday.Office(h))
	assert.Equal(t, []workday.Fault{
		{Field: "windows[0]", Code: workday.FaultWindow},
		{Field: "windows[1]", Code: workday.FaultWindow},
		{Field: "windows[1]", Code: workday.FaultWindowOrder},
		{Field: "seasons[0].from", Code: workday.FaultMonthDay},
		{Field: "seasons[0].to", Code: workday.FaultMonthDay},
		{Field: "seasons[0].windows", Code: workday.FaultWindowCount},
		{Field: "special[0].to", Code: workday.FaultSpan},
	}, invalid(t, err).Faults)
	many := workday.Hours{Windows: good, Special: make([]workday.Special, 255)}
	for i := range many.Special {
		many.Special[i].Windows = good
	}
	assert.True(t, invalid(t, many.Validate()).Has(workday.FaultSchedules))
	many.Special = many.Special[:254]
	require.NoError(t, many.Validate())
	_, err = workday.China().With(workday.Office(many))
	require.NoError(t, err)
}

// A policy of hours is data: it survives JSON.
func TestHoursJSON(t *testing.T) {
	h := workday.XinjiangHours()
	text, err := json.Marshal(h)
	require.NoError(t, err)
	assert.Contains(t, string(text), `{"from":"05-01","to":"09-30","windows":[{"open":"10:00","close":"14:00"},{"open":"16:00","close":"20:00"}]}`)
	var back workday.Hours
	require.NoError(t, json.Unmarshal(text, &back))
	assert.Equal(t, h, back)
	for text, want := range map[string]workday.Clock{"00:00": 0, "24:00": 86400, "23:59:59": 86399, "17:30": workday.ClockAt(17, 30)} {
		var c workday.Clock
		require.NoError(t, c.UnmarshalText([]byte(text)))
		assert.Equal(t, want, c)
		assert.Equal(t, text, c.String())
	}
	for _, text := range []string{"", "9:00", "24:01", "24:00:00", "12:60", "12:30:00.5", "noon", "1230"} {
		var c workday.Clock
		assert.True(t, invalid(t, c.UnmarshalText([]byte(text))).Has(workday.FaultClock), text)
	}
	var m workday.MonthDay
	require.NoError(t, m.UnmarshalText([]byte("02-29")))
	assert.True(t, invalid(t, m.UnmarshalText([]byte("02-30"))).Has(workday.FaultMonthDay))
	_, err = workday.Clock(-1).MarshalText()
	assert.Error(t, err)
}
