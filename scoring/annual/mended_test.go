package annual_test

import (
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/internal/scripttest"
	"github.com/jinlin-project/jinlin/scoring"
	"github.com/jinlin-project/jinlin/scoring/annual"
	"github.com/jinlin-project/jinlin/scoring/appraisal"
)

// 3 [R]: what each result was used for is recorded: an opinion on which people have
// recorded all they may does not keep an assessment from being published.
func TestPublishingPastTheBoundOfUses(t *testing.T) {
	w := newWorld(t)
	w.year()
	a := w.collected()
	id, yes := a.Cited[0].Opinions[0], true
	use := governance.Request{Actor: players["district"], ID: id, Command: appraisal.RecordUse{Assessment: "文明创建", Cited: &yes, Text: "x"}}
	for range 50 {
		_, err := w.appraisal.Opinions.Do(t.Context(), use)
		require.NoError(t, err)
	}
	_, err := w.appraisal.Opinions.Do(t.Context(), use)
	require.Equal(t, "not-allowed", scripttest.KindOf(err))
	w.must("district", a.ID, annual.Combine{})
	w.must("district", a.ID, annual.Publish{})
	o, err := w.appraisal.Opinions.Get(t.Context(), players["district"], id)
	require.NoError(t, err)
	require.Len(t, o.Uses, 51)
}

// What people record of a result has a bound, and says so.
func TestUsesOfAResultHaveABound(t *testing.T) {
	w := newWorld(t)
	a := w.published()
	for range 50 {
		w.must("district", a.ID, annual.RecordUse{For: "评优", Text: "x"})
	}
	_, err := w.give("district", a.ID, annual.RecordUse{For: "评优", Text: "x"})
	require.Equal(t, "not-allowed", scripttest.KindOf(err))
}

// A correction cites the newest edition that was issued, and what was cited before
// stays as it was cited.
func TestTheNewestEditionIsCited(t *testing.T) {
	w := newWorld(t)
	w.year()
	a := w.collected()
	before := a.Cited[0].Opinions
	second := w.round("2024-Q3", responders)
	w.must("district", a.ID, annual.Combine{})
	a = w.must("district", a.ID, annual.CollectAgain{Reason: "参考意见已更正"})
	assert.Equal(t, before, a.Cited[0].Opinions, "until it is cited anew")
	a = w.must("district", a.ID, annual.Cite{Leaf: "opinions"})
	assert.Equal(t, before[0], a.Cited[0].Opinions[0], "of the first quarter there is one")
	assert.NotEqual(t, before[1], a.Cited[0].Opinions[1])
	assert.Contains(t, second.Opinions, a.Cited[0].Opinions[1])
}

// Figures are counted within the period, to the second, and of the unit alone.
func TestFiguresKeepToThePeriod(t *testing.T) {
	w := newWorld(t)
	for _, at := range []string{"2023-12-31 23:59", "2024-01-01 00:00", "2024-12-31 23:59", "2025-01-01 00:00"} {
		w.to(at)
		w.deed(town, 5)
		w.deed(town2, 5)
	}
	a := w.must("district", uuid.Nil, annual.Open{Unit: town, Period: "2024-01-01/2025-01-01", Scheme: schemes["plain"]})
	w.must("district", a.ID, annual.Collect{})
	a = w.must("district", a.ID, annual.DrawFigures{})
	require.Len(t, a.Figures, 1)
	assert.Equal(t, []scoring.Fixed{2 * scoring.One, 2 * scoring.One}, []scoring.Fixed{*a.Figures[0].Num, *a.Figures[0].Den})
}

// Missing sheets do what the scheme says of them: count zero, or hold the value up
// until all are in.
func TestMissingSheets(t *testing.T) {
	w := newWorld(t)
	w.to("2025-01-06 09:00")
	open := annual.Open{Unit: town, Period: "2024-01-01/2025-01-01", Scheme: schemes["strict"], Reviewers: []annual.Reviewer{{Kind: "panel", Unit: housing}, {Kind: "panel", Unit: cityMgmt}}}
	a := w.must("district", uuid.Nil, open)
	a = w.must("district", a.ID, annual.Collect{})
	require.Len(t, a.Sheets, 4, "one for each indicator")
	require.NoError(t, w.handIn("housing", w.sheet(a, "zero", string(housing)), "80"))
	require.NoError(t, w.handIn("citymgmt", w.sheet(a, "zero", string(cityMgmt)), "100"))
	require.NoError(t, w.handIn("housing", w.sheet(a, "wait", string(housing)), "90"))
	a = w.must("district", a.ID, annual.Combine{})
	assert.Equal(t, "45", a.Result.Nodes[0].Value.String(), "(80 + 100 + 0 + 0) ÷ 4")
	assert.Nil(t, a.Result.Nodes[1].Value)
	a = w.must("district", a.ID, annual.CollectAgain{Reason: "等齐"})
	require.NoError(t, w.handIn("citymgmt", w.sheet(a, "wait", string(cityMgmt)), "70"))
	a = w.must("district", a.ID, annual.Combine{})
	assert.Equal(t, "62.50", a.Result.Score.Text(2), "(45 + 80) ÷ 2")
}
