package appraisal_test

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

	"github.com/jinlin-project/jinlin/civil"
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
func (p *play) command(words []string) {
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
			ref = p.ref(rest[i])
		}
	}
	shelf, sheet := p.sheet(ref.Kind, verb)
	p.now = p.now.Add(minute)
	receipt, err := shelf.Do(p.Context(), governance.Request{Actor: p.actor(who), ID: ref.ID, Command: p.build(shelf, sheet, fields)})
	require.Equal(p, want, kindOf(err), "%s: %v", p.line, err)
	if err != nil {
		p.now = p.now.Add(-minute)
		p.print("✗ %s", explain(err))
		return
	}
	if as != "" {
		p.name(as, receipt.Ref)
	}
	p.report()
}

// sheet finds the command that a verb means, in the third person or not.
func (p *play) sheet(kind, word string) (*governance.Shelf, *governance.CommandSheet) {
	for _, shelf := range p.office.Shelves() {
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

// third is the third person of a verb: issues, hands-in.
func third(verb string) string {
	head, tail, found := strings.Cut(verb, "-")
	if strings.HasSuffix(head, "h") {
		head += "e"
	}
	head += "s"
	if found {
		return head + "-" + tail
	}
	return head
}

// build makes a command out of the fields of a line; a text without a name is the
// first reason or remark that the command takes.
func (p *play) build(shelf *governance.Shelf, sheet *governance.CommandSheet, fields map[string]string) governance.Command {
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
// script gave them, lists with commas, the fields of an object with colons.
func (p *play) value(spec *governance.FieldSpec, word string) any {
	switch spec.Type {
	case governance.BooleanField:
		return word == "yes"
	case governance.IntegerField:
		n, err := strconv.Atoi(word)
		require.NoError(p, err, p.line)
		return n
	case governance.UnitField:
		return p.code(word)
	case governance.IDField:
		return p.ref(word).ID
	case governance.ListField:
		out := []any{}
		for element := range strings.SplitSeq(word, ",") {
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
	return p.text(word)
}

// code finds a unit by its name or code.
func (p *play) code(name string) orgtree.Code {
	tree, err := p.office.Tree(p.Context(), civil.DateOf(p.now))
	require.NoError(p, err)
	for r := range tree.Len() {
		if u := tree.UnitAt(orgtree.Ref(r)); u.Name == name {
			return u.Code
		}
	}
	return orgtree.Code(name)
}

// ref finds a record that the script has named.
func (p *play) ref(name string) governance.Ref {
	ref, ok := p.refs[name]
	require.True(p, ok, "%s: nothing is called %s", p.line, name)
	return ref
}

func (p *play) name(as string, ref governance.Ref) {
	if _, known := p.refs[as]; !known {
		p.refs[as], p.names = ref, append(p.names, as)
	}
}

// called is what the script calls a record.
func (p *play) called(id uuid.UUID) string {
	for _, name := range p.names {
		if p.refs[name].ID == id {
			return name
		}
	}
	return "–"
}

// kindOf tells errors apart as callers do.
func kindOf(err error) string {
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

// explain is what the refused person reads.
func explain(err error) string {
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

// print writes one line of the transcript.
func (p *play) print(format string, args ...any) { fmt.Fprintf(&p.out, "|   "+format+"\n", args...) }
