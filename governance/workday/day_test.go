package workday_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance/workday"
)

// Each day says whether it is worked, why, by which document, and how sure.
func TestDaySaysWhy(t *testing.T) {
	c := workday.China()
	for date, want := range map[string]workday.Day{
		"2024-09-27": {Working: true, Why: workday.ReasonWorkday, Label: "工作日"},
		"2024-09-28": {Why: workday.ReasonWeekend, Label: "周末"},
		"2024-09-29": {Working: true, Why: workday.ReasonMakeup, Label: "调休上班", Notice: "国办发明电〔2023〕7号"},
		"2024-10-01": {Why: workday.ReasonStatutory, Label: "法定节假日（国庆节）", Festival: "国庆节", Notice: "国办发明电〔2023〕7号"},
		"2024-10-04": {Why: workday.ReasonOff, Label: "放假调休", Notice: "国办发明电〔2023〕7号"},
		// 除夕 2024: the notice only encourages leave (README: the date most often mistaken).
		"2024-02-09": {Working: true, Why: workday.ReasonWorkday, Label: "工作日"},
		"2020-10-01": {Why: workday.ReasonStatutory, Label: "法定节假日（中秋节、国庆节）", Festival: "中秋节、国庆节", Notice: "国办发明电〔2019〕16号"},
		"2019-05-01": {Why: workday.ReasonStatutory, Label: "法定节假日（劳动节）", Festival: "劳动节", Notice: "国办发明电〔2019〕3号"},
		"2018-12-31": {Why: workday.ReasonOff, Label: "放假调休", Notice: "国办发明电〔2018〕15号"},
		"2020-02-03": {Working: true, Why: workday.ReasonWorkday, Label: "工作日"},
		"2027-02-05": {Why: workday.ReasonStatutory, Label: "法定节假日（春节）", Festival: "春节", Notice: "国务院令第795号", Provisional: true},
		"2027-02-09": {Working: true, Why: workday.ReasonWorkday, Label: "工作日", Provisional: true},
		"2030-05-02": {Why: workday.ReasonStatutory, Label: "法定节假日（劳动节）", Festival: "劳动节", Notice: "国务院令第795号", Provisional: true},
		"2016-05-02": {Working: true, Why: workday.ReasonWorkday, Label: "工作日", Provisional: true},
		"1999-12-31": {Label: "超出日历范围", Provisional: true},
		"2101-01-01": {Label: "超出日历范围", Provisional: true},
	} {
		want.Date = civil.MustParse(date)
		assert.Equal(t, want, c.Day(want.Date))
		assert.Equal(t, want.Working, c.IsWorkday(want.Date))
	}
}

// The regions whose overlays are at hand, each with what its row shows.
func TestRegionalOverlays(t *testing.T) {
	assert.Equal(t, []string{"湖北", "广西", "宁夏", "新疆"}, workday.Regions())
	for _, row := range []struct{ region, date, label string }{
		{"湖北", "2020-02-13", "地方规定（湖北）"},
		{"广西", "2023-04-23", "地方规定（广西）"}, // a national make-up Sunday, lifted
		{"广西", "2026-04-20", "地方规定（广西）"},
		{"宁夏", "2019-06-06", "地方规定（宁夏）"},
		{"新疆", "2025-06-10", "地方规定（新疆）"},
	} {
		c, err := workday.China().WithRegion(row.region)
		require.NoError(t, err)
		d := civil.MustParse(row.date)
		assert.True(t, workday.China().IsWorkday(d), "a working day elsewhere: %v", row)
		day := c.Day(d)
		assert.False(t, day.Working, "%v", row)
		assert.Equal(t, row.label, day.Label)
		assert.Equal(t, row.region, day.Region)
		assert.False(t, day.Provisional)
		assert.NotEqual(t, workday.China().Version(), c.Version())
	}
	_, err := workday.China().WithRegion("某地")
	assert.True(t, invalid(t, err).Has(workday.FaultRegion))
	assert.Empty(t, workday.Regional("某地"))
}

// In 广西 a make-up day of 2023 is lifted, and deadlines move with it.
func TestLiftedMakeupDayMovesDeadlines(t *testing.T) {
	guangxi, err := workday.China().WithRegion("广西")
	require.NoError(t, err)
	assert.Equal(t, "2023-04-23", due(t, workday.China(), "2023-04-21", 1).Date().String())
	assert.Equal(t, "2023-04-24", due(t, guangxi, "2023-04-21", 1).Date().String())
}

// An overlay may make a holiday worked, the later overlay wins, and the
// national calendar is as unknown as before.
func TestOverlays(t *testing.T) {
	c := workday.China()
	a, err := c.WithOverlay(workday.Overlay{Region: "某区", Work: dates("2026-10-07", "2027-03-06"), Off: dates("2026-03-02")})
	require.NoError(t, err)
	assert.True(t, a.IsWorkday(civil.MustParse("2026-10-07")))
	assert.False(t, a.IsWorkday(civil.MustParse("2026-03-02")))
	day := a.Day(civil.MustParse("2027-03-06"))
	assert.True(t, day.Working)
	assert.True(t, day.Provisional, "a local rule does not make the year known")
	b, err := a.WithOverlay(workday.Overlay{Region: "某区", Off: dates("2026-10-07")})
	require.NoError(t, err)
	assert.False(t, b.IsWorkday(civil.MustParse("2026-10-07")))
	assert.Len(t, b.Overlays(), 2)
	assert.Empty(t, c.Overlays())
}

