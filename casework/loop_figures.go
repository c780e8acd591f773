package casework

import (
	"context"

	"github.com/jinlin-project/jinlin/governance"
)

// Loop is how the loop was closed (闭环情况) for the matters of a period, counted as
// figures count them: each matter once, one merged into another there.
type Loop struct {
	Matters  int64 `json:"matters"`
	Self     int64 `json:"self"`     // handled by the community or compound, without a whistle
	Whistled int64 `json:"whistled"` // 吹哨
	Passed   int64 `json:"passed"`   // escalated to the centre: beyond the town

	ReportIn governance.Ratio `json:"reportIn"` // the town's report-in within its working hours, of those that were due
	Asked    governance.Ratio `json:"asked"`    // ratings asked for and registered within the five days, of those that were due

	Answered  int64 `json:"answered"`  // 反馈
	Published int64 `json:"published"` // 公开

	Refused    int64 `json:"refused"` // matters in which an order was refused (退单)
	SentBack   int64 `json:"sentBack"`
	Reopened   int64 `json:"reopened"`
	Extended   int64 `json:"extended"`
	Urged      int64 `json:"urged"`
	Supervised int64 `json:"supervised"`

	Given     governance.Ratio `json:"given"`     // ratings given, of those asked for
	Satisfied governance.Ratio `json:"satisfied"` // at least basically satisfied, of those given
	Steps     Steps            `json:"steps"`
}

// Steps are ratings by their steps.
type Steps struct {
	VerySatisfied      int64 `json:"verySatisfied"`
	Satisfied          int64 `json:"satisfied"`
	BasicallySatisfied int64 `json:"basicallySatisfied"`
	Dissatisfied       int64 `json:"dissatisfied"`
	VeryDissatisfied   int64 `json:"veryDissatisfied"`
	NotGiven           int64 `json:"notGiven"`
}

// of is the count of a step.
func (s *Steps) of(step Satisfaction) *int64 {
	return [...]*int64{&s.NotGiven, &s.VeryDissatisfied, &s.Dissatisfied, &s.BasicallySatisfied, &s.Satisfied, &s.VerySatisfied}[min(max(step, 0), 5)]
}

// askLoop answers how the loop was closed.
func askLoop() governance.Question {
	return governance.Ask("loop", func(ctx context.Context, r *governance.Reader, p governance.FigureParams) (out Loop, err error) {
		q, err := r.Period(p)
		if err != nil {
			return out, err
		}
		q.Limit = 1000
		err = r.Each(ctx, q, func(record any) bool {
			if c := record.(*Case); Outcome(c.Outcome) != Merged {
				out.add(c, r)
			}
			return true
		})
		return out, err
	}).As("2.2 [R]", governance.Text{Zh: "闭环情况", En: "the closed loop"},
		governance.Text{Zh: "吹哨、报到、退单、验单退回、重办、督办、评价的件数和比率", En: "whistles, report-ins, refusals, what was sent back, reopened and supervised, and the ratings"})
}

func (l *Loop) add(c *Case, r *governance.Reader) {
	one := func(is bool, to *int64) {
		if is {
			*to++
		}
	}
	l.Matters++
	one(c.Whistler == "" && len(c.Units) > 0, &l.Self)
	one(c.Whistler != "", &l.Whistled)
	one(len(c.RefusedBy) > 0, &l.Refused)
	one(c.Returns > 0, &l.SentBack)
	one(c.Reopened > 0, &l.Reopened)
	one(c.Extensions > 0, &l.Extended)
	one(c.Urged > 0, &l.Urged)
	one(c.Supervised > 0, &l.Supervised)
	one(!c.Answered.IsZero(), &l.Answered)
	one(!c.Published.IsZero(), &l.Published)
	passed := false
	for i := range c.Deadlines {
		d := &c.Deadlines[i]
		passed = passed || d.Name == LimitTriage
		if to := l.clock(d.Name); to != nil {
			in(to, d.State(r.Now))
		}
	}
	one(passed, &l.Passed)
	for i := range c.Ratings {
		l.rating(&c.Ratings[i])
	}
}

// clock is the rate in which a deadline counts, or nil.
func (l *Loop) clock(name string) *governance.Ratio {
	switch name {
	case LimitReportIn:
		return &l.ReportIn
	case LimitRating:
		return &l.Asked
	}
	return nil
}

// in counts a deadline that has come to its end.
func in(to *governance.Ratio, state governance.State) {
	switch state {
	case governance.Met:
		to.Num, to.Den = to.Num+1, to.Den+1
	case governance.Missed:
		to.Den++
	case governance.Running, governance.Paused, governance.Lifted: // not known, or nobody's
	}
}

func (l *Loop) rating(r *Rating) {
	l.Given.Den++
	if !r.Given {
		l.Steps.NotGiven++
		return
	}
	*l.Steps.of(r.Satisfaction)++
	l.Given.Num++
	l.Satisfied.Den++
	if r.Satisfaction >= basicallySatisfied {
		l.Satisfied.Num++
	}
}
