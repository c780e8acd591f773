package problem

import (
	"context"

	"github.com/jinlin-project/jinlin/governance"
)

// Progress is how far the problems of a period are (点题、破题、解题).
type Progress struct {
	Raised  int64            `json:"raised"`
	Solved  governance.Ratio `json:"solved"` // of those raised
	Rate    string           `json:"rate"`
	GivenUp int64            `json:"givenUp"`
	Open    int64            `json:"open"`
}

// askSolved answers how many of the problems raised in a period are solved.
func askSolved() governance.Question {
	return governance.Ask("solved", func(ctx context.Context, r *governance.Reader, p governance.FigureParams) (Progress, error) {
		all, err := governance.Inquire[governance.FigureParams, *governance.Figures](ctx, r, Kind, "figures", p)
		if err != nil {
			return Progress{}, err
		}
		out := Progress{Raised: all.Opened, Open: all.Open, GivenUp: all.ByOutcome[string(GivenUp)]}
		out.Solved = governance.Ratio{Num: all.ByOutcome[string(Solved)], Den: all.Opened}
		out.Rate = out.Solved.Percent(2)
		return out, nil
	}).As("4 G4", governance.Text{Zh: "解题情况", En: "problems solved"},
		governance.Text{Zh: "期间内点题的问题解决了多少", En: "how many of the problems raised in a period are solved"})
}
