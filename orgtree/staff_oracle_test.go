package orgtree_test

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/orgtree"
	"github.com/jinlin-project/jinlin/orgtree/synth"
)

// allPosts are the posts of an organisation, whenever they are held, as its
// fields have them.
func allPosts(o *orgtree.Org) (posts []orgtree.Post) {
	for key := range o.Fields() {
		if id, ok := strings.CutPrefix(key, "p."); ok {
			p, _ := o.Post(id)
			posts = append(posts, p)
		}
	}
	return posts
}

// requireStaff holds every answer about posts against a look at all of them.
func requireStaff(t *testing.T, tree *orgtree.Tree, all []orgtree.Post) {
	t.Helper()
	atUnit, ofPerson := map[orgtree.Code][]orgtree.Post{}, map[string][]orgtree.Post{}
	for _, p := range all {
		if p.From <= tree.Day() && tree.Day() < p.To {
			atUnit[p.Unit], ofPerson[p.Person] = append(atUnit[p.Unit], p), append(ofPerson[p.Person], p)
		}
	}
	for r := range orgtree.Ref(tree.Len()) {
		code := tree.CodeAt(r)
		want := slices.SortedFunc(slices.Values(atUnit[code]), func(a, b orgtree.Post) int {
			return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.ID, b.ID))
		})
		require.Equal(t, want, append([]orgtree.Post(nil), tree.PostsAt(code)...))
		for _, rule := range orgtree.PostKinds() {
			requireHolders(t, tree, rule.Kind, code, want)
		}
	}
	for person, posts := range ofPerson {
		require.ElementsMatch(t, posts, tree.PostsOf(person))
		acts := actsFor(tree, posts)
		require.Equal(t, acts, tree.ActsFor(person))
		for _, code := range acts {
			acts = append(acts, tree.Inherited(code)...)
		}
		slices.Sort(acts)
		require.Equal(t, slices.Compact(acts), tree.Keys(person))
	}
}

func requireHolders(t *testing.T, tree *orgtree.Tree, kind orgtree.PostKind, unit orgtree.Code, posts []orgtree.Post) {
	t.Helper()
	var want []orgtree.Post
	for _, p := range posts {
		if p.Kind == kind {
			want = append(want, p)
		}
	}
	got := tree.Holders(kind, unit)
	require.Equal(t, want, append([]orgtree.Post(nil), got...))
	one, ok := tree.Holder(kind, unit)
	require.Equal(t, len(want) > 0, ok)
	if ok {
		require.Equal(t, want[0], one)
	}
}

// actsFor reads off the posts for whom their holder acts.
func actsFor(tree *orgtree.Tree, posts []orgtree.Post) []orgtree.Code {
	units := map[orgtree.Code]bool{}
	for _, p := range posts {
		if !p.Kind.Rule().Acts {
			continue
		}
		units[p.Unit] = true
		switch u, _ := tree.Unit(p.Unit); {
		case u.Kind.Class() == orgtree.Party:
			units[u.At] = true
			for _, c := range u.Covers {
				units[c] = true
			}
		case u.Kind == orgtree.ResidentsCommittee:
			units[u.Parent] = true
		}
	}
	return slices.Sorted(maps.Keys(units))
}

// domain.md §1: who holds post P at unit U on day D, in a district with everybody
// in it.
func TestStaffOfADistrict(t *testing.T) {
	size := synth.Demo()
	size.Communities = 12
	o := grown(t, 5, size)
	all := allPosts(o)
	for _, d := range []string{"2017-12-31", "2018-01-01", "2024-01-01"} {
		requireStaff(t, o.On(dayOf(d)), all)
	}
}

// The same on every day of organisations to which anything may have happened.
func TestStaffOfRandomOrganisations(t *testing.T) {
	for seed := range uint64(8) {
		o := live(t, seed, 80, false).last()
		all := allPosts(o)
		for d := range civil.Date(horizon) {
			requireStaff(t, o.On(d), all)
		}
	}
}

// domain.md §1: what a slice of a tree is given to one caller is not lost to the
// next: appending to it must not write into the tree.
func TestStaffHandedOutIsNotWrittenInto(t *testing.T) {
	tree := mustApply(t, smallOrg(t),
		appoint("a", orgtree.Volunteer, "1a1", "li", 0, 0), appoint("b", orgtree.Volunteer, "1a2", "wang", 0, 0)).On(day)
	_ = append(tree.PostsAt("1a1"), orgtree.Post{ID: "spoilt"})
	_ = append(tree.Holders(orgtree.Volunteer, "1a1"), orgtree.Post{ID: "spoilt"})
	require.Equal(t, "b", tree.PostsAt("1a2")[0].ID)
}
