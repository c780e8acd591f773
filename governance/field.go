package governance

import (
	"encoding"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/orgtree"
)

// A FieldType is what a field of a command or record holds.
type FieldType string

// The types of fields.
const (
	TextField    FieldType = "text"
	CodeField    FieldType = "code" // one of Choices
	IntegerField FieldType = "integer"
	BooleanField FieldType = "boolean"
	IDField      FieldType = "id"   // UUID
	UnitField    FieldType = "unit" // code of a unit
	DateField    FieldType = "date"
	TimeField    FieldType = "time"
	DecimalField FieldType = "decimal" // a number kept exact, written as text
	ObjectField  FieldType = "object"
	ListField    FieldType = "list"
)

// A FieldSpec is what the law knows of one field. It is read once from the
// struct's tags, and schemas, checks, forms and masking all derive from it:
//
//	Reason string `json:"reason" zh:"理由" en:"Reason" rule:"required,max=500" personal:"content"`
//
// rule holds required, min=N and max=N: characters of a text, elements of a
// list, the value of an integer, which with max alone begins at zero. A text without max may have 200 characters, a
// list without max 50 elements. personal is content or identity; mask, on the
// texts within an identity, is name, phone or id.
type FieldSpec struct {
	Name     string      `json:"name"`
	Label    Text        `json:"label"`
	Type     FieldType   `json:"type"`
	Required bool        `json:"required,omitempty"`
	Min      int         `json:"min,omitempty"`
	Max      int         `json:"max,omitempty"`
	Choices  []Choice    `json:"choices,omitempty"`
	Personal Class       `json:"personal,omitempty"`
	Mask     string      `json:"mask,omitempty"`
	Fields   []FieldSpec `json:"fields,omitempty"` // of an object
	Element  *FieldSpec  `json:"element,omitempty"`

	index []int
}

// A Class says which kind of personal data a field holds.
type Class string

// The classes of personal data.
const (
	Content  Class = "content"  // shown to whoever may see the record, never on boards, feeds or logs
	Identity Class = "identity" // shown masked until revealed
)

const (
	defaultTextMax = 200
	defaultListMax = 50
)

// Types that are one value on the wire although they are structs or numbers.
var wireTypes = map[reflect.Type]FieldType{
	reflect.TypeFor[uuid.UUID]():    IDField,
	reflect.TypeFor[time.Time]():    TimeField,
	reflect.TypeFor[civil.Date]():   DateField,
	reflect.TypeFor[orgtree.Code](): UnitField,
}

// Fields reads the specs of a struct that is no command, for adapters that have
// bodies of their own and read them by the same rules.
func Fields(t reflect.Type) ([]FieldSpec, error) { return fieldsOf(t) }

// fieldsOf reads the specs of a struct's exported fields; those of embedded
// structs count as its own.
func fieldsOf(t reflect.Type) ([]FieldSpec, error) { return fieldsWithin(t, nil) }

// fieldsWithin is fieldsOf for a struct that stands within others. A tree, whose
// nodes hold nodes, is told once: below that, its fields are left open.
func fieldsWithin(t reflect.Type, within []reflect.Type) ([]FieldSpec, error) {
	if t.Kind() != reflect.Struct {
		return nil, fmt.Errorf("%s is not a struct", t)
	}
	if slices.Contains(within, t) {
		return nil, nil
	}
	within = append(within[:len(within):len(within)], t)
	var out []FieldSpec
	var problems []error
	for _, f := range reflect.VisibleFields(t) {
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if f.Anonymous || !f.IsExported() || name == "-" {
			continue
		}
		if name == "" {
			problems = append(problems, fmt.Errorf("%s.%s has no json name", t, f.Name))
			continue
		}
		spec, err := specOf(f.Type, f.Tag, within)
		if err != nil {
			problems = append(problems, fmt.Errorf("%s.%s: %w", t, f.Name, err))
		}
		spec.Name, spec.index = name, f.Index
		if specNamed(out, name) != nil {
			problems = append(problems, fmt.Errorf("%s.%s: the name %q stands twice", t, f.Name, name))
		}
		out = append(out, spec)
	}
	return out, errors.Join(problems...)
}

