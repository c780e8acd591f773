package invariant

import (
	"sync"
	"time"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/examples/simulate/court"
	"github.com/jinlin-project/jinlin/examples/simulate/engine"
	"github.com/jinlin-project/jinlin/examples/simulate/place"
	"github.com/jinlin-project/jinlin/examples/simulate/scenario"
	"github.com/jinlin-project/jinlin/governance"
)

// A Set is the invariants of one run, of one district or many.
type Set struct {
	days   *days
	limits map[string][]limit
	most   most
	until  time.Time

	mu       sync.Mutex
	watchers []*Watcher
}

// New makes the invariants of a scenario ready.
func New(s *scenario.Scenario) (*Set, error) {
	d, err := daysOf(s)
	return &Set{days: d, limits: limitsOf(&s.Policy), most: mostOf(&s.Policy), until: s.Until().Start()}, err
}

// Watch makes the watcher of a district. It goes into [engine.Plan].
func (s *Set) Watch(p place.Place) (engine.Watcher, error) {
	w := &Watcher{
		days: s.days, limits: s.limits, most: s.most, until: s.until, district: string(p.District), centre: string(p.District) + "C00",
		rows: map[string][]Row{matter: of(matter), inquiry: of(inquiry), sample: of(sample)}, traces: map[uuid.UUID]*trace{}, seen: newTally(),
	}
	w.matters = w.rows[matter]
	s.mu.Lock()
	defer s.mu.Unlock()
	s.watchers = append(s.watchers, w)
	return w, nil
}

// A Watcher holds every record of one district to the rows after every command.
type Watcher struct {
	days             *days
	limits           map[string][]limit
	most             most
	until            time.Time
	district, centre string
	rows             map[string][]Row
	matters          []Row

	sight  sight
	clock  int64
	traces map[uuid.UUID]*trace
	spare  []*trace
	seen   *tally
}

// trace is what was seen of a record last.
type trace struct {
	version          int64
	phase            governance.Phase
	outcome          string
	closed           int64
	reopened         int
	deadlines, ended int
	begun            int64 // changes with what deadlines there are
	dues             int64 // changes with when they are due
	mark             int64 // changes whenever one of them does
	ratings          int
}

// sight is a record as it stands after a command.
type sight struct {
	*Watcher
	file *court.File
	h    *governance.Head
	c    *casework.Case // of a matter
	at   time.Time
	now  int64
	by   *governance.Actor
	verb string
	was  *trace

	seamless     bool // nothing was done to it unseen since
	ended        int
	runs, stands bool // some clock of a unit runs, or stands still
	begun, mark  int64
	dues         int64
	kept, stay   int64 // what begun and dues are of the deadlines that were there before
}

// Saw implements [engine.Watcher].
func (w *Watcher) Saw(f *court.File, at time.Time, by *governance.Actor, verb string) error {
	s := &w.sight
	s.Watcher, s.file, s.h, s.c, s.at, s.now, s.by, s.verb = w, f, f.Head(), f.Case, at, at.Unix(), by, verb
	s.was = w.trace(f.ID)
	s.look()
	rows := w.matters
	if f.Case == nil {
		rows = w.rows[f.Kind]
	}
	for i := range rows {
		if !rows[i].holds(s) {
			return &BrokenError{Row: rows[i], Ref: governance.Ref{Kind: f.Kind, ID: f.ID}, At: at, Verb: verb}
		}
	}
	s.remember()
	w.clock = s.now
	return nil
}

func (w *Watcher) trace(id uuid.UUID) *trace {
	t := w.traces[id]
	if t != nil {
		return t
	}
	if n := len(w.spare); n > 0 {
		t, w.spare = w.spare[n-1], w.spare[:n-1]
	} else {
		t = new(trace)
	}
	*t = trace{}
	w.traces[id] = t
	return t
}

// look goes over the clocks once.
func (s *sight) look() {
	s.seamless = s.h.Version == s.was.version+1
	s.ended, s.runs, s.stands = 0, false, false
	s.begun, s.mark, s.dues, s.kept, s.stay = 0, 0, 0, 0, 0
	for i := range s.h.Deadlines {
		d := &s.h.Deadlines[i]
		s.begun = s.begun*31 + d.Start.Unix() + int64(len(d.Name))
		s.dues = s.dues*31 + d.Due.Unix() + int64(d.Added+len(d.Pauses))
		if i < s.was.deadlines {
			s.kept, s.stay = s.begun, s.dues
		}
		s.mark = s.mark*31 + d.Due.Unix() + int64(d.Added)
		switch {
		case !d.End.IsZero():
			s.ended++
			s.mark++
		case stands(d):
			s.stands = true
			s.mark += 2
		case d.Unit != "":
			s.runs = true
		}
	}
}

// stands reports whether a clock stands still.
func stands(d *governance.Deadline) bool {
	n := len(d.Pauses)
	return n > 0 && d.Pauses[n-1].To.IsZero()
}

func (s *sight) remember() {
	t := s.was
	t.version, t.phase, t.outcome, t.closed = s.h.Version, s.h.Phase, s.h.Outcome, s.h.Closed.Unix()
	t.deadlines, t.ended, t.begun, t.mark, t.dues = len(s.h.Deadlines), s.ended, s.begun, s.mark, s.dues
	if s.c != nil {
		t.reopened, t.ratings = s.c.Reopened, len(s.c.Ratings)
	}
}

// open reports whether a record is not at its end.
func (s *sight) open() bool { return s.h.Closed.IsZero() }

// timer is when time gives a command by itself, or zero.
func (s *sight) timer(verb string) time.Time {
	for i := range s.h.Timers {
		if s.h.Timers[i].Verb == verb {
			return s.h.Timers[i].At
		}
	}
	return time.Time{}
}

// day is the day of an instant.
func day(at time.Time) civil.Date { return civil.DateOf(at) }

// Left implements [engine.Leaver]: the record is counted, and its trace forgotten.
func (w *Watcher) Left(f *court.File, at time.Time) error {
	if t := w.traces[f.ID]; t != nil {
		delete(w.traces, f.ID)
		w.spare = append(w.spare, t)
	}
	w.seen.count(f, w.until)
	return nil
}
