package appraisal_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/internal/scripttest"
	"github.com/jinlin-project/jinlin/orgtree"
	"github.com/jinlin-project/jinlin/scoring"
	"github.com/jinlin-project/jinlin/scoring/appraisal"
)

// 3: rules are versioned: a version means the same numbers for everybody, those that
// come with the program included.
func TestAVersionIsGivenOnce(t *testing.T) {
	w := memoryWorld(t)
	for version, want := range map[int][]string{1: {"rules.version taken"}, 2: nil} {
		_, err := w.rule("centre", uuid.Nil, appraisal.Propose{District: district, Rules: own(t, version, nil)})
		if want == nil {
			require.NoError(t, err)
			continue
		}
		require.Equal(t, want, faultsOf(t, err))
	}
	_, err := w.rule("stranger", uuid.Nil, appraisal.Propose{District: elsewhere, Rules: own(t, 2, nil)})
	require.NoError(t, err, "another district's versions are its own")
}

// What was retired is not in force, and the newest that is counts, in whatever order
// they were adopted.
func TestTheNewestInForceCounts(t *testing.T) {
	w := memoryWorld(t)
	w.quarter()
	adopt := func(version int) uuid.UUID {
		b, err := w.rule("centre", uuid.Nil, appraisal.Propose{District: district, Rules: own(t, version, nil)})
		require.NoError(t, err)
		_, err = w.rule("district", b.ID, appraisal.Adopt{})
		require.NoError(t, err)
		return b.ID
	}
	version := func() int {
		r := w.computed(responders)
		_, err := w.round("centre", r.ID, appraisal.Discard{Reason: "x"})
		require.NoError(t, err)
		return r.Rules.Version
	}
	assert.Equal(t, 1, version())
	adopt(2)
	four := adopt(4)
	adopt(3)
	assert.Equal(t, 4, version())
	_, err := w.rule("district", four, appraisal.Retire{Reason: "x"})
	require.NoError(t, err)
	assert.Equal(t, 3, version())
}

// 3 [R]: what each result was used for is recorded: people up to a bound, an
// assessment always, or it could not be published.
func TestUsesHaveABoundForPeople(t *testing.T) {
	w := memoryWorld(t)
	w.quarter()
	o := w.opinion(w.issued(responders), town)
	yes := true
	use := appraisal.RecordUse{Assessment: "年度考核", Cited: &yes, Text: "x"}
	for range 50 {
		_, err := w.give("district", o.ID, use)
		require.NoError(t, err)
	}
	_, err := w.give("district", o.ID, use)
	require.Equal(t, "not-allowed", scripttest.KindOf(err))
	full, err := w.books.Opinions.Get(t.Context(), players["centre"], o.ID)
	require.NoError(t, err)
	m := &governance.Moment{At: w.now, AsOf: w.now, Actor: players["district"], Cause: governance.Cause{Ref: governance.Ref{Kind: "assessment", ID: uuid.New()}, Version: 1}}
	require.NoError(t, w.books.Opinions.Lifecycle().Apply(full, use, m))
	assert.Len(t, full.Uses, 51)
}

// An objection may name whatever matters it likes; a ruling corrects the unit's own
// parts that counted, and what else it names is refused, every one by name.
func TestARulingReachesTheUnitsOwnPartOnly(t *testing.T) {
	w := memoryWorld(t)
	ids := w.quarter()
	first := w.issued(responders)
	o := w.opinion(first, town2)
	others, departments := ids[0], ids[2] // a matter of the other town's, and of two departments
	_, err := w.give("town2", o.ID, appraisal.Object{Reason: "x", Matters: []uuid.UUID{others, departments, uuid.New()}})
	require.NoError(t, err)
	own := ids[7]
	_, err = w.give("centre", o.ID, appraisal.Accept{Reason: "x", LeaveOut: []appraisal.LeftOut{
		{Matter: others, Reason: scoring.Exempted}, {Matter: own, Reason: scoring.Exempted}, {Matter: departments, Reason: scoring.Exempted}, {Matter: uuid.New(), Reason: scoring.Exempted},
	}})
	for i, named := range []bool{true, false, true, true} {
		require.Equal(t, named, strings.Contains(err.Error(), fmt.Sprintf("leaveOut[%d].matter not-counted", i)), "%d: %v", i, err)
	}
	_, err = w.give("centre", o.ID, appraisal.Accept{Reason: "x", LeaveOut: []appraisal.LeftOut{{Matter: own, Reason: scoring.Exempted}}})
	require.NoError(t, err)
}

// Corrections are for good: what one edition's ruling left out stays out of all
// later ones, and of the whistlers' round it says nothing.
func TestCorrectionsStay(t *testing.T) {
	w := memoryWorld(t)
	ids := w.quarter()
	var parts []int64
	for edition, at := range []string{"2024-10-31 09:00", "2024-11-30 09:00", "2024-12-31 09:00"} {
		o := w.opinion(w.issued(responders), town2)
		parts = append(parts, o.Content.Parts)
		_, err := w.give("town2", o.ID, appraisal.Object{Reason: "x"})
		require.NoError(t, err)
		_, err = w.give("centre", o.ID, appraisal.Accept{Reason: "x", LeaveOut: []appraisal.LeftOut{{Matter: ids[1+3*edition], Reason: scoring.Exempted}}})
		require.NoError(t, err)
		w.to(at)
	}
	assert.Equal(t, []int64{12, 11, 10}, parts)
	last := w.opinion(w.computed(responders), town2)
	assert.Equal(t, []any{int64(9), 4, int64(3)}, []any{last.Content.Parts, last.Content.Edition, last.Content.Excluded[0].Parts})
	assert.EqualValues(t, 12, w.opinion(w.computed(scoring.WhistlerRules().ID), remote).Content.Parts)
}

// A round may be of a thousand units, and one more is too many; a next edition of
// many can be issued as the first was, although it says so at each of those before.
func TestRoundsOfManyUnits(t *testing.T) {
	w := newHamlets(t, 1001)
	_, err := w.compute(responders)
	require.Equal(t, "not-allowed", scripttest.KindOf(err))
	assert.Contains(t, scripttest.Explain(err), "单位过多")
	w = newHamlets(t, 600)
	first, err := w.compute(responders)
	require.NoError(t, err)
	require.Len(t, first.Opinions, 600)
	_, err = w.round("centre", first.ID, appraisal.Issue{})
	require.NoError(t, err)
	w.to("2024-10-31 09:00")
	second, err := w.compute(responders)
	require.NoError(t, err)
	_, err = w.round("centre", second.ID, appraisal.Issue{})
	require.NoError(t, err, "two commands for each unit")
	o, err := w.books.Opinions.Get(t.Context(), players["centre"], first.Opinions[599])
	require.NoError(t, err)
	assert.NotEqual(t, uuid.Nil, o.Successor)
}

// hamlet is the code of one of many towns.
func hamlet(i int) orgtree.Code { return orgtree.Code(fmt.Sprintf("350205T%04d", i)) }

// founding are the changes that found many towns.
func founding(n int) (out []orgtree.Change) {
	for i := range n {
		out = append(out, orgtree.AddUnit{Day: civil.MustParse("2018-01-01"), Unit: orgtree.Unit{Code: hamlet(i), Name: "街道", Kind: orgtree.Town, Parent: district}})
	}
	return out
}
