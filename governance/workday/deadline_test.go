package workday_test

import (
	"encoding/json"
	"math"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance/workday"
)

func TestDeadlineRefuses(t *testing.T) {
	c := workday.China()
	from := civil.MustParse("2024-09-27").Start()
	for _, n := range []int{0, -1, math.MinInt} {
		_, err := c.Deadline(from, n)
		e := invalid(t, err)
		assert.Equal(t, []workday.Fault{{Field: "n", Code: workday.FaultCount}}, e.Faults)
	}
	var horizon *workday.HorizonError
	for _, n := range []int{20_500, 40_000, math.MaxInt} {
		_, err := c.Deadline(from, n)
		require.ErrorAs(t, err, &horizon, n)
		assert.Equal(t, "n", horizon.Field)
	}
	for _, at := range []time.Time{
		{}, workday.First.Start().Add(-1), workday.Last.End().Add(time.Second),
		time.Unix(math.MaxInt64, 0), time.Unix(math.MinInt64, 0),
	} {
		_, err := c.Deadline(at, 1)
		require.ErrorAs(t, err, &horizon, at)
		assert.Equal(t, "from", horizon.Field)
	}
	_, err := c.Deadline(workday.Last.Start(), 1)
	require.ErrorAs(t, err, &horizon)
	got, err := c.Deadline(workday.First.Start(), 1)
	require.NoError(t, err)
	assert.Equal(t, "2000-01-03", got.Date().String())
	_, err = c.DeadlineFrom(civil.Forever, 1)
	require.ErrorAs(t, err, &horizon)
	for _, d := range []civil.Date{workday.First - 1, workday.Last + 1, civil.Forever} {
		_, err = c.OnOrAfter(d)
		require.ErrorAs(t, err, &horizon)
	}
}

// 民法典 第203条: a last day that is a day off gives way to the day after it.
func TestOnOrAfter(t *testing.T) {
	c := workday.China()
	for date, want := range map[string]string{
		"2024-10-01": "2024-10-08", "2024-10-08": "2024-10-08", "2024-09-28": "2024-09-29", "2024-10-12": "2024-10-12",
	} {
		got, err := c.OnOrAfter(civil.MustParse(date))
		require.NoError(t, err)
		assert.Equal(t, want, got.Date().String())
		assert.False(t, got.Provisional())
	}
	got, err := c.OnOrAfter(civil.MustParse("2027-01-01"))
	require.NoError(t, err)
	assert.True(t, got.Provisional())
	strict, err := c.With(workday.Strict(true))
	require.NoError(t, err)
	_, err = strict.OnOrAfter(civil.MustParse("2027-01-04"))
	var unknown *workday.UnknownYearError
	require.ErrorAs(t, err, &unknown)
	// The day is off in 2100 and none after it is reached: 2100-12-31 is a Friday.
	_, err = c.OnOrAfter(workday.Last)
	require.NoError(t, err)
}

// An extension counts on from the deadline; a provisional deadline never
// becomes final by being extended.
func TestExtend(t *testing.T) {
	c := workday.China()
	d := due(t, c, "2024-09-27", 5)
	later, err := c.Extend(d, 2)
	require.NoError(t, err)
	assert.Equal(t, due(t, c, "2024-09-27", 7), later)

	guess := due(t, c, "2026-12-25", 5)
	require.True(t, guess.Provisional())
	n, err := workday.ParseNotice([]byte(next))
	require.NoError(t, err)
	known, err := c.WithNotice(n)
	require.NoError(t, err)
	later, err = known.Extend(guess, 5)
	require.NoError(t, err)
	assert.True(t, later.Provisional())
	strict, err := known.With(workday.Strict(true))
	require.NoError(t, err)
	_, err = strict.Extend(guess, 5)
	assert.True(t, invalid(t, err).Has(workday.FaultProvisional))
	_, err = c.Extend(workday.Deadline{}, 1)
	assert.True(t, invalid(t, err).Has(workday.FaultZeroValue))
	_, err = c.Extend(d, 0)
	assert.True(t, invalid(t, err).Has(workday.FaultCount))
}

