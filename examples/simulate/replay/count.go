package replay

import (
	"time"

	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/civil"
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
	ruleSets []string
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
		tree: j.tree, district: j.code, calendar: j.calendar, until: j.until, ruleSets: o.Scenario.RuleSets,
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
	c.tally = scoring.NewTally(periods...)
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

// quarters are those that the data meets; the last ends with it, so that what is not
// due yet is not taken for late.
func quarters(from, until civil.Date) ([]scoring.Period, error) {
	var out []scoring.Period
	y, m, _ := from.YMD()
	for q := (int(m)-1)/3 + 1; ; q++ {
		if q > 4 {
			y, q = y+1, 1
		}
		p, err := scoring.Quarter(y, q)
		if err != nil || !p.From().Before(until.Start()) {
			return out, err
		}
		if p.To().After(until.Start()) {
			if p, err = scoring.Between(p.From(), until.Start()); err != nil {
				return nil, err
			}
		}
		out = append(out, p)
	}
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

// add adds what another judge has counted.
func (c *count) add(o *count) error {
	c.out.Rows += o.out.Rows
	c.out.Replayed += o.out.Replayed
	c.out.Refused += o.out.Refused
	c.out.Provisional += o.out.Provisional
	c.out.Matters.Add(&o.out.Matters)
	addLimits(c.out.Limits, o.out.Limits)
	for code, u := range o.units {
		c.unit(code).Matters.Add(&u.Matters)
		addLimits(c.unit(code).Limits, u.Limits)
	}
	for a, n := range o.assumed {
		c.assumed[a] += n
	}
	for code, n := range o.faults {
		c.faults[code] += n
	}
	return c.tally.Merge(o.tally)
}

func addLimits(to, from []engine.Limit) {
	for i := range from {
		to[i].Met += from[i].Met
		to[i].Missed += from[i].Missed
		to[i].Lifted += from[i].Lifted
		to[i].Open += from[i].Open
	}
}

// finish has everybody scored and puts the report in order.
func (c *count) finish(faults []Fault) (*Report, error) {
	out := c.out
	out.Faults = append(out.Faults, faults...)
	out.Codes = sortedCounts(c.faults)
	out.Limits = ran(out.Limits)
	for a, n := range c.assumed {
		if n > 0 {
			out.Assumed = append(out.Assumed, Assumed{allAssumptions[a], n})
		}
	}
	for u := range c.tree.Subtree(c.district) {
		if unit := c.units[u.Code]; unit != nil {
			unit.Limits = ran(unit.Limits)
			out.Units = append(out.Units, *unit)
		}
	}
	for _, id := range c.ruleSets {
		if err := c.score(id); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// ran are the limits that ever ran.
func ran(limits []engine.Limit) []engine.Limit {
	out := limits[:0]
	for _, l := range limits {
		if l.Met+l.Missed+l.Lifted+l.Open > 0 {
			out = append(out, l)
		}
	}
	return out
}

// score ranks the units by one rule set in every quarter.
func (c *count) score(id string) error {
	text, _ := scoring.ShippedJSON(id) // the scenario was checked
	rules, err := scoring.DecodeRuleSet(text)
	if err != nil {
		return err
	}
	scorer, err := scoring.NewScorer(rules)
	if err != nil {
		return err
	}
	c.out.rules[id] = rules.Title.Zh
	for _, q := range c.tally.Periods() {
		standings, err := scorer.Rank(c.tally, q)
		if err != nil {
			return err
		}
		for _, s := range standings {
			c.out.Scores = append(c.out.Scores, engine.Score{Rules: id, Period: q, District: c.district, Standing: s})
		}
	}
	return nil
}
