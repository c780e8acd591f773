package scoring_test

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/scoring"
)

// named lists the faults of an error as "path code".
func named(tb testing.TB, err error) (out []string) {
	tb.Helper()
	var invalid *governance.InvalidError
	require.ErrorAs(tb, err, &invalid)
	for _, f := range invalid.Faults {
		require.NotEmpty(tb, f.Detail.Zh)
		require.NotEmpty(tb, f.Detail.En)
		out = append(out, f.Path+" "+f.Code)
	}
	return out
}

// Issue 3: a rule set with each kind of fault is refused, and the fault named.
func TestEveryFaultOfARuleSetIsNamed(t *testing.T) {
	for _, c := range []struct {
		want   string
		change func(*scoring.RuleSet)
	}{
		{"id bad-id", func(rs *scoring.RuleSet) { rs.ID = "Not an id" }},
		{"version out-of-range", func(rs *scoring.RuleSet) { rs.Version = 0 }},
		{"title.zh required", func(rs *scoring.RuleSet) { rs.Title.Zh = " " }},
		{"source.zh required", func(rs *scoring.RuleSet) { rs.Source.Zh = "" }},
		{"source.en bad-text", func(rs *scoring.RuleSet) { rs.Source.En = "two\nlines" }},
		{"source.zh too-long", func(rs *scoring.RuleSet) { rs.Source.Zh = strings.Repeat("长", 501) }},
		{"side unknown-code", func(rs *scoring.RuleSet) { rs.Side = "third" }},
		{"groups required", func(rs *scoring.RuleSet) { rs.Groups = nil }},
		{"groups[1] unknown-code", func(rs *scoring.RuleSet) { rs.Groups[1] = "villages" }},
		{"groups[1] duplicate", func(rs *scoring.RuleSet) { rs.Groups[1] = rs.Groups[0] }},
		{"terms required", func(rs *scoring.RuleSet) { rs.Terms = nil }},
		{"terms too-many", func(rs *scoring.RuleSet) { rs.Terms = slices.Repeat(rs.Terms, 20) }},
		{"terms weights-sum", func(rs *scoring.RuleSet) { rs.Terms[0].Weight++ }},
		{"terms weights-sum", func(rs *scoring.RuleSet) { rs.Terms[0].Weight-- }},
		{"terms[0].id bad-id", func(rs *scoring.RuleSet) { rs.Terms[0].ID = "" }},
		{"terms[1].id duplicate", func(rs *scoring.RuleSet) { rs.Terms[1].ID = rs.Terms[0].ID }},
		{"deductions[0].id duplicate", func(rs *scoring.RuleSet) { rs.Deductions[0].ID = rs.Terms[0].ID }},
		{"terms[2].sentence.zh required", func(rs *scoring.RuleSet) { rs.Terms[2].Sentence.Zh = "" }},
		{"terms[2].sentence.en required", func(rs *scoring.RuleSet) { rs.Terms[2].Sentence.En = "" }},
		{"terms[2].source.en required", func(rs *scoring.RuleSet) { rs.Terms[2].Source.En = "" }},
		{"terms[2].rate unknown-code", func(rs *scoring.RuleSet) { rs.Terms[2].Rate = "loved" }},
		{"terms[2].rate wrong-side", func(rs *scoring.RuleSet) { rs.Terms[2].Rate = "justified" }},
		{"terms[1].lists[0] unknown-code", func(rs *scoring.RuleSet) { rs.Terms[1].Lists = []scoring.List{"wish"} }},
		{"terms[1].lists[1] duplicate", func(rs *scoring.RuleSet) { rs.Terms[1].Lists = []scoring.List{scoring.Phased, scoring.Phased} }},
		{"terms[1].weight out-of-range", func(rs *scoring.RuleSet) { rs.Terms[1].Weight = -1 }},
		{"terms[1].weight out-of-range", func(rs *scoring.RuleSet) { rs.Terms[1].Weight = 0 }},
		{"terms[1].full out-of-range", func(rs *scoring.RuleSet) { rs.Terms[1].Full = scoring.One + 1 }},
		{"terms[1].pass out-of-range", func(rs *scoring.RuleSet) { rs.Terms[1].Pass = -1 }},
		{"terms[1].pass out-of-order", func(rs *scoring.RuleSet) { rs.Terms[1].Full, rs.Terms[1].Pass = 5000, 6000 }},
		{"additions[0].event unknown-code", func(rs *scoring.RuleSet) { rs.Additions[0].Event = "weather" }},
		{"additions[0].event wrong-side", func(rs *scoring.RuleSet) { rs.Additions[0].Event = "whistle-overruled" }},
		{"additions[0].event wrong-direction", func(rs *scoring.RuleSet) { rs.Additions[0].Event = "late" }},
		{"deductions[0].event wrong-direction", func(rs *scoring.RuleSet) { rs.Deductions[0].Event = "very-satisfied" }},
		{"deductions[1].each out-of-range", func(rs *scoring.RuleSet) { rs.Deductions[1].Each = -1 }},
		{"deductions[1].cap out-of-range", func(rs *scoring.RuleSet) { rs.Deductions[1].Cap = 101 * scoring.One }},
		{"deductions[1].cap out-of-order", func(rs *scoring.RuleSet) { rs.Deductions[1].Cap = rs.Deductions[1].Each - 1 }},
		{"ceilings[0].rate unknown-code", func(rs *scoring.RuleSet) { rs.Ceilings[0].Rate = "" }},
		{"ceilings[0].below out-of-range", func(rs *scoring.RuleSet) { rs.Ceilings[0].Below = 0 }},
		{"ceilings[0].most out-of-range", func(rs *scoring.RuleSet) { rs.Ceilings[0].Most = 100*scoring.One + 1 }},
		{"ceilings[0].most too-fine", func(rs *scoring.RuleSet) { rs.Rounding.Places = 1 }},
		{"values required", func(rs *scoring.RuleSet) { rs.Values = nil }},
		{"values not-allowed", func(rs *scoring.RuleSet) { v := *rs.Values; *rs = scoring.WhistlerRules(); rs.Values = &v }},
		{"values.satisfied out-of-range", func(rs *scoring.RuleSet) { rs.Values.VerySatisfied, rs.Values.Satisfied = scoring.One, scoring.One+1 }},
		{"values.basicallySatisfied out-of-order", func(rs *scoring.RuleSet) { rs.Values.Satisfied = 100 }},
		{"values.partlySolved out-of-range", func(rs *scoring.RuleSet) { rs.Values.PartlySolved = -1 }},
		{"values.source.en required", func(rs *scoring.RuleSet) { rs.Values.Source.En = "" }},
		{"minimum.parts out-of-range", func(rs *scoring.RuleSet) { rs.Minimum.Parts = 0 }},
		{"minimum.ratings out-of-range", func(rs *scoring.RuleSet) { rs.Minimum.Ratings = -1 }},
		{"minimum.ratings not-allowed", func(rs *scoring.RuleSet) { *rs = scoring.WhistlerRules(); rs.Minimum.Ratings = 1 }},
		{"minimum.source.en required", func(rs *scoring.RuleSet) { rs.Minimum.Source.En = "" }},
		{"absent.rate unknown-code", func(rs *scoring.RuleSet) { rs.Absent.Rate = "" }},
		{"absent.term unknown-code", func(rs *scoring.RuleSet) { rs.Absent.Term = "guess" }},
		{"absent.source.en required", func(rs *scoring.RuleSet) { rs.Absent.Source.En = "" }},
		{"grades required", func(rs *scoring.RuleSet) { rs.Grades = nil }},
		{"grades[0].grade unknown-code", func(rs *scoring.RuleSet) { rs.Grades[0].Grade = "brilliant" }},
		{"grades[1].grade out-of-order", func(rs *scoring.RuleSet) { rs.Grades[1].Grade = scoring.Excellent }},
		{"grades[1].from out-of-order", func(rs *scoring.RuleSet) { rs.Grades[1].From = rs.Grades[0].From }},
		{"grades[0].from out-of-range", func(rs *scoring.RuleSet) { rs.Grades[0].From = 101 * scoring.One }},
		{"grades[3].from not-covering", func(rs *scoring.RuleSet) { rs.Grades[3].From = 1 }},
		{"grades[3].source.en required", func(rs *scoring.RuleSet) { rs.Grades[3].Source.En = "" }},
		{"rounding.mode unknown-code", func(rs *scoring.RuleSet) { rs.Rounding.Mode = "up" }},
		{"rounding.places out-of-range", func(rs *scoring.RuleSet) { rs.Rounding.Places = 5 }},
		{"rounding.source.en required", func(rs *scoring.RuleSet) { rs.Rounding.Source.En = "" }},
	} {
		rs := scoring.ResponderRules()
		c.change(&rs)
		err := rs.Validate()
		require.Error(t, err, c.want)
		require.Contains(t, named(t, err), c.want)
		_, err = scoring.NewScorer(rs)
		require.Error(t, err, "%s: nobody scores by an unsound rule set", c.want)
	}
}

