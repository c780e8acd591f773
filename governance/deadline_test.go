package governance_test

import (
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/workday"
)

// A clock is one deadline on a record whose time the test moves.
type clock struct {
	testing.TB
	d Door
	m governance.Moment
}

func startClock(t testing.TB, from string, n int, unit governance.PeriodUnit) *clock {
	c := &clock{TB: t, m: governance.Moment{Calendar: china()}}
	c.to(from)
	c.d.StartFor(&c.m, "x", hill, governance.Period{N: n, Unit: unit})
	return c
}

func (c *clock) to(text string) *clock {
	c.m.At = instant(text)
	c.m.AsOf = c.m.At
	return c
}

func (c *clock) x() *governance.Deadline { return &c.d.Deadlines[0] }

func (c *clock) due() string { return c.x().Due.Format("2006-01-02 15:04:05") }

// The golden cases of the calendar, as deadlines of records: the start day does
// not count, make-up days do, months end on their last day.
func TestDueInstants(t *testing.T) {
	for _, c := range []struct {
		from string
		n    int
		unit governance.PeriodUnit
		want string
	}{
		{"2024-09-27 09:00", 5, governance.WorkingDays, "2024-10-10 23:59:59"},
		{"2024-09-27 23:59", 1, governance.WorkingDays, "2024-09-29 23:59:59"},
		{"2024-09-28 00:00", 1, governance.WorkingDays, "2024-09-29 23:59:59"},
		{"2018-01-01 09:00", 30, governance.WorkingDays, "2018-02-11 23:59:59"},
		{"2026-12-25 09:00", 5, governance.WorkingDays, "2027-01-04 23:59:59"},
		{"2024-09-30 16:30", 4, governance.WorkingHours, "2024-10-08 12:00:00"},
		{"2024-09-27 12:30", 1, governance.WorkingHours, "2024-09-27 14:30:00"},
		{"2024-09-27 17:30", 1, governance.WorkingHours, "2024-09-29 10:00:00"},
		{"2024-09-26 09:00", 10, governance.Days, "2024-10-08 23:59:59"},
		{"2024-09-26 09:00", 3, governance.Days, "2024-09-29 23:59:59"},
		{"2025-01-31 09:00", 1, governance.Months, "2025-02-28 23:59:59"},
		{"2024-01-31 09:00", 1, governance.Months, "2024-02-29 23:59:59"},
		{"2025-08-31 09:00", 1, governance.Months, "2025-09-30 23:59:59"},
		{"2025-08-31 09:00", 13, governance.Months, "2026-09-30 23:59:59"},
		{"2024-08-28 09:00", 1, governance.Months, "2024-09-29 23:59:59"},
		{"2024-12-31 09:00", 2, governance.Months, "2025-02-28 23:59:59"},
	} {
		assert.Equal(t, c.want, startClock(t, c.from, c.n, c.unit).due(), "%d %s from %s", c.n, c.unit, c.from)
	}
}

// What a pause leaves: days used before it stay used, the rest counts anew.
func TestPauses(t *testing.T) {
	for name, c := range map[string]struct {
		pause, resume, want string
	}{
		"same day":                   {"2024-09-24 10:00", "2024-09-24 15:00", "2024-09-29 23:59:59"},
		"the start day itself":       {"2024-09-23 10:00", "2024-09-24 09:00", "2024-09-30 23:59:59"},
		"one night":                  {"2024-09-24 10:00", "2024-09-25 08:00", "2024-09-30 23:59:59"},
		"a weekend with make-up day": {"2024-09-27 10:00", "2024-09-29 08:00", "2024-09-30 23:59:59"},
		"a day off only":             {"2024-09-28 10:00", "2024-09-28 20:00", "2024-09-29 23:59:59"},
		"over the holiday":           {"2024-09-27 10:00", "2024-10-07 08:00", "2024-10-08 23:59:59"},
		"the due day, to its end":    {"2024-09-29 10:00", "2024-09-29 16:00", "2024-09-29 23:59:59"},
		"the due day, to the next":   {"2024-09-29 10:00", "2024-09-30 16:00", "2024-09-30 23:59:59"},
		"the due day, to a day off":  {"2024-09-29 10:00", "2024-10-03 16:00", "2024-10-08 23:59:59"},
		"the last second":            {"2024-09-29 23:59", "2024-10-09 00:00", "2024-10-09 23:59:59"},
	} {
		x := startClock(t, "2024-09-23 09:00", 5, governance.WorkingDays)
		require.Equal(t, "2024-09-29 23:59:59", x.due())
		x.d.Pause(&x.to(c.pause).m)
		x.d.Pause(&x.m) // a second one changes nothing
		x.d.Resume(&x.to(c.resume).m)
		assert.Equal(t, c.want, x.due(), name)
		assert.Len(t, x.x().Pauses, 1, name)
	}
}

