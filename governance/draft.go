package governance

import (
	"bytes"
	"fmt"
	"slices"
	"time"
)

// draft is one record in the course of one commit: as it was loaded, as it
// stands now, and the entries made on the way.
type draft struct {
	shelf *Shelf
	ref   Ref
	rec   any
	head  *Head

	base     int64
	at       time.Time // of the last entry
	last     Digest    // of the last entry
	fields   []Field   // sealed, as the last entry left them
	shown    []Field   // the same with the personal values in them; nil until asked for
	personal []Personal
	shares   []Share

	entries []Entry
	fresh   []Personal
	effects Effects // claims and erasing, gathered over the entries
}

// newDraft decodes a stored record; one that does not exist is a new draft.
func newDraft(shelf *Shelf, stored Stored) (*draft, error) {
	d := &draft{shelf: shelf, ref: stored.Ref, base: stored.Version, at: stored.At, last: stored.Digest, personal: stored.Personal}
	rec := shelf.kind.blank()
	if stored.Version > 0 {
		var err error
		if d.fields, err = stored.Document.split(shelf.Describe().names); err != nil {
			return nil, fmt.Errorf("%s: %w", stored.Ref.Kind, err)
		}
		if rec, err = shelf.open(stored.Document, d.fields, d.personal); err != nil {
			return nil, err
		}
	}
	d.rec, d.head = rec, rec.(recorder).head()
	d.head.ID, d.head.Version, d.head.Digest = stored.Ref.ID, stored.Version, stored.Digest
	if stored.Version > 0 {
		d.shares = shelf.kind.file(rec, &Header{})
	}
	return d, nil
}

// decide applies one command and writes its entry.
func (d *draft) decide(cmd Command, m *Moment) error {
	d.ready(m)
	d.head.Schema = d.shelf.about.Schema
	if d.head.Version == 0 {
		d.head.Serial, d.head.Opened = m.Serial, m.AsOf
	}
	m.defect = nil
	if err := d.shelf.kind.apply(d.rec, cmd, m); err != nil {
		return err
	}
	if m.effects.Erase {
		if err := d.blank(); err != nil {
			return err
		}
	}
	return d.write(cmd, m)
}

// ready says in the moment which record is decided, and when.
func (d *draft) ready(m *Moment) {
	m.Ref, m.Version = d.ref, d.head.Version+1
	m.At = latest(m.At, d.at)
	if m.AsOf.IsZero() {
		m.AsOf = m.At
	}
}

// plain returns the record's fields with the personal values in them.
func (d *draft) plain() ([]Field, error) {
	raw, err := d.shelf.office.codec.Marshal(d.rec)
	if err != nil {
		return nil, err
	}
	fields, err := Document(raw).split(d.shelf.Describe().names)
	return spread(fields, clocks), err
}

// clocks is the head's list of deadlines, which is kept element by element.
const clocks = "deadlines"

// reread decodes the record anew as the last entry left it.
func (d *draft) reread() error {
	rec, err := d.shelf.read(d.fields, d.personal)
	if err != nil {
		return err
	}
	d.adopt(rec)
	return nil
}

// adopt puts another decoding of the record in the place of the one there is.
func (d *draft) adopt(rec any) {
	head := rec.(recorder).head()
	head.ID, head.Version, head.Digest = d.ref.ID, d.base+int64(len(d.entries)), d.last
	d.rec, d.head, d.shown = rec, head, nil
}

// blank takes every personal value out of the record.
func (d *draft) blank() error {
	fields, err := d.plain()
	if err != nil {
		return err
	}
	rec, err := d.shelf.read(fields, nil)
	if err != nil {
		return err
	}
	d.adopt(rec)
	d.personal, d.fresh = nil, nil
	return nil
}

// forgo drops an appointment of time whose command was refused.
func (d *draft) forgo(wake Wake, m *Moment) error {
	m.rule, m.effects = ruleForgo, Effects{}
	return d.write(Forgo{Command: wake.Verb, Due: wake.AsOf}, m)
}

// write makes the entry of a command that was applied.
func (d *draft) write(cmd Command, m *Moment) error {
	d.head.Version++
	version := d.head.Version
	fields, err := d.plain()
	if err != nil {
		return err
	}
	record := sealer{entropy: d.shelf.office.entropy, version: version, kept: d.personal}
	sealed, err := record.seal(d.shelf.about.guarded, "", fields, d.fields)
	if err != nil {
		return err
	}
	changes := Delta(d.fields, sealed)
	body, bodyFresh, err := d.body(cmd, fields, changes, version)
	if err != nil {
		return err
	}
	e := Entry{
		Ref: d.ref, Version: version, At: m.At, AsOf: m.AsOf, Verb: cmd.Verb(), Rule: m.rule,
		By: m.stamp(), Cause: m.Cause, Body: body, Changes: changes,
	}
	d.last = e.Seal(d.last)
	d.head.Digest = d.last
	d.entries = append(d.entries, e)
	d.fresh = append(append(d.fresh, record.fresh...), bodyFresh...)
	d.shown = fields
	d.fields, d.personal, d.at = sealed, current(d.personal, record.fresh), m.At
	d.gather(m.effects)
	return nil
}

// body encodes the command's own fields. Those that went into the record as
// they are stand among the changes already and are not repeated.
func (d *draft) body(cmd Command, record, changes []Field, version int64) ([]Field, []Personal, error) {
	raw, err := d.shelf.office.codec.Marshal(cmd)
	if err != nil {
		return nil, nil, err
	}
	about := d.shelf.Describe().command(cmd.Verb())
	fields, err := Document(raw).split(about.names)
	if err != nil {
		return nil, nil, err
	}
	own := fields[:0:0]
	for _, f := range fields {
		repeated := valueOf(changes, f.Name) != nil && bytes.Equal(valueOf(record, f.Name), f.Value)
		if !repeated && !empty(f.Value) {
			own = append(own, f)
		}
	}
	s := sealer{entropy: d.shelf.office.entropy, version: version}
	sealed, err := s.seal(about.guarded, bodyMark, own, nil)
	return sealed, s.fresh, err
}

// gather adds one entry's effects. A ledger releases before it takes, so a claim
// that is taken and given back within one commit is not taken at all.
func (d *draft) gather(e Effects) {
	d.effects.Take = append(d.effects.Take, e.Take...)
	for _, c := range e.Release {
		d.effects.Take = slices.DeleteFunc(d.effects.Take, func(t Claim) bool { return t == c })
	}
	d.effects.Release = append(d.effects.Release, e.Release...)
	d.effects.Erase = d.effects.Erase || e.Erase
}

// result is the write that makes the draft durable.
func (d *draft) result() Write {
	w := Write{
		Ref: d.ref, Base: d.base, Document: Join(d.fields), Entries: d.entries, Personal: d.fresh,
		Erase: d.effects.Erase, Take: d.effects.Take, Release: d.effects.Release,
	}
	shares := d.shelf.kind.file(d.rec, &w.Header)
	if d.head.Erased {
		w.Header.Title = ""
	}
	if d.base == 0 || !sameShares(shares, d.shares) {
		w.Audience = shares
		if w.Audience == nil {
			w.Audience = []Share{}
		}
	}
	return w
}

func sameShares(a, b []Share) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

func latest(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}
