package scoring_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/scoring"
)

var update = flag.Bool("update", false, "write golden files anew")

// golden holds text against a file, or writes it.
func golden(tb testing.TB, name string, got []byte) {
	tb.Helper()
	if *update {
		require.NoError(tb, os.MkdirAll(filepath.Dir(name), 0o755))
		require.NoError(tb, os.WriteFile(name, got, 0o644))
	}
	want, err := os.ReadFile(name)
	require.NoError(tb, err, "run: go test ./scoring -update")
	require.Equal(tb, string(want), string(got), "%s is not what the program says; look, then run: go test ./scoring -update", name)
}

// A node of the schema; only what ours uses.
type node struct {
	Schema      string           `json:"$schema,omitempty"`
	Title       string           `json:"title,omitempty"`
	Type        string           `json:"type"`
	Enum        []string         `json:"enum,omitempty"`
	Pattern     string           `json:"pattern,omitempty"`
	MinLength   int              `json:"minLength,omitempty"`
	MaxLength   int              `json:"maxLength,omitempty"`
	Minimum     *int             `json:"minimum,omitempty"`
	Maximum     *int             `json:"maximum,omitempty"`
	Items       *node            `json:"items,omitempty"`
	MinItems    int              `json:"minItems,omitempty"`
	MaxItems    int              `json:"maxItems,omitempty"`
	Unique      bool             `json:"uniqueItems,omitempty"`
	Properties  map[string]*node `json:"properties,omitempty"`
	Required    []string         `json:"required,omitempty"`
	NoMore      *bool            `json:"additionalProperties,omitempty"`
	Description string           `json:"description,omitempty"`
}

func whole(n int) *int { return &n }

// hints are what the type alone does not say, by path.
var hints = map[string]func(*node){
	"version":          func(n *node) { n.Minimum, n.Maximum = whole(1), whole(1_000_000) },
	"groups":           func(n *node) { n.MinItems = 1 },
	"terms":            func(n *node) { n.MinItems = 1 },
	"grades":           func(n *node) { n.MinItems = 1 },
	"minimum.parts":    func(n *node) { n.Minimum, n.Maximum = whole(1), whole(100_000) },
	"minimum.ratings":  func(n *node) { n.Minimum, n.Maximum = whole(0), whole(100_000) },
	"rounding.places":  func(n *node) { n.Minimum, n.Maximum = whole(0), whole(4) },
	"terms.rate":       func(n *node) { n.Enum = rateIDs() },
	"ceilings.rate":    func(n *node) { n.Enum = rateIDs() },
	"additions.event":  func(n *node) { n.Enum = eventIDs(true) },
	"deductions.event": func(n *node) { n.Enum = eventIDs(false) },
	"": func(n *node) {
		n.Schema, n.Title = "https://json-schema.org/draft/2020-12/schema", "评分规则 rule set"
	},
	"terms.weight":      func(n *node) { n.Description = "of all terms together: 1" },
	"values":            func(n *node) { n.Description = "given exactly where a rate asks for them" },
	"additions.lists":   func(n *node) { n.Description = "none: all lists together" },
	"deductions.lists":  func(n *node) { n.Description = "none: all lists together" },
	"terms.lists":       func(n *node) { n.Description = "none: all lists together" },
	"grades.from":       func(n *node) { n.Description = "points; from the best grade down, the last 0" },
	"ceilings.most":     func(n *node) { n.Description = "points" },
	"additions.each":    func(n *node) { n.Description = "points" },
	"deductions.each":   func(n *node) { n.Description = "points" },
	"additions.cap":     func(n *node) { n.Description = "points" },
	"deductions.cap":    func(n *node) { n.Description = "points" },
	"absent.term":       func(n *node) { n.Description = "what becomes of a score when a term has no value" },
	"absent.rate":       func(n *node) { n.Description = "what a rate without denominator is" },
	"rounding.mode":     func(n *node) { n.Description = "of contributions, to four places, and of the score" },
	"minimum":           func(n *node) { n.Description = "below it: no grade and no rank" },
	"terms.full":        func(n *node) { n.Description = "the rate from which the term counts in full" },
	"terms.pass":        func(n *node) { n.Description = "the rate below which the term counts for nothing" },
	"ceilings.below":    func(n *node) { n.Description = "the rate below which the score is held" },
	"values.understood": func(n *node) { n.Description = "what reaching understanding counts for" },
}

