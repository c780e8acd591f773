package court

import (
	"time"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/governance"
)

// A Court decides commands about files.
type Court interface {
	// Open opens a record of a kind; id names it.
	Open(kind string, id uuid.UUID, at time.Time, by *governance.Actor, cmd governance.Command) (*File, error)
	// Do gives a command about a record; what it refuses leaves everything as it was.
	Do(f *File, at time.Time, by *governance.Actor, cmd governance.Command) error
	// Tick lets time act on a record whose wake has come.
	Tick(f *File, at time.Time) error
	// Find returns a record that another's decision has opened or changed, as it
	// stands now; nil when it is not kept.
	Find(kind string, id uuid.UUID) (*File, error)
	// Parts returns the records that a matter was just split into.
	Parts(f *File) ([]*File, error)
	// Drop forgets a record: nobody will ask for it again.
	Drop(f *File)
}

// A File is one live record. Of Case, Inquiry and Sample the one of its kind is set.
type File struct {
	Kind    string
	ID      uuid.UUID
	Case    *casework.Case
	Inquiry *casework.Inquiry
	Sample  *casework.Sample
}

// Head is what every record has.
func (f *File) Head() *governance.Head {
	switch {
	case f.Case != nil:
		return &f.Case.Head
	case f.Inquiry != nil:
		return &f.Inquiry.Head
	}
	return &f.Sample.Head
}