// When the deadline ends is a setting; its date is not.
func TestClosing(t *testing.T) {
	c := workday.China()
	at, err := c.With(workday.ClosingAt(workday.ClockAt(17, 30)))
	require.NoError(t, err)
	assert.Equal(t, "2024-10-10T17:30:00+08:00", due(t, at, "2024-09-27", 5).Due().Format(time.RFC3339))
	office, err := c.With(workday.Office(workday.XinjiangHours()), workday.ClosingWithOffice())
	require.NoError(t, err)
	assert.Equal(t, "2024-07-08T20:00:00+08:00", due(t, office, "2024-07-05", 1).Due().Format(time.RFC3339))
	assert.Equal(t, "2024-10-10T19:30:00+08:00", due(t, office, "2024-09-27", 5).Due().Format(time.RFC3339))
	back, err := office.With(workday.ClosingAt(workday.Clock(86399)), workday.Office(workday.DefaultHours()))
	require.NoError(t, err)
	assert.Equal(t, c.Version(), back.Version())
	night, err := c.With(workday.ClosingWithOffice(), workday.Office(workday.Hours{Windows: []workday.Window{{Open: 0, Close: 86400}}}))
	require.NoError(t, err)
	assert.Equal(t, "2024-10-10T23:59:59+08:00", due(t, night, "2024-09-27", 5).Due().Format(time.RFC3339))

	for _, wrong := range []workday.Clock{-1, 0, 86400} {
		_, err = c.With(workday.ClosingAt(wrong))
		assert.Equal(t, []workday.Fault{{Field: "closing", Code: workday.FaultClosing}}, invalid(t, err).Faults)
	}
	_, err = c.With(workday.FallBack(7), workday.ClosingAt(0), nil)
	assert.Len(t, invalid(t, err).Faults, 2, "all faults at once")
}

// The whole last second is in time.
func TestPassed(t *testing.T) {
	d := due(t, workday.China(), "2024-09-27", 5)
	assert.False(t, d.Passed(d.Due()))
	assert.False(t, d.Passed(d.Due().Add(time.Second-1)))
	assert.True(t, d.Passed(d.Due().Add(time.Second)))
}

// The mark and the version survive text and JSON, and a text without one of
// them is refused.
func TestDeadlineKeepsItsMark(t *testing.T) {
	c := workday.China()
	for _, d := range []workday.Deadline{due(t, c, "2024-09-27", 5), due(t, c, "2026-12-25", 5), {}} {
		text, err := json.Marshal(d)
		require.NoError(t, err)
		var back workday.Deadline
		require.NoError(t, json.Unmarshal(text, &back))
		assert.Equal(t, d, back)
		plain, err := d.MarshalText()
		require.NoError(t, err)
		back = workday.Deadline{}
		require.NoError(t, back.UnmarshalText(plain))
		assert.Equal(t, d, back)
		keyed, err := json.Marshal(map[workday.Deadline]int{d: 1})
		require.NoError(t, err)
		var keys map[workday.Deadline]int
		require.NoError(t, json.Unmarshal(keyed, &keys))
		assert.Equal(t, 1, keys[d])
	}
	guess := due(t, c, "2026-12-25", 5)
	text, err := json.Marshal(guess)
	require.NoError(t, err)
	assert.JSONEq(t, `{"due":"2027-01-04T23:59:59+08:00","provisional":true,"calendar":"`+c.Version().String()+`"}`, string(text))
	assert.Equal(t, "2027-01-04T23:59:59+08:00 provisional "+c.Version().String(), guess.String())
	assert.Empty(t, workday.Deadline{}.String())
	assert.True(t, workday.Deadline{}.IsZero())
	assert.False(t, guess.IsZero())
}

