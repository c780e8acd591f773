package orgtree_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/orgtree"
)

func mustApply(t *testing.T, o *orgtree.Org, changes ...orgtree.Change) *orgtree.Org {
	t.Helper()
	next, err := o.Apply(changes...)
	require.NoError(t, err)
	return next
}

func codesOf(units []orgtree.Unit) (codes []orgtree.Code) {
	for _, u := range units {
		codes = append(codes, u.Code)
	}
	return codes
}

// domain.md §1: a lane, or a place outside any compound, still has an answering
// organisation; §2.1: the organisation that checks is the compound's, or the
// community's where the compound has none.
func TestWhoAnswersForAPlace(t *testing.T) {
	tree := mustApply(t, smallOrg(t), orgtree.AddUnit{Unit: orgtree.Unit{
		Code: "1a1L1", Name: "巷内1号", Kind: orgtree.Building, Parent: "1a1L",
	}}).On(day)
	codes := func(c ...orgtree.Code) []orgtree.Code { return c }
	for _, c := range []struct {
		place   orgtree.Code
		answers []orgtree.Code
		checks  orgtree.Code
	}{
		{"1a1x", codes("1a1x", "1a1", "1a", "1"), "1a1x"},
		{"1a1x1", codes("1a1x", "1a1", "1a", "1"), "1a1x"},
		{"1a1y1", codes("1a1", "1a", "1"), "1a1"}, // no Party organisation covers 1a1y
		{"1a1L", codes("1a1", "1a", "1"), "1a1"},
		{"1a1L1", codes("1a1", "1a", "1"), "1a1"},
		{"1a1G", codes("1a1", "1a", "1"), "1a1"},
		{"1a1", codes("1a1", "1a", "1"), "1a1"},
		{"1a", codes("1a", "1"), "1a"},
		{"1D2", codes("1"), "1D2"}, // a department's own organisation checks
		{"1C", codes("1"), "1C"},
		{"P1a1x", codes("1a1x", "1a1", "1a", "1"), "1a1x"},
		{"P1a1", codes("1a1", "1a", "1"), "1a1"},
		{"nowhere", nil, ""},
	} {
		assert.Equal(t, c.answers, tree.Answers(c.place), "%s", c.place)
		checks, ok := tree.CheckingOrg(c.place)
		assert.Equal(t, c.checks, checks, "%s", c.place)
		assert.Equal(t, c.checks != "", ok)
	}
}

func TestNearestAndSeat(t *testing.T) {
	tree := smallOrg(t).On(day)
	for _, c := range []struct {
		code orgtree.Code
		kind orgtree.Kind
		want orgtree.Code
	}{
		{"1a1x1", orgtree.Building, "1a1x1"},
		{"1a1x1", orgtree.Compound, "1a1x"},
		{"1a1x1", orgtree.Town, "1a"},
		{"1a1x1", orgtree.Grid, ""},
		{"P1a1x", orgtree.TownCommittee, "P1a"}, // its superior
		{"P1a1x", orgtree.Town, "1a"},           // around its seat
		{"nowhere", orgtree.Town, ""},
	} {
		got, ok := tree.Nearest(c.code, c.kind)
		assert.Equal(t, c.want, got, "%s %s", c.code, c.kind)
		assert.Equal(t, c.want != "", ok)
	}
	district, _ := tree.District("P1a1x")
	assert.Equal(t, orgtree.Code("1"), district)
	compound, _ := tree.Compound("1a1x1")
	assert.Equal(t, orgtree.Code("1a1x"), compound)
	centre, _ := tree.Centre("1b2L")
	assert.Equal(t, orgtree.Code("1C"), centre)
	assert.Equal(t, []orgtree.Code{"1D1"}, codesOf(tree.Departments("1")))
	assert.False(t, tree.Within("P1a1", "1a"), "a Party organisation stands below its superior")
	assert.True(t, tree.Within("P1a1", "P1a"))
	seat, _ := tree.Seat("P1a1")
	assert.True(t, tree.Within(seat, "1a"))
}

func TestNothingIsFoundBeforeTheBeginning(t *testing.T) {
	tree := smallOrg(t).On(-1)
	assert.Zero(t, tree.Len())
	assert.Empty(t, tree.Children(""))
	assert.False(t, tree.Has("1"))
	assert.Empty(t, tree.Name("1"))
	assert.Zero(t, tree.Kind("1"))
	assert.Empty(t, tree.Ancestors("1a"))
	assert.Nil(t, tree.Children("1a"))
	assert.Nil(t, tree.Answers("1a"))
	assert.Nil(t, tree.Inherited("1a"))
	for range tree.Subtree("1") {
		t.Fatal("there is nothing")
	}
	_, ok := tree.Figures("1")
	assert.False(t, ok)
	assert.Equal(t, civil.Date(-1), tree.Day())
}

