package governance

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance/workday"
	"github.com/jinlin-project/jinlin/orgtree"
)

// keepAnswers is how long the answer to an idempotency key is kept.
const keepAnswers = 7 * 24 * time.Hour

// mostCommands bounds how many commands may follow from one; more is a circle. A
// round of a thousand opinions gives two to each: issue, and say so to the one before.
const mostCommands = 2048

// decision is one request in the making: the world it looks at, and the
// records it touches.
type decision struct {
	ctx      context.Context
	office   *Office
	now      time.Time
	tree     *orgtree.Tree
	calendar *workday.Calendar
	expect   []Expectation
	actor    Actor
	held     *Keys
	drafts   []*draft
	desk     desk
	commands int  // given so far, to tell a circle
	asked    bool // questions were answered from the ledger
	secret   bool // nobody is to know who gave one of them
}

// begin looks at the world once for a request.
func (o *Office) begin(ctx context.Context, actor Actor) (*decision, error) {
	now := o.Now()
	tree, expect, err := o.directory.Tree(ctx, civil.DateOf(now))
	if err != nil {
		return nil, err
	}
	return &decision{ctx: ctx, office: o, now: now, tree: tree, expect: expect, calendar: o.calendar(), actor: actor.on(tree)}, nil
}

// keys finds the actor's keys once.
func (d *decision) keys() *Keys {
	if d.held == nil {
		k := KeysOf(&d.actor, d.tree)
		d.held = &k
	}
	return d.held
}

// subject is the record a request is about: a new one, or one the actor may
// see, with everything done that time had to do first.
func (d *decision) subject(s *Shelf, req *Request) (*draft, error) {
	if req.ID == uuid.Nil {
		id, err := d.office.newID(d.now)
		if err != nil {
			return nil, err
		}
		return d.blank(Ref{s.Describe().Kind, id})
	}
	if sheet := s.Describe().Sheet(req.Command.Verb()); d.actor.System && sheet != nil && sheet.Opens {
		return d.load(Ref{s.Describe().Kind, req.ID}) // the system may say under which id
	}
	subject, err := d.visible(s, req.ID)
	if err != nil {
		return nil, err
	}
	if req.Version != 0 && req.Version != subject.base {
		return nil, &ConflictError{Ref: subject.ref, Reason: Stale}
	}
	return subject, d.advance(subject)
}

// visible loads a record that the actor may see. One they may not see and one
// that does not exist look alike.
func (d *decision) visible(s *Shelf, id uuid.UUID) (*draft, error) {
	subject, err := d.load(Ref{s.Describe().Kind, id})
	if err != nil {
		return nil, err
	}
	if subject.base == 0 || !d.actor.System && !d.keys().Sees(subject.shares) {
		return nil, &NotFoundError{subject.ref}
	}
	return subject, nil
}

// load returns the draft of a record, loading it once.
func (d *decision) load(ref Ref) (*draft, error) {
	for _, known := range d.drafts {
		if known.ref == ref {
			return known, nil
		}
	}
	shelf, ok := d.office.byKind[ref.Kind]
	if !ok {
		return nil, &Defect{ref.Kind, "no such institution is assembled"}
	}
	stored, err := d.office.ledger.Load(d.ctx, ref)
	if err != nil {
		return nil, err
	}
	one := stored[0]
	one.Ref = ref
	return d.keep(newDraft(shelf, one))
}

// blank is the draft of a record that nobody can have made yet.
func (d *decision) blank(ref Ref) (*draft, error) {
	return d.keep(newDraft(d.office.byKind[ref.Kind], Stored{Ref: ref}))
}

func (d *decision) keep(one *draft, err error) (*draft, error) {
	if err == nil {
		d.drafts = append(d.drafts, one)
	}
	return one, err
}

// moment is what a decision on a record looks at.
func (d *decision) moment(one *draft, actor Actor) *Moment {
	return &Moment{
		At: d.now, Actor: actor, Org: d.tree, Calendar: d.calendar, Policy: one.shelf.policyOf(one.head.District), desk: &d.desk,
	}
}

// decide applies the actor's command and everything that follows from it.
func (d *decision) decide(one *draft, cmd Command) error {
	return d.run(one, cmd, d.moment(one, d.actor))
}

// run applies a command at a moment, and everything that follows from it.
func (d *decision) run(one *draft, cmd Command, m *Moment) error {
	if d.commands++; d.commands > mostCommands {
		return &Defect{one.ref.Kind, "commands follow from one another without end"}
	}
	if err := d.open(one, cmd, m); err != nil {
		return err
	}
	if err := d.inquire(one, cmd, m); err != nil {
		return err
	}
	if err := one.decide(cmd, m); err != nil {
		return err
	}
	d.secret = d.secret || m.unsigned
	return d.follow(one, m)
}

// open prepares a record that is about to be opened.
func (d *decision) open(one *draft, cmd Command, m *Moment) error {
	if one.head.Version > 0 {
		return nil
	}
	if sheet := one.shelf.Describe().Sheet(cmd.Verb()); sheet == nil || !sheet.Opens {
		return &NotFoundError{one.ref}
	}
	district := districtOf(cmd, d.tree)
	serial, err := one.shelf.serial(d.ctx, d, district)
	if err != nil {
		return err
	}
	m.Serial, m.Policy, one.head.District = serial, one.shelf.policyOf(district), district
	return nil
}

