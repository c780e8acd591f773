package conference_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/conference"
	"github.com/jinlin-project/jinlin/governance/conference/decision"
	"github.com/jinlin-project/jinlin/governance/conference/problem"
	"github.com/jinlin-project/jinlin/governance/conference/roll"
	"github.com/jinlin-project/jinlin/governance/duty"
	"github.com/jinlin-project/jinlin/governance/duty/task"
	"github.com/jinlin-project/jinlin/internal/districttest"
	"github.com/jinlin-project/jinlin/orgtree"
)

// invited are the units of the tests' conferences, with who acts for them.
var invited = map[orgtree.Code]string{districttest.Town: "town", districttest.Town2: "town-2", districttest.Department1: "department-1"}

// hold has the district hold a conference in which things go as chance has it.
func hold(w *districttest.World, r *rand.Rand) {
	ref := w.Do("district", conference.Kind, uuid.Nil, conference.Convene{
		Host: districttest.District, Title: "联席会议", At: w.Now().Add(2 * time.Hour), Venue: "会议室", Agenda: []string{"议题"},
		Invited: []orgtree.Code{districttest.Town, districttest.Town2, districttest.Department1},
	})
	if r.IntN(6) == 0 {
		w.Do("district", conference.Kind, ref.ID, conference.Cancel{Reason: "取消"})
		return
	}
	w.Do("district", conference.Kind, ref.ID, conference.Begin{})
	roll := conference.TakeRoll{}
	for unit, who := range invited {
		switch r.IntN(3) {
		case 0:
			roll.Present = append(roll.Present, unit)
		case 1:
			roll.Deputy = append(roll.Deputy, unit)
		}
		for range r.IntN(3) {
			w.Do(who, conference.Kind, ref.ID, conference.Raise{From: unit, Title: "问题", Text: "问题", Place: districttest.Compound})
			solve(w, r, ref, who)
		}
	}
	w.Do("district", conference.Kind, ref.ID, roll)
	w.Do("district", conference.Kind, ref.ID, conference.Adjourn{Minutes: "纪要"})
}

// solve does one thing or another about the problem that was raised last.
func solve(w *districttest.World, r *rand.Rand, ref governance.Ref, who string) {
	all := districttest.Records[problem.Problem](w, problem.Kind)
	id := all[len(all)-1].ID
	switch r.IntN(5) {
	case 0:
		w.Do("district", problem.Kind, id, problem.Answer{Text: "已解决"})
		w.Do(who, problem.Kind, id, problem.Confirm{})
	case 1:
		w.Do("district", problem.Kind, id, problem.GiveUp{Reason: "不能解决"})
	case 2:
		w.Do(who, problem.Kind, id, problem.Withdraw{Reason: "撤回"})
	case 3:
		w.Do("district", conference.Kind, ref.ID, conference.Decide{Text: "决定", Problem: id, Actions: []decision.Action{
			{Title: "行动", Owner: districttest.Town, Due: civil.DateOf(w.Now()).AddDays(20)}, {Title: "行动", Owner: districttest.Town2, Due: civil.DateOf(w.Now()).AddDays(20)},
		}})
		tasks := districttest.Records[task.Task](w, duty.Kind)
		for _, t := range tasks[len(tasks)-2:] {
			switch r.IntN(3) {
			case 0:
				w.Do("district", duty.Kind, t.ID, task.Drop{Reason: "撤销"})
			case 1:
				w.Do(invited[t.Owner], duty.Kind, t.ID, task.Submit{Text: "完成"})
				w.Do("district", duty.Kind, t.ID, task.Pass{})
			}
		}
	}
}

// 4 G1 [F]: meetings, problems and decisions are what counting the records of problems,
// decisions and tasks themselves gives, for every period.
func TestResultsAgainstCounting(t *testing.T) {
	w, r := open(t), rand.New(rand.NewPCG(4, 1))
	var days []civil.Date
	for range 25 {
		w.To(civil.DateOf(w.Now()).AddDays(1 + r.IntN(3)).Start().Add(9 * time.Hour))
		days = append(days, civil.DateOf(w.Now()))
		hold(w, r)
	}
	for range 15 {
		from, to := days[r.IntN(len(days))], days[r.IntN(len(days))].AddDays(r.IntN(3))
		if from >= to {
			continue
		}
		got, err := w.Ask("district", conference.Kind, "results", fmt.Sprintf(`{"from":%q,"to":%q}`, from, to))
		require.NoError(t, err)
		require.Equal(t, counted(w, from, to), got, "%s to %s", from, to)
	}
	require.Greater(t, counted(w, civil.Min, civil.Forever).Solved, int64(3))
	require.Greater(t, counted(w, civil.Min, civil.Forever).Fulfilled, int64(0))
}

func counted(w *districttest.World, from, to civil.Date) (out conference.Results) {
	for _, c := range districttest.Records[conference.Conference](w, conference.Kind) {
		if c.Held == 0 || c.Held < from || c.Held >= to {
			continue
		}
		out.Meetings++
		out.Attendance.Den += int64(len(c.Seats))
		for _, s := range c.Seats {
			if s.Attendance == roll.Present || s.Attendance == roll.Deputed {
				out.Attendance.Num++
			}
		}
		for _, p := range districttest.Records[problem.Problem](w, problem.Kind) {
			if p.Parent == c.ID && p.Phase != problem.Withdrawn {
				out.Problems++
				if p.Phase == problem.Solved {
					out.Solved++
				}
			}
		}
		for _, d := range districttest.Records[decision.Decision](w, decision.Kind) {
			if d.Parent != c.ID {
				continue
			}
			out.Decisions++
			done := true
			for _, t := range districttest.Records[task.Task](w, duty.Kind) {
				if of, _ := t.Origin.Ref(); of.ID == d.ID {
					done = done && t.Phase == task.Done
				}
			}
			if done {
				out.Fulfilled++
			}
		}
	}
	out.SolvedRate = governance.Ratio{Num: out.Solved, Den: out.Problems}.Percent(2)
	out.Attended = out.Attendance.Percent(2)
	return out
}