func TestDeadlineTextRefuses(t *testing.T) {
	const due, mark, cal = `"due":"2027-01-04T23:59:59+08:00"`, `"provisional":true`, `"calendar":"cn"`
	for _, text := range []string{
		`{}`, `{` + due + `,` + mark + `}`, `{` + due + `,` + cal + `}`, `{` + mark + `,` + cal + `}`,
		`{` + due + `,` + mark + `,` + cal + `,"x":1}`,
		`{` + due + `,` + mark + `,"provisional":false,` + cal + `}`,
		`{` + due + `,"provisional":null,` + cal + `}`,
		`{` + due + `,"provisional":"true",` + cal + `}`,
		`{` + due + `,` + mark + `,"calendar":""}`,
		`{` + due + `,` + mark + `,"calendar":"a b"}`,
		`{` + due + `,` + mark + `,"calendar":"a\"b"}`,
		`{"due":"2027-01-04",` + mark + `,` + cal + `}`,
		`{"due":"2027-01-04T23:59:59.5+08:00",` + mark + `,` + cal + `}`,
		`7`, `"2027-01-04T23:59:59+08:00"`,
	} {
		was := workday.Deadline{}
		assert.Equal(t, workday.SubjectDeadline, invalid(t, json.Unmarshal([]byte(text), &was)).Subject, text)
		assert.True(t, was.IsZero(), text)
	}
	for _, text := range []string{
		"2027-01-04T23:59:59+08:00", "2027-01-04T23:59:59+08:00 cn", "2027-01-04T23:59:59+08:00 perhaps cn",
		"2027-01-04T23:59:59+08:00 final ", "2027-01-04 final cn", "2027-01-04T23:59:59+08:00 final cn x",
	} {
		var d workday.Deadline
		invalid(t, d.UnmarshalText([]byte(text)))
		assert.True(t, d.IsZero(), text)
	}
}

// Spaces, another order of fields and another zone are read; the instant is the same.
func TestDeadlineJSONOtherForms(t *testing.T) {
	var a, b workday.Deadline
	require.NoError(t, json.Unmarshal([]byte(`{"due":"2027-01-04T23:59:59+08:00","provisional":true,"calendar":"cn"}`), &a))
	require.NoError(t, json.Unmarshal([]byte(`{ "calendar": "cn", "due": "2027-01-04T15:59:59Z", "provisional": true }`), &b))
	assert.Equal(t, a, b)
}

// An embedder's own calendar makes deadlines too, under the same terms.
func TestNewDeadline(t *testing.T) {
	at := time.Date(2024, 10, 10, 9, 0, 0, 1, time.UTC)
	d, err := workday.NewDeadline(at, true, "own-7")
	require.NoError(t, err)
	assert.Equal(t, "2024-10-10T17:00:01+08:00 provisional own-7", d.String(), "a fraction is rounded up")
	for _, v := range []workday.Version{"", "a b", "a\nb", "a\"b", "a\xffb"} {
		_, err := workday.NewDeadline(at, false, v)
		assert.True(t, invalid(t, err).Has(workday.FaultForm), "%q", v)
	}
	_, err = workday.NewDeadline(time.Date(10000, 1, 1, 0, 0, 0, 0, civil.Zone), false, "own")
	assert.True(t, invalid(t, err).Has(workday.FaultForm))
}

