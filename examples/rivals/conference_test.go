package rivals_test

import (
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/conference"
	"github.com/jinlin-project/jinlin/governance/conference/decision"
	"github.com/jinlin-project/jinlin/governance/conference/problem"
	"github.com/jinlin-project/jinlin/governance/duty"
	"github.com/jinlin-project/jinlin/governance/duty/task"
	"github.com/jinlin-project/jinlin/internal/districttest"
	"github.com/jinlin-project/jinlin/orgtree"
)

// 4 G1 [R]: every problem raised and every decision taken is counted once and followed
// to its one end, and the conference ends with the last of them, whoever raises,
// decides, confirms, gives up and does what was decided at the same moment.
func TestAConferenceEndsWithTheLastOfIt(t *testing.T) {
	everywhere(t, func(t *testing.T, ledger governance.Ledger) {
		books, err := conference.New(nil, duty.Kind, "matter")
		require.NoError(t, err)
		tasks, err := duty.New(nil)
		require.NoError(t, err)
		w := districttest.New(t, ledger, append(books.Shelves(), tasks.Shelf, districttest.Errands(t, "matter"))...)
		ref := w.Do("district", conference.Kind, uuid.Nil, conference.Convene{
			Host: districttest.District, Title: "联席会议", At: w.Now().Add(time.Hour), Venue: "会议室", Agenda: []string{"议题"},
			Invited: []orgtree.Code{districttest.Town, districttest.Town2},
		})
		w.Do("district", conference.Kind, ref.ID, conference.Begin{})
		w.Do("district", conference.Kind, ref.ID, conference.TakeRoll{})
		raised := w.Rivals(8, func(i int) error {
			unit := []orgtree.Code{districttest.Town, districttest.Town2}[i%2]
			_, err := w.Try(acting[unit], conference.Kind, ref.ID, conference.Raise{From: unit, Title: "问题", Text: "问题", Place: districttest.Compound})
			return err
		})
		problems := districttest.Records[problem.Problem](w, problem.Kind)
		require.Len(t, problems, raised)
		w.Rivals(raised, func(i int) error {
			_, err := w.Try("district", conference.Kind, ref.ID, conference.Decide{Text: "决定", Problem: problems[i].ID, Actions: []decision.Action{
				{Title: "行动", Owner: districttest.Town, Due: civil.DateOf(w.Now()).AddDays(9)},
			}})
			return err
		})
		w.Do("district", conference.Kind, ref.ID, conference.Adjourn{Minutes: "纪要"})
		for range 60 {
			w.Rivals(3*raised, func(i int) error { return push(w, ref, i) })
			if districttest.Record[conference.Conference](w, ref).Phase == conference.Settled {
				break
			}
		}
		counts(w, ref, raised)
	})
}

// push gives one command that one problem or action item still needs, if any does.
func push(w *districttest.World, ref governance.Ref, i int) error {
	problems := districttest.Records[problem.Problem](w, problem.Kind)
	tasks := districttest.Records[task.Task](w, duty.Kind)
	var err error = &governance.ConflictError{}
	p := problems[i%len(problems)]
	switch {
	case i < len(problems) && p.Phase == problem.Raised:
		_, err = w.Try("district", problem.Kind, p.ID, problem.Answer{Text: "已解决"})
	case i < len(problems) && p.Phase == problem.Reported && i%4 == 0:
		_, err = w.Try("district", problem.Kind, p.ID, problem.GiveUp{Reason: "不能解决"})
	case p.Phase == problem.Reported:
		_, err = w.Try(acting[p.From], problem.Kind, p.ID, problem.Confirm{})
	case len(tasks) > 0:
		t := tasks[i%len(tasks)]
		switch t.Phase {
		case task.Doing:
			_, err = w.Try("town", duty.Kind, t.ID, task.Submit{Text: "完成"})
		case task.Submitted:
			_, err = w.Try("district", duty.Kind, t.ID, task.Pass{})
		}
	}
	return err
}

// counts holds a settled conference to its problems and decisions.
func counts(w *districttest.World, ref governance.Ref, raised int) {
	w.Helper()
	c := districttest.Record[conference.Conference](w, ref)
	require.Equal(w, conference.Settled, c.Phase)
	solved := 0
	for _, p := range districttest.Records[problem.Problem](w, problem.Kind) {
		require.Contains(w, []governance.Phase{problem.Solved, problem.Unsolved}, p.Phase)
		if p.Phase == problem.Solved {
			solved++
		}
	}
	decisions := districttest.Records[decision.Decision](w, decision.Kind)
	for _, d := range decisions {
		require.Equal(w, decision.CarriedOut, d.Phase)
	}
	require.Equal(w, [6]int{raised, raised, solved, len(decisions), len(decisions), len(decisions)}, [6]int{c.Problems, c.Ended, c.Solved, c.Decisions, c.Carried, c.Fulfilled})
}
