package workday_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance/workday"
)

func dates(texts ...string) []civil.Date {
	out := make([]civil.Date, len(texts))
	for i, s := range texts {
		out[i] = civil.MustParse(s)
	}
	return out
}

func invalid(t *testing.T, err error) *workday.InvalidError {
	t.Helper()
	var e *workday.InvalidError
	require.ErrorAs(t, err, &e)
	return e
}

// next is a made-up notice for 2027 that keeps every rule.
const next = `{"2027": {
  "notice": "国办发明电〔2026〕0号", "issued": "2026-11-05",
  "off":  ["2026-12-31", "2027-01-01", "2027-02-05", "2027-02-08", "2027-04-05", "2027-06-09", "2027-09-15", "2027-10-01", "2027-10-04"],
  "work": ["2026-12-26", "2027-02-20", "2027-10-09"]
}}`

// An operator loads next year's notice without a new program: answers become
// final, December of the year before changes with it, the old calendar stays.
func TestLoadNextYear(t *testing.T) {
	old := workday.China()
	n, err := workday.ParseNotice([]byte(next))
	require.NoError(t, err)
	assert.Equal(t, 2027, n.Year)
	c, err := old.WithNotice(n)
	require.NoError(t, err)

	assert.True(t, c.KnownYear(2027))
	assert.False(t, old.KnownYear(2027))
	assert.False(t, due(t, c, "2026-12-31", 30).Provisional())
	assert.True(t, due(t, old, "2026-12-31", 30).Provisional())
	assert.True(t, c.IsWorkday(civil.Of(2026, 12, 26)))
	assert.False(t, c.IsWorkday(civil.Of(2026, 12, 31)))
	assert.Equal(t, workday.ReasonMakeup, c.Day(civil.Of(2026, 12, 26)).Why)
	assert.Equal(t, workday.ReasonWeekend, old.Day(civil.Of(2026, 12, 26)).Why)
	assert.NotEqual(t, old.Version(), c.Version())
	assert.True(t, strings.HasPrefix(c.Version().String(), "cn-2027+"))
}

// The form with the year inside reads the same.
func TestParseNoticeWithYearInside(t *testing.T) {
	inside := strings.Replace(next, `{"2027": {`, `{"year": 2027,`, 1)
	inside = strings.TrimSuffix(inside, "}")
	a, err := workday.ParseNotice([]byte(inside))
	require.NoError(t, err)
	b, err := workday.ParseNotice([]byte(next))
	require.NoError(t, err)
	assert.Equal(t, b, a)
}

