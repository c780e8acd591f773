package annual_test

import (
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/scoring"
	"github.com/jinlin-project/jinlin/scoring/annual"
	"github.com/jinlin-project/jinlin/scoring/assessment"
)

// scheme is small enough to reckon by hand: half the opinions, a quarter how many
// deeds were done in time, a quarter what three reviewers say without the highest
// and lowest.
const scheme = `{"id":"small","version":1,"title":{"zh":"小方案","en":"Small"},"source":{"zh":"例","en":"example"},
"nodes":[
{"id":"opinions","label":{"zh":"参考意见","en":"opinions"},"source":{"zh":"例","en":"example"},"weight":"0.5","opinion":{"side":"responder"}},
{"id":"in-time","label":{"zh":"按时","en":"in time"},"source":{"zh":"例","en":"example"},"weight":"0.25","figure":{"figure":"deed.on-time"}},
{"id":"review","label":{"zh":"评议","en":"review"},"source":{"zh":"例","en":"example"},"weight":"0.25","sheets":{"missing":"leave","kinds":[
{"id":"panel","label":{"zh":"评委","en":"panel"},"weight":"1","expected":3,"least":3,"drop":1}]}}],
"absent":{"node":"no-result","source":{"zh":"例","en":"example"}},
"grades":[{"grade":"excellent","from":"90","source":{"zh":"例","en":"example"}},{"grade":"good","from":"80","source":{"zh":"例","en":"example"}},{"grade":"fair","from":"60","source":{"zh":"例","en":"example"}},{"grade":"poor","from":"0","source":{"zh":"例","en":"example"}}],
"rounding":{"mode":"half-up","places":2,"source":{"zh":"例","en":"example"}}}`

var panel = []annual.Reviewer{{Kind: "panel", Unit: housing}, {Kind: "panel", Unit: centre, Person: "li"}, {Kind: "panel", Unit: town2, Person: "wang"}}

func opening() annual.Open {
	return annual.Open{Unit: town, Period: "2024-01-01/2025-01-01", Scheme: scheme, Reviewers: panel}
}

// collected is an assessment of the town with everything in it.
func (w *world) collected() *annual.Assessment {
	a := w.must("district", uuid.Nil, opening())
	a = w.must("district", a.ID, annual.Collect{})
	w.must("district", a.ID, annual.Cite{Leaf: "opinions"})
	w.must("district", a.ID, annual.DrawFigures{})
	for who, points := range map[string]string{"housing": "70", "li": "91.5", "wang": "99"} {
		reviewer := map[string]string{"housing": string(housing), "li": "li", "wang": "wang"}[who]
		require.NoError(w, w.handIn(who, w.sheet(a, "review", reviewer), points))
	}
	got, err := w.annual.Assessments.Get(w.Context(), players["district"], a.ID)
	require.NoError(w, err)
	return got
}

// 3: the result is what the scheme says, node by node, and can be verified by
// anybody who has its bytes.
func TestAssessmentCombinesByItsScheme(t *testing.T) {
	w := newWorld(t)
	w.year()
	a := w.collected()
	require.Len(t, a.Cited[0].Opinions, 2, "the opinions on both quarters")
	a = w.must("district", a.ID, annual.Combine{})
	require.Equal(t, 3, a.Handed)
	opinion := a.Result.Nodes[0].Value
	require.NotNil(t, opinion)
	require.Equal(t, "100", a.Result.Nodes[1].Value.String(), "twelve of twelve in time")
	require.Equal(t, "91.5", a.Result.Nodes[2].Value.String(), "without the highest and the lowest")
	want, ok := scoring.Weigh([]scoring.Fixed{*opinion, 100 * scoring.One, 915 * scoring.One / 10}, []scoring.Fixed{5000, 2500, 2500}, scoring.Rounding{Mode: scoring.HalfUp, Places: 2})
	require.True(t, ok)
	require.Equal(t, want.String(), a.Result.Score.String())
	back, err := assessment.Verify(a.Result.Canonical(), a.Sum)
	require.NoError(t, err)
	require.Equal(t, *a.Result, back)
}

// 3 [D]: an opinion is for reference, but it is not passed over in silence.
func TestOpinionsAreCitedOrWaived(t *testing.T) {
	w := newWorld(t)
	w.year()
	a := w.must("district", uuid.Nil, opening())
	a = w.must("district", a.ID, annual.Collect{})
	_, err := w.give("district", a.ID, annual.Combine{})
	var invalid *governance.InvalidError
	require.ErrorAs(t, err, &invalid, "neither cited nor waived")
	_, err = w.give("district", a.ID, annual.Waive{Leaf: "in-time", Reason: "x"})
	require.ErrorAs(t, err, &invalid)
	w.must("district", a.ID, annual.Waive{Leaf: "opinions", Reason: "机构改革，\n不具可比性"})
	a = w.must("district", a.ID, annual.Combine{})
	assert.Nil(t, a.Result.Score, "what has no material has no value, and this scheme then has no result")
	assert.Equal(t, "机构改革， 不具可比性", a.Result.Nodes[0].Opinions.Waiver)
	a = w.must("district", a.ID, annual.CollectAgain{Reason: "补充"})
	assert.Nil(t, a.Result)
}

