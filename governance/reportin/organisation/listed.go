package organisation

import (
	"context"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/reportin/roll"
)

// spell is its time on the list.
func (o *Organisation) spell() roll.Spell {
	return roll.Spell{Since: o.ListedOn, Until: o.RemovedOn, Reported: o.ReportedOn}
}

// askListed answers which organisations should have reported in, and which had.
func askListed() governance.Question {
	return governance.Ask("listed", func(ctx context.Context, r *governance.Reader, p governance.FigureParams) (roll.ByOrganisation, error) {
		s, err := roll.Read(r, p)
		if err != nil {
			return nil, err
		}
		out := roll.ByOrganisation{}
		err = governance.EachOf(ctx, r, governance.Query{Limit: 1000}, func(o *Organisation) {
			if spell := o.spell(); spell.On(s.Day) && s.Covers(o.Organisation) {
				out[o.Organisation] = spell.Rate(s.Day)
			}
		})
		return out, err
	}).As("4 G5 [R]", governance.Text{Zh: "应报到的单位", En: "organisations that should report"},
		governance.Text{Zh: "期末应报到的单位，已报到的单位", En: "which organisations should have reported by the end of a period, and which had"}).ToDecisions()
}
