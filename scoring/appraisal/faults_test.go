package appraisal_test

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
	"github.com/jinlin-project/jinlin/scoring/appraisal"
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

// Every field of every command at fault is named, not only the first.
func TestEveryFaultIsNamed(t *testing.T) {
	w := memoryWorld(t)
	w.quarter()
	o := w.opinion(w.issued(responders), town)
	_, err := w.give("town", o.ID, appraisal.Object{Reason: "x"})
	require.NoError(t, err)
	long, many := strings.Repeat("长", 2001), make([]uuid.UUID, 51)
	for i := range many {
		many[i] = uuid.New()
	}
	for name, c := range map[string]struct {
		shelf *governance.Shelf
		who   string
		id    uuid.UUID
		cmd   governance.Command
		want  []string
	}{
		"compute, foul":      {w.books.Rounds.Shelf, "centre", uuid.Nil, appraisal.Compute{District: town, Period: foul, Rules: foul}, []string{"district not-a-district", "period bad-period", "rules unknown-rules"}},
		"compute, half":      {w.books.Rounds.Shelf, "centre", uuid.Nil, appraisal.Compute{District: district, Period: foul}, []string{"period bad-period", "rules required"}},
		"compute, long":      {w.books.Rounds.Shelf, "centre", uuid.Nil, appraisal.Compute{District: district, Period: long, Rules: long}, []string{"period too-long", "rules too-long"}},
		"object, empty":      {w.books.Opinions.Shelf, "town2", w.opinionAt(t, town2), appraisal.Object{}, []string{"reason required"}},
		"object, too much":   {w.books.Opinions.Shelf, "town2", w.opinionAt(t, town2), appraisal.Object{Reason: long, Matters: many}, []string{"matters too-many", "reason too-long"}},
		"object, no matter":  {w.books.Opinions.Shelf, "town2", w.opinionAt(t, town2), appraisal.Object{Reason: "x", Matters: []uuid.UUID{{}}}, []string{"matters[0] required"}},
		"accept, empty":      {w.books.Opinions.Shelf, "centre", o.ID, appraisal.Accept{}, []string{"leaveOut required", "reason required"}},
		"accept, foul":       {w.books.Opinions.Shelf, "centre", o.ID, appraisal.Accept{Reason: "x", LeaveOut: []appraisal.LeftOut{{Reason: foul}, {Matter: many[0]}}}, []string{"leaveOut[0].matter required", "leaveOut[0].reason unknown-code", "leaveOut[1].reason required"}},
		"accept, twice":      {w.books.Opinions.Shelf, "centre", o.ID, appraisal.Accept{LeaveOut: []appraisal.LeftOut{{many[0], scoring.Exempted}, {many[0], scoring.Exempted}}}, []string{"leaveOut[1].matter repeated", "reason required"}},
		"reject, empty":      {w.books.Opinions.Shelf, "centre", o.ID, appraisal.Reject{}, []string{"reason required"}},
		"record-use, empty":  {w.books.Opinions.Shelf, "centre", o.ID, appraisal.RecordUse{}, []string{"assessment required", "cited required", "text required"}},
		"propose, empty":     {w.books.Rules.Shelf, "centre", uuid.Nil, appraisal.Propose{District: district}, []string{"rules required"}},
		"propose, unwritten": {w.books.Rules.Shelf, "centre", uuid.Nil, appraisal.Propose{District: district, Rules: "\x00" + foul}, []string{"rules bad-text"}},
	} {
		_, err := c.shelf.Do(t.Context(), governance.Request{Actor: players[c.who], ID: c.id, Command: c.cmd})
		got := faultsOf(t, err)
		got = slices.DeleteFunc(got, func(f string) bool {
			return !slices.Contains(c.want, f) && strings.HasPrefix(f, "rules ") && name == "propose, unwritten"
		})
		assert.Equal(t, c.want, got, name)
	}
}

// opinionAt is the issued opinion on a unit that is not objected to.
func (w *world) opinionAt(t *testing.T, unit any) uuid.UUID {
	pages, _, err := w.books.Opinions.List(t.Context(), players["centre"], governance.Query{Phases: governance.Phases(appraisal.Issued)})
	require.NoError(t, err)
	for _, v := range pages {
		if o := v.Record().(*appraisal.Opinion); o.Unit == unit {
			return o.ID
		}
	}
	require.Fail(t, "no issued opinion")
	return uuid.Nil
}

