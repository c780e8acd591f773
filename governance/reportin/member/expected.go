package member

import (
	"context"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/reportin/roll"
)

// spell is the member's time on the list.
func (b *Member) spell() roll.Spell {
	return roll.Spell{Since: b.Joined, Until: b.Left, Reported: b.ReportedOn}
}

// askExpected answers how many members of each organisation should have reported
// in, and how many had. Nobody is counted twice: of lists whose days overlap, the
// one joined last counts.
func askExpected() governance.Question {
	return governance.Ask("expected", func(ctx context.Context, r *governance.Reader, p governance.FigureParams) (roll.ByOrganisation, error) {
		s, err := roll.Read(r, p)
		if err != nil {
			return nil, err
		}
		one := map[string]*Member{}
		err = governance.EachOf(ctx, r, governance.Query{Limit: 1000}, func(b *Member) {
			if b.spell().On(s.Day) && (one[b.Person] == nil || one[b.Person].Joined <= b.Joined) {
				one[b.Person] = b
			}
		})
		out := roll.ByOrganisation{}
		for _, b := range one {
			if s.Covers(b.Organisation) {
				out.Add(b.Organisation, b.spell().Rate(s.Day))
			}
		}
		return out, err
	}).As("4 G5 [R]", governance.Text{Zh: "应报到的党员", En: "members who should report"},
		governance.Text{Zh: "期末各单位应报到和已报到的在职党员数", En: "how many members of each organisation should have reported by the end of a period, and how many had"}).ToDecisions()
}
