package contact_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/memory"
	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance/contact"
	"github.com/jinlin-project/jinlin/governance/notice"
	"github.com/jinlin-project/jinlin/internal/districttest"
	"github.com/jinlin-project/jinlin/orgtree"
)

// open is a district in which only "leader" sits on the standing committee, and in
// which "neighbour" and "volunteer" are leaders of the district too.
func open(tb testing.TB) *districttest.World {
	books, err := contact.New(nil, contact.Kinds{Case: casework.KindCase})
	require.NoError(tb, err)
	cases, err := casework.New(nil)
	require.NoError(tb, err)
	notices, err := notice.New()
	require.NoError(tb, err)
	w := districttest.New(tb, memory.New(), books.Ties.Shelf, books.Visits.Shelf, books.Problems.Shelf, cases.Shelf, notices.Shelf)
	var changes []orgtree.Change
	for _, p := range w.Tree().Holders(orgtree.StandingMember, "P"+districttest.District) {
		if p.Person != w.Person("leader") {
			changes = append(changes, orgtree.EndPost{ID: p.ID, Day: civil.DateOf(w.Now())})
		}
	}
	for _, name := range []string{"neighbour", "volunteer"} {
		changes = append(changes, orgtree.Appoint{ID: "leader-" + name, Post: orgtree.Post{
			Kind: orgtree.DistrictLeader, Unit: districttest.District, Person: w.Person(name), From: civil.DateOf(w.Now()),
		}})
	}
	w.Change(changes...)
	return w
}

func TestScenarios(t *testing.T) {
	districttest.Scenarios(t, open, contact.KindTie, contact.KindVisit, contact.KindProblem)
}
