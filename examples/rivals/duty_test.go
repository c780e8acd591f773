package rivals_test

import (
	"math/rand/v2"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/directive"
	"github.com/jinlin-project/jinlin/governance/duty"
	"github.com/jinlin-project/jinlin/governance/duty/task"
	"github.com/jinlin-project/jinlin/governance/supervision"
	"github.com/jinlin-project/jinlin/internal/districttest"
	"github.com/jinlin-project/jinlin/orgtree"
)

// acting are who acts for the units of the tests.
var acting = map[orgtree.Code]string{
	districttest.District: "district", districttest.Town: "town", districttest.Town2: "town-2", districttest.Department1: "department-1",
	districttest.Community: "community", districttest.Compound: "compound",
}

// 4 G2 [R]: the progress of a task is that of its parts, whoever reports, hands in,
// passes, drops or breaks down at the same moment, on every level.
func TestProgressIsThatOfTheParts(t *testing.T) {
	everywhere(t, func(t *testing.T, ledger governance.Ledger) {
		book, err := duty.New(nil)
		require.NoError(t, err)
		w, r := districttest.New(t, ledger, book.Shelf), rand.New(rand.NewPCG(2, 7))
		top := w.Do("district", duty.Kind, uuid.Nil, task.Order{Title: "任务", Text: "任务", From: districttest.District, Owner: districttest.Town})
		part := task.Assign{Title: "分任务", Text: "分任务", Owners: []orgtree.Code{districttest.Community}}
		for range 2 {
			w.Do("town", duty.Kind, top.ID, part)
		}
		part.Owners[0] = districttest.Compound
		for range 6 {
			all := districttest.Records[task.Task](w, duty.Kind)
			given := make([]func() error, 12)
			for i := range given {
				one := all[r.IntN(len(all))]
				owner, setter := acting[one.Owner], acting[one.From]
				try := func(who string, cmd governance.Command) func() error {
					return func() error {
						_, err := w.Try(who, duty.Kind, one.ID, cmd)
						return err
					}
				}
				given[i] = []func() error{
					try(owner, task.Report{Progress: r.IntN(100), Text: "进展"}), try(owner, task.Submit{Text: "完成"}), try(setter, task.Pass{}),
					try(setter, task.Drop{Reason: "撤销"}), try("community", part), try(owner, task.Report{Progress: r.IntN(100), Text: "进展"}),
				}[r.IntN(6)]
			}
			w.Rivals(len(given), func(i int) error { return given[i]() })
			derived(w)
		}
	})
}

// derived holds every task to what its parts are.
func derived(w *districttest.World) {
	w.Helper()
	all := districttest.Records[task.Task](w, duty.Kind)
	for _, t := range all {
		want, sum := governance.Referrals{}, 0
		for _, part := range all {
			if part.Parent != t.ID {
				continue
			}
			want.Given++
			switch part.Phase {
			case task.Done:
				want.Ended, want.Done = want.Ended+1, want.Done+1
			case task.Dropped:
				want.Ended++
				require.Zero(w, part.Progress)
			}
			sum += part.Progress
		}
		require.Equal(w, want, t.Referrals)
		require.Equal(w, sum, t.Sum)
		if parts := want.Given - want.Ended + want.Done; parts > 0 && t.Phase != task.Done {
			require.Equal(w, sum/parts, t.Progress)
		}
		if t.Phase == task.Done {
			require.Equal(w, want.Given, want.Ended, "no task is done before its parts")
		}
	}
}

// 4 G2 [R]: one town, one plan.
func TestOneTownOnePlan(t *testing.T) {
	everywhere(t, func(t *testing.T, ledger governance.Ledger) {
		books, err := directive.New(nil, duty.Kind)
		require.NoError(t, err)
		tasks, err := duty.New(nil)
		require.NoError(t, err)
		w := districttest.New(t, ledger, append(books.Shelves(), tasks.Shelf)...)
		today := civil.DateOf(w.Now())
		doc := w.Do("district", directive.KindDocument, uuid.Nil, directive.Register{Title: "意见", Text: "意见", Issuer: districttest.District, Issued: today})
		for range 3 {
			require.Equal(t, 2, w.Rivals(12, func(i int) error {
				unit := []orgtree.Code{districttest.Town, districttest.Town2}[i%2]
				_, err := w.Try(acting[unit], directive.KindPlan, uuid.Nil, directive.Draft{
					Title: "方案", Text: "方案", Form: directive.TownPlan, Unit: unit, Document: doc.ID, From: today, To: today.AddDays(90),
				})
				return err
			}))
			for _, p := range districttest.Records[directive.Plan](w, directive.KindPlan) { // given up, for another
				if p.Phase == directive.Drafted {
					w.Do(acting[p.Unit], directive.KindPlan, p.ID, directive.Abandon{Reason: "另拟"})
				}
			}
			require.Zero(t, districttest.Record[directive.Document](w, doc).Plans)
		}
	})
}

// 4 G2 [R]: every finding becomes one task and is counted once, and a round ends with
// the last of them, whether it is reported on before or after.
func TestARoundEndsWithItsLastTask(t *testing.T) {
	everywhere(t, func(t *testing.T, ledger governance.Ledger) {
		books, err := supervision.New(nil, duty.Kind)
		require.NoError(t, err)
		tasks, err := duty.New(nil)
		require.NoError(t, err)
		w := districttest.New(t, ledger, append(books.Shelves(), tasks.Shelf)...)
		for range 4 {
			round := w.Do("district", supervision.KindRound, uuid.Nil, supervision.Begin{Title: "督察", Form: supervision.Inspection, Unit: districttest.District, Scope: districttest.District})
			found := w.Rivals(8, func(int) error {
				_, err := w.Try("district", supervision.KindRound, round.ID, supervision.Find{Unit: districttest.Town, Title: "问题", Text: "整改", Due: civil.DateOf(w.Now()).AddDays(9)})
				return err
			})
			var open []uuid.UUID
			for _, task := range districttest.Records[task.Task](w, duty.Kind) {
				if from, _ := task.Origin.Ref(); from == round {
					open = append(open, task.ID)
				}
			}
			require.Len(t, open, found)
			for _, id := range open {
				w.Do("town", duty.Kind, id, task.Submit{Text: "已整改"})
			}
			require.Equal(t, len(open)+1, rightAndReport(w, round, open))
			got := districttest.Record[supervision.Round](w, round)
			require.Equal(t, governance.Referrals{Given: found, Ended: found, Done: found}, got.Referrals)
			require.Equal(t, supervision.Closed, got.Phase)
		}
	})
}

// rightAndReport has every task of a round passed, and the round reported on, at the
// same moment; what lost gives its command again.
func rightAndReport(w *districttest.World, round governance.Ref, open []uuid.UUID) (succeeded int) {
	left := make([]bool, len(open)+1)
	for succeeded < len(left) {
		n := w.Rivals(len(left), func(i int) (err error) {
			switch {
			case left[i]:
				return &governance.ConflictError{}
			case i == len(open):
				_, err = w.Try("district", supervision.KindRound, round.ID, supervision.Report{Text: "通报"})
			default:
				_, err = w.Try("district", duty.Kind, open[i], task.Pass{})
			}
			left[i] = err == nil
			return err
		})
		require.Positive(w, n, "somebody comes first")
		succeeded += n
	}
	return succeeded
}
