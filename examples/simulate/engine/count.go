package engine

import (
	"time"

	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/examples/simulate/court"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/scoring"
)

// A Leaver is a [Watcher] that also looks at every record for the last time, when it
// is forgotten or when the run is over.
type Leaver interface {
	Left(f *court.File, at time.Time) error
}

// count takes an item into the result, once, as it has ended or stands at the end.
func (r *run) count(it *item) error {
	if last, ok := r.Watch.(Leaver); ok {
		if err := last.Left(it.file, instant(r.clock)); err != nil {
			return err
		}
	}
	r.sum = 0
	r.out.Entries += it.file.Head().Version
	for i := range it.file.Head().Deadlines {
		r.ends(&it.file.Head().Deadlines[i])
	}
	err := r.countKind(it)
	r.out.Sum += r.sum // the order in which records leave does not show
	return err
}

func (r *run) countKind(it *item) error {
	switch {
	case it.file.Case != nil:
		return r.countMatter(it, it.file.Case)
	case it.file.Inquiry != nil:
		r.countInquiry(it.file.Inquiry)
	default:
		s := it.file.Sample
		if s.Outcome != "" {
			r.out.Samples.Verdicts[s.Outcome]++
		}
		r.sum.Add(int64(it.n), s.Closed.Unix())
	}
	return nil
}

func (r *run) countMatter(it *item, c *casework.Case) error {
	m := &r.out.Matters
	if c.Outcome == "" {
		m.Open++
	} else {
		m.Outcomes[c.Outcome]++
	}
	m.Paths[path(c)]++
	if late(&c.Head, r.until) {
		m.Late++
	} else {
		m.InTime++
	}
	m.SentBack += int64(c.Returns)
	m.Reopened += int64(c.Reopened)
	m.Refused += int64(len(c.RefusedBy))
	m.Extended += int64(c.Extensions)
	m.Paused += int64(c.Pauses)
	m.Urged += int64(c.Urged)
	if it.returned {
		m.Returned++
	}
	if c.Children > 0 {
		m.Split++
	}
	if !c.Completed.IsZero() {
		took := r.calendar.WorkdaysBetween(civil.DateOf(c.Opened), civil.DateOf(c.Completed))
		m.Durations[min(max(took, 0), len(m.Durations)-1)]++
	}
	r.countRatings(c)
	r.sum.Add(int64(it.n), c.Opened.Unix(), c.Closed.Unix(), int64(len(c.Deadlines)), int64(len(c.Units)), c.Version)
	return r.observe(c)
}

// path is who handled a matter.
func path(c *casework.Case) string {
	switch {
	case c.List != "":
		return string(c.List)
	case c.Whistler != "":
		return "town"
	case len(c.Units) > 0:
		return "community"
	}
	return "none"
}

func (r *run) countRatings(c *casework.Case) {
	for i := range c.Ratings {
		rating := &c.Ratings[i]
		step := 0
		if rating.Given {
			step = int(rating.Satisfaction)
		}
		r.sum.Add(int64(step))
		if rating.By == casework.ByWhistler {
			r.out.Matters.ByWhistlers[step]++
		} else {
			r.out.Matters.BySenders[step]++
		}
		r.out.Units[r.deskOf(rating.Unit)].Satisfaction[step]++
	}
}

func (r *run) countInquiry(q *casework.Inquiry) {
	switch q.Phase {
	case casework.PhaseAnswered:
		r.out.Inquiries.Answered++
	case casework.PhaseConverted:
		r.out.Inquiries.Converted++
	}
	if late(&q.Head, r.until) {
		r.out.Inquiries.Late++
	}
	r.sum.Add(q.Opened.Unix(), q.Closed.Unix())
}

// late reports whether a record has missed a deadline by the end of the run.
func late(h *governance.Head, until int64) bool {
	for i := range h.Deadlines {
		if h.Deadlines[i].State(instant(until)) == governance.Missed {
			return true
		}
	}
	return false
}

// ends counts how a deadline has ended.
func (r *run) ends(d *governance.Deadline) {
	l := &r.out.Limits[r.out.limits[d.Name]]
	desk, known := r.index[d.Unit]
	r.sum.Add(d.Due.Unix(), d.End.Unix())
	switch d.State(instant(r.until)) {
	case governance.Met:
		l.Met++
		if known {
			r.out.Units[desk].Met++
		}
	case governance.Missed:
		l.Missed++
		if known {
			r.out.Units[desk].Missed++
		}
	case governance.Lifted:
		l.Lifted++
	default:
		l.Open++
	}
}

// observe tells scoring of a matter.
func (r *run) observe(c *casework.Case) error {
	r.observed = c.AppendObservations(r.observed[:0], r.tree)
	for i := range r.observed {
		if err := r.out.tally.Add(&r.observed[i]); err != nil {
			return err
		}
	}
	return nil
}

// finish counts what is still open and has everybody scored.
func (r *run) finish() (*Result, error) {
	if r.Beside != nil {
		if err := r.Beside.Until(instant(r.until)); err != nil {
			return nil, err
		}
	}
	for _, it := range r.live {
		if err := r.refresh(it); err != nil {
			return nil, err
		}
		if err := r.count(it); err != nil {
			return nil, err
		}
	}
	out := r.out
	for i := range r.desks {
		out.Units[i].Workload = r.desks[i].work
	}
	scorers, err := r.Scenario.Scorers()
	if err != nil {
		return nil, err
	}
	for _, s := range scorers {
		if err := r.score(s); err != nil {
			return nil, err
		}
	}
	r.sum = 0
	for _, s := range out.Scores {
		r.sum.Add(int64(s.Score), int64(s.Rank))
	}
	out.Sum += r.sum
	return out, nil
}

// score ranks the units by one rule set in every quarter.
func (r *run) score(by *scoring.Scorer) error {
	for _, q := range r.out.tally.Periods() {
		standings, err := by.Rank(r.out.tally, q)
		if err != nil {
			return err
		}
		for _, s := range standings {
			r.out.Scores = append(r.out.Scores, Score{by.Rules().ID, q, r.Place.District, s})
		}
	}
	return nil
}
