package governance

import (
	"context"
	"errors"
	"fmt"
	"reflect"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/orgtree"
)

// A Shelf is one institution with its record type erased: what HTTP, documents
// and consoles are built on, since all shelves look alike. Go callers who know
// the type use the [Book] around it.
type Shelf struct {
	kind     kind
	about    *Description
	page     func(rec any, tree *orgtree.Tree) string // of an institution with documents
	forms    forms
	upgrades []Upgrade
	asks     []Question
	policy   Policy
	office   *Office

	districts map[orgtree.Code]Policy
	optional  []string
}

// A Request is one command as somebody gives it.
type Request struct {
	Actor   Actor
	ID      uuid.UUID // of the record; zero opens a new one
	Command Command
	Version int64 // the version the caller relies on; 0: whichever it is

	// Key makes the request idempotent for the actor's account: given again
	// with the same Digest it does nothing and answers what it first answered;
	// with another Digest it is refused. Render writes the answer to keep; nil
	// keeps the view as JSON.
	Key    string
	Digest Digest
	Render func(*View) ([]byte, error)
}

// A Receipt is what a request led to.
type Receipt struct {
	Ref      Ref
	View     *View
	Answer   []byte // what Render wrote, now or when the key was first given
	Replayed bool   // the answer is the first one again; View is nil
}

// Describe returns the institution as data. It must not be changed.
func (s *Shelf) Describe() *Description { return s.about }

// Check holds a command's fields against their specs and names every fault,
// without looking at any record.
func (s *Shelf) Check(cmd Command) error { return s.kind.check(cmd) }

// attempts is how often a request that collides with others is decided anew.
const attempts = 12

// Do gives a command. It loads the record, lets time act on it, decides, and
// commits, all or nothing. A collision with somebody else's change is decided
// anew, unless the caller named a version. When it is the organisation that
// changed, so are the actor's posts read anew; those that were handed in cannot
// be, and the caller is told of the conflict.
func (s *Shelf) Do(ctx context.Context, req Request) (*Receipt, error) {
	if r, err := s.replay(ctx, &req); r != nil || err != nil {
		return r, err
	}
	if err := s.Check(req.Command); err != nil {
		return nil, s.probe(ctx, &req, err)
	}
	r, err := s.persist(ctx, &req)
	if err == nil {
		return r, nil
	}
	// The same request, sent before, may still have been under way when we looked
	// for its answer, so that what refuses us is what it has done since.
	if kept, fault := s.replay(ctx, &req); fault == nil && kept != nil {
		return kept, nil
	}
	return nil, err
}

// persist attempts a request until it is done or refused.
func (s *Shelf) persist(ctx context.Context, req *Request) (r *Receipt, err error) {
	fresh := false
	for range attempts {
		if r, err = s.attempt(ctx, req); err == nil {
			return r, nil
		}
		var conflict *ConflictError
		switch {
		case !errors.As(err, &conflict) && !fresh:
			fresh = true // a refusal by an organisation that is no longer current is none
			if again, fault := s.office.renew(ctx); fault != nil {
				return nil, fault
			} else if !again || req.Actor.handedIn() {
				return nil, err
			}
		case conflict == nil:
			return nil, err
		case conflict.Reason == KeyPending:
			if r, err := s.replay(ctx, req); r != nil || err != nil {
				return r, err
			} // the kept answer was erased in between: decide anew
		case conflict.Reason == Depends:
			if fault := s.office.directory.Refresh(ctx); fault != nil {
				return nil, fault
			}
			if req.Actor.handedIn() {
				return nil, err
			}
		case conflict.Reason == Stale || conflict.Reason == Claimed || req.Version != 0:
			return nil, err
		}
	}
	return nil, err
}

// probe refuses a request whose fields are at fault: with whatever refuses it
// before its fields are looked at, or else with the faults that only the record
// and the organisation show besides those already found.
func (s *Shelf) probe(ctx context.Context, req *Request, found error) error {
	var faults *InvalidError
	if !errors.As(found, &faults) {
		return found
	}
	d, err := s.office.begin(ctx, req.Actor)
	if err != nil {
		return err
	}
	subject, err := d.subject(s, req)
	if err != nil {
		return err
	}
	m := d.moment(subject, d.actor)
	m.AsOf, m.Ref = d.now, subject.ref
	if subject.base == 0 { // who may open a record may follow from where it is opened
		subject.head.District = districtOf(req.Command, d.tree)
		m.Policy = s.policyOf(subject.head.District)
	}
	err = s.kind.admit(subject.rec, req.Command, m)
	var more *InvalidError
	if err == nil || errors.As(err, &more) {
		return faults.with(more)
	}
	return err
}

