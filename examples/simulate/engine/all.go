package engine

import (
	"errors"
	"sync"
	"sync/atomic"

	"github.com/jinlin-project/jinlin/examples/simulate/chance"
	"github.com/jinlin-project/jinlin/examples/simulate/court"
	"github.com/jinlin-project/jinlin/examples/simulate/place"
	"github.com/jinlin-project/jinlin/examples/simulate/scenario"
)

// A Plan is a scenario ready to be run, as often as wanted.
type Plan struct {
	Scenario *scenario.Scenario
	Places   []place.Place
	Scale    int // arrivals in thousandths of the scenario's; 0: 1000
	Jobs     int // districts at a time; 0: 1
	// Watch makes a watcher for each district; nil: nobody watches.
	Watch func(place.Place) (Watcher, error)
	// Progress, if it is set, is told how many of all days of all districts have
	// begun, from several goroutines at once.
	Progress func(done, of int64)
}

// Run runs every district and adds the results in the order of the places: how many
// ran at a time shows nowhere.
func (p *Plan) Run(seed chance.Seed) (*Result, error) {
	results, problems := make([]*Result, len(p.Places)), make([]error, len(p.Places))
	var next, done atomic.Int64
	var all sync.WaitGroup
	of := int64(len(p.Places)) * int64(Days(p.Scenario))
	for range min(max(p.Jobs, 1), len(p.Places)) {
		all.Go(func() {
			for i := next.Add(1) - 1; i < int64(len(p.Places)); i = next.Add(1) - 1 {
				results[i], problems[i] = p.one(p.Places[i], seed, func(int, int) {
					if n := done.Add(1); p.Progress != nil {
						p.Progress(n, of)
					}
				})
			}
		})
	}
	all.Wait()
	if err := errors.Join(problems...); err != nil {
		return nil, err
	}
	for _, r := range results[1:] {
		results[0].Add(r)
	}
	return results[0], nil
}

// one runs a district, with a seed of its own.
func (p *Plan) one(at place.Place, seed chance.Seed, day func(n, of int)) (*Result, error) {
	o, err := p.options(at, seed, day)
	if err != nil {
		return nil, err
	}
	return Run(o)
}

func (p *Plan) options(at place.Place, seed chance.Seed, day func(n, of int)) (Options, error) {
	o := Options{Scenario: p.Scenario, Place: at, Seed: seed.For(string(at.District)), Scale: p.Scale, Day: day}
	if p.Watch == nil {
		return o, nil
	}
	var err error
	o.Watch, err = p.Watch(at)
	return o, err
}

// Through runs the plan's one district by a court of the caller's, with something
// beside it or nil.
func (p *Plan) Through(seed chance.Seed, by court.Court, beside Beside) (*Result, error) {
	var done int64
	o, err := p.options(p.Places[0], seed, func(int, int) {
		if done++; p.Progress != nil {
			p.Progress(done, int64(Days(p.Scenario)))
		}
	})
	if err != nil {
		return nil, err
	}
	o.Court, o.Beside = by, beside
	return Run(o)
}