// What is published the unit sees; each opinion it cites says so; what it was used
// for is recorded [R]; a correction is the next edition.
func TestPublishingAndAfter(t *testing.T) {
	w := newWorld(t)
	w.year()
	a := w.collected()
	a = w.must("district", a.ID, annual.Combine{})
	sees := func(who string) bool {
		_, err := w.annual.Assessments.Get(t.Context(), players[who], a.ID)
		return err == nil
	}
	require.False(t, sees("town"))
	_, err := w.give("district", uuid.Nil, opening())
	var refused *governance.NotAllowedError
	require.ErrorAs(t, err, &refused, "one at a time")
	a = w.must("district", a.ID, annual.Publish{})
	require.True(t, sees("town"))
	require.False(t, sees("town2"))
	for _, id := range a.Cited[0].Opinions {
		o, err := w.appraisal.Opinions.Get(t.Context(), players["centre"], id)
		require.NoError(t, err)
		require.Len(t, o.Uses, 1)
		assert.Equal(t, "小方案", o.Uses[0].Assessment)
	}
	used := w.must("district", a.ID, annual.RecordUse{For: "评优评先", Text: "推荐为先进"})
	assert.Equal(t, a.Sum, used.Sum)
	second := w.must("district", uuid.Nil, opening())
	assert.Equal(t, 2, second.Edition)
	view, err := w.annual.Assessments.Shelf.Get(t.Context(), players["town"], a.ID)
	require.NoError(t, err)
	text, err := view.Page()
	require.NoError(t, err)
	for _, want := range []string{"海沧街道", "小方案", a.Sum.String(), "评优评先", "91.5"} {
		assert.Contains(t, text, want)
	}
	assert.NotContains(t, text, "wang", "who gave which points is nobody's to know")
}

// A sheet is its reviewer's and the district's: nobody else sees or fills it, and
// the number of those handed in is counted once each.
func TestSheetsAreSecret(t *testing.T) {
	w := newWorld(t)
	w.year()
	a := w.collected()
	s := w.sheet(a, "review", "li")
	for _, who := range []string{"town", "town2", "wang", "housing", "centre"} {
		_, err := w.annual.Sheets.Get(t.Context(), players[who], s.ID)
		require.Error(t, err, who)
		require.Error(t, w.handIn(who, s, "0"), who)
	}
	var invalid *governance.InvalidError
	require.ErrorAs(t, w.handIn("li", s, "100.5"), &invalid)
	require.NoError(t, w.handIn("li", s, "95"), "it may be changed until it is combined")
	a = w.must("district", a.ID, annual.Combine{})
	assert.Equal(t, 3, a.Handed)
	require.Error(t, w.handIn("li", s, "96"), "and not after")
}

// Every fault of an opening is named, those of a scheme by their paths.
func TestWhatCannotBeOpened(t *testing.T) {
	w := newWorld(t)
	w.to("2025-01-06 09:00")
	_, err := w.give("district", uuid.Nil, annual.Open{Unit: town, Period: "whenever", Scheme: `{"id":"x"}`, Reviewers: []annual.Reviewer{{Kind: "panel", Unit: "350299"}}})
	var invalid *governance.InvalidError
	require.ErrorAs(t, err, &invalid)
	paths := map[string]bool{}
	for _, f := range invalid.Faults {
		paths[f.Path] = true
	}
	for _, want := range []string{"period", "scheme.nodes", "reviewers[0].unit"} {
		assert.True(t, paths[want], "%s in %v", want, paths)
	}
	_, err = w.give("town", uuid.Nil, opening())
	var forbidden *governance.ForbiddenError
	require.ErrorAs(t, err, &forbidden, "nobody assesses themselves")
	_, err = w.give("district", uuid.Nil, annual.Open{Unit: town, Period: "2024-01-01/2025-01-01", Scheme: assessment.Secretaries().ID})
	require.NoError(t, err, "a scheme that comes with the settings is named by its id")
}

// The table of results is for spreadsheets; units see their own row.
func TestTheTableOfResults(t *testing.T) {
	w := newWorld(t)
	w.year()
	a := w.collected()
	w.must("district", a.ID, annual.Combine{})
	w.must("district", a.ID, annual.Publish{})
	rows := func(who string) [][]string {
		params, _ := w.annual.Assessments.NewParams("results")
		require.NoError(t, governance.StdCodec{}.Unmarshal([]byte(`{"period":"2024-01-01/2025-01-01","scheme":"small"}`), params))
		got, err := w.annual.Assessments.Ask(t.Context(), players[who], "results", params)
		require.NoError(t, err)
		return got.(*governance.Listing).Rows
	}
	require.Len(t, rows("district"), 1)
	require.Equal(t, "海沧街道", rows("town")[0][1])
	require.Empty(t, rows("town2"))
}
