package replay

import (
	"bytes"
	"cmp"
	"io"
	"maps"
	"runtime"
	"slices"

	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/examples/simulate/court"
	"github.com/jinlin-project/jinlin/examples/simulate/place"
	"github.com/jinlin-project/jinlin/examples/simulate/scenario"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// Options are what a replay needs: whose policy, calendar and rule sets hold, in which
// district, and what the columns are.
type Options struct {
	Mapping  *Mapping
	Scenario *scenario.Scenario
	Place    place.Place
	Cases    io.Writer // gets a line of CSV for each matter; nil: nobody does
	Jobs     int       // how many judge at a time; 0: 1. It shows nowhere
}

// Run replays a file and keeps the matters' lines for [Report.CSV]. For a large file
// give a writer to [Options.Run] instead.
func Run(csv io.Reader, m *Mapping, s *scenario.Scenario, p place.Place) (*Report, error) {
	var cases bytes.Buffer
	out, err := Options{m, s, p, &cases, runtime.GOMAXPROCS(0)}.Run(csv)
	if err != nil {
		return nil, err
	}
	out.cases = cases.Bytes()
	return out, nil
}

// Run replays a file. The error is that of reading it or of writing the cases, or a
// [*governance.InvalidError] that names what of the mapping does not fit the file or
// the district; what is wrong with rows stands in the report.
func (o Options) Run(csv io.Reader) (*Report, error) {
	d, err := newDistrict(o.Place.District, o.Place.Org.On(o.Scenario.From))
	if err != nil {
		return nil, err
	}
	in, err := o.reading(csv, d)
	if err != nil {
		return nil, err
	}
	judges := make([]*judge, max(o.Jobs, 1))
	for i := range judges {
		if judges[i], err = o.judge(in); err != nil {
			return nil, err
		}
	}
	p := pipeline{reading: in, judges: judges, cases: o.Cases}
	if err := p.run(); err != nil {
		return nil, err
	}
	for _, j := range judges[1:] {
		if err := judges[0].count.add(j.count); err != nil {
			return nil, err
		}
	}
	return judges[0].count.finish(p.faults)
}

var separators = map[string]byte{"": ',', "comma": ',', "semicolon": ';', "tab": '\t'}

// period is from when to when the data is.
func (o *Options) period() (from, until civil.Date) {
	return cmp.Or(o.Mapping.From, o.Scenario.From), cmp.Or(o.Mapping.Until, o.Scenario.Until())
}

// reading begins to read a file.
func (o *Options) reading(csv io.Reader, d *district) (*reading, error) {
	if err := d.check(o.Mapping); err != nil {
		return nil, err
	}
	from, until := o.period()
	r := &reading{
		Mapping: o.Mapping, district: d, records: newRecords(csv, separators[o.Mapping.Separator]), from: from.Start(), until: until.Start(),
	}
	var err error
	if r.columns, err = o.Mapping.find(r.records); err != nil {
		return nil, err
	}
	r.times, err = o.Mapping.Times.ready()
	return r, err
}

// judge makes one judge ready, with counters of its own.
func (o *Options) judge(in *reading) (*judge, error) {
	policy, err := o.Scenario.Rules()
	if err != nil {
		return nil, err
	}
	policy.SampleShare = 0
	calendar, err := o.Scenario.WorkingDays()
	if err != nil {
		return nil, err
	}
	rules, err := court.NewRules(policy)
	if err != nil {
		return nil, err
	}
	_, until := o.period()
	d := in.district
	j := &judge{
		district: d, columns: in.columns, court: court.NewPure(rules, d.code, d.tree, calendar, policy), calendar: calendar, policy: policy, until: until.Start(),
		residents: map[orgtree.Code]*governance.Actor{},
	}
	if j.count, err = newCount(o, j); err == nil && o.Cases != nil {
		j.cases = newCases(j.count)
	}
	return j, err
}

// limitNames are the limits of the policy that matters are under, once each.
func limitNames(p *casework.Policy) (names []string, labels map[string]string) {
	labels = map[string]string{}
	for _, l := range p.Limits {
		if labels[l.Name] == "" {
			names = append(names, l.Name)
			labels[l.Name] = l.Label.Zh
		}
	}
	return names, labels
}

// sortedCounts are counts by their codes.
func sortedCounts(counts map[string]int64) []FaultCount {
	out := make([]FaultCount, 0, len(counts))
	for _, code := range slices.Sorted(maps.Keys(counts)) {
		out = append(out, FaultCount{code, counts[code]})
	}
	return out
}
