package casework

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
	"github.com/jinlin-project/jinlin/scoring"
)

// Observations are what scoring is told of the matter (3): a part for each unit
// that reported in, and one for the whistler. A parent has none besides its
// children's; a matter that was merged has excluded ones, and is counted where it
// went. The tree says what kind of unit the whistler is.
func (c *Case) Observations(tree *orgtree.Tree) []scoring.Observation {
	if c.Children > 0 {
		return nil
	}
	var out []scoring.Observation
	for i := range c.Units {
		if u := &c.Units[i]; !c.unsettled(u) {
			out = counted(out, c.response(u))
		}
	}
	for i, unit := range c.RefusedBy {
		if c.unit(unit) == nil && !slices.Contains(c.RefusedBy[:i], unit) {
			out = append(out, c.released(unit, tree))
		}
	}
	if c.Whistler != "" {
		out = counted(out, c.whistleObserved(tree))
	}
	return out
}

// counted appends a part, unless it still runs and counts nowhere.
func counted(out []scoring.Observation, o scoring.Observation) []scoring.Observation {
	if o.At().IsZero() {
		return out
	}
	return append(out, o)
}

// unsettled reports whether it is not yet known what a unit owes, so that its part
// is nobody's to count: it has refused, and the centre has not ruled.
func (c *Case) unsettled(u *Involved) bool {
	return c.Phase != PhaseClosed && u.State == Refused
}

// observed is what all parts of the matter have in common.
func (c *Case) observed(unit orgtree.Code, group scoring.Group, side scoring.Side) scoring.Observation {
	o := scoring.Observation{Matter: c.ID, Serial: c.Serial, Unit: unit, Group: group, Side: side, List: scoring.NoList, Excluded: c.excluded()}
	if c.List != "" {
		o.List = scoring.List(c.List)
	}
	if o.Excluded != "" {
		o.Ended = c.Closed
	}
	return o
}

// excluded is why the whole matter is not counted, if it is not.
func (c *Case) excluded() scoring.Exclusion {
	switch Outcome(c.Outcome) {
	case Declined:
		return scoring.Declined
	case Withdrawn:
		return scoring.Withdrawn
	case Merged:
		return scoring.Merged
	}
	return ""
}

// groups are the peers among which units are ranked (3 [R]).
var groups = map[orgtree.Kind]scoring.Group{
	orgtree.Town: scoring.Towns, orgtree.Department: scoring.Departments,
	orgtree.Community: scoring.Communities, orgtree.Compound: scoring.Compounds,
}

// Duties by the limits they are under: to arrive, and to be done with it.
var (
	arriving = []string{LimitReportIn, LimitTake}
	handling = extensible
)

// response is the part of a unit that reported in, or was asked to.
func (c *Case) response(u *Involved) scoring.Observation {
	o := c.observed(u.Unit, groups[u.Kind], scoring.Responder)
	o.Role = scoring.Role(u.Role)
	o.Asked = c.askedFirst(u.Unit)
	o.Respond = c.duty(u.Unit, u.TakenAt, arriving)
	o.Complete = c.duty(u.Unit, u.DoneAt, handling)
	if o.Complete.Due.IsZero() { // not even taken: what is owed is the taking
		o.Complete = c.duty(u.Unit, u.DoneAt, arriving)
	}
	if !o.Complete.Done.IsZero() {
		o.Outcome = scoring.Outcome(u.Outcome)
		if u.Role == First { // it passed the matter on and shares in what became of it [D]
			o.Outcome = scoring.Outcome(c.Conclusion)
		}
	}
	o.Whistler, o.Sender = c.rated(ByWhistler, u.Unit), c.rated(BySender, u.Unit)
	if o.Refused = c.refusedBy(u.Unit); u.Binding { // named again by a ruling that binds
		o.RefusedUnreasonably = o.Refused
	}
	reworked := c.times(LimitRework, u.Unit)
	if u.Role == Lead {
		o.Reopened = min(c.Reopened, reworked)
	}
	o.SentBack = reworked - o.Reopened
	return o
}

