package stored

import (
	"context"
	"crypto/sha256"
	"fmt"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/governance"
)

// Ask has a question of an institution answered for somebody, with parameters of
// the question's own type. A is the answer's type.
func Ask[A any](ctx context.Context, s *Stage, actor governance.Actor, kind, question string, params any) (answer A, err error) {
	shelf, ok := s.Office.Shelf(kind)
	if !ok {
		return answer, fmt.Errorf("stored: no institution is %q", kind)
	}
	got, err := shelf.Ask(ctx, actor, question, params)
	if err != nil {
		return answer, fmt.Errorf("%s of %s: %w", question, kind, err)
	}
	answer, ok = got.(A)
	if !ok {
		return answer, fmt.Errorf("stored: %s of %s is answered with %T", question, kind, got)
	}
	return answer, nil
}

// Read reads a record as it stands; S is the institution's type.
func Read[S any](ctx context.Context, s *Stage, kind string, id uuid.UUID) (*S, error) {
	shelf, ok := s.Office.Shelf(kind)
	if !ok {
		return nil, fmt.Errorf("stored: no institution is %q", kind)
	}
	view, err := shelf.Get(ctx, System, id)
	if err != nil {
		return nil, err
	}
	record, ok := view.Record().(*S)
	if !ok {
		return nil, fmt.Errorf("stored: a record of %s is a %T", kind, view.Record())
	}
	return record, nil
}

// Digest is what all entries come to, in their order: two stages have the same
// history if it is the same.
func (s *Stage) Digest(ctx context.Context) (sum governance.Digest, entries int64, err error) {
	all := sha256.New()
	for {
		page, err := s.Office.Feed(ctx, entries, 1000)
		if err != nil {
			return sum, entries, err
		}
		if len(page) == 0 {
			return governance.Digest(all.Sum(nil)), entries, nil
		}
		for i := range page {
			all.Write(page[i].Digest[:])
		}
		entries = page[len(page)-1].Position
	}
}
