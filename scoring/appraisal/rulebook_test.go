package appraisal_test

import (
	"encoding/json"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/scoring"
	"github.com/jinlin-project/jinlin/scoring/appraisal"
)

var reopened = casework.Reopen{Reason: "又坏了"}

// rule gives a command to a rule book.
func (w *world) rule(who string, id uuid.UUID, cmd governance.Command) (*appraisal.RuleBook, error) {
	return w.books.Rules.Do(w.Context(), governance.Request{Actor: players[who], ID: id, Command: cmd})
}

// own is a district's own version of the shipped quarterly rules: only solutions
// count.
func own(t testing.TB, version int, weights map[string]string) string {
	rs := scoring.ResponderRules()
	var raw map[string]any
	require.NoError(t, json.Unmarshal(rs.Canonical(), &raw))
	raw["version"] = version
	for _, term := range raw["terms"].([]any) {
		if w, ok := weights[term.(map[string]any)["id"].(string)]; ok {
			term.(map[string]any)["weight"] = w
		}
	}
	out, err := json.Marshal(raw)
	require.NoError(t, err)
	return string(out)
}

// 3: a rule set is data, versioned, validated with every fault named; the district
// adopts it, and from then on it is by it that rounds are formed. What was formed
// by another stands, and is still explained.
func TestADistrictsOwnRules(t *testing.T) {
	w := memoryWorld(t)
	w.quarter()
	shipped := scoring.ResponderRules()
	require.GreaterOrEqual(t, len(shipped.Terms), 2)
	a, b := shipped.Terms[0], shipped.Terms[1]
	swapped := own(t, 2, map[string]string{a.ID: b.Weight.String(), b.ID: a.Weight.String()})
	book, err := w.rule("centre", uuid.Nil, appraisal.Propose{District: district, Rules: swapped})
	require.NoError(t, err)
	var forbidden *governance.ForbiddenError
	_, err = w.rule("centre", book.ID, appraisal.Adopt{})
	require.ErrorAs(t, err, &forbidden, "who measures does not make the measure")
	_, err = w.rule("centre", uuid.Nil, appraisal.Propose{District: district, Rules: swapped})
	var conflict *governance.ConflictError
	require.ErrorAs(t, err, &conflict, "a version is given once")
	assert.Equal(t, governance.Claimed, conflict.Reason)

	first := w.issued(responders)
	require.Equal(t, 1, first.Rules.Version, "what is only proposed is not in force")
	w.to("2024-10-31 09:00")
	_, err = w.rule("district", book.ID, appraisal.Adopt{})
	require.NoError(t, err)
	second := w.issued(responders)
	require.Equal(t, 2, second.Rules.Version)
	require.Equal(t, book.Sum, second.Rules.Digest)
	_, err = w.rule("district", book.ID, appraisal.Retire{Reason: "试行结束"})
	require.NoError(t, err)
	for _, round := range []*appraisal.Round{first, second} {
		_, err := w.matters("centre", w.opinion(round, town).ID, a.ID)
		require.NoError(t, err, "an opinion is explained by the rules it was formed by")
	}
}

// Each kind of fault is refused where it stands; nothing is kept.
func TestRulesAreValidatedAtTheDoor(t *testing.T) {
	w := memoryWorld(t)
	_, err := w.rule("centre", uuid.Nil, appraisal.Propose{District: town, Rules: `{"id":"X","id":"y","bogus":1}`})
	var invalid *governance.InvalidError
	require.ErrorAs(t, err, &invalid)
	paths := map[string]bool{}
	for _, f := range invalid.Faults {
		paths[f.Path+" "+f.Code] = true
	}
	assert.True(t, paths["district not-a-district"])
	assert.True(t, paths["rules.bogus unknown-field"] || paths["rules.id repeated"] || len(paths) > 3, "%v", paths)
	page, _, err := w.books.Rules.List(t.Context(), players["centre"], governance.Query{})
	require.NoError(t, err)
	assert.Empty(t, page)
}

// A rule set can be read by a person.
func TestRulesAsADocument(t *testing.T) {
	w := memoryWorld(t)
	book, err := w.rule("district", uuid.Nil, appraisal.Propose{District: district, Rules: own(t, 7, nil)})
	require.NoError(t, err)
	_, err = w.rule("district", book.ID, appraisal.Adopt{})
	require.NoError(t, err)
	view, err := w.books.Rules.Shelf.Get(t.Context(), players["housing"], book.ID)
	require.NoError(t, err, "whoever is measured may read the measure")
	text, err := view.Page()
	require.NoError(t, err)
	assert.Contains(t, text, scoring.ResponderRules().Title.Zh)
}
