package httpapi

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/jinlin-project/jinlin/governance"
)

// walker goes through a body beside its specs and notes everything that is
// wrong: what cannot be read, and what is no value of its type. It is the slow
// and talkative half of decoding; the quick half only says yes or no.
type walker struct {
	body      []byte
	dec       *jsontext.Decoder
	malformed governance.Faults
	invalid   governance.Faults
	edits     []edit // what the quick half is to read otherwise, in order
}

// edit stands in place of a stretch of the body.
type edit struct {
	from, to int64
	text     string
}

// errWalk ends the walk: the rest of the body cannot be told apart.
var errWalk = errors.New("walk ended")

// walk goes through a whole body.
func walk(body []byte, specs []governance.FieldSpec) *walker {
	w := &walker{body: body, dec: jsontext.NewDecoder(bytes.NewReader(body), jsontext.AllowDuplicateNames(true))}
	if w.dec.PeekKind() != '{' {
		if err := w.skip(""); err == nil {
			w.bad("", "wrong-type", "应为一个 JSON 对象", "is not a JSON object")
		}
		return w
	}
	if err := w.object(specs, ""); err != nil {
		return w
	}
	if _, err := w.dec.ReadToken(); !errors.Is(err, io.EOF) {
		w.bad("", "trailing-data", "内容之后还有多余数据", "something follows the content")
	}
	return w
}

func (w *walker) bad(path, code, zh, en string) { w.malformed.Add(path, code, zh, en) }

// broken notes why the decoder cannot go on, at the path it stopped at.
func (w *walker) broken(path string, err error) error {
	var syntax *jsontext.SyntacticError
	switch {
	case errors.As(err, &syntax) && strings.Contains(syntax.Err.Error(), "UTF-8"):
		w.bad(path, "bad-utf8", "不是有效的 UTF-8", "is not valid UTF-8")
	default:
		w.bad(path, "syntax", "不是规范的 JSON", "is not well-formed JSON")
	}
	return errWalk
}

func (w *walker) skip(path string) error {
	if err := w.dec.SkipValue(); err != nil {
		return w.broken(path, err)
	}
	return nil
}

// token reads one token. Its text lives until the next read.
func (w *walker) token(path string) (jsontext.Token, error) {
	t, err := w.dec.ReadToken()
	if err != nil {
		return t, w.broken(path, err)
	}
	return t, nil
}

// object walks an object that begins here.
func (w *walker) object(specs []governance.FieldSpec, prefix string) error {
	if _, err := w.token(prefix); err != nil {
		return err
	}
	seen := map[string]bool{}
	for w.dec.PeekKind() != '}' {
		name, err := w.token(strings.TrimSuffix(prefix, "."))
		if err != nil {
			return err
		}
		if seen[name.String()] { // named, and the walk goes on: there may be more
			w.bad(prefix+speakable(name.String()), "duplicate-field", "字段重复", "stands twice")
			if err := w.skip(prefix); err != nil {
				return err
			}
			continue
		}
		seen[name.String()] = true
		if err := w.member(specs, prefix, name.String()); err != nil {
			return err
		}
	}
	_, err := w.token(strings.TrimSuffix(prefix, "."))
	return err
}

// member walks one member of an object.
func (w *walker) member(specs []governance.FieldSpec, prefix, name string) error {
	for i := range specs {
		if specs[i].Name == name {
			return w.value(&specs[i], prefix+name)
		}
	}
	path := prefix + speakable(name)
	w.bad(path, "unknown-field", "没有这个字段", "is not a field")
	return w.skip(path)
}

// wanted is the kind of JSON value that a field is written as, with its name.
var wanted = map[governance.FieldType]struct {
	kind   jsontext.Kind
	zh, en string
}{
	governance.IntegerField: {'0', "整数", "an integer"},
	governance.BooleanField: {'t', "true 或 false", "true or false"},
	governance.ObjectField:  {'{', "JSON 对象", "a JSON object"},
	governance.ListField:    {'[', "JSON 数组", "a JSON array"},
}

