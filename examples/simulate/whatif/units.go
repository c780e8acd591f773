package whatif

import (
	"slices"

	"github.com/jinlin-project/jinlin/examples/simulate/engine"
	"github.com/jinlin-project/jinlin/examples/simulate/scenario"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
	"github.com/jinlin-project/jinlin/scoring"
)

// A UnitMetric is one figure of a single unit.
type UnitMetric struct {
	ID      string // stable
	Name    governance.Text
	Measure Measure
	Better  Better
	Of      func(*Desk) governance.Ratio // without a denominator there is no figure
}

// A Desk is a unit with where it stood in the quarters, by rule set.
type Desk struct {
	*engine.Unit
	Standings map[string]Standing
}

// A Standing is where a unit stood, added up over the quarters in which it was ranked.
type Standing struct {
	Score scoring.Fixed
	Rank  int64
	Of    int64 // quarters
}

// UnitMetrics are the rows of every unit.
func UnitMetrics(s *scenario.Scenario) []UnitMetric {
	out := []UnitMetric{{"in-time", governance.Text{Zh: "按时率", En: "in time"}, percent, Higher, func(d *Desk) governance.Ratio { return share(d.Met, d.Missed) }}}
	for _, w := range works[1:] { // busy says of one unit what occupancy says
		out = append(out, UnitMetric{w.id, w.name, w.measure, w.better, func(d *Desk) governance.Ratio { return w.of(d.Unit) }})
	}
	out = append(out, UnitMetric{"satisfied", governance.Text{Zh: "满意率（已评价的）", En: "satisfied, of those who rated"}, percent, Higher,
		func(d *Desk) governance.Ratio { return contented(d.Satisfaction) }})
	for _, rules := range scoring.Shipped() {
		if !slices.Contains(s.RuleSets, rules.ID) {
			continue
		}
		out = append(out,
			UnitMetric{"score." + rules.ID, governance.Text{Zh: rules.Title.Zh + "：得分", En: rules.Title.En + ": score"}, points, Higher, func(d *Desk) governance.Ratio {
				return governance.Ratio{Num: int64(d.Standings[rules.ID].Score), Den: int64(scoring.One) * d.Standings[rules.ID].Of}
			}},
			UnitMetric{"rank." + rules.ID, governance.Text{Zh: rules.Title.Zh + "：名次", En: rules.Title.En + ": rank"}, rank, Lower, func(d *Desk) governance.Ratio {
				return governance.Ratio{Num: d.Standings[rules.ID].Rank, Den: d.Standings[rules.ID].Of}
			}})
	}
	return out
}

// desksOf are the units of a result, without compounds: what a compound does is too
// little for its figures to say anything.
func desksOf(r *engine.Result) []Desk {
	stood := map[orgtree.Code]map[string]Standing{}
	for i := range r.Scores {
		s := &r.Scores[i]
		if s.Lack != "" {
			continue
		}
		if stood[s.Peer.Unit] == nil {
			stood[s.Peer.Unit] = map[string]Standing{}
		}
		of := stood[s.Peer.Unit][s.Rules]
		stood[s.Peer.Unit][s.Rules] = Standing{of.Score + s.Score, of.Rank + int64(s.Rank), of.Of + 1}
	}
	var out []Desk
	for i := range r.Units {
		if u := &r.Units[i]; u.Kind != orgtree.Compound {
			out = append(out, Desk{u, stood[u.Code]})
		}
	}
	return out
}
