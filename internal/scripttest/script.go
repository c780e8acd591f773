package scripttest

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// Cut splits a line into words; what stands in quotes is part of one word.
func Cut(line string) []string {
	quoted := false
	return strings.FieldsFunc(line, func(r rune) bool {
		if r == '"' {
			quoted = !quoted
		}
		return r == ' ' && !quoted
	})
}

// A Line is one command of a script: "who [tries] verb [record] [text]
// [key=value] [-> name] [=> refusal]".
type Line struct {
	Who, Verb string            // as it stands there: in the third person or not
	Record    string            // whose command it is; empty for one that is opened
	Fields    map[string]string // a text without a name stands under ""
	As        string            // what the record is called from now on
	Want      string            // how it ends: "ok", or a kind of error (see [KindOf])
}

// Words give what stands in a line its meaning.
type Words interface {
	Code(name string) orgtree.Code   // a unit, by name or code
	Ref(name string) governance.Ref  // a record, by what the script calls it
	Text(word string) string         // what a word stands for in a text
	Tell(format string, args ...any) // what cannot be understood, which ends the test
}

// ParseLine reads a line that is no direction.
func ParseLine(words []string) Line {
	l := Line{Who: words[0], Verb: words[1], Fields: map[string]string{}, Want: "ok"}
	rest := words[2:]
	if l.Verb == "tries" {
		l.Verb, rest = rest[0], rest[1:]
	}
	for i := 0; i < len(rest); i++ {
		key, value, pair := strings.Cut(rest[i], "=")
		switch {
		case rest[i] == "->":
			i++
			l.As = rest[i]
		case rest[i] == "=>":
			i++
			l.Want = rest[i]
		case strings.HasPrefix(rest[i], `"`):
			l.Fields[""] = strings.Trim(rest[i], `"`)
		case pair:
			l.Fields[key] = strings.Trim(value, `"`)
		default:
			l.Record = rest[i]
		}
	}
	return l
}

// command plays a line, understood by the descriptions of the institutions: the
// language knows no command by name.
func (p *Play) command(words []string) {
	l := ParseLine(words)
	var ref governance.Ref
	if l.Record != "" {
		ref = p.Ref(l.Record)
	}
	shelf, sheet := l.Find(p.Office.Shelves(), ref.Kind)
	require.NotNil(p, sheet, "%s: no such command", p.line)
	*p.Now = p.Now.Add(minute)
	receipt, err := shelf.Do(p.Context(), governance.Request{Actor: p.Actor(l.Who), ID: ref.ID, Command: p.build(shelf, sheet, &l)})
	require.Equal(p, l.Want, KindOf(err), "%s: %v", p.line, err)
	if err != nil {
		*p.Now = p.Now.Add(-minute)
		p.Print("✗ %s", Explain(err))
		return
	}
	if l.As != "" {
		p.Name(l.As, receipt.Ref)
	}
	p.Report()
}

// Find is the command that a line means, of a record's kind or, where there is no
// record yet, of whatever is opened by it; or nil. Of several that are called alike it
// is the first that has all the fields of the line.
func (l *Line) Find(shelves []*governance.Shelf, kind string) (of *governance.Shelf, sheet *governance.CommandSheet) {
	for _, shelf := range shelves {
		about := shelf.Describe()
		for i := range about.Commands {
			c := &about.Commands[i]
			meant := (kind == about.Kind || kind == "" && c.Opens) && (c.Verb == l.Verb || third(c.Verb) == l.Verb)
			if meant && l.fits(c) {
				return shelf, c
			}
			if meant && sheet == nil {
				of, sheet = shelf, c
			}
		}
	}
	return of, sheet
}

// fits reports whether a command has all the fields of the line.
func (l *Line) fits(c *governance.CommandSheet) bool {
	for key := range l.Fields {
		if key != "" && !slices.ContainsFunc(c.Fields, func(f governance.FieldSpec) bool { return f.Name == key }) {
			return false
		}
	}
	return true
}

// third is the third person of a verb: issues, applies, hands-in.
func third(verb string) string {
	head, tail, found := strings.Cut(verb, "-")
	switch end := head[len(head)-1]; {
	case end == 'y' && !strings.HasSuffix(head, "ay") && !strings.HasSuffix(head, "ey"):
		head = head[:len(head)-1] + "ies"
	case strings.IndexByte("hsxz", end) >= 0:
		head += "es"
	default:
		head += "s"
	}
	if found {
		return head + "-" + tail
	}
	return head
}

