package casework_test

import (
	"encoding/csv"
	"fmt"
	"os"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/workday"
)

// walk is the oracle of deadlines: it walks day by day over the golden facts,
// read from the file that the notices were typed into, and asks nothing of the
// calendar under test. The start day does not count; the last second of the
// last working day is still in time (2.4).
type walk map[string]bool // date → whether a notice makes it a working day; absent: by the weekday

func goldenDays(tb testing.TB) walk {
	tb.Helper()
	return goldenFacts(tb)
}

func (w walk) works(d time.Time) bool {
	if said, ok := w[d.Format(time.DateOnly)]; ok {
		return said
	}
	return d.Weekday() != time.Saturday && d.Weekday() != time.Sunday
}

func (w walk) after(from time.Time, n int) time.Time {
	day := time.Date(from.Year(), from.Month(), from.Day(), 23, 59, 59, 0, civil.Zone)
	for n > 0 {
		if day = day.AddDate(0, 0, 1); w.works(day) {
			n--
		}
	}
	return day
}

// hours walks minute by minute through the office hours of working days.
func (w walk) hours(from time.Time, n int) time.Time {
	at := from
	for left := n * 60; left > 0; at = at.Add(time.Minute) {
		minute := at.Hour()*60 + at.Minute() // the minute that begins here
		for _, window := range officeHours {
			if w.works(at) && minute >= window[0] && minute < window[1] {
				left--
			}
		}
	}
	return at
}

// starts are days around every kind of turn the calendar takes.
var starts = []string{
	"2024-09-27 09:00", "2024-09-29 10:00", "2024-09-30 17:30", "2024-10-01 12:00", "2024-10-07 23:58", "2024-10-12 09:00",
	"2024-02-08 16:00", "2024-02-17 09:30", "2024-04-03 11:00", "2024-04-28 09:00", "2024-05-05 20:00", "2024-06-07 18:30",
	"2025-01-24 09:00", "2025-01-27 09:00", "2025-04-30 10:00", "2025-09-26 15:00", "2025-12-31 12:30", "2026-02-13 09:00", "2026-09-18 08:00",
}

// 2.4 [D]: every limit of the path, from every start, ends where the walk ends.
// 2024-09-27 with five days is the case that the domain names: 2024-10-10.
func TestDeadlinesOfThePathAreGolden(t *testing.T) {
	days := goldenDays(t)
	for _, text := range starts {
		t.Run(text, func(t *testing.T) {
			from := at(t, text)
			for _, row := range limitRows {
				w := newWorld(t, nil)
				w.now = from.AddDate(0, 0, -1).Truncate(time.Hour)
				d := row.reach(w, from)
				require.NotNil(t, d, row.name)
				want := days.after(d.Start, row.days)
				if row.hours > 0 {
					want = days.hours(d.Start, row.hours)
				}
				require.Equal(t, want.Format(time.DateTime), d.Due.In(civil.Zone).Format(time.DateTime), "%s from %s", row.name, d.Start)
				require.False(t, d.Provisional)
				require.NotEmpty(t, d.Calendar)
				require.True(t, days.works(d.Due.In(civil.Zone)), "%s ends on a day off", row.name)
			}
		})
	}
	require.Equal(t, "2024-10-10", days.after(start, 5).Format(time.DateOnly))
}

