package engine

import (
	"fmt"
	"time"

	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/examples/simulate/chance"
	"github.com/jinlin-project/jinlin/examples/simulate/court"
	"github.com/jinlin-project/jinlin/examples/simulate/place"
	"github.com/jinlin-project/jinlin/examples/simulate/scenario"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/workday"
	"github.com/jinlin-project/jinlin/orgtree"
	"github.com/jinlin-project/jinlin/scoring"
)

// Options are what a run of one district needs.
type Options struct {
	Scenario *scenario.Scenario
	Place    place.Place
	Seed     chance.Seed
	Scale    int         // arrivals in thousandths of the scenario's; 0: 1000
	Court    court.Court // nil: a pure one
	Watch    Watcher     // nil: nobody
	Beside   Beside      // nil: nothing
	// Day, if it is set, is told when a day begins: which, of how many.
	Day func(n, of int)
}

// A Watcher looks at every record after every command. What it reports ends the run.
type Watcher interface {
	Saw(f *court.File, at time.Time, by *governance.Actor, verb string) error
}

// Beside is something else that happens in the same district, such as the agenda of
// the other institutions.
type Beside interface {
	// Until lets everything happen that is planned before an instant.
	Until(at time.Time) error
}

// run is one district in the course of a run.
type run struct {
	Options
	rules    *casework.Policy
	calendar *workday.Calendar
	tree     *orgtree.Tree
	court    court.Court

	desks       []desk
	index       map[orgtree.Code]int32
	communities []community
	departments []int32
	centre      int32
	responsible map[string][]int32 // by category

	matters, inquiries    *arrivals
	matterSeq, inquirySeq uint64
	lists                 []chance.Table
	assists, stages       chance.Table
	moods                 [4]chance.Table
	agenda                *agenda
	phases                map[string][]governance.Phase // in which the rows know a command
	live, spare           []*item
	open                  int // matters
	out                   *Result
	from, until           int64
	lastOpen              []latest // by community: the matter a duplicate repeats
	clock                 int64
	today                 int                   // the day in hand, from 0
	sum                   chance.Sum            // of the record that is being counted
	observed              []scoring.Observation // room for those of one matter
}

// community is where things come in.
type community struct {
	desk  int32
	homes []home // its compounds, or itself where it has none
}

// home is a compound or community with the resident who sends things.
type home struct {
	desk     int32
	resident *governance.Actor
}

// Run simulates one district from the scenario's first day to its last.
func Run(o Options) (*Result, error) {
	r, err := prepare(o)
	if err != nil {
		return nil, err
	}
	for r.today = range Days(o.Scenario) {
		if err := r.day(); err != nil {
			return nil, fmt.Errorf("%s, %s: %w", o.Place.District, instant(r.clock).Format("2006-01-02 15:04:05"), err)
		}
	}
	return r.finish()
}

// day lets one day pass.
func (r *run) day() error {
	r.clock = r.from + int64(r.today)*day
	if r.Day != nil {
		r.Day(r.today, Days(r.Scenario))
	}
	r.arrive()
	for range day / hour {
		if err := r.hour(); err != nil {
			return err
		}
		r.agenda.turn()
	}
	r.out.dayEnds(r)
	return nil
}

// hour lets happen what is planned for an hour, and what comes of it within.
func (r *run) hour() error {
	for {
		e, ok := r.agenda.next()
		if !ok {
			return nil
		}
		r.clock = max(r.clock, e.at)
		if r.Beside != nil {
			if err := r.Beside.Until(instant(r.clock)); err != nil {
				return err
			}
		}
		if err := r.happen(&e); err != nil {
			return fmt.Errorf("%s: %w", e.step, err)
		}
	}
}

// arrive plans what comes in on the day that begins.
func (r *run) arrive() {
	date := int(r.Scenario.From) + r.today
	for _, kind := range []struct {
		a     *arrivals
		topic chance.Topic
		step  step
	}{{r.matters, topicHour, stepReport}, {r.inquiries, topicInquiryHour, stepAsk}} {
		for i := range kind.a.days[r.today] {
			s := r.Seed.On(kind.topic, uint64(date)<<24|uint64(i))
			r.agenda.add(event{at: r.clock + kind.a.second(&s), step: kind.step})
		}
	}
}

// happen lets one event happen.
func (r *run) happen(e *event) error {
	switch e.step {
	case stepReport:
		return r.report()
	case stepAsk:
		return r.ask()
	}
	it := e.item
	if it.gen != e.gen {
		return nil // it is closed and forgotten
	}
	if e.step == stepWake {
		return r.wake(it, e.at)
	}
	it.done(e.step, e.unit)
	if err := acts[e.step](r, it, e.unit); err != nil || it.gen != e.gen { // it may have ended with another
		return err
	}
	return r.changed(it)
}

// wake lets time act on an item when its hour has come.
func (r *run) wake(it *item, at int64) error {
	if at != it.wake {
		return nil // planned before something moved it
	}
	it.wake = 0
	if due, ok := it.file.Head().WakeAt(); !ok || due.After(instant(at)) {
		r.arrange(it)
		return nil
	}
	w, _ := it.file.Head().Wake()
	before := reds(it.file.Head())
	if err := r.court.Tick(it.file, instant(at)); err != nil {
		return err
	}
	if err := r.saw(it, &system, w.Verb); err != nil {
		return err
	}
	if reds(it.file.Head()) > before { // books let all happen at once that is due at one instant
		r.warned(it)
	}
	return r.changed(it)
}

var system = governance.Actor{System: true}

func (r *run) saw(it *item, by *governance.Actor, verb string) error {
	if r.Watch == nil {
		return nil
	}
	return r.Watch.Saw(it.file, instant(r.clock), by, verb)
}

// do gives a command in the name of a desk.
func (r *run) do(it *item, by *governance.Actor, cmd governance.Command) error {
	if err := r.court.Do(it.file, instant(r.clock), by, cmd); err != nil {
		return fmt.Errorf("matter %d, %s in %s: %w", it.n, cmd.Verb(), it.file.Head().Phase, err)
	}
	return r.saw(it, by, cmd.Verb())
}

// arrange plans the next time at which time acts.
func (r *run) arrange(it *item) {
	due, ok := it.file.Head().WakeAt()
	if !ok {
		return
	}
	at := due.Unix()
	if due.Nanosecond() > 0 {
		at++
	}
	at = max(at, r.clock)
	if it.wake != 0 && it.wake <= at {
		return
	}
	it.wake = at
	r.agenda.add(event{at: at, item: it, gen: it.gen, step: stepWake})
}

// Days is how many days the scenario lasts.
func Days(s *scenario.Scenario) int { return s.Until().Sub(s.From) }
