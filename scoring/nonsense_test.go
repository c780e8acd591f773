package scoring_test

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/scoring"
	"github.com/jinlin-project/jinlin/scoring/assessment"
)

// document is one kind of what districts write.
type document struct {
	name   string
	data   []byte
	decode func([]byte) error
}

func documents() []document {
	rules := func(data []byte) error { _, err := scoring.DecodeRuleSet(data); return err }
	schemes := func(data []byte) error { _, err := assessment.DecodeScheme(data); return err }
	var out []document
	for _, rs := range scoring.Shipped() {
		out = append(out, document{rs.ID, rs.Canonical(), rules})
	}
	for _, s := range assessment.Shipped() {
		out = append(out, document{s.ID, s.Canonical(), schemes})
	}
	return out
}

// A place is one member of an object somewhere in a document.
type place struct {
	path   string // of the object
	name   string
	object map[string]any
}

// places are all members of all objects, in the order of their paths.
func places(v any, path string) (out []place) {
	switch v := v.(type) {
	case map[string]any:
		var names []string
		for name := range v {
			names = append(names, name)
		}
		slices.Sort(names)
		for _, name := range names {
			at := strings.TrimPrefix(path+"."+name, ".")
			out = append(append(out, place{path, name, v}), places(v[name], at)...)
		}
	case []any:
		for i, e := range v {
			out = append(out, places(e, fmt.Sprintf("%s[%d]", path, i))...)
		}
	}
	return out
}

// optional are the members a document may leave out.
func optional(p place) bool {
	return slices.Contains([]string{
		"values", "additions", "deductions", "ceilings", "lists", "full", "pass",
		"nodes", "opinion", "figure", "sheets", "zero", "drop", "own",
	}, p.name)
}

// Strictness, member by member: what is left out, misspelt, of another kind or
// null is refused under its own path, wherever it stands in whatever is shipped.
func TestEveryMemberIsReadStrictly(t *testing.T) {
	tried := 0
	for _, d := range documents() {
		var tree any
		require.NoError(t, json.Unmarshal(d.data, &tree))
		for _, p := range places(tree, "") {
			path := strings.TrimPrefix(p.path+"."+p.name, ".")
			try := func(what, want string, change func()) {
				was := p.object[p.name]
				change()
				data, err := json.Marshal(tree)
				require.NoError(t, err)
				delete(p.object, "misspelt")
				p.object[p.name] = was
				err = d.decode(data)
				require.Error(t, err, "%s: %s of %s", d.name, what, path)
				require.Contains(t, named(t, err), want, "%s: %s", d.name, what)
				tried++
			}
			if !optional(p) {
				try("leaving out", path+" required", func() { delete(p.object, p.name) })
			}
			try("null", path+" wrong-type", func() { p.object[p.name] = nil })
			try("a number with a fraction", path+" wrong-type", func() { p.object[p.name] = 0.5 })
			try("misspelling", strings.TrimPrefix(p.path+".misspelt unknown-field", "."), func() {
				p.object["misspelt"] = p.object[p.name]
			})
			if _, nested := p.object[p.name].(map[string]any); nested {
				try("a list", path+" wrong-type", func() { p.object[p.name] = []any{} })
			} else {
				try("an object", path+" wrong-type", func() { p.object[p.name] = map[string]any{} })
			}
		}
	}
	require.Greater(t, tried, 2000)
}

// A member that is given twice is refused, were it twice the same.
func TestEveryMemberStandsOnce(t *testing.T) {
	for _, d := range documents() {
		text := string(d.data)
		for at := 0; ; {
			i := strings.Index(text[at:], `":`)
			if i < 0 {
				break
			}
			end := at + i + 1
			start := strings.LastIndex(text[:end-1], `"`)
			at = end + 1
			name := text[start:end]
			if strings.ContainsAny(name, "：， ") {
				continue // within a sentence
			}
			twice := text[:start] + name + `:"x",` + text[start:]
			var invalid *governance.InvalidError
			require.ErrorAs(t, d.decode([]byte(twice)), &invalid, "%s: %s", d.name, name)
			codes := fmt.Sprint(named(t, invalid))
			require.Contains(t, codes, "duplicate", "%s: %s twice", d.name, name)
		}
	}
}

// nonsense sets one leaf value after another of a document to what it cannot be,
// and wants it refused.
func nonsense(t *testing.T, v reflect.Value, path string, refused func() error) {
	t.Helper()
	try := func(set func(), restore func()) {
		set()
		require.Error(t, refused(), "%s", path)
		restore()
	}
	was := reflect.New(v.Type()).Elem()
	was.Set(v)
	restore := func() { v.Set(was) }
	switch {
	case v.Type() == reflect.TypeFor[scoring.Fixed]():
		for _, n := range []int64{-1 << 50, 1 << 50} {
			try(func() { v.SetInt(n) }, restore)
		}
	case v.Kind() == reflect.String:
		for _, s := range []string{"Not\na code", strings.Repeat("长", 501)} {
			try(func() { v.SetString(s) }, restore)
		}
	case v.Kind() == reflect.Int:
		for _, n := range []int64{-1, 1 << 40} {
			try(func() { v.SetInt(n) }, restore)
		}
	case v.Kind() == reflect.Struct:
		for i := range v.NumField() {
			nonsense(t, v.Field(i), path+"."+v.Type().Field(i).Name, refused)
		}
	case v.Kind() == reflect.Slice:
		for i := range v.Len() {
			nonsense(t, v.Index(i), fmt.Sprintf("%s[%d]", path, i), refused)
		}
	case v.Kind() == reflect.Pointer && !v.IsNil():
		nonsense(t, v.Elem(), path, refused)
	}
}

// No field of a rule set or of a scheme takes nonsense: every number has bounds,
// every code is checked, every text is one line.
func TestNoFieldTakesNonsense(t *testing.T) {
	rules := append(scoring.Shipped(), anyRules(seeded(1)), anyRules(seeded(2)))
	for i := range rules {
		rs := &rules[i]
		nonsense(t, reflect.ValueOf(rs).Elem(), rs.ID, rs.Validate)
		require.NoError(t, rs.Validate(), "and it was left as it was")
	}
	for _, s := range assessment.Shipped() {
		nonsense(t, reflect.ValueOf(&s).Elem(), s.ID, s.Validate)
		require.NoError(t, s.Validate())
	}
}
