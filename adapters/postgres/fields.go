package postgres

import (
	"strings"

	"github.com/jinlin-project/jinlin/governance"
)

// The fields of an entry are kept as one JSON object, so that analysts can ask
// for changes ->> 'phase'. Its order and the bytes of its values are those
// of the entry, since the digest covers them. A field that was removed stands
// as "-name": null; a name that itself begins with one of the two signs gets a
// plus before it.
const (
	removedSign = "-"
	plainSign   = "+"
)

// encodeFields writes fields as an object.
func encodeFields(fields []governance.Field) string {
	for i := range fields {
		if f := &fields[i]; f.Value == nil || signed(f.Name) {
			return string(governance.Join(withSigns(fields)))
		}
	}
	return string(governance.Join(fields))
}

func signed(name string) bool {
	return strings.HasPrefix(name, removedSign) || strings.HasPrefix(name, plainSign)
}

func withSigns(fields []governance.Field) []governance.Field {
	out := make([]governance.Field, len(fields))
	for i, f := range fields {
		switch {
		case f.Value == nil:
			out[i] = governance.Field{Name: removedSign + f.Name, Value: []byte("null")}
		case signed(f.Name):
			out[i] = governance.Field{Name: plainSign + f.Name, Value: f.Value}
		default:
			out[i] = f
		}
	}
	return out
}

// decodeFields is the inverse of encodeFields. The values alias text.
func decodeFields(text []byte) ([]governance.Field, error) {
	if string(text) == "{}" {
		return nil, nil
	}
	fields, err := governance.Document(text).Split()
	for i := range fields {
		f := &fields[i]
		switch {
		case strings.HasPrefix(f.Name, removedSign):
			*f = governance.Field{Name: f.Name[len(removedSign):]}
		case strings.HasPrefix(f.Name, plainSign):
			f.Name = f.Name[len(plainSign):]
		}
	}
	return fields, err
}
