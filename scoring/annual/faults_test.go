package annual_test

import (
	"encoding/json"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/memory"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/scoring"
	"github.com/jinlin-project/jinlin/scoring/annual"
	"github.com/jinlin-project/jinlin/scoring/appraisal"
	"github.com/jinlin-project/jinlin/scoring/assessment"
)

// foul is what values at fault hold, and no refusal may repeat.
const foul = "13800138000张三"

// faultsOf are the faults of an error as path and code, which repeat no value.
func faultsOf(t *testing.T, err error) (out []string) {
	t.Helper()
	var invalid *governance.InvalidError
	require.ErrorAs(t, err, &invalid)
	for _, f := range invalid.Faults {
		out = append(out, f.Path+" "+f.Code)
		assert.NotEmpty(t, f.Detail.Zh)
		assert.NotEmpty(t, f.Detail.En)
		assert.NotContains(t, f.Path+f.Detail.Zh+f.Detail.En+invalid.Error(), foul, "a refusal never repeats what was sent")
	}
	slices.Sort(out)
	return out
}

// Every field of every command at fault is named, not only the first, by the name it
// came in.
func TestEveryFaultIsNamed(t *testing.T) {
	w := newWorld(t)
	w.year()
	a := w.must("district", uuid.Nil, opening())
	a = w.must("district", a.ID, annual.Collect{})
	plain := opening()
	plain.Scheme, plain.Reviewers = schemes["plain"], nil
	p := w.must("district", uuid.Nil, plain)
	w.must("district", p.ID, annual.Collect{})
	one, two, huge, less := scoring.One, 2*scoring.One, 2_000_000_000*scoring.One, -scoring.One
	long := strings.Repeat("长", 2001)
	for name, c := range map[string]struct {
		id   uuid.UUID
		cmd  governance.Command
		want []string
	}{
		"open, foul": {uuid.Nil, annual.Open{Unit: town, Period: foul, Scheme: foul, Reviewers: []annual.Reviewer{{Kind: foul, Unit: "350299"}}},
			[]string{"period bad-period", "reviewers[0].unit unknown-unit", "scheme unknown-scheme"}},
		"open, half": {uuid.Nil, annual.Open{Unit: town, Period: foul, Reviewers: []annual.Reviewer{{}}},
			[]string{"period bad-period", "reviewers[0].kind required", "reviewers[0].unit required", "scheme required"}},
		"open, long":           {uuid.Nil, annual.Open{Unit: town, Period: long, Scheme: strings.Repeat("{", 60001)}, []string{"period too-long", "scheme too-long"}},
		"cite, nothing":        {a.ID, annual.Cite{}, []string{"leaf required"}},
		"cite, no such":        {a.ID, annual.Cite{Leaf: foul}, []string{"leaf unknown-leaf"}},
		"cite, a figure":       {a.ID, annual.Cite{Leaf: "in-time"}, []string{"leaf unknown-leaf"}},
		"waive, nothing":       {a.ID, annual.Waive{}, []string{"leaf required", "reason required"}},
		"waive, long":          {a.ID, annual.Waive{Leaf: "opinions", Reason: long}, []string{"reason too-long"}},
		"waive, invisible":     {a.ID, annual.Waive{Leaf: "opinions", Reason: "机构\u200b改革"}, []string{"reason bad-text"}},
		"figure, nothing":      {p.ID, annual.SetFigure{}, []string{"leaf required", "source required"}},
		"figure, both":         {p.ID, annual.SetFigure{Leaf: "permits", Num: &one, Den: &two, Number: &one, Source: "x"}, []string{"num one-of"}},
		"figure, half a ratio": {p.ID, annual.SetFigure{Leaf: "permits", Num: &one, Source: "x"}, []string{"num one-of"}},
		"figure, more than 1":  {p.ID, annual.SetFigure{Leaf: "drawn", Num: &two, Den: &one, Source: "x"}, []string{"num out-of-range"}},
		"figure, below 0":      {p.ID, annual.SetFigure{Leaf: "drawn", Num: &less, Den: &less, Source: "x"}, []string{"den out-of-range", "num out-of-range"}},
		"figure, no scale":     {p.ID, annual.SetFigure{Leaf: "count", Number: &one, Source: "x"}, []string{"number not-allowed"}},
		"figure, too large":    {p.ID, annual.SetFigure{Leaf: "permits", Number: &huge, Source: "x"}, []string{"number out-of-range"}},
		"figure, its source":   {p.ID, annual.SetFigure{Leaf: "permits", Number: &one, Source: "台账\u200b"}, []string{"source bad-text"}},
		"drop, nothing":        {a.ID, annual.Drop{}, []string{"reason required"}},
		"combine, too soon":    {a.ID, annual.Combine{}, []string{"opinions[opinions] required"}},
	} {
		_, err := w.give("district", c.id, c.cmd)
		if c.want != nil {
			assert.Equal(t, c.want, faultsOf(t, err), name)
		}
	}
	for _, points := range []scoring.Fixed{less, 100*scoring.One + 1} {
		_, err := w.annual.Sheets.Do(t.Context(), governance.Request{Actor: players["li"], ID: w.sheet(a, "review", "li").ID, Command: annual.HandIn{Points: &points, Text: long}})
		assert.Equal(t, []string{"points out-of-range", "text too-long"}, faultsOf(t, err))
	}
}

