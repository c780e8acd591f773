package orgtree

import (
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
