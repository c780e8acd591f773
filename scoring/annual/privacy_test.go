package annual_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/internal/scripttest"
	"github.com/jinlin-project/jinlin/orgtree"
	"github.com/jinlin-project/jinlin/scoring/annual"
)

// reviewersOf are what tells who reviewed: persons and units.
var reviewersOf = []string{`"li"`, `"wang"`, string(housing), string(centre), string(town2)}

// published is an assessment of the town with remarks, combined twice and published.
func (w *world) published() *annual.Assessment {
	w.year()
	a := w.collected()
	w.must("district", a.ID, annual.Combine{})
	w.must("district", a.ID, annual.CollectAgain{Reason: "补充"})
	require.NoError(w, w.handIn("li", w.sheet(a, "review", "li"), "91.5"))
	w.must("district", a.ID, annual.Combine{})
	return w.must("district", a.ID, annual.Publish{})
}

// 3 [D]: who gave which points is nobody's to know: a published assessment shows its
// unit no reviewer, neither in itself nor in its history, page or table.
func TestReviewersAreNotTold(t *testing.T) {
	w := newWorld(t)
	a := w.published()
	for _, who := range []string{"town", "district"} {
		view, err := w.annual.Assessments.Shelf.Get(t.Context(), players[who], a.ID)
		require.NoError(t, err)
		shown, err := view.JSON("zh")
		require.NoError(t, err)
		page, err := view.Page()
		require.NoError(t, err)
		history, err := w.annual.Assessments.History(t.Context(), players[who], a.ID, 0, 100)
		require.NoError(t, err)
		told, err := json.Marshal(history)
		require.NoError(t, err)
		var fields strings.Builder
		for _, e := range history {
			for _, f := range append(e.Body, e.Changes...) {
				fields.Write(f.Value)
			}
		}
		for _, secret := range append(reviewersOf, "扎实") {
			for _, text := range []string{string(shown), page, string(told), fields.String()} {
				assert.NotContains(t, text, secret, who)
			}
		}
	}
	sheets, _, err := w.annual.Sheets.List(t.Context(), players["town"], governance.Query{})
	require.NoError(t, err)
	assert.Empty(t, sheets)
}

// The feed, which the centre reads, says of no sheet who reviews, what they remark or
// which points they give.
func TestTheFeedTellsNoPoints(t *testing.T) {
	w := newWorld(t)
	a := w.published()
	entries, err := w.office.Feed(t.Context(), 0, 10000)
	require.NoError(t, err)
	sheets := 0
	for _, e := range entries {
		if e.Ref.Kind != annual.KindAssessment && e.Ref.Kind != annual.KindSheet {
			continue
		}
		for _, f := range append(e.Body, e.Changes...) {
			value := string(f.Value)
			assert.NotContains(t, value, "扎实", "%s %s", e.Verb, f.Name)
			assert.NotContains(t, value, `"li"`, "%s %s", e.Verb, f.Name)
			if e.Ref.Kind == annual.KindSheet && f.Name == "points" {
				sheets++
				assert.Contains(t, value, "sealed:")
			}
		}
	}
	assert.Equal(t, 4, sheets, "three sheets, one of them handed in twice")
	for _, id := range append(a.Sheets, a.ID) {
		kind := annual.KindSheet
		if id == a.ID {
			kind = annual.KindAssessment
		}
		shelf, _ := w.office.Shelf(kind)
		require.NoError(t, shelf.Verify(t.Context(), id), "sealing leaves history whole")
	}
}

// A sheet is its reviewer's: not of the town above a community that reviews, nor of
// the centre where the district does, nor of those who answer for the unit.
func TestNobodyAboveSeesASheet(t *testing.T) {
	w := newWorld(t)
	w.to("2025-01-06 09:00")
	open := opening()
	open.Unit, open.Reviewers = town2, []annual.Reviewer{{Kind: "panel", Unit: community}, {Kind: "panel", Unit: district}, {Kind: "panel", Unit: housing}}
	a := w.must("district", uuid.Nil, open)
	a = w.must("district", a.ID, annual.Collect{})
	for reviewer, who := range map[orgtree.Code]string{community: "community", district: "district", housing: "housing"} {
		s := w.sheet(a, "review", string(reviewer))
		for _, other := range everybody() {
			_, err := w.annual.Sheets.Get(t.Context(), actorOf(other), s.ID)
			mine := other == who || other == "district" || other == "system"
			assert.Equal(t, mine, err == nil, "%s of %s", other, who)
			desk, _, err := w.annual.Sheets.List(t.Context(), actorOf(other), governance.Query{Desk: true, Unit: []string{string(town2)}})
			require.NoError(t, err)
			assert.LessOrEqual(t, len(desk), 1)
		}
		require.NoError(t, w.handIn(who, s, "80"))
	}
}

// Erasing nothing, masking everything: what the questions between institutions
// answer is for decisions, and nobody may ask them.
func TestInwardQuestionsStayInward(t *testing.T) {
	w := newWorld(t)
	for _, shelf := range w.office.Shelves() {
		for _, q := range []string{"handed", "editions", "contents", "citable", "earlier", "used", "ruleset"} {
			_, asked := shelf.NewParams(q)
			assert.False(t, asked, "%s of %s", q, shelf.Describe().Kind)
			_, err := shelf.Ask(t.Context(), players["district"], q, nil)
			assert.Equal(t, "not-found", scripttest.KindOf(err))
		}
	}
}