// The version changes with every fact and setting that can change an answer.
func TestVersion(t *testing.T) {
	c := workday.China()
	assert.Regexp(t, `^cn-2026\+[0-9a-f]{12}$`, c.Version().String())
	assert.Equal(t, c.Version(), workday.China().Version(), "the same facts, the same version")
	seen := map[workday.Version]string{c.Version(): "china"}
	add := func(name string, other *workday.Calendar, err error) {
		require.NoError(t, err, name)
		if earlier, ok := seen[other.Version()]; ok {
			assert.Failf(t, "same version", "%s and %s", name, earlier)
		}
		seen[other.Version()] = name
	}
	for _, region := range workday.Regions() {
		other, err := c.WithRegion(region)
		add(region, other, err)
	}
	n, err := workday.ParseNotice([]byte(next))
	require.NoError(t, err)
	other, err := c.WithNotice(n)
	add("next year", other, err)
	n.Number = "另一文号"
	other, err = c.WithNotice(n)
	add("another number", other, err)
	facts := c.Facts()
	facts.Name = "own"
	other, err = workday.New(facts)
	add("another name", other, err)
	for name, option := range map[string]workday.Option{
		"reading": workday.FallBack(workday.FixedDays), "closing": workday.ClosingAt(1),
		"office closing": workday.ClosingWithOffice(), "hours": workday.Office(workday.XinjiangHours()),
	} {
		other, err := c.With(option)
		add(name, other, err)
	}
	for _, number := range []string{"甲", "乙"} {
		other, err = c.WithNotice(workday.Notice{Number: number, Year: 2026, Patch: true, Off: dates("2026-09-24")})
		add("patch "+number, other, err)
	}
	// A notice whose only day is covered by an overlay still makes its year known.
	last := workday.Notice{Number: "n", Year: 2027, Off: dates("2027-01-01")}
	covered := workday.Facts{
		Name: "own", Notices: []workday.Notice{last},
		Overlays: []workday.Overlay{{Region: "某区", Off: dates("2026-01-01")}},
	}
	other, err = workday.New(covered)
	add("guessed", other, err)
	covered.Notices = []workday.Notice{last, {Number: "n", Year: 2026, Off: dates("2026-01-01")}}
	other, err = workday.New(covered)
	add("known", other, err)

	strict, err := c.With(workday.Strict(true))
	require.NoError(t, err)
	assert.True(t, strict.Strict())
	assert.Equal(t, c.Version(), strict.Version(), "strictness changes whether there is an answer, not which")

	empty, err := workday.New(workday.Facts{Name: "weekends"})
	require.NoError(t, err)
	assert.Regexp(t, `^weekends-none\+`, empty.Version().String())
	assert.True(t, due(t, empty, "2024-09-27", 5).Provisional())
}

func TestNewRefuses(t *testing.T) {
	for _, name := range []string{"", "a b", "名", "abcdefghijklmnopqrstuvwxyzabcdefg"} {
		_, err := workday.New(workday.Facts{Name: name})
		assert.True(t, invalid(t, err).Has(workday.FaultName), name)
	}
	_, err := workday.New(workday.Facts{Name: "x", Fixed: []workday.FixedDay{{Month: 2, Day: 30}}})
	assert.Equal(t, []workday.Fault{{Field: "fixed[0]", Code: workday.FaultMonthDay}}, invalid(t, err).Faults)
	_, err = workday.New(workday.Facts{Name: "x", Notices: []workday.Notice{{Year: 2026}}})
	assert.Equal(t, workday.SubjectNotice, invalid(t, err).Subject)
	_, err = workday.New(workday.Facts{Name: "x", Statutory: []workday.Statutory{{Year: 2026}}})
	assert.Equal(t, workday.SubjectStatutory, invalid(t, err).Subject)
	_, err = workday.New(workday.Facts{Name: "x"}, workday.ClosingAt(-1))
	assert.Equal(t, workday.SubjectSettings, invalid(t, err).Subject)
}

// The questions asked for every command allocate nothing.
func TestQuestionsDoNotAllocate(t *testing.T) {
	c := workday.China()
	from := time.Date(2024, 9, 27, 10, 0, 0, 0, civil.Zone)
	until := from.Add(1000 * time.Hour)
	var d workday.Deadline
	assert.Zero(t, testing.AllocsPerRun(100, func() {
		d, _ = c.Deadline(from, 250)
		d, _ = c.AddHours(from, 400*time.Hour)
		d, _ = c.At(from, until, 80)
		_ = c.Between(from, until)
		_ = c.IsWorkday(d.Date())
		_ = d.Passed(until)
	}))
}

// One calendar answers many at once and grows others meanwhile (run with -race).
func TestConcurrentUse(t *testing.T) {
	c := workday.China()
	want := due(t, c, "2024-09-27", 5)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 20 {
				got, err := c.DeadlineFrom(civil.MustParse("2024-09-27"), 5)
				assert.NoError(t, err)
				assert.Equal(t, want, got)
				_ = c.Notices()
				_ = c.Day(civil.MustParse("2024-10-01"))
				_, err = c.With(workday.Strict(true))
				assert.NoError(t, err)
			}
		})
	}
	wg.Wait()
}