// released is the part of a unit whose refusal the centre upheld: its ruling named
// others.
func (c *Case) released(unit orgtree.Code, tree *orgtree.Tree) scoring.Observation {
	o := c.observed(unit, groups[kindOf(unit, tree)], scoring.Responder)
	o.Role, o.Refused = scoring.Assist, c.refusedBy(unit)
	if o.Excluded == "" {
		o.Excluded, o.Ended = scoring.Released, c.ruledAt()
	}
	return o
}

// kindOf is the kind of a unit, or of whoever has inherited its work.
func kindOf(unit orgtree.Code, tree *orgtree.Tree) orgtree.Kind {
	if heir, ok := tree.Successor(unit); ok {
		unit = heir
	}
	return tree.Kind(unit)
}

// times is how often a clock was started for a unit.
func (c *Case) times(name string, unit orgtree.Code) (n int) {
	for i := range c.Deadlines {
		if d := &c.Deadlines[i]; d.Name == name && d.Unit == unit {
			n++
		}
	}
	return n
}

// ruledAt is when the centre last ruled.
func (c *Case) ruledAt() (at time.Time) {
	for i := range c.Deadlines {
		if d := &c.Deadlines[i]; d.Name == LimitRuling && d.End.After(at) {
			at = d.End
		}
	}
	return at
}

// askedFirst is when the first clock of a unit began.
func (c *Case) askedFirst(unit orgtree.Code) (at time.Time) {
	for i := range c.Deadlines {
		if d := &c.Deadlines[i]; d.Unit == unit && (at.IsZero() || d.Start.Before(at)) {
			at = d.Start
		}
	}
	return at
}

// duty is what a unit had to do under limits of some names, and when it did: the
// first that was missed, so that a later one does not make up for it, or else the
// last.
func (c *Case) duty(unit orgtree.Code, done time.Time, under []string) (duty scoring.Duty) {
	for i := range c.Deadlines {
		d := &c.Deadlines[i]
		if d.Unit != unit || !slices.Contains(under, d.Name) {
			continue
		}
		missed := d.Warned == governance.Red || !d.Lifted && d.State(d.End) == governance.Missed
		if d.Lifted && !missed {
			continue
		}
		duty = scoring.Duty{Due: d.Due, Done: done}
		if missed {
			if !done.IsZero() && !done.After(d.Due) { // a stage was late, and the whole was not
				duty.Done = d.Due.Add(time.Second)
			}
			break
		}
	}
	return duty
}

// rated is what a rater said of a unit, or that it is still to say it.
func (c *Case) rated(by Rater, unit orgtree.Code) scoring.Rating {
	for i := range c.Ratings {
		r := &c.Ratings[i]
		switch {
		case r.By != by || r.Unit != unit:
		case !r.Given:
			return scoring.Rating{Answer: scoring.Silent}
		default:
			return scoring.Rating{Answer: scoring.Given, Step: int(r.Satisfaction), Solved: scoring.Outcome(r.Solved)}
		}
	}
	if c.Phase != PhaseClosed && slices.Contains(c.raters(), by) {
		return scoring.Rating{Answer: scoring.Pending}
	}
	return scoring.Rating{}
}

// whistleObserved is the whistler's part (双考核): it checked the matter, it had
// reason to whistle, it rated when it was asked.
func (c *Case) whistleObserved(tree *orgtree.Tree) scoring.Observation {
	group, known := groups[kindOf(c.Whistler, tree)]
	if !known { // its work has gone where nobody whistles
		group = scoring.Whistlers
	}
	o := c.observed(c.Whistler, group, scoring.Whistler)
	if c.Checker == c.Whistler { // the check of another organisation is not its own
		o.Respond = c.verification()
		o.Asked = c.Opened
	}
	if !c.Asked.IsZero() {
		o.Complete = c.ratingDuty()
	}
	o.Ended = c.Closed
	if o.Excluded == scoring.Declined { // the centre found that there was nothing to whistle for
		o.Excluded, o.Overruled = "", true
	}
	return o
}

