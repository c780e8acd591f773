package governance

import (
	"bytes"
	"fmt"
	"io"
	"slices"
)

// sealer keeps personal values apart from the bytes that history keeps.
type sealer struct {
	entropy io.Reader
	version int64
	kept    []Personal // values sealed before
	fresh   []Personal // values sealed now
}

// seal replaces each personal value among fields by its digest; objects are
// sealed field by field. A value that has not changed keeps the digest that
// stands in before. mark begins the names under which values are kept.
func (s *sealer) seal(specs []FieldSpec, mark string, fields, before []Field) ([]Field, error) {
	out := slices.Clone(fields)
	for i := range out {
		spec := specNamed(specs, out[i].Name)
		if spec == nil || empty(out[i].Value) {
			continue
		}
		var err error
		if spec.Personal != "" {
			out[i].Value, err = s.one(mark+spec.Name, out[i].Value, valueOf(before, spec.Name))
		} else if spec.holdsPersonal() {
			out[i].Value, err = s.object(spec, mark+spec.Name+".", out[i].Value, valueOf(before, spec.Name))
		}
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

// sealed begins what stands in place of a personal value.
var sealed = []byte(`"sealed:`)

// one seals a single value.
func (s *sealer) one(name string, value, before []byte) ([]byte, error) {
	if old := find(s.kept, name); old != nil && bytes.HasPrefix(before, sealed) && bytes.Equal(old.Value, value) {
		return before, nil
	}
	p := Personal{Field: name, Version: s.version, Salt: make([]byte, SaltSize), Value: value}
	if _, err := io.ReadFull(s.entropy, p.Salt); err != nil {
		return nil, fmt.Errorf("salt: %w", err)
	}
	s.fresh = append(s.fresh, p)
	return p.Seal(), nil
}

// object seals the personal fields of an object.
func (s *sealer) object(spec *FieldSpec, mark string, value, before []byte) ([]byte, error) {
	fields, err := Document(value).Split()
	if err != nil {
		return nil, err
	}
	old, _ := Document(before).Split() // absent before: everything is fresh
	sealed, err := s.seal(spec.Fields, mark, fields, old)
	return Join(sealed), err
}

// unseal puts the personal values back in place of their digests. A value that
// was erased leaves its field out.
func unseal(fields []Field, specs []FieldSpec, mark string, kept []Personal) []Field {
	out := make([]Field, 0, len(fields))
	for _, f := range fields {
		spec := specNamed(specs, f.Name)
		switch {
		case spec == nil || empty(f.Value):
		case spec.Personal != "":
			p := find(kept, mark+f.Name)
			if p == nil {
				continue
			}
			f.Value = p.Value
		case spec.holdsPersonal():
			if inner, err := Document(f.Value).Split(); err == nil {
				f.Value = Join(unseal(inner, spec.Fields, mark+f.Name+".", kept))
			}
		}
		out = append(out, f)
	}
	return out
}

// holdsPersonal reports whether an object has personal fields of its own.
func (s *FieldSpec) holdsPersonal() bool {
	return slices.ContainsFunc(s.Fields, func(f FieldSpec) bool { return f.Personal != "" || f.holdsPersonal() })
}

// guarded returns the fields that hold personal data, few of many.
func guarded(specs []FieldSpec) (out []FieldSpec) {
	for _, s := range specs {
		if s.Personal != "" || s.holdsPersonal() {
			out = append(out, s)
		}
	}
	return out
}

func specNamed(specs []FieldSpec, name string) *FieldSpec {
	for i := range specs {
		if specs[i].Name == name {
			return &specs[i]
		}
	}
	return nil
}

// empty reports whether a value says nothing, so that there is nothing to seal.
func empty(v []byte) bool {
	switch string(v) {
	case `""`, "null", "[]", "{}", "false", "0":
		return true
	}
	return len(v) == 0
}

func find(ps []Personal, field string) *Personal {
	for i := range ps {
		if ps[i].Field == field {
			return &ps[i]
		}
	}
	return nil
}

func valueOf(fields []Field, name string) []byte {
	for i := range fields {
		if fields[i].Name == name {
			return fields[i].Value
		}
	}
	return nil
}

// current folds fresh values into those kept.
func current(kept, fresh []Personal) []Personal {
	out := slices.Clone(kept)
	for _, p := range fresh {
		if old := find(out, p.Field); old != nil {
			*old = p
		} else if !p.InBody() {
			out = append(out, p)
		}
	}
	return out
}