// limitRows are the limits with the domain's figures, and how to reach each: the
// step that starts it happens at the instant given, whatever the day.
var limitRows = []struct {
	name        string
	days, hours int
	reach       func(w *world, at time.Time) *governance.Deadline
}{
	{"verify", 1, 0, func(w *world, at time.Time) *governance.Deadline {
		return running(w.step(at, "resident", uuid.Nil, report()), casework.LimitVerify, sunshine)
	}},
	{"community", 5, 0, func(w *world, at time.Time) *governance.Deadline {
		return running(w.step(at, "community", w.verified(), casework.Handle{}), casework.LimitCommunity, haihong)
	}},
	{"report-in", 0, 4, func(w *world, at time.Time) *governance.Deadline {
		return running(w.step(at, "compound", w.verified(), casework.Whistle{Reason: "x"}), casework.LimitReportIn, townHaicang)
	}},
	{"town", 5, 0, func(w *world, at time.Time) *governance.Deadline {
		return running(w.step(at, "compound", w.verified(), casework.Whistle{Reason: "x"}), casework.LimitTown, townHaicang)
	}},
	{"triage", 1, 0, func(w *world, at time.Time) *governance.Deadline {
		return running(w.step(at, "town", w.atTown(), casework.Escalate{Reason: "x"}), casework.LimitTriage, centre)
	}},
	{"take", 1, 0, func(w *world, at time.Time) *governance.Deadline {
		return running(w.step(at, "centre", w.escalated(), immediately()), casework.LimitTake, housing)
	}},
	{"immediate", 5, 0, func(w *world, at time.Time) *governance.Deadline {
		return running(w.step(at, "centre", w.escalated(), immediately()), casework.LimitImmediate, housing)
	}},
	{"explain", 5, 0, func(w *world, at time.Time) *governance.Deadline {
		t := casework.Triage{List: casework.Understanding, Units: assign(housing), ReviewOn: new(civil.DateOf(at).AddDays(90))}
		return running(w.step(at, "centre", w.escalated(), t), casework.LimitExplain, housing)
	}},
	{"stage", 3, 0, func(w *world, at time.Time) *governance.Deadline {
		return running(w.step(at, "housing", w.dispatched(casework.Phased, housing), casework.Take{}), casework.LimitStage, housing)
	}},
	{"check", 1, 0, func(w *world, at time.Time) *governance.Deadline {
		return running(w.step(at, "housing", w.inProgress(casework.Immediate, housing), completed()), casework.LimitCheck, centre)
	}},
	{"feedback", 1, 0, func(w *world, at time.Time) *governance.Deadline {
		return running(w.step(at, "centre", w.checking(housing), casework.Pass{}), casework.LimitFeedback, haihong)
	}},
	{"rating", 5, 0, func(w *world, at time.Time) *governance.Deadline {
		return running(w.step(at, "centre", w.checking(housing), casework.Pass{}), casework.LimitRating, centre)
	}},
	{"amend", 10, 0, func(w *world, at time.Time) *governance.Deadline {
		return running(w.step(at, "compound", w.reported(), casework.Return{Reason: "x"}), casework.LimitAmend, sunshine)
	}},
	{"decide", 1, 0, func(w *world, at time.Time) *governance.Deadline {
		return running(w.step(at, "compound", w.reported(), casework.Verify{}), casework.LimitDecide, sunshine)
	}},
	{"ruling", 1, 0, func(w *world, at time.Time) *governance.Deadline {
		return running(w.step(at, "housing", w.dispatched(casework.Immediate, housing), casework.Refuse{Reason: "x"}), casework.LimitRuling, centre)
	}},
	{"conclude", 1, 0, func(w *world, at time.Time) *governance.Deadline {
		id := w.inProgress(casework.Phased, housing)
		w.do("housing", id, casework.FinishStage{Stage: 1})
		return running(w.step(at, "housing", id, casework.FinishStage{Stage: 2}), casework.LimitConclude, housing)
	}},
	{"assist", 13, 0, func(w *world, at time.Time) *governance.Deadline { // as long as all stages
		t := casework.Triage{List: casework.Phased, Units: assign(housing, water), Stages: []casework.Stage{{Name: "一", Days: 3}, {Name: "二", Days: 10}}}
		return running(w.step(at, "centre", w.escalated(), t), casework.LimitAssist, water)
	}},
	{"rework", 5, 0, func(w *world, at time.Time) *governance.Deadline {
		return running(w.step(at, "centre", w.checking(housing), casework.SendBack{Reason: "x"}), casework.LimitRework, housing)
	}},
}

func immediately() casework.Triage {
	return casework.Triage{List: casework.Immediate, Units: assign(housing)}
}

// step gives a command at an instant.
func (w *world) step(at time.Time, who string, id uuid.UUID, cmd governance.Command) *casework.Case {
	w.tb.Helper()
	require.False(w.tb, at.Before(w.now), "the way there took longer than a day")
	w.now = at
	c, err := w.cases.Do(w.tb.Context(), governance.Request{Actor: w.actor(who), ID: id, Command: cmd})
	require.NoError(w.tb, err)
	return c
}

