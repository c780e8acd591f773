package orgtree_test

import (
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/orgtree"
	"github.com/jinlin-project/jinlin/orgtree/synth"
)

func grown(t *testing.T, seed uint64, size synth.Size) *orgtree.Org {
	t.Helper()
	file, err := os.Open("synth/district-350205.csv")
	require.NoError(t, err)
	defer file.Close()
	o, err := synth.District(seed, size, file)
	require.NoError(t, err)
	return o
}

// counted are figures counted the stupid way: by asking every unit of the tree
// about itself, through the questions that anybody can ask.
type counted struct {
	tree *orgtree.Tree
	top  orgtree.Code
	f    orgtree.Figures
}

func countFigures(tree *orgtree.Tree, top orgtree.Code) orgtree.Figures {
	c := &counted{tree: tree, top: top, f: orgtree.Figures{
		Units: map[orgtree.Kind]int{}, Posts: map[orgtree.PostKind]int{}, Sources: map[orgtree.PostKind]map[string]int{},
	}}
	for r := range orgtree.Ref(tree.Len()) {
		u := tree.UnitAt(r)
		if seat, _ := tree.Seat(u.Code); tree.Within(seat, top) {
			c.unit(u)
		}
	}
	return c.f
}

func (c *counted) unit(u orgtree.Unit) {
	c.f.Units[u.Kind]++
	enlarged, staff := c.posts(u)
	switch u.Kind {
	case orgtree.Compound:
		party, led := c.tree.PartyOf(u.Code)
		tally(&c.f.CompoundsCovered, led && c.tree.Kind(party) == orgtree.CompoundBranch)
	case orgtree.CompoundBranch:
		c.f.CompoundBranches++
	case orgtree.Grid:
		c.f.GridStaff += staff
		tally(&c.f.GridsStaffed, staff > 0)
	case orgtree.Building:
		tally(&c.f.BuildingsInGrids, c.inGrid(u))
	case orgtree.TownCommittee, orgtree.CommunityCommittee:
		tally(&c.f.CommitteesEnlarged, enlarged)
	}
}

func tally(r *orgtree.Ratio, counts bool) {
	if r.Of++; counts {
		r.Num++
	}
}

func (c *counted) posts(u orgtree.Unit) (enlarged bool, staff int) {
	for _, p := range c.tree.PostsAt(u.Code) {
		rule := p.Kind.Rule()
		c.f.Posts[p.Kind]++
		if len(rule.Sources) > 0 {
			if c.f.Sources[p.Kind] == nil {
				c.f.Sources[p.Kind] = map[string]int{}
			}
			c.f.Sources[p.Kind][p.Source]++
		}
		if p.Kind == orgtree.Mediator {
			tally(&c.f.MediatorsPartTime, p.PartTime)
		}
		if rule.Grid {
			staff++
		}
	}
	return c.tree.Enlarged(u.Code), staff
}

// inGrid asks every grid whether it covers a building, or what it stands in.
func (c *counted) inGrid(building orgtree.Unit) bool {
	for r := range orgtree.Ref(c.tree.Len()) {
		if c.tree.KindAt(r) != orgtree.Grid {
			continue
		}
		for _, covered := range c.tree.UnitAt(r).Covers {
			if covered == building.Code || covered == building.Parent {
				return true
			}
		}
	}
	return false
}

// domain.md §1: coverage and staffing figures, of every unit of a district.
func TestFiguresAgainstCounting(t *testing.T) {
	size := synth.Demo()
	size.Communities, size.Compounds, size.Branches, size.Grids = 9, 20, 9, 20
	tree := grown(t, 7, size).On(dayOf("2024-01-01"))
	for r := range orgtree.Ref(tree.Len()) {
		if tree.KindAt(r).Rank() == 0 || tree.KindAt(r).Rank() > 6 {
			continue
		}
		got, ok := tree.Figures(tree.CodeAt(r))
		require.True(t, ok)
		require.Equal(t, countFigures(tree, tree.CodeAt(r)), got, "%s", tree.CodeAt(r))
	}
}

// The same of organisations to which anything may have happened.
func TestFiguresOfRandomOrganisations(t *testing.T) {
	for seed := range uint64(12) {
		h := live(t, seed, 80, false)
		for d := civil.Date(0); d < horizon; d += 3 {
			tree := h.last().On(d)
			for _, top := range []orgtree.Code{"1", "1a", "1b", "1a1", "1b2", "1a1x"} {
				got, ok := tree.Figures(top)
				require.Equal(t, tree.Has(top), ok)
				if ok {
					require.Equal(t, countFigures(tree, top), got, "seed %d, day %d, %s", seed, d, top)
				}
			}
		}
	}
}

// Figures of a town are the sum of those of its communities and of what stands
// at the town itself: nothing is counted twice or lost on the way up.
func TestFiguresAddUp(t *testing.T) {
	tree := grown(t, 3, synth.Founding()).On(dayOf("2024-09-27"))
	whole, _ := tree.Figures("350205")
	var compounds, covered, branches, staff, mediators int
	for _, town := range tree.Children("350205", orgtree.Town) {
		f, _ := tree.Figures(town.Code)
		sum := 0
		for _, c := range tree.Children(town.Code, orgtree.Community) {
			of, _ := tree.Figures(c.Code)
			sum += of.Units[orgtree.Compound]
		}
		require.Equal(t, sum, f.Units[orgtree.Compound], "%s", town.Name)
		compounds, covered = compounds+f.CompoundsCovered.Of, covered+f.CompoundsCovered.Num
		branches, staff, mediators = branches+f.CompoundBranches, staff+f.GridStaff, mediators+f.Posts[orgtree.Mediator]
	}
	require.Equal(t, whole.CompoundsCovered, orgtree.Ratio{Num: covered, Of: compounds})
	require.Equal(t, []int{whole.CompoundBranches, whole.GridStaff, whole.Posts[orgtree.Mediator]}, []int{branches, staff, mediators})
}