// spoil returns the small scheme with something wrong.
func spoil(t *testing.T, what func(map[string]any)) string {
	var raw map[string]any
	require.NoError(t, json.Unmarshal([]byte(scheme), &raw))
	what(raw)
	out, err := json.Marshal(raw)
	require.NoError(t, err)
	return string(out)
}

func nodeAt(raw map[string]any, i int) map[string]any {
	return raw["nodes"].([]any)[i].(map[string]any)
}

// 3: a scheme with each kind of fault is refused with every fault named: also through
// the command, with the paths behind the field's, and whatever else is wrong.
func TestEveryFaultOfASchemeIsNamed(t *testing.T) {
	w := newWorld(t)
	w.to("2025-01-06 09:00")
	open := func(scheme string) error {
		cmd := opening()
		cmd.Scheme = scheme
		_, err := w.give("district", uuid.Nil, cmd)
		return err
	}
	for want, what := range map[string]func(map[string]any){
		"scheme.nodes weights-sum":          func(r map[string]any) { nodeAt(r, 0)["weight"] = "0.4" },
		"scheme.nodes[0].opinion.side":      func(r map[string]any) { nodeAt(r, 0)["opinion"].(map[string]any)["side"] = foul },
		"scheme.nodes[1].id":                func(r map[string]any) { nodeAt(r, 1)["id"] = nodeAt(r, 0)["id"] },
		"scheme.nodes[1].figure.figure":     func(r map[string]any) { nodeAt(r, 1)["figure"].(map[string]any)["figure"] = foul },
		"scheme.nodes[1].figure half-scale": func(r map[string]any) { nodeAt(r, 1)["figure"].(map[string]any)["zero"] = "1" },
		"scheme.nodes[2] one-of":            func(r map[string]any) { delete(nodeAt(r, 2), "sheets") },
		"scheme.nodes[2].sheets.missing":    func(r map[string]any) { nodeAt(r, 2)["sheets"].(map[string]any)["missing"] = foul },
		"scheme.absent.node":                func(r map[string]any) { r["absent"].(map[string]any)["node"] = foul },
		"scheme.title.zh":                   func(r map[string]any) { r["title"].(map[string]any)["zh"] = "" },
		"scheme.bogus unknown-field":        func(r map[string]any) { r["bogus"] = foul },
		"scheme.nodes[2].sheets.kinds[0].least ": func(r map[string]any) {
			nodeAt(r, 2)["sheets"].(map[string]any)["kinds"].([]any)[0].(map[string]any)["drop"] = 2
		},
	} {
		got := faultsOf(t, open(spoil(t, what)))
		assert.True(t, slices.ContainsFunc(got, func(f string) bool { return strings.HasPrefix(f, want) }), "%s in %v", want, got)
	}
	for _, bytes := range []string{"{", `{"id":1}`, "{" + foul, strings.Repeat("{\"nodes\":[", 5000), "[]", "secretaries"} {
		got := faultsOf(t, open(bytes))
		assert.True(t, strings.HasPrefix(got[0], "scheme"), "%v", got)
	}
	found, _, err := w.annual.Assessments.List(t.Context(), players["district"], governance.Query{})
	require.NoError(t, err)
	require.Empty(t, found, "nothing of it was kept")
}

