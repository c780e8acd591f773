package governance

import "strings"

// A ledger in tables keeps the fields of an entry as one JSON object, so that
// analysts can ask for a field by its name. Its order and the bytes of its
// values are those of the entry, since the digest covers them. A field that was
// removed stands as "-name": null; a name that itself begins with one of the two
// signs gets a plus before it.
const (
	removedSign = "-"
	plainSign   = "+"
)

// JoinFields writes the fields of an entry as the object in which ledgers keep
// them; see [SplitFields].
func JoinFields(fields []Field) string {
	for i := range fields {
		if f := &fields[i]; f.Value == nil || signed(f.Name) {
			return string(Join(withSigns(fields)))
		}
	}
	return string(Join(fields))
}

func signed(name string) bool {
	return strings.HasPrefix(name, removedSign) || strings.HasPrefix(name, plainSign)
}

func withSigns(fields []Field) []Field {
	out := make([]Field, len(fields))
	for i, f := range fields {
		switch {
		case f.Value == nil:
			out[i] = Field{Name: removedSign + f.Name, Value: []byte("null")}
		case signed(f.Name):
			out[i] = Field{Name: plainSign + f.Name, Value: f.Value}
		default:
			out[i] = f
		}
	}
	return out
}

// SplitFields is the inverse of [JoinFields]. The values alias text. What is no
// object is an error, never no fields: history would not notice what was altered.
func SplitFields(text []byte) ([]Field, error) {
	if string(text) == "{}" {
		return nil, nil
	}
	fields, err := Document(text).Split()
	for i := range fields {
		f := &fields[i]
		switch {
		case strings.HasPrefix(f.Name, removedSign):
			*f = Field{Name: f.Name[len(removedSign):]}
		case strings.HasPrefix(f.Name, plainSign):
			f.Name = f.Name[len(plainSign):]
		}
	}
	return fields, err
}
