package governance

import (
	"errors"
	"reflect"
	"slices"
)

// A Table is a lifecycle as it is written down: the phases and verbs with
// their labels, and the rows.
type Table[S any] struct {
	Kind   string
	Phases []PhaseLabel
	Verbs  []VerbLabel
	Rules  []Rule[S]
	// Category is what the policy may vary limits by, of a record or, before it is
	// opened, of the command that opens it. Nil: none.
	Category func(*S, Command) string
}

// A VerbLabel names a command for people.
type VerbLabel struct {
	Verb  string `json:"verb"`
	Label Text   `json:"label"`
}

// A Lifecycle is a checked table with its interpreter. It never changes and
// may be used from many goroutines.
type Lifecycle[S any] struct {
	table  Table[S]
	phases symbols
	verbs  symbols
	cells  [][]int16 // phase × verb → rows, in the order of the table
	fields [][]FieldSpec
	asks   bool // some row has a question answered first
}

// recorder gives the interpreter the head of a record; embedding [Head]
// implements it.
type recorder interface{ head() *Head }

// NewLifecycle checks a table and makes it runnable. It names everything wrong
// with the table at once.
func NewLifecycle[S any](t Table[S]) (*Lifecycle[S], error) {
	if _, ok := any(new(S)).(recorder); !ok {
		return nil, &Defect{t.Kind, "the record does not embed governance.Head"}
	}
	l := &Lifecycle[S]{table: t, phases: newSymbols(phaseNames(t.Phases)), verbs: newSymbols(verbNames(t.Verbs))}
	problems := l.check()
	for i := range t.Rules {
		specs, err := fieldsOf(t.Rules[i].commandType())
		problems = append(problems, err)
		l.fields = append(l.fields, specs)
	}
	if err := errors.Join(problems...); err != nil {
		return nil, err
	}
	l.index()
	return l, nil
}

// index lays the rows out by phase and verb, in the order of the table.
func (l *Lifecycle[S]) index() {
	width := len(l.table.Verbs)
	l.cells = make([][]int16, (len(l.table.Phases)+1)*width)
	for i, r := range l.table.Rules {
		l.asks = l.asks || len(r.needs) > 0
		for _, p := range r.From {
			at := l.phase(p)*width + l.verbs.find(r.Verb)
			l.cells[at] = append(l.cells[at], int16(i))
		}
	}
}

// phase numbers the phases from 1; 0 is unopened.
func (l *Lifecycle[S]) phase(p Phase) int { return l.phases.find(string(p)) + 1 }

// rows returns the rows for a phase and verb.
func (l *Lifecycle[S]) rows(p Phase, verb string) []int16 {
	v := l.verbs.find(verb)
	at := l.phase(p)
	if v < 0 || (at == 0 && p != Unopened) {
		return nil
	}
	return l.cells[at*len(l.table.Verbs)+v]
}

// headOf returns the head of a record.
func headOf[S any](s *S) *Head { return any(s).(recorder).head() }

// Apply decides one command on a record. When it refuses, the record is as it
// was. The command's fields are taken as checked (see [Lifecycle.Check]).
func (l *Lifecycle[S]) Apply(s *S, cmd Command, m *Moment) error {
	h := headOf(s)
	r, err := l.admit(s, h, cmd, m)
	if err != nil {
		return err
	}
	from := h.Phase
	r.do(s, cmd, m)
	h.site = ""
	if len(r.To) == 1 && h.Phase == from {
		h.Phase = r.To[0]
	}
	if err := r.landed(from, h.Phase, m); err != nil {
		return l.named(err, r.Verb, from)
	}
	return nil
}

// admit finds the row that lets the actor give the command now.
func (l *Lifecycle[S]) admit(s *S, h *Head, cmd Command, m *Moment) (*Rule[S], error) {
	rows := l.rows(h.Phase, cmd.Verb())
	if len(rows) == 0 {
		return nil, l.notAllowed(cmd.Verb(), h.Phase)
	}
	h.foresee(cmd)
	var refused error
	for _, i := range rows {
		r := &l.table.Rules[i]
		post, ok := r.By.admits(s, m)
		if !ok {
			continue
		}
		m.Acting, m.rule = post, r.ID
		if err := l.allows(r, s, cmd, m); err != nil {
			refused = l.named(err, r.Verb, h.Phase)
			continue
		}
		m.unsigned = m.unsigned || r.Secret
		return r, nil
	}
	if refused != nil {
		return nil, refused
	}
	return nil, l.forbidden(cmd.Verb(), h.Phase)
}

// inquire has answered what the rows that might admit the command ask first, each
// question with the answers to those before it in the moment.
func (l *Lifecycle[S]) inquire(s *S, cmd Command, m *Moment, answer func(kind, question string, params any) (any, error)) error {
	if !l.asks {
		return nil
	}
	headOf(s).foresee(cmd)
	for _, i := range l.rows(headOf(s).Phase, cmd.Verb()) {
		r := &l.table.Rules[i]
		post, ok := r.By.admits(s, m)
		if !ok {
			continue
		}
		m.Acting = post
		for _, n := range r.needs {
			a, err := answer(n.kind, n.question, n.params(s, cmd, m))
			if err != nil {
				return err
			}
			m.Give(n.kind, n.question, a)
		}
	}
	return nil
}

