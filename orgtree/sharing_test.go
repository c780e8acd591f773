package orgtree_test

import (
	"fmt"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/orgtree"
)

// An Org and its trees are used by many at once, some of whom change it into
// others. The race detector watches.
func TestManyAtOnce(t *testing.T) {
	o := smallOrg(t)
	tree := o.On(day)
	want := describe(tree)
	var everyone sync.WaitGroup
	for n := range 8 {
		everyone.Go(func() {
			mine := o
			for i := range 20 {
				next, err := mine.Apply(orgtree.Rename{Code: "1a1", Name: fmt.Sprintf("%d号%d", n, i), Day: day + civil.Date(i)})
				if !assert.NoError(t, err) {
					return
				}
				mine = next
			}
			assert.Equal(t, fmt.Sprintf("%d号19", n), mine.On(day+40).Name("1a1"))
			assert.Equal(t, want, describe(o.On(day)))
			assert.Equal(t, want, describe(tree))
		})
	}
	everyone.Wait()
}

// Two changes made to one organisation are two organisations: neither sees the
// other, although they share all the rest.
func TestBranchesDoNotMix(t *testing.T) {
	base := smallOrg(t)
	left := mustApply(t, base, orgtree.Dissolve{Code: "1D2", Successor: "1D1", Day: day},
		appoint("x", orgtree.TownClerk, "1a", "left", 0, 0))
	right := mustApply(t, base, orgtree.Move{Code: "1D2", Parent: "1", Day: day},
		appoint("x", orgtree.TownClerk, "1b", "right", 0, 0))
	assert.False(t, left.On(day).Has("1D2"))
	assert.Equal(t, []orgtree.Code{"1D1", "1D2"}, codesOf(right.On(day).Departments("1")))
	assert.Len(t, left.On(day).PostsOf("left"), 1)
	assert.Empty(t, left.On(day).PostsOf("right"))
	_, ok := base.Post("x")
	assert.False(t, ok)
}

// The order of the batch does not matter where changes are about different
// things: rules are held to the result.
func TestOrderWithinABatch(t *testing.T) {
	town := orgtree.AddUnit{Unit: orgtree.Unit{Code: "1c", Name: "新镇", Kind: orgtree.Town, Parent: "1"}, Day: day}
	community := orgtree.AddUnit{Unit: orgtree.Unit{Code: "1c1", Name: "新社区", Kind: orgtree.Community, Parent: "1c"}, Day: day}
	clerk := appoint("x", orgtree.TownClerk, "1c", "p", day, 0)
	want := dump(mustApply(t, smallOrg(t), town, community, clerk))
	require.Equal(t, want, dump(mustApply(t, smallOrg(t), clerk, community, town)))
	require.Equal(t, want, dump(mustApply(t, smallOrg(t), community, clerk, town)))
	_, err := smallOrg(t).Apply(community, clerk)
	require.Error(t, err)
}

// Applying in one batch or one after the other comes to the same.
func TestOneBatchOrMany(t *testing.T) {
	changes := []orgtree.Change{
		orgtree.Rename{Code: "1a", Name: "甲镇", Day: 3},
		orgtree.Move{Code: "1D2", Parent: "1", Day: 5},
		orgtree.SetCovers{Code: "1a1G", Covers: []orgtree.Code{"1a1y"}, Day: 4},
		orgtree.Dissolve{Code: "1D1", Successor: "1D2", Day: 7},
		appoint("x", orgtree.TownClerk, "1a", "p", 2, 9),
		orgtree.SetForm{Code: "P1a1", Form: orgtree.FormGeneralBranch, Day: 6},
		orgtree.EndPost{ID: "x", Day: 8},
	}
	one := mustApply(t, smallOrg(t), changes...)
	many := smallOrg(t)
	for _, c := range changes {
		many = mustApply(t, many, c)
	}
	require.Equal(t, dump(one), dump(many))
	for d := range civil.Date(horizon) {
		require.Equal(t, describe(one.On(d)), describe(many.On(d)))
	}
}

func TestEmptyBatch(t *testing.T) {
	o := smallOrg(t)
	same := mustApply(t, o)
	assert.Equal(t, dump(o), dump(same))
	for range same.Delta() {
		t.Fatal("nothing changed")
	}
	assert.Equal(t, 0, orgtree.New().Len())
	assert.Zero(t, orgtree.New().On(day).Len())
}