// value walks one value. Null says nothing, as if the field were left out.
func (w *walker) value(s *governance.FieldSpec, path string) error {
	want, listed := wanted[s.Type]
	if !listed {
		want.kind, want.zh, want.en = '"', "文本", "text"
	}
	kind := w.dec.PeekKind()
	switch {
	case kind == 'n':
		return w.skip(path)
	case kind == 'f' && want.kind == 't', kind == '0' && s.Type == governance.DecimalField:
	case kind != want.kind:
		if err := w.skip(path); err != nil {
			return err
		}
		w.bad(path, "wrong-type", "应为"+want.zh, "is not "+want.en)
		return nil
	}
	switch s.Type {
	case governance.ObjectField:
		return w.object(s.Fields, path+".")
	case governance.ListField:
		return w.list(s.Element, path)
	}
	return w.scalar(s, path)
}

// list walks an array that begins here.
func (w *walker) list(element *governance.FieldSpec, path string) error {
	if _, err := w.token(path); err != nil {
		return err
	}
	for i := 0; w.dec.PeekKind() != ']'; i++ {
		if err := w.value(element, fmt.Sprintf("%s[%d]", path, i)); err != nil {
			return err
		}
	}
	_, err := w.token(path)
	return err
}

// scalar judges a single value by its type.
func (w *walker) scalar(s *governance.FieldSpec, path string) error {
	t, err := w.token(path)
	if err != nil {
		return err
	}
	text := t.String()
	to := w.dec.InputOffset()
	if s.Type == governance.IntegerField {
		if _, err := strconv.ParseInt(text, 10, 64); err != nil {
			w.bad(path, "not-an-integer", "应为整数且不得过大", "is not an integer, or too large a one")
		}
		return nil
	}
	if strings.ContainsRune(text, 0) {
		w.bad(path, "bad-text", "含有不可用的字符", "holds characters that are not allowed")
		return nil
	}
	if f := notOfType(s.Type, text); f.Code != "" {
		f.Path = path
		w.invalid = append(w.invalid, f)
		w.edits = append(w.edits, edit{w.start(t, to), to, "null"})
	} else if t.Kind() == '0' {
		// A decimal is read from text, whatever type an institution has for it.
		w.edits = append(w.edits, edit{w.start(t, to), to, `"` + text + `"`})
	}
	return nil
}

// start finds where the token that ended at an offset begins: texts and
// numbers hold no bare separator, so it stands behind the nearest one.
func (w *walker) start(t jsontext.Token, to int64) int64 {
	if t.Kind() == '0' {
		return to - int64(len(t.String()))
	}
	for at := to - 2; at > 0; at-- {
		if w.body[at] == '"' && !escaped(w.body[:at]) {
			return at
		}
	}
	return to
}

// escaped reports whether what follows the bytes is escaped by a backslash.
func escaped(before []byte) bool {
	trimmed := bytes.TrimRight(before, `\`)
	return (len(before)-len(trimmed))%2 == 1
}

// edited is the body as the quick half can read it: without the values at
// fault.
func (w *walker) edited() []byte {
	if len(w.edits) == 0 {
		return w.body
	}
	var out []byte
	var at int64
	for _, e := range w.edits {
		out = append(append(out, w.body[at:e.from]...), e.text...)
		at = e.to
	}
	return append(out, w.body[at:]...)
}

// speakable returns the name of an unknown field if it looks like one, else a
// mark: whatever else was written there may be somebody's name or number, and
// is not repeated.
func speakable(name string) string {
	digits := 0
	for i := range len(name) {
		c := name[i]
		letter := c|0x20 >= 'a' && c|0x20 <= 'z'
		if c >= '0' && c <= '9' {
			digits++
		} else if !letter && c != '-' && c != '_' {
			return "?"
		}
	}
	if name == "" || len(name) > 40 || digits > 4 || name[0] >= '0' && name[0] <= '9' {
		return "?"
	}
	return name
}
