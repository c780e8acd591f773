package httpapi

import (
	"bytes"
	"errors"
	"io"
	"mime"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/jinlin-project/jinlin/governance"
)

// buffer is a body in memory that is given back after use.
type buffer struct{ bytes.Buffer }

var buffers = sync.Pool{New: func() any { return new(buffer) }}

// keepBuffer is the largest buffer that is worth keeping for the next body.
const keepBuffer = 64 << 10

func (b *buffer) release() {
	if b.Cap() <= keepBuffer {
		b.Reset()
		buffers.Put(b)
	}
}

// readBody reads a JSON body up to the limit. The caller releases it.
func (c *call) readBody() (*buffer, error) {
	return readBody(c.w, c.r, c.api.options.MaxBody)
}

func readBody(w http.ResponseWriter, r *http.Request, most int64) (*buffer, error) {
	if r.ContentLength > most {
		return nil, tooLarge(w, r)
	}
	if err := isJSON(r.Header); err != nil && r.ContentLength != 0 {
		return nil, err
	}
	b := buffers.Get().(*buffer)
	if r.Body == nil {
		return b, nil
	}
	n, err := b.ReadFrom(io.LimitReader(r.Body, most+1))
	switch {
	case n > most:
		b.release()
		return nil, tooLarge(w, r)
	case err != nil:
		b.release()
		return nil, unread(err)
	}
	return b, nil
}

// How much of a body that is too large is read and thrown away, and for how long:
// an answer to somebody who is still sending is lost with the connection.
const (
	mostDrained = 64 << 20
	drainFor    = 5 * time.Second
)

// tooLarge refuses a body, after letting its sender finish within reason. Where
// reading cannot be given a time it is refused at once.
func tooLarge(w http.ResponseWriter, r *http.Request) error {
	if w != nil && http.NewResponseController(w).SetReadDeadline(time.Now().Add(drainFor)) == nil {
		_, _ = io.CopyN(io.Discard, r.Body, mostDrained)
	}
	return &problemTooLarge
}

// unread is the error of a body that broke off: its sender's affair, unless
// somebody above us set a limit of their own.
func unread(err error) error {
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) {
		return err
	}
	return malformed(governance.Faults{{Path: "", Code: "broken-off", Detail: governance.Text{Zh: "请求内容不完整", En: "the content broke off"}}})
}

// isJSON reports as an error that a body says it is something else. A body
// that says nothing is taken for JSON.
func isJSON(h http.Header) error {
	types := h["Content-Type"]
	if len(types) == 1 && types[0] == jsonMedia && h["Content-Encoding"] == nil {
		return nil
	}
	if h.Get("Content-Encoding") != "" && !strings.EqualFold(h.Get("Content-Encoding"), "identity") || len(types) > 1 {
		return unsupported(jsonMedia)
	}
	if len(types) == 0 {
		return nil
	}
	media, params, err := mime.ParseMediaType(types[0])
	if charset, ok := params["charset"]; err != nil || media != jsonMedia || ok && !strings.EqualFold(charset, "utf-8") {
		return unsupported(jsonMedia)
	}
	return nil
}

// unsupported is the problem of content of another type than is taken.
func unsupported(taken string) *Problem {
	return &Problem{Status: http.StatusUnsupportedMediaType, Code: "unsupported-media-type",
		Detail: governance.Text{Zh: "可接受的内容类型：" + taken, En: "what is taken here: " + taken}}
}

// strict is how JSON is read at the door: besides what the decoder refuses
// anyway (duplicate names, bad UTF-8, trailing data, another letter case), no
// field that nobody knows.
var strict = json.JoinOptions(json.RejectUnknownMembers(true))

// form reads bodies into one command's, or one question's, fields.
type form struct {
	specs []governance.FieldSpec
	slow  bool // has values that the quick half would take in more forms than we do

	files   []int // of a command: its field of files; nil: none
	touches bool  // of a command: it attaches files or erases them
}

func formOf(specs []governance.FieldSpec) *form {
	return &form{specs: specs, slow: slices.ContainsFunc(specs, loose)}
}

// loose reports whether a field holds decimals of any size, ids of any form or
// times of any year, which decode but are not taken: only the walk sees that.
func loose(s governance.FieldSpec) bool {
	switch s.Type {
	case governance.DecimalField, governance.IDField, governance.TimeField:
		return true
	case governance.ListField:
		return loose(*s.Element)
	}
	return slices.ContainsFunc(s.Fields, loose)
}

// escapedNUL is the only way a NUL gets into a JSON text.
var escapedNUL = []byte(`\u0000`)

// decode reads a body into a pointer, which it leaves in any state when it
// fails. What cannot be read at all is malformed; a value that is none of its
// type is invalid, together with whatever else law finds wrong. An empty body
// is an empty object.
func (f *form) decode(body []byte, into any, law func(any) governance.Faults) error {
	body = bytes.Trim(body, " \t\r\n")
	if len(body) == 0 {
		return nil
	}
	fast := body[0] == '{' && !f.slow && !bytes.Contains(body, escapedNUL)
	if fast && json.Unmarshal(body, into, strict) == nil {
		return nil
	}
	return f.explain(body, into, law)
}

// explain finds everything that is wrong with a body, or decodes it after all.
func (f *form) explain(body []byte, into any, law func(any) governance.Faults) error {
	w := walk(body, f.specs)
	if len(w.malformed) > 0 {
		return malformed(w.malformed)
	}
	// The values at fault are left out, so that the rest can be read and judged.
	faults := w.invalid
	if err := json.Unmarshal(w.edited(), into, strict); err != nil {
		var at *json.SemanticError
		if !errors.As(err, &at) {
			return malformed(governance.Faults{unreadable(err)})
		}
		faults.Add(pathOf(at.JSONPointer), "bad-value", "写法不正确", "is not written as it should be")
		return faults.Err()
	}
	if len(faults) == 0 {
		return nil
	}
	for _, other := range law(into) {
		if !faultAt(w.invalid, other.Path) {
			faults = append(faults, other)
		}
	}
	return faults.Err()
}

// pathOf writes a JSON pointer as the paths of faults are written.
func pathOf(p jsontext.Pointer) string {
	var path strings.Builder
	for token := range p.Tokens() {
		switch {
		case digits(token, len(token)):
			path.WriteString("[" + token + "]")
		case path.Len() > 0:
			path.WriteString("." + speakable(token))
		default:
			path.WriteString(speakable(token))
		}
	}
	return path.String()
}

func faultAt(faults governance.Faults, path string) bool {
	for i := range faults {
		if faults[i].Path == path {
			return true
		}
	}
	return false
}

// unreadable is the fault of a body that the decoder gave up, at the field where
// it did, if it said that.
func unreadable(err error) governance.Fault {
	f := governance.Fault{Code: "bad-value", Detail: governance.Text{Zh: "内容无法读取", En: "the content cannot be read"}}
	if at := new(json.SemanticError); errors.As(err, &at) {
		f.Path = pathOf(at.JSONPointer)
	}
	return f
}
