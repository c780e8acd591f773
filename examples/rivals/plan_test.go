package rivals_test

import (
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

// G2: one town one plan (一镇街一案) for each guiding document, however many draft it
// and give it up at the same moment; the document counts those that stand.
func TestATownHasOnePlan(t *testing.T) {
	everywhere(t, func(t *testing.T, ledger governance.Ledger) {
		books, err := directive.New(nil, duty.Kind)
		require.NoError(t, err)
		tasks, err := duty.New(nil)
		require.NoError(t, err)
		w := districttest.New(t, ledger, append(books.Shelves(), tasks.Shelf)...)
		today := civil.DateOf(w.Now())
		document := w.Do("district", directive.KindDocument, uuid.Nil, directive.Register{Title: "意见", Text: "总体要求", Issuer: districttest.District, Issued: today})
		towns := []string{"town", "town-2"}
		units := map[string]orgtree.Code{"town": districttest.Town, "town-2": districttest.Town2}
		for range 4 {
			require.Equal(t, 2, w.Rivals(12, func(i int) error {
				who := towns[i%2]
				_, err := w.Try(who, directive.KindPlan, uuid.Nil, directive.Draft{
					Title: "一案", Text: "方案", Form: directive.TownPlan, Unit: units[who], Document: document.ID, From: today, To: today.AddDays(90),
				})
				return err
			}), "one for each of two towns")
			require.Equal(t, 2, plans(w, document))
			for _, p := range districttest.Records[directive.Plan](w, directive.KindPlan) {
				if p.Closed.IsZero() && p.Unit == districttest.Town {
					require.Equal(t, 1, w.Rivals(3, func(int) error {
						_, err := w.Try("town", directive.KindPlan, p.ID, directive.Abandon{Reason: "重新拟订"})
						return err
					}))
				}
			}
			require.Equal(t, 1, plans(w, document))
			for _, p := range districttest.Records[directive.Plan](w, directive.KindPlan) {
				if p.Closed.IsZero() {
					_, err := w.Try("town-2", directive.KindPlan, p.ID, directive.Abandon{Reason: "重新拟订"})
					require.NoError(t, err)
				}
			}
		}
	})
}

// plans are those of a document that stand, as it counts them and as they are.
func plans(w *districttest.World, document governance.Ref) int {
	n := 0
	for _, p := range districttest.Records[directive.Plan](w, directive.KindPlan) {
		if p.Closed.IsZero() {
			n++
		}
	}
	require.Equal(w, n, districttest.Record[directive.Document](w, document).Plans)
	return n
}

// G2: what a round finds opens one task each, however many find at the same moment,
// and the round counts every one; a round is reported once.
func TestEveryFindingIsOneTask(t *testing.T) {
	everywhere(t, func(t *testing.T, ledger governance.Ledger) {
		books, err := supervision.New(nil, duty.Kind)
		require.NoError(t, err)
		tasks, err := duty.New(nil)
		require.NoError(t, err)
		w := districttest.New(t, ledger, append(books.Shelves(), tasks.Shelf)...)
		round := w.Do("district", supervision.KindRound, uuid.Nil, supervision.Begin{Title: "督察", Form: supervision.Inspection, Unit: districttest.District, Scope: districttest.District})
		due := civil.DateOf(w.Now()).AddDays(20)
		found := w.Rivals(10, func(int) error {
			_, err := w.Try("district", supervision.KindRound, round.ID, supervision.Find{Unit: districttest.Town, Title: "问题", Text: "整改", Due: due})
			return err
		})
		require.Equal(t, 10, found)
		require.Equal(t, found, districttest.Record[supervision.Round](w, round).Given)
		require.Len(t, districttest.Records[task.Task](w, duty.Kind), found)
		require.Equal(t, 1, w.Rivals(4, func(int) error {
			_, err := w.Try("district", supervision.KindRound, round.ID, supervision.Report{Text: "发现问题"})
			return err
		}))
	})
}
