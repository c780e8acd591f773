package orgtree_test

import (
	"regexp"
	"slices"
	"testing"
	"unicode"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/orgtree"
)

var idForm = regexp.MustCompile(`^[a-z]+(-[a-z]+)*$`)

func isChinese(s string) bool {
	for _, r := range s {
		if unicode.Is(unicode.Han, r) {
			return true
		}
	}
	return false
}

func assertText(t *testing.T, text orgtree.Text, of string) {
	t.Helper()
	assert.True(t, isChinese(text.Zh), "%s lacks its Chinese", of)
	assert.NotEmpty(t, text.En, "%s lacks its English", of)
}

// Rule ids are API: stable, unique, in one form.
func TestKindRulesAreWhole(t *testing.T) {
	seen := map[string]bool{}
	for i, r := range orgtree.Kinds() {
		assert.Equal(t, i+1, int(r.Kind), "%s stands in the wrong row", r.ID)
		assert.Regexp(t, idForm, r.ID)
		assert.False(t, seen[r.ID], "%s occurs twice", r.ID)
		seen[r.ID] = true
		assertText(t, r.Label, r.ID)
		assertText(t, r.Sentence, r.ID)
		assert.NotEmpty(t, r.Basis, r.ID)
		assert.NotZero(t, r.Class, r.ID)
		assert.Equal(t, r.Class == orgtree.Level, r.Rank > 0, "%s: ranks are for levels", r.ID)
		assert.Equal(t, r.Class == orgtree.Party, len(r.At) > 0, "%s: Party organisations stand somewhere, others do not", r.ID)
		assert.True(t, r.Root || len(r.Parents) > 0, "%s could never exist", r.ID)

		parsed, err := orgtree.ParseKind(r.ID)
		require.NoError(t, err)
		assert.Equal(t, r.Kind, parsed)
		assert.Equal(t, r.ID, r.Kind.String())
	}
	assert.Empty(t, orgtree.Kind(0).String())
	assert.Empty(t, orgtree.Kind(200).Rule())
}

// domain.md §1: administrative levels, each a child of the one before.
func TestLevelsStandUnderTheOneBefore(t *testing.T) {
	for _, r := range orgtree.Kinds() {
		if r.Class != orgtree.Level {
			continue
		}
		for _, p := range r.Parents {
			assert.Less(t, p.Rank(), r.Rank, "%s under %s", r.ID, p)
			assert.Equal(t, orgtree.Level, p.Class())
		}
	}
	assert.Equal(t, orgtree.Compound.Rank(), orgtree.Lane.Rank())
}

// domain.md §1 [R]: committee › compound branch › building group › household.
func TestPartyChainHasFourLevels(t *testing.T) {
	chain := []orgtree.Kind{
		orgtree.DistrictCommittee, orgtree.TownCommittee,
		orgtree.CommunityCommittee, orgtree.CompoundBranch, orgtree.BuildingGroup, orgtree.MemberHousehold,
	}
	for i, k := range chain[1:] {
		assert.Equal(t, chain[i:i+1], k.Rule().Parents, "%s", k)
	}
}

// Only departments may stand under their own kind, so only they can run in a
// circle; the check for circles does not rely on it.
func TestKindsRunInNoCircle(t *testing.T) {
	var reach func(k, top orgtree.Kind, seen map[orgtree.Kind]bool) bool
	reach = func(k, top orgtree.Kind, seen map[orgtree.Kind]bool) bool {
		return slices.ContainsFunc(k.Rule().Parents, func(p orgtree.Kind) bool {
			if p == top {
				return true
			}
			if seen[p] {
				return false
			}
			seen[p] = true
			return reach(p, top, seen)
		})
	}
	for _, r := range orgtree.Kinds() {
		assert.Equal(t, r.Kind == orgtree.Department, reach(r.Kind, r.Kind, map[orgtree.Kind]bool{}), r.ID)
	}
}

func TestPostRulesAreWhole(t *testing.T) {
	seen := map[string]bool{}
	for i, r := range orgtree.PostKinds() {
		assert.Equal(t, i+1, int(r.Kind), "%s stands in the wrong row", r.ID)
		assert.Regexp(t, idForm, r.ID)
		assert.False(t, seen[r.ID], "%s occurs twice", r.ID)
		seen[r.ID] = true
		assertText(t, r.Label, r.ID)
		assertText(t, r.Sentence, r.ID)
		assert.NotEmpty(t, r.Basis, r.ID)
		assert.NotEmpty(t, r.Units, "%s could never be held", r.ID)
		for _, s := range r.Sources {
			assert.Regexp(t, idForm, s.ID)
			assertText(t, s.Label, r.ID+"/"+s.ID)
		}
		parsed, err := orgtree.ParsePostKind(r.ID)
		require.NoError(t, err)
		assert.Equal(t, r.Kind, parsed)
		assert.Equal(t, r.ID, r.Kind.String())
	}
	assert.Empty(t, orgtree.PostKind(0).String())
	assert.Empty(t, orgtree.PostKind(200).Rule())
}

// domain.md §1: who acts for the unit, and who only helps.
func TestWhoActsForTheUnit(t *testing.T) {
	for k, acts := range map[orgtree.PostKind]bool{
		orgtree.Secretary: true, orgtree.CompoundSecretary: true, orgtree.FirstSecretary: true, orgtree.Instructor: true,
		orgtree.CommunityWorker: true, orgtree.TownClerk: true, orgtree.CentreClerk: true, orgtree.DepartmentClerk: true,
		orgtree.Volunteer: false, orgtree.Mediator: false, orgtree.Liaison: false, orgtree.PartTimeMember: false,
		orgtree.ContactLeader: false,
	} {
		assert.Equal(t, acts, k.Acts(), "%s", k)
	}
}

// domain.md §1 [R]: the grid's two heads and two officers.
func TestTwoHeadsAndTwoOfficers(t *testing.T) {
	var grid []orgtree.PostKind
	for _, r := range orgtree.PostKinds() {
		if r.Grid {
			grid = append(grid, r.Kind)
			assert.Contains(t, r.Units, orgtree.Grid)
		}
	}
	assert.Equal(t, []orgtree.PostKind{orgtree.PartyGroupHead, orgtree.BuildingHead, orgtree.Liaison, orgtree.GridHandler}, grid)
}

func TestRowsHandedOutAreTheCallers(t *testing.T) {
	orgtree.Kinds()[0].ID = "spoilt"
	orgtree.PostKinds()[0].ID = "spoilt"
	assert.Equal(t, "province", orgtree.Province.String())
	assert.Equal(t, "standing-member", orgtree.StandingMember.String())
}

func TestFormsReadWhatTheyWrite(t *testing.T) {
	for f := orgtree.Form(0); f <= orgtree.FormBranch; f++ {
		text, err := f.MarshalText()
		require.NoError(t, err)
		var back orgtree.Form
		require.NoError(t, back.UnmarshalText(text))
		assert.Equal(t, f, back)
		if f != 0 {
			assertText(t, f.Label(), f.String())
		}
	}
	_, err := orgtree.Form(99).MarshalText()
	require.Error(t, err)
}
