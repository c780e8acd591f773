package synth_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/orgtree"
	"github.com/jinlin-project/jinlin/orgtree/synth"
)

// unitsOf are all units of a kind.
func unitsOf(tree *orgtree.Tree, kind orgtree.Kind) (units []orgtree.Unit) {
	for r := range orgtree.Ref(tree.Len()) {
		if tree.KindAt(r) == kind {
			units = append(units, tree.UnitAt(r))
		}
	}
	return units
}

// domain.md §1 [R]: committee › compound branch › building group › household; and
// each stands at the place that its superior leads.
func TestEveryHouseholdIsTheEndOfAChain(t *testing.T) {
	tree := grow(t, 1, synth.Founding()).On(today)
	households := unitsOf(tree, orgtree.MemberHousehold)
	require.Len(t, households, synth.Founding().Households)
	for _, h := range households {
		var kinds []orgtree.Kind
		for _, up := range tree.Ancestors(h.Code) {
			kinds = append(kinds, up.Kind)
		}
		require.Equal(t, []orgtree.Kind{
			orgtree.BuildingGroup, orgtree.CompoundBranch, orgtree.CommunityCommittee, orgtree.TownCommittee,
			orgtree.DistrictCommittee, orgtree.District, orgtree.City, orgtree.Province,
		}, kinds)
		group, _ := tree.PartyOf(h.At)
		require.Equal(t, h.Parent, group)
		compound, _ := tree.Compound(h.At)
		branch, _ := tree.PartyOf(compound)
		require.Equal(t, tree.Ancestors(h.Code)[1].Code, branch, "the branch covers the compound")
	}
}

// domain.md §1 [F]: 69 compound Party organisations cover all 153 compounds, some
// of them several, none across communities.
func TestBranchesCoverEveryCompoundOnce(t *testing.T) {
	tree := grow(t, 1, synth.Founding()).On(today)
	by := map[orgtree.Code]orgtree.Code{}
	several := 0
	for _, b := range unitsOf(tree, orgtree.CompoundBranch) {
		require.Contains(t, b.Covers, b.At)
		if len(b.Covers) > 1 {
			several++
		}
		for _, c := range b.Covers {
			require.Empty(t, by[c], "%s is covered twice", c)
			by[c] = b.Code
			at, _ := tree.Community(b.At)
			community, _ := tree.Community(c)
			require.Equal(t, at, community)
		}
	}
	require.Len(t, by, 153)
	require.Positive(t, several, "one organisation may cover several compounds")
}

// domain.md §1: a grid belongs to one community and covers what lies in it; every
// building and every lane is in one.
func TestGridsCoverEveryPlace(t *testing.T) {
	tree := grow(t, 1, synth.Founding()).On(today)
	covered := map[orgtree.Code]int{}
	for _, g := range unitsOf(tree, orgtree.Grid) {
		require.NotEmpty(t, g.Covers, "%s covers nothing", g.Name)
		for _, c := range g.Covers {
			covered[c]++
			require.True(t, tree.Within(c, g.Parent))
		}
	}
	for _, kind := range []orgtree.Kind{orgtree.Building, orgtree.Lane} {
		for _, u := range unitsOf(tree, kind) {
			require.Positive(t, covered[u.Code], "%s is in no grid", u.Name)
		}
	}
}

// domain.md §1 [F]: 807 people are the two heads and two officers of 727 grids:
// all four kinds of them, and no grid without anybody.
func TestGridStaffIsOfFourKinds(t *testing.T) {
	tree := grow(t, 1, synth.Founding()).On(today)
	f, _ := tree.Figures("350205")
	sum := 0
	for _, r := range orgtree.PostKinds() {
		if r.Grid {
			require.Positive(t, f.Posts[r.Kind], r.ID)
			sum += f.Posts[r.Kind]
		}
	}
	require.Equal(t, 807, sum)
	for _, g := range unitsOf(tree, orgtree.Grid) {
		require.NotEmpty(t, tree.PostsAt(g.Code))
	}
}

// domain.md §1: an alliance gathers partner units around a community.
func TestAlliancesGatherPartners(t *testing.T) {
	tree := grow(t, 1, synth.Founding()).On(today)
	alliances := unitsOf(tree, orgtree.Alliance)
	require.Len(t, alliances, 5)
	for _, a := range alliances {
		require.Equal(t, orgtree.Community, tree.Kind(a.Parent))
		require.NotEmpty(t, a.Covers)
		for _, c := range a.Covers {
			require.Equal(t, orgtree.PartnerUnit, tree.Kind(c))
			require.True(t, tree.Within(c, a.Parent))
		}
	}
}

// Everybody who holds a post is somebody: a person who is known on the day and
// belongs somewhere, so that there is always who checks what they send.
func TestHoldersBelongSomewhere(t *testing.T) {
	tree := grow(t, 1, synth.Demo()).On(today)
	for r := range orgtree.Ref(tree.Len()) {
		for _, p := range tree.PostsAt(tree.CodeAt(r)) {
			person, ok := tree.Person(p.Person)
			require.True(t, ok)
			require.True(t, tree.Has(person.Home))
			_, ok = tree.CheckingOrgOf(p.Person)
			require.True(t, ok)
			if p.Kind == orgtree.Secretary || p.Kind == orgtree.CompoundSecretary || p.Kind == orgtree.FirstSecretary {
				require.True(t, person.Member, "a %s is a Party member", p.Kind)
			}
			if sources := p.Kind.Rule().Sources; len(sources) > 0 {
				require.NotEmpty(t, p.Source, "%s", p.Kind)
			}
		}
	}
}

