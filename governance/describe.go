package governance

import (
	"reflect"
	"slices"
)

// A Description is an institution as data: what routes, OpenAPI documents,
// diagrams, pages and consoles are made from.
type Description struct {
	Kind     string          `json:"kind"`
	Path     string          `json:"path"`
	Label    Text            `json:"label"`
	Source   string          `json:"source"`
	Sentence Text            `json:"sentence"`
	Phases   []PhaseLabel    `json:"phases"`
	Commands []CommandSheet  `json:"commands"`
	Rules    []RuleSheet     `json:"rules"`
	Limits   []Limit         `json:"limits,omitempty"`
	Fields   []FieldSpec     `json:"fields"` // of the record
	Asks     []QuestionSheet `json:"questions,omitempty"`
	Public   bool            `json:"public,omitempty"`
	Class    string          `json:"class,omitempty"` // the field that lists are filtered by
	Serials  bool            `json:"serials,omitempty"`
	Schema   int             `json:"schema"`
	Page     bool            `json:"page,omitempty"` // a record can be had as an official document
	// Uncounted are outcomes that figures leave out.
	Uncounted []string `json:"uncounted,omitempty"`
	ByUnit    bool     `json:"byUnit,omitempty"` // figures split outcomes by unit

	types   map[string]reflect.Type // verb → command
	guarded []FieldSpec             // those of Fields that hold personal data
	names   []string                // of Fields as documents have them
}

// A CommandSheet describes one command.
type CommandSheet struct {
	Verb   string      `json:"verb"`
	Label  Text        `json:"label"`
	Fields []FieldSpec `json:"fields,omitempty"`
	Opens  bool        `json:"opens,omitempty"`  // creates a record
	Person bool        `json:"person,omitempty"` // a person may give it; else only time or another record

	guarded []FieldSpec // those of Fields that hold personal data
	names   []string    // of Fields
}

// A RuleSheet describes one row of the lifecycle.
type RuleSheet struct {
	ID       string  `json:"id"`
	Verb     string  `json:"verb"`
	From     []Phase `json:"from"`
	To       []Phase `json:"to,omitempty"`
	By       string  `json:"by"`
	Who      Text    `json:"who"`
	Source   string  `json:"source"`
	Sentence Text    `json:"sentence"`
	Duty     bool    `json:"duty,omitempty"`
	// Consequence says that nobody gives the command: it only follows from
	// another record's.
	Consequence bool     `json:"consequence,omitempty"`
	Secret      bool     `json:"secret,omitempty"` // the history does not say who gave it
	Starts      []string `json:"starts,omitempty"`
	Ends        []string `json:"ends,omitempty"`
	Asks        []Asked  `json:"asks,omitempty"` // questions that are answered before it decides
}

// Asked names a question of an institution.
type Asked struct {
	Kind     string `json:"kind"`
	Question string `json:"question"`

	params reflect.Type
}

func (t *typed[S]) description(fields []FieldSpec) *Description {
	d := &Description{
		Kind: t.in.Kind, Path: t.in.Path, Label: t.in.Label, Source: t.in.Source, Sentence: t.in.Sentence,
		Phases: t.in.Table.Phases, Fields: fields, Public: t.in.Public, Serials: t.in.Serials, Schema: t.in.Schema,
		Page: t.in.Page != nil, Class: t.in.Class, Uncounted: t.in.Uncounted, ByUnit: t.in.ByUnit,
		types: map[string]reflect.Type{}, guarded: guarded(fields), names: namesOf(fields),
	}
	if lister, ok := t.in.Policy.(interface{ Rows() []Limit }); ok {
		d.Limits = lister.Rows()
	}
	for i := range t.in.Table.Rules {
		r := &t.in.Table.Rules[i]
		d.Rules = append(d.Rules, r.sheet())
		d.types[r.Verb] = r.commandType()
		d.addCommand(CommandSheet{
			Verb: r.Verb, Label: t.lifecycle.label(r.Verb), Fields: t.lifecycle.fields[i],
			Opens: r.opens(), Person: r.By.anyone || r.By.who != nil, guarded: guarded(t.lifecycle.fields[i]), names: namesOf(t.lifecycle.fields[i]),
		})
	}
	for _, q := range t.in.Asks {
		if !q.Inward {
			d.Asks = append(d.Asks, q.sheet())
		}
	}
	return d
}

// namesOf are the names that fields have in a document, in its order: the clocks
// stand there one by one.
func namesOf(fields []FieldSpec) (out []string) {
	for _, f := range fields {
		out = append(out, f.Name)
		if f.Name == clocks {
			out = append(out, clockNames[:]...)
		}
	}
	return out
}

// addCommand lists each verb once, in the order of its first row.
func (d *Description) addCommand(c CommandSheet) {
	i := slices.IndexFunc(d.Commands, func(have CommandSheet) bool { return have.Verb == c.Verb })
	if i < 0 {
		d.Commands = append(d.Commands, c)
		return
	}
	d.Commands[i].Opens = d.Commands[i].Opens || c.Opens
	d.Commands[i].Person = d.Commands[i].Person || c.Person
}

func (r *Rule[S]) sheet() RuleSheet {
	sheet := RuleSheet{
		ID: r.ID, Verb: r.Verb, From: r.From, To: r.To, By: r.By.ID, Who: r.By.Label,
		Source: r.Source, Sentence: r.Sentence, Duty: r.Duty, Consequence: r.By.consequence && !r.By.anyone && !r.By.system && r.By.who == nil,
		Secret: r.Secret, Starts: r.Starts, Ends: r.Ends,
	}
	for _, n := range r.needs {
		sheet.Asks = append(sheet.Asks, Asked{n.kind, n.question, n.asked})
	}
	return sheet
}

// Command returns a pointer to a new zero command of a verb, to decode into,
// and whether there is such a verb.
func (d *Description) Command(verb string) (any, bool) {
	t, ok := d.types[verb]
	if !ok {
		return nil, false
	}
	return reflect.New(t).Interface(), true
}

// Sheet returns the description of a command, or nil.
func (d *Description) Sheet(verb string) *CommandSheet {
	for i := range d.Commands {
		if d.Commands[i].Verb == verb {
			return &d.Commands[i]
		}
	}
	return nil
}

// command is the description of a command; that of the law's own is empty.
func (d *Description) command(verb string) *CommandSheet {
	if sheet := d.Sheet(verb); sheet != nil {
		return sheet
	}
	return &CommandSheet{}
}

// PhaseLabel names a phase.
func (d *Description) PhaseLabel(p Phase) Text {
	for _, l := range d.Phases {
		if l.Phase == p {
			return l.Label
		}
	}
	return Text{string(p), string(p)}
}

// LimitLabel names a time limit.
func (d *Description) LimitLabel(name string) Text {
	for _, l := range d.Limits {
		if l.Name == name {
			return l.Label
		}
	}
	return Text{name, name}
}

// Rows returns the limits themselves, so that a policy which embeds them
// describes itself.
func (ls Limits) Rows() []Limit { return ls }
