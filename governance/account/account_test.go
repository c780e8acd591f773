package account_test

import (
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/memory"
	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/account"
	"github.com/jinlin-project/jinlin/internal/districttest"
	"github.com/jinlin-project/jinlin/orgtree"
)

func open(tb testing.TB) *districttest.World {
	book, err := account.New(nil)
	require.NoError(tb, err)
	return districttest.New(tb, memory.New(), book.Shelf)
}

func TestScenarios(t *testing.T) { districttest.Scenarios(t, open, account.Kind) }

const branch = orgtree.Code("P350205001001001")

// G17: rights follow posts. When the holder's post ends the account waits to be
// handed over, on its superior's desk; the one who left may do nothing with it.
func TestThePostEnds(t *testing.T) {
	w := open(t)
	holder := w.Person("compound")
	ref := w.Do("district", account.Kind, uuid.Nil, account.Open{Unit: branch, Holder: holder})
	post := w.Tree().Holders(orgtree.CompoundSecretary, branch)[0]
	w.Change(orgtree.EndPost{ID: post.ID, Day: civil.MustParse("2024-10-09")},
		orgtree.SetPerson{Day: civil.MustParse("2024-10-10"), Person: orgtree.Person{ID: "new", Member: true, Home: districttest.Compound}},
		orgtree.Appoint{ID: "new", Post: orgtree.Post{Kind: orgtree.CompoundSecretary, Unit: branch, Person: "new", From: civil.MustParse("2024-10-10"), AfterVacancy: true}})
	w.To(civil.MustParse("2024-10-13").Start())
	require.Equal(t, account.Held, districttest.Record[account.Account](w, ref).Phase, "looked at on Mondays")
	w.To(civil.MustParse("2024-10-14").Start().Add(8 * 3600e9))
	a := districttest.Record[account.Account](w, ref)
	require.Equal(t, account.Vacant, a.Phase)
	require.Empty(t, a.Holder)
	require.Equal(t, "2024-10-21", civil.DateOf(a.Deadline(account.LimitHandOver, branch).Due).String(), "5 working days")
	_, err := w.Try("town", account.Kind, ref.ID, account.HandOver{To: holder})
	require.ErrorContains(t, err, "to no-post", "who has left gets it no more")
	w.Do("town", account.Kind, ref.ID, account.HandOver{To: "new"})
	a = districttest.Record[account.Account](w, ref)
	require.Equal(t, account.Held, a.Phase)
	require.Equal(t, 1, a.Handovers)
}

// G17: an organisation that is dissolved leaves no account behind, and its code is
// free of it.
func TestTheOrganisationEnds(t *testing.T) {
	w := open(t)
	small := childless(w.Tree())
	superior, _ := w.Tree().Unit(small)
	secretary := w.Tree().Holders(orgtree.CompoundSecretary, small)[0]
	ref := w.Do("district", account.Kind, uuid.Nil, account.Open{Unit: small, Holder: secretary.Person})
	changes := []orgtree.Change{}
	for _, p := range w.Tree().PostsAt(small) {
		changes = append(changes, orgtree.EndPost{ID: p.ID, Day: civil.MustParse("2024-10-09")})
	}
	w.Change(append(changes, orgtree.Dissolve{Code: small, Successor: superior.Parent, Day: civil.MustParse("2024-10-09")})...)
	w.To(civil.MustParse("2024-10-15").Start())
	a := districttest.Record[account.Account](w, ref)
	require.Equal(t, account.Closed, a.Phase)
	require.Equal(t, account.Dissolved, a.Outcome)
}

// childless is a compound's branch with nobody below it.
func childless(tree *orgtree.Tree) orgtree.Code {
	for u := range tree.Subtree(districttest.District, orgtree.CompoundBranch) {
		if len(tree.Children(u.Code)) == 0 {
			return u.Code
		}
	}
	return ""
}

// G17 [R]: every organisation has its own, and one: the coverage tells which have
// none, against a naive count of the tree.
func TestCoverage(t *testing.T) {
	w := open(t)
	tree, opened := w.Tree(), 0
	want := map[string]string{}
	for r := range tree.Len() {
		u := tree.UnitAt(orgtree.Ref(r))
		switch u.Kind {
		case orgtree.DistrictCommittee, orgtree.TownCommittee, orgtree.CommunityCommittee, orgtree.CompoundBranch, orgtree.AgencyCommittee:
		default:
			continue
		}
		want[string(u.Code)] = "none"
		for _, p := range tree.PostsAt(u.Code) {
			if opened < 40 && len(tree.HolderActsFor(p)) > 0 {
				w.Do("district", account.Kind, uuid.Nil, account.Open{Unit: u.Code, Holder: p.Person})
				want[string(u.Code)] = "held"
				opened++
				break
			}
		}
	}
	require.Equal(t, 40, opened)
	got, err := w.Ask("district", account.Kind, "coverage", `{"unit":"350205"}`)
	require.NoError(t, err)
	have := map[string]string{}
	for _, row := range got.(*governance.Listing).Rows {
		have[row[0]] = row[2]
	}
	require.Equal(t, want, have)
}
