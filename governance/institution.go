package governance

import (
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"

	"github.com/jinlin-project/jinlin/orgtree"
)

// An Institution is everything that is particular to one kind of record: its
// lifecycle, what it is filed under, who may see it, and what may be asked
// about it. Storage, history, rights, deadlines, routes and documentation
// derive from this value.
type Institution[S any] struct {
	Kind     string // stable, singular: "case"
	Path     string // plural, for routes: "cases"
	Label    Text
	Source   string // the section of the domain it implements
	Sentence Text   // what it is for
	Table    Table[S]
	Policy   Policy
	// Districts are the policies of the districts that set their own; every other
	// goes by Policy. A record goes by the policy of its district, also while it is
	// being opened. The description shows Policy's rows.
	Districts map[orgtree.Code]Policy
	Schema    int       // version of the record's form, from 1
	Upgrades  []Upgrade // Upgrades[i] lifts a document from schema i+1 to i+2
	Serials   bool      // records get a serial number by district and year
	// Optional are kinds that it can do without: its further commands to them are
	// dropped where the office keeps none.
	Optional []string
	// ByUnit has figures split outcomes by the header's unit, for an institution
	// whose unit is who did the work and not only where it lies.
	ByUnit bool
	// Uncounted are outcomes that figures leave out, such as that of a record
	// merged into another, which is counted there.
	Uncounted []string
	Public    bool       // records may be read without an account, as far as their audience is public
	Class     string     // name of the field that is the header's class, a filter of lists: "list"
	Asks      []Question // besides the questions every institution answers

	// File fills in the header's columns that only the institution knows:
	// class, category, unit, person, title. Nil: none.
	File func(*S, *Header)
	// Page writes a record as an official document (文书), in Chinese, as Markdown;
	// the tree names units. What it is given has identity masked as the reader is
	// to see it. Nil: none.
	Page func(*S, *orgtree.Tree) string
	// Audience appends who may see the record besides those with a duty.
	Audience func(*S, []Address) []Address
}

// An Upgrade lifts a stored document to the next schema when it is read.
type Upgrade func(Document) (Document, error)

// kind is an institution with its record type erased, so that everything that
// does not depend on the type is written, and compiled, once.
type kind interface {
	blank() any // a pointer to a new zero record
	apply(rec any, cmd Command, m *Moment) error
	admit(rec any, cmd Command, m *Moment) error // the half of apply that changes nothing
	inquire(rec any, cmd Command, m *Moment, answer func(kind, question string, params any) (any, error)) error
	actions(rec any, m *Moment) []Action
	file(rec any, h *Header) []Share
	check(cmd Command) error
}

// typed implements kind for one record type.
type typed[S any] struct {
	in        Institution[S]
	lifecycle *Lifecycle[S]
	about     *Description
}

func newTyped[S any](in Institution[S]) (*typed[S], error) {
	if in.Table.Kind == "" {
		in.Table.Kind = in.Kind
	}
	if in.Table.Kind != in.Kind {
		return nil, &Defect{in.Kind, "has the table of kind " + in.Table.Kind}
	}
	l, err := NewLifecycle(in.Table)
	if err != nil {
		return nil, err
	}
	if in.Schema != len(in.Upgrades)+1 {
		return nil, &Defect{in.Kind, fmt.Sprintf("schema %d needs %d upgrades", in.Schema, in.Schema-1)}
	}
	fields, err := fieldsOf(reflect.TypeFor[S]())
	t := &typed[S]{in: in, lifecycle: l}
	t.about = t.description(fields)
	problems := append(checkQuestions(in.Kind, in.Asks), err, t.limits())
	return t, errors.Join(problems...)
}

// limits checks that every policy knows every limit a row starts or ends.
func (t *typed[S]) limits() error {
	var out faultList
	t.knows(t.in.Policy, "", &out)
	for _, code := range slices.Sorted(maps.Keys(t.in.Districts)) {
		if !code.Valid() {
			out.say(t.in.Kind, "a policy is set for %q, which is no unit code", code)
		}
		t.knows(t.in.Districts[code], " of district "+string(code), &out)
	}
	return errors.Join(out...)
}

func (t *typed[S]) knows(p Policy, whose string, out *faultList) {
	for _, r := range t.in.Table.Rules {
		for _, name := range slices.Concat(r.Starts, r.Ends) {
			if p == nil {
				out.say(r.ID, "names a limit, but there is no policy%s", whose)
			} else if _, ok := p.Limit(name, ""); !ok {
				out.say(r.ID, "the policy%s has no limit %s", whose, name)
			}
		}
	}
}

// without reports whether the institution does without a kind in its office.
func (s *Shelf) without(kind string) bool {
	return s.office.byKind[kind] == nil && slices.Contains(s.optional, kind)
}

// policyOf is the policy that a district's records go by.
func (s *Shelf) policyOf(district orgtree.Code) Policy {
	if own, ok := s.districts[district]; ok {
		return own
	}
	return s.policy
}

func (t *typed[S]) blank() any { return new(S) }

func (t *typed[S]) apply(rec any, cmd Command, m *Moment) error {
	return t.lifecycle.Apply(rec.(*S), cmd, m)
}

func (t *typed[S]) admit(rec any, cmd Command, m *Moment) error {
	s := rec.(*S)
	_, err := t.lifecycle.admit(s, headOf(s), cmd, m)
	return err
}

func (t *typed[S]) inquire(rec any, cmd Command, m *Moment, answer func(kind, question string, params any) (any, error)) error {
	return t.lifecycle.inquire(rec.(*S), cmd, m, answer)
}

func (t *typed[S]) page(rec any, tree *orgtree.Tree) string { return t.in.Page(rec.(*S), tree) }

func (t *typed[S]) actions(rec any, m *Moment) []Action {
	return t.lifecycle.Actions(rec.(*S), m)
}

func (t *typed[S]) check(cmd Command) error { return t.lifecycle.Check(cmd) }

// file fills in the header and returns the shares: who may see the record, and
// on whose desk it lies.
func (t *typed[S]) file(rec any, h *Header) []Share {
	s := rec.(*S)
	headOf(s).fill(h)
	if t.in.File != nil {
		t.in.File(s, h)
	}
	var see []Address
	if t.in.Audience != nil {
		see = t.in.Audience(s, nil)
	}
	return sharesOf(see, t.lifecycle.duties(s))
}

// fill sets the columns that follow from the head.
func (h *Head) fill(to *Header) {
	*to = Header{
		District: string(h.District), Serial: h.Serial, Phase: h.Phase, Outcome: h.Outcome,
		Parent: h.Parent, Opened: h.Opened, Closed: h.Closed, Due: h.due(), Late: h.late(),
	}
	to.Wake, _ = h.WakeAt()
}

// sharesOf merges who sees and whose desk it is into one list without
// repetitions, in a stable order.
func sharesOf(see, desk []Address) []Share {
	known := make([]Address, 0, len(see)+len(desk)) // those of out, in its order
	out := make([]Share, 0, len(see)+len(desk))
	for i, a := range slices.Concat(see, desk) {
		if a.IsZero() {
			continue
		}
		at := slices.Index(known, a)
		if at < 0 {
			at = len(known)
			known, out = append(known, a), append(out, Share{Key: a.Key()})
		}
		out[at].Desk = out[at].Desk || i >= len(see)
	}
	return out
}
