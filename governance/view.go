package governance

import (
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

// internal reports whether a field of the head is the law's own affair, or is
// shown in another form.
func internal(name string) bool {
	switch name {
	case "serial", "phase", "outcome", clocks:
		return true
	}
	return hidden(name) || element(name, clocks)
}

// hidden reports whether a field is shown to nobody, not in the history either.
func hidden(name string) bool {
	switch name {
	case "schema", "subject", "timers", "revealed":
		return true
	}
	return false
}

// JSON writes the view in a language, "zh" or "en": first what every record
// has, then the institution's fields in their order, then the deadlines and
// actions.
func (v *View) JSON(lang string) ([]byte, error) {
	about, head := v.one.shelf.Describe(), v.one.head
	out := append(make([]Field, 0, 8+len(about.Fields)), []Field{
		{"id", quote(v.Ref.ID.String())}, {"kind", quote(v.Ref.Kind)}, {"serial", quote(v.Serial)},
		{"version", strconv.AppendInt(nil, v.Version, 10)},
		{"phase", quote(string(v.Phase))}, {"phaseLabel", quote(about.PhaseLabel(v.Phase).In(lang))},
		{"outcome", orNull(head.Outcome)},
	}...)
	if v.one.shown == nil {
		var err error
		if v.one.shown, err = v.one.plain(); err != nil {
			return nil, err
		}
	}
	first := len(out)
	for _, f := range v.one.shown {
		if !internal(f.Name) {
			out = append(out, f)
		}
	}
	masked(out[first:], about.guarded, head.reveals(v.moment.Actor.Person, v.moment.Now()))
	return Join(append(out, Field{clocks, v.deadlines(lang)}, Field{"actions", v.actions(lang)})), nil
}

// Page writes the record as an official document, in Markdown; it is empty when
// the institution has none. Identity is masked in it as in JSON.
func (v *View) Page() (string, error) {
	if !v.one.shelf.Describe().Page {
		return "", nil
	}
	fields, err := v.one.plain()
	if err != nil {
		return "", err
	}
	fields = masked(fields, v.one.shelf.Describe().guarded, v.one.head.reveals(v.moment.Actor.Person, v.moment.Now()))
	rec := v.one.shelf.kind.blank()
	if err := v.one.shelf.office.codec.Unmarshal(Join(fold(fields, clocks)), rec); err != nil {
		return "", err
	}
	*rec.(recorder).head() = *v.one.head // the id, version and digest too
	return v.one.shelf.page(rec, v.moment.Org), nil
}

// deadlines writes the deadlines as a caller sees them.
func (v *View) deadlines(lang string) []byte {
	about, deadlines := v.one.shelf.Describe(), v.one.head.Deadlines
	out := append(make([]byte, 0, 2+deadlineSize*len(deadlines)), '[')
	for i := range deadlines {
		if i > 0 {
			out = append(out, ',')
		}
		out = deadlines[i].appendView(out, about.LimitLabel(deadlines[i].Name).In(lang), v.moment.Now())
	}
	return append(out, ']')
}

// deadlineSize is room for one deadline as it is shown.
const deadlineSize = 256

// appendView writes the deadline under a label as it stands at an instant.
func (d *Deadline) appendView(out []byte, label string, now time.Time) []byte {
	out = appendQuote(append(out, `{"name":`...), d.Name)
	out = appendQuote(append(out, `,"label":`...), label)
	if d.Unit != "" {
		out = appendQuote(append(out, `,"unit":`...), string(d.Unit))
	}
	out = append(out, `,"due":"`...)
	out = d.Due.AppendFormat(out, time.RFC3339Nano)
	out = strconv.AppendBool(append(out, `","provisional":`...), d.Provisional)
	out = appendQuote(append(out, `,"state":`...), string(d.State(now)))
	if d.Warned != "" {
		out = appendQuote(append(out, `,"warned":`...), string(d.Warned))
	}
	return append(appendQuote(append(out, `,"calendar":`...), d.Calendar), '}')
}

// actions writes the actions from the forms that were encoded once.
func (v *View) actions(lang string) []byte {
	forms, offered := v.one.shelf.forms.in(lang), v.Actions()
	size := 2
	for _, a := range offered {
		size += len(forms[a.Command]) + 1
	}
	out := append(make([]byte, 0, size), '[')
	for i, a := range offered {
		if i > 0 {
			out = append(out, ',')
		}
		out = append(out, forms[a.Command]...)
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
	command := about.command(e.Verb).guarded
	v := EntryView{
		Version: e.Version, At: e.At, AsOf: e.AsOf, Command: e.Verb, Rule: e.Rule, By: e.By, Cause: e.Cause, Digest: e.Digest,
		Body:    masked(unseal(e.Body, command, bodyMark, e.Personal), command, revealed),
		Changes: masked(unseal(e.Changes, about.guarded, "", e.Personal), about.guarded, revealed),
	}
	v.Changes = slices.DeleteFunc(v.Changes, func(f Field) bool { return hidden(f.Name) })
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

func quote(s string) []byte { return appendQuote(nil, s) }

// appendQuote writes a text as JSON. Those that need no escaping, nearly all of
// them, are written as they stand.
func appendQuote(out []byte, s string) []byte {
	if !plain(s) {
		quoted, _ := StdCodec{}.Marshal(s) // a string always marshals
		return append(out, quoted...)
	}
	return append(append(append(slices.Grow(out, len(s)+2), '"'), s...), '"')
}

// plain reports whether a text is written in JSON as it stands.
func plain(s string) bool {
	ascii := true
	for i := range len(s) {
		c := s[i]
		if c < ' ' || c == '"' || c == '\\' {
			return false
		}
		ascii = ascii && c < utf8.RuneSelf
	}
	return ascii || utf8.ValidString(s) && !strings.ContainsAny(s, "\u2028\u2029")
}

func orNull(s string) []byte {
	if s == "" {
		return []byte("null")
	}
	return quote(s)
}
