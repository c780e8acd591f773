package supervision_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/memory"
	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/duty"
	"github.com/jinlin-project/jinlin/governance/duty/task"
	"github.com/jinlin-project/jinlin/governance/supervision"
	"github.com/jinlin-project/jinlin/internal/districttest"
	"github.com/jinlin-project/jinlin/orgtree"
)

func open(tb testing.TB) *districttest.World {
	books, err := supervision.New(nil, duty.Kind)
	require.NoError(tb, err)
	tasks, err := duty.New(nil)
	require.NoError(tb, err)
	return districttest.New(tb, memory.New(), append(books.Shelves(), tasks.Shelf)...)
}

func TestScenarios(t *testing.T) {
	districttest.Scenarios(t, open, supervision.KindSeries, supervision.KindRound)
}

// 4 G2: what rounds have found and what was set right is what counting the rounds and
// their tasks gives, for every period.
func TestFindingsAgainstCounting(t *testing.T) {
	w, r := open(t), rand.New(rand.NewPCG(4, 2))
	units := map[orgtree.Code]string{districttest.Town: "town", districttest.Town2: "town-2", districttest.Department1: "department-1"}
	var days []civil.Date
	for range 25 {
		w.To(w.Now().Add(time.Duration(r.IntN(40)) * time.Hour))
		days = append(days, civil.DateOf(w.Now()))
		ref := w.Do("district", supervision.KindRound, uuid.Nil, supervision.Begin{Title: "督察", Form: supervision.Inspection, Unit: districttest.District, Scope: districttest.District})
		for unit, who := range units {
			if r.IntN(2) == 0 {
				continue
			}
			w.Do("district", supervision.KindRound, ref.ID, supervision.Find{Unit: unit, Title: "问题", Text: "整改", Due: civil.DateOf(w.Now()).AddDays(20)})
			all := districttest.Records[task.Task](w, duty.Kind)
			last := all[len(all)-1]
			switch r.IntN(3) {
			case 0:
				w.Do(who, duty.Kind, last.ID, task.Submit{Text: "整改完毕"})
				w.Do("district", duty.Kind, last.ID, task.Pass{})
			case 1:
				w.Do("district", duty.Kind, last.ID, task.Drop{Reason: "并入"})
			}
		}
	}
	for range 10 {
		from, to := days[r.IntN(len(days))], days[r.IntN(len(days))].AddDays(1)
		if from >= to {
			continue
		}
		want := supervision.Findings{}
		for _, round := range districttest.Records[supervision.Round](w, supervision.KindRound) {
			day := civil.DateOf(round.Opened)
			if day < from || day >= to {
				continue
			}
			want.Rounds++
			for _, t := range districttest.Records[task.Task](w, duty.Kind) {
				if of, _ := t.Origin.Ref(); of.ID == round.ID {
					want.Found++
					if t.Phase == task.Done {
						want.Rectified.Num++
					}
				}
			}
		}
		want.Rectified.Den = want.Found
		want.Rate = governance.Ratio{Num: want.Rectified.Num, Den: want.Found}.Percent(2)
		got, err := w.Ask("district", supervision.KindRound, "findings", fmt.Sprintf(`{"from":%q,"to":%q}`, from, to))
		require.NoError(t, err)
		require.Equal(t, want, got)
	}
}
