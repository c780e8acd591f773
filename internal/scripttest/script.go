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

// cut splits a line into words; what stands in quotes is part of one word.
func cut(line string) []string {
	quoted := false
	return strings.FieldsFunc(line, func(r rune) bool {
		if r == '"' {
			quoted = !quoted
		}
		return r == ' ' && !quoted
	})
}

// command plays "who [tries] verb [record] [text] [key=value] [-> name]
// [=> refusal]", understood by the descriptions of the institutions: the language
// knows no command by name.
func (p *Play) command(words []string) {
	who, verb, rest := words[0], words[1], words[2:]
	if verb == "tries" {
		verb, rest = rest[0], rest[1:]
	}
	var ref governance.Ref
	fields, as, want := map[string]string{}, "", "ok"
	for i := 0; i < len(rest); i++ {
		key, value, pair := strings.Cut(rest[i], "=")
		switch {
		case rest[i] == "->":
			i++
			as = rest[i]
		case rest[i] == "=>":
			i++
			want = rest[i]
		case strings.HasPrefix(rest[i], `"`):
			fields[""] = strings.Trim(rest[i], `"`)
		case pair:
			fields[key] = strings.Trim(value, `"`)
		default:
			ref = p.Ref(rest[i])
		}
	}
	shelf, sheet := p.sheet(ref.Kind, verb)
	*p.Now = p.Now.Add(minute)
	receipt, err := shelf.Do(p.Context(), governance.Request{Actor: p.Actor(who), ID: ref.ID, Command: p.build(shelf, sheet, fields)})
	require.Equal(p, want, KindOf(err), "%s: %v", p.line, err)
	if err != nil {
		*p.Now = p.Now.Add(-minute)
		p.Print("✗ %s", Explain(err))
		return
	}
	if as != "" {
		p.Name(as, receipt.Ref)
	}
	p.Report()
}

// sheet finds the command that a verb means, in the third person or not.
func (p *Play) sheet(kind, word string) (*governance.Shelf, *governance.CommandSheet) {
	for _, shelf := range p.Office.Shelves() {
		about := shelf.Describe()
		for i := range about.Commands {
			c := &about.Commands[i]
			if (kind == about.Kind || kind == "" && c.Opens) && (c.Verb == word || third(c.Verb) == word) {
				return shelf, c
			}
		}
	}
	require.Fail(p, "no such command", "%s", p.line)
	return nil, nil
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

// build makes a command out of the fields of a line; a text without a name is the
// first reason or remark that the command takes.
func (p *Play) build(shelf *governance.Shelf, sheet *governance.CommandSheet, fields map[string]string) governance.Command {
	values := map[string]any{}
	for key, word := range fields {
		i := slices.IndexFunc(sheet.Fields, func(s governance.FieldSpec) bool {
			return s.Name == key || key == "" && slices.Contains([]string{"reason", "text"}, s.Name)
		})
		require.GreaterOrEqual(p, i, 0, "no field %s in %s", key, p.line)
		values[sheet.Fields[i].Name] = p.value(&sheet.Fields[i], word)
	}
	raw, err := json.Marshal(values)
	require.NoError(p, err)
	into, _ := shelf.Describe().Command(sheet.Verb)
	require.NoError(p, json.Unmarshal(raw, into), "%s: %s", p.line, raw)
	return reflect.ValueOf(into).Elem().Interface().(governance.Command)
}

// value reads a word as a field has it: units by name, records by the name the
// script gave them, lists with commas, the fields of an object with colons, or with bars where one of
// them holds a colon.
func (p *Play) value(spec *governance.FieldSpec, word string) any {
	switch spec.Type {
	case governance.CodeField: // also where somebody is called so
		return word
	case governance.BooleanField:
		return word == "yes"
	case governance.IntegerField:
		n, err := strconv.Atoi(word)
		require.NoError(p, err, p.line)
		return n
	case governance.UnitField:
		return p.Code(word)
	case governance.IDField:
		return p.Ref(word).ID
	case governance.ListField:
		out := []any{}
		for element := range strings.SplitSeq(word, ",") {
			out = append(out, p.value(spec.Element, element))
		}
		return out
	case governance.ObjectField:
		out, between := map[string]any{}, ":"
		if strings.Contains(word, "|") {
			between = "|"
		}
		for i, part := range strings.Split(word, between) {
			out[spec.Fields[i].Name] = p.value(&spec.Fields[i], part)
		}
		return out
	}
	return p.Text(word)
}

// Code finds a unit by its name or code.
func (p *Play) Code(name string) orgtree.Code {
	tree := p.tree()
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
