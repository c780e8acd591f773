package rivals_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/activity"
	"github.com/jinlin-project/jinlin/governance/activity/plan"
	"github.com/jinlin-project/jinlin/governance/activity/signup"
	"github.com/jinlin-project/jinlin/internal/districttest"
)

func activities(t *testing.T, ledger governance.Ledger) *districttest.World {
	books, err := activity.New(nil)
	require.NoError(t, err)
	return districttest.New(t, ledger, books.Shelves()...)
}

// G12: an activity is never overbooked, however many sign up and withdraw at the
// same moment; nobody waits while a place is free, nor is overtaken by who came
// later; what the activity counts is what its sign-ups say.
func TestAnActivityIsNeverOverbooked(t *testing.T) {
	everywhere(t, func(t *testing.T, ledger governance.Ledger) {
		w := activities(t, ledger)
		random := rand.New(rand.NewPCG(12, 1))
		people := w.Move("guest", 12, districttest.Compound)
		plan := plan.Plan{Title: "义诊", Theme: "clinic", Benefit: true, Place: districttest.Community, Capacity: 3, Waitlist: 3}
		begins := w.Now().Add(24 * time.Hour)
		ref := w.Do("community", activity.Kind, uuid.Nil, activity.Announce{Plan: plan, Begins: begins, Ends: begins.Add(time.Hour)})
		for range 12 {
			signed := signedUp(w)
			more := 3 + random.IntN(3)
			w.Rivals(len(people), func(i int) error {
				var err error
				if id, there := signed[people[i]]; !there {
					_, err = w.Try(people[i], activity.Kind, ref.ID, activity.Join{})
				} else if i%2 == 0 {
					_, err = w.Try(people[i], signup.Kind, id, signup.Withdraw{})
				} else if i == 3 {
					_, err = w.Try("community", activity.Kind, ref.ID, activity.Amend{Capacity: &more})
				}
				return err
			})
			sound(w, districttest.Record[activity.Activity](w, ref))
			random.Shuffle(len(people), func(i, j int) { people[i], people[j] = people[j], people[i] })
		}
		attend(w, ref, begins)
		got, err := w.Ask("district", activity.Kind, "participation", "{}")
		require.NoError(t, err)
		require.Equal(t, tookPart(w), got)
	})
}

// signedUp are the sign-ups that are not over, by person.
func signedUp(w *districttest.World) map[string]uuid.UUID {
	out := map[string]uuid.UUID{}
	for _, s := range districttest.Records[signup.SignUp](w, signup.Kind) {
		if s.Closed.IsZero() {
			_, twice := out[s.Subject]
			require.False(w, twice, "%s has signed up twice", s.Subject)
			out[s.Subject] = s.ID
		}
	}
	return out
}

// sound holds an activity against its sign-ups.
func sound(w *districttest.World, a *activity.Activity) {
	taken, waiting, last, first := 0, 0, 0, a.Numbers+1
	for _, s := range districttest.Records[signup.SignUp](w, signup.Kind) {
		switch s.Phase {
		case signup.Seated:
			taken++
			last = max(last, s.Number)
		case signup.Waiting:
			waiting++
			first = min(first, s.Number)
		}
	}
	require.Equal(w, []int{taken, waiting}, []int{a.Taken, a.Waiting})
	require.LessOrEqual(w, taken, a.Capacity, "overbooked")
	require.LessOrEqual(w, waiting, a.Waitlist)
	require.True(w, waiting == 0 || taken == a.Capacity, "somebody waits while a place is free")
	require.Less(w, last, first, "somebody was overtaken")
}

// attend has some of those with a place come, each checked in by many at once, and
// concludes.
func attend(w *districttest.World, ref governance.Ref, begins time.Time) {
	w.To(begins.Add(time.Minute))
	for i, s := range districttest.Records[signup.SignUp](w, signup.Kind) {
		if s.Phase == signup.Seated && i%2 == 0 {
			require.Equal(w, 1, w.Rivals(4, func(int) error {
				_, err := w.Try("community", signup.Kind, s.ID, signup.CheckIn{})
				return err
			}))
		}
	}
	w.To(begins.Add(2 * time.Hour))
	require.Equal(w, 1, w.Rivals(3, func(int) error {
		_, err := w.Try("community", activity.Kind, ref.ID, activity.Conclude{Text: "义诊120人", Others: 7})
		return err
	}))
}

// tookPart counts the stupid way.
func tookPart(w *districttest.World) (out activity.Participation) {
	for _, a := range districttest.Records[activity.Activity](w, activity.Kind) {
		out.Activities++
		out.PublicBenefit++
		out.Participations += int64(a.Others)
	}
	for _, s := range districttest.Records[signup.SignUp](w, signup.Kind) {
		if s.Phase == signup.Attended {
			out.Participations++
			out.SignedUp.Num++
		}
		if s.Phase == signup.Attended || s.Phase == signup.Absent {
			out.SignedUp.Den++
		}
	}
	return out
}
