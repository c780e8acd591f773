package governance

import (
	"bytes"
	"encoding/json"
	"errors"
	"slices"
	"strconv"
)

// A Document is a record encoded as one JSON object. The order of its
// top-level fields is the order of the record's struct; deltas, digests and
// answers reuse the bytes of its fields as they stand.
type Document []byte

// A Field is one top-level field of a document: its name, and its value as
// JSON. A nil Value in a list of changes means that the field was removed.
type Field struct {
	Name  string
	Value []byte
}

// A Codec turns records and commands into JSON and back. The default is
// encoding/json; an embedder may bring a faster one that writes the same.
type Codec interface {
	Marshal(v any) ([]byte, error)
	Unmarshal(data []byte, v any) error
}

// StdCodec is encoding/json as it comes.
type StdCodec struct{}

// Marshal encodes without escaping HTML, so that texts stay readable. The few
// values in which there is something to escape are encoded again.
func (StdCodec) Marshal(v any) ([]byte, error) {
	plain, err := json.Marshal(v) // has buffers of its own and copies once
	if err != nil || !escaped(plain) {
		return plain, err
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimRight(b.Bytes(), "\n"), nil
}

// escaped reports whether <, > or & may have been escaped.
func escaped(text []byte) bool {
	for at := 0; ; at++ {
		next := bytes.IndexByte(text[at:], '\\')
		if next < 0 {
			return false
		}
		if at += next; bytes.HasPrefix(text[at:], []byte(`\u003`)) || bytes.HasPrefix(text[at:], []byte(`\u0026`)) {
			return true
		}
	}
}

// Unmarshal decodes.
func (StdCodec) Unmarshal(data []byte, v any) error { return json.Unmarshal(data, v) }

// errDocument marks bytes that are no JSON object. Documents come from our own
// codec, so this is damage, not input.
var errDocument = errors.New("document is not a JSON object")

// Split returns the document's fields. The values alias the document.
func (d Document) Split() ([]Field, error) { return d.split(nil) }

// split is Split for a document whose fields are mostly those named, and mostly
// in that order: their names need not be made again.
func (d Document) split(names []string) ([]Field, error) {
	s := scanner{data: d}
	known := nameSeeker{names: names}
	if !s.take('{') {
		return nil, errDocument
	}
	fields := make([]Field, 0, max(16, len(names)/2))
	for !s.take('}') {
		if len(fields) > 0 && !s.take(',') {
			return nil, errDocument
		}
		quoted := s.value()
		if quoted == nil || !s.take(':') {
			return nil, errDocument
		}
		name, err := known.name(quoted)
		if err != nil {
			return nil, errDocument
		}
		value := s.value()
		if value == nil {
			return nil, errDocument
		}
		fields = append(fields, Field{name, value})
	}
	return fields, nil
}

// spread returns the fields with the elements of one list as fields of their
// own, "deadlines.0", "deadlines.1" and on: a list whose elements change one at a
// time would otherwise stand whole in every entry of history.
func spread(fields []Field, list string) []Field {
	i := slices.IndexFunc(fields, func(f Field) bool { return f.Name == list })
	if i < 0 {
		return fields
	}
	s := scanner{data: fields[i].Value}
	var elements []Field
	for s.take('['); ; s.take(',') {
		value := s.value()
		if value == nil {
			break
		}
		elements = append(elements, Field{elementName(list, len(elements)), value})
	}
	return slices.Concat(fields[:i], elements, fields[i+1:])
}

// elementName is the name of an element of a list. Those of the clocks are made
// once.
func elementName(list string, i int) string {
	if list == clocks && i < len(clockNames) {
		return clockNames[i]
	}
	return list + "." + strconv.Itoa(i)
}

var clockNames = func() (names [24]string) {
	for i := range names {
		names[i] = clocks + "." + strconv.Itoa(i)
	}
	return names
}()

// fold is the inverse of spread.
func fold(fields []Field, list string) []Field {
	out := make([]Field, 0, len(fields))
	at, size := -1, 0
	for _, f := range fields {
		if element(f.Name, list) {
			size += len(f.Value) + 1
		}
	}
	for _, f := range fields {
		if !element(f.Name, list) {
			out = append(out, f)
			continue
		}
		if at < 0 {
			at = len(out)
			out = append(out, Field{list, append(make([]byte, 0, size+1), '[')})
		} else {
			out[at].Value = append(out[at].Value, ',')
		}
		out[at].Value = append(out[at].Value, f.Value...)
	}
	if at >= 0 {
		out[at].Value = append(out[at].Value, ']')
	}
	return out
}

// element reports whether a field is one that spread made of a list.
func element(name, list string) bool {
	return len(name) > len(list) && name[len(list)] == '.' && name[:len(list)] == list
}

// count is how many elements of a list stand among the fields.
func count(fields []Field, list string) (n int) {
	for _, f := range fields {
		if element(f.Name, list) {
			n++
		}
	}
	return n
}

// A nameSeeker finds names among those known, each search going on where the last
// one ended.
type nameSeeker struct {
	names []string
	at    int
}

// name takes the quotes off a name.
func (s *nameSeeker) name(quoted []byte) (string, error) {
	if len(quoted) < 2 {
		return unquote(quoted)
	}
	bare := quoted[1 : len(quoted)-1]
	for range s.names {
		if s.at == len(s.names) {
			s.at = 0
		}
		known := s.names[s.at]
		s.at++
		if string(bare) == known {
			return known, nil
		}
	}
	return unquote(quoted)
}

// unquote takes the quotes off a name; ours are plain, so it rarely decodes.
func unquote(quoted []byte) (string, error) {
	if n := len(quoted); n >= 2 && bytes.IndexByte(quoted, '\\') < 0 {
		return string(quoted[1 : n-1]), nil
	}
	var name string
	err := json.Unmarshal(quoted, &name)
	return name, err
}

// Join is the inverse of Split.
func Join(fields []Field) Document {
	n := 2
	for _, f := range fields {
		n += len(f.Name) + len(f.Value) + 4
	}
	out := append(make([]byte, 0, n), '{')
	for i, f := range fields {
		if i > 0 {
			out = append(out, ',')
		}
		out = appendQuote(out, f.Name)
		out = append(append(out, ':'), f.Value...)
	}
	return append(out, '}')
}

// Delta returns the fields of next that differ from prev, in their order, then
// those that prev has and next lacks, with a nil Value.
func Delta(prev, next []Field) []Field {
	if len(prev) == 0 {
		return next[:len(next):len(next)]
	}
	var out []Field
	before, after := seeker{fields: prev}, seeker{fields: next}
	for _, f := range next {
		if was := before.seek(f.Name); was == nil || !bytes.Equal(was.Value, f.Value) {
			out = append(out, f)
		}
	}
	for _, f := range prev {
		if after.seek(f.Name) == nil {
			out = append(out, Field{Name: f.Name})
		}
	}
	return out
}

// A seeker looks fields up by name. Each search goes on where the last one
// ended, since the documents of one kind have their fields in one order.
type seeker struct {
	fields []Field
	at     int
}

func (s *seeker) seek(name string) *Field {
	for range s.fields {
		if s.at == len(s.fields) {
			s.at = 0
		}
		f := &s.fields[s.at]
		s.at++
		if f.Name == name {
			return f
		}
	}
	return nil
}

// scanner walks JSON that our own codec wrote, finding where values end. It
// does not judge them.
type scanner struct {
	data []byte
	at   int
}

func (s *scanner) space() {
	for s.at < len(s.data) && s.data[s.at] <= ' ' {
		s.at++
	}
}

func (s *scanner) take(c byte) bool {
	s.space()
	if s.at < len(s.data) && s.data[s.at] == c {
		s.at++
		return true
	}
	return false
}

// value returns the bytes of the value that begins here, or nil if it does not
// end.
func (s *scanner) value() []byte {
	s.space()
	start, depth := s.at, 0
	for s.at < len(s.data) {
		switch s.data[s.at] {
		case '"':
			if !s.skipString() {
				return nil
			}
			if depth == 0 {
				return s.data[start:s.at:s.at]
			}
			continue
		case '{', '[':
			depth++
		case '}', ']', ',', ':', ' ', '\n', '\t', '\r':
			if depth == 0 {
				return s.bare(start)
			}
			if c := s.data[s.at]; c == '}' || c == ']' {
				depth--
				if depth == 0 {
					s.at++
					return s.data[start:s.at:s.at]
				}
			}
		}
		s.at++
	}
	return nil
}

// bare returns a number or literal that ended here; an empty one is none.
func (s *scanner) bare(start int) []byte {
	if s.at == start {
		return nil
	}
	return s.data[start:s.at:s.at]
}

// skipString moves behind the closing quote of the string that begins here.
func (s *scanner) skipString() bool {
	for s.at++; s.at < len(s.data); s.at++ {
		switch s.data[s.at] {
		case '\\':
			s.at++
		case '"':
			s.at++
			return true
		}
	}
	return false
}