func TestOverlayRefuses(t *testing.T) {
	_, err := workday.China().WithOverlay(workday.Overlay{
		Off: dates("1999-12-31", "2026-03-02", "2026-03-02"), Work: dates("2026-03-02"),
	})
	assert.Equal(t, []workday.Fault{
		{Field: "region", Code: workday.FaultMissing},
		{Field: "off[0]", Code: workday.FaultOutside},
		{Field: "off[2]", Code: workday.FaultRepeated},
		{Field: "work[0]", Code: workday.FaultBothWays},
	}, invalid(t, err).Faults)
	err = workday.Overlay{Region: "某区"}.Validate()
	assert.True(t, invalid(t, err).Has(workday.FaultNoDays))
	_, err = workday.ParseOverlays([]byte(`[{"region": "某区", "off": ["x"], "issued": "y"}]`))
	assert.Len(t, invalid(t, err).Faults, 2)
	_, err = workday.ParseOverlays([]byte(`[{"region": "某区", "off": ["2026-03-02"], "of": []}]`))
	assert.True(t, invalid(t, err).Has(workday.FaultUnknown))
	facts := workday.ChinaFacts()
	facts.Overlays = []workday.Overlay{{Region: "某区"}}
	_, err = workday.New(facts)
	assert.True(t, invalid(t, err).Has(workday.FaultNoDays))
}

// Both ends are included; what lies outside the calendar is left out.
func TestDays(t *testing.T) {
	c := workday.China()
	from, to := civil.MustParse("2024-09-27"), civil.MustParse("2024-10-10")
	days := c.Days(from, to)
	require.Len(t, days, 14)
	assert.Equal(t, c.Day(from), days[0])
	assert.Equal(t, c.Day(to), days[13])
	worked := 0
	for _, d := range days[1:] {
		if d.Working {
			worked++
		}
	}
	assert.Equal(t, 5, worked)
	assert.Len(t, c.Days(from, from), 1)
	assert.Empty(t, c.Days(to, from))
	assert.Len(t, c.Days(civil.Min, civil.Forever), workday.Last.Sub(workday.First)+1)
	assert.Empty(t, c.Days(civil.Min, workday.First-1))
}

func TestKnown(t *testing.T) {
	c := workday.China()
	assert.NoError(t, c.Known(civil.MustParse("2018-01-01"), civil.MustParse("2026-12-31")))
	var unknown *workday.UnknownYearError
	require.ErrorAs(t, c.Known(civil.MustParse("2026-12-31"), civil.MustParse("2029-01-01")), &unknown)
	assert.Equal(t, 2027, unknown.Year)
	require.ErrorAs(t, c.Known(civil.MustParse("2017-12-31"), civil.MustParse("2018-01-01")), &unknown)
	assert.Equal(t, 2017, unknown.Year)
	var horizon *workday.HorizonError
	require.ErrorAs(t, c.Known(workday.First-1, workday.Last), &horizon)
	assert.Equal(t, "from", horizon.Field)
	require.ErrorAs(t, c.Known(workday.First, workday.Last+1), &horizon)
	assert.Equal(t, "to", horizon.Field)
}

func TestDayAsJSON(t *testing.T) {
	text, err := json.Marshal(workday.China().Day(civil.MustParse("2024-10-01")))
	require.NoError(t, err)
	assert.JSONEq(t, `{"date":"2024-10-01","working":false,"why":"statutory","label":"法定节假日（国庆节）",
		"festival":"国庆节","notice":"国办发明电〔2023〕7号","provisional":false}`, string(text))
}

// Codes are stable and unique, and every reason has both labels.
func TestReasons(t *testing.T) {
	codes := map[string]bool{}
	for r := workday.ReasonOutside; r <= workday.ReasonOverlay; r++ {
		assert.False(t, codes[r.String()])
		codes[r.String()] = true
		assert.NotEmpty(t, r.En())
		assert.NotEmpty(t, r.Zh())
	}
	assert.Equal(t, "outside", workday.Reason(200).String())
}

// A day is listed as changed when its meaning for counting differs, whatever
// the difference: worked or not, provisional, office hours, closing.
func TestChanged(t *testing.T) {
	c := workday.China()
	n, err := workday.ParseNotice([]byte(next))
	require.NoError(t, err)
	final, err := c.WithNotice(n)
	require.NoError(t, err)
	changed := workday.Changed(c, final)
	assert.Len(t, changed, 365+2, "all of 2027 becomes final, and two days of December 2026 change")
	assert.Equal(t, changed, workday.Changed(final, c))

	summer, err := c.With(workday.Office(workday.Hours{Windows: workday.DefaultHours().Windows, Seasons: []workday.Season{{
		From: workday.MonthDay{Month: 7, Day: 6}, To: workday.MonthDay{Month: 7, Day: 12},
		Windows: []workday.Window{{Open: workday.ClockAt(8, 0), Close: workday.ClockAt(14, 0)}},
	}}}))
	require.NoError(t, err)
	assert.Len(t, withinYear(workday.Changed(c, summer), 2026), 5, "only working days have office hours")
	early, err := c.With(workday.ClosingAt(workday.ClockAt(17, 0)))
	require.NoError(t, err)
	assert.Len(t, withinYear(workday.Changed(c, early), 2026), 248)
}

func withinYear(days []civil.Date, year int) (out []civil.Date) {
	for _, d := range days {
		if d.Year() == year {
			out = append(out, d)
		}
	}
	return out
}
