package orgtree

import (
	"bytes"
	"encoding/json"
	"iter"
	"slices"
)

// Fold returns the organisation with some fields set to other values: how a
// replica that holds one version takes in the entries of later ones. A nil
// value removes the field, which only persons can stand. The rules are held to
// the result as by [Org.Apply], but for who may be appointed, which was asked
// then; and it costs as little.
func (o *Org) Fold(fields iter.Seq2[string, []byte]) (*Org, error) {
	s := newStage(o)
	for key, value := range fields {
		s.fold(key, value)
	}
	for _, code := range s.units.order {
		s.touchAround(code)
	}
	s.touchHomes()
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
			s.touchSequence(id, pathOf(key))
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
	if old := s.org.facts(code); old != nil && old.From < f.From {
		s.younger = append(s.younger, code)
	}
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

// touchSequence has the posts checked again that a post stood among, which it
// may be about to leave: a gap would be theirs.
func (s *stage) touchSequence(id, path string) {
	old, known := s.org.posts.get(id)
	if !known || !old.Kind.rule().Single {
		return
	}
	for other := range s.org.places.under(string(old.Unit)) {
		if p, _ := s.org.posts.get(other); p.Unit == old.Unit && p.Kind == old.Kind {
			s.posts.touch(other, cause{path, false})
		}
	}
}

// touchHomes has persons checked again whose home turns out to be younger. It
// reads all persons, as no index leads from homes to them; no change makes a
// unit younger, only a field that was corrected by hand does.
func (s *stage) touchHomes() {
	if len(s.younger) == 0 {
		return
	}
	for id, f := range s.org.persons.all() {
		for _, d := range f.Homes {
			if slices.Contains(s.younger, d.Is) {
				s.persons.touch(id, cause{s.units.by[d.Is].path, false})
			}
		}
	}
}
