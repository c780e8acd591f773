package workday_test

import (
	"encoding/csv"
	"os"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance/workday"
)

// table reads a golden file from outside: comments, a header, rows by column.
func table(t *testing.T, name string, rows int) []map[string]string {
	t.Helper()
	f, err := os.Open("testdata/" + name)
	require.NoError(t, err)
	defer f.Close()
	r := csv.NewReader(f)
	r.Comment = '#'
	records, err := r.ReadAll()
	require.NoError(t, err)
	out := make([]map[string]string, 0, len(records)-1)
	for _, record := range records[1:] {
		row := map[string]string{}
		for i, column := range records[0] {
			row[column] = record[i]
		}
		out = append(out, row)
	}
	require.Len(t, out, rows, "the file lost rows")
	return out
}

func number(t *testing.T, s string) int {
	t.Helper()
	n, err := strconv.Atoi(s)
	require.NoError(t, err)
	return n
}

// due asks from every kind of instant of the start date; all must agree.
func due(t *testing.T, c *workday.Calendar, start string, n int) workday.Deadline {
	t.Helper()
	d := civil.MustParse(start)
	first, err := c.Deadline(d.Start(), n)
	require.NoError(t, err)
	for _, from := range []time.Time{d.Start().UTC(), d.End(), d.End().UTC(), d.Start().Add(13 * time.Hour)} {
		same, err := c.Deadline(from, n)
		require.NoError(t, err)
		require.Equal(t, first, same, "the start is a date at +08:00")
	}
	return first
}

// 80 deadlines worked out elsewhere, checked with an independent library.
func TestGoldenDeadlines(t *testing.T) {
	c := workday.China()
	for _, row := range table(t, "golden.csv", 80) {
		got := due(t, c, row["start"], number(t, row["working_days"]))
		assert.Equal(t, row["expected_deadline_date"], got.Date().String(), "%v", row)
		assert.False(t, got.Provisional(), "%v", row)
		assert.Equal(t, got.Date().End(), got.Due(), "the deadline is the end of the day")
		assert.Equal(t, c.Version(), got.Calendar())
	}
}

// The same deadline before and after a notice that changed the calendar in
// mid-course: the before-state is built from the notices, without the patch.
func TestGoldenRevisions(t *testing.T) {
	after := workday.China()
	for _, row := range table(t, "revisions.csv", 20) {
		before, patch := without(t, row["notice"])
		assert.Equal(t, row["change_issued"], patch.Issued.String())
		start, n := row["start"], number(t, row["working_days"])
		assert.Equal(t, row["before_change"], due(t, before, start, n).Date().String(), "before: %v", row)
		assert.Equal(t, row["after_change"], due(t, after, start, n).Date().String(), "after: %v", row)

		// Loading the notice at run time gives the calendar that has it built in.
		loaded, err := before.WithNotice(patch)
		require.NoError(t, err)
		assert.Equal(t, row["after_change"], due(t, loaded, start, n).Date().String(), "loaded: %v", row)
		assert.Equal(t, after.Version(), loaded.Version())
	}
}

// without builds the national calendar as it was before a notice.
func without(t *testing.T, notice string) (*workday.Calendar, workday.Notice) {
	t.Helper()
	facts := workday.ChinaFacts()
	var kept []workday.Notice
	var left workday.Notice
	for _, n := range facts.Notices {
		if n.Number == notice {
			left = n
			continue
		}
		kept = append(kept, n)
	}
	require.Equal(t, notice, left.Number)
	facts.Notices = kept
	c, err := workday.New(facts)
	require.NoError(t, err)
	return c, left
}

