// Package strict reads JSON that people write by hand, rule sets and indicator
// trees, so that nothing they wrote is overlooked: every unknown field, every
// field given twice and every value of another kind is a fault with its path,
// and reading goes on to find the next.
package strict

import (
	"bytes"
	"encoding"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/jinlin-project/jinlin/governance"
)

// MostBytes is how long a text may be: a thousand times what anybody writes.
const MostBytes = 1 << 20

// mostDepth is how deeply values may be nested.
const mostDepth = 64

// Decode reads one JSON value into what into points at: structs with json tags,
// slices, strings, whole numbers, booleans, and whatever unmarshals itself from
// text. Names are matched to the letter, a field that is not left out when empty
// is required, null is no value, and nothing may follow. It returns every fault; what was read without fault is kept.
func Decode(data []byte, into any) governance.Faults {
	r := &reader{dec: json.NewDecoder(bytes.NewReader(data))}
	r.dec.UseNumber()
	switch {
	case len(data) > MostBytes:
		r.blame("", "too-long", "内容过长", "is longer than 1 MiB")
		return r.faults
	case !utf8.Valid(data):
		r.blame("", "bad-text", "不是有效的UTF-8文本", "is not valid UTF-8")
		return r.faults
	}
	r.value(reflect.ValueOf(into).Elem(), "", 0)
	if !r.broken {
		if _, err := r.dec.Token(); !errors.Is(err, io.EOF) {
			r.blame("", "trailing", "末尾有多余内容", "is followed by something else")
		}
	}
	return r.faults
}

// Encode writes a value as the JSON that digests are taken of: fields in their
// declared order, no spaces, nothing escaped that need not be. It panics where a
// value cannot be written, which for the types of this module is a mistake of
// ours.
func Encode(v any) []byte {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		panic(err)
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n"))
}

// Merge adds faults found later, without those at or below a path that is named
// already: what could not be read is not also missing.
func Merge(first, later governance.Faults) governance.Faults {
	out := first
	for _, f := range later {
		if !named(first, f.Path) {
			out = append(out, f)
		}
	}
	return out
}

func named(faults governance.Faults, path string) bool {
	for _, have := range faults {
		rest, below := strings.CutPrefix(path, have.Path)
		if have.Path == "" || below && (rest == "" || rest[0] == '.' || rest[0] == '[') {
			return true
		}
	}
	return false
}

type reader struct {
	dec    *json.Decoder
	faults governance.Faults
	broken bool // the text is not JSON from here on
}

func (r *reader) blame(path, code, zh, en string) { r.faults.Add(path, code, zh, en) }

// next returns the next token, or nil when the text is broken.
func (r *reader) next(path string) json.Token {
	if r.broken {
		return nil
	}
	token, err := r.dec.Token()
	if err != nil {
		r.broken = true
		r.blame(path, "not-json", "不是有效的JSON", "is not JSON")
		return nil
	}
	return token
}

// value reads one value.
func (r *reader) value(v reflect.Value, path string, depth int) {
	if v.Kind() == reflect.Pointer {
		v.Set(reflect.New(v.Type().Elem()))
		v = v.Elem()
	}
	token := r.next(path)
	if r.broken {
		return
	}
	delim, nested := token.(json.Delim)
	if nested && depth == mostDepth {
		r.blame(path, "too-deep", "嵌套过深", "is nested too deeply")
		r.skip()
		return
	}
	text, textual := v.Addr().Interface().(encoding.TextUnmarshaler)
	switch {
	case textual:
		r.text(text, token, path)
	case delim == '{' && v.Kind() == reflect.Struct:
		r.object(v, path, depth+1)
	case delim == '[' && v.Kind() == reflect.Slice:
		r.array(v, path, depth+1)
	default:
		r.scalar(v, token, path)
	}
}

