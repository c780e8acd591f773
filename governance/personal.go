package governance

import (
	"crypto/sha256"
	"encoding/base64"
	"strings"
)

// Personal is the value of one personal field, kept apart from history. The
// document and the entry hold its salted digest instead; without the salt the
// digest tells nothing, so erasing value and salt erases the data and leaves
// the chain of history valid.
type Personal struct {
	Field   string // the record's field, or "~" and the command's field
	Version int64  // the entry in which it was sealed
	Salt    []byte
	Value   []byte // JSON
}

// bodyMark precedes the names of a command's fields, and sorts behind every
// name a record's field can have.
const bodyMark = "~"

// InBody reports whether the value belongs to a command's own fields and not
// to the record.
func (p *Personal) InBody() bool { return strings.HasPrefix(p.Field, bodyMark) }

// SaltSize is the length of a salt in bytes.
const SaltSize = 16

// Seal returns what stands in the document in place of the value: a JSON
// string with the first half of the SHA-256 sum of salt, field and value. The
// salt has one length and no field holds a NUL, so that no two seals are of the
// same bytes; half a sum cannot be lengthened.
func (p *Personal) Seal() []byte {
	var room [512]byte
	in := append(append(room[:0], p.Salt...), p.Field...)
	sum := sha256.Sum256(append(append(in, 0), p.Value...))
	out := append(make([]byte, 0, 32), sealed...)
	out = base64.RawURLEncoding.AppendEncode(out, sum[:16])
	return append(out, '"')
}
