package governance

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance/workday"
	"github.com/jinlin-project/jinlin/orgtree"
)

// An Office is a set of institutions at work on one ledger: further commands
// find their way between them, and time acts on all of them. Everything that
// is not pure comes in through its ports.
type Office struct {
	ledger    Ledger
	now       func() time.Time
	entropy   io.Reader
	directory Directory
	calendar  func() *workday.Calendar
	codec     Codec
	shelves   []*Shelf
	byKind    map[string]*Shelf
	serials   serials
}

// Ports are what an office needs from outside. Ledger, Now, Entropy and
// Directory are required.
type Ports struct {
	Ledger    Ledger
	Now       func() time.Time // usually time.Now
	Entropy   io.Reader        // usually crypto/rand.Reader: ids and salts
	Directory Directory
	Calendar  func() *workday.Calendar // nil: the embedded calendar of the mainland
	Codec     Codec                    // nil: encoding/json
}

// A Directory answers what the organisation is on a day. The expectations name
// the records the answer was read from: a commit decided upon it fails when
// they have changed since, so that nobody decides by a stale organisation.
type Directory interface {
	Tree(ctx context.Context, day civil.Date) (*orgtree.Tree, []Expectation, error)
	// Refresh reads the organisation anew. It is called when a commit found
	// that an expectation no longer holds.
	Refresh(ctx context.Context) error
}

// Assemble puts institutions to work. Adding one is adding its shelf here.
func Assemble(p Ports, shelves ...*Shelf) (*Office, error) {
	if p.Ledger == nil || p.Now == nil || p.Entropy == nil || p.Directory == nil {
		return nil, errors.New("governance: Ledger, Now, Entropy and Directory are required")
	}
	o := &Office{ledger: p.Ledger, now: p.Now, entropy: p.Entropy, directory: p.Directory, calendar: p.Calendar, codec: p.Codec, byKind: map[string]*Shelf{}}
	if o.codec == nil {
		o.codec = StdCodec{}
	}
	if o.calendar == nil {
		china := workday.China()
		o.calendar = func() *workday.Calendar { return china }
	}
	for _, s := range shelves {
		about := s.Describe()
		if o.byKind[about.Kind] != nil || s.office != nil {
			return nil, fmt.Errorf("governance: institution %q stands twice", about.Kind)
		}
		s.office = o
		o.byKind[about.Kind] = s
		o.shelves = append(o.shelves, s)
	}
	return o, o.unanswered()
}

// unanswered names the questions of rows that nobody here answers.
func (o *Office) unanswered() error {
	var out []error
	for _, s := range o.shelves {
		for _, r := range s.Describe().Rules {
			for _, a := range r.Asks {
				if !o.answers(a) {
					out = append(out, &Defect{r.ID, "asks " + a.Kind + " for " + a.Question + ", which nobody assembled answers so"})
				}
			}
		}
	}
	return errors.Join(out...)
}

func (o *Office) answers(a Asked) bool {
	s, ok := o.byKind[a.Kind]
	return ok && slices.ContainsFunc(s.asks, func(q Question) bool { return q.Name == a.Question && q.params == a.params })
}

// Shelves returns the institutions in the order they were assembled.
func (o *Office) Shelves() []*Shelf { return o.shelves }

// Shelf returns the institution of a kind.
func (o *Office) Shelf(kind string) (*Shelf, bool) {
	s, ok := o.byKind[kind]
	return s, ok
}

// Now is the office's time in China Standard Time, with the precision that
// storage keeps.
func (o *Office) Now() time.Time { return o.now().In(civil.Zone).Truncate(time.Microsecond) }

// Calendar is the calendar in force.
func (o *Office) Calendar() *workday.Calendar { return o.calendar() }

// Tree is the organisation on a day.
func (o *Office) Tree(ctx context.Context, day civil.Date) (*orgtree.Tree, error) {
	tree, _, err := o.directory.Tree(ctx, day)
	return tree, err
}

// renew reads the organisation anew and reports whether it has changed.
func (o *Office) renew(ctx context.Context) (bool, error) {
	day := civil.DateOf(o.Now())
	_, before, err := o.directory.Tree(ctx, day)
	if err != nil {
		return false, err
	}
	if err := o.directory.Refresh(ctx); err != nil {
		return false, err
	}
	_, after, err := o.directory.Tree(ctx, day)
	return !slices.Equal(before, after), err
}

// Feed returns the entries of all institutions behind a position, in their
// total order.
func (o *Office) Feed(ctx context.Context, after int64, limit int) ([]Entry, error) {
	return o.ledger.Entries(ctx, Span{After: after, Limit: limit})
}

// newID makes a time-ordered random id (UUID version 7), so that records that
// are made together are stored together.
func (o *Office) newID(now time.Time) (uuid.UUID, error) {
	var id uuid.UUID
	if _, err := io.ReadFull(o.entropy, id[6:]); err != nil {
		return id, fmt.Errorf("id: %w", err)
	}
	ms := now.UnixMilli()
	for i := range 6 {
		id[i] = byte(ms >> (40 - 8*i))
	}
	id[6], id[8] = id[6]&0x0f|0x70, id[8]&0x3f|0x80
	return id, nil
}

// Districts returns the district to which each record belongs, in the order of
// the refs, and "" for a record that belongs to none or does not exist. A record
// keeps its district for life.
func (o *Office) Districts(ctx context.Context, refs ...Ref) ([]orgtree.Code, error) {
	stored, err := o.ledger.Load(ctx, refs...)
	if err != nil {
		return nil, err
	}
	out := make([]orgtree.Code, len(stored))
	for i := range stored {
		if stored[i].Version == 0 {
			continue
		}
		fields, err := stored[i].Document.Split()
		if err != nil {
			return nil, fmt.Errorf("%s %s: %w", stored[i].Ref.Kind, stored[i].Ref.ID, err)
		}
		if code := valueOf(fields, "district"); code != nil {
			if err := o.codec.Unmarshal(code, &out[i]); err != nil {
				return nil, fmt.Errorf("%s %s: district: %w", stored[i].Ref.Kind, stored[i].Ref.ID, err)
			}
		}
	}
	return out, nil
}
