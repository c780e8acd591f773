package mutualaid_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/mutualaid/help"
	"github.com/jinlin-project/jinlin/governance/mutualaid/need"
	"github.com/jinlin-project/jinlin/internal/districttest"
)

// ordered is a need of resident's that is open to helpers.
func ordered(w *districttest.World, ask need.Ask) governance.Ref {
	w.Helper()
	ref := w.Do("resident", need.Kind, uuid.Nil, need.Post{Ask: ask})
	w.Do("community", need.Kind, ref.ID, need.Check{})
	return w.Do("community", need.Kind, ref.ID, need.Order{})
}

// moving is what is asked for where it does not matter what.
func moving(w *districttest.World, wanted int) need.Ask {
	return need.Ask{Title: "搬家", Place: districttest.Compound, Wanted: wanted, Begins: w.Now().Add(24 * time.Hour)}
}

// helps are those of a need, the oldest first.
func helps(w *districttest.World, ref governance.Ref) (of []*help.Help) {
	for _, h := range districttest.Records[help.Help](w, help.Kind) {
		if h.Need == ref.ID {
			of = append(of, h)
		}
	}
	return of
}

// muddle has chance give some command about a help, fitting or not.
func muddle(w *districttest.World, r *rand.Rand, h *help.Help) {
	who := []string{h.Subject, h.Subject, "resident", "community"}[r.IntN(4)]
	cmd := []governance.Command{
		help.StepBack{Reason: "有事"}, help.Report{}, help.Report{}, help.Finish{Minutes: 1 + r.IntN(120)}, help.Finish{Minutes: 1 + r.IntN(60)},
		help.Confirm{Rating: []help.Rating{"very", "fairly", "dissatisfied", ""}[r.IntN(4)]}, help.Confirm{}, help.Object{Reason: "不符"}, help.Miss{},
	}[r.IntN(9)]
	_, _ = w.Try(who, help.Kind, h.ID, cmd)
}

// 4 G7 [R], help.confirm: the time a helper gave is credited once, to them and to the
// need, whatever is tried by whom; what was not confirmed is not credited. The figures
// are what a naive count finds.
func TestTimeIsCreditedOnce(t *testing.T) {
	w, r := open(t), rand.New(rand.NewPCG(7, 1))
	people := w.Move("helper", 6, districttest.Compound)
	var want help.Service
	distinct := map[string]bool{}
	for range 8 {
		ref := ordered(w, moving(w, 1+r.IntN(4)))
		for _, person := range people {
			_, _ = w.Try(person, need.Kind, ref.ID, need.Take{})
		}
		w.To(districttest.Record[need.Need](w, ref).Begins.Add(-30 * time.Minute))
		for range 60 {
			all := helps(w, ref)
			muddle(w, r, all[r.IntN(len(all))])
			w.To(w.Now().Add(time.Duration(r.IntN(10)) * time.Minute))
			credited(t, w, ref)
		}
		w.To(w.Now().Add(48 * time.Hour))
		for _, h := range helps(w, ref) {
			count(&want, distinct, h)
		}
	}
	got, err := w.Ask("district", help.Kind, "service", "{}")
	require.NoError(t, err)
	require.Equal(t, want, got)
	require.Greater(t, min(want.Services, want.Missed, want.Satisfied.Den-want.Satisfied.Num), int64(0), "the draws are worth something: %+v", want)
}

// credited holds what a need counts against its helps.
func credited(t *testing.T, w *districttest.World, ref governance.Ref) {
	t.Helper()
	minutes, served := 0, 0
	for _, h := range helps(w, ref) {
		if h.Phase == help.Credited {
			minutes, served = minutes+h.Minutes, served+1
		}
	}
	n := districttest.Record[need.Need](w, ref)
	require.Equal(t, [2]int{minutes, served}, [2]int{n.Minutes, n.Served})
}

