package governance

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"strings"
	"time"
)

// A Digest is a SHA-256 sum.
type Digest [sha256.Size]byte

// String prints the digest in hexadecimal.
func (d Digest) String() string { return hex.EncodeToString(d[:]) }

// IsZero reports whether it is no digest at all.
func (d Digest) IsZero() bool { return d == Digest{} }

// A Stamp says who acted: in which post, of which unit. Time itself and the
// system act without a person.
type Stamp struct {
	Account string `json:"account,omitempty"`
	Person  string `json:"person,omitempty"`
	Post    string `json:"post,omitempty"` // kind of the post acted in
	Unit    string `json:"unit,omitempty"` // code of the unit acted for
	System  bool   `json:"system,omitempty"`
}

// An Entry is one change of one record, never rewritten. It shows who changed
// what, when, in which post and why, and with the entries before it rebuilds
// the record as it stood, without running any rule. Personal values appear in
// it as salted digests only, so that it may be kept, fed and published after
// they are erased.
type Entry struct {
	Ref     Ref
	Version int64
	At      time.Time // when it was recorded; never before the entry before
	AsOf    time.Time // the instant it was decided for; differs from At when time acted late
	Verb    string
	Rule    string // id of the row that admitted it
	By      Stamp
	Cause   Cause   // the command of another record it follows from; zero: none
	Body    []Field // the command's own fields
	Changes []Field // the record's top-level fields that changed; a nil Value: removed
	Digest  Digest  // of all the above and the digest of the entry before

	Position int64      // in the feed; given by the ledger, not part of the digest
	Personal []Personal // the values sealed in this entry, as long as they are kept
}

// A Cause is the entry that a consequence follows from.
type Cause struct {
	Ref     Ref
	Version int64
}

// IsZero reports whether there is no cause.
func (c Cause) IsZero() bool { return c.Version == 0 }

// Seal computes the entry's digest from its contents and the digest of the
// entry before it in the same record; the first entry follows a zero digest.
func (e *Entry) Seal(prev Digest) Digest {
	w := digester{h: sha256.New()}
	w.bytes(prev[:])
	w.text(e.Ref.Kind)
	w.bytes(e.Ref.ID[:])
	w.number(e.Version)
	w.number(e.At.UnixMicro())
	w.number(e.AsOf.UnixMicro())
	w.text(e.Verb)
	w.text(e.Rule)
	w.text(e.By.Account)
	w.text(e.By.Person)
	w.text(e.By.Post)
	w.text(e.By.Unit)
	w.flag(e.By.System)
	w.text(e.Cause.Ref.Kind)
	w.bytes(e.Cause.Ref.ID[:])
	w.number(e.Cause.Version)
	w.fields(e.Body)
	w.fields(e.Changes)
	w.h.Sum(e.Digest[:0])
	return e.Digest
}

// digester writes every part behind its length, so that no two different
// entries are the same bytes.
type digester struct {
	h   hash.Hash
	buf [8]byte
}

func (w *digester) number(n int64) {
	binary.BigEndian.PutUint64(w.buf[:], uint64(n))
	w.h.Write(w.buf[:])
}

func (w *digester) bytes(b []byte) {
	w.number(int64(len(b)))
	w.h.Write(b)
}

func (w *digester) text(s string) { w.bytes([]byte(s)) }

func (w *digester) flag(b bool) {
	if b {
		w.number(1)
	} else {
		w.number(0)
	}
}

func (w *digester) fields(fs []Field) {
	w.number(int64(len(fs)))
	for _, f := range fs {
		w.text(f.Name)
		w.flag(f.Value != nil)
		w.bytes(f.Value)
	}
}

// ErrTampered is what [Verify] finds in a history that is not the one written.
var ErrTampered = errors.New("history has been altered")

// Verify checks the whole history of one record, from its first entry: that no
// entry is missing, reordered or altered. head is the digest stored with the
// record, which guards the end; a zero head leaves the end unguarded.
func Verify(entries []Entry, head Digest) error {
	var prev Digest
	for i := range entries {
		e := entries[i]
		if e.Version != int64(i+1) {
			return fmt.Errorf("%w: entry %d stands where %d should", ErrTampered, e.Version, i+1)
		}
		if e.Ref != entries[0].Ref {
			return fmt.Errorf("%w: entry %d is of another record", ErrTampered, e.Version)
		}
		if i > 0 && e.At.Before(entries[i-1].At) {
			return fmt.Errorf("%w: entry %d lies before its predecessor", ErrTampered, e.Version)
		}
		kept := e.Digest
		if e.Seal(prev) != kept {
			return fmt.Errorf("%w: entry %d does not match its digest", ErrTampered, e.Version)
		}
		prev = kept
	}
	if !head.IsZero() && prev != head {
		return fmt.Errorf("%w: the end of the history is missing", ErrTampered)
	}
	return VerifySealed(entries)
}

// VerifySealed checks that every personal value still kept is the one that was
// sealed in its entry. Values that were erased are not missed.
func VerifySealed(entries []Entry) error {
	for i := range entries {
		for _, p := range entries[i].Personal {
			if !entries[i].holds(p) {
				return fmt.Errorf("%w: sealed field %s of entry %d", ErrTampered, p.Field, entries[i].Version)
			}
		}
	}
	return nil
}

// holds reports whether the entry carries the digest of a personal value,
// which may stand within an object: "place.address".
func (e *Entry) holds(p Personal) bool {
	fields, path := e.Changes, p.Field
	if len(p.Salt) != SaltSize {
		return false
	}
	if p.InBody() {
		fields, path = e.Body, p.Field[len(bodyMark):]
	}
	for {
		name, rest, within := strings.Cut(path, ".")
		value := valueOf(fields, name)
		if !within {
			return string(value) == string(p.Seal())
		}
		inner, err := Document(value).Split()
		if err != nil {
			return false
		}
		fields, path = inner, rest
	}
}

// Rebuild returns the record's document as it stood after the last of the
// given entries, which begin with the first. Sealed fields hold their digests.
func Rebuild(entries []Entry) Document {
	var order []string
	values := map[string][]byte{}
	for _, e := range entries {
		for _, f := range e.Changes {
			if _, known := values[f.Name]; !known {
				order = append(order, f.Name)
			}
			values[f.Name] = f.Value
		}
	}
	var fields []Field
	for _, name := range order {
		if values[name] != nil {
			fields = append(fields, Field{name, values[name]})
		}
	}
	return Join(fields)
}
