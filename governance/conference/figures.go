package conference

import (
	"context"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
)

// Results are what joint conferences held in a period have come to (会议成效).
type Results struct {
	Meetings   int64            `json:"meetings"`
	Problems   int64            `json:"problems"`
	Solved     int64            `json:"solved"`
	Decisions  int64            `json:"decisions"`
	Fulfilled  int64            `json:"fulfilled"`
	Attendance governance.Ratio `json:"attendance"` // present or by deputy, of those invited
	SolvedRate string           `json:"solvedRate"` // as a percentage with two places
	Attended   string           `json:"attended"`
}

func (r *Results) add(c *Conference) {
	r.Meetings++
	r.Problems += int64(c.Problems)
	r.Solved += int64(c.Solved)
	r.Decisions += int64(c.Decisions)
	r.Fulfilled += int64(c.Fulfilled)
	came := c.Seats.Came()
	r.Attendance.Num += came.Num
	r.Attendance.Den += came.Den
}

// askResults answers for the conferences held on the days of a period.
func askResults() governance.Question {
	return governance.Ask("results", func(ctx context.Context, r *governance.Reader, p governance.FigureParams) (out Results, err error) {
		err = governance.EachOn(ctx, r, p, nil, func(c *Conference) civil.Date { return c.Held }, out.add)
		out.SolvedRate = governance.Ratio{Num: out.Solved, Den: out.Problems}.Percent(2)
		out.Attended = out.Attendance.Percent(2)
		return out, err
	}).As("4 G1 [F]", governance.Text{Zh: "会议成效", En: "results"},
		governance.Text{Zh: "召开会议、提出和解决问题、作出和落实决定、出席率", En: "meetings held, problems raised and solved, decisions taken and carried out, attendance"})
}