func count(s *help.Service, people map[string]bool, h *help.Help) {
	switch h.Phase {
	case help.Missed:
		s.Missed++
	case help.Credited:
		people[h.Subject] = true
		s.Services, s.Minutes, s.Helpers = s.Services+1, s.Minutes+int64(h.Minutes), int64(len(people))
		if h.Rating != "" {
			s.Satisfied.Den++
		}
		if h.Rating == "very" || h.Rating == "fairly" {
			s.Satisfied.Num++
		}
	}
}

// 4 G7 [R], help.finish and help.confirm: it takes both. The helper says how long it
// took, the poster or the community confirms it; neither alone credits anything, and
// nobody confirms their own help.
func TestBothConfirm(t *testing.T) {
	w := open(t)
	ref := ordered(w, moving(w, 2))
	w.Do("resident-2", need.Kind, ref.ID, need.Take{})
	w.Do("community", need.Kind, ref.ID, need.Take{})
	mine, own := helps(w, ref)[0].ID, helps(w, ref)[1].ID
	w.To(districttest.Record[need.Need](w, ref).Begins)
	w.Do("resident-2", help.Kind, mine, help.Report{})
	w.Do("community", help.Kind, own, help.Report{})
	w.To(w.Now().Add(2 * time.Hour))

	refused := func(who string, id uuid.UUID, cmd governance.Command, want any) {
		t.Helper()
		_, err := w.Try(who, help.Kind, id, cmd)
		require.ErrorAs(t, err, want)
		require.Zero(t, districttest.Record[need.Need](w, ref).Minutes)
	}
	refused("resident", mine, help.Confirm{}, new(*governance.NotAllowedError))
	refused("resident", mine, help.Finish{Minutes: 60}, new(*governance.ForbiddenError))
	w.Do("resident-2", help.Kind, mine, help.Finish{Minutes: 60})
	w.Do("community", help.Kind, own, help.Finish{Minutes: 60})
	refused("resident-2", mine, help.Confirm{}, new(*governance.ForbiddenError))
	refused("community", own, help.Confirm{}, new(*governance.NotAllowedError))

	w.Do("community", help.Kind, mine, help.Confirm{})
	w.Do("resident", help.Kind, own, help.Confirm{})
	n := districttest.Record[need.Need](w, ref)
	require.Equal(t, need.Done, n.Phase, "every helper is settled")
	require.Equal(t, 120, n.Minutes)
}

// 4 G7 [D], help.miss and need.settle: who has not come may be noted as a no-show after
// half an hour, and is after a day; a need that nobody came for goes back to the
// community, which has two working days to arrange otherwise.
func TestNoShow(t *testing.T) {
	w := open(t)
	ref := ordered(w, moving(w, 2))
	w.Do("resident-2", need.Kind, ref.ID, need.Take{})
	w.Do("resident-3", need.Kind, ref.ID, need.Take{})
	noted, left := helps(w, ref)[0].ID, helps(w, ref)[1].ID
	begins := districttest.Record[need.Need](w, ref).Begins
	w.To(begins.Add(29 * time.Minute))
	_, err := w.Try("resident", help.Kind, noted, help.Miss{})
	require.ErrorAs(t, err, new(*governance.NotAllowedError), "somebody is waited for")
	w.Do("resident", help.Kind, noted, help.Miss{})
	require.Equal(t, need.Underway, districttest.Record[need.Need](w, ref).Phase, "the other may still come")

	w.To(begins.Add(24 * time.Hour))
	require.Equal(t, help.Taken, helps(w, ref)[1].Phase)
	w.To(begins.Add(24*time.Hour + time.Second))
	require.Equal(t, left, helps(w, ref)[1].ID)
	require.Equal(t, help.Missed, helps(w, ref)[1].Phase)
	n := districttest.Record[need.Need](w, ref)
	require.Equal(t, need.Unmet, n.Phase)
	require.Equal(t, "2024-10-08", n.Deadline(need.LimitArrange, districttest.Community).Due.Format(time.DateOnly), "the holidays do not count")

	w.Do("community", need.Kind, ref.ID, need.Reschedule{Begins: w.Now().Add(24 * time.Hour)})
	n = districttest.Record[need.Need](w, ref)
	require.Equal(t, need.Open, n.Phase)
	require.Zero(t, n.Taken, "its places are open again")
}
