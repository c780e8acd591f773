package replay

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"time"

	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/examples/simulate/chance"
	"github.com/jinlin-project/jinlin/examples/simulate/court"
	"github.com/jinlin-project/jinlin/examples/simulate/place"
	"github.com/jinlin-project/jinlin/examples/simulate/scenario"
)

// Options are what a replay needs: whose policy, calendar and rule sets hold, in which
// district, and what the columns are.
type Options struct {
	Mapping  *Mapping
	Scenario *scenario.Scenario
	Place    place.Place
	Cases    io.Writer // gets a line of CSV for each matter; nil: nobody does
}

// Run replays a file and keeps the matters' lines for [Report.CSV]. For a large file
// give a writer to [Options.Run] instead.
func Run(csv io.Reader, m *Mapping, s *scenario.Scenario, p place.Place) (*Report, error) {
	var cases bytes.Buffer
	out, err := Options{m, s, p, &cases}.Run(csv)
	if err != nil {
		return nil, err
	}
	out.cases = cases.Bytes()
	return out, nil
}

// Run replays a file. The error is that of reading it, or a
// [*governance.InvalidError] that names what of the mapping does not fit the file or
// the district; what is wrong with rows stands in the report.
func (o Options) Run(csv io.Reader) (*Report, error) {
	r, err := o.prepare(csv)
	if err != nil {
		return nil, err
	}
	for {
		bad, err := r.next()
		switch {
		case errors.Is(err, io.EOF):
			if err := r.cases.flush(); err != nil {
				return nil, err
			}
			return r.count.finish()
		case err != nil:
			return nil, fmt.Errorf("line %d: %w", r.line+1, err)
		}
		r.count.out.Rows++
		if err := r.one(bad); err != nil {
			return nil, err
		}
	}
}

// replay is a replay in its course.
type replay struct {
	reading
	judge *judge
	count *count
	cases *cases
}

var separators = map[string]byte{"": ',', "comma": ',', "semicolon": ';', "tab": '\t'}

func (o *Options) prepare(csv io.Reader) (*replay, error) {
	m, s := o.Mapping, o.Scenario
	tree := o.Place.Org.On(s.From)
	d, err := newDistrict(o.Place.District, tree)
	if err != nil {
		return nil, err
	}
	if err := d.check(m); err != nil {
		return nil, err
	}
	r := &replay{reading: reading{Mapping: m, district: d, records: newRecords(csv, separators[m.Separator])}}
	if r.columns, err = m.find(r.records); err != nil {
		return nil, err
	}
	if r.times, err = m.Times.ready(); err != nil {
		return nil, err
	}
	from, until := cmp.Or(m.From, s.From), cmp.Or(m.Until, s.Until())
	r.from, r.until = from.Start(), until.Start()
	if r.judge, err = newJudge(s, d, r.until); err != nil {
		return nil, err
	}
	if r.count, err = newCount(o, r.judge, from, until); err != nil {
		return nil, err
	}
	r.cases, err = newCases(o.Cases, r.count)
	return r, err
}

func newJudge(s *scenario.Scenario, d *district, until time.Time) (*judge, error) {
	policy, err := s.Rules()
	if err != nil {
		return nil, err
	}
	policy.SampleShare = 0
	calendar, err := s.WorkingDays()
	if err != nil {
		return nil, err
	}
	rules, err := court.NewRules(policy)
	if err != nil {
		return nil, err
	}
	pure := court.NewPure(rules, d.code, d.tree, calendar, policy)
	return &judge{district: d, court: pure, calendar: calendar, until: until, policy: policy, seen: map[uint64]struct{}{}}, nil
}

// one takes up a record: it is replayed and counted, or what is wrong with it is noted.
func (r *replay) one(bad *broken) error {
	switch {
	case bad != nil:
		f := Fault{Line: r.first, Column: bad.cell + 1, Code: bad.code, Detail: bad.detail}
		if r.line != r.first {
			f.To = r.line
		}
		r.count.faulty(f)
	case r.len() != r.columns.count:
		r.count.faulty(Fault{Line: r.first, Column: min(r.len(), r.columns.count) + 1, Code: wrongCount.code, Detail: wrongCount.detail})
	case !r.read():
		r.count.faulty(r.faults...)
	default:
		return r.replay()
	}
	return nil
}

func (r *replay) replay() error {
	key := uint64(chance.TopicOf(r.row.id))
	if _, again := r.judge.seen[key]; again {
		r.wrong(fieldID, &twice)
		r.count.faulty(r.faults...)
		return nil
	}
	f, refused := r.judge.try(&r.row)
	if refused != nil {
		r.wrong(refused.at, &flaw{"refused", refused.explained()})
		r.count.faulty(r.faults...)
		return nil
	}
	r.judge.seen[key] = struct{}{}
	defer r.judge.court.Drop(f)
	if err := r.count.matter(&r.row, f.Case); err != nil {
		return err
	}
	return r.cases.write(&r.row, f.Case)
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
