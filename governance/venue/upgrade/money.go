package upgrade

import (
	"context"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/venue/place"
)

// Money is what upgrades cost (改造资金).
type Money struct {
	Projects int64           `json:"projects"` // approved, whatever became of them
	Accepted int64           `json:"accepted"`
	Venues   int64           `json:"venues"` // with an accepted project, each once
	Approved governance.Yuan `json:"approved"`
	Spent    governance.Yuan `json:"spent"`
}

func askMoney() governance.Question {
	return governance.Ask("money", func(ctx context.Context, r *governance.Reader, p place.UnitParam) (sum Money, err error) {
		q := governance.Query{Limit: 1000}
		if p.Unit != "" {
			q.Among = r.Within(p.Unit)
		}
		venues := map[uuid.UUID]bool{}
		err = governance.EachOf(ctx, r, q, func(u *Upgrade) {
			if u.Approved > 0 {
				sum.Projects++
			}
			if u.Phase == Accepted {
				sum.Accepted++
				venues[u.Parent] = true
			}
			sum.Approved += u.Approved
			sum.Spent += u.Spent
		})
		sum.Venues = int64(len(venues))
		return sum, err
	}).As("4 G14 [F]", governance.Text{Zh: "改造资金", En: "what upgrades cost"},
		governance.Text{Zh: "批复项目、已验收项目、已改造场所、批复和支出金额（元）", En: "projects approved and accepted, venues upgraded, yuan approved and spent"})
}
