package mutualaid_test

import (
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/memory"
	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/mutualaid"
	"github.com/jinlin-project/jinlin/governance/notice"
	"github.com/jinlin-project/jinlin/governance/volunteer"
	"github.com/jinlin-project/jinlin/internal/districttest"
)

func shelf[S any](tb testing.TB) func(*governance.Book[S], error) *governance.Shelf {
	return func(book *governance.Book[S], err error) *governance.Shelf {
		require.NoError(tb, err)
		return book.Shelf
	}
}

func open(tb testing.TB) *districttest.World {
	return districttest.New(tb, memory.New(),
		shelf[mutualaid.Need](tb)(mutualaid.New(nil, casework.KindCase, volunteer.KindTalent)), shelf[mutualaid.Help](tb)(mutualaid.NewHelps(nil)),
		shelf[casework.Case](tb)(casework.New(nil)), shelf[notice.Notice](tb)(notice.New()), shelf[volunteer.Talent](tb)(volunteer.NewTalents(nil)))
}

func TestScenarios(t *testing.T) {
	districttest.Scenarios(t, open, mutualaid.Kind, mutualaid.KindHelp)
}

// Name, telephone and door are masked to those who read of a need, and shown to who
// has taken it, until they step back.
func TestWhoTakesItSeesWhomToFind(t *testing.T) {
	w := open(t)
	ask := mutualaid.Ask{
		Title: "换灯泡", Place: districttest.Compound, Wanted: 2, Begins: w.Now().Add(24 * time.Hour),
		Contact: mutualaid.Contact{Name: "王秀英", Phone: "13800138000", Address: "3号楼402"},
	}
	ref := w.Do("resident", mutualaid.Kind, uuid.Nil, mutualaid.Post{Ask: ask})
	w.Do("compound", mutualaid.Kind, ref.ID, mutualaid.Check{})
	w.Do("community", mutualaid.Kind, ref.ID, mutualaid.Order{})
	shelf, _ := w.Office.Shelf(mutualaid.Kind)
	sees := func(who string) string {
		view, err := shelf.Get(w.Context(), w.Actor(who), ref.ID)
		require.NoError(t, err)
		raw, err := view.JSON("zh")
		require.NoError(t, err)
		return string(raw)
	}
	require.NotContains(t, sees("resident-2"), "秀英")
	require.NotContains(t, sees("resident-2"), "402")
	w.Do("resident-2", mutualaid.Kind, ref.ID, mutualaid.Take{})
	require.Contains(t, sees("resident-2"), "王秀英")
	require.Contains(t, sees("resident-2"), "3号楼402")
	require.NotContains(t, sees("neighbour"), "402")
	help := districttest.Records[mutualaid.Help](w, mutualaid.KindHelp)[0]
	w.Do("resident-2", mutualaid.KindHelp, help.ID, mutualaid.StepBack{Reason: "出差"})
	require.NotContains(t, sees("resident-2"), "402")
}
