package whatif

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"sync"
	"sync/atomic"

	"github.com/jinlin-project/jinlin/examples/simulate/chance"
	"github.com/jinlin-project/jinlin/examples/simulate/engine"
	"github.com/jinlin-project/jinlin/examples/simulate/place"
	"github.com/jinlin-project/jinlin/examples/simulate/scenario"
	"github.com/jinlin-project/jinlin/governance"
)

// Options say how scenarios are compared.
type Options struct {
	Seeds []chance.Seed
	Scale int // arrivals in thousandths of the scenario's; 0: 1000
	Jobs  int // runs at a time; 0: 1
	// Grow grows the districts of a scenario; nil: those that need no file.
	Grow func(*scenario.Scenario) ([]place.Place, error)
	// Progress, if it is set, is told how many runs have ended, from several
	// goroutines at once.
	Progress func(done, of int)
}

// Seeds are so many seeds from one on, each the next number.
func Seeds(from chance.Seed, n int) []chance.Seed {
	out := make([]chance.Seed, n)
	for i := range out {
		out[i] = from + chance.Seed(i)
	}
	return out
}

// Run grows the districts of the scenarios and compares all with the first. What cannot
// be compared is a [*governance.InvalidError] that names every field at fault.
func Run(ctx context.Context, scenarios []*scenario.Scenario, o Options) (*Comparison, error) {
	var f governance.Faults
	check(scenarios, o.Seeds, &f)
	if err := f.Err(); err != nil {
		return nil, err
	}
	grow := o.Grow
	if grow == nil {
		grow = func(s *scenario.Scenario) ([]place.Place, error) {
			places, _, err := place.Grow(s, nil)
			return places, err
		}
	}
	plans := make([]engine.Plan, len(scenarios))
	for i, s := range scenarios {
		plans[i] = engine.Plan{Scenario: s, Scale: o.Scale}
		if first := scenarios[0]; i > 0 && s.From == first.From && reflect.DeepEqual(s.District, first.District) {
			plans[i].Places = plans[0].Places // never changed by a run
			continue
		}
		var err error
		if plans[i].Places, err = grow(s); err != nil {
			return nil, err
		}
	}
	return compare(ctx, plans, o)
}

// Compare runs every plan with every seed, so many runs at a time, and compares all
// with the first; what cannot be compared is refused as by [Run]. How many districts of
// one run are simulated at a time is the plan's to say.
func Compare(ctx context.Context, plans []engine.Plan, seeds []chance.Seed, jobs int) (*Comparison, error) {
	scenarios := make([]*scenario.Scenario, len(plans))
	var f governance.Faults
	for i := range plans {
		scenarios[i] = plans[i].Scenario
		if plans[i].Scale != plans[0].Scale {
			f.Add(fmt.Sprintf("plans[%d].scale", i), "differs", "来件量与第一个情景不同", "differs from the first plan's")
		}
	}
	check(scenarios, seeds, &f)
	if err := f.Err(); err != nil {
		return nil, err
	}
	return compare(ctx, plans, Options{Seeds: seeds, Jobs: jobs})
}

// mostScenarios is how many can be told apart on a plot.
const mostScenarios = 8

// check notes what cannot be compared.
func check(scenarios []*scenario.Scenario, seeds []chance.Seed, f *governance.Faults) {
	if len(scenarios) < 2 || len(scenarios) > mostScenarios {
		f.Add("scenarios", "wrong-length", "应有2至8个情景", "must be 2 to 8")
	}
	if len(seeds) == 0 {
		f.Add("seeds", "required", "缺少种子", "are missing")
	}
	known := map[chance.Seed]bool{}
	for i, s := range seeds {
		if known[s] {
			f.Add(fmt.Sprintf("seeds[%d]", i), "duplicate", "种子重复", "is there twice")
		}
		known[s] = true
	}
	for i, s := range scenarios {
		if s.From != scenarios[0].From {
			f.Add(fmt.Sprintf("scenarios[%d].from", i), "differs", "开始日与第一个情景不同", "differs from the first scenario's")
		}
		if s.Years != scenarios[0].Years {
			f.Add(fmt.Sprintf("scenarios[%d].years", i), "differs", "年数与第一个情景不同", "differs from the first scenario's")
		}
	}
}

// compare runs what was checked. Runs of one seed stand beside one another, and what
// each gave is kept at its place: the order in which they end shows nowhere.
func compare(ctx context.Context, plans []engine.Plan, o Options) (*Comparison, error) {
	runs := len(plans) * len(o.Seeds)
	seen, problems := make([]*observed, runs), make([]error, runs)
	metrics, unitMetrics := Metrics(plans[0].Scenario), UnitMetrics(plans[0].Scenario)
	var next, done atomic.Int64
	var all sync.WaitGroup
	for range min(max(o.Jobs, 1), runs) {
		all.Go(func() {
			for i := int(next.Add(1)) - 1; i < runs; i = int(next.Add(1)) - 1 {
				if problems[i] = ctx.Err(); problems[i] != nil {
					return
				}
				result, err := plans[i%len(plans)].Run(o.Seeds[i/len(plans)])
				if problems[i] = err; err != nil {
					next.Store(int64(runs)) // nobody needs the others any more
					return
				}
				seen[i] = observe(result, metrics, unitMetrics)
				if n := int(done.Add(1)); o.Progress != nil {
					o.Progress(n, runs)
				}
			}
		})
	}
	all.Wait()
	if err := errors.Join(problems...); err != nil {
		return nil, err
	}
	return assembled(plans, o.Seeds, seen, metrics, unitMetrics), nil
}
