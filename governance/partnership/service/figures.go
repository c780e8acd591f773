package service

import (
	"context"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
)

// Done is what was delivered under partnerships of one kind.
type Done struct {
	Services int64 `json:"services"`
	Served   int64 `json:"served"`
}

// askDelivered answers what was delivered in a period, by kind.
func askDelivered() governance.Question {
	return governance.Ask("delivered", func(ctx context.Context, r *governance.Reader, p governance.FigureParams) (map[Form]Done, error) {
		out := map[Form]Done{}
		on := func(s *Service) civil.Date { return s.Day }
		err := governance.EachOn(ctx, r, p, governance.Phases(Delivered), on, func(s *Service) {
			out[s.Form] = Done{out[s.Form].Services + 1, out[s.Form].Served + int64(s.Served)}
		})
		return out, err
	}).As("4 G11", governance.Text{Zh: "共建服务", En: "services delivered"},
		governance.Text{Zh: "期间内各类别落实的服务", En: "what was delivered in a period, by kind"}).ToDecisions()
}
