package court

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/examples/simulate/stored"
	"github.com/jinlin-project/jinlin/governance"
)

// Stored decides through the books of an office, on any ledger: what it does stands in
// the history, audited and scored as anything else.
type Stored struct {
	ctx   context.Context
	stage *stored.Stage
}

// NewStored gives the commands of a run to a stage, for as long as ctx lives.
func NewStored(ctx context.Context, stage *stored.Stage) *Stored { return &Stored{ctx, stage} }

// Open opens a record; the office names it.
func (s *Stored) Open(kind string, _ uuid.UUID, at time.Time, by *governance.Actor, cmd governance.Command) (*File, error) {
	f := &File{Kind: kind}
	return f, s.do(f, at, by, cmd)
}

// Do gives a command.
func (s *Stored) Do(f *File, at time.Time, by *governance.Actor, cmd governance.Command) error {
	return s.do(f, at, by, cmd)
}

func (s *Stored) do(f *File, at time.Time, by *governance.Actor, cmd governance.Command) error {
	if err := s.stage.To(s.ctx, at); err != nil {
		return err
	}
	receipt, err := s.stage.Do(s.ctx, *by, f.Kind, f.ID, cmd)
	if err != nil {
		return err
	}
	f.ID = receipt.Ref.ID
	return f.holds(receipt.View.Record())
}

// Tick has the stage's clock come to where time acts.
func (s *Stored) Tick(f *File, at time.Time) error {
	if err := s.stage.To(s.ctx, at); err != nil {
		return err
	}
	return s.read(f)
}

// read reads the record as it stands.
func (s *Stored) read(f *File) error {
	shelf, ok := s.stage.Office.Shelf(f.Kind)
	if !ok {
		return fmt.Errorf("court: no institution is %s", f.Kind)
	}
	view, err := shelf.Get(s.ctx, stored.System, f.ID)
	if err != nil {
		return err
	}
	return f.holds(view.Record())
}

// holds puts a record where it belongs.
func (f *File) holds(record any) error {
	switch record := record.(type) {
	case *casework.Case:
		f.Case = record
	case *casework.Inquiry:
		f.Inquiry = record
	case *casework.Sample:
		f.Sample = record
	default:
		return fmt.Errorf("court: a record of %s is a %T", f.Kind, record)
	}
	return nil
}

// Find reads a record.
func (s *Stored) Find(kind string, id uuid.UUID) (*File, error) {
	f := &File{Kind: kind, ID: id}
	return f, s.read(f)
}

// Parts reads what the last command has opened.
func (s *Stored) Parts(f *File) (parts []*File, err error) {
	for _, id := range s.stage.Opened(f.Kind) {
		part, err := s.Find(f.Kind, id)
		if err != nil {
			return nil, err
		}
		parts = append(parts, part)
	}
	return parts, nil
}

// Drop forgets nothing: it stands in the ledger.
func (*Stored) Drop(*File) {}