// Deadlines that run into a year without a notice: two readings, both marked.
func TestGoldenProvisional(t *testing.T) {
	all := workday.China()
	fixed, err := all.With(workday.FallBack(workday.FixedDays))
	require.NoError(t, err)
	strict, err := all.With(workday.Strict(true))
	require.NoError(t, err)
	for _, row := range table(t, "provisional.csv", 12) {
		start, n := row["start"], number(t, row["working_days"])
		for _, c := range []struct {
			cal  *workday.Calendar
			want string
		}{{all, row["all_statutory"]}, {fixed, row["fixed_days"]}} {
			got := due(t, c.cal, start, n)
			assert.Equal(t, c.want, got.Date().String(), "%v", row)
			assert.True(t, got.Provisional(), "%v", row)
		}
		_, err := strict.DeadlineFrom(civil.MustParse(start), n)
		var unknown *workday.UnknownYearError
		require.ErrorAs(t, err, &unknown, "%v", row)
		assert.Equal(t, 2027, unknown.Year)
	}
}

// The last starts in 2026 whose answer stays within known years, as the notes
// beside the facts give them: one day later the answer is provisional.
func TestLastFinalStartsOf2026(t *testing.T) {
	c := workday.China()
	for n, start := range map[int]string{5: "2026-12-24", 10: "2026-12-17", 15: "2026-12-10", 30: "2026-11-19", 60: "2026-10-09"} {
		assert.False(t, due(t, c, start, n).Provisional(), "%s + %d", start, n)
		next := civil.MustParse(start)
		for !c.IsWorkday(next.AddDays(1)) {
			next = next.AddDays(1)
		}
		assert.True(t, due(t, c, next.AddDays(1).String(), n).Provisional(), "%s + %d", start, n)
	}
}

// Check sums of the facts: working days a year.
func TestWorkingDaysOfYears(t *testing.T) {
	c := workday.China()
	for year, want := range map[int]int{
		2018: 250, 2019: 250, 2020: 249, 2021: 250, 2022: 249, 2023: 249, 2024: 251, 2025: 248, 2026: 248,
	} {
		assert.Equal(t, want, c.WorkdaysBetween(civil.Of(year-1, 12, 31), civil.Of(year, 12, 31)), year)
	}
}

// The case every other part of the system is checked with.
func TestMatterOf20240927(t *testing.T) {
	got, err := workday.China().Deadline(time.Date(2024, 9, 27, 10, 0, 0, 0, civil.Zone), 5)
	require.NoError(t, err)
	assert.Equal(t, "2024-10-10T23:59:59+08:00", got.Due().Format(time.RFC3339))
}

// The notices embedded here, each with its own days, mean on every day what the
// file of facts by calendar year means.
func TestSameAsFactsByYear(t *testing.T) {
	text, err := os.ReadFile("testdata/cn-workdays.json")
	require.NoError(t, err)
	notices, err := workday.ParseNotices(text)
	require.NoError(t, err)
	facts := workday.ChinaFacts()
	facts.Notices = notices
	byYear, err := workday.New(facts)
	require.NoError(t, err)
	china := workday.China()
	assert.Empty(t, workday.Changed(china, byYear))
	for d := civil.Of(2018, 1, 1); d.Year() < 2027; d++ {
		require.Equal(t, china.Day(d).Why, byYear.Day(d).Why, d)
	}
}

// The start is a date at +08:00, never in UTC: this instant is 1 October, a day
// off, although it is still 30 September in UTC.
func TestStartDateIsInChina(t *testing.T) {
	c := workday.China()
	at := time.Date(2026, 9, 30, 16, 30, 0, 0, time.UTC)
	got, err := c.Deadline(at, 1)
	require.NoError(t, err)
	assert.Equal(t, "2026-10-08", got.Date().String())
	got, err = c.Deadline(at.Add(-time.Hour), 1) // 23:30 on 30 September in China
	require.NoError(t, err)
	assert.Equal(t, "2026-10-08", got.Date().String())
	got, err = c.Deadline(at.Add(-25*time.Hour), 1)
	require.NoError(t, err)
	assert.Equal(t, "2026-09-30", got.Date().String())
}
