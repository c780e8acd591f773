package feed

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// A Form writes entries as events. It is made once of what institutions there
// are, and may be used from many goroutines.
type Form struct {
	base  string
	kinds map[string]shape
}

// shape is what may be told of the records of one kind.
type shape struct {
	source  string
	changes map[string]bool            // fields of the record
	bodies  map[string]map[string]bool // fields of each command
}

// NewForm returns the form for institutions. Base begins the source of every
// event: the address or the path at which the API is mounted, which may be "".
// All readers of one database should be given the same.
func NewForm(base string, about ...*governance.Description) *Form {
	f := &Form{base: strings.TrimRight(base, "/"), kinds: map[string]shape{}}
	for _, d := range about {
		s := shape{source: f.base + "/v1/" + d.Path, changes: impersonal(d.Fields), bodies: map[string]map[string]bool{}}
		for i := range d.Commands {
			s.bodies[d.Commands[i].Verb] = impersonal(d.Commands[i].Fields)
		}
		f.kinds[d.Kind] = s
	}
	return f
}

// hidden are the head's fields that only the law itself reads.
var hidden = map[string]bool{"schema": true, "subject": true, "timers": true, "revealed": true}

// impersonal names the fields that hold no personal data anywhere inside. The
// feed leaves the house, to a broker, to other systems and into their logs, so
// it carries less than a history does.
func impersonal(specs []governance.FieldSpec) map[string]bool {
	out := map[string]bool{}
	for i := range specs {
		if !hidden[specs[i].Name] && !personal(&specs[i]) {
			out[specs[i].Name] = true
		}
	}
	return out
}

// personal reports whether a field holds personal data at any depth.
func personal(s *governance.FieldSpec) bool {
	if s.Personal != "" || s.Mask != "" || s.Element != nil && personal(s.Element) {
		return true
	}
	for i := range s.Fields {
		if personal(&s.Fields[i]) {
			return true
		}
	}
	return false
}

// Event writes an entry of a record that belongs to a district. Of a kind that
// the form does not know it tells that something happened, and nothing else.
func (f *Form) Event(e *governance.Entry, district orgtree.Code) (Event, error) {
	out := Event{
		ID:       e.Ref.Kind + "/" + e.Ref.ID.String() + "/" + strconv.FormatInt(e.Version, 10),
		Position: Position(e.Position), Kind: e.Ref.Kind, District: district, Command: e.Verb,
	}
	known, ok := f.kinds[e.Ref.Kind]
	if !ok {
		known.source = f.base + "/v1/" + e.Ref.Kind
	}
	w := wire{
		SpecVersion: "1.0", ID: out.ID, Source: known.source, Type: "jinlin." + e.Ref.Kind + "." + e.Verb,
		Subject: e.Ref.ID, Time: e.At.In(civil.Zone), ContentType: "application/json",
		District: district, Position: out.Position.String(), Data: known.data(e),
	}
	var err error
	if out.JSON, err = (governance.StdCodec{}).Marshal(w); err != nil {
		return Event{}, fmt.Errorf("feed: event %s: %w", out.ID, err)
	}
	return out, nil
}

func (s *shape) data(e *governance.Entry) data {
	d := data{
		Kind: e.Ref.Kind, ID: e.Ref.ID, Version: e.Version, Command: e.Verb, Rule: e.Rule,
		Changes: told(e.Changes, s.changes), Body: told(e.Body, s.bodies[e.Verb]), Digest: e.Digest.String(),
	}
	if e.By.Unit != "" || e.By.System {
		d.By = by{Unit: orgtree.Code(e.By.Unit), Post: e.By.Post, System: e.By.System}
	}
	if !e.Cause.IsZero() {
		d.Cause = &cause{e.Cause.Ref.Kind, e.Cause.Ref.ID, e.Cause.Version}
	}
	if !e.AsOf.Equal(e.At) {
		asOf := e.AsOf.In(civil.Zone)
		d.AsOf = &asOf
	}
	return d
}

// object are fields that are written as a JSON object, in their order. A field
// that was removed is null.
type object []governance.Field

// told keeps the fields that may be told.
func told(fields []governance.Field, may map[string]bool) object {
	out := make(object, 0, len(fields))
	for _, f := range fields {
		if !may[f.Name] {
			continue
		}
		if f.Value == nil {
			f.Value = []byte("null")
		}
		out = append(out, f)
	}
	return out
}

// MarshalJSON joins the bytes of the fields as they stand.
func (o object) MarshalJSON() ([]byte, error) { return governance.Join(o), nil }
