package activity_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
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

// A queue is the stupid way to keep a list: everybody in the order in which they came,
// the first of them with places, whoever they are.
type queue struct {
	capacity, waitlist int
	in                 []int         // numbers, in order
	out                map[int]*fate // what became of the rest
	given              int
}

// A fate is how a sign-up ended.
type fate struct {
	phase   governance.Phase
	outcome string
}

func (q *queue) join() bool {
	if len(q.in) >= q.capacity+q.waitlist {
		return false
	}
	q.given++
	q.in = append(q.in, q.given)
	return true
}

// seated are those with places; the others of the queue wait.
func (q *queue) seated() []int { return q.in[:min(len(q.in), q.capacity)] }

// leave takes numbers out of the queue.
func (q *queue) leave(phase governance.Phase, outcome string, numbers ...int) {
	for _, n := range slices.Clone(numbers) {
		q.in = slices.DeleteFunc(slices.Clone(q.in), func(one int) bool { return one == n })
		q.out[n] = &fate{phase, outcome}
	}
}

// hold announces an activity in two days' time.
func hold(w *districttest.World, capacity, waitlist int) (uuid.UUID, *queue, time.Time) {
	begins := w.Now().Add(48 * time.Hour)
	ref := w.Do("community", activity.Kind, uuid.Nil, activity.Announce{
		Plan:   plan.Plan{Title: "公益集市", Theme: "benefit-market", Place: districttest.Compound, Capacity: capacity, Waitlist: waitlist},
		Begins: begins, Ends: begins.Add(2 * time.Hour),
	})
	return ref.ID, &queue{capacity: capacity, waitlist: waitlist, out: map[int]*fate{}}, begins
}

// same holds every sign-up, and what the activity counts, against the queue.
func same(w *districttest.World, id uuid.UUID, q *queue) {
	w.Helper()
	a := districttest.Record[activity.Activity](w, governance.Ref{Kind: activity.Kind, ID: id})
	if a.Phase == activity.Open {
		require.Equal(w, []int{len(q.seated()), len(q.in) - len(q.seated())}, []int{a.Taken, a.Waiting}, "taken and waiting")
	}
	for _, s := range signUps(w, id) {
		switch f := q.out[s.Number]; {
		case f != nil:
			require.Equal(w, *f, fate{s.Phase, s.Outcome}, "number %d", s.Number)
		case slices.Contains(q.seated(), s.Number):
			require.Equal(w, signup.Seated, s.Phase, "number %d is among the first %d", s.Number, q.capacity)
		default:
			require.Equal(w, signup.Waiting, s.Phase, "number %d", s.Number)
		}
	}
}

// signUps are those of an activity by their numbers.
func signUps(w *districttest.World, id uuid.UUID) map[int]*signup.SignUp {
	out := map[int]*signup.SignUp{}
	for _, s := range districttest.Records[signup.SignUp](w, signup.Kind) {
		if s.Activity == id {
			out[s.Number] = s
		}
	}
	return out
}

// join signs somebody without an account up, which the organiser may as often as it
// likes.
func join(w *districttest.World, id uuid.UUID, q *queue) {
	w.Helper()
	_, err := w.Try("community", activity.Kind, id, activity.Join{Name: fmt.Sprintf("居民%d", q.given+1)})
	require.Equal(w, q.join(), err == nil)
}

// act gives a command to a sign-up in the organiser's name.
func act(w *districttest.World, id uuid.UUID, number int, cmd governance.Command) {
	w.Helper()
	w.Do("community", signup.Kind, signUps(w, id)[number].ID, cmd)
}

// 4 G12 [D]: however people come and go and the number of places grows, places are
// held by those who came first, and nobody is passed over.
func TestTheWaitingListIsAQueue(t *testing.T) {
	w, r := open(t), rand.New(rand.NewPCG(12, 7))
	for range 8 {
		id, q, begins := hold(w, 1+r.IntN(3), r.IntN(4))
		for range 25 {
			switch n := r.IntN(5); {
			case n < 3:
				join(w, id, q)
			case n == 3 && len(q.in) > 0:
				gone := q.in[r.IntN(len(q.in))]
				act(w, id, gone, signup.Withdraw{})
				q.leave(signup.NotTaken, signup.Withdrawn, gone)
			case n == 4 && q.capacity < 6:
				q.capacity++
				w.Do("community", activity.Kind, id, activity.Amend{Capacity: &q.capacity})
			}
			same(w, id, q)
		}
		w.To(begins)
		w.To(begins.Add(time.Minute))
		q.leave(signup.NotTaken, signup.Unseated, q.in[len(q.seated()):]...)
		same(w, id, q)
	}
}

// 4 G12 [D]: who comes is counted, who had a place and did not come was absent, and
// who only waited is neither.
func TestAttendanceIsOfThoseWithPlaces(t *testing.T) {
	w := open(t)
	id, q, begins := hold(w, 3, 2)
	for range 5 {
		join(w, id, q)
	}
	_, err := w.Try("community", signup.Kind, signUps(w, id)[4].ID, signup.CheckIn{})
	require.Error(t, err, "who waits has no place to come to")
	w.To(begins.Add(time.Hour))
	q.leave(signup.NotTaken, signup.Unseated, 4, 5)
	for _, n := range []int{1, 3} {
		act(w, id, n, signup.CheckIn{})
		q.leave(signup.Attended, string(signup.Attended), n)
	}
	_, err = w.Try("community", activity.Kind, id, activity.Conclude{Text: "未结束"})
	require.Error(t, err, "it is not over")
	w.To(begins.Add(3 * time.Hour))
	w.Do("community", activity.Kind, id, activity.Conclude{Text: "如期举办", Others: 7})
	q.leave(signup.Absent, string(signup.Absent), 2)
	same(w, id, q)
	a := districttest.Record[activity.Activity](w, governance.Ref{Kind: activity.Kind, ID: id})
	require.Equal(t, []int{2, 1, 7}, []int{a.Came, a.Absent, a.Others})
	got, err := w.Ask("district", activity.Kind, "participation", "{}")
	require.NoError(t, err)
	require.Equal(t, activity.Participation{Activities: 1, Participations: 9, SignedUp: governance.Ratio{Num: 2, Den: 3}}, got)
}

// 4 G12 [D]: what is called off ends the sign-ups of those with places and of those
// who wait alike, and is no activity that was held.
func TestWhatIsCalledOffEndsEverySignUp(t *testing.T) {
	w := open(t)
	id, q, _ := hold(w, 2, 2)
	for range 4 {
		join(w, id, q)
	}
	act(w, id, 1, signup.Withdraw{})
	q.leave(signup.NotTaken, signup.Withdrawn, 1)
	same(w, id, q)
	w.Do("community", activity.Kind, id, activity.Cancel{Reason: "天气"})
	q.leave(signup.NotTaken, signup.Cancelled, q.in...)
	same(w, id, q)
	got, err := w.Ask("district", activity.Kind, "participation", "{}")
	require.NoError(t, err)
	require.Zero(t, got)
}
