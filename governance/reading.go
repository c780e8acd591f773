package governance

import (
	"context"

	"github.com/google/uuid"
)

// Get returns a record as the actor may see it now.
func (s *Shelf) Get(ctx context.Context, actor Actor, id uuid.UUID) (*View, error) {
	d, err := s.office.begin(ctx, actor)
	if err != nil {
		return nil, err
	}
	subject, err := d.visible(s, id)
	if err != nil {
		return nil, err
	}
	return d.view(subject), nil
}

// List returns a page of the records that match and that the actor may see.
func (s *Shelf) List(ctx context.Context, actor Actor, q Query) ([]*View, Cursor, error) {
	d, err := s.office.begin(ctx, actor)
	if err != nil {
		return nil, Cursor{}, err
	}
	q.Kind = s.Describe().Kind
	if !actor.System {
		q.Keys = d.keys().See
	}
	if q.Desk {
		q.Keys = d.keys().Desk
	}
	page, err := s.office.ledger.Find(ctx, q)
	if err != nil {
		return nil, Cursor{}, err
	}
	views := make([]*View, 0, len(page.Items))
	for _, item := range page.Items {
		one, err := newDraft(s, item)
		if err != nil {
			return nil, Cursor{}, err
		}
		views = append(views, d.view(one))
	}
	return views, page.Next, nil
}

// History returns a record's entries after a version.
func (s *Shelf) History(ctx context.Context, actor Actor, id uuid.UUID, after int64, limit int) ([]EntryView, error) {
	d, err := s.office.begin(ctx, actor)
	if err != nil {
		return nil, err
	}
	subject, err := d.visible(s, id)
	if err != nil {
		return nil, err
	}
	entries, err := s.office.ledger.Entries(ctx, Span{Ref: subject.ref, After: after, Limit: limit})
	if err != nil {
		return nil, err
	}
	out := make([]EntryView, len(entries))
	for i := range entries {
		out[i] = s.entryView(&entries[i], subject.head.reveals(actor.Person, d.now))
	}
	return out, nil
}

// Verify checks a record's whole history against tampering.
func (s *Shelf) Verify(ctx context.Context, id uuid.UUID) error {
	ref := Ref{s.Describe().Kind, id}
	stored, err := s.office.ledger.Load(ctx, ref)
	if err != nil {
		return err
	}
	var all []Entry
	for {
		var after int64
		if len(all) > 0 {
			after = all[len(all)-1].Version
		}
		more, err := s.office.ledger.Entries(ctx, Span{Ref: ref, After: after, Limit: 1000})
		if err != nil {
			return err
		}
		if len(more) == 0 {
			break
		}
		all = append(all, more...)
	}
	if len(all) == 0 {
		return &NotFoundError{ref}
	}
	return Verify(all, stored[0].Digest)
}
