package appraisal_test

import (
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
	"github.com/jinlin-project/jinlin/scoring"
	"github.com/jinlin-project/jinlin/scoring/appraisal"
)

// 3: opinions are computed from the records: they are those that anybody gets who
// reads the matters one by one and scores what they tell.
func TestOpinionsComeFromTheRecords(t *testing.T) {
	w := memoryWorld(t)
	ids := w.quarter()
	round := w.issued(responders)
	period, err := scoring.ParsePeriod("2024-Q3")
	require.NoError(t, err)
	tally := scoring.NewTally(period)
	tree, err := w.office.Tree(t.Context(), civil.DateOf(w.now))
	require.NoError(t, err)
	for _, id := range ids {
		c, err := w.cases.Get(t.Context(), governance.Actor{System: true}, id)
		require.NoError(t, err)
		for _, o := range c.Observations(tree) {
			require.NoError(t, tally.Add(&o))
		}
	}
	scorer, err := scoring.NewScorer(scoring.ResponderRules())
	require.NoError(t, err)
	want, err := scorer.Opinions(tally, period, 1)
	require.NoError(t, err)
	require.Len(t, round.Opinions, len(want))
	require.GreaterOrEqual(t, len(want), 4, "two towns and two departments")
	for i := range want {
		o := w.opinion(round, want[i].Peer.Unit)
		assert.Equal(t, want[i].Digest(), o.Sum, want[i].Peer.Unit)
		assert.Equal(t, string(want[i].Canonical()), string(o.Content.Canonical()))
		back, err := scoring.Verify(o.Content.Canonical(), o.Sum)
		require.NoError(t, err, "anybody can verify it offline")
		assert.Equal(t, want[i], back)
	}
}

// What another district's matters, or what another period's, say does not count.
func TestOnlyTheDistrictAndThePeriodCount(t *testing.T) {
	w := memoryWorld(t)
	w.to("2024-07-02 09:00")
	w.townMatter("350206001001", "far", "fartown", 1)
	w.quarter()
	before := w.computed(responders)
	require.Len(t, before.Opinions, 4, "the other district's town is not among them")
	_, err := w.books.Rounds.Do(t.Context(), governance.Request{Actor: players["centre"], ID: before.ID, Command: appraisal.Discard{Reason: "重算"}})
	require.NoError(t, err)
	w.to("2024-10-09 09:00")
	w.townMatter(community, "community", "town", 1)
	after := w.computed(responders)
	for _, unit := range []orgtree.Code{town, town2, housing, cityMgmt} {
		assert.Equal(t, w.opinion(before, unit).Sum, w.opinion(after, unit).Sum, unit)
	}
}

// Rights: the centre of the district, and nobody else, computes and issues; a unit
// sees its own opinion once it is issued, and no other's.
func TestWhoComputesAndWhoSees(t *testing.T) {
	w := memoryWorld(t)
	w.quarter()
	for who, actor := range players {
		_, err := w.books.Rounds.Do(t.Context(), governance.Request{Actor: actor, Command: appraisal.Compute{District: district, Period: "2024-Q3", Rules: responders}})
		if who == "centre" {
			require.NoError(t, err)
			continue
		}
		var forbidden *governance.ForbiddenError
		require.ErrorAs(t, err, &forbidden, who)
	}
	sees := func(who string, id uuid.UUID) bool {
		_, err := w.books.Opinions.Get(t.Context(), players[who], id)
		return err == nil
	}
	page, _, err := w.books.Rounds.List(t.Context(), players["centre"], governance.Query{})
	require.NoError(t, err)
	round := page[0].Record().(*appraisal.Round)
	own := w.opinion(round, town).ID
	assert.False(t, sees("town", own), "a draft is the centre's own")
	assert.True(t, sees("district", own))
	_, err = w.books.Rounds.Do(t.Context(), governance.Request{Actor: players["centre"], ID: round.ID, Command: appraisal.Issue{}})
	require.NoError(t, err)
	for who, want := range map[string]bool{"town": true, "town2": false, "housing": false, "centre": true, "district": true, "resident": false, "community": false, "stranger": false} {
		assert.Equal(t, want, sees(who, own), who)
	}
}

// Every fault of a command is named; a period that is not over is none.
func TestWhatCannotBeComputed(t *testing.T) {
	w := memoryWorld(t)
	try := func(cmd appraisal.Compute) []string {
		_, err := w.books.Rounds.Do(t.Context(), governance.Request{Actor: players["centre"], Command: cmd})
		var invalid *governance.InvalidError
		require.ErrorAs(t, err, &invalid, "%v", err)
		var out []string
		for _, f := range invalid.Faults {
			out = append(out, f.Path+" "+f.Code)
		}
		return out
	}
	assert.Equal(t, []string{"rules unknown-rules", "period bad-period"}, try(appraisal.Compute{District: district, Period: "last", Rules: "mine"}))
	assert.Equal(t, []string{"period unfinished"}, try(appraisal.Compute{District: district, Period: "2024-Q3", Rules: responders}))
	w.to("2024-10-08 09:00")
	_, err := w.compute(responders)
	var refused *governance.NotAllowedError
	require.ErrorAs(t, err, &refused, "nothing counts yet")
}

// An edition is computed once: the next has to wait until the one before is issued
// and everything about it is settled.
func TestEditionsFollowOneAnother(t *testing.T) {
	w := memoryWorld(t)
	w.quarter()
	first := w.computed(responders)
	_, err := w.compute(responders)
	var refused *governance.NotAllowedError
	require.ErrorAs(t, err, &refused, "the first is still a draft")
	practice := w.computed(scoring.PracticeRules().ID)
	assert.Equal(t, 1, practice.Edition, "another rule set is another series")
	_, err = w.books.Rounds.Do(t.Context(), governance.Request{Actor: players["centre"], ID: first.ID, Command: appraisal.Issue{}})
	require.NoError(t, err)
	_, err = w.compute(responders)
	require.ErrorAs(t, err, &refused, "the window for objections is open")
	w.to("2024-10-31 09:00")
	assert.Equal(t, appraisal.Settled, w.opinion(first, town).Phase)
	assert.Equal(t, appraisal.Unopposed, w.opinion(first, town).Outcome)
	second := w.computed(responders)
	assert.Equal(t, 2, second.Edition)
	assert.Equal(t, w.opinion(first, town).ID, w.opinion(second, town).Previous)
}

// A round of a quarter with 27,543 ÷ 4 matters is formed in one commit; here a small
// one, to see that it is one.
func TestARoundIsOneCommit(t *testing.T) {
	w := memoryWorld(t)
	w.quarter()
	before, err := w.office.Feed(t.Context(), 0, 10000)
	require.NoError(t, err)
	round := w.computed(responders)
	after, err := w.office.Feed(t.Context(), int64(len(before)), 10000)
	require.NoError(t, err)
	require.Len(t, after, 1+len(round.Opinions))
	for _, e := range after[1:] {
		assert.Equal(t, governance.Cause{Ref: governance.Ref{Kind: appraisal.KindRound, ID: round.ID}, Version: 1}, e.Cause)
	}
	for _, id := range round.Opinions {
		require.NoError(t, w.books.Opinions.Verify(t.Context(), id))
	}
}
