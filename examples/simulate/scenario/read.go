package scenario

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"strings"

	"github.com/jinlin-project/jinlin/governance"
)

// Files hands out a scenario's text by the name that another extends.
type Files func(name string) ([]byte, error)

// ErrUnknown is what [Files] return for a name they do not know.
var ErrUnknown = errors.New("no such scenario")

// deepest bounds how many scenarios extend one another; more is a circle.
const deepest = 8

// Read reads the scenario of a name and those that it extends. What is wrong with it
// is a [*governance.InvalidError] that names every field at fault.
func Read(name string, files Files) (*Scenario, error) {
	whole, err := assembled(name, files, 0)
	if err != nil {
		return nil, err
	}
	s := new(Scenario)
	var f governance.Faults
	fill(s, whole, &f)
	if len(f) == 0 {
		s.collect(files, &f)
	}
	if len(f) == 0 {
		s.check(&f)
	}
	if s.Name == "" {
		s.Name = name
	}
	return s, f.Err()
}

// collect reads the files that the scenario names.
func (s *Scenario) collect(files Files, f *governance.Faults) {
	s.beside = map[string][]byte{}
	read := func(path, name string) {
		text, err := files(name)
		if err != nil {
			f.Add(path, "unreadable", "文件读不出", err.Error())
		}
		s.beside[name] = text
	}
	for i, name := range s.RuleSets {
		if fileName(name) {
			read(fmt.Sprintf("ruleSets[%d]", i), name)
		}
	}
	for i, name := range s.Calendar.Notices {
		read(fmt.Sprintf("calendar.notices[%d]", i), name)
	}
}

// assembled is a scenario's object with what it extends beneath it.
func assembled(name string, files Files, depth int) (map[string]any, error) {
	if depth == deepest {
		return nil, fmt.Errorf("%s: scenarios extend one another without end", name)
	}
	text, err := files(name)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	own, err := object(text)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	beneath, ok := own["extends"].(string)
	if !ok || beneath == "" {
		return own, nil
	}
	under, err := assembled(beneath, files, depth+1)
	if err != nil {
		return nil, err
	}
	delete(under, "name")
	return patched(under, own), nil
}

// object reads a text as one JSON object and nothing else.
func object(text []byte) (map[string]any, error) {
	dec := json.NewDecoder(bytes.NewReader(text))
	dec.UseNumber()
	var out map[string]any
	if err := dec.Decode(&out); err != nil {
		return nil, fmt.Errorf("line %d: %w", 1+bytes.Count(text[:min(int(dec.InputOffset()), len(text))], []byte("\n")), err)
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("it goes on behind its end")
	}
	if out == nil {
		return nil, errors.New("it is not an object")
	}
	return out, nil
}

// patched is JSON Merge Patch (RFC 7396): objects are merged, everything else is
// replaced, null removes.
func patched(under, patch map[string]any) map[string]any {
	out := maps.Clone(under)
	if out == nil {
		out = map[string]any{}
	}
	for k, v := range patch {
		inner, isObject := v.(map[string]any)
		switch {
		case v == nil:
			delete(out, k)
		case isObject:
			below, _ := out[k].(map[string]any)
			out[k] = patched(below, inner)
		default:
			out[k] = v
		}
	}
	return out
}

// Names lists the built-in scenarios.
func Names() []string { return builtinNames() }

// Load is [Read] for built-in names.
func Load(name string) (*Scenario, error) { return Read(name, Builtin) }

// fileName reports whether a name is that of a file and not of a built-in.
func fileName(name string) bool { return strings.HasSuffix(name, ".json") }