func TestHandles(t *testing.T) {
	tree := smallOrg(t).On(day)
	r, ok := tree.Find("1a1x1")
	require.True(t, ok)
	assert.Equal(t, orgtree.Code("1a1x1"), tree.CodeAt(r))
	assert.Equal(t, orgtree.Building, tree.KindAt(r))
	assert.Equal(t, orgtree.Code("1a1x"), tree.CodeAt(tree.ParentAt(r)))
	assert.Equal(t, tree.Name("1a1x1"), tree.UnitAt(r).Name)
	from, to := tree.SubtreeRefs("1a")
	assert.True(t, from < r && r < to && tree.WithinAt(r, from))
	_, ok = tree.Find("nowhere")
	assert.False(t, ok)
	got := tree.AppendSubtree([]orgtree.Code{"first"}, "1a", orgtree.Community)
	assert.Equal(t, []orgtree.Code{"first", "1a1", "1a2"}, got)
	for u := range tree.Subtree("1", orgtree.Town) {
		assert.Equal(t, orgtree.Code("1a"), u.Code)
		break // stopping early must be possible
	}
}

// domain.md §1: merging or dissolving a unit must never strand its open work.
func TestMergeHandsEverythingOver(t *testing.T) {
	o := mustApply(t, smallOrg(t),
		orgtree.Appoint{ID: "s1", Post: orgtree.Post{Kind: orgtree.Secretary, Unit: "P1a1", Person: "old", From: 0}},
		orgtree.SetPerson{Person: orgtree.Person{ID: "resident", Home: "1a1"}},
	)
	after := mustApply(t, o,
		orgtree.Merge{Codes: []orgtree.Code{"1a1"}, Into: "1a2", Day: day},
		orgtree.Merge{Codes: []orgtree.Code{"P1a1"}, Into: "P1a2", Day: day},
		orgtree.Dissolve{Code: "1a1R", Successor: "1a2R", Day: day},
	)
	tree := after.On(day)
	assert.False(t, tree.Has("1a1"))
	heir, _ := tree.Successor("1a1")
	assert.Equal(t, orgtree.Code("1a2"), heir)
	assert.Equal(t, []orgtree.Code{"1a1"}, tree.Inherited("1a2"))
	assert.True(t, tree.Within("1a1x1", "1a2"), "children move")
	assert.True(t, tree.Within("P1a1x", "P1a2"))
	assert.Empty(t, tree.PostsOf("old"), "posts end with their unit")
	checks, _ := tree.CheckingOrgOf("resident")
	assert.Equal(t, orgtree.Code("1a2"), checks, "who lived there belongs to the successor")

	before := after.On(day - 1)
	assert.Equal(t, describe(o.On(day-1)), describe(before), "the past stays as it was")
	_, holds := before.Holder(orgtree.Secretary, "P1a1")
	assert.True(t, holds)

	twice := mustApply(t, after, orgtree.Move{Code: "1a2", Parent: "1b", Day: day + 1},
		orgtree.Merge{Codes: []orgtree.Code{"1a2"}, Into: "1b1", Day: day + 5},
		orgtree.Merge{Codes: []orgtree.Code{"P1a2"}, Into: "P1b1", Day: day + 5},
		orgtree.Dissolve{Code: "1a2R", Successor: "1b1R", Day: day + 5},
	).On(day + 9)
	heir, _ = twice.Successor("1a1")
	assert.Equal(t, orgtree.Code("1b1"), heir, "a successor may be merged too")
	assert.Equal(t, []orgtree.Code{"1a1", "1a2"}, twice.Inherited("1b1"))
}