// Reviewers whose sheets could never be combined are refused when they are named, and
// so are more sheets than an assessment can hand out.
func TestReviewersAreCheckedAtTheDoor(t *testing.T) {
	w := newWorld(t)
	w.to("2025-01-06 09:00")
	open := func(scheme string, reviewers ...annual.Reviewer) error {
		_, err := w.give("district", uuid.Nil, annual.Open{Unit: town, Period: "2024-01-01/2025-01-01", Scheme: scheme, Reviewers: reviewers})
		return err
	}
	li := func(kind string) annual.Reviewer { return annual.Reviewer{Kind: kind, Unit: housing, Person: "li"} }
	assert.Equal(t, []string{"reviewers[1] duplicate"}, faultsOf(t, open(schemes["own"], li("panel"), li("members"))))
	assert.Equal(t, []string{"reviewers[0].unit not-allowed"}, faultsOf(t, open(schemes["own"], annual.Reviewer{Kind: "panel", Unit: town})))
	assert.Equal(t, []string{"reviewers[0] required"}, faultsOf(t, open(schemes["own"], annual.Reviewer{Kind: "panel", Unit: housing, Person: strings.Repeat("李", 60)})))
	var many []annual.Reviewer
	for i := range 200 {
		many = append(many, annual.Reviewer{Kind: "panel", Unit: housing, Person: "p" + uuid.NewString()[:8] + string(rune('a'+i%26))})
	}
	panels := schemeOf("panels", "redistribute", node("a", "0.4", panelOf("leave", `"expected":900,"least":1`)), node("b", "0.3", panelOf("leave", `"expected":900,"least":1`)), node("c", "0.3", panelOf("leave", `"expected":900,"least":1`)))
	assert.Equal(t, []string{"reviewers too-many"}, faultsOf(t, open(panels, many...)))
	assert.Equal(t, []string{"reviewers too-many"}, faultsOf(t, open(panels, append(many, many[0])...)))
	require.NoError(t, open(panels, many[:166]...), "498 sheets")
}

// Settings that cannot be worked with are refused; an office in which nobody answers
// for a kind of figures is not assembled.
func TestSettingsAreChecked(t *testing.T) {
	s := annual.DefaultSettings()
	s.Limits = append(s.Limits, s.Limits[0])
	s.Schemes = append(slices.Clone(s.Schemes), assessment.Scheme{})
	_, err := annual.New(s)
	require.Error(t, err)
	for _, want := range []string{"limits[1].name repeated", "nodes "} {
		assert.Contains(t, err.Error(), want)
	}
	books, err := annual.New(annual.DefaultSettings("nobody"))
	require.NoError(t, err)
	opinions, err := appraisal.New(appraisal.DefaultSettings("deed"))
	require.NoError(t, err)
	w := newWorld(t)
	_, err = governance.Assemble(governance.Ports{Ledger: memory.New(), Now: time.Now, Entropy: rand.NewChaCha8([32]byte{}), Directory: directory{w}},
		deeds(t).Shelf, opinions.Rules.Shelf, opinions.Rounds.Shelf, opinions.Opinions.Shelf, books.Assessments.Shelf, books.Sheets.Shelf)
	var defect *governance.Defect
	require.ErrorAs(t, err, &defect)
	assert.Contains(t, defect.Problem, "asks nobody for figures")
}
