package governance

import "reflect"

// A Command is one thing that is asked of a record. It is a plain struct whose
// exported fields carry their own rules as tags (see [FieldSpec]); Verb is its
// stable name in tables, routes and history.
type Command interface{ Verb() string }

// A Rule is one row of a lifecycle: in these phases, this command, by this
// authority, leads to one of those phases. A row is data: rights, actions,
// diagrams, documentation and the interpreter all read it.
type Rule[S any] struct {
	ID       string
	Verb     string
	From, To []Phase // an empty To: the phase stays
	By       Authority[S]
	Source   string   // where the rule comes from: a section, [R], [F] or [D]
	Sentence Text     // the rule as a person would say it
	Duty     bool     // somebody has to do it: it lies on their desk
	Starts   []string // the time limits that the row may start
	Ends     []string // the time limits that the row may end
	Secret   bool     // the entry does not say who gave the command: a secret ballot

	prototype Command
	can       func(*S, Command, *Moment) error
	do        func(*S, Command, *Moment)
	owes      func(*S, []Address) []Address
	needs     []need[S]
}

// A need is a question that a row has answered before it decides.
type need[S any] struct {
	kind, question string
	asked          reflect.Type                   // of the parameters
	params         func(*S, Command, *Moment) any // a pointer, as the question takes it
}

// On writes a row. can may refuse and changes nothing: it is also what answers
// "what may I do next", asked with a zero command, so it judges the record
// first and the command's fields last, and reports these as an [InvalidError].
// do changes the record and cannot refuse, so that a refusal always leaves the
// record whole. can may be nil. A row with several phases to go to sets the
// phase in do; otherwise the interpreter does.
func On[S any, C Command](from, to []Phase, by Authority[S], can func(*S, C, *Moment) error, do func(*S, C, *Moment)) Rule[S] {
	var zero C
	r := Rule[S]{Verb: zero.Verb(), From: from, To: to, By: by, prototype: zero}
	if can != nil {
		r.can = func(s *S, cmd Command, m *Moment) error { return can(s, cmd.(C), m) }
	}
	if do != nil {
		r.do = func(s *S, cmd Command, m *Moment) { do(s, cmd.(C), m) }
	}
	return r
}

// As gives the row its stable id, its source and its sentence.
func (r Rule[S]) As(id, source, zh, en string) Rule[S] {
	r.ID, r.Source, r.Sentence = id, source, Text{zh, en}
	return r
}

// MustAct marks the row as a duty: the record lies on the desk of everyone who
// has the authority.
func (r Rule[S]) MustAct() Rule[S] {
	r.Duty, r.owes = true, r.By.who
	return r
}

// Owed marks the row as a duty of some of those who have the authority: who
// appends the addresses of those who still owe it.
func (r Rule[S]) Owed(who func(*S, []Address) []Address) Rule[S] {
	r.Duty, r.owes = true, who
	return r
}

// Starting names the time limits that the row may start.
func (r Rule[S]) Starting(limits ...string) Rule[S] {
	r.Starts = limits
	return r
}

// Ending names the time limits that the row may end, met or lifted.
func (r Rule[S]) Ending(limits ...string) Rule[S] {
	r.Ends = limits
	return r
}

// Secretly keeps out of the history who gave the command (无记名), in this record
// and in those it has consequences for. That somebody gave it can be claimed with
// [Moment.Take]; what they said then stands nowhere beside who they are.
func (r Rule[S]) Secretly() Rule[S] {
	r.Secret = true
	return r
}

// Asking has a question of an institution, which may be another, answered before
// the row decides, with the parameters that want reads from record and command.
// Both halves of the row find the answer with [Answered]. Whoever may give the
// command may rely on it, whatever records it is made from; the records are not
// held to what they were.
func Asking[S any, C Command, P any](r Rule[S], kind, question string, want func(*S, C, *Moment) P) Rule[S] {
	r.needs = append(r.needs[:len(r.needs):len(r.needs)], need[S]{kind, question, reflect.TypeFor[P](), func(s *S, cmd Command, m *Moment) any {
		p := want(s, cmd.(C), m)
		return &p
	}})
	return r
}

// opens reports whether the row creates records.
func (r *Rule[S]) opens() bool { return len(r.From) == 1 && r.From[0] == Unopened }

// commandType is the struct type of the row's command.
func (r *Rule[S]) commandType() reflect.Type { return reflect.TypeOf(r.prototype) }

// Phases is shorthand for a list of phases in a table.
func Phases(p ...Phase) []Phase { return p }
