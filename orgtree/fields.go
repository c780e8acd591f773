package orgtree

import (
	"bytes"
	"encoding/json"
	"iter"
)

// The prefixes of field keys.
const (
	personKey = "h." // a person, by id
	postKey   = "p." // a post, by id
	unitKey   = "u." // a unit, by code
)

// Fields yields the organisation as the fields of one document: by key, which
// is "u." and a unit code, "p." and a post id, or "h." and a person's id; each
// with the JSON of all dated facts about it. Keys ascend; equal facts give equal
// bytes. [FromFields] reads it back.
func (o *Org) Fields() iter.Seq2[string, []byte] {
	return func(yield func(string, []byte) bool) {
		for key := range o.keys {
			value, ok := o.Field(key)
			if ok && !yield(key, value) {
				return
			}
		}
	}
}

// keys yields the keys of all fields in order.
func (o *Org) keys(yield func(string) bool) {
	for id := range o.persons.all() {
		if !yield(personKey + id) {
			return
		}
	}
	for id := range o.posts.all() {
		if !yield(postKey + id) {
			return
		}
	}
	for code := range o.codes {
		if !yield(unitKey + string(code)) {
			return
		}
	}
}

// Field returns the value of one field.
func (o *Org) Field(key string) ([]byte, bool) {
	var v any
	switch kind, id := cutKey(key); kind {
	case personKey:
		if f, ok := o.persons.get(id); ok {
			v = f
		}
	case postKey:
		if p, ok := o.posts.get(id); ok {
			v = p
		}
	case unitKey:
		if f := o.facts(Code(id)); f != nil {
			v = f
		}
	}
	if v == nil {
		return nil, false
	}
	value, err := json.Marshal(v)
	return value, err == nil
}

// Delta yields the fields in which the organisation differs from the one that
// [Org.Apply] or [Org.Fold] made it from, by key: what an entry of its history
// has to keep. A field that was removed has the value nil.
func (o *Org) Delta() iter.Seq2[string, []byte] {
	return func(yield func(string, []byte) bool) {
		for _, key := range o.delta {
			value, _ := o.Field(key)
			if !yield(key, value) {
				return
			}
		}
	}
}

func cutKey(key string) (kind, id string) {
	if len(key) < len(unitKey) {
		return "", ""
	}
	return key[:len(unitKey)], key[len(unitKey):]
}

// FromFields reads an organisation from the fields of its document, in any
// order. The error is an [*InvalidError] that names every fault, under paths
// that begin with the key.
func FromFields(fields iter.Seq2[string, []byte]) (*Org, error) {
	o, err := New().Fold(fields)
	if err != nil {
		return nil, err
	}
	o = o.compact()
	o.delta = nil
	return o, nil
}

// Fold returns the organisation with some fields set to other values: how a
// replica that holds one version takes in the entries of later ones. A nil
// value removes the field, which only persons can stand. The rules are held to
// the result as by [Org.Apply], and it costs as little.
func (o *Org) Fold(fields iter.Seq2[string, []byte]) (*Org, error) {
	s := newStage(o)
	for key, value := range fields {
		s.fold(key, value)
	}
	for _, code := range s.units.order {
		s.touchAround(code)
	}
	return s.finish()
}

func (s *stage) fold(key string, value []byte) {
	kind, id := cutKey(key)
	s.delta[key] = true
	switch {
	case kind == personKey && value == nil:
		s.org.persons.remove(s.own, id)
	case kind == personKey:
		if f, ok := decode[personFacts](s, key, value); ok {
			s.setPerson(id, f, pathOf(key))
		}
	case kind == postKey:
		if p, ok := decode[Post](s, key, value); ok {
			p.ID = id
			s.setPost(p, pathOf(key))
		}
	case kind == unitKey:
		if f, ok := decode[unitFacts](s, key, value); ok {
			s.setUnit(Code(id), f, key)
		}
	default:
		s.faults.add("fields", BadField)
	}
}

// decode reads a value strictly.
func decode[T any](s *stage, key string, value []byte) (*T, bool) {
	v := new(T)
	d := json.NewDecoder(bytes.NewReader(value))
	d.DisallowUnknownFields()
	if err := d.Decode(v); err != nil || d.More() {
		s.faults.add(pathOf(key), BadField)
		return nil, false
	}
	return v, true
}

// pathOf is the path of a field in faults: its key, unless that is not a key,
// which would repeat a refused value.
func pathOf(key string) string {
	if kind, id := cutKey(key); (kind == personKey || kind == postKey || kind == unitKey) && validID(id) {
		return key
	}
	return "fields"
}

func (s *stage) setUnit(code Code, f *unitFacts, key string) {
	if !code.Valid() {
		s.faults.add("fields", BadCode)
		return
	}
	f.code = code
	s.put(f)
	s.unsaid = append(s.unsaid, code)
	s.units.touch(code, cause{key, true})
}

// touchAround has everything checked that mentions a unit of which any fact may
// have changed.
func (s *stage) touchAround(code Code) {
	s.settle()
	path := s.units.by[code].path
	for by := range s.org.mentioning(code) {
		s.units.touch(by, cause{path, false})
	}
	for by := range s.org.heirs.under(string(code)) {
		s.units.touch(Code(by), cause{path, false})
	}
	for id := range s.org.places.under(string(code)) {
		s.posts.touch(id, cause{path, false})
	}
	s.touchCoverersBelow(code, path)
}
