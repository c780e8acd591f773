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
	Wall     time.Time `json:"wall"`     // when that was so, by the wall clock
	Detached bool      `json:"detached"` // the time was set, and is not the wall clock's
	Position int64     `json:"position"` // in the feed, up to which Time is known to be no earlier
}

// readMark reads the fact; the zero mark is none.
func readMark(text string) (m mark, err error) {
	if text != "" {
		err = json.Unmarshal([]byte(text), &m)
	}
	if err != nil {
		err = fmt.Errorf("-demo: the database's mark cannot be read: %w", err)
	}
	return m, err
}

// ahead is how far the demonstration's time is ahead of the wall clock.
func (m *mark) ahead() time.Duration { return m.Time.Sub(m.Wall) }

// silent is how long a replica that runs may go without saving its time: longer
// than some saves take.
const silent = 3 * saveEvery

// running reports whether some replica keeps the time running. If none does, it
// stands where it was saved.
func (m *mark) running(wall time.Time) bool { return !m.Wall.IsZero() && wall.Sub(m.Wall) < silent }

var errForeign = errors.New("-demo: the database holds records that -demo did not make")

// startClock sets the time at which the server begins. Only a demonstration has
// a time of its own: where it was told to begin, or where it stood, or at its
// last entry, or where another replica has got to, whichever is latest.
func (s *Server) startClock(ctx context.Context) error {
	s.feed = &tail{ledger: s.storage.Ledger}
	if !s.settings.Demo {
		return nil
	}
	text, err := s.storage.Facts.Fact(ctx, factDemo)
	if err != nil {
		return err
	}
	if text == "" {
		if empty, err := s.storage.Empty(ctx); err != nil {
			return err
		} else if !empty {
			return errForeign
		}
	}
	was, err := readMark(text)
	if err != nil {
		return err
	}
	s.feed.position, s.feed.at = was.Position, was.Time
	_, last, err := s.feed.end(ctx)
	if err != nil {
		return err
	}
	return errors.Join(s.clock.Start(s.beginning(&was, last)), s.saveTime(ctx))
}

// beginning is where the time of a demonstration begins at this start.
func (s *Server) beginning(was *mark, last time.Time) time.Time {
	start, wall := s.settings.Clock, s.outside.Wall().Round(0)
	s.moved.Store(was.Detached || !start.IsZero())
	if !s.moved.Load() {
		start = wall
	}
	if last.After(start) {
		start = last
	}
	if now := wall.Add(was.ahead()); was.running(wall) && now.After(start) {
		start = now
	}
	return start
}

// saveTime keeps how far the demonstration's time has got, which never goes
// back while a replica runs.
func (s *Server) saveTime(ctx context.Context) error {
	if !s.settings.Demo {
		return nil
	}
	position, _, err := s.feed.end(ctx)
	if err != nil {
		return err
	}
	_, err = s.storage.Facts.Change(ctx, factDemo, func(text string) (string, error) {
		was, err := readMark(text)
		if err != nil {
			return "", err
		}
		wall := s.outside.Wall().Round(0)
		if was.running(wall) {
			s.clock.Follow(was.ahead())
		}
		now := mark{Time: s.clock.Now(), Wall: wall, Detached: was.Detached || s.moved.Load(), Position: position}
		saved, err := json.Marshal(now)
		return string(saved), err
	})
	return err
}

// followTime goes by the demonstration's time as another replica has moved it.
func (s *Server) followTime(ctx context.Context) error {
	if !s.settings.Demo {
		return nil
	}
	text, err := s.storage.Facts.Fact(ctx, factDemo)
	if err != nil {
		return err
	}
	was, err := readMark(text)
	if err != nil {
		return err
	}
	if was.Detached {
		s.moved.Store(true)
	}
	s.clock.Follow(was.ahead())
	return nil
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
