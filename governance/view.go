package governance

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// A View is a record as one caller may see it at one moment: identity masked
// unless revealed to them, deadlines with their state, and what they may do
// next.
type View struct {
	Ref     Ref
	Serial  string
	Version int64
	Phase   Phase

	one    *draft
	moment *Moment
}

// Record returns the record itself, a pointer to the institution's type.
// Identity is not masked in it.
func (v *View) Record() any { return v.one.rec }

// Actions are the commands that the caller may give now, in the order of the
// table.
func (v *View) Actions() []Action { return v.one.shelf.kind.actions(v.one.rec, v.moment) }

// view shows a draft to the decision's actor. What it shows is worked out when
// it is asked for.
func (d *decision) view(one *draft) *View {
	m := d.moment(one, d.actor)
	m.AsOf, m.Ref, m.Version = d.now, one.ref, one.head.Version
	return &View{
		Ref: one.ref, Serial: one.head.Serial, Version: one.head.Version, Phase: one.head.Phase,
		one: one, moment: m,
	}
}

// internal are the head's fields that are the law's own affair.
var internal = map[string]bool{
	"schema": true, "serial": true, "phase": true, "outcome": true, "subject": true,
	"deadlines": true, "timers": true, "revealed": true,
}

// hidden are the fields that nobody is shown, not in the history either.
var hidden = map[string]bool{"schema": true, "subject": true, "timers": true, "revealed": true}

// JSON writes the view in a language, "zh" or "en": first what every record
// has, then the institution's fields in their order, then the deadlines and
// actions.
func (v *View) JSON(lang string) ([]byte, error) {
	about, head := v.one.shelf.Describe(), v.one.head
	out := []Field{
		{"id", quote(v.Ref.ID.String())}, {"kind", quote(v.Ref.Kind)}, {"serial", quote(v.Serial)},
		{"version", strconv.AppendInt(nil, v.Version, 10)},
		{"phase", quote(string(v.Phase))}, {"phaseLabel", quote(about.PhaseLabel(v.Phase).In(lang))},
		{"outcome", orNull(head.Outcome)},
	}
	if v.one.shown == nil {
		var err error
		if v.one.shown, err = v.one.plain(); err != nil {
			return nil, err
		}
	}
	for _, f := range masked(slices.Clone(v.one.shown), about.Fields, head.reveals(v.moment.Actor.Person, v.moment.Now())) {
		if !internal[f.Name] && !strings.HasPrefix(f.Name, clocks+".") {
			out = append(out, f)
		}
	}
	deadlines, err := json.Marshal(v.deadlines(lang))
	if err != nil {
		return nil, err
	}
	return Join(append(out, Field{"deadlines", deadlines}, Field{"actions", v.actions(lang)})), nil
}

// deadlineView is a deadline as a caller sees it.
type deadlineView struct {
	Name        string    `json:"name"`
	Label       string    `json:"label"`
	Unit        string    `json:"unit,omitempty"`
	Due         time.Time `json:"due"`
	Provisional bool      `json:"provisional"`
	State       State     `json:"state"`
	Warned      Colour    `json:"warned,omitempty"`
	Calendar    string    `json:"calendar"`
}

func (v *View) deadlines(lang string) []deadlineView {
	about, head := v.one.shelf.Describe(), v.one.head
	out := make([]deadlineView, 0, len(head.Deadlines))
	for i := range head.Deadlines {
		d := &head.Deadlines[i]
		out = append(out, deadlineView{
			Name: d.Name, Label: about.LimitLabel(d.Name).In(lang), Unit: string(d.Unit), Due: d.Due,
			Provisional: d.Provisional, State: d.State(v.moment.Now()), Warned: d.Warned, Calendar: d.Calendar,
		})
	}
	return out
}

// actions writes the actions from the forms that were encoded once.
func (v *View) actions(lang string) []byte {
	out := []byte{'['}
	for i, a := range v.Actions() {
		if i > 0 {
			out = append(out, ',')
		}
		out = append(out, v.one.shelf.forms.in(lang)[a.Command]...)
	}
	return append(out, ']')
}

// forms are the commands of an institution as callers see them among a record's
// actions, by verb, encoded once per language.
type forms struct{ zh, en map[string][]byte }

func (f *forms) in(lang string) map[string][]byte {
	if lang == "en" {
		return f.en
	}
	return f.zh
}

// actionView is an action as a caller sees it.
type actionView struct {
	Command string      `json:"command"`
	Label   string      `json:"label"`
	Fields  []fieldView `json:"fields"`
}

func formsOf(about *Description) (f forms, err error) {
	for _, lang := range []struct {
		code string
		into *map[string][]byte
	}{{"zh", &f.zh}, {"en", &f.en}} {
		*lang.into = map[string][]byte{}
		for _, c := range about.Commands {
			form := actionView{c.Verb, c.Label.In(lang.code), fieldViews(c.Fields, lang.code)}
			if (*lang.into)[c.Verb], err = (StdCodec{}).Marshal(form); err != nil {
				return f, err
			}
		}
	}
	return f, nil
}

