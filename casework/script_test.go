package casework_test

import (
	"cmp"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/organisation"
	"github.com/jinlin-project/jinlin/orgtree"
)

// A step is one line of a script, understood.
type step struct {
	who, verb, kind, subject, as, want string
	id                                 uuid.UUID
	command                            governance.Command
}

// cut splits a line into words; what stands in quotes is one word, with its
// quotes.
func cut(line string) []string {
	var words []string
	quoted, begun := false, -1
	for i, r := range line + " " {
		switch {
		case r == '"':
			quoted = !quoted
			if begun < 0 {
				begun = i
			}
		case r == ' ' && !quoted:
			if begun >= 0 {
				words = append(words, line[begun:i])
				begun = -1
			}
		case begun < 0:
			begun = i
		}
	}
	return words
}

// parse reads "who [tries] verb [matter] [text] [at unit] [key=value] [-> name]
// [=> refusal]" against the descriptions of the institutions: the language
// knows no command by name.
func (p *play) parse(words []string) step {
	s := step{who: words[0], want: "ok"}
	verb := words[1]
	rest := words[2:]
	if verb == "tries" {
		verb, rest = rest[0], rest[1:]
	}
	fields := map[string]any{}
	text := ""
	for i := 0; i < len(rest); i++ {
		switch word := rest[i]; {
		case word == "->":
			i++
			s.as = rest[i]
		case word == "=>":
			i++
			s.want = rest[i]
		case word == "at":
			i++
			place(fields)["unit"] = p.code(rest[i])
		case strings.HasPrefix(word, `"`):
			text = strings.Trim(word, `"`)
		case strings.Contains(word, "="):
			key, value, _ := strings.Cut(word, "=")
			fields[key] = strings.Trim(value, `"`)
		default:
			s.subject = word
			ref := p.ref(word)
			s.kind, s.id = ref.Kind, ref.ID
		}
	}
	sheet := p.sheet(&s, verb)
	s.command = p.build(s.kind, sheet, fields, text)
	return s
}

// sheet finds the command that a verb means, in any of its forms.
func (p *play) sheet(s *step, word string) *governance.CommandSheet {
	for _, shelf := range p.office.Shelves() {
		about := shelf.Describe()
		for i := range about.Commands {
			c := &about.Commands[i]
			fits := s.kind == about.Kind || s.kind == "" && c.Opens
			if fits && (c.Verb == word || third(c.Verb) == word) {
				s.kind, s.verb = about.Kind, c.Verb
				return c
			}
		}
	}
	require.Fail(p.t, "no such command", "%s", p.lineNow)
	return nil
}

// third is the third person of a verb: whistles, reports-in, denies-extension.
func third(verb string) string {
	head, tail, found := strings.Cut(verb, "-")
	switch {
	case strings.HasSuffix(head, "y"):
		head = head[:len(head)-1] + "ies"
	case strings.HasSuffix(head, "h") || strings.HasSuffix(head, "s"):
		head += "es"
	default:
		head += "s"
	}
	if found {
		return head + "-" + tail
	}
	return head
}

// build makes a command out of the fields of a line.
func (p *play) build(kind string, sheet *governance.CommandSheet, fields map[string]any, text string) governance.Command {
	values := map[string]any{}
	for key, value := range fields {
		if slices.Contains([]string{"name", "phone", "anonymous"}, key) {
			sender(values)[key] = value
			if key == "anonymous" {
				sender(values)[key] = true
			}
			continue
		}
		if key == "address" && find(sheet.Fields, "place") != nil {
			place(fields)["address"] = value
			continue
		}
		if spec := find(sheet.Fields, key); spec != nil {
			values[key] = p.value(spec, value)
		} else {
			require.Fail(p.t, "no such field", "%s in %s", key, p.lineNow)
		}
	}
	if where, ok := fields["place"]; ok {
		values["place"] = where
	}
	if text != "" {
		for _, key := range []string{"title", "reason", "result", "summary", "text"} {
			if spec := find(sheet.Fields, key); spec != nil && values[key] == nil {
				values[key] = text
				break
			}
		}
		if find(sheet.Fields, "title") != nil && values["text"] == nil {
			values["text"] = text + "，请处理"
		}
	}
	raw, err := json.Marshal(values)
	require.NoError(p.t, err)
	into, _ := p.shelf(kind).Describe().Command(sheet.Verb)
	require.NoError(p.t, json.Unmarshal(raw, into), "%s: %s", p.lineNow, raw)
	return reflect.ValueOf(into).Elem().Interface().(governance.Command)
}

func place(fields map[string]any) map[string]any  { return inner(fields, "place") }
func sender(fields map[string]any) map[string]any { return inner(fields, "sender") }

func inner(fields map[string]any, key string) map[string]any {
	m, ok := fields[key].(map[string]any)
	if !ok {
		m = map[string]any{}
		fields[key] = m
	}
	return m
}

func find(specs []governance.FieldSpec, name string) *governance.FieldSpec {
	i := slices.IndexFunc(specs, func(s governance.FieldSpec) bool { return s.Name == name })
	if i < 0 {
		return nil
	}
	return &specs[i]
}

