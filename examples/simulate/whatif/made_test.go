package whatif

import (
	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/examples/simulate/chance"
	"github.com/jinlin-project/jinlin/examples/simulate/engine"
	"github.com/jinlin-project/jinlin/examples/simulate/scenario"
	"github.com/jinlin-project/jinlin/orgtree"
	"github.com/jinlin-project/jinlin/scoring"
)

// hostile is a title that wants out of wherever it is put.
const hostile = "=HYPERLINK(1) <script>alert(1)</script> | \"&'\x00 ](javascript:x) `*_"

// made are three scenarios and two seeds with results of a few matters, made up so that
// every figure can be reckoned by hand.
func made() *Comparison {
	four := 4
	base := &scenario.Scenario{Name: "base", Title: "现行", From: civil.Of(2021, 1, 1), Years: 1, RuleSets: []string{"responders-quarterly"}}
	base.Units.Department.Clerks = 5
	three, fewer := *base, *base
	three.Name, three.Title, three.Policy.Limits = "three.json", "三天", map[string]int{casework.LimitImmediate: 3}
	fewer.Name, fewer.Title, fewer.Units.Only = "fewer.json", hostile, map[string]scenario.Some{"350205D01": {Clerks: &four}}
	plans := []engine.Plan{{Scenario: base}, {Scenario: &three}, {Scenario: &fewer}}
	metrics, unitMetrics := Metrics(base), UnitMetrics(base)
	var seen []*observed
	for seed := range int64(2) {
		for side := range int64(3) {
			seen = append(seen, observe(result(seed, side), metrics, unitMetrics))
		}
	}
	return assembled(plans, []chance.Seed{7, 8}, seen, metrics, unitMetrics)
}

// result is one that is made up: the second scenario is late more often, in the third
// one department waits longer and the town less.
func result(seed, side int64) *engine.Result {
	late, fewer := int64(0), int64(0)
	switch side {
	case 1:
		late = 1 + seed
	case 2:
		fewer = 1
	}
	q, _ := scoring.Quarter(2021, 1) // it exists
	out := &engine.Result{From: civil.Of(2021, 1, 1), Until: civil.Of(2022, 1, 1), Sum: chance.Sum(10*seed + side)}
	m := &out.Matters
	m.Opened, m.Open, m.InTime, m.Late = 10+seed, 2, 10+seed-late, late
	m.Outcomes = map[string]int64{"solved": 5 + seed, "partly": 1, "unsolved": 1, "declined": 1}
	m.Paths = map[string]int64{"community": 4 + seed, "town": 3, "immediate": 2, "none": 1}
	m.BySenders, m.Extended = [6]int64{3, 1, 0, 1, 2, 1 + seed}, late
	m.Durations[1], m.Durations[4] = 6, 2+seed
	out.Limits = []engine.Limit{{Name: casework.LimitImmediate, Met: 8 - late, Missed: late}}
	for day := range int64(365) {
		out.Days = append(out.Days, engine.Day{Open: 2 + day%7 + seed + fewer})
	}
	unit := func(code orgtree.Code, name string, kind orgtree.Kind, clerks int, waited int64) {
		late := late
		if code == "350205D02" {
			late *= 2
		}
		out.Units = append(out.Units, engine.Unit{
			Code: code, Name: name, Kind: kind, Clerks: clerks, Office: 36000,
			Workload: engine.Workload{Tasks: 4, Seconds: 7200 + 60*seed, Waited: waited}, Met: 8 - late, Missed: late,
		})
		s := engine.Score{Rules: "responders-quarterly", Period: q}
		s.Peer = scoring.Peer{Unit: code, Group: scoring.Departments}
		s.Score, s.Rank = scoring.Fixed(90-late)*scoring.One, 1
		if kind == orgtree.Department {
			out.Scores = append(out.Scores, s)
		}
	}
	unit("350205001", "海沧街道", orgtree.Town, 2, 240-240*fewer)
	unit("350205D01", "城管局", orgtree.Department, 5-int(fewer), 120+600*fewer)
	unit("350205D02", hostile, orgtree.Department, 5, 240+fewer*(120-360*seed)) // seeds do not agree
	unit("350205001001001", "某小区", orgtree.Compound, 1, 600*side)
	return out
}