// inquire has the questions answered that a decision asks first, as the system:
// whoever may give the command may rely on the answers.
func (d *decision) inquire(one *draft, cmd Command, m *Moment) error {
	one.ready(m)
	return one.shelf.kind.inquire(one.rec, cmd, m, func(kind, question string, params any) (any, error) {
		d.asked = true
		return d.office.byKind[kind].inform(d.ctx, d, question, params) // that it is there was checked when the office was assembled
	})
}

// follow applies the further commands of a decision, each under the lifecycle
// of its own record, in the name and at the instant of the one they follow
// from. A refusal by any of them refuses the whole.
func (d *decision) follow(one *draft, m *Moment) error {
	cause := Cause{one.ref, one.head.Version}
	for _, further := range m.effects.Further {
		if one.shelf.without(further.Ref.Kind) || d.office.deaf(&further) {
			continue
		}
		other, err := d.load(further.Ref)
		if err != nil {
			return err
		}
		if err := d.advance(other); err != nil {
			return err
		}
		then := d.moment(other, m.Actor)
		then.AsOf, then.Org, then.Cause, then.Acting, then.unsigned = m.AsOf, m.Org, cause, m.Acting, m.unsigned
		if err := d.run(other, further.Command, then); err != nil {
			return err
		}
	}
	return nil
}

// advance lets time do everything it had to do by now, each at the instant it
// was due, however late that is.
func (d *decision) advance(one *draft) error {
	for range mostCommands {
		wake, ok := one.head.Wake()
		if !ok || wake.At.After(d.now) {
			return nil
		}
		if err := d.tick(one, wake); err != nil {
			return err
		}
	}
	return &Defect{one.ref.Kind, "time never comes to rest"}
}

// tick has time give one command. When its row refuses, or there is none for the
// phase, or what follows from it is refused, the appointment is forgone, as an
// entry, and nothing else has happened: nothing may block a record for ever.
func (d *decision) tick(one *draft, wake Wake) error {
	cmd := wake.Command
	if cmd == nil {
		var ok bool
		if cmd, ok = one.shelf.zero(wake.Verb); !ok {
			return &Defect{one.ref.Kind, "time has no command " + wake.Verb}
		}
	}
	before := d.snapshot()
	one.head.answered(wake)
	m, err := d.timely(one, wake)
	if err != nil {
		return err
	}
	err = d.inquire(one, cmd, m)
	if err == nil {
		err = one.decide(cmd, m)
	}
	if err == nil {
		err = d.follow(one, m)
	}
	if !refused(err) {
		return err
	}
	if err := d.restore(before); err != nil {
		return err
	}
	one.head.answered(wake)
	if m, err = d.timely(one, wake); err != nil {
		return err
	}
	return one.forgo(wake, m)
}

// timely is the moment at which time gives a command: with the organisation of the
// day for which it is decided, however late that is.
func (d *decision) timely(one *draft, wake Wake) (*Moment, error) {
	m := d.moment(one, Actor{System: true})
	m.AsOf = wake.AsOf.In(civil.Zone)
	day := civil.DateOf(m.AsOf)
	if day == m.Org.Day() {
		return m, nil
	}
	tree, _, err := d.office.directory.Tree(d.ctx, day)
	m.Org = tree
	return m, err
}

// snapshot remembers the drafts as they stand; restore goes back to it. The
// records themselves are decoded anew, since what they point to has changed.
func (d *decision) snapshot() []draft {
	out := make([]draft, len(d.drafts))
	for i, one := range d.drafts {
		out[i] = *one
	}
	return out
}

func (d *decision) restore(before []draft) error {
	d.drafts = d.drafts[:len(before)]
	for i, one := range d.drafts {
		*one = before[i]
		if err := one.reread(); err != nil {
			return err
		}
	}
	return nil
}

// refused reports whether a command was refused by its row or for want of one.
func refused(err error) bool {
	var phase *NotAllowedError
	var actor *ForbiddenError
	var fields *InvalidError
	return errors.As(err, &phase) || errors.As(err, &actor) || errors.As(err, &fields)
}

// torn tells a refusal from a conflict: one that rests on several reads, of which a
// record that was read first has changed meanwhile, saw a world that never was. A
// commit would be told so; a refusal commits nothing, and looks for itself.
func (d *decision) torn(err error) error {
	var unknown *NotFoundError
	if !refused(err) && !errors.As(err, &unknown) || len(d.drafts) < 2 && !d.asked {
		return err
	}
	refs := make([]Ref, len(d.drafts))
	for i, one := range d.drafts {
		refs[i] = one.ref
	}
	now, fault := d.office.ledger.Load(d.ctx, refs...)
	if fault != nil {
		return fault
	}
	for i, one := range d.drafts {
		if now[i].Version != one.base {
			return &ConflictError{Ref: one.ref, Reason: Changed}
		}
	}
	return err
}

// commit gathers the writes of all drafts that changed.
func (d *decision) commit() Commit {
	c := Commit{At: d.now}
	for _, one := range d.drafts {
		if len(one.entries) > 0 {
			c.Writes = append(c.Writes, one.result())
		}
	}
	for _, e := range d.expect { // a write holds its own record to its version
		if !slices.ContainsFunc(c.Writes, func(w Write) bool { return w.Ref == e.Ref }) {
			c.Expect = append(c.Expect, e)
		}
	}
	return c
}
