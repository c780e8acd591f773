package whatif

import (
	"encoding/json"
	"fmt"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/examples/simulate/chance"
	"github.com/jinlin-project/jinlin/examples/simulate/engine"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// A Comparison is what came of it. Lists by scenario are in the order of Scenarios,
// those by seed in the order of Seeds; differences leave out the first scenario.
type Comparison struct {
	From      civil.Date    `json:"from"`
	Until     civil.Date    `json:"until"` // not included
	Scale     int           `json:"scale"` // of arrivals, in thousandths
	Seeds     []chance.Seed `json:"seeds"`
	Scenarios []Side        `json:"scenarios"`
	Rows      []Row         `json:"rows"`
	Days      [][]Spread    `json:"days"`  // open matters at the end of each day, by scenario
	Units     []UnitRow     `json:"units"` // by unit and figure
}

// A Side is one of the scenarios.
type Side struct {
	Letter  string       `json:"letter"` // A for the first
	Name    string       `json:"name"`
	Title   string       `json:"title"`
	Changes []Change     `json:"changes,omitempty"` // from the first
	Sums    []chance.Sum `json:"sums"`              // by seed: proves that two comparisons ran the same
}

// A Row is one figure of the whole.
type Row struct {
	ID          string               `json:"id"`
	Section     Section              `json:"section"`
	Name        governance.Text      `json:"name"`
	Unit        governance.Text      `json:"unit"`
	Better      Better               `json:"better"`
	Exact       [][]governance.Ratio `json:"exact"` // by scenario and seed, before it is multiplied for its unit (100 for %)
	Spreads     []Spread             `json:"spreads"`
	Differences []Difference         `json:"differences"`

	places int
}

// A UnitRow is one figure of one unit.
type UnitRow struct {
	ID          string          `json:"id"`
	Name        governance.Text `json:"name"`
	Unit        governance.Text `json:"unit"`
	Better      Better          `json:"better"`
	Of          Office          `json:"of"`
	Spreads     []Spread        `json:"spreads"`
	Differences []Difference    `json:"differences"`

	places int
}

// An Office is the unit that a figure is of.
type Office struct {
	Code orgtree.Code `json:"code"`
	Name string       `json:"name"`
	Kind orgtree.Kind `json:"kind"`
}

// observed is what is kept of one run.
type observed struct {
	rows  []governance.Ratio
	days  []int64
	units []Office
	desks map[orgtree.Code][]figure
	sum   chance.Sum
}

func observe(r *engine.Result, metrics []Metric, unitMetrics []UnitMetric) *observed {
	out := &observed{desks: map[orgtree.Code][]figure{}, sum: r.Sum}
	for i := range metrics {
		out.rows = append(out.rows, metrics[i].Of(r))
	}
	for _, d := range r.Days {
		out.days = append(out.days, d.Open)
	}
	desks := desksOf(r)
	for i := range desks {
		d := &desks[i]
		out.units = append(out.units, Office{d.Code, d.Name, d.Kind})
		figures := make([]figure, len(unitMetrics))
		for j, m := range unitMetrics {
			figures[j] = figureOf(m.Of(d), m.Measure)
		}
		out.desks[d.Code] = figures
	}
	return out
}

func figureOf(r governance.Ratio, m Measure) figure {
	a, ok := amountOf(r, m.Times)
	return figure{a, ok}
}

// grid is what was observed, by scenario and seed.
type grid struct {
	seen      []*observed
	scenarios int
}

func (g grid) at(scenario, seed int) *observed { return g.seen[seed*g.scenarios+scenario] }

// assembled compares what was observed.
func assembled(plans []engine.Plan, seeds []chance.Seed, seen []*observed, metrics []Metric, unitMetrics []UnitMetric) *Comparison {
	s, g := plans[0].Scenario, grid{seen, len(plans)}
	out := &Comparison{From: s.From, Until: s.Until(), Scale: plans[0].Scale, Seeds: seeds}
	if out.Scale == 0 {
		out.Scale = 1000
	}
	for i, p := range plans {
		side := Side{Letter: string(rune('A' + i)), Name: p.Scenario.Name, Title: p.Scenario.Title, Changes: changesOf(s, p.Scenario, g.kinds())}
		days := make([]Spread, len(g.at(i, 0).days))
		for j := range seeds {
			side.Sums = append(side.Sums, g.at(i, j).sum)
		}
		for day := range days {
			open := make([]Amount, len(seeds))
			for j := range seeds {
				open[j] = Amount(g.at(i, j).days[day]) * one
			}
			days[day] = spreadOf(open)
		}
		out.Scenarios, out.Days = append(out.Scenarios, side), append(out.Days, days)
	}
	for i := range metrics {
		out.Rows = append(out.Rows, g.row(i, &metrics[i], len(seeds)))
	}
	for _, u := range g.units() {
		for i := range unitMetrics {
			out.Units = append(out.Units, g.unitRow(i, &unitMetrics[i], u, len(seeds)))
		}
	}
	return out
}

func (g grid) row(i int, m *Metric, seeds int) Row {
	out := Row{ID: m.ID, Section: m.Section, Name: m.Name, Unit: m.Measure.Name, Better: m.Better, places: m.Measure.Places}
	figures := make([][]figure, g.scenarios)
	for side := range figures {
		var exact []governance.Ratio
		for j := range seeds {
			r := g.at(side, j).rows[i]
			exact, figures[side] = append(exact, r), append(figures[side], figureOf(r, m.Measure))
		}
		out.Exact = append(out.Exact, exact)
	}
	out.Spreads, out.Differences = compared(figures)
	return out
}

// kinds are what the units of the first scenario are; compounds are not among them.
func (g grid) kinds() map[orgtree.Code]orgtree.Kind {
	out := map[orgtree.Code]orgtree.Kind{}
	for _, u := range g.at(0, 0).units {
		out[u.Code] = u.Kind
	}
	return out
}

// units are all units that any scenario has, those of the first first.
func (g grid) units() (out []Office) {
	known := map[orgtree.Code]bool{}
	for side := range g.scenarios {
		for _, u := range g.at(side, 0).units {
			if !known[u.Code] {
				known[u.Code] = true
				out = append(out, u)
			}
		}
	}
	return out
}

func (g grid) unitRow(i int, m *UnitMetric, u Office, seeds int) UnitRow {
	out := UnitRow{ID: m.ID, Name: m.Name, Unit: m.Measure.Name, Better: m.Better, Of: u, places: m.Measure.Places}
	figures := make([][]figure, g.scenarios)
	for side := range figures {
		for j := range seeds {
			one := figure{}
			if of, ok := g.at(side, j).desks[u.Code]; ok {
				one = of[i]
			}
			figures[side] = append(figures[side], one)
		}
	}
	out.Spreads, out.Differences = compared(figures)
	return out
}

// compared sums up figures by scenario and seed.
func compared(figures [][]figure) (spreads []Spread, differences []Difference) {
	for side, all := range figures {
		spreads = append(spreads, spreadOf(figuresOf(all)))
		if side > 0 {
			differences = append(differences, differenceOf(figures[0], all))
		}
	}
	return spreads, differences
}

// JSON is everything, amounts as texts of exact decimals.
func (c *Comparison) JSON() []byte {
	out, err := json.Marshal(c)
	if err != nil {
		panic(fmt.Sprintf("whatif: its own JSON: %v", err)) // texts and whole numbers
	}
	return append(out, '\n')
}