func TestSplitFoundsTheNewBesideOrInsteadOfTheOld(t *testing.T) {
	into := []orgtree.Unit{
		{Code: "1D3", Name: "甲局", Kind: orgtree.Department, Parent: "1"},
		{Code: "1D4", Name: "乙局", Kind: orgtree.Department, Parent: "1"},
	}
	beside := mustApply(t, smallOrg(t), orgtree.Split{Code: "1D1", Into: into, Day: day}).On(day)
	assert.Equal(t, []orgtree.Code{"1D1", "1D3", "1D4"}, codesOf(beside.Departments("1")))

	instead := mustApply(t, smallOrg(t), orgtree.Split{Code: "1D1", Into: into, Heir: "1D4", Day: day},
		orgtree.Move{Code: "1D2", Parent: "1D3", Day: day}).On(day)
	assert.Equal(t, []orgtree.Code{"1D3", "1D4"}, codesOf(instead.Departments("1")))
	heir, _ := instead.Successor("1D1")
	assert.Equal(t, orgtree.Code("1D4"), heir)
	assert.True(t, instead.Within("1D2", "1D3"), "the batch may move children elsewhere")
}

// A unit founded under a parent on the very day the parent ends goes to the heir.
func TestFoundedOnTheDayTheParentEnds(t *testing.T) {
	tree := mustApply(t, smallOrg(t),
		orgtree.AddUnit{Unit: orgtree.Unit{Code: "1a1y2", Name: "2号楼", Kind: orgtree.Building, Parent: "1a1y"}, Day: day},
		orgtree.Dissolve{Code: "1a1y", Successor: "1a1x", Day: day},
	).On(day)
	assert.True(t, tree.Within("1a1y2", "1a1x"))
}

// A later dissolution entered for an earlier day must not pull the successor
// away from under an unit that inherited into it.
func TestBackdatedEndOfASuccessorIsRefused(t *testing.T) {
	o := mustApply(t, smallOrg(t),
		orgtree.AddUnit{Unit: orgtree.Unit{Code: "1D5", Name: "丙局", Kind: orgtree.Department, Parent: "1"}},
		orgtree.Dissolve{Code: "1D2", Successor: "1D5", Day: day},
	)
	_, err := o.Apply(orgtree.Dissolve{Code: "1D5", Successor: "1D1", Day: day - 3})
	assert.Equal(t, []string{"changes[0] wrong-successor 1D2"}, faultsOf(t, err))
	mustApply(t, o, orgtree.Dissolve{Code: "1D5", Successor: "1D1", Day: day + 3})
}

// A rename entered later for an earlier day must not undo what lies between.
func TestFactsAreDatedOneByOne(t *testing.T) {
	o := mustApply(t, smallOrg(t),
		orgtree.Move{Code: "1a1", Parent: "1b", Day: 8}, orgtree.Move{Code: "P1a1", Parent: "P1b", Day: 8},
		orgtree.Rename{Code: "1a1", Name: "三", Day: 12})
	o = mustApply(t, o, orgtree.Rename{Code: "1a1", Name: "二", Day: 4})
	for d, want := range map[civil.Date]orgtree.Unit{
		3:  {Code: "1a1", Name: "单位1a1", Kind: orgtree.Community, Parent: "1a"},
		4:  {Code: "1a1", Name: "二", Kind: orgtree.Community, Parent: "1a"},
		8:  {Code: "1a1", Name: "二", Kind: orgtree.Community, Parent: "1b"},
		12: {Code: "1a1", Name: "三", Kind: orgtree.Community, Parent: "1b"},
	} {
		got, ok := o.On(d).Unit("1a1")
		require.True(t, ok)
		assert.Equal(t, want, got)
	}
	from, to, ok := o.Life("1a1")
	assert.True(t, ok && from == 0 && to == civil.Forever)
}

// domain.md §4 G2 [R]: tasks are broken down from the district to the town, to the
// community and to the compound, a level at a time.
func TestNextBelow(t *testing.T) {
	tree := smallOrg(t).On(day)
	below := 0
	for r := range tree.Len() {
		u := tree.UnitAt(orgtree.Ref(r))
		for s := range tree.Len() {
			above := tree.UnitAt(orgtree.Ref(s))
			seat, _ := tree.Seat(u.Code)
			at, _ := tree.Unit(seat)
			upper, _ := tree.Seat(above.Code)
			want := at.Parent != "" && at.Parent == upper
			if want {
				below++
			}
			assert.Equal(t, want, tree.NextBelow(u.Code, above.Code), "%s below %s", u.Code, above.Code)
		}
	}
	assert.Positive(t, below)
	assert.True(t, tree.NextBelow("1a1", "1a"))
	assert.False(t, tree.NextBelow("1a1", "1"), "not over a level")
	assert.False(t, tree.NextBelow("1a", "1a"))
	assert.False(t, tree.NextBelow("nowhere", "1a"))
	assert.False(t, tree.NextBelow("1a", "nowhere"))
}
