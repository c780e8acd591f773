package orgtree_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/orgtree"
)

// everyDay calls check with every day of random organisations.
func everyDay(t *testing.T, check func(t *testing.T, h *history, tree *orgtree.Tree)) {
	t.Helper()
	for seed := range uint64(12) {
		h := live(t, seed, 80, false)
		for d := range civil.Date(horizon) {
			check(t, h, h.last().On(d))
		}
	}
}

// domain.md §1: merging or dissolving a unit must never strand its open work.
// From its founding on, every unit's work is on every day with exactly one unit,
// which exists; and it is found from both ends.
func TestWorkIsAlwaysWithSomebody(t *testing.T) {
	everyDay(t, func(t *testing.T, h *history, tree *orgtree.Tree) {
		with := map[orgtree.Code]orgtree.Code{}
		for code := range h.last().Codes() {
			from, to, _ := h.last().Life(code)
			heir, ok := tree.Successor(code)
			require.Equal(t, from <= tree.Day(), ok, "%s", code)
			if !ok {
				continue
			}
			require.True(t, tree.Has(heir), "%s is gone, and so is %s", code, heir)
			require.Equal(t, tree.Day() < to, heir == code, "%s", code)
			with[code] = heir
		}
		for code, heir := range with {
			if heir == code {
				require.Equal(t, inheritedOf(with, code), tree.Inherited(code))
			} else {
				require.Empty(t, tree.Inherited(code), "who is gone has nothing")
			}
		}
	})
}

func inheritedOf(with map[orgtree.Code]orgtree.Code, heir orgtree.Code) (codes []orgtree.Code) {
	for code, is := range with {
		if is == heir && code != heir {
			codes = append(codes, code)
		}
	}
	slices.Sort(codes)
	return codes
}

// A unit that is dissolved later and later on is found by way of everybody who
// had its work in between: the heir of the heir is the heir.
func TestHeirOfTheHeirIsTheHeir(t *testing.T) {
	everyDay(t, func(t *testing.T, h *history, tree *orgtree.Tree) {
		for code := range h.last().Codes() {
			_, to, _ := h.last().Life(code)
			if to > tree.Day() {
				continue
			}
			next, ok := h.last().On(to).Successor(code)
			require.True(t, ok)
			a, _ := tree.Successor(code)
			b, _ := tree.Successor(next)
			require.Equal(t, b, a, "%s by way of %s", code, next)
		}
	})
}

// "Is below" by interval is what walking the parents says; pre-order puts every
// unit behind its parent, inside its interval, and lets intervals nest or stand
// apart.
func TestIntervalsAgreeWithWalkingParents(t *testing.T) {
	everyDay(t, func(t *testing.T, _ *history, tree *orgtree.Tree) {
		n := orgtree.Ref(tree.Len())
		for r := range n {
			from, to := tree.SubtreeRefs(tree.CodeAt(r))
			require.Equal(t, r, from)
			above := map[orgtree.Ref]bool{}
			for p := r; p != orgtree.NoRef; p = tree.ParentAt(p) {
				above[p] = true
			}
			for a := range n {
				require.Equal(t, above[a], tree.WithinAt(r, a))
				first, end := tree.SubtreeRefs(tree.CodeAt(a))
				apart := to <= first || end <= from
				require.True(t, apart || above[a] || first >= from && end <= to, "intervals cross")
			}
		}
	})
}

// domain.md §1: nobody is an orphan, nobody stands below themselves, everybody
// under a parent of the level before, on every day.
func TestEveryDayHoldsTheRulesOfTheTable(t *testing.T) {
	everyDay(t, func(t *testing.T, _ *history, tree *orgtree.Tree) {
		for r := range orgtree.Ref(tree.Len()) {
			u := tree.UnitAt(r)
			rule := u.Kind.Rule()
			p := tree.ParentAt(r)
			require.True(t, p != orgtree.NoRef || rule.Root, "%s is an orphan", u.Code)
			require.Less(t, p, r)
			if p != orgtree.NoRef {
				require.Equal(t, u.Parent, tree.CodeAt(p))
				require.Contains(t, rule.Parents, tree.KindAt(p))
			}
			if len(rule.At) > 0 {
				require.Contains(t, rule.At, tree.Kind(u.At))
			}
			if rule.Single {
				require.Len(t, tree.Children(u.Parent, u.Kind), 1, "%s is not the only one", u.Code)
			}
			for _, c := range u.Covers {
				require.Contains(t, rule.Covers, tree.Kind(c))
				require.True(t, !rule.Inside || tree.Within(c, u.Parent), "%s covers %s, which lies outside", u.Code, c)
			}
		}
	})
}

// domain.md §1: no compound is led twice, and who leads there says so.
func TestOneOrganisationLeadsAtAPlace(t *testing.T) {
	everyDay(t, func(t *testing.T, _ *history, tree *orgtree.Tree) {
		leaders := map[orgtree.Code][]orgtree.Code{}
		for r := range orgtree.Ref(tree.Len()) {
			u := tree.UnitAt(r)
			if !u.Kind.Rule().Leads {
				continue
			}
			led := map[orgtree.Code]bool{u.At: true}
			for _, c := range u.Covers {
				led[c] = true
			}
			for c := range led {
				leaders[c] = append(leaders[c], u.Code)
			}
		}
		for r := range orgtree.Ref(tree.Len()) {
			code := tree.CodeAt(r)
			party, ok := tree.PartyOf(code)
			require.LessOrEqual(t, len(leaders[code]), 1, "%s is led twice", code)
			require.Equal(t, len(leaders[code]) == 1, ok)
			if ok {
				require.Equal(t, leaders[code][0], party)
			}
		}
	})
}

// domain.md §1: a post that one person holds is held by one at a time, and where
// nobody held it in between, the next one says so.
func TestSinglePostsHaveNoSecretGaps(t *testing.T) {
	everyDay(t, func(t *testing.T, h *history, tree *orgtree.Tree) {
		before := h.last().On(tree.Day() - 1)
		for r := range orgtree.Ref(tree.Len()) {
			for _, p := range tree.PostsAt(tree.CodeAt(r)) {
				if !p.Kind.Rule().Single {
					continue
				}
				require.Len(t, tree.Holders(p.Kind, p.Unit), 1)
				_, held := before.Holder(p.Kind, p.Unit)
				if p.From == tree.Day() && !held && !p.AfterVacancy {
					require.False(t, everHeld(h.last(), p), "%+v follows a gap", p)
				}
			}
		}
	})
}

func everHeld(o *orgtree.Org, p orgtree.Post) bool {
	for d := range p.From {
		if _, held := o.On(d).Holder(p.Kind, p.Unit); held {
			return true
		}
	}
	return false
}