// A clock that has run out cannot be stopped any more.
func TestNoPauseAfterTheEnd(t *testing.T) {
	x := startClock(t, "2024-09-23 09:00", 1, governance.WorkingDays)
	x.d.Pause(&x.to("2024-09-25 00:00").m)
	assert.Empty(t, x.x().Pauses)
	assert.Equal(t, governance.Missed, x.x().State(x.m.Now()))
}

// 2.4: deadlines are kept to the second, also when a clock is stopped within its
// last one: what remains is the day on which it goes on, or that second.
func TestPauseWithinTheLastSecond(t *testing.T) {
	for unit, want := range map[governance.PeriodUnit]string{governance.WorkingDays: "2024-09-26 23:59:59", governance.WorkingHours: "2024-09-26 10:00:01"} {
		x := startClock(t, "2024-09-23 09:00", 1, unit)
		x.m.AsOf = x.x().Due.Add(999 * time.Millisecond)
		x.d.Pause(&x.m)
		assert.Len(t, x.x().Pauses, 1, unit)
		x.d.Resume(&x.to("2024-09-26 10:00").m)
		assert.Equal(t, want, x.due(), unit)
		assert.Equal(t, governance.Running, x.x().State(x.m.Now()), unit)
	}
}

// The states of a deadline at an instant; none of them is stored.
func TestStates(t *testing.T) {
	x := startClock(t, "2024-09-23 09:00", 1, governance.WorkingDays)
	due := x.x().Due
	assert.Equal(t, governance.Running, x.x().State(due))
	assert.Equal(t, governance.Missed, x.x().State(due.Add(time.Second)))
	met := *x.x()
	met.End = due
	assert.Equal(t, governance.Met, met.State(due.AddDate(1, 0, 0)))
	met.End = due.Add(time.Second)
	assert.Equal(t, governance.Missed, met.State(due))
	met.Lifted = true
	assert.Equal(t, governance.Lifted, met.State(due))
	met = *x.x()
	met.Warned = governance.Red
	assert.Equal(t, governance.Missed, met.State(due), "whom time has warned has missed it")
	for _, c := range append(governance.State("").Choices(), governance.Colour("").Choices()...) {
		assert.NotEmpty(t, c.Label.Zh, c.Code)
	}
}

// "The whole second of Due is still in time: 23:59:59.9 belongs to the day."
func TestWholeSecondOfDueIsInTime(t *testing.T) {
	x := startClock(t, "2024-09-23 09:00", 1, governance.WorkingDays)
	last := x.x().Due.Add(999 * time.Millisecond)
	assert.Equal(t, governance.Running, x.x().State(last))
	x.m.AsOf = last
	x.d.Meet(&x.m, "x", hill)
	assert.Equal(t, governance.Met, x.x().State(last.Add(time.Hour)))
	w := newWorld(t)
	l := w.lent(ann, "7")
	w.at(l.Deadlines[1].Due.Add(999 * time.Millisecond))
	l = w.do(ann, l.ID, Return{})
	assert.Equal(t, governance.Met, l.Deadlines[1].State(w.clock()))
}

// Meeting a paused deadline counts the pause: the due instant is the one that
// held.
func TestMeetWhilePaused(t *testing.T) {
	x := startClock(t, "2024-09-23 09:00", 5, governance.WorkingDays)
	x.d.Pause(&x.to("2024-09-24 10:00").m)
	x.d.Meet(&x.to("2024-10-14 10:00").m, "x", hill)
	assert.Equal(t, governance.Met, x.x().State(x.m.Now()))
	assert.Equal(t, "2024-10-18 23:59:59", x.due())
	x.d.Meet(&x.m, "x", hill)
	x.d.Meet(&x.m, "y", hill)
	assert.Nil(t, x.d.Deadline("x", hill), "it is met once")
}

// Deadlines are told apart by name and unit.
func TestMeetAllAndLift(t *testing.T) {
	x := startClock(t, "2024-09-23 09:00", 5, governance.WorkingDays)
	day := governance.Period{N: 1, Unit: governance.Days}
	x.d.StartFor(&x.m, "x", meadow, day)
	x.d.StartFor(&x.m, "x", harbour, day)
	x.d.StartFor(&x.m, "y", meadow, day)
	x.d.Lift(&x.m, "x", meadow)
	assert.Nil(t, x.d.Deadline("x", meadow))
	assert.NotNil(t, x.d.Deadline("x", harbour))
	x.d.MeetAll(&x.m, "x")
	assert.Nil(t, x.d.Deadline("x", hill))
	assert.Nil(t, x.d.Deadline("x", harbour))
	assert.NotNil(t, x.d.Deadline("y", meadow))
}

