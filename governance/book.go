package governance

import (
	"context"

	"github.com/google/uuid"
)

// A Book is an institution as Go callers use it: typed by its record.
type Book[S any] struct{ *Shelf }

// Shelves are the book's one shelf, as packages with several books have several.
func (b *Book[S]) Shelves() []*Shelf { return []*Shelf{b.Shelf} }

// NewBook makes a book of an institution. It must be assembled into an
// [Office] before it is used.
func NewBook[S any](in Institution[S]) (*Book[S], error) {
	in.Asks = append([]Question{figuresQuestion()}, in.Asks...)
	t, err := newTyped(in)
	if err != nil {
		return nil, err
	}
	forms, err := formsOf(t.about)
	if err != nil {
		return nil, err
	}
	return &Book[S]{&Shelf{kind: t, about: t.about, page: t.page, forms: forms, upgrades: in.Upgrades, asks: in.Asks, policy: in.Policy, districts: in.Districts, optional: in.Optional}}, nil
}

// Do gives a command and returns the record as it then stands. A request that
// only repeats an earlier one returns the record as it stands now.
func (b *Book[S]) Do(ctx context.Context, req Request) (*S, error) {
	r, err := b.Shelf.Do(ctx, req)
	if err != nil {
		return nil, err
	}
	if r.Replayed {
		return b.Get(ctx, req.Actor, r.Ref.ID)
	}
	return r.View.Record().(*S), nil
}

// Get returns a record that the actor may see. Identity fields come as they
// are: Go callers answer for masking them.
func (b *Book[S]) Get(ctx context.Context, actor Actor, id uuid.UUID) (*S, error) {
	v, err := b.Shelf.Get(ctx, actor, id)
	if err != nil {
		return nil, err
	}
	return v.Record().(*S), nil
}

// Lifecycle returns the interpreter of the institution's table.
func (b *Book[S]) Lifecycle() *Lifecycle[S] { return b.kind.(*typed[S]).lifecycle }