// spoil returns the shipped rules, as the district's own, with something wrong.
func spoil(t *testing.T, what func(map[string]any)) string {
	var raw map[string]any
	require.NoError(t, json.Unmarshal([]byte(own(t, 2, nil)), &raw))
	what(raw)
	out, err := json.Marshal(raw)
	require.NoError(t, err)
	return string(out)
}

func term(raw map[string]any, i int) map[string]any {
	return raw["terms"].([]any)[i].(map[string]any)
}

// 3: "a rule set with each kind of fault is refused with every fault named": also
// through the command, with the paths behind the field's.
func TestEveryFaultOfRulesIsNamed(t *testing.T) {
	w := memoryWorld(t)
	propose := func(rules string) error {
		_, err := w.rule("centre", uuid.Nil, appraisal.Propose{District: district, Rules: rules})
		return err
	}
	for want, what := range map[string]func(map[string]any){
		"rules.terms weights-sum":          func(r map[string]any) { term(r, 0)["weight"] = "0.2" },
		"rules.terms[1].rate unknown-code": func(r map[string]any) { term(r, 1)["rate"] = foul },
		"rules.terms[1].id duplicate":      func(r map[string]any) { term(r, 1)["id"] = term(r, 0)["id"] },
		"rules.side unknown-code":          func(r map[string]any) { r["side"] = foul },
		"rules.version out-of-range":       func(r map[string]any) { r["version"] = -1 },
		"rules.title.zh required":          func(r map[string]any) { r["title"].(map[string]any)["zh"] = "" },
		"rules.bogus unknown-field":        func(r map[string]any) { r["bogus"] = foul },
		"rules.terms[0].weight bad-number": func(r map[string]any) { term(r, 0)["weight"] = foul },
	} {
		got := faultsOf(t, propose(spoil(t, what)))
		path, _, _ := strings.Cut(want, " ")
		assert.True(t, slices.ContainsFunc(got, func(f string) bool { return strings.HasPrefix(f, path+" ") }), "%s in %v", want, got)
	}
	several := faultsOf(t, propose(spoil(t, func(r map[string]any) {
		term(r, 0)["weight"], r["side"], r["rounding"].(map[string]any)["mode"] = "0.2", foul, foul
	})))
	assert.GreaterOrEqual(t, len(several), 3, "%v", several)
	for _, bytes := range []string{"{", "[]", "null", foul, strings.Repeat("[", 60000), `{"id":` + strings.Repeat(`{"a":`, 10000) + "1" + strings.Repeat("}", 10001)} {
		require.NotEmpty(t, faultsOf(t, propose(bytes)))
	}
	require.Equal(t, []string{"rules too-long"}, faultsOf(t, propose(strings.Repeat("长", 60001))))
	pages, _, err := w.books.Rules.List(t.Context(), players["centre"], governance.Query{})
	require.NoError(t, err)
	require.Empty(t, pages, "nothing of it was kept")
}

// Settings that cannot be worked with are refused whole; and an office without
// whoever has the matters is not assembled.
func TestSettingsAreChecked(t *testing.T) {
	s := appraisal.DefaultSettings("")
	s.Limits = append(s.Limits, s.Limits[0])
	s.Shipped = append(slices.Clone(s.Shipped), scoring.RuleSet{})
	_, err := appraisal.New(s)
	var invalid *governance.InvalidError
	require.ErrorAs(t, err, &invalid)
	for _, want := range []string{"source required", "limits[2].name repeated", "terms "} {
		assert.Contains(t, err.Error(), want)
	}
	books, err := appraisal.New(appraisal.DefaultSettings("nobody"))
	require.NoError(t, err)
	w := &world{TB: t, org: organisation(t)}
	_, err = governance.Assemble(governance.Ports{Ledger: memory.New(), Now: time.Now, Entropy: rand.NewChaCha8([32]byte{}), Directory: directory{w}}, books.Rules.Shelf, books.Rounds.Shelf, books.Opinions.Shelf)
	var defect *governance.Defect
	require.ErrorAs(t, err, &defect)
	assert.Contains(t, defect.Problem, "asks nobody for observations")
}