// Every fault of a text is named with its place, and no value is repeated.
func TestParseNoticeRefuses(t *testing.T) {
	const head = `{"2027": {"notice": "n", "issued": "2026-11-05", `
	for name, c := range map[string]struct {
		text  string
		fault workday.Fault
	}{
		"empty":            {``, workday.Fault{Field: "", Code: workday.FaultSyntax}},
		"cut off":          {head, workday.Fault{Field: "", Code: workday.FaultSyntax}},
		"trailing":         {next + "x", workday.Fault{Field: "", Code: workday.FaultSyntax}},
		"second value":     {next + "{}", workday.Fault{Field: "", Code: workday.FaultSyntax}},
		"number":           {`7`, workday.Fault{Field: "", Code: workday.FaultType}},
		"no year":          {`{}`, workday.Fault{Field: "", Code: workday.FaultOneNotice}},
		"word for a year":  {`{"next": {}}`, workday.Fault{Field: "", Code: workday.FaultYear}},
		"far year":         {`{"2101": {"notice": "n", "off": ["2101-01-01"]}}`, workday.Fault{Field: "2101.year", Code: workday.FaultYear}},
		"two years":        {`{"2027": {"year": 2028, "notice": "n", "off": ["2027-01-01"]}}`, workday.Fault{Field: "2027.year", Code: workday.FaultYear}},
		"unknown field":    {head + `"of": ["2027-01-01"]}}`, workday.Fault{Field: "2027.", Code: workday.FaultUnknown}},
		"field twice":      {head + `"off": ["2027-01-01"], "off": []}}`, workday.Fault{Field: "", Code: workday.FaultTwice}},
		"twice, case":      {head + `"off": ["2027-01-01"], "OFF": []}}`, workday.Fault{Field: "", Code: workday.FaultTwice}},
		"wrong type":       {head + `"off": "2027-01-01"}}`, workday.Fault{Field: "2027.", Code: workday.FaultType}},
		"no number":        {`{"2027": {"off": ["2027-01-01"]}}`, workday.Fault{Field: "2027.notice", Code: workday.FaultMissing}},
		"long number":      {`{"2027": {"notice": "` + strings.Repeat("号", 101) + `", "off": ["2027-01-01"]}}`, workday.Fault{Field: "2027.notice", Code: workday.FaultTooLong}},
		"issued":           {`{"2027": {"notice": "n", "issued": "soon", "off": ["2027-01-01"]}}`, workday.Fault{Field: "2027.issued", Code: workday.FaultDate}},
		"issued too early": {`{"2027": {"notice": "n", "issued": "2025-11-05", "off": ["2027-01-01"]}}`, workday.Fault{Field: "2027.issued", Code: workday.FaultIssued}},
		"no days":          {head + `"off": []}}`, workday.Fault{Field: "2027.off", Code: workday.FaultNoDays}},
		"not a date":       {head + `"off": ["2027-01-01", "2027-02-30"]}}`, workday.Fault{Field: "2027.off[1]", Code: workday.FaultDate}},
		"wrong year":       {head + `"off": ["2027-01-01", "2028-01-01"]}}`, workday.Fault{Field: "2027.off[1]", Code: workday.FaultOtherYear}},
		"November before":  {head + `"off": ["2027-01-01", "2026-11-30"]}}`, workday.Fault{Field: "2027.off[1]", Code: workday.FaultOtherYear}},
		"weekday worked":   {head + `"off": ["2027-01-01"], "work": ["2027-02-19"]}}`, workday.Fault{Field: "2027.work[0]", Code: workday.FaultWorkWeekday}},
		"off and worked":   {head + `"off": ["2027-02-20"], "work": ["2027-02-20"]}}`, workday.Fault{Field: "2027.work[0]", Code: workday.FaultBothWays}},
		"off twice":        {head + `"off": ["2027-02-20", "2027-02-20"]}}`, workday.Fault{Field: "2027.off[1]", Code: workday.FaultRepeated}},
		"plain in whole":   {head + `"off": ["2027-01-01"], "plain": ["2027-01-04"]}}`, workday.Fault{Field: "2027.plain", Code: workday.FaultPlainWhole}},
		"credit":           {head + `"off": ["2027-01-01"], "also": {"m": ["2027-01-02"]}}}`, workday.Fault{Field: "2027.also", Code: workday.FaultAlso}},
		"credit twice":     {head + `"off": ["2027-01-01"], "also": {"m": ["2027-01-01"], "o": ["2027-01-01"]}}}`, workday.Fault{Field: "2027.also", Code: workday.FaultAlso}},
		"nested too deep":  {strings.Repeat("[", 1_000_000), workday.Fault{Field: "", Code: workday.FaultType}},
		"in a list":        {`[{"year": 2027, "notice": "n", "off": ["x"]}]`, workday.Fault{Field: "[0].off[0]", Code: workday.FaultDate}},
	} {
		_, err := workday.ParseNotice([]byte(c.text))
		e := invalid(t, err)
		assert.Equal(t, workday.SubjectNotice, e.Subject, name)
		assert.Contains(t, e.Faults, c.fault, name)
		assert.NotContains(t, e.Error()+e.Zh(), "2027-0", "values are not repeated: %s", name)
	}
	_, err := workday.ParseNotice([]byte(`[]`))
	assert.True(t, invalid(t, err).Has(workday.FaultOneNotice))
	_, err = workday.ParseNotice([]byte(`{"2027": {"notice": "", "off": ["2027-02-20", "2028-02-20"], "work": ["2027-02-19"]}}`))
	assert.Len(t, invalid(t, err).Faults, 3, "all faults at once")
}

