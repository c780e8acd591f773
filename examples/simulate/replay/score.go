package replay

import (
	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/examples/simulate/engine"
	"github.com/jinlin-project/jinlin/scoring"
)

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
	for _, by := range c.scorers {
		if err := c.score(by); err != nil {
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
func (c *count) score(by *scoring.Scorer) error {
	rules := by.Rules()
	c.out.rules[rules.ID] = rules.Title.Zh
	for _, q := range c.tally.Periods() {
		standings, err := by.Rank(c.tally, q)
		if err != nil {
			return err
		}
		for _, s := range standings {
			c.out.Scores = append(c.out.Scores, engine.Score{Rules: rules.ID, Period: q, District: c.district, Standing: s})
		}
	}
	return nil
}