// text reads a value that unmarshals itself.
func (r *reader) text(into encoding.TextUnmarshaler, token json.Token, path string) {
	s, ok := token.(string)
	if !ok {
		r.wrongType(token, path)
		return
	}
	if err := into.UnmarshalText([]byte(s)); err != nil {
		zh, en := "写法不正确", err.Error()
		var saysZh interface{ Zh() string }
		var explains interface{ Explain() governance.Text }
		switch {
		case errors.As(err, &saysZh):
			zh = saysZh.Zh()
		case errors.As(err, &explains):
			zh, en = explains.Explain().Zh, explains.Explain().En
		default:
			en = "is not written as it should be"
		}
		r.blame(path, "bad-value", zh, en)
	}
}

func (r *reader) scalar(v reflect.Value, token json.Token, path string) {
	switch t := token.(type) {
	case string:
		if v.Kind() == reflect.String {
			v.SetString(t)
			return
		}
	case bool:
		if v.Kind() == reflect.Bool {
			v.SetBool(t)
			return
		}
	case json.Number:
		if n, err := strconv.ParseInt(t.String(), 10, 64); v.CanInt() && err == nil && !v.OverflowInt(n) {
			v.SetInt(n)
			return
		}
	}
	r.wrongType(token, path)
}

// wrongType blames a value of another kind and passes over the rest of it.
func (r *reader) wrongType(token json.Token, path string) {
	r.blame(path, "wrong-type", "类型不正确", "is a value of another kind")
	if delim, ok := token.(json.Delim); ok && (delim == '{' || delim == '[') {
		r.skip()
	}
}

// skip passes over the rest of an object or array whose opening was read.
func (r *reader) skip() {
	for depth := 1; depth > 0; {
		delim, _ := r.next("").(json.Delim)
		switch {
		case r.broken:
			return
		case delim == '{' || delim == '[':
			depth++
		case delim != 0:
			depth--
		}
	}
}

// object reads the members of a struct.
func (r *reader) object(v reflect.Value, path string, depth int) {
	seen := map[string]bool{}
	for !r.broken && r.dec.More() {
		name, _ := r.next(path).(string)
		at := join(path, name)
		field, there := member(v, name)
		switch {
		case r.broken:
			return
		case !there:
			r.blame(join(path, presentable(name)), "unknown-field", "没有这个字段", "is not a field")
			r.pass()
		case seen[name]:
			r.blame(at, "duplicate", "重复给出", "is given twice")
			r.pass()
		default:
			r.value(field, at, depth)
		}
		seen[name] = true
	}
	r.next(path)
	r.missing(v, seen, path)
}

// missing blames the fields that were left out and may not be: those that the
// type does not leave out itself when it writes them.
func (r *reader) missing(v reflect.Value, seen map[string]bool, path string) {
	for i := range v.NumField() {
		name, options, _ := strings.Cut(v.Type().Field(i).Tag.Get("json"), ",")
		if name != "" && name != "-" && !seen[name] && options == "" && !r.broken {
			r.blame(join(path, name), "required", "必填", "is required")
		}
	}
}

// pass passes over a value.
func (r *reader) pass() {
	if delim, _ := r.next("").(json.Delim); delim == '{' || delim == '[' {
		r.skip()
	}
}

func (r *reader) array(v reflect.Value, path string, depth int) {
	v.Set(reflect.MakeSlice(v.Type(), 0, 0)) // an empty list is not "none": it is written as it was read
	for i := 0; !r.broken && r.dec.More(); i++ {
		element := reflect.New(v.Type().Elem()).Elem()
		r.value(element, fmt.Sprintf("%s[%d]", path, i), depth)
		v.Set(reflect.Append(v, element))
	}
	r.next(path)
}

// member finds the field of a name.
func member(v reflect.Value, name string) (reflect.Value, bool) {
	for i := range v.NumField() {
		tag, _, _ := strings.Cut(v.Type().Field(i).Tag.Get("json"), ",")
		if tag == name && tag != "" && tag != "-" {
			return v.Field(i), true
		}
	}
	return reflect.Value{}, false
}

// presentable is a name that may stand in an error: somebody who mistook a
// field for a value may have sent anything, but hardly a word of letters that is
// a secret.
func presentable(name string) string {
	for _, c := range name {
		if (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') {
			return "?"
		}
	}
	if name == "" || len(name) > 40 {
		return "?"
	}
	return name
}

func join(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}