// The 80 golden cases, for the limit of a stage, which takes any number of days.
func TestStageDeadlinesAreTheGoldenCases(t *testing.T) {
	file, err := os.Open("../governance/workday/testdata/golden.csv")
	require.NoError(t, err)
	defer file.Close()
	rows := csv.NewReader(file)
	rows.Comment = '#'
	lines, err := rows.ReadAll()
	require.NoError(t, err)
	require.Len(t, lines, 81)
	for _, line := range lines[1:] {
		t.Run(line[0]+"+"+line[1], func(t *testing.T) {
			var n int
			_, err := fmt.Sscan(line[1], &n)
			require.NoError(t, err)
			w := newWorld(t, nil)
			w.now = at(t, line[0]+" 00:10")
			id := w.escalated()
			w.do("centre", id, casework.Triage{List: casework.Phased, Units: assign(housing), Stages: []casework.Stage{{Name: "一", Days: n}}})
			w.now = at(t, line[0]+" 08:00")
			d := running(w.do("housing", id, casework.Take{}), casework.LimitStage, housing)
			require.Equal(t, line[2], civil.DateOf(d.Due).String(), line[3])
		})
	}
}

// Every limit of the table starts somewhere on the rows above, so that none is
// left without a golden case, but for those that other tests reach.
func TestEveryLimitHasAGoldenCase(t *testing.T) {
	have := map[string]bool{"review": true, "answer": true, "sample": true}
	for _, row := range limitRows {
		have[row.name] = true
	}
	for _, limit := range casework.DefaultLimits() {
		require.True(t, have[limit.Name], limit.Name)
	}
}

// 2.4 [D]: each limit is replaceable per category, also for what opens a record,
// whose category comes with the command.
func TestLimitsPerCategory(t *testing.T) {
	p := casework.DefaultPolicy()
	for _, name := range []string{"verify", "town", "answer", "triage"} {
		p.Limits = p.With(name, "B501", governance.Period{N: 2, Unit: governance.WorkingHours})
	}
	w := newWorld(t, p)
	plain := w.do("resident", uuid.Nil, report())
	require.Equal(t, governance.WorkingDays, plain.Deadlines[0].Period.Unit)

	fire := report()
	fire.Category = "B501"
	c := w.do("resident", uuid.Nil, fire)
	require.Equal(t, governance.Period{N: 2, Unit: governance.WorkingHours}, c.Deadlines[0].Period, "verify")

	w.do("compound", c.ID, casework.Verify{})
	c = w.do("compound", c.ID, casework.Whistle{Reason: "x"})
	require.Equal(t, governance.WorkingHours, running(c, "town", townHaicang).Period.Unit, "town")
	w.do("town", c.ID, casework.ReportIn{})
	c = w.do("town", c.ID, casework.Escalate{Reason: "x"})
	require.Equal(t, governance.WorkingHours, running(c, "triage", centre).Period.Unit, "triage")

	q, err := w.inquiries.Do(t.Context(), governance.Request{Actor: w.actor("resident"), Command: casework.Ask{Title: "消防", Category: "B501", Place: casework.Place{Unit: sunshine}}})
	require.NoError(t, err)
	require.Equal(t, governance.WorkingHours, q.Deadlines[0].Period.Unit, "answer")
}

// The category given with the check counts from there on (case.verify).
func TestCategorySetAtTheCheckCounts(t *testing.T) {
	p := casework.DefaultPolicy()
	p.Limits = p.With("town", "B501", governance.Period{N: 1, Unit: governance.WorkingDays})
	w := newWorld(t, p)
	id := w.reported()
	w.do("compound", id, casework.Verify{Category: "B501"})
	c := w.do("compound", id, casework.Whistle{Reason: "x"})
	require.Equal(t, 1, running(c, "town", townHaicang).Period.N)
}

