package governance

import (
	"fmt"
	"reflect"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/jinlin-project/jinlin/orgtree"
)

// checkFields holds a struct's values against its specs.
func checkFields(specs []FieldSpec, v reflect.Value, path string, faults *Faults) {
	for i := range specs {
		s := &specs[i]
		s.check(v.FieldByIndex(s.index), path+s.Name, faults)
	}
}

// check holds one value against its spec. An absent value is only a fault when
// it is required.
func (s *FieldSpec) check(v reflect.Value, path string, faults *Faults) {
	if v.Kind() == reflect.Pointer {
		if v.IsNil() {
			if s.Required {
				s.missing(path, faults)
			}
			return
		}
		v = v.Elem()
	} else if s.absent(v) {
		if s.Type == TextField && v.Kind() == reflect.String {
			s.checkText(v.String(), path, faults) // blanks, perhaps a great many
		}
		if s.Required {
			s.missing(path, faults)
		}
		return
	}
	switch s.Type {
	case TextField, CodeField, UnitField:
		if v.Kind() == reflect.String {
			s.checkText(v.String(), path, faults)
		}
	case IntegerField:
		s.checkRange(int(v.Int()), path, faults)
	case ListField:
		s.checkList(v, path, faults)
	case ObjectField:
		checkFields(s.Fields, v, path+".", faults)
	}
}

// absent reports whether a field was left out. A text of blanks says nothing; a
// boolean always says something, and so does an integer that may be zero.
func (s *FieldSpec) absent(v reflect.Value) bool {
	switch s.Type {
	case BooleanField:
		return false
	case TextField:
		if v.Kind() != reflect.String {
			return v.IsZero()
		}
		return strings.TrimFunc(v.String(), unseen) == "" && !strings.ContainsFunc(v.String(), unwritten)
	case ListField:
		return v.Len() == 0
	case IntegerField:
		return v.IsZero() && s.Min > 0
	case ObjectField:
		return v.IsZero() && !s.needs()
	}
	return v.IsZero()
}

// needs reports whether an object has a required field, which must then be
// named even when the whole object was left out.
func (s *FieldSpec) needs() bool {
	for i := range s.Fields {
		if s.Fields[i].Required {
			return s.Required
		}
	}
	return false
}

func (s *FieldSpec) missing(path string, faults *Faults) {
	faults.Add(path, "required", "必填", "is required")
}

func (s *FieldSpec) checkText(text, path string, faults *Faults) {
	switch {
	case !utf8.ValidString(text) || strings.ContainsFunc(text, unwritten):
		faults.Add(path, "bad-text", "含有不可用的字符", "holds characters that are not allowed")
	case s.Type == CodeField && !known(s.Choices, text):
		faults.Add(path, "unknown-code", "不在可选范围内", "is not one of the codes")
	case s.Type == UnitField && !orgtree.Code(text).Valid():
		faults.Add(path, "bad-code", "单位代码格式不正确", "is not a unit code")
	case s.Max > 0 && utf8.RuneCountInString(text) > s.Max:
		faults.Add(path, "too-long", fmt.Sprintf("不得超过%d字", s.Max), fmt.Sprintf("has more than %d characters", s.Max))
	case s.Min > 0 && text != "" && utf8.RuneCountInString(text) < s.Min:
		faults.Add(path, "too-short", fmt.Sprintf("不得少于%d字", s.Min), fmt.Sprintf("has fewer than %d characters", s.Min))
	}
}

// unwritten are control characters that nobody types; line breaks and tabs are
// typed.
func unwritten(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\r' && r != '\t' }

// unseen are characters that show nothing, of which a text cannot consist.
func unseen(r rune) bool { return unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) }

// checkRange holds an integer to its bounds; one with a greatest value alone begins
// at zero.
func (s *FieldSpec) checkRange(n int, path string, faults *Faults) {
	bounded := s.Min != 0 || s.Max != 0
	if bounded && n < s.Min || s.Max != 0 && n > s.Max {
		faults.Add(path, "out-of-range", fmt.Sprintf("应在%d至%d之间", s.Min, s.Max), fmt.Sprintf("is not between %d and %d", s.Min, s.Max))
	}
}

func (s *FieldSpec) checkList(v reflect.Value, path string, faults *Faults) {
	if v.Len() > s.Max {
		faults.Add(path, "too-many", fmt.Sprintf("不得超过%d项", s.Max), fmt.Sprintf("has more than %d elements", s.Max))
		return
	}
	if v.Len() < s.Min {
		faults.Add(path, "too-few", fmt.Sprintf("不得少于%d项", s.Min), fmt.Sprintf("has fewer than %d elements", s.Min))
	}
	for i := range v.Len() {
		at := fmt.Sprintf("%s[%d]", path, i)
		if s.Element.Type == ObjectField {
			checkFields(s.Element.Fields, v.Index(i), at+".", faults)
			continue
		}
		element := *s.Element
		element.Required = element.Type != BooleanField && element.Type != IntegerField
		element.check(v.Index(i), at, faults)
	}
}

func known(choices []Choice, code string) bool {
	for _, c := range choices {
		if c.Code == code {
			return true
		}
	}
	return false
}
