package service

import (
	"context"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/volunteer/host"
)

// Given is what was confirmed of what was booked in a period: services (志愿服务次数),
// people and minutes, and the services of each of the six forms and of teams.
type Given struct {
	Services   int64                  `json:"services"`
	Volunteers int64                  `json:"volunteers"`
	Minutes    int64                  `json:"minutes"`
	ByForm     map[host.SixForm]int64 `json:"byForm"`
	OfTeams    int64                  `json:"ofTeams"`
}

// askGiven answers for the services booked in a period.
func askGiven() governance.Question {
	return governance.Ask("given", func(ctx context.Context, r *governance.Reader, p governance.FigureParams) (Given, error) {
		out := Given{ByForm: map[host.SixForm]int64{}}
		q, err := r.Period(p)
		if err != nil {
			return out, err
		}
		q.Phases, q.Limit = governance.Phases(Confirmed), 1000
		people := map[string]bool{}
		err = governance.EachOf(ctx, r, q, func(s *Service) {
			people[s.Subject] = true
			out.add(s)
		})
		out.Volunteers = int64(len(people))
		return out, err
	}).As("4 G10 [F]", governance.Text{Zh: "志愿服务统计", En: "service given"},
		governance.Text{Zh: "已确认的服务次数、人数、时长，按六式和服务队", En: "services confirmed, people and minutes, by form and of teams"})
}

func (g *Given) add(s *Service) {
	g.Services++
	g.Minutes += int64(s.Minutes)
	g.ByForm[s.Form]++
	if s.Team != uuid.Nil {
		g.OfTeams++
	}
}
