package districttest

import (
	"encoding/json"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/internal/scripttest"
	"github.com/jinlin-project/jinlin/orgtree"
)

func itoa(n int) string { return strconv.Itoa(n) }

// ours are the fields that a record has whatever its institution; the transcript
// shows phase and deadlines in words.
var ours = []string{
	"id", "kind", "serial", "version", "phase", "phaseLabel", "outcome", "deadlines", "actions", "district", "opened", "closed", "files", "erased", "schema",
}

// state is how a record stands: its phase, every field that says something else
// than when it was last told, the deadlines that run.
func (s *stage) state(ref governance.Ref) string {
	v, err := s.View("system", ref)
	require.NoError(s.TB(), err)
	about := s.Shelf(ref).Describe()
	out := about.PhaseLabel(v.Phase).Zh
	shown, before, now := s.fields(v), s.told[ref], map[string]string{}
	for i := range about.Fields {
		f := &about.Fields[i]
		if raw, ok := shown[f.Name]; ok && !slices.Contains(ours, f.Name) {
			now[f.Name] = s.say(f, raw)
		}
		if now[f.Name] != before[f.Name] {
			out += "，" + or(f.Label.Zh, f.Name) + or(now[f.Name], "无")
		}
	}
	s.told[ref] = now
	return out + scripttest.Deadlines(about, headDeadlines(v), s.World.Now())
}

func or(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

func (s *stage) fields(v *governance.View) map[string]json.RawMessage {
	raw, err := v.JSON("zh")
	require.NoError(s.TB(), err)
	out := map[string]json.RawMessage{}
	require.NoError(s.TB(), json.Unmarshal(raw, &out))
	return out
}

// headDeadlines are those of the head that every record embeds.
func headDeadlines(v *governance.View) []governance.Deadline {
	return reflect.ValueOf(v.Record()).Elem().FieldByName("Head").Interface().(governance.Head).Deadlines
}

// say writes a value as an official would: units and records by name, codes by
// label, lists by their elements.
func (s *stage) say(f *governance.FieldSpec, raw json.RawMessage) string {
	var v any
	require.NoError(s.TB(), json.Unmarshal(raw, &v))
	return s.spell(f, v)
}

func (s *stage) spell(f *governance.FieldSpec, v any) string {
	switch x := v.(type) {
	case nil:
		return ""
	case bool:
		return map[bool]string{true: "是"}[x]
	case float64:
		return map[bool]string{false: strconv.FormatFloat(x, 'f', -1, 64)}[x == 0]
	case []any:
		var parts []string
		for _, e := range x {
			parts = append(parts, s.spell(f.Element, e))
		}
		return bracket(parts)
	case map[string]any:
		var parts []string
		for i := range f.Fields {
			if e, ok := x[f.Fields[i].Name]; ok {
				if text := s.spell(&f.Fields[i], e); text != "" {
					parts = append(parts, text)
				}
			}
		}
		return strings.Join(parts, "·")
	}
	return s.word(f, v.(string))
}

func bracket(parts []string) string {
	if len(parts) == 0 {
		return ""
	}
	return "[" + strings.Join(parts, " ") + "]"
}

// word writes one text.
func (s *stage) word(f *governance.FieldSpec, text string) string {
	switch f.Type {
	case governance.CodeField:
		return governance.Label(f.Choices, text).Zh
	case governance.UnitField:
		return or(s.World.Tree().Name(orgtree.Code(text)), text)
	case governance.IDField:
		if id, err := uuid.Parse(text); err == nil && id != uuid.Nil {
			return s.Called(id)
		}
		return ""
	case governance.TimeField:
		if len(text) > 16 {
			return strings.Replace(text[5:16], "T", " ", 1)
		}
	case governance.DecimalField:
		return text
	}
	return s.names(text)
}

// names writes the ids of people and records in a text as what scripts call them:
// ids differ from run to run.
func (s *stage) names(text string) string {
	for name, id := range s.World.ids {
		if text == id {
			return name
		}
	}
	if kind, id, found := strings.Cut(text, ":"); found {
		if parsed, err := uuid.Parse(id); err == nil {
			return kind + ":" + s.Called(parsed)
		}
	}
	return text
}

// fact is a field of a record, as the transcript says it.
func (s *stage) fact(ref governance.Ref, what string) string {
	v, err := s.View("system", ref)
	require.NoError(s.TB(), err)
	about := s.Shelf(ref).Describe()
	i := slices.IndexFunc(about.Fields, func(f governance.FieldSpec) bool { return f.Name == what })
	require.GreaterOrEqual(s.TB(), i, 0, "no field %s", what)
	if raw, ok := s.fields(v)[what]; ok {
		return or(s.say(&about.Fields[i], raw), "none")
	}
	return "none"
}

// named finds units, people and records that a script names in braces in the
// parameters of a question: {{海沧社区}}.
var named = regexp.MustCompile(`\{\{[^}]+\}\}`)

func (s *stage) codes(params string) string {
	return named.ReplaceAllStringFunc(params, func(name string) string {
		name = strings.Trim(name, "{}")
		if slices.Contains(s.Names(), name) {
			return s.Ref(name).ID.String()
		}
		if id := s.World.Person(name); id != name || slices.Contains(People(), name) {
			return id
		}
		return string(s.Code(name))
	})
}

// text is what a word stands for: people are called by their names.
func (s *stage) text(word string) string {
	return s.World.Person(word)
}

// answer prints what was answered: a table row by row, anything else as JSON.
func (s *stage) answer(answer any) {
	if l, ok := answer.(*governance.Listing); ok {
		s.Rows(l, s.names)
		return
	}
	raw, err := governance.StdCodec{}.Marshal(answer)
	require.NoError(s.TB(), err)
	s.Print("%s", raw)
}
