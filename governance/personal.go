package governance

import (
	"crypto/hmac"
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
// string with the keyed digest of the field's name and value.
func (p *Personal) Seal() []byte {
	mac := hmac.New(sha256.New, p.Salt)
	mac.Write([]byte(p.Field))
	mac.Write([]byte{0})
	mac.Write(p.Value)
	sum := mac.Sum(make([]byte, 0, sha256.Size))
	out := append(make([]byte, 0, 32), sealed...)
	out = base64.RawURLEncoding.AppendEncode(out, sum[:16])
	return append(out, '"')
}
