package orgtree_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/orgtree"
)

func appoint(id string, kind orgtree.PostKind, unit orgtree.Code, person string, from, to civil.Date) orgtree.Change {
	return orgtree.Appoint{ID: id, Post: orgtree.Post{Kind: kind, Unit: unit, Person: person, From: from, To: to}}
}

// domain.md §1: who holds post P at unit U on day D; posts run from a day to a
// day, the last excluded.
func TestWhoHoldsAPostOnADay(t *testing.T) {
	o := mustApply(t, smallOrg(t),
		appoint("a", orgtree.Secretary, "P1a1", "zhang", 2, 10),
		appoint("b", orgtree.Secretary, "P1a1", "li", 10, 0),
		appoint("c", orgtree.Volunteer, "1a1", "li", 5, 0),
		appoint("d", orgtree.Volunteer, "1a1", "wang", 5, 7),
	)
	for d, want := range map[civil.Date]string{1: "", 2: "zhang", 9: "zhang", 10: "li", 5000: "li"} {
		p, ok := o.On(d).Holder(orgtree.Secretary, "P1a1")
		assert.Equal(t, want, p.Person, "day %d", d)
		assert.Equal(t, want != "", ok)
	}
	tree := o.On(6)
	assert.Len(t, tree.Holders(orgtree.Volunteer, "1a1"), 2)
	assert.Len(t, tree.PostsAt("1a1"), 2)
	assert.Empty(t, tree.PostsAt("1a2"))
	assert.Len(t, tree.PostsOf("li"), 1)
	assert.Len(t, o.On(20).PostsOf("li"), 2)
	assert.Empty(t, tree.PostsOf("nobody"))
	p, ok := o.Post("a")
	assert.True(t, ok && p.Person == "zhang" && p.ID == "a")
	_, ok = o.Post("zz")
	assert.False(t, ok)

	o = mustApply(t, o, orgtree.EndPost{ID: "b", Day: 12})
	_, ok = o.On(12).Holder(orgtree.Secretary, "P1a1")
	assert.False(t, ok, "the first day on which it is no longer held")
	_, err := o.Apply(appoint("e", orgtree.Secretary, "P1a1", "zhao", 15, 0))
	assert.Equal(t, []string{"changes[0].post.from post-gap P1a1"}, faultsOf(t, err))
	known := orgtree.Post{Kind: orgtree.Secretary, Unit: "P1a1", Person: "zhao", From: 15, AfterVacancy: true}
	mustApply(t, o, orgtree.Appoint{ID: "e", Post: known})
}

// An instructor of a branch that covers three compounds acts for all three; a
// volunteer acts for nobody.
func TestActsFor(t *testing.T) {
	o := mustApply(t, smallOrg(t),
		orgtree.SetCovers{Code: "P1a1x", Covers: []orgtree.Code{"1a1y", "1a1x"}, Day: 3},
		appoint("a", orgtree.Instructor, "P1a1x", "zhang", 0, 0),
		appoint("b", orgtree.Volunteer, "1a2", "zhang", 0, 0),
		appoint("c", orgtree.TownClerk, "1b", "zhang", 4, 0),
	)
	assert.Equal(t, []orgtree.Code{"1a1x", "P1a1x"}, o.On(2).ActsFor("zhang"))
	assert.Equal(t, []orgtree.Code{"1a1x", "1a1y", "1b", "P1a1x"}, o.On(4).ActsFor("zhang"))
	assert.Empty(t, o.On(4).ActsFor("nobody"))

	o = mustApply(t, o, orgtree.Dissolve{Code: "1a2y", Successor: "1a1x", Day: day},
		orgtree.SetCovers{Code: "1a2G", Covers: []orgtree.Code{"1a2x"}, Day: day})
	assert.Equal(t, []orgtree.Code{"1a1x", "1a1y", "1a2y", "1b", "P1a1x"}, o.On(day).Keys("zhang"))
	party, _ := o.On(4).PartyOf("1a1y")
	assert.Equal(t, orgtree.Code("P1a1x"), party)
	_, ok := o.On(2).PartyOf("1a1y")
	assert.False(t, ok)
}

// domain.md §1: the residents' committee is one of the community's two committees;
// whoever acts for it acts for the community, and its mediators act for nobody.
func TestResidentsCommitteeActsForItsCommunity(t *testing.T) {
	o := mustApply(t, smallOrg(t),
		appoint("a", orgtree.CommunityWorker, "1a1R", "wang", 3, 0),
		appoint("b", orgtree.CommitteeDirector, "1a1R", "li", 3, 0),
		appoint("c", orgtree.Mediator, "1a1R", "zhao", 3, 0),
	)
	for _, person := range []string{"wang", "li"} {
		assert.Equal(t, []orgtree.Code{"1a1", "1a1R"}, o.On(4).ActsFor(person))
	}
	assert.Empty(t, o.On(4).ActsFor("zhao"))
}

// domain.md §1 [R]: the rule is one of appointing. What is learnt about a person
// afterwards, and a history written before the rule, stand; the post can be ended.
func TestMembershipIsAskedWhenAppointing(t *testing.T) {
	o := mustApply(t, smallOrg(t), partTime("a", "p", "enterprise", 2))
	o = mustApply(t, o, orgtree.SetPerson{Person: orgtree.Person{ID: "p"}, Day: 1})
	read, err := orgtree.FromFields(o.Fields())
	require.NoError(t, err)
	_, held := mustApply(t, read, orgtree.EndPost{ID: "a", Day: 5}).On(5).Holder(orgtree.PartTimeMember, "P1a1")
	assert.False(t, held)
	for _, r := range orgtree.PostKinds() {
		assert.Equal(t, r.Kind == orgtree.PartTimeMember, r.Members, r.ID)
		for _, source := range r.Anybody {
			assert.True(t, slices.ContainsFunc(r.Sources, func(s orgtree.PostSource) bool { return s.ID == source }), source)
		}
	}
}