// verification is the check of the matter, the last where it was returned and
// sent again.
func (c *Case) verification() (duty scoring.Duty) {
	for i := range c.Deadlines {
		if d := &c.Deadlines[i]; d.Name == LimitVerify && !d.Lifted {
			duty = scoring.Duty{Due: d.Due, Done: d.End}
		}
	}
	return duty
}

// ratingDuty is the whistler's rating within the window that was open for it.
func (c *Case) ratingDuty() (duty scoring.Duty) {
	for i := range c.Deadlines {
		if d := &c.Deadlines[i]; d.Name == LimitRating && !d.Lifted {
			duty.Due = d.Due
		}
	}
	for i := range c.Ratings {
		if r := &c.Ratings[i]; r.By == ByWhistler && r.Given {
			duty.Done = r.At
		}
	}
	return duty
}

// lookBack is how long before a period a matter may have closed that counts in
// it: parts count when they were due, and none is due later after its end.
const lookBack = 3 * 366 * 24 * time.Hour

// observe visits the observations of all matters that may count in a period.
func observe(ctx context.Context, r *governance.Reader, w *scoring.Want, visit func(*scoring.Observation) error) error {
	var failed error
	asOf := w.AsOf
	if asOf.IsZero() {
		asOf = r.Now
	}
	each := func(q governance.Query) error {
		q.Among, q.OpenedTo, q.Limit = []string{string(w.District)}, w.To, 1000
		err := r.EachAsOf(ctx, q, asOf, func(record any) bool {
			for _, o := range record.(*Case).Observations(r.Org) {
				scoring.Correct(&o, w.Corrections)
				if failed = visit(&o); failed != nil {
					return false
				}
			}
			return true
		})
		if err == nil {
			err = failed
		}
		return err
	}
	if err := each(governance.Query{Phases: open}); err != nil {
		return err
	}
	return each(governance.Query{Phases: []governance.Phase{PhaseClosed}, ClosedFrom: w.From.Add(-lookBack)})
}

// askObservations answers what was counted in a period; in none, nothing was.
func askObservations() governance.Question {
	return governance.Ask(scoring.QuestionObservations, func(ctx context.Context, r *governance.Reader, w scoring.Want) (*scoring.Tally, error) {
		if w.From.IsZero() {
			return scoring.NewTally(), nil
		}
		period, err := w.Period()
		if err != nil {
			return nil, err
		}
		tally := scoring.NewTally(period)
		return tally, observe(ctx, r, &w, tally.Add)
	}).As("3", governance.Text{Zh: "考核统计", En: "what is counted for scoring"},
		governance.Text{Zh: "某一周期内各单位的履职统计", En: "what was counted for each unit in a period"}).ToDecisions()
}

// askEvidence answers which matters stand behind a row of an opinion.
func askEvidence() governance.Question {
	return governance.Ask(scoring.QuestionEvidence, func(ctx context.Context, r *governance.Reader, e scoring.Evidence) ([]scoring.Matter, error) {
		scorer, err := scoring.NewScorer(e.Rules)
		if err != nil {
			return nil, err
		}
		var failed error
		matters, err := scorer.Explain(e.Question, func(yield func(*scoring.Observation) bool) {
			failed = observe(ctx, r, &e.Want, func(o *scoring.Observation) error {
				if !yield(o) {
					return errEnough
				}
				return nil
			})
		})
		if err != nil {
			return nil, err
		}
		out := slices.Collect(matters)
		if errors.Is(failed, errEnough) {
			failed = nil
		}
		return out, failed
	}).As("3", governance.Text{Zh: "数字背后的事项", En: "the matters behind a number"},
		governance.Text{Zh: "某一计分项所计的事项", En: "which matters a row counted"}).ToDecisions()
}

// errEnough ends a visit that has heard enough.
var errEnough = errors.New("casework: enough")
