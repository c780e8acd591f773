package help

import (
	"context"
	"slices"

	"github.com/jinlin-project/jinlin/governance"
)

// Service is what helpers did for the needs of a period (服务): how often, how many
// people, how long; how many did not come; and how many of the ratings are content.
type Service struct {
	Services  int64            `json:"services"`
	Helpers   int64            `json:"helpers"`
	Minutes   int64            `json:"minutes"`
	Missed    int64            `json:"missed"`
	Satisfied governance.Ratio `json:"satisfied"`
}

// askService answers for the helps of a period.
func askService() governance.Question {
	return governance.Ask("service", func(ctx context.Context, r *governance.Reader, p governance.FigureParams) (out Service, err error) {
		q, err := r.Period(p)
		if err != nil {
			return out, err
		}
		q.Phases, q.Limit = governance.Phases(Credited, Missed), 1000
		var people []string
		err = governance.EachOf(ctx, r, q, func(h *Help) {
			out.add(h)
			if h.Phase == Credited {
				people = append(people, h.Subject)
			}
		})
		slices.Sort(people)
		out.Helpers = int64(len(slices.Compact(people)))
		return out, err
	}).As("4 G7", governance.Text{Zh: "服务统计", En: "service"},
		governance.Text{Zh: "服务人次、人数、时长、爽约和满意率", En: "services, people, minutes, no-shows and how many ratings are content"})
}

func (s *Service) add(h *Help) {
	if h.Phase == Missed {
		s.Missed++
		return
	}
	s.Services++
	s.Minutes += int64(h.Minutes)
	if h.Rating == "" {
		return
	}
	s.Satisfied.Den++
	if h.Rating.satisfied() {
		s.Satisfied.Num++
	}
}
