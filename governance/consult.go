package governance

import (
	"bytes"
	"context"
	"encoding/json"
	"reflect"
	"slices"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/orgtree"
)

// Consult has a question of any institution answered as people are told it: by
// the names of its parameters, and in JSON, in Chinese. It tells the asker no more
// than asking it themselves would; what is kept from people it does not ask. Of a
// kind that nobody has assembled, and of a question that it has not, the error is
// a [*NotFoundError]. Unlike [Inquire] it needs none of the institution's types, so
// that what to ask can be data.
func (r *Reader) Consult(ctx context.Context, kind, question string, params map[string]any) ([]byte, error) {
	s, ok := r.shelf.office.byKind[kind]
	if !ok {
		return nil, &NotFoundError{Ref{Kind: kind}}
	}
	i := slices.IndexFunc(s.asks, func(q Question) bool { return q.Name == question && !q.Inward })
	if i < 0 {
		return nil, &NotFoundError{Ref{Kind: kind}}
	}
	q := &s.asks[i]
	given, err := q.given(params)
	if err != nil {
		return nil, &Defect{kind, "cannot be asked for " + question + " so: " + err.Error()}
	}
	if err := q.check(given); err != nil {
		return nil, err
	}
	answer, err := q.answer(ctx, s.reader(r.d, r.Actor), given)
	if err != nil {
		return nil, err
	}
	if told, ok := answer.(interface {
		JSON(lang string) ([]byte, error)
	}); ok {
		return told.JSON("zh")
	}
	return StdCodec{}.Marshal(answer)
}

// given are a question's parameters by name, as the struct that it takes. A name
// that it does not know would be an answer to another question.
func (q *Question) given(params map[string]any) (any, error) {
	raw, err := json.Marshal(params)
	if err != nil {
		return nil, err
	}
	into := reflect.New(q.params).Interface()
	d := json.NewDecoder(bytes.NewReader(raw))
	d.DisallowUnknownFields()
	return into, d.Decode(into)
}

// About describes the institution of a kind, or is nil where none is assembled.
func (r *Reader) About(kind string) *Description {
	if s, ok := r.shelf.office.byKind[kind]; ok {
		return s.Describe()
	}
	return nil
}

// OrgOn is the organisation of a day, for figures of a day that has passed.
func (r *Reader) OrgOn(ctx context.Context, day civil.Date) (*orgtree.Tree, error) {
	return r.shelf.office.Tree(ctx, day)
}
