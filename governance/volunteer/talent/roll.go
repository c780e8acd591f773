package talent

import (
	"context"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// RollOf asks for the register of a unit and what lies below it.
type RollOf struct {
	Unit orgtree.Code `json:"unit,omitempty" zh:"单位（含下级）" en:"Unit, with those below it"`
}

// A Roll is how many stand in the register (在册人数), by what they are.
type Roll struct {
	Registered int64            `json:"registered"`
	BySort     map[string]int64 `json:"bySort"`
}

// askRoll counts by the units that keep the register, since those above them do not
// see who stands in it.
func askRoll() governance.Question {
	return governance.Ask("roll", func(ctx context.Context, r *governance.Reader, p RollOf) (Roll, error) {
		out := Roll{BySort: map[string]int64{}}
		tallies, err := r.Count(ctx, governance.Query{Phases: governance.Phases(Registered)}, governance.ByUnit, governance.ByClass)
		for _, t := range tallies {
			host, _ := r.Org.Successor(orgtree.Code(t.Values[0]))
			if p.Unit == "" || r.Org.Within(host, p.Unit) {
				out.Registered += t.Count
				out.BySort[t.Values[1]] += t.Count
			}
		}
		return out, err
	}).As("4 G10", governance.Text{Zh: "在册人数", En: "roll"},
		governance.Text{Zh: "某单位及其下级在册的能人、专家和热心居民数", En: "how many talents, experts and keen residents a unit and those below it have registered"})
}
