package activity_test

import (
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/memory"
	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/activity"
	"github.com/jinlin-project/jinlin/governance/activity/fixedday"
	"github.com/jinlin-project/jinlin/governance/activity/plan"
	"github.com/jinlin-project/jinlin/governance/activity/signup"
	"github.com/jinlin-project/jinlin/internal/districttest"
	"github.com/jinlin-project/jinlin/orgtree"
)

func open(tb testing.TB) *districttest.World {
	books, err := activity.New(nil)
	require.NoError(tb, err)
	return districttest.New(tb, memory.New(), books.Shelves()...)
}

func TestScenarios(t *testing.T) {
	districttest.Scenarios(t, open, activity.Kind, signup.Kind, fixedday.Kind)
}

// 1: merging a unit never strands its open work. What a merged community was to
// hold is its heir's to hold, and its fixed day goes on there.
func TestMergedCommunitiesHandOn(t *testing.T) {
	w := open(t)
	plan := plan.Plan{Title: "睦邻日", Theme: "festival", Place: districttest.Community2}
	begins := w.Now().Add(24 * time.Hour)
	held := w.Do("community-2", activity.Kind, uuid.Nil, activity.Announce{Plan: plan, Begins: begins, Ends: begins.Add(time.Hour)})
	times := fixedday.Times{Rule: governance.Recurrence{Every: governance.Monthly, Day: 20}, At: "19:00", Minutes: 60, Ahead: 3}
	w.Do("community-2", fixedday.Kind, uuid.Nil, fixedday.Institute{Plan: plan, Times: times, Day: "harmony"})
	heir := w.Tree().Children(districttest.Town2, orgtree.Community)[1].Code
	require.NotEqual(t, districttest.Community2, heir)
	merge := func(from, into orgtree.Code) {
		w.Change(orgtree.Merge{Codes: []orgtree.Code{from}, Into: into, Day: civil.MustParse("2024-10-01")})
	}
	party, _ := w.Tree().PartyOf(districttest.Community2)
	partyOfHeir, _ := w.Tree().PartyOf(heir)
	merge(party, partyOfHeir)
	merge(districttest.Community2+"R", heir+"R")
	merge(districttest.Community2, heir)
	w.To(time.Date(2024, 10, 18, 9, 0, 0, 0, civil.Zone))
	worker := w.Tree().Holders(orgtree.CommunityWorker, heir)[0].Person
	shelf, _ := w.Office.Shelf(activity.Kind)
	_, err := shelf.Do(t.Context(), governance.Request{
		Actor: governance.ActorOf(w.Tree(), "heir", worker), ID: held.ID, Command: activity.Conclude{Text: "如期举办"},
	})
	require.NoError(t, err)
	all := districttest.Records[activity.Activity](w, activity.Kind)
	require.Len(t, all, 2)
	require.Equal(t, heir, all[1].Place, "the next is announced where the heir stands")
	require.Equal(t, heir, all[1].Community)
}
