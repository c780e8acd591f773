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
	"github.com/jinlin-project/jinlin/governance/mutualaid/help"
	"github.com/jinlin-project/jinlin/governance/mutualaid/need"
	"github.com/jinlin-project/jinlin/governance/notice"
	"github.com/jinlin-project/jinlin/governance/volunteer"
	"github.com/jinlin-project/jinlin/governance/volunteer/talent"
	"github.com/jinlin-project/jinlin/internal/districttest"
)

func shelf[S any](tb testing.TB) func(*governance.Book[S], error) *governance.Shelf {
	return func(book *governance.Book[S], err error) *governance.Shelf {
		require.NoError(tb, err)
		return book.Shelf
	}
}

func open(tb testing.TB) *districttest.World {
	books, err := mutualaid.New(nil, casework.KindCase, talent.Kind)
	require.NoError(tb, err)
	volunteers, err := volunteer.New(nil)
	require.NoError(tb, err)
	return districttest.New(tb, memory.New(), append(books.Shelves(),
		shelf[casework.Case](tb)(casework.New(nil)), shelf[notice.Notice](tb)(notice.New()), volunteers.Talents.Shelf)...)
}

func TestScenarios(t *testing.T) {
	districttest.Scenarios(t, open, need.Kind, help.Kind)
}

// Name, telephone and door are masked to those who read of a need, and shown to who
// has taken it, until they step back.
func TestWhoTakesItSeesWhomToFind(t *testing.T) {
	w := open(t)
	ask := need.Ask{
		Title: "换灯泡", Place: districttest.Compound, Wanted: 2, Begins: w.Now().Add(24 * time.Hour),
		Contact: need.Contact{Name: "王秀英", Phone: "13800138000", Address: "3号楼402"},
	}
	ref := w.Do("resident", need.Kind, uuid.Nil, need.Post{Ask: ask})
	w.Do("compound", need.Kind, ref.ID, need.Check{})
	w.Do("community", need.Kind, ref.ID, need.Order{})
	shelf, _ := w.Office.Shelf(need.Kind)
	sees := func(who string) string {
		view, err := shelf.Get(w.Context(), w.Actor(who), ref.ID)
		require.NoError(t, err)
		raw, err := view.JSON("zh")
		require.NoError(t, err)
		return string(raw)
	}
	require.NotContains(t, sees("resident-2"), "秀英")
	require.NotContains(t, sees("resident-2"), "402")
	w.Do("resident-2", need.Kind, ref.ID, need.Take{})
	require.Contains(t, sees("resident-2"), "王秀英")
	require.Contains(t, sees("resident-2"), "3号楼402")
	require.NotContains(t, sees("neighbour"), "402")
	given := districttest.Records[help.Help](w, help.Kind)[0]
	w.Do("resident-2", help.Kind, given.ID, help.StepBack{Reason: "出差"})
	require.NotContains(t, sees("resident-2"), "402")
}