// "Nobody is on one clock twice": starting a limit that still runs begins anew,
// and time comes to rest.
func TestSecondStartOfOneLimit(t *testing.T) {
	x := startClock(t, "2024-09-23 09:00", 5, governance.WorkingDays)
	x.to("2024-09-24 09:00")
	x.d.StartFor(&x.m, "x", hill, governance.Period{N: 5, Unit: governance.WorkingDays})
	open := 0
	for i := range x.d.Deadlines {
		if x.d.Deadlines[i].Open() {
			open++
		}
	}
	assert.Equal(t, 1, open)
	assert.Equal(t, "2024-09-30 23:59:59", x.d.Deadline("x", hill).Due.Format("2006-01-02 15:04:05"))
}

// corrected is the calendar after a correction in mid-course.
func corrected(t testing.TB, work, off string) *workday.Calendar {
	n := workday.Notice{Number: "更正", Year: 2024, Patch: true, Issued: civil.MustParse("2024-09-27")}
	if work != "" {
		n.Work = []civil.Date{civil.MustParse(work)}
	}
	if off != "" {
		n.Off = []civil.Date{civil.MustParse(off)}
	}
	cal, err := china().WithNotice(n)
	require.NoError(t, err)
	return cal
}

// "A recomputation may lengthen a running deadline, never shorten it" [D]: nor
// does an extension or the end of a pause under a corrected notice.
func TestExtensionUnderCorrectedNotice(t *testing.T) {
	x := startClock(t, "2024-09-27 09:00", 5, governance.WorkingDays)
	require.Equal(t, "2024-10-10 23:59:59", x.due())
	x.m.Calendar = corrected(t, "2024-10-05", "")
	x.x().Extend(&x.m, 1)
	assert.Equal(t, "2024-10-11 23:59:59", x.due(), "one working day more than it had, not than it would have had")
	y := startClock(t, "2024-09-27 09:00", 5, governance.WorkingDays)
	y.m.Calendar = corrected(t, "2024-10-05", "")
	y.d.Pause(&y.to("2024-09-29 09:00").m)
	y.d.Resume(&y.to("2024-09-29 12:00").m)
	assert.Equal(t, "2024-10-10 23:59:59", y.due())
}

// "The extended deadline is a new one as far as warnings go": yellow and red
// are given once each before an extension, and once each after it.
func TestWarningsBeginAnewAfterExtension(t *testing.T) {
	w := newWorld(t)
	l := w.lent(ann, "7")
	w.to("2024-10-10 12:00")
	w.sweep()
	l = w.do(deng, l.ID, Renew{Days: 5})
	assert.Empty(t, l.Deadlines[1].Warned)
	w.to("2024-10-25 12:00")
	w.sweep()
	var colours []string
	for _, e := range w.entries(loanRef(l.ID)) {
		if e.Verb == "warn" {
			colours = append(colours, string(e.Body[len(e.Body)-1].Value))
		}
	}
	assert.Equal(t, []string{`"yellow"`, `"yellow"`, `"red"`}, colours)
	w.do(ann, l.ID, Return{})
	assert.Equal(t, governance.Missed, w.do(deng, l.ID, governance.Note{Text: "逾期"}).Deadlines[1].State(w.clock()))
}

// "Every computed deadline carries the calendar version it used and whether it
// is provisional; the mark cannot be dropped."
func TestProvisionalMark(t *testing.T) {
	x := startClock(t, "2026-12-25 09:00", 5, governance.WorkingDays)
	assert.True(t, x.x().Provisional)
	assert.Equal(t, china().Version().String(), x.x().Calendar)
	x.x().Extend(&x.m, 3)
	assert.True(t, x.x().Provisional)
	x.d.Pause(&x.to("2026-12-28 09:00").m)
	assert.True(t, x.x().Provisional)
	x.d.Resume(&x.to("2026-12-28 12:00").m)
	assert.True(t, x.x().Provisional)
	assert.False(t, startClock(t, "2026-12-21 09:00", 5, governance.WorkingDays).x().Provisional)
}

// "A strict mode refuses instead", and a refusal leaves the record whole.
func TestStrictCalendarRefuses(t *testing.T) {
	w := newWorld(t)
	strict, err := china().With(workday.Strict(true))
	require.NoError(t, err)
	w.to("2026-12-25 09:00")
	l := w.ask(ann)
	w.cal = strict
	refused := func(id uuid.UUID, cmd governance.Command) {
		t.Helper()
		w.unchanged(loanRef(l.ID), func() {
			_, err := w.try(deng, id, cmd)
			var unknown *workday.UnknownYearError
			require.ErrorAs(t, err, &unknown)
			assert.Equal(t, 2027, unknown.Year)
		})
	}
	refused(l.ID, Lend{Key: "7"})
	w.cal = china()
	w.do(deng, l.ID, Lend{Key: "7"})
	w.cal = strict
	refused(l.ID, Renew{Days: 3})
	refused(l.ID, Hold{Days: 9})
	w.do(deng, l.ID, Return{})
}

