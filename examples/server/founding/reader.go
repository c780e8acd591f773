package founding

import (
	"bytes"
	"encoding"
	"errors"
	"io"
	"reflect"
	"regexp"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/orgtree"
)

// reader reads a text into a struct by the names of its fields, and notes on
// which line everything stands. Decoders stop at the first fault; this one goes
// on to the end as long as it can tell where a value ends.
type reader struct {
	text   []byte
	dec    *jsontext.Decoder
	lines  map[string]int // by path: of all that was given
	faults []Fault
}

func newReader(text []byte) *reader {
	// A field that stands twice is told like any other fault, and not the end.
	dec := jsontext.NewDecoder(bytes.NewReader(text), jsontext.AllowDuplicateNames(true))
	return &reader{text: text, dec: dec, lines: map[string]int{}}
}

// given reports whether the file says something at a path.
func (r *reader) given(path string) bool {
	_, ok := r.lines[path]
	return ok
}

// read reads the whole text and reports whether it could get to its end.
func (r *reader) read(into any) bool {
	if err := r.value("", reflect.ValueOf(into).Elem()); err != nil {
		return r.broken(err)
	}
	if _, err := r.dec.ReadToken(); !errors.Is(err, io.EOF) {
		r.lines[""] = r.here()
		r.faults = append(r.faults, Fault{Line: r.here(), Code: "trailing-data", Detail: saying("文件末尾还有多余内容", "goes on behind its end")})
		return false
	}
	return true
}

// broken notes why the rest cannot be read.
func (r *reader) broken(err error) bool {
	code, detail := "syntax", saying("不是规范的 JSON", "is not well-formed JSON from here on")
	var syntax *jsontext.SyntacticError
	line := r.here()
	if errors.As(err, &syntax) {
		line = r.lineAt(syntax.ByteOffset)
		if strings.Contains(syntax.Err.Error(), "UTF-8") {
			code, detail = "bad-utf8", saying("不是有效的 UTF-8", "is not valid UTF-8")
		}
	}
	r.faults = append(r.faults, Fault{Line: line, Code: code, Detail: detail})
	return false
}

// here is the line that was read last.
func (r *reader) here() int { return r.lineAt(r.dec.InputOffset()) }

func (r *reader) lineAt(offset int64) int {
	return 1 + bytes.Count(r.text[:min(offset, int64(len(r.text)))], []byte("\n"))
}

// valueFaults are the faults of texts that are no value of their type; read-only.
var valueFaults = map[reflect.Type]orgtree.FaultCode{
	reflect.TypeFor[orgtree.Code]():     orgtree.BadCode,
	reflect.TypeFor[orgtree.Kind]():     orgtree.BadKind,
	reflect.TypeFor[orgtree.PostKind](): orgtree.BadKind,
	reflect.TypeFor[orgtree.Form]():     orgtree.BadForm,
	reflect.TypeFor[civil.Date]():       orgtree.BadDay,
}

// value reads one value, whatever it is. An error is one of the syntax.
func (r *reader) value(path string, into reflect.Value) error {
	kind := r.dec.PeekKind()
	own, isText := into.Addr().Interface().(encoding.TextUnmarshaler)
	switch {
	case kind == '{' && into.Kind() == reflect.Struct:
		return r.object(path, into)
	case kind == '[' && into.Kind() == reflect.Slice:
		return r.list(path, into)
	case kind == '"' && (isText || into.Kind() == reflect.String), (kind == 't' || kind == 'f') && into.Kind() == reflect.Bool:
		token, err := r.token(path)
		switch {
		case err != nil:
			return err
		case kind != '"':
			into.SetBool(token.Bool())
		case !isText:
			into.SetString(token.String())
		case own.UnmarshalText([]byte(token.String())) != nil:
			r.law(path, valueFaults[into.Type()])
		}
		return nil
	}
	if err := r.skip(path); err != nil {
		return err
	}
	zh, en := expected(into, isText)
	r.add(path, "wrong-type", "应为"+zh, "is not "+en)
	return nil
}

// expected says what a value should have been.
func expected(v reflect.Value, isText bool) (zh, en string) {
	switch {
	case isText || v.Kind() == reflect.String:
		return "文本", "text"
	case v.Kind() == reflect.Bool:
		return "true 或 false", "true or false"
	case v.Kind() == reflect.Slice:
		return "数组", "a list"
	}
	return "对象", "an object"
}

// token reads one token, which begins the value at a path.
func (r *reader) token(path string) (jsontext.Token, error) {
	token, err := r.dec.ReadToken()
	r.lines[path] = r.here() // no token goes over several lines
	return token, err
}

// skip reads a value that is not looked at.
func (r *reader) skip(path string) error {
	if kind := r.dec.PeekKind(); kind != '{' && kind != '[' {
		_, err := r.token(path)
		return err
	}
	depth := r.dec.StackDepth()
	if _, err := r.token(path); err != nil {
		return err
	}
	for r.dec.StackDepth() > depth {
		if _, err := r.dec.ReadToken(); err != nil {
			return err
		}
	}
	return nil
}

func (r *reader) object(path string, into reflect.Value) error {
	if _, err := r.token(path); err != nil {
		return err
	}
	fields, seen := fieldsOf(into.Type()), map[string]bool{}
	for r.dec.PeekKind() != '}' {
		token, err := r.dec.ReadToken()
		if err != nil {
			return err
		}
		name := token.String()
		index, known := fields[name]
		switch child := join(path, name); {
		case !known:
			child = join(path, speakable(name))
			err = r.skip(child)
			r.add(child, "unknown-field", "没有这个字段", "is not a field")
		case seen[name]:
			err = r.skip(child)
			r.add(child, "duplicate-field", "字段重复", "stands twice")
		default:
			err = r.value(child, into.FieldByIndex(index))
		}
		if err != nil {
			return err
		}
		seen[name] = true
	}
	_, err := r.dec.ReadToken()
	return err
}

func (r *reader) list(path string, into reflect.Value) error {
	if _, err := r.token(path); err != nil {
		return err
	}
	for i := 0; r.dec.PeekKind() != ']'; i++ {
		into.Grow(1)
		into.SetLen(i + 1)
		if err := r.value(at(path, i), into.Index(i)); err != nil {
			return err
		}
	}
	_, err := r.dec.ReadToken()
	return err
}

// fieldsOf finds the fields of a struct by their names in JSON.
func fieldsOf(t reflect.Type) map[string][]int {
	out := map[string][]int{}
	for _, f := range reflect.VisibleFields(t) {
		if name, _, _ := strings.Cut(f.Tag.Get("json"), ","); name != "" && name != "-" {
			out[name] = f.Index
		}
	}
	return out
}

func join(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}

var looksLikeAName = regexp.MustCompile(`^[A-Za-z][A-Za-z_-]{0,39}$`)

// speakable is the name of an unknown field if it looks like one: what else was
// written there may be somebody's name or number, and is not repeated.
func speakable(name string) string {
	if looksLikeAName.MatchString(name) {
		return name
	}
	return "?"
}
