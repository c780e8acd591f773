package contact_test

import (
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/memory"
	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/contact"
	"github.com/jinlin-project/jinlin/governance/contact/problem"
	"github.com/jinlin-project/jinlin/governance/contact/visit"
	"github.com/jinlin-project/jinlin/governance/duty"
	"github.com/jinlin-project/jinlin/governance/notice"
	"github.com/jinlin-project/jinlin/internal/districttest"
	"github.com/jinlin-project/jinlin/orgtree"
)

// open is a district in which only "leader" sits on the standing committee, and in
// which "neighbour" and "volunteer" are leaders of the district too.
func open(tb testing.TB) *districttest.World {
	books, err := contact.New(nil, contact.Kinds{Case: casework.KindCase, Task: duty.Kind})
	require.NoError(tb, err)
	cases, err := casework.New(nil)
	require.NoError(tb, err)
	notices, err := notice.New()
	require.NoError(tb, err)
	tasks, err := duty.New(nil)
	require.NoError(tb, err)
	w := districttest.New(tb, memory.New(), append(books.Shelves(), cases.Shelf, notices.Shelf, tasks.Shelf)...)
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

// 4 G4: where a district keeps no tasks, no problem is passed on as one.
func TestWhereThereAreNoTasks(t *testing.T) {
	books, err := contact.New(nil, contact.Kinds{})
	require.NoError(t, err)
	w := districttest.New(t, memory.New(), books.Shelves()...)
	until := civil.MustParse("2026-12-31")
	tie := w.Do("district", contact.KindTie, uuid.Nil, contact.TieTo{Leader: w.Person("leader"), Unit: districttest.Community, Until: until})
	w.Do("leader", contact.KindTie, tie.ID, contact.Raise{Title: "难题", Text: "难题"})
	raised := districttest.Records[problem.Problem](w, problem.Kind)[0].ID
	w.Do("leader", problem.Kind, raised, problem.Analyse{Cause: "症结", Plan: "办法", Owner: districttest.Community, Due: until})
	for _, target := range []problem.Target{problem.ToCase, problem.ToTask} {
		_, err = w.Try("leader", problem.Kind, raised, problem.PassOn{Target: target})
		var invalid *governance.InvalidError
		require.ErrorAs(t, err, &invalid)
		require.Equal(t, "not-here", invalid.Faults[0].Code)
	}
}

func TestScenarios(t *testing.T) {
	districttest.Scenarios(t, open, contact.KindTie, visit.Kind, problem.Kind)
}