func rateIDs() (ids []string) {
	for _, r := range scoring.Rates() {
		ids = append(ids, r.ID)
	}
	return ids
}

func eventIDs(good bool) (ids []string) {
	for _, e := range scoring.Events() {
		if e.Good == good {
			ids = append(ids, e.ID)
		}
	}
	return ids
}

// schemaOf derives the schema from the Go type.
func schemaOf(t reflect.Type, path string) *node {
	n := &node{}
	switch {
	case t.Kind() == reflect.Pointer:
		return schemaOf(t.Elem(), path)
	case t == reflect.TypeFor[scoring.Fixed]():
		n.Type, n.Pattern = "string", `^-?(0|[1-9][0-9]{0,11})(\.[0-9]{1,4})?$`
	case t.Implements(reflect.TypeFor[governance.Coded]()):
		n.Type = "string"
		for _, c := range reflect.Zero(t).Interface().(governance.Coded).Choices() {
			n.Enum = append(n.Enum, c.Code)
		}
	case t.Kind() == reflect.String:
		n.Type, n.MinLength, n.MaxLength = "string", 1, 500
		if strings.HasSuffix("."+path, ".id") {
			n.MaxLength, n.Pattern = 64, `^[a-z0-9][a-z0-9.-]*$`
		}
	case t.Kind() == reflect.Int:
		n.Type = "integer"
	case t.Kind() == reflect.Slice:
		n.Type, n.Items = "array", schemaOf(t.Elem(), path)
		n.MaxItems, n.Unique = 50, n.Items.Enum != nil
	case t.Kind() == reflect.Struct:
		n.Type, n.Properties, n.NoMore = "object", map[string]*node{}, new(bool)
		for i := range t.NumField() {
			name, options, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
			n.Properties[name] = schemaOf(t.Field(i).Type, strings.TrimPrefix(path+"."+name, "."))
			if options == "" {
				n.Required = append(n.Required, name)
			}
		}
	default:
		panic(fmt.Sprint("no schema for ", t))
	}
	if hint := hints[path]; hint != nil && (n.Type != "object" || path == "" || path == "values" || path == "minimum") {
		hint(n)
	}
	return n
}

// Rules are data with a schema: it is checked in, and says what the type says.
func TestSchemaIsThatOfTheType(t *testing.T) {
	data, err := json.MarshalIndent(schemaOf(reflect.TypeFor[scoring.RuleSet](), ""), "", "  ")
	require.NoError(t, err)
	golden(t, "rules/ruleset.schema.json", append(data, '\n'))
	if !*update {
		require.Equal(t, append(data, '\n'), scoring.Schema())
	}
}

// conform is a validator for as much of JSON Schema as ours uses.
func conform(n *node, v any, path string) (faults []string) {
	blame := func(what string) { faults = append(faults, path+" "+what) }
	switch v := v.(type) {
	case map[string]any:
		if n.Type != "object" {
			blame("type")
			return faults
		}
		for name, member := range v {
			if n.Properties[name] == nil {
				blame("additional " + name)
				continue
			}
			faults = append(faults, conform(n.Properties[name], member, path+"."+name)...)
		}
		for _, name := range n.Required {
			if _, there := v[name]; !there {
				blame("lacks " + name)
			}
		}
	case []any:
		if n.Type != "array" || len(v) < n.MinItems || len(v) > n.MaxItems {
			blame("array")
			return faults
		}
		for i, e := range v {
			faults = append(faults, conform(n.Items, e, fmt.Sprintf("%s[%d]", path, i))...)
			if n.Unique && slices.Contains(v[:i], e) {
				blame("unique")
			}
		}
	case string:
		if n.Type != "string" || n.Enum != nil && !slices.Contains(n.Enum, v) || n.Pattern != "" && !regexp.MustCompile(n.Pattern).MatchString(v) ||
			len([]rune(v)) < n.MinLength || n.MaxLength > 0 && len([]rune(v)) > n.MaxLength {
			blame("string")
		}
	case float64:
		if n.Type != "integer" || n.Minimum != nil && int(v) < *n.Minimum || n.Maximum != nil && int(v) > *n.Maximum {
			blame("integer")
		}
	default:
		blame("kind")
	}
	return faults
}