// build makes a command out of a line.
func (p *Play) build(shelf *governance.Shelf, sheet *governance.CommandSheet, l *Line) governance.Command {
	raw, err := json.Marshal(l.Body(sheet, p))
	require.NoError(p, err)
	into, _ := shelf.Describe().Command(sheet.Verb)
	require.NoError(p, json.Unmarshal(raw, into), "%s: %s", p.line, raw)
	return reflect.ValueOf(into).Elem().Interface().(governance.Command)
}

// Body is what a line says, as the command has it on the wire; a text without a
// name is the first reason or remark that the command takes.
func (l *Line) Body(sheet *governance.CommandSheet, w Words) map[string]any {
	values := map[string]any{}
	for key, word := range l.Fields {
		i := slices.IndexFunc(sheet.Fields, func(s governance.FieldSpec) bool {
			return s.Name == key || key == "" && slices.Contains([]string{"reason", "text"}, s.Name)
		})
		if i < 0 {
			w.Tell("%s has no field %s", sheet.Verb, key)
		}
		values[sheet.Fields[i].Name] = value(&sheet.Fields[i], word, w)
	}
	return values
}

// value reads a word as a field has it: units by name, records by the name the
// script gave them, lists with commas, the fields of an object with colons, or with
// bars where one of them holds a colon.
func value(spec *governance.FieldSpec, word string, w Words) any {
	switch spec.Type {
	case governance.CodeField: // also where somebody is called so
		return word
	case governance.BooleanField:
		return word == "yes"
	case governance.IntegerField:
		n, err := strconv.Atoi(word)
		if err != nil {
			w.Tell("%s is no number", word)
		}
		return n
	case governance.UnitField:
		return w.Code(word)
	case governance.IDField:
		return w.Ref(word).ID
	case governance.ListField:
		out := []any{}
		for element := range strings.SplitSeq(word, ",") {
			out = append(out, value(spec.Element, element, w))
		}
		return out
	case governance.ObjectField:
		out, between := map[string]any{}, ":"
		if strings.Contains(word, "|") {
			between = "|"
		}
		for i, part := range strings.Split(word, between) {
			out[spec.Fields[i].Name] = value(&spec.Fields[i], part, w)
		}
		return out
	}
	return w.Text(word)
}

// Tell ends the test: a line cannot be understood.
func (p *Play) Tell(format string, args ...any) {
	p.Helper()
	require.Fail(p, fmt.Sprintf(format, args...), p.line)
}

// Code finds a unit by its name or code.
func (p *Play) Code(name string) orgtree.Code { return CodeIn(p.tree(), name) }

// CodeIn finds a unit of a tree by its name; what is no name stands for itself.
func CodeIn(tree *orgtree.Tree, name string) orgtree.Code {
	for r := range tree.Len() {
		if u := tree.UnitAt(orgtree.Ref(r)); u.Name == name {
			return u.Code
		}
	}
	return orgtree.Code(name)
}

// Ref finds a record that the script has named.
func (p *Play) Ref(name string) governance.Ref {
	ref, ok := p.refs[name]
	require.True(p, ok, "%s: nothing is called %s", p.line, name)
	return ref
}

// Name calls a record something, unless something is called so already.
func (p *Play) Name(as string, ref governance.Ref) {
	if _, known := p.refs[as]; !known {
		p.refs[as], p.names = ref, append(p.names, as)
	}
}

// Called is what the script calls a record.
func (p *Play) Called(id uuid.UUID) string {
	for _, name := range p.names {
		if p.refs[name].ID == id {
			return name
		}
	}
	return "–"
}

// KindOf tells errors apart as callers do.
func KindOf(err error) string {
	var missing *governance.NotFoundError
	var conflict *governance.ConflictError
	var phase *governance.NotAllowedError
	var actor *governance.ForbiddenError
	var invalid *governance.InvalidError
	switch {
	case err == nil:
		return "ok"
	case errors.As(err, &missing):
		return "not-found"
	case errors.As(err, &conflict):
		return "conflict"
	case errors.As(err, &phase):
		return "not-allowed"
	case errors.As(err, &actor):
		return "forbidden"
	case errors.As(err, &invalid):
		return "invalid"
	}
	return "broken: " + err.Error()
}

// Explain is what the refused person reads.
func Explain(err error) string {
	var invalid *governance.InvalidError
	if errors.As(err, &invalid) {
		var out []string
		for _, f := range invalid.Faults {
			out = append(out, f.Path+" "+f.Detail.Zh)
		}
		return strings.Join(out, "；")
	}
	var told interface{ Explain() governance.Text }
	if errors.As(err, &told) {
		return told.Explain().Zh
	}
	return err.Error()
}

// Print writes one line of the transcript.
func (p *Play) Print(format string, args ...any) { fmt.Fprintf(&p.out, "|   "+format+"\n", args...) }

// Text is what a word stands for in a text.
func (p *Play) Text(word string) string { return p.Means(word) }