// Faults are named all together, not one after the other, and never repeat what
// was sent.
func TestAllFaultsAreNamedAtOnce(t *testing.T) {
	data, _ := scoring.ShippedJSON("responders-quarterly")
	text := string(data)
	for _, r := range [][2]string{
		{`"weight": "0.3"`, `"weight": 0.3`},
		{`"side": "responder"`, `"side": "13800138000"`},
		{`"version": 1`, `"version": "one", "Version": 1, "13800138000": 2`},
		{`"places": 2`, `"places": 2, "places": 3`},
		{`"parts": 5,`, ``},
		{`"below": "0.8"`, `"below": "8e-1"`},
		{`"grade": "good"`, `"grade": null`},
		{`"groups": [`, `"groups": [["towns"], `},
	} {
		require.Contains(t, text, r[0])
		text = strings.Replace(text, r[0], r[1], 1)
	}
	_, err := scoring.DecodeRuleSet([]byte(text))
	got := named(t, err)
	for _, want := range []string{
		"terms[7].weight wrong-type", "side unknown-code", "version wrong-type", "Version unknown-field", "? unknown-field",
		"rounding.places duplicate", "minimum.parts required", "ceilings[0].below bad-value", "grades[1].grade wrong-type", "groups[0] wrong-type",
	} {
		require.Contains(t, got, want)
	}
	require.Len(t, slices.Compact(slices.Sorted(slices.Values(got))), len(got), "each fault once: %v", got)
	require.NotContains(t, err.Error(), "13800138000")
}

