package replay

import (
	"time"

	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/examples/simulate/engine"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/workday"
	"github.com/jinlin-project/jinlin/orgtree"
	"github.com/jinlin-project/jinlin/scoring"
)

// count counts what came of matters. Everything in it is a sum: the order of matters
// changes nothing.
type count struct {
	out      *Report
	tree     *orgtree.Tree
	district orgtree.Code
	calendar *workday.Calendar
	until    time.Time
	scorers  []*scoring.Scorer
	names    []string       // of limits
	index    map[string]int // of limits
	units    map[orgtree.Code]*Unit
	assumed  [assumptions]int64
	always   marks // what is assumed of every matter
	faults   map[string]int64
	tally    *scoring.Tally
}

func newCount(o *Options, j *judge) (*count, error) {
	from, until := o.period()
	c := &count{
		tree: j.tree, district: j.code, calendar: j.calendar, until: j.until,
		index: map[string]int{}, units: map[orgtree.Code]*Unit{}, faults: map[string]int64{},
	}
	c.out = &Report{
		Title: o.Mapping.Title, Note: o.Mapping.Note, Scenario: o.Scenario.Title, District: j.tree.Name(j.code), From: from, Until: until,
		Calendar: j.calendar.Version().String(), Faults: []Fault{}, Assumed: []Assumed{}, Units: []Unit{}, Scores: []engine.Score{}, Matters: newMatters(),
		rules: map[string]string{},
	}
	c.names, c.out.labels = limitNames(j.policy)
	for i, name := range c.names {
		c.index[name] = i
	}
	c.out.Limits = c.limits()
	c.always.set(oneOrganisation)
	c.always.set(noSamples)
	c.always.set(map[bool]assumption{false: wallClock, true: instantKept}[o.Mapping.Times.Keep == "instant"])
	periods, err := quarters(from, until)
	if err != nil {
		return nil, err
	}
	c.tally = scoring.NewTally(periods...)
	c.scorers, err = o.Scenario.Scorers()
	return c, err
}

func newMatters() engine.Matters {
	return engine.Matters{Outcomes: map[string]int64{}, Paths: map[string]int64{}}
}

func (c *count) limits() []engine.Limit {
	out := make([]engine.Limit, len(c.names))
	for i, name := range c.names {
		out[i].Name = name
	}
	return out
}

// faulty counts rows that are not sound, and what is wrong with them.
func (c *count) faulty(rows int64, faults []Fault) {
	c.out.Refused += rows
	for i := range faults {
		c.faults[faults[i].Code]++
	}
}

// matter counts one, as it stands at the end of the data.
func (c *count) matter(r *row, m *casework.Case) error {
	c.out.Replayed++
	for a := range c.assumed {
		if (r.assumed|c.always)&(1<<a) != 0 {
			c.assumed[a]++
		}
	}
	c.deadlines(m)
	to := []*engine.Matters{&c.out.Matters}
	if unit := r.leads(m); unit != "" {
		to = append(to, &c.unit(unit).Matters)
	}
	for _, one := range to {
		c.into(one, r, m)
	}
	for i := range m.Ratings {
		c.rating(&m.Ratings[i])
	}
	for _, o := range m.Observations(c.tree) {
		if err := c.tally.Add(&o); err != nil {
			return err
		}
	}
	return nil
}

// leads is the unit that led the handling, if any did: who holds what is withdrawn or
// merged is assumed, and did not handle it.
func (r *row) leads(m *casework.Case) orgtree.Code {
	for i := range m.Units {
		if m.Units[i].Role == casework.Lead && paths[r.way] != pathNone {
			return m.Units[i].Unit
		}
	}
	return ""
}

func (c *count) into(to *engine.Matters, r *row, m *casework.Case) {
	to.Opened++
	to.Paths[paths[r.way]]++
	if m.Outcome == "" {
		to.Open++
	} else {
		to.Outcomes[m.Outcome]++
	}
	if c.late(m) {
		to.Late++
	} else {
		to.InTime++
	}
	if !m.Completed.IsZero() {
		to.Durations[min(max(c.between(m.Opened, m.Completed), 0), len(to.Durations)-1)]++
	}
}

// late reports whether any deadline was missed by the end of the data.
func (c *count) late(m *casework.Case) bool {
	for i := range m.Deadlines {
		if m.Deadlines[i].State(c.until) == governance.Missed {
			return true
		}
	}
	return false
}

func (c *count) deadlines(m *casework.Case) {
	provisional := false
	for i := range m.Deadlines {
		d := &m.Deadlines[i]
		n := c.index[d.Name]
		ends(&c.out.Limits[n], d, c.until)
		if d.Unit != "" {
			ends(&c.unit(d.Unit).Limits[n], d, c.until)
		}
		provisional = provisional || d.Provisional
	}
	if provisional {
		c.out.Provisional++
	}
}

// ends counts how a deadline stands at the end of the data.
func ends(l *engine.Limit, d *governance.Deadline, until time.Time) {
	switch d.State(until) {
	case governance.Met:
		l.Met++
	case governance.Missed:
		l.Missed++
	case governance.Lifted:
		l.Lifted++
	default:
		l.Open++
	}
}

func (c *count) rating(r *casework.Rating) {
	step := 0
	if r.Given {
		step = int(r.Satisfaction)
	}
	for _, to := range []*engine.Matters{&c.out.Matters, &c.unit(r.Unit).Matters} {
		if r.By == casework.ByWhistler {
			to.ByWhistlers[step]++
		} else {
			to.BySenders[step]++
		}
	}
}

func (c *count) unit(code orgtree.Code) *Unit {
	u := c.units[code]
	if u == nil {
		u = &Unit{Code: code, Name: c.tree.Name(code), Kind: c.tree.Kind(code), Matters: newMatters(), Limits: c.limits()}
		c.units[code] = u
	}
	return u
}
