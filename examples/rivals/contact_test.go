package rivals_test

import (
	"fmt"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/contact"
	"github.com/jinlin-project/jinlin/governance/contact/problem"
	"github.com/jinlin-project/jinlin/internal/districttest"
	"github.com/jinlin-project/jinlin/orgtree"
)

// G4: a unit has one leader at a time, and no problem is lost in a hand-over that
// happens while others raise, solve and give up problems: whatever is open is on
// exactly one tie, the one that it says it belongs to.
func TestNoProblemIsLostInAHandOver(t *testing.T) {
	everywhere(t, func(t *testing.T, ledger governance.Ledger) {
		books, err := contact.New(nil, contact.Kinds{})
		require.NoError(t, err)
		w := districttest.New(t, ledger, books.Ties.Shelf, books.Visits.Shelf, books.Problems.Shelf)
		leaders := w.Tree().Holders(orgtree.StandingMember, "P"+districttest.District)
		until := civil.MustParse("2026-12-31")
		require.Equal(t, 1, w.Rivals(6, func(i int) error {
			_, err := w.Try("district", contact.KindTie, uuid.Nil, contact.TieTo{Leader: leaders[i].Person, Unit: districttest.Community, Until: until})
			return err
		}))
		for range 4 {
			tie := current(w)
			w.Rivals(8, func(i int) error {
				if i == 0 {
					next := leaders[(indexOf(leaders, tie.Leader)+1)%len(leaders)].Person
					_, err := w.Try("district", contact.KindTie, tie.ID, contact.HandOver{Leader: next, Until: until})
					return err
				}
				if i%3 == 0 && len(tie.Problems) > 0 {
					_, err := w.Try("district", problem.Kind, tie.Problems[i%len(tie.Problems)], problem.GiveUp{Reason: "x"})
					return err
				}
				_, err := w.Try("community", contact.KindTie, tie.ID, contact.Raise{Title: fmt.Sprint(i), Text: "难题"})
				return err
			})
			requireKept(t, w)
		}
	})
}

// requireKept holds what is open against the ties that say so.
func requireKept(t *testing.T, w *districttest.World) {
	on, open, currents := map[uuid.UUID]uuid.UUID{}, map[uuid.UUID]uuid.UUID{}, 0
	for _, tie := range districttest.Records[contact.Tie](w, contact.KindTie) {
		if tie.Phase == contact.Current {
			currents++
		}
		for _, id := range tie.Problems {
			require.NotContains(t, on, id)
			on[id] = tie.ID
		}
	}
	for _, p := range districttest.Records[problem.Problem](w, problem.Kind) {
		if p.Closed.IsZero() {
			open[p.ID] = p.Parent
		}
	}
	require.Equal(t, open, on)
	require.Equal(t, 1, currents)
}

func current(w *districttest.World) *contact.Tie {
	for _, tie := range districttest.Records[contact.Tie](w, contact.KindTie) {
		if tie.Phase == contact.Current {
			return tie
		}
	}
	return nil
}

func indexOf(leaders []orgtree.Post, person string) int {
	for i := range leaders {
		if leaders[i].Person == person {
			return i
		}
	}
	return 0
}
