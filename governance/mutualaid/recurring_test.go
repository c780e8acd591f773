package mutualaid_test

import (
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/mutualaid/need"
	"github.com/jinlin-project/jinlin/governance/workday"
	"github.com/jinlin-project/jinlin/internal/districttest"
)

// rounds are rules by which needs recur, each with the days on which it falls due as
// somebody with a calendar on the wall would tell.
var rounds = map[string]struct {
	rule  governance.Recurrence
	falls func(civil.Date) bool
}{
	"every Wednesday":                     {governance.Recurrence{Every: governance.Weekly, Day: 3}, func(d civil.Date) bool { return d.Weekday() == time.Wednesday }},
	"the last day of a month":             {governance.Recurrence{Every: governance.Monthly, Day: -1}, func(d civil.Date) bool { return d.AddDays(1).Day() == 1 }},
	"every day":                           {governance.Recurrence{Every: governance.Daily}, func(civil.Date) bool { return true }},
	"every day that is not a day off":     {governance.Recurrence{Every: governance.Daily, Shift: governance.SkipDayOff}, workday.China().IsWorkday},
	"the first of a month, if no day off": {governance.Recurrence{Every: governance.Monthly, Day: 1, Shift: governance.SkipDayOff}, func(d civil.Date) bool { return d.Day() == 1 && workday.China().IsWorkday(d) }},
}

// following is the occurrence that follows one, if there is any.
func following(w *districttest.World, n *need.Need) (next *need.Need) {
	for _, one := range districttest.Records[need.Need](w, need.Kind) {
		if one.Previous == n.ID {
			require.Nil(w, next, "there is one at most")
			next = one
		}
	}
	return next
}

// 4 G7 [D], need.recur: a recurring need is checked and ordered once. When an occurrence
// begins, taken or not, the next is open at the same time of the next day that its rule
// names, until its last day; and nothing of it recurs twice.
func TestTheNextOccurrenceOpens(t *testing.T) {
	for name, round := range rounds {
		t.Run(name, func(t *testing.T) {
			w := open(t)
			ask := moving(w, 1)
			ask.Repeat, ask.Until = &round.rule, civil.MustParse("2024-11-10")
			n := districttest.Record[need.Need](w, ordered(w, ask))
			for day := civil.DateOf(ask.Begins).AddDays(1); day <= ask.Until; day = day.AddDays(1) {
				if !round.falls(day) {
					continue
				}
				require.Nil(t, following(w, n), "not before it begins")
				w.To(n.Begins.Add(time.Minute))
				next := following(w, n)
				require.NotNil(t, next, "%s", day)
				require.Equal(t, need.Open, next.Phase)
				require.Equal(t, day.Start().Add(ask.Begins.Sub(civil.DateOf(ask.Begins).Start())), next.Begins.In(civil.Zone))
				require.Equal(t, []any{n.Subject, n.Checker, n.Community, n.Title, n.Wanted}, []any{next.Subject, next.Checker, next.Community, next.Title, next.Wanted})
				require.Nil(t, districttest.Record[need.Need](w, governance.Ref{Kind: need.Kind, ID: n.ID}).Repeat)
				n = next
			}
			w.To(n.Begins.Add(time.Minute))
			require.Nil(t, following(w, n), "it recurs until its last day")
		})
	}
}

// 4 G7 [D], need.skip and need.cancel: skipping calls one occurrence off and opens the
// next; cancelling ends what recurs with it. What does not recur cannot be skipped.
func TestSkipAndCancel(t *testing.T) {
	w := open(t)
	ask := moving(w, 1)
	once := ordered(w, ask)
	_, err := w.Try("resident", need.Kind, once.ID, need.Skip{})
	require.ErrorAs(t, err, new(*governance.NotAllowedError))

	ask.Repeat, ask.Until = &governance.Recurrence{Every: governance.Weekly, Day: 3}, civil.MustParse("2024-12-31")
	ref := ordered(w, ask)
	w.Do("resident-2", need.Kind, ref.ID, need.Take{})
	w.Do("resident", need.Kind, ref.ID, need.Skip{})
	skipped := districttest.Record[need.Need](w, ref)
	require.Equal(t, need.Skipped, skipped.Outcome)
	require.Equal(t, "released", helps(w, ref)[0].Outcome, "who had taken it is told")
	next := following(w, skipped)
	require.Equal(t, "2024-10-02", civil.DateOf(next.Begins).String())

	w.Do("resident", need.Kind, next.ID, need.Cancel{Reason: "不再需要"})
	w.To(next.Begins.Add(24 * time.Hour))
	require.Nil(t, following(w, next))
}

// 4 G7 [D], need.post: what recurs says until when, and falls due at all.
func TestWhatRecursEnds(t *testing.T) {
	w := open(t)
	for _, ask := range []need.Ask{
		{Repeat: &governance.Recurrence{Every: governance.Weekly, Day: 3}},
		{Repeat: &governance.Recurrence{Every: governance.Weekly, Day: 3}, Until: civil.DateOf(w.Now().Add(24 * time.Hour))},
		{Repeat: &governance.Recurrence{Every: governance.Weekly, Day: 9}, Until: civil.MustParse("2024-12-31")},
	} {
		ask.Title, ask.Place, ask.Wanted, ask.Begins = "理发", districttest.Compound, 1, w.Now().Add(24*time.Hour)
		_, err := w.Try("resident", need.Kind, uuid.Nil, need.Post{Ask: ask})
		require.ErrorAs(t, err, new(*governance.InvalidError))
	}
}