// value reads a word as the type of a field: units by name, matters by the name
// the script gave, lists with commas, the fields of an object with colons.
func (p *play) value(spec *governance.FieldSpec, v any) any {
	word, ok := v.(string)
	if !ok {
		return v
	}
	switch spec.Type {
	case governance.IntegerField:
		n, err := strconv.Atoi(word)
		require.NoError(p.t, err, p.lineNow)
		return n
	case governance.BooleanField:
		return word == "yes"
	case governance.UnitField:
		return p.code(word)
	case governance.IDField:
		if ref, ok := p.refs[word]; ok {
			return ref.ID
		}
		return uuid.NewSHA1(uuid.NameSpaceOID, []byte(word))
	case governance.ListField:
		out := []any{}
		for _, element := range strings.Split(word, ",") {
			out = append(out, p.value(spec.Element, element))
		}
		return out
	case governance.ObjectField:
		out := map[string]any{}
		for i, part := range strings.Split(word, ":") {
			out[spec.Fields[i].Name] = p.value(&spec.Fields[i], part)
		}
		return out
	}
	return word
}

// code finds a unit by its name or code.
func (p *play) code(name string) orgtree.Code {
	for i := range 2 {
		tree := p.tree()
		from, to := tree.SubtreeRefs([]orgtree.Code{district, elsewhere}[i])
		for r := from; r < to; r++ {
			if u := tree.UnitAt(r); u.Name == name || string(u.Code) == name {
				return u.Code
			}
		}
	}
	return orgtree.Code(name)
}

// change makes one change of the organisation.
func (p *play) change(words []string) {
	today := civil.DateOf(p.now)
	switch words[0] {
	case "merge":
		p.mergeUnits(p.code(words[1]), p.code(words[3]))
	case "move":
		p.reorganise(organisation.Move{Move: orgtree.Move{Code: p.code(words[1]), Parent: p.code(words[3]), Day: today}})
	case "end":
		p.reorganise(organisation.EndPost{EndPost: orgtree.EndPost{ID: "post-" + words[1], Day: today}})
	default:
		require.Fail(p.t, "no such change", p.lineNow)
	}
}

// expect checks one thing, whatever the transcript says.
func (p *play) expect(name string, words []string) {
	said := strings.Join(words, " ")
	if p.ref(name).Kind == casework.KindSample {
		p.expectSample(name, words)
		return
	}
	c := p.matter(name)
	var got string
	switch words[0] {
	case "phase":
		got = "phase " + string(c.Phase)
	case "list":
		got = "list " + string(c.List)
	case "outcome":
		got = "outcome " + cmp.Or(c.Outcome, "none")
	case "coordinator":
		got = "coordinator " + p.tree().Name(c.Coordinator)
	case "checker":
		got = "checker " + p.tree().Name(c.Checker)
	case "unit":
		u := involved(c, p.code(words[1]))
		require.NotNil(p.t, u, "%s: takes no part", p.lineNow)
		got = fmt.Sprintf("unit %s %s %s", words[1], u.Role, u.State)
	case "deadline": // of that name: the last begun
		got = "deadline " + words[1] + " none"
		for i := range c.Deadlines {
			if d := &c.Deadlines[i]; d.Name == words[1] {
				got = fmt.Sprintf("deadline %s %s %s", words[1], civil.DateOf(d.Due), d.State(p.now))
			}
		}
	case "warned":
		for i := range c.Deadlines {
			if d := &c.Deadlines[i]; d.Name == words[1] {
				got = fmt.Sprintf("warned %s %s", words[1], d.Warned)
			}
		}
	case "desk":
		got = "desk " + strings.Join(p.desks(p.ref(name).ID), " ")
	case "open-children":
		got = fmt.Sprint("open-children ", c.Unclosed)
	case "rating":
		got = strings.Join(words[:3], " ") + " " + rated(c, casework.Rater(words[1]), p.code(words[2]))
	case "hidden-from", "seen-by":
		_, err := p.cases.Get(p.t.Context(), p.actor(words[1]), p.ref(name).ID)
		got = map[string]string{"ok": "seen-by ", "not-found": "hidden-from "}[kindOf(p.t, err)] + words[1]
	default:
		require.Fail(p.t, "nothing to expect", p.lineNow)
	}
	require.Equal(p.t, said, got, p.lineNow)
}

// expectSample checks one thing of a sample.
func (p *play) expectSample(name string, words []string) {
	s := p.sample(p.ref(name).ID)
	got := map[string]string{
		"phase": string(s.Phase), "outcome": cmp.Or(s.Outcome, "none"), "round": s.Round.String(), "unit": p.tree().Name(s.Unit),
		"desk": strings.Join(p.desksOf(p.ref(name)), " "),
	}[words[0]]
	require.Equal(p.t, strings.Join(words[1:], " "), got, p.lineNow)
}

// rated is what a rater said of a unit: a satisfaction, "none", or "open".
func rated(c *casework.Case, by casework.Rater, unit orgtree.Code) string {
	for _, r := range c.Ratings {
		if r.By == by && r.Unit == unit {
			if !r.Given {
				return "none"
			}
			return strconv.Itoa(int(r.Satisfaction))
		}
	}
	return "open"
}
