package assembly

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/examples/server/demo"
	"github.com/jinlin-project/jinlin/governance/organisation"
)

// factDemo names the mark that -demo made a database, and the time it has got
// to.
const factDemo = "demo"

// mark is the fact.
type mark struct {
	Time     time.Time `json:"time"`     // of the demonstration
	Detached bool      `json:"detached"` // the time was set, and is not the wall clock's
	Position int64     `json:"position"` // in the feed, up to which Time is known to be no earlier
}

var errForeign = errors.New("-demo: the database holds records that -demo did not make")

// startClock sets the time at which the server begins. Only a demonstration has
// a time of its own: where it was told to begin, or where it stood, or at its
// last entry, whichever is latest.
func (s *Server) startClock(ctx context.Context) error {
	s.feed = &tail{ledger: s.storage.Ledger}
	if !s.settings.Demo {
		return nil
	}
	text, err := s.storage.Facts.Fact(ctx, factDemo)
	if err != nil {
		return err
	}
	var was mark
	if text == "" {
		if empty, err := s.storage.Empty(ctx); err != nil {
			return err
		} else if !empty {
			return errForeign
		}
	} else if err := json.Unmarshal([]byte(text), &was); err != nil {
		return fmt.Errorf("-demo: the database's mark cannot be read: %w", err)
	}
	s.feed.position, s.feed.at = was.Position, was.Time
	_, last, err := s.feed.end(ctx)
	if err != nil {
		return err
	}
	start := s.settings.Clock
	s.moved.Store(was.Detached || !start.IsZero())
	if !s.moved.Load() {
		start = s.outside.Wall()
	}
	if last.After(start) {
		start = last
	}
	return errors.Join(s.clock.Start(start), s.saveTime(ctx))
}

// saveTime keeps how far the demonstration's time has got.
func (s *Server) saveTime(ctx context.Context) error {
	if !s.settings.Demo {
		return nil
	}
	position, _, err := s.feed.end(ctx)
	if err != nil {
		return err
	}
	text, err := json.Marshal(mark{Time: s.clock.Now(), Detached: s.moved.Load(), Position: position})
	if err != nil {
		return err
	}
	return s.storage.Facts.Keep(ctx, factDemo, string(text))
}

// demonstrate founds the district and makes the accounts, or what of it is
// missing because the server was killed meanwhile.
func (s *Server) demonstrate(ctx context.Context) error {
	shelf, ok := s.office.Shelf(organisation.Kind)
	if !ok {
		return errors.New("-demo: no organisation is assembled")
	}
	if err := demo.Found(ctx, shelf); err != nil {
		return err
	}
	tree, err := s.office.Tree(ctx, demo.Since())
	if err != nil {
		return err
	}
	return demo.Enrol(ctx, s.accounts, tree)
}

// mostStops bounds how often a move stops at one instant before it goes on: a
// record that fails there must not hold up the rest.
const mostStops = 4

// moveTo moves the demonstration's time forward. It stops at every instant at
// which time has to act, and lets it act there.
func (s *Server) moveTo(ctx context.Context, target time.Time) (time.Time, error) {
	defer s.clock.Release()
	var last time.Time
	for stops := 0; stops < mostStops; {
		at, ok, err := s.office.NextWake(ctx)
		if err != nil {
			return time.Time{}, err
		}
		if !ok || at.After(target) {
			break
		}
		if at.After(last) {
			last, stops = at, 0
		}
		stops++
		s.stopAt(ctx, at)
	}
	s.stopAt(ctx, target)
	s.moved.Store(true)
	return s.office.Now(), s.saveTime(ctx)
}

// stopAt lets time act at an instant, or now where that is past.
func (s *Server) stopAt(ctx context.Context, at time.Time) {
	s.clock.Hold(at)
	s.sweep(ctx)
}

// today is the office's date.
func (s *Server) today() civil.Date { return civil.DateOf(s.office.Now()) }