// replay returns the first answer to an idempotency key, or nil if it is new.
func (s *Shelf) replay(ctx context.Context, req *Request) (*Receipt, error) {
	if req.Key == "" {
		return nil, nil
	}
	kept, err := s.office.ledger.Answer(ctx, req.Actor.Account, req.Key, s.office.Now())
	if err != nil || kept.Body == nil {
		return nil, err
	}
	if kept.Request != req.Digest {
		return nil, &ConflictError{Ref: kept.Ref, Reason: KeyReused}
	}
	return &Receipt{Ref: kept.Ref, Answer: kept.Body, Replayed: true}, nil
}

// attempt decides and commits once.
func (s *Shelf) attempt(ctx context.Context, req *Request) (*Receipt, error) {
	d, err := s.office.begin(ctx, req.Actor)
	if err != nil {
		return nil, err
	}
	subject, err := d.subject(s, req)
	if err != nil {
		return nil, err
	}
	if err := d.decide(subject, req.Command); err != nil {
		return nil, d.torn(err)
	}
	view := d.view(subject)
	c := d.commit()
	var answer []byte
	if req.Key != "" {
		if answer, err = req.render(view); err != nil {
			return nil, err
		}
	}
	if req.Key != "" && !d.secret { // a kept answer would say which version, and so what, an account has voted
		c.Account, c.Key = req.Actor.Account, req.Key
		c.Answer = Answer{Ref: subject.ref, Request: req.Digest, Body: answer, Until: d.now.Add(keepAnswers)}
	}
	if err := s.office.ledger.Commit(ctx, c); err != nil {
		return nil, err
	}
	if len(c.Expect) < len(d.expect) { // what others rely on was changed here
		_ = s.office.directory.Refresh(ctx) // what is done is done; the next sweep or refusal reads it anew
	}
	return &Receipt{Ref: subject.ref, View: view, Answer: answer}, nil
}

func (r *Request) render(v *View) ([]byte, error) {
	if r.Render == nil {
		return v.JSON("zh")
	}
	return r.Render(v)
}

// open reads a stored document, lifted to the current schema, into a new record.
// History keeps what was stored: the first change after an upgrade carries the
// upgraded fields.
func (s *Shelf) open(doc Document, fields []Field, kept []Personal) (any, error) {
	if len(s.upgrades) == 0 {
		return s.read(fields, kept)
	}
	doc, err := s.upgrade(doc)
	if err != nil {
		return nil, err
	}
	if fields, err = doc.Split(); err != nil {
		return nil, err
	}
	return s.read(fields, kept)
}

// read decodes a new record from stored fields, with the personal values in
// their places and the clocks in one list again.
func (s *Shelf) read(fields []Field, kept []Personal) (any, error) {
	rec := s.kind.blank()
	if n := count(fields, clocks); n > 0 { // room, so that decoding need not grow it
		rec.(recorder).head().Deadlines = make([]Deadline, 0, n+2)
	}
	doc := Join(fold(unseal(fields, s.Describe().guarded, "", kept), clocks))
	if err := s.office.codec.Unmarshal(doc, rec); err != nil {
		return nil, fmt.Errorf("%s: stored document: %w", s.Describe().Kind, err)
	}
	return rec, nil
}

// upgrade lifts a stored document to the current schema.
func (s *Shelf) upgrade(doc Document) (Document, error) {
	var head struct {
		Schema int `json:"schema"`
	}
	if err := (StdCodec{}).Unmarshal(doc, &head); err != nil {
		return nil, fmt.Errorf("schema: %w", err)
	}
	for i := head.Schema; i >= 1 && i <= len(s.upgrades); i++ {
		var err error
		if doc, err = s.upgrades[i-1](doc); err != nil {
			return nil, fmt.Errorf("upgrade from schema %d: %w", i, err)
		}
	}
	return doc, nil
}

// zero returns the zero command of a verb, as time gives it.
func (s *Shelf) zero(verb string) (Command, bool) {
	t, ok := s.Describe().types[verb]
	if !ok {
		return nil, false
	}
	cmd, ok := reflect.Zero(t).Interface().(Command)
	return cmd, ok
}

// A Sited command says which unit a record that it opens is about, from which
// its district and serial follow.
type Sited interface {
	Site() orgtree.Code
}

// districtOf returns the district that a command opens a record in.
func districtOf(cmd Command, tree *orgtree.Tree) orgtree.Code {
	s, ok := cmd.(Sited)
	if !ok {
		return ""
	}
	return districtAt(s.Site(), tree)
}

// districtAt returns the district of a unit, or of whoever has its work now.
func districtAt(unit orgtree.Code, tree *orgtree.Tree) orgtree.Code {
	at, _ := tree.Successor(unit)
	district, _ := tree.District(at)
	return district
}

// serial reserves the serial of a record to be opened.
func (s *Shelf) serial(ctx context.Context, d *decision, district orgtree.Code) (string, error) {
	if !s.Describe().Serials {
		return "", nil
	}
	year := civil.DateOf(d.now).Year()
	series := fmt.Sprintf("%s/%s/%d", s.Describe().Kind, district, year)
	n, err := s.office.serials.take(ctx, s.office.ledger, series)
	if err != nil {
		return "", err
	}
	return SerialOf(district, year, n), nil
}