// domain.md §1: an enlarged committee is one on which part-time members sit.
func TestEnlarged(t *testing.T) {
	o := mustApply(t, smallOrg(t), orgtree.Appoint{ID: "a", Post: orgtree.Post{
		Kind: orgtree.PartTimeMember, Unit: "P1a1", Person: "officer", Source: "police", From: 5,
	}})
	assert.False(t, o.On(4).Enlarged("P1a1"))
	assert.True(t, o.On(5).Enlarged("P1a1"))
	assert.False(t, o.On(5).Enlarged("P1a2"))
}

func TestPersons(t *testing.T) {
	o := mustApply(t, smallOrg(t),
		orgtree.SetPerson{Person: orgtree.Person{ID: "p", Member: true, Home: "P1a1x"}, Day: 2},
		orgtree.SetPerson{Person: orgtree.Person{ID: "q", Home: "1a1y"}, Day: 2},
		orgtree.SetPerson{Person: orgtree.Person{ID: "r"}, Day: 2},
		orgtree.SetPerson{Person: orgtree.Person{ID: "p", Member: true, Home: "P1b"}, Day: 6},
	)
	_, ok := o.On(1).Person("p")
	assert.False(t, ok)
	p, ok := o.On(2).Person("p")
	assert.True(t, ok)
	assert.Equal(t, orgtree.Person{ID: "p", Member: true, Home: "P1a1x"}, p)
	for _, c := range []struct {
		person string
		day    civil.Date
		checks orgtree.Code
	}{{"p", 2, "1a1x"}, {"p", 6, "1b"}, {"q", 2, "1a1"}, {"r", 2, ""}, {"nobody", 2, ""}} {
		got, ok := o.On(c.day).CheckingOrgOf(c.person)
		assert.Equal(t, c.checks, got, c.person)
		assert.Equal(t, c.checks != "", ok)
	}
}

// The community workers' sources are an open list, the instructors' are not.
func TestOpenListOfSources(t *testing.T) {
	with := func(kind orgtree.PostKind, unit orgtree.Code, source string) error {
		_, err := smallOrg(t).Apply(orgtree.Appoint{ID: "a", Post: orgtree.Post{Kind: kind, Unit: unit, Person: "p", Source: source}})
		return err
	}
	require.NoError(t, with(orgtree.CommunityWorker, "1a1", "rehired"))
	require.NoError(t, with(orgtree.CommunityWorker, "1a1", "graduate-scheme"))
	require.Error(t, with(orgtree.CommunityWorker, "1a1", "not an id"))
	require.NoError(t, with(orgtree.Instructor, "P1a1", "retired"))
	require.NoError(t, with(orgtree.Instructor, "P1a1", ""))
	require.Error(t, with(orgtree.Instructor, "P1a1", "graduate-scheme"))
}

func TestFigures(t *testing.T) {
	o := mustApply(t, smallOrg(t),
		appoint("a", orgtree.Liaison, "1a1G", "p1", 0, 0),
		appoint("b", orgtree.GridHandler, "1a1G", "p2", 0, 0),
		appoint("c", orgtree.Liaison, "1b1G", "p3", 0, 0),
		orgtree.Appoint{ID: "d", Post: orgtree.Post{Kind: orgtree.Mediator, Unit: "1a1", Person: "p4", Source: "resident", PartTime: true}},
		orgtree.Appoint{ID: "e", Post: orgtree.Post{Kind: orgtree.Mediator, Unit: "1a1", Person: "p5", Source: "keen-member"}},
		orgtree.Appoint{ID: "f", Post: orgtree.Post{Kind: orgtree.Instructor, Unit: "P1a1x", Person: "p6", Source: "retired"}},
		orgtree.Appoint{ID: "g", Post: orgtree.Post{Kind: orgtree.PartTimeMember, Unit: "P1a", Person: "p7", Source: "agency"}},
	)
	f, ok := o.On(day).Figures("1")
	require.True(t, ok)
	assert.Equal(t, orgtree.Ratio{Num: 4, Of: 8}, f.CompoundsCovered)
	assert.Equal(t, 4, f.CompoundBranches)
	assert.Equal(t, orgtree.Ratio{Num: 2, Of: 4}, f.GridsStaffed)
	assert.Equal(t, 3, f.GridStaff)
	assert.Equal(t, orgtree.Ratio{Num: 8, Of: 8}, f.BuildingsInGrids)
	assert.Equal(t, orgtree.Ratio{Num: 1, Of: 2}, f.MediatorsPartTime)
	assert.Equal(t, orgtree.Ratio{Num: 1, Of: 6}, f.CommitteesEnlarged)
	assert.Equal(t, map[string]int{"retired": 1}, f.Sources[orgtree.Instructor])
	assert.Equal(t, map[string]int{"resident": 1, "keen-member": 1}, f.Sources[orgtree.Mediator])
	assert.Equal(t, 4, f.Units[orgtree.CommunityCommittee])
	assert.Equal(t, 2, f.Units[orgtree.Department])

	town, ok := o.On(day).Figures("1b")
	require.True(t, ok)
	assert.Equal(t, orgtree.Ratio{Num: 2, Of: 4}, town.CompoundsCovered)
	assert.Equal(t, 2, town.CompoundBranches, "Party organisations count where they stand")
	assert.Equal(t, 1, town.GridStaff)
	assert.Equal(t, orgtree.Ratio{Of: 3}, town.CommitteesEnlarged)
	assert.Zero(t, town.Posts[orgtree.Mediator])
}