// masks are the ways in which identity is shown.
var masks = []string{"", "name", "phone", "id"}

// sound reports what the tags of a field cannot mean. Elements of a list are
// sealed together with the list or not at all.
func (s *FieldSpec) sound() error {
	switch {
	case s.Personal != "" && s.Personal != Content && s.Personal != Identity:
		return fmt.Errorf("unknown class of personal data %q", s.Personal)
	case !slices.Contains(masks, s.Mask):
		return fmt.Errorf("unknown mask %q", s.Mask)
	case s.Personal == "" && s.Element != nil && (s.Element.Personal != "" || s.Element.holdsPersonal()):
		return errors.New("a list that holds personal data must be personal itself")
	case s.Element != nil && s.Element.holdsIdentity():
		return errors.New("identity within a list would be shown unmasked")
	}
	return nil
}

// tagged is implemented by types whose fields say the same wherever they stand. The
// field's own tags come first.
type tagged interface{ tag() reflect.StructTag }

func specOf(t reflect.Type, own reflect.StructTag, within []reflect.Type) (FieldSpec, error) {
	tags := func(key string) string {
		if of, ok := reflect.Zero(t).Interface().(tagged); ok && own.Get(key) == "" {
			return of.tag().Get(key)
		}
		return own.Get(key)
	}
	spec := FieldSpec{
		Label:    Text{tags("zh"), tags("en")},
		Personal: Class(tags("personal")),
		Mask:     tags("mask"),
	}
	err := spec.setType(t, within)
	for rule := range strings.SplitSeq(tags("rule"), ",") {
		if rule != "" {
			err = errors.Join(err, spec.setRule(rule))
		}
	}
	err = errors.Join(err, spec.sound())
	if spec.Max == 0 && spec.Type == TextField {
		spec.Max = defaultTextMax
	}
	if spec.Max == 0 && spec.Type == ListField {
		spec.Max = defaultListMax
	}
	return spec, err
}

func (s *FieldSpec) setRule(rule string) (err error) {
	switch name, value, _ := strings.Cut(rule, "="); name {
	case "required":
		s.Required = true
	case "min":
		s.Min, err = strconv.Atoi(value)
	case "max":
		s.Max, err = strconv.Atoi(value)
	default:
		err = fmt.Errorf("unknown rule %q", name)
	}
	return err
}

// zeroIsNumber tells exact numbers from other values that write themselves as text:
// the zero value of a number is written as one.
func zeroIsNumber(t reflect.Type) bool {
	text, err := reflect.Zero(t).Interface().(encoding.TextMarshaler).MarshalText()
	if err != nil {
		return false
	}
	_, err = strconv.ParseFloat(string(text), 64)
	return err == nil
}

func (s *FieldSpec) setType(t reflect.Type, within []reflect.Type) (err error) {
	if t.Kind() == reflect.Pointer {
		return s.setType(t.Elem(), within)
	}
	if wire, ok := wireTypes[t]; ok {
		s.Type = wire
		return nil
	}
	if coded, ok := reflect.Zero(t).Interface().(Coded); ok {
		s.Type, s.Choices = CodeField, coded.Choices()
		return nil
	}
	if t.Implements(reflect.TypeFor[encoding.TextMarshaler]()) {
		s.Type = TextField
		if zeroIsNumber(t) {
			s.Type = DecimalField
		}
		return nil
	}
	switch t.Kind() {
	case reflect.String:
		s.Type = TextField
	case reflect.Bool:
		s.Type = BooleanField
	case reflect.Int, reflect.Int64, reflect.Int32:
		s.Type = IntegerField
	case reflect.Slice:
		element, err := specOf(t.Elem(), "", within)
		s.Type, s.Element = ListField, &element
		return err
	case reflect.Struct:
		s.Type = ObjectField
		s.Fields, err = fieldsWithin(t, within)
		return err
	default:
		return fmt.Errorf("no field can be a %s", t)
	}
	return nil
}