// allows runs the half of a row that may refuse.
func (l *Lifecycle[S]) allows(r *Rule[S], s *S, cmd Command, m *Moment) error {
	if r.can != nil {
		if err := r.can(s, cmd, m); err != nil {
			return err
		}
	}
	if l.table.Category != nil {
		m.category = l.table.Category(s, cmd)
	}
	return m.prepare(r.Starts)
}

// landed checks that a decision led where its row says it may.
func (r *Rule[S]) landed(from, to Phase, m *Moment) error {
	if m.defect != nil {
		return m.defect
	}
	if to == from && len(r.To) == 0 {
		return nil
	}
	if !slices.Contains(r.To, to) {
		return &Defect{r.ID, "led to phase " + string(to) + ", which the row does not list"}
	}
	return nil
}

// named completes a refusal with the verb and phase it happened in. What a strict
// calendar refuses becomes a refusal of the command.
func (l *Lifecycle[S]) named(err error, verb string, p Phase) error {
	var refusal *NotAllowedError
	var forbidden *ForbiddenError
	var calendar interface {
		error
		Zh() string
	}
	switch {
	case errors.As(err, &forbidden) && forbidden.Verb == "":
		return &ForbiddenError{Verb: verb, Who: forbidden.Who}
	case errors.As(err, &refusal) && refusal.Verb == "":
		return &NotAllowedError{Verb: verb, Phase: p, Reason: refusal.Reason, From: refusal.From}
	case errors.As(err, &calendar):
		return &NotAllowedError{Verb: verb, Phase: p, Reason: Text{calendar.Zh(), calendar.Error()}, Cause: err}
	}
	return err
}

func (l *Lifecycle[S]) notAllowed(verb string, p Phase) error {
	e := &NotAllowedError{Verb: verb, Phase: p}
	for i := range l.table.Rules {
		if r := &l.table.Rules[i]; r.Verb == verb {
			e.From = append(e.From, r.From...)
		}
	}
	return e
}

func (l *Lifecycle[S]) forbidden(verb string, p Phase) error {
	e := &ForbiddenError{Verb: verb}
	for _, i := range l.rows(p, verb) {
		e.Who = append(e.Who, l.table.Rules[i].By.Label)
	}
	return e
}

// Check holds a command's fields against their specs and names every fault.
func (l *Lifecycle[S]) Check(cmd Command) error {
	if cmd == nil || reflect.TypeOf(cmd).Kind() != reflect.Struct {
		return &Defect{l.table.Kind, "a command is given as a plain struct, not as a pointer or nil"}
	}
	for i := range l.table.Rules {
		if r := &l.table.Rules[i]; r.Verb == cmd.Verb() {
			if r.commandType() != reflect.TypeOf(cmd) {
				return &Defect{r.ID, "another command has the same verb"}
			}
			var faults Faults
			checkFields(l.fields[i], reflect.ValueOf(cmd), "", &faults)
			return faults.Err()
		}
	}
	return nil
}

// Actions returns what the moment's actor may do with the record next, in the
// order of the table. It changes nothing.
func (l *Lifecycle[S]) Actions(s *S, m *Moment) []Action {
	var out []Action
	h := headOf(s)
	for i := range l.table.Rules {
		r := &l.table.Rules[i]
		if !slices.Contains(r.From, h.Phase) || offered(out, r.Verb) {
			continue
		}
		if post, ok := r.By.admits(s, m); ok {
			m.Acting = post
			if l.open(r, s, m) {
				out = append(out, Action{Command: r.Verb, Label: l.label(r.Verb), Rule: r.ID, Fields: l.fields[i]})
			}
		}
	}
	return out
}

// open reports whether nothing but the command's fields could refuse.
func (l *Lifecycle[S]) open(r *Rule[S], s *S, m *Moment) bool {
	if r.can == nil {
		return true
	}
	err := r.can(s, r.prototype, m)
	var invalid *InvalidError
	return err == nil || errors.As(err, &invalid)
}

// An Action is a command that the caller may give now.
type Action struct {
	Command string
	Label   Text
	Rule    string
	Fields  []FieldSpec
}

func offered(actions []Action, verb string) bool {
	return slices.ContainsFunc(actions, func(a Action) bool { return a.Command == verb })
}

// duties returns the addresses of those who have something to do about the
// record in its phase.
func (l *Lifecycle[S]) duties(s *S) []Address {
	var out []Address
	h := headOf(s)
	for i := range l.table.Rules {
		if r := &l.table.Rules[i]; r.owes != nil && slices.Contains(r.From, h.Phase) {
			out = r.owes(s, out)
		}
	}
	return out
}

func (l *Lifecycle[S]) label(verb string) Text {
	i := l.verbs.find(verb)
	if i < 0 {
		return Text{verb, verb}
	}
	return l.table.Verbs[i].Label
}

func phaseNames(ps []PhaseLabel) []string {
	out := make([]string, len(ps))
	for i, p := range ps {
		out[i] = string(p.Phase)
	}
	return out
}

func verbNames(vs []VerbLabel) []string {
	out := make([]string, len(vs))
	for i, v := range vs {
		out[i] = v.Verb
	}
	return out
}