// What a notice may not do to the other facts.
func TestWithNoticeRefuses(t *testing.T) {
	c := workday.China()
	for name, row := range map[string]struct {
		notice workday.Notice
		fault  workday.Fault
	}{
		"invalid by itself": {workday.Notice{Year: 2027, Off: dates("2027-01-01")}, workday.Fault{Field: "notice", Code: workday.FaultMissing}},
		"patch without its year": {
			workday.Notice{Number: "n", Year: 2027, Patch: true, Off: dates("2027-05-04")},
			workday.Fault{Field: "year", Code: workday.FaultNoBase},
		},
		"a statutory day left out": {
			workday.Notice{Number: "n", Year: 2027, Off: dates("2027-01-01")},
			workday.Fault{Field: "off", Code: workday.FaultStatutory},
		},
		"a statutory day worked": {
			workday.Notice{Number: "n", Year: 2026, Patch: true, Work: dates("2026-05-02")},
			workday.Fault{Field: "work[0]", Code: workday.FaultStatutory},
		},
		"a statutory day made plain": {
			workday.Notice{Number: "n", Year: 2026, Patch: true, Plain: dates("2026-10-01")},
			workday.Fault{Field: "plain[0]", Code: workday.FaultStatutory},
		},
	} {
		_, err := c.WithNotice(row.notice)
		assert.Contains(t, invalid(t, err).Faults, row.fault, name)
	}
}

// A corrected whole notice replaces its year with all patches; December days
// that only the replaced notice named go with it.
func TestCorrectedNoticeReplacesItsYear(t *testing.T) {
	c := workday.China()
	first, err := workday.ParseNotice([]byte(next))
	require.NoError(t, err)
	a, err := c.WithNotice(first)
	require.NoError(t, err)
	a, err = a.WithNotice(workday.Notice{Number: "p", Year: 2027, Patch: true, Off: dates("2027-03-01")})
	require.NoError(t, err)
	assert.False(t, a.IsWorkday(civil.MustParse("2027-03-01")))

	corrected := first
	corrected.Number = "国办发明电〔2026〕00号"
	corrected.Off, corrected.Work = first.Off[1:], first.Work[1:] // nothing in December 2026
	b, err := a.WithNotice(corrected)
	require.NoError(t, err)
	assert.True(t, b.IsWorkday(civil.MustParse("2027-03-01")), "the patch belonged to the replaced notice")
	assert.True(t, b.IsWorkday(civil.MustParse("2026-12-31")))
	assert.False(t, b.IsWorkday(civil.MustParse("2026-12-26")))
	assert.Equal(t, dates("2026-12-26", "2026-12-31", "2027-03-01"), workday.Changed(a, b))
	assert.Len(t, b.Notices(), len(c.Notices())+1)
}

// A patch changes the days it names and no other; the same patch loaded again,
// corrected, takes its own place.
func TestPatch(t *testing.T) {
	c := workday.China()
	p := workday.Notice{
		Number: "国办发明电〔2026〕9号", Issued: civil.MustParse("2026-08-01"), Year: 2026, Patch: true,
		Off: dates("2026-09-24"), Work: dates("2026-09-19"), Plain: dates("2026-09-20", "2026-10-06"),
	}
	patched, err := c.WithNotice(p)
	require.NoError(t, err)
	assert.Equal(t, dates("2026-09-19", "2026-09-20", "2026-09-24", "2026-10-06"), workday.Changed(c, patched))
	assert.Equal(t, workday.ReasonOff, patched.Day(civil.MustParse("2026-09-24")).Why)
	assert.Equal(t, workday.ReasonMakeup, patched.Day(civil.MustParse("2026-09-19")).Why)
	assert.Equal(t, workday.ReasonWeekend, patched.Day(civil.MustParse("2026-09-20")).Why)
	day := patched.Day(civil.MustParse("2026-10-06"))
	assert.Equal(t, workday.ReasonWorkday, day.Why)
	assert.Equal(t, p.Number, day.Notice, "an ordinary day that a notice restored names it")

	p.Work = nil
	again, err := patched.WithNotice(p)
	require.NoError(t, err)
	assert.Equal(t, dates("2026-09-19"), workday.Changed(patched, again))
	assert.Len(t, again.Notices(), len(patched.Notices()))
}