// A clock that was stopped can be started again, and be met, whatever the
// calendar refuses: a strict calendar refuses a command, it is no defect.
func TestStrictCalendarAtTheEndOfAPause(t *testing.T) {
	w := newWorld(t)
	w.to("2026-12-17 09:00")
	l := w.lent(ann, "7")
	w.do(deng, l.ID, Hold{Days: 9})
	strict, err := china().With(workday.Strict(true))
	require.NoError(t, err)
	w.cal = strict
	w.to("2026-12-29 09:00")
	_, err = w.try(deng, l.ID, Resume{})
	var defect *governance.Defect
	assert.NotErrorAs(t, err, &defect, "what the calendar refuses is not a bug of the institution")
	_, err = w.try(ann, l.ID, Return{})
	assert.NotErrorAs(t, err, &defect)
}

// Limits per category, and limits replaced by a district.
func TestLimits(t *testing.T) {
	rules := houseRules().Limits
	get := func(ls governance.Limits, name, category string) int {
		l, ok := ls.Limit(name, category)
		if !ok {
			return 0
		}
		return l.Period.N
	}
	assert.Equal(t, [4]int{1, 3, 1, 0}, [4]int{get(rules, "decide", ""), get(rules, "decide", "feast"), get(rules, "decide", "meeting"), get(rules, "none", "")})
	days := func(n int) governance.Period { return governance.Period{N: n, Unit: governance.WorkingDays} }
	changed := rules.With("decide", "feast", days(7)).With("decide", "", days(2)).With("town", "feast", days(4)).With("none", "x", days(5))
	assert.Equal(t, [4]int{7, 2, 4, 4}, [4]int{get(changed, "decide", "feast"), get(changed, "decide", "meeting"), get(changed, "town", "feast"), get(changed, "town", "")})
	assert.Len(t, changed, len(rules)+1, "a limit that is not there is not invented")
	assert.Equal(t, 3, get(rules, "decide", "feast"), "the original stays as it is")
	assert.Equal(t, "4个工作小时", rules[2].Period.Text().Zh)
	assert.Equal(t, "5 working days", rules[3].Period.Text().En)
	w := newWorld(t)
	feast := asking()
	feast.Use = Feast
	l := w.do(ann, uuid.Nil, feast)
	assert.Equal(t, "2024-10-08 23:59:59", l.Deadlines[0].Due.Format("2006-01-02 15:04:05"), "by category, also of the command that opens it")
}

// 2.4 [D], "replaceable per category": a category's row holds for those below
// it, whose codes begin with its; the nearest row wins, in whatever order the
// rows stand, and asking costs nothing.
func TestLimitsReachTheCategoriesBelow(t *testing.T) {
	days := func(n int) governance.Period { return governance.Period{N: n, Unit: governance.WorkingDays} }
	rows := houseRules().Limits.With("town", "A1", days(3)).With("town", "A101", days(2))
	rows = append(rows, rows[0])
	rows[0], rows[len(rows)-2] = rows[len(rows)-2], rows[0] // the nearest first
	for category, want := range map[string]int{"": 4, "B": 4, "A": 4, "A1": 3, "A102": 3, "A2": 4, "A101": 2, "A10101": 2} {
		l, ok := rows.Limit("town", category)
		require.True(t, ok)
		assert.Equal(t, want, l.Period.N, category)
	}
	assert.Zero(t, testing.AllocsPerRun(100, func() { rows.Limit("town", "A10101") }))
	_, ok := governance.Limits{limit("open", "开", "A1", 1, governance.Days)}.Limit("open", "A")
	assert.False(t, ok, "a category's row is not its parent's")
}

// A row added for a category says what the nearest says but for the period.
func TestWithKeepsWhatTheNearestRowSays(t *testing.T) {
	rows := houseRules().Limits.With("town", "A1", governance.Period{N: 3, Unit: governance.WorkingDays})
	rows[len(rows)-1].Yellow, rows[len(rows)-1].Source = 50, "district"
	rows = rows.With("town", "A101", governance.Period{N: 1, Unit: governance.WorkingDays})
	l, _ := rows.Limit("town", "A101")
	assert.Equal(t, []any{1, 50, "district", "A101"}, []any{l.Period.N, l.Yellow, l.Source, l.Category})
}
