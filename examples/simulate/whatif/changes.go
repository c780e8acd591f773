package whatif

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/examples/simulate/scenario"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// A Change is one field in which a scenario differs from the first.
type Change struct {
	Path   string          `json:"path"`
	Label  governance.Text `json:"label"`
	Before string          `json:"before"` // as JSON; empty: it is not there
	After  string          `json:"after"`
}

// changesOf are the fields in which two scenarios differ, by path, without those that
// only name them. What a scenario leaves as it is counts as what then holds: a limit as
// the default, a single unit's field as that of its kind.
func changesOf(first, other *scenario.Scenario, kindOf map[orgtree.Code]orgtree.Kind) []Change {
	single := map[string]orgtree.Kind{}
	for _, s := range []*scenario.Scenario{first, other} {
		for code := range s.Units.Only {
			if kind, ok := kindOf[orgtree.Code(code)]; ok {
				single[code] = kind
			}
		}
	}
	var out []Change
	differ("", tree(first, single), tree(other, single), &out)
	return slices.DeleteFunc(out, func(c Change) bool { return c.Path == "name" || c.Path == "title" || c.Path == "extends" })
}

// tree is a scenario as decoded JSON, with all limits that hold in it and all that
// holds for some single units.
func tree(s *scenario.Scenario, single map[string]orgtree.Kind) any {
	whole := *s
	whole.Policy.Limits, whole.Units.Only = limitsOf(s), maps.Clone(s.Units.Only)
	for code, kind := range single {
		if whole.Units.Only == nil {
			whole.Units.Only = map[string]scenario.Some{}
		}
		u := unitsOf(&s.Units, kind).But(s.Units.Only[code])
		whole.Units.Only[code] = scenario.Some{Clerks: &u.Clerks, Window: &u.Window, Resolves: u.Resolves, Quality: &u.Quality, Speed: &u.Speed, Refuses: &u.Refuses}
	}
	text, err := json.Marshal(&whole)
	if err != nil {
		panic(fmt.Sprintf("whatif: a scenario that is no JSON: %v", err)) // it came from JSON
	}
	dec := json.NewDecoder(bytes.NewReader(text))
	dec.UseNumber()
	var out any
	_ = dec.Decode(&out) // just encoded
	return out
}

// differ notes where two trees differ: objects field by field, also where one has
// nothing, all else as a whole.
func differ(path string, a, b any, out *[]Change) {
	left, isLeft := a.(map[string]any)
	right, isRight := b.(map[string]any)
	if !isLeft && !isRight || !isLeft && a != nil || !isRight && b != nil {
		if before, after := printed(a), printed(b); before != after {
			*out = append(*out, Change{path, labelled(path), before, after})
		}
		return
	}
	names := maps.Clone(left)
	if names == nil {
		names = map[string]any{}
	}
	maps.Copy(names, right)
	for _, name := range slices.Sorted(maps.Keys(names)) {
		at := name
		if path != "" {
			at = path + "." + name
		}
		differ(at, left[name], right[name], out)
	}
}

// limitsOf are the limits of a scenario, also those it leaves as they are.
func limitsOf(s *scenario.Scenario) map[string]int {
	out := map[string]int{}
	for _, l := range casework.DefaultLimits().Rows() {
		out[l.Name] = l.Period.N
	}
	maps.Copy(out, s.Policy.Limits)
	return out
}

// unitsOf is what holds for the units of a kind, which is none of compounds.
func unitsOf(u *scenario.Units, kind orgtree.Kind) scenario.Unit {
	switch kind {
	case orgtree.Community:
		return u.Community
	case orgtree.Town:
		return u.Town
	case orgtree.Department:
		return u.Department
	}
	return u.Centre
}

// labelled is what people read of a field: the meanings that stand beside it and those
// above it, without what they add in brackets.
func labelled(path string) governance.Text {
	var node map[string]any
	_ = json.Unmarshal(scenario.Schema(), &node) // it has just been written
	var zh, en []string
	for name := range strings.SplitSeq(path, ".") {
		properties, _ := node["properties"].(map[string]any)
		if below, ok := properties[name].(map[string]any); ok {
			title, _ := below["title"].(string)
			description, _ := below["description"].(string)
			node, zh, en = below, append(zh, brief(title)), append(en, brief(description))
			continue
		}
		node, _ = node["additionalProperties"].(map[string]any)
		own := governance.Text{Zh: name, En: name}
		if l, ok := casework.DefaultPolicy().Limit(name, ""); ok {
			own = l.Label
		}
		zh, en = append(zh, own.Zh), append(en, own.En)
	}
	return governance.Text{Zh: strings.Join(zh, " › "), En: strings.Join(en, " › ")}
}

// brief is a meaning without what it adds.
func brief(text string) string {
	if i := strings.IndexAny(text, "（：,:"); i > 0 {
		return text[:i]
	}
	return text
}

// printed is a value as JSON, or nothing.
func printed(v any) string {
	if v == nil {
		return ""
	}
	text, _ := json.Marshal(v) // decoded JSON
	return string(text)
}
