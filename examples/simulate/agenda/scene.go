package agenda

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/examples/simulate/stored"
	"github.com/jinlin-project/jinlin/governance"
)

// A scene is an act being played. Its first error ends it: what would follow is not
// done any more.
type scene struct {
	*Agenda
	ctx   context.Context
	stage *stored.Stage
	err   error
}

func (s *scene) today() civil.Date { return civil.DateOf(s.stage.Now()) }

// do gives a command about a record.
func (s *scene) do(who governance.Actor, kind string, id uuid.UUID, cmd governance.Command) {
	if s.err == nil {
		_, s.err = s.stage.Do(s.ctx, who, kind, id, cmd)
	}
}

// open opens a record.
func (s *scene) open(who governance.Actor, kind string, cmd governance.Command) uuid.UUID {
	if s.err != nil {
		return uuid.Nil
	}
	receipt, err := s.stage.Do(s.ctx, who, kind, uuid.Nil, cmd)
	if err != nil {
		s.err = err
		return uuid.Nil
	}
	return receipt.Ref.ID
}

// followed is the record of a kind that the last command has opened besides.
func (s *scene) followed(kind string) uuid.UUID {
	if ids := s.stage.Opened(kind); s.err == nil && len(ids) > 0 {
		return ids[0]
	}
	return uuid.Nil
}

// in are the records of a kind in a phase, the oldest first.
func (s *scene) in(kind string, phase governance.Phase) (ids []uuid.UUID) {
	shelf, _ := s.stage.Office.Shelf(kind)
	q := governance.Query{Phases: governance.Phases(phase), Limit: 1000}
	for s.err == nil {
		views, next, err := shelf.List(s.ctx, stored.System, q)
		s.err = err
		for _, v := range views {
			ids = append(ids, v.Ref.ID)
		}
		if q.After = next; next.IsZero() {
			break
		}
	}
	slices.Reverse(ids)
	return ids
}

// read reads a record as it stands.
func read[S any](s *scene, kind string, id uuid.UUID) *S {
	if s.err == nil {
		record, err := stored.Read[S](s.ctx, s.stage, kind, id)
		if err == nil {
			return record
		}
		s.err = err
	}
	return new(S)
}