// Facts may list notices in any order: patches find their year, and the notice
// for 2019 stands over that for 2018 in December 2018.
func TestOrderOfFactsDoesNotMatter(t *testing.T) {
	facts := workday.ChinaFacts()
	for i, j := 0, len(facts.Notices)-1; i < j; i, j = i+1, j-1 {
		facts.Notices[i], facts.Notices[j] = facts.Notices[j], facts.Notices[i]
	}
	c, err := workday.New(facts)
	require.NoError(t, err)
	assert.Equal(t, workday.China().Version(), c.Version())
	assert.Empty(t, workday.Changed(workday.China(), c))
}

// What a caller holds cannot reach into a calendar.
func TestCalendarsShareNothingWithCallers(t *testing.T) {
	facts := workday.ChinaFacts()
	c, err := workday.New(facts)
	require.NoError(t, err)
	version := c.Version()
	facts.Notices[0].Off[0] = 0
	facts.Statutory[0].Festivals[0].Days[0] = 0
	facts.Fixed[0].Name = "x"
	c.Notices()[0].Off[0] = 0
	c.Facts().Statutory[0].Festivals[0].Days[0] = 0
	c.Hours().Windows[0].Open = 0
	rebuilt, err := c.With()
	require.NoError(t, err)
	assert.Equal(t, version, rebuilt.Version())
}

// Each year's facts are carried with the numbers of their notices.
func TestNoticesAreNamed(t *testing.T) {
	numbers := map[int][]string{}
	for _, n := range workday.China().Notices() {
		assert.NoError(t, n.Validate())
		assert.Contains(t, n.Number, "国办发明电〔")
		assert.NotZero(t, n.Issued)
		numbers[n.Year] = append(numbers[n.Year], n.Number)
	}
	assert.Len(t, numbers, 9)
	assert.Equal(t, []string{"国办发明电〔2018〕15号", "国办发明电〔2019〕3号"}, numbers[2019])
	assert.Equal(t, []string{"国办发明电〔2019〕16号", "国办发明电〔2020〕1号"}, numbers[2020])
	assert.Equal(t, []string{"国办发明电〔2025〕7号"}, numbers[2026])
}

// Statutory days can be loaded ahead of the notice and make the guess better.
func TestWithStatutory(t *testing.T) {
	c := workday.China()
	days := workday.Statutory{Year: 2028, Law: "国务院令第795号", Festivals: []workday.Festival{
		{Name: "元旦", Days: dates("2028-01-01")}, {Name: "清明节", Days: dates("2028-04-04")},
	}}
	better, err := c.WithStatutory(days)
	require.NoError(t, err)
	assert.True(t, c.IsWorkday(civil.MustParse("2028-04-04")))
	day := better.Day(civil.MustParse("2028-04-04"))
	assert.False(t, day.Working)
	assert.True(t, day.Provisional)
	assert.Equal(t, "法定节假日（清明节）", day.Label)
	assert.False(t, c.IsWorkday(civil.MustParse("2028-05-01")))
	assert.True(t, better.IsWorkday(civil.MustParse("2028-05-01")), "the table of a year replaces the fixed dates")

	_, err = c.WithStatutory(workday.Statutory{Year: 2028, Festivals: []workday.Festival{{Days: dates("2029-01-01", "2028-01-01", "2028-01-01")}}})
	e := invalid(t, err)
	assert.Equal(t, []workday.Fault{
		{Field: "law", Code: workday.FaultMissing},
		{Field: "festivals[0].name", Code: workday.FaultMissing},
		{Field: "festivals[0].days[0]", Code: workday.FaultDayYear},
		{Field: "festivals[0].days[2]", Code: workday.FaultRepeated},
	}, e.Faults)
	_, err = c.WithStatutory(workday.Statutory{Year: 1999, Law: "x"})
	assert.True(t, invalid(t, err).Has(workday.FaultYear))
	_, err = c.WithStatutory(workday.Statutory{Year: 2030, Law: "x"})
	assert.True(t, invalid(t, err).Has(workday.FaultNoDays))
}