// What a size asks for is there, each by itself: no figure leans on another.
func TestSizesAreKept(t *testing.T) {
	size := synth.Size{Communities: 5, Compounds: 11, Buildings: 2}
	for name, c := range map[string]struct {
		set   func(*synth.Size)
		count func(orgtree.Figures) int
	}{
		"compounds":   {func(*synth.Size) {}, func(f orgtree.Figures) int { return f.Units[orgtree.Compound] }},
		"lanes":       {func(s *synth.Size) { s.Lanes = 11 }, func(f orgtree.Figures) int { return f.Units[orgtree.Lane] }},
		"grids":       {func(s *synth.Size) { s.Grids = 11 }, func(f orgtree.Figures) int { return f.Units[orgtree.Grid] }},
		"departments": {func(s *synth.Size) { s.Departments = 11 }, func(f orgtree.Figures) int { return f.Units[orgtree.Department] }},
		"partners":    {func(s *synth.Size) { s.Partners = 11 }, func(f orgtree.Figures) int { return f.Units[orgtree.PartnerUnit] }},
		"companies":   {func(s *synth.Size) { s.Properties = 11 }, func(f orgtree.Figures) int { return f.Units[orgtree.PropertyCompany] }},
		"owners":      {func(s *synth.Size) { s.Owners = 11 }, func(f orgtree.Figures) int { return f.Units[orgtree.OwnersCommittee] }},
		"societies":   {func(s *synth.Size) { s.Societies = 11 }, func(f orgtree.Figures) int { return f.Units[orgtree.SocialOrganisation] }},
		"businesses":  {func(s *synth.Size) { s.Businesses = 11 }, func(f orgtree.Figures) int { return f.Units[orgtree.CommunityBusiness] }},
		"agencies":    {func(s *synth.Size) { s.Agencies = 11 }, func(f orgtree.Figures) int { return f.Units[orgtree.SocialWorkAgency] }},
		"mediators":   {func(s *synth.Size) { s.Mediators = 11 }, func(f orgtree.Figures) int { return f.Posts[orgtree.Mediator] }},
		"first":       {func(s *synth.Size) { s.First = 11 }, func(f orgtree.Figures) int { return f.Posts[orgtree.FirstSecretary] }},
		"retired":     {func(s *synth.Size) { s.Retired = 11 }, func(f orgtree.Figures) int { return f.Sources[orgtree.Instructor]["retired"] }},
		"recruited":   {func(s *synth.Size) { s.Recruited = 11 }, func(f orgtree.Figures) int { return f.Sources[orgtree.CommunityWorker]["recruited"] }},
		"part-time":   {func(s *synth.Size) { s.PartTime = 11 }, func(f orgtree.Figures) int { return f.Posts[orgtree.PartTimeMember] }},
		"leaders":     {func(s *synth.Size) { s.Leaders = 11 }, func(f orgtree.Figures) int { return f.Posts[orgtree.ContactLeader] }},
		"volunteers":  {func(s *synth.Size) { s.Volunteers = 11 }, func(f orgtree.Figures) int { return f.Posts[orgtree.Volunteer] }},
	} {
		t.Run(name, func(t *testing.T) {
			wanted := size
			c.set(&wanted)
			f, _ := grow(t, 2, wanted).On(today).Figures("350205")
			assert.Equal(t, 11, c.count(f))
			plain, _ := grow(t, 2, size).On(today).Figures("350205")
			assert.Equal(t, plain.Units[orgtree.Community], f.Units[orgtree.Community])
		})
	}
}

// A seed chooses names and persons, and nothing that counts: the districts of
// two seeds have the same codes and the same figures.
func TestSeedsChooseNamesOnly(t *testing.T) {
	first, second := grow(t, 1, synth.Demo()).On(today), grow(t, 99, synth.Demo()).On(today)
	a, _ := first.Figures("350205")
	b, _ := second.Figures("350205")
	require.Equal(t, a, b)
	require.Equal(t, first.AppendSubtree(nil, "35"), second.AppendSubtree(nil, "35"))
	other := 0
	for r := range orgtree.Ref(first.Len()) {
		u, v := first.UnitAt(r), second.UnitAt(r)
		if u.Name != v.Name {
			other++
		}
		u.Name, v.Name = "", ""
		require.Equal(t, u, v)
	}
	require.Positive(t, other)
}

// Names are what people would say: none twice among compounds, every building and
// committee named after its place.
func TestNamesAreThoseOfPlaces(t *testing.T) {
	tree := grow(t, 4, synth.Founding()).On(today)
	seen := map[string]bool{}
	for _, c := range unitsOf(tree, orgtree.Compound) {
		require.False(t, seen[c.Name], "%s twice", c.Name)
		seen[c.Name] = true
		for i, b := range tree.Children(c.Code, orgtree.Building) {
			require.Equal(t, fmt.Sprintf("%s%d号楼", c.Name, i+1), b.Name)
		}
	}
	for _, c := range unitsOf(tree, orgtree.Community) {
		require.NotContains(t, c.Name, "委会", "a place is not a committee")
		party, _ := tree.PartyOf(c.Code)
		require.True(t, strings.HasPrefix(tree.Name(party), "中共"+c.Name))
	}
}
