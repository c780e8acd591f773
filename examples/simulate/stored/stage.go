package stored

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/adapters/fastjson"
	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/examples/institutions"
	"github.com/jinlin-project/jinlin/examples/simulate/chance"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/organisation"
	"github.com/jinlin-project/jinlin/governance/workday"
	"github.com/jinlin-project/jinlin/orgtree"
)

// System is time, and whoever founds a district.
var System = governance.Actor{System: true}

// A Stage is a district at work: all institutions on a ledger, and the instant it
// is there.
type Stage struct {
	Office   *governance.Office
	District orgtree.Code

	wakes     *wakes
	directory *organisation.Directory
	now       time.Time
}

// New founds the district of an organisation in an empty ledger, at an instant. A
// nil calendar is the mainland's, a nil policy for matters the default.
func New(
	ctx context.Context, ledger governance.Ledger, org *orgtree.Org, calendar *workday.Calendar, policy *casework.Policy, start time.Time, seed chance.Seed,
) (*Stage, error) {
	s := &Stage{wakes: &wakes{Ledger: ledger, next: map[governance.Ref]time.Time{}}}
	s.at(start)
	var err error
	if s.District, err = districtOf(org.On(civil.DateOf(start))); err != nil {
		return nil, err
	}
	shelves, err := institutions.All(policy)
	if err != nil {
		return nil, err
	}
	s.directory = organisation.NewDirectory(s.wakes, s.District)
	ids := seed.On(chance.TopicOf("ids and salts"), 0)
	ports := governance.Ports{Ledger: s.wakes, Now: s.Now, Entropy: &ids, Directory: s.directory, Codec: fastjson.Codec{}}
	if calendar != nil {
		ports.Calendar = func() *workday.Calendar { return calendar }
	}
	if s.Office, err = governance.Assemble(ports, shelves...); err != nil {
		return nil, err
	}
	_, err = s.Do(ctx, System, organisation.Kind, organisation.ID(s.District), organisation.Found{Root: s.District, Org: org})
	return s, err
}

// districtOf is the district that an organisation is of.
func districtOf(tree *orgtree.Tree) (orgtree.Code, error) {
	for r := range orgtree.Ref(tree.Len()) {
		if tree.KindAt(r) == orgtree.District {
			return tree.CodeAt(r), nil
		}
	}
	return "", errors.New("stored: the organisation has no district")
}

// Now is the instant on stage, as an office tells it.
func (s *Stage) Now() time.Time { return s.now }

func (s *Stage) at(t time.Time) { s.now = t.In(civil.Zone).Truncate(time.Microsecond) }

// To moves the clock forward, stopping wherever time has to act. It is an error
// to move it back.
func (s *Stage) To(ctx context.Context, t time.Time) error {
	if t.Before(s.now) {
		return fmt.Errorf("stored: from %s back to %s", s.now.Format(time.RFC3339), t.Format(time.RFC3339))
	}
	for {
		at, due := s.wakes.by(t)
		if !due {
			s.at(t)
			return nil
		}
		if at.After(s.now) {
			s.at(at)
		}
		if _, err := s.Office.Sweep(ctx); err != nil {
			return err
		}
	}
}

// Tree is the organisation of the day.
func (s *Stage) Tree(ctx context.Context) (*orgtree.Tree, error) {
	return s.Office.Tree(ctx, civil.DateOf(s.now))
}

// Do gives a command about a record of a kind, or opens one with a zero id, now.
func (s *Stage) Do(ctx context.Context, actor governance.Actor, kind string, id uuid.UUID, cmd governance.Command) (*governance.Receipt, error) {
	shelf, ok := s.Office.Shelf(kind)
	if !ok {
		return nil, fmt.Errorf("stored: no institution is %q", kind)
	}
	receipt, err := shelf.Do(ctx, governance.Request{Actor: actor, ID: id, Command: cmd})
	if err != nil {
		return nil, fmt.Errorf("%s: %s by %s: %w", s.now.Format("2006-01-02 15:04"), cmd.Verb(), posts(actor), err)
	}
	return receipt, nil
}

// Opened are the records of a kind that the last command has opened, with what
// followed from it, in that order.
func (s *Stage) Opened(kind string) (ids []uuid.UUID) {
	for _, ref := range s.wakes.opened {
		if ref.Kind == kind {
			ids = append(ids, ref.ID)
		}
	}
	return ids
}

// posts says in which posts somebody acts: who it is stands in no error.
func posts(actor governance.Actor) string {
	text := ""
	for _, p := range actor.Posts {
		text += p.Kind.String() + " " + string(p.Unit) + ", "
	}
	if text == "" {
		return "somebody without a post"
	}
	return text[:len(text)-2]
}
