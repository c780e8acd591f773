package ledgertest

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"slices"
	"strconv"
	"time"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/governance"
)

// opening is when every case begins.
var opening = time.Date(2024, 3, 1, 8, 0, 0, 0, time.UTC)

// at is so many minutes after the opening.
func at(minutes int) time.Time { return opening.Add(time.Duration(minutes) * time.Minute) }

// matter is the kind most cases are about.
const matter = "matter"

// ref names the n-th record of a kind. Ids sort as their numbers do, the upper
// half of them with the highest bit set.
func ref(kind string, n int) governance.Ref {
	id := uuid.UUID{6: 0x40, 8: 0x80}
	binary.BigEndian.PutUint16(id[:2], uint16(n))
	id[15] = 1 // the record 0 has an id, too
	return governance.Ref{Kind: kind, ID: id}
}

// numberOf is the inverse of ref.
func numberOf(r governance.Ref) int { return int(binary.BigEndian.Uint16(r.ID[:2])) }

// A record is what the ledger should hold about one record, as far as the case
// has committed it.
type record struct {
	ref     governance.Ref
	version int64
	digest  governance.Digest
	fields  []governance.Field
	sealed  []governance.Personal // all that was sealed, of all versions
	entries []governance.Entry
	header  governance.Header
}

func newRecord(n int) *record { return newRecordOf(matter, n) }

func newRecordOf(kind string, n int) *record {
	return &record{ref: ref(kind, n), header: governance.Header{Phase: "open", Opened: opening}}
}

// fork is another writer's view of the same record: what one of the two learns
// from now on, the other does not.
func (r *record) fork() *record {
	f := *r
	f.fields, f.sealed, f.entries = slices.Clone(r.fields), slices.Clone(r.sealed), slices.Clone(r.entries)
	return &f
}

// document is the record's document as it should stand.
func (r *record) document() governance.Document { return governance.Join(r.fields) }

// current is the last value sealed of every field, by name.
func (r *record) current() []governance.Personal {
	var out []governance.Personal
	for _, p := range r.sealed {
		out = slices.DeleteFunc(out, func(o governance.Personal) bool { return o.Field == p.Field })
		if !p.InBody() {
			out = append(out, p)
		}
	}
	slices.SortFunc(out, byField)
	return out
}

// A change is a write in the making. Its methods change it and return it.
type change struct {
	governance.Write
	record *record
}

// set is the change of one field of the document to a JSON value.
func set(name, value string) governance.Field {
	return governance.Field{Name: name, Value: []byte(value)}
}

// drop is the removal of one field from the document.
func drop(name string) governance.Field { return governance.Field{Name: name} }

// number is a JSON number.
func number(n int64) string { return strconv.FormatInt(n, 10) }

// change begins a write upon what the ledger should hold, with one entry that
// makes the given changes to the document.
func (r *record) change(fields ...governance.Field) *change {
	c := &change{record: r}
	c.Ref, c.Base, c.Header = r.ref, r.version, r.header
	return c.also(fields...)
}

// also adds one more entry.
func (c *change) also(fields ...governance.Field) *change {
	version := c.Version() + 1
	c.Entries = append(c.Entries, governance.Entry{
		Ref: c.Ref, Version: version,
		At: at(int(version)), AsOf: at(int(version) - 1),
		Verb: "note", Rule: "T" + number(version),
		By:      governance.Stamp{Account: "acct-1", Person: "p-1", Post: "clerk", Unit: "110101"},
		Changes: fields,
	})
	return c
}

// with edits the header.
func (c *change) with(edit func(h *governance.Header)) *change {
	edit(&c.Header)
	return c
}

// entry edits the last entry.
func (c *change) entry(edit func(e *governance.Entry)) *change {
	edit(&c.Entries[len(c.Entries)-1])
	return c
}

// body gives the last entry fields of the command.
func (c *change) body(fields ...governance.Field) *change {
	return c.entry(func(e *governance.Entry) { e.Body = append(e.Body, fields...) })
}

// seal puts a personal value into the last entry: its digest among the
// changes, or, for a field that begins with "~", into the command's body.
func (c *change) seal(field, value string) *change {
	last := &c.Entries[len(c.Entries)-1]
	p := governance.Personal{Field: field, Version: last.Version, Value: []byte(value)}
	salt := sha256.Sum256([]byte(c.Ref.ID.String() + field + number(p.Version)))
	p.Salt = salt[:governance.SaltSize]
	if p.InBody() {
		last.Body = append(last.Body, governance.Field{Name: field[1:], Value: p.Seal()})
	} else {
		last.Changes = append(last.Changes, governance.Field{Name: field, Value: p.Seal()})
	}
	c.Personal = append(c.Personal, p)
	return c
}

// erase deletes what was sealed before.
func (c *change) erase() *change {
	c.Erase = true
	return c
}

// share replaces the audience; without arguments it empties it.
func (c *change) share(shares ...governance.Share) *change {
	c.Audience = append([]governance.Share{}, shares...)
	return c
}

func (c *change) take(claims ...governance.Claim) *change {
	c.Take = append(c.Take, claims...)
	return c
}

func (c *change) release(claims ...governance.Claim) *change {
	c.Release = append(c.Release, claims...)
	return c
}

// write finishes the change: it chains the entries and writes the document.
func (c *change) write() governance.Write {
	prev, fields := c.record.digest, slices.Clone(c.record.fields)
	for i := range c.Entries {
		prev = c.Entries[i].Seal(prev)
		fields = apply(fields, c.Entries[i].Changes)
	}
	c.Document = governance.Join(fields)
	return c.Write
}

// accept lets the record remember a write that the ledger took. It keeps
// copies: a case may scribble over what it handed in.
func (c *change) accept() {
	r := c.record
	for _, e := range c.Entries {
		r.fields = apply(r.fields, e.Changes)
		r.digest = e.Digest
		e.Body, e.Changes = cloneFields(e.Body), cloneFields(e.Changes)
		r.entries = append(r.entries, e)
	}
	r.fields = cloneFields(r.fields)
	if c.Erase {
		r.sealed, c.Header.Title = nil, ""
	}
	for _, p := range c.Personal {
		p.Salt, p.Value = bytes.Clone(p.Salt), bytes.Clone(p.Value)
		r.sealed = append(r.sealed, p)
	}
	r.version, r.header = c.Version(), c.Header
}

// apply makes changes to the fields of a document.
func apply(fields, changes []governance.Field) []governance.Field {
	for _, f := range changes {
		i := slices.IndexFunc(fields, func(o governance.Field) bool { return o.Name == f.Name })
		switch {
		case i < 0 && f.Value != nil:
			fields = append(fields, f)
		case i >= 0 && f.Value != nil:
			fields[i] = f
		case i >= 0:
			fields = slices.Delete(fields, i, i+1)
		}
	}
	return fields
}

func cloneFields(fields []governance.Field) []governance.Field {
	out := slices.Clone(fields)
	for i := range out {
		out[i].Value = bytes.Clone(out[i].Value)
	}
	return out
}