// What is not JSON, or more than JSON, is refused.
func TestDecodingIsStrict(t *testing.T) {
	data, _ := scoring.ShippedJSON("whistlers-quarterly")
	for want, text := range map[string]string{
		" not-json": "{", " trailing": string(data) + "{}", " bad-text": "\"\xff\"", " wrong-type": "[]", " too-long": strings.Repeat(" ", 1<<20+1),
	} {
		_, err := scoring.DecodeRuleSet([]byte(text))
		require.Contains(t, named(t, err), want)
	}
	_, err := scoring.DecodeRuleSet([]byte(`{"terms":` + strings.Repeat(`[`, 5000) + strings.Repeat(`]`, 5000) + `}`))
	require.Error(t, err)
	_, err = scoring.DecodeRuleSet([]byte(`null`))
	require.Error(t, err)
}

// A scorer keeps its rules: who changes what he handed in, or was handed, changes
// nothing.
func TestAScorersRulesAreItsOwn(t *testing.T) {
	rs := scoring.ResponderRules()
	s := must(scoring.NewScorer(rs))
	rs.Terms[0].Weight, rs.Values.Satisfied = 1, 1
	out := s.Rules()
	out.Terms[0].Weight, out.Values.Satisfied, out.Grades[0].From = 1, 1, 1
	require.Equal(t, scoring.ResponderRules(), s.Rules())
}

// FuzzDecodeRuleSet: whatever is read either has faults or is a rule set that
// scores, and is written and read back as itself.
func FuzzDecodeRuleSet(f *testing.F) {
	for _, rs := range scoring.Shipped() {
		data, _ := scoring.ShippedJSON(rs.ID)
		f.Add(data)
		f.Add(rs.Canonical())
		f.Add(bytes.ReplaceAll(data, []byte("0.1"), []byte("1e-1")))
	}
	f.Add([]byte(`{"terms":[{"weight":"999999999999.9999"}],"values":{}}`))
	all := []scoring.Observation{part(1, "A", scoring.Immediate), whistle(2, "B")}
	f.Fuzz(func(t *testing.T, data []byte) {
		rs, err := scoring.DecodeRuleSet(data)
		if err != nil {
			for _, n := range named(t, err) {
				require.Less(t, len(n), 400)
			}
			return
		}
		require.True(t, json.Valid(data))
		s, err := scoring.NewScorer(rs)
		require.NoError(t, err)
		again, err := scoring.DecodeRuleSet(rs.Canonical())
		require.NoError(t, err)
		require.Equal(t, rs.Canonical(), again.Canonical())
		_, err = s.Opinions(count(t, all, q3), q3, 1)
		require.NoError(t, err)
	})
}