// fieldView is a field of a form.
type fieldView struct {
	Name     string       `json:"name"`
	Label    string       `json:"label"`
	Type     FieldType    `json:"type"`
	Required bool         `json:"required,omitempty"`
	Max      int          `json:"max,omitempty"`
	Choices  []choiceView `json:"choices,omitempty"`
	Fields   []fieldView  `json:"fields,omitempty"`
}

type choiceView struct {
	Code  string `json:"code"`
	Label string `json:"label"`
}

func fieldViews(specs []FieldSpec, lang string) []fieldView {
	out := make([]fieldView, 0, len(specs))
	for _, s := range specs {
		f := fieldView{Name: s.Name, Label: s.Label.In(lang), Type: s.Type, Required: s.Required, Max: s.Max}
		for _, c := range s.Choices {
			f.Choices = append(f.Choices, choiceView{c.Code, c.Label.In(lang)})
		}
		inner := s.Fields
		if s.Element != nil {
			inner = s.Element.Fields
		}
		if len(inner) > 0 {
			f.Fields = fieldViews(inner, lang)
		}
		out = append(out, f)
	}
	return out
}

// An EntryView is an entry as a caller sees it: with the texts of commands and
// fields as long as they are kept, and identity masked unless revealed.
type EntryView struct {
	Version int64
	At      time.Time
	AsOf    time.Time
	Command string
	Label   Text
	Rule    string
	By      Stamp
	Cause   Cause
	Body    []Field
	Changes []Field
	Digest  Digest
}

func (s *Shelf) entryView(e *Entry, revealed bool) EntryView {
	about := s.Describe()
	command := s.specs(e.Verb)
	v := EntryView{
		Version: e.Version, At: e.At, AsOf: e.AsOf, Command: e.Verb, Rule: e.Rule, By: e.By, Cause: e.Cause, Digest: e.Digest,
		Body:    masked(unseal(e.Body, command, bodyMark, e.Personal), command, revealed),
		Changes: masked(unseal(e.Changes, about.Fields, "", e.Personal), about.Fields, revealed),
	}
	v.Changes = slices.DeleteFunc(v.Changes, func(f Field) bool { return hidden[f.Name] })
	if v.By.Unit == "" { // somebody without a post: a resident, who may be anonymous
		v.By.Person, v.By.Account = "", ""
	}
	if sheet := about.Sheet(e.Verb); sheet != nil {
		v.Label = sheet.Label
	}
	return v
}

// masked hides identity fields unless they were revealed.
func masked(fields []Field, specs []FieldSpec, revealed bool) []Field {
	if revealed {
		return fields
	}
	for i := range fields {
		if spec := specNamed(specs, fields[i].Name); spec != nil {
			fields[i].Value = spec.conceal(fields[i].Value)
		}
	}
	return fields
}

// conceal masks one value, or the values within an object.
func (s *FieldSpec) conceal(value []byte) []byte {
	switch {
	case s.Type == ObjectField && s.holdsIdentity() && !empty(value):
		inner, err := Document(value).Split()
		if err != nil {
			return []byte("null")
		}
		return Join(masked(inner, s.Fields, false))
	case s.Personal == Identity:
		return mask(s.Mask, value)
	}
	return value
}

func (s *FieldSpec) holdsIdentity() bool {
	return slices.ContainsFunc(s.Fields, func(f FieldSpec) bool { return f.Personal == Identity || f.holdsIdentity() })
}

// mask hides most of a text: 张* for a name, 138****8000 for a phone, the last
// four characters of any other number.
func mask(how string, value []byte) []byte {
	if len(value) < 2 || value[0] != '"' {
		return []byte("null") // no text: nothing of it is shown
	}
	text, err := unquote(value)
	if err != nil || text == "" {
		return []byte(`""`)
	}
	runes := []rune(text)
	switch {
	case how == "name":
		return quote(string(runes[0]) + strings.Repeat("*", max(1, len(runes)-1)))
	case how == "phone" && len(runes) >= 11:
		return quote(string(runes[:3]) + strings.Repeat("*", len(runes)-7) + string(runes[len(runes)-4:]))
	case how == "phone" && len(runes) >= 7: // a landline: too short to show as much
		return quote(string(runes[:2]) + strings.Repeat("*", len(runes)-4) + string(runes[len(runes)-2:]))
	case how == "id" && len(runes) >= 8:
		return quote(strings.Repeat("*", len(runes)-4) + string(runes[len(runes)-4:]))
	}
	return quote(strings.Repeat("*", utf8.RuneCountInString(text)))
}

func quote(s string) []byte {
	b, _ := StdCodec{}.Marshal(s) // a string always marshals
	return b
}

func orNull(s string) []byte {
	if s == "" {
		return []byte("null")
	}
	return quote(s)
}