// A calendar that refuses to answer refuses the command (2.4: "a strict mode
// refuses instead"); it never breaks a row, and never leaves half a change.
func TestStrictCalendarRefuses(t *testing.T) {
	strict, err := workday.China().With(workday.Strict(true))
	require.NoError(t, err)
	triage := casework.Triage{List: casework.Phased, Units: assign(housing), Stages: []casework.Stage{{Name: "一", Days: 3}, {Name: "二", Days: 60}}}
	for name, try := range map[string]func(w *world) (uuid.UUID, string, governance.Command){
		"take a stage": func(w *world) (uuid.UUID, string, governance.Command) {
			id := w.escalated()
			triage.Stages = []casework.Stage{{Name: "二", Days: 60}}
			if _, err := w.try("centre", id, triage); err != nil {
				return id, "centre", triage
			}
			return id, "housing", casework.Take{}
		},
		"understanding": func(w *world) (uuid.UUID, string, governance.Command) {
			return w.inProgress(casework.Immediate, housing), "centre", casework.Reclassify{List: casework.Understanding, Reason: "x"}
		},
		"extension": func(w *world) (uuid.UUID, string, governance.Command) {
			id := w.inProgress(casework.Immediate, housing)
			w.do("housing", id, casework.RequestExtension{Days: 30, Reason: "x"})
			return id, "centre", casework.GrantExtension{}
		},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, nil)
			w.calendar = strict
			w.now = at(t, "2026-11-25 09:00")
			id, who, cmd := try(w)
			before := w.get(id)
			_, err := w.try(who, id, cmd)
			require.Error(t, err)
			var defect *governance.Defect
			require.NotErrorAs(t, err, &defect)
			require.Equal(t, before, w.get(id))
		})
	}
}

// Deadlines that run into a year without a notice say so, and a notice that
// comes later lengthens them and never shortens them (2.4 [D]); the instant at
// which ratings lapse moves along with the limit it belongs to.
func TestNoticeMovesTheRatingWindow(t *testing.T) {
	w := newWorld(t, nil)
	w.now = at(t, "2026-12-28 09:00")
	id := w.rating(housing)
	d := running(w.get(id), "rating", centre)
	require.True(t, d.Provisional)
	w.calendar = withDaysOff(t, "2027-01-04", "2027-01-05")
	n, err := w.office.Recompute(t.Context())
	require.NoError(t, err)
	require.Equal(t, 1, n)
	moved := running(w.get(id), "rating", centre)
	require.True(t, moved.Due.After(d.Due))
	w.to(d.Due.Add(time.Hour))
	require.Equal(t, casework.PhaseRating, w.get(id).Phase, "ratings lapsed before their window ended")
	w.to(moved.Due.Add(time.Second))
	require.Equal(t, casework.PhaseClosed, w.get(id).Phase)
}

// Domain 2.1 [R]: the town is always the place's, of a child too.
func TestChildInAnotherTown(t *testing.T) {
	w := newWorld(t, nil)
	id := w.atTown()
	s := split()
	s.Parts[1].Place = &casework.Place{Unit: xingwang}
	if _, err := w.try("town", id, s); err != nil {
		refused(t, err)
		return
	}
	for _, child := range w.children(id) {
		c := w.get(child)
		town, _ := w.tree().Town(c.Community)
		for _, u := range c.Units {
			require.Equal(t, town, u.Unit, "the town of the child's own place")
		}
	}
}

// 2.4 [D]: town handling is counted from the whistle, of a child too; and a
// child that begins at the check has a limit for it.
func TestChildrenKeepTheTime(t *testing.T) {
	w := newWorld(t, nil)
	id := w.atTown()
	due := running(w.get(id), "town", townHaicang).Due
	w.now = w.now.Add(24 * time.Hour)
	w.do("town", id, split())
	for _, child := range w.children(id) {
		require.Equal(t, due, running(w.get(child), "town", townHaicang).Due)
	}
	early := w.reported()
	w.do("compound", early, split())
	for _, child := range w.children(early) {
		require.NotNil(t, running(w.get(child), "verify", sunshine))
	}
}

// withDaysOff is the calendar of the mainland with a few more days off.
func withDaysOff(tb testing.TB, dates ...string) *workday.Calendar {
	tb.Helper()
	cal, err := extraDaysOff(dates)
	require.NoError(tb, err)
	return cal
}