// What is shipped, and what the random rules are, conforms to the schema.
func TestShippedRulesConform(t *testing.T) {
	var schema node
	dec := json.NewDecoder(bytes.NewReader(scoring.Schema()))
	dec.DisallowUnknownFields()
	require.NoError(t, dec.Decode(&schema), "the validator must know every word of the schema")
	all := scoring.Shipped()
	for seed := range uint64(50) {
		all = append(all, anyRules(seeded(seed)))
	}
	for i := range all {
		var v any
		require.NoError(t, json.Unmarshal(all[i].Canonical(), &v))
		require.Empty(t, conform(&schema, v, ""), all[i].ID)
		again, err := scoring.DecodeRuleSet(all[i].Canonical())
		require.NoError(t, err)
		require.Equal(t, string(all[i].Canonical()), string(again.Canonical()), "written and read back")
		_, err = scoring.NewScorer(all[i])
		require.NoError(t, err)
	}
}

// 3 and CONTRIBUTING: the shipped sets are those of the domain, and each number
// of ours says that it is ours, with a reason.
func TestShippedRulesSayWhoseTheyAre(t *testing.T) {
	practice := scoring.PracticeRules()
	require.Equal(t, []scoring.Fixed{1000, 4000, 5000}, []scoring.Fixed{practice.Terms[0].Weight, practice.Terms[1].Weight, practice.Terms[2].Weight},
		"3: response × 0.1 + satisfaction × 0.4 + solution × 0.5")
	require.Equal(t, scoring.MustFixed("0.9"), practice.Values.BasicallySatisfied, "3: 基本满意 counts 0.9")
	require.Equal(t, []scoring.Group{scoring.Towns, scoring.Departments}, scoring.ResponderRules().Groups, "3 [R]: every town and department")
	require.Equal(t, scoring.Whistler, scoring.WhistlerRules().Side, "3 [R]: 双考核")
	covered := map[scoring.List]bool{}
	for _, term := range scoring.ResponderRules().Terms {
		for _, l := range term.Lists {
			covered[l] = true
		}
	}
	require.Len(t, covered, 4, "3 [R]: by the quality of fulfilment per list")
	for _, rs := range scoring.Shipped() {
		own := func(source governance.Text) bool {
			return strings.Contains(source.Zh, "[D]") && strings.Contains(source.En, "[D]") || strings.HasPrefix(source.En, "3: ")
		}
		sources := []governance.Text{rs.Source, rs.Minimum.Source, rs.Absent.Source, rs.Rounding.Source}
		for _, x := range rs.Terms {
			sources = append(sources, x.Source)
		}
		for _, x := range slices.Concat(rs.Additions, rs.Deductions) {
			sources = append(sources, x.Source)
		}
		for _, x := range rs.Ceilings {
			sources = append(sources, x.Source)
		}
		for _, x := range rs.Grades {
			sources = append(sources, x.Source)
		}
		for _, s := range sources {
			require.True(t, own(s), "%s: %q", rs.ID, s)
			require.Greater(t, min(len(s.Zh), len(s.En)), len("3 [D]: x"), "a default has a reason")
		}
		data, ok := scoring.ShippedJSON(rs.ID)
		require.True(t, ok)
		again, err := scoring.DecodeRuleSet(data)
		require.NoError(t, err)
		require.Equal(t, rs, again)
	}
	_, ok := scoring.ShippedJSON("nobody's")
	require.False(t, ok)
}
