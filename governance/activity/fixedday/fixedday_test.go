package fixedday_test

import (
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/memory"
	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/activity"
	"github.com/jinlin-project/jinlin/governance/activity/fixedday"
	"github.com/jinlin-project/jinlin/governance/activity/plan"
	"github.com/jinlin-project/jinlin/internal/districttest"
)

// 4 G12 [D], 2.4: what becomes of a fixed day that is off is its rule's to say. In 2024
// the first week of October is off, the 29th of September, a Sunday, and the 12th of
// October, a Saturday, are worked in its place.
func TestFixedDaysOnDaysOff(t *testing.T) {
	for _, c := range []struct {
		name  string
		rule  governance.Recurrence
		first []string
	}{
		{"the 5th, or the working day after", governance.Recurrence{Every: governance.Monthly, Day: 5, Shift: governance.ToNextWorkday}, []string{"2024-10-08", "2024-11-05", "2024-12-05"}},
		{"the 5th, or the working day before", governance.Recurrence{Every: governance.Monthly, Day: 5, Shift: governance.ToPreviousWorkday}, []string{"2024-09-30", "2024-11-05", "2024-12-05"}},
		{"the 5th, or not at all", governance.Recurrence{Every: governance.Monthly, Day: 5, Shift: governance.SkipDayOff}, []string{"2024-11-05", "2024-12-05"}},
		{"the 5th, whatever day that is", governance.Recurrence{Every: governance.Monthly, Day: 5}, []string{"2024-10-05", "2024-11-05", "2024-12-05"}},
		{"Saturdays that are worked", governance.Recurrence{Every: governance.Weekly, Day: 6, Shift: governance.SkipDayOff}, []string{"2024-10-12"}},
		{"every Sunday", governance.Recurrence{Every: governance.Weekly, Day: 7}, []string{"2024-09-29", "2024-10-06", "2024-10-13"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := open(t)
			institute(w, c.rule)
			w.To(time.Date(2024, 12, 8, 0, 0, 0, 0, civil.Zone))
			held := announced(w)
			require.GreaterOrEqual(t, len(held), len(c.first))
			require.Equal(t, c.first, held[:len(c.first)])
		})
	}
}

// 4 G12 [D]: each is announced once, so many days ahead, at the time of day that is
// set; what has been announced is held, though the day be stopped.
func TestEachIsAnnouncedOnceAndAhead(t *testing.T) {
	w := open(t)
	day := institute(w, governance.Recurrence{Every: governance.Monthly, Day: 5, Shift: governance.ToNextWorkday})
	w.To(time.Date(2024, 10, 1, 7, 59, 0, 0, civil.Zone))
	require.Empty(t, announced(w), "a week ahead, at eight")
	w.To(time.Date(2024, 10, 1, 8, 1, 0, 0, civil.Zone))
	w.Sweep()
	require.Equal(t, []string{"2024-10-08"}, announced(w))
	w.Do("community", fixedday.Kind, day, fixedday.Stop{Reason: "改由小区举办"})
	w.To(time.Date(2025, 1, 1, 0, 0, 0, 0, civil.Zone))
	require.Equal(t, []string{"2024-10-08"}, announced(w))
	one := districttest.Records[activity.Activity](w, activity.Kind)[0]
	require.Equal(t, activity.Over, one.Phase, "it was held all the same")
	require.Equal(t, 90*time.Minute, one.Ends.Sub(one.Begins))
	require.Equal(t, day, one.FixedDay)
}

func open(t *testing.T) *districttest.World {
	books, err := activity.New(nil)
	require.NoError(t, err)
	return districttest.New(t, memory.New(), books.Shelves()...)
}

// institute has the community institute a day of an hour and a half, announced a week
// ahead.
func institute(w *districttest.World, rule governance.Recurrence) uuid.UUID {
	return w.Do("community", fixedday.Kind, uuid.Nil, fixedday.Institute{
		Plan: plan.Plan{Title: "爱邻日", Theme: "benefit-market", Place: districttest.Community}, Day: "love",
		Times: fixedday.Times{Rule: rule, At: "09:30", Minutes: 90, Ahead: 7},
	}).ID
}

// announced are the days of what has been announced.
func announced(w *districttest.World) (days []string) {
	for _, a := range districttest.Records[activity.Activity](w, activity.Kind) {
		days = append(days, civil.DateOf(a.Begins).String())
	}
	return days
}
