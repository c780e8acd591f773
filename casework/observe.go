package casework

import (
	"context"
	"errors"
	"iter"
	"slices"
	"time"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
	"github.com/jinlin-project/jinlin/scoring"
)

// Observations are what scoring is told of the matter (3): a part for each unit
// that reported in, and one for the whistler. A parent has none besides its
// children's; a matter that was merged has excluded ones, and is counted where it
// went, but for what was missed before. The tree says what kind of unit the whistler is.
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
	if len(c.Units) == 0 {
		out = c.awaited(out, tree)
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

// awaited appends the part of a town that was whistled for and has not come in
// time: it does not escape by staying away, nor by merging what it stayed away from.
func (c *Case) awaited(out []scoring.Observation, tree *orgtree.Tree) []scoring.Observation {
	for i := range c.Deadlines {
		if d := &c.Deadlines[i]; d.Name == LimitReportIn && missed(d) {
			out = append(out, c.response(&Involved{Unit: d.Unit, Kind: kindOf(d.Unit, tree), Role: Lead}))
		}
	}
	return out
}

// keepMissed counts a merged part nonetheless where its unit had missed a limit:
// merging is often the unit's own act. What was not missed counts where the matter
// went; without a second duty the part counts when the first was due.
func keepMissed(o *scoring.Observation) {
	if o.Excluded != scoring.Merged || !o.Respond.Late && !o.Complete.Late {
		return
	}
	o.Excluded, o.Ended = "", time.Time{}
	if !o.Complete.Late {
		o.Complete, o.Outcome, o.Ended = scoring.Duty{}, "", o.Respond.Due
	}
}

// counted appends a part, unless it still runs and counts nowhere.
func counted(out []scoring.Observation, o scoring.Observation) []scoring.Observation {
	if o.At().IsZero() {
		return out
	}
	return append(out, o)
}

// unsettled reports whether it is not yet known what a unit owes, so that its part
// is nobody's to count: it has refused, and the centre has not ruled; or its clock
// stands still, and when it is due follows from when it goes on.
func (c *Case) unsettled(u *Involved) bool {
	return c.Phase != PhaseClosed && (u.State == Refused || c.standsStill(u.Unit))
}

// standsStill reports whether the clock by which a unit's part would be due stands
// still. What was missed before stays missed.
func (c *Case) standsStill(unit orgtree.Code) (still bool) {
	for d := range c.clocks(unit, handling) {
		if missed(d) {
			return false
		}
		if d.Name != LimitRework {
			still = d.State(d.Start) == governance.Paused
		}
	}
	return still
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
	o.Respond, o.Complete = c.arrival(u), c.completion(u)
	if o.Complete.Due.IsZero() && o.Excluded == "" { // not even taken: what is owed is the taking
		o.Complete = scoring.Duty{Due: o.Respond.Due, Done: u.DoneAt, Late: o.Respond.Late}
	}
	if !o.Complete.Done.IsZero() {
		o.Outcome = c.cameOf(u)
	}
	o.Whistler, o.Sender = c.rated(ByWhistler, u), c.rated(BySender, u)
	if o.Refused = c.refusedBy(u.Unit); u.Binding { // named again by a ruling that binds
		o.RefusedUnreasonably = o.Refused
	}
	reworked := c.times(LimitRework, u.Unit)
	if u.Role == Lead {
		o.Reopened = min(c.Reopened, reworked)
	}
	o.SentBack = reworked - o.Reopened
	keepMissed(&o)
	return o
}

// cameOf is what came of a unit's part, or nothing while that is open. A unit that
// passed the matter on shares in what became of it [D].
func (c *Case) cameOf(u *Involved) scoring.Outcome {
	lead := c.lead()
	switch {
	case u.Role == First && (lead == nil || lead.DoneAt.IsZero()):
		return ""
	case u.Role == First:
		return scoring.Outcome(c.Conclusion)
	case u.DoneAt.IsZero():
		return ""
	}
	return scoring.Outcome(u.Outcome)
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

// clocks are the clocks of a unit under limits of some names that still say
// something of it: those that were missed, and those that were not lifted.
func (c *Case) clocks(unit orgtree.Code, under []string) iter.Seq[*governance.Deadline] {
	return func(yield func(*governance.Deadline) bool) {
		for i := range c.Deadlines {
			d := &c.Deadlines[i]
			if d.Unit == unit && slices.Contains(under, d.Name) && (!d.Lifted || missed(d)) && !yield(d) {
				return
			}
		}
	}
}

// missed reports whether a clock ran out on its unit, whatever became of it then.
func missed(d *governance.Deadline) bool {
	return d.Warned == governance.Red || d.State(d.End) == governance.Missed
}

// arrival is the order that a unit had to take, and when it did: the first that it
// missed, so that a later one does not make up for it, or else the last.
func (c *Case) arrival(u *Involved) (duty scoring.Duty) {
	for d := range c.clocks(u.Unit, arriving) {
		duty = scoring.Duty{Due: d.Due, Done: u.takenUnder(d), Late: missed(d)}
		if duty.Late {
			break
		}
	}
	return duty
}

// takenUnder is when a unit had done what a clock asked of it: a child has the
// report-in's from its parent, and was itself taken when it was split off.
func (u *Involved) takenUnder(d *governance.Deadline) time.Time {
	if d.Name == LimitReportIn && !d.Lifted {
		return d.End
	}
	return u.TakenAt
}

// completion is the handling that a unit owed, and when it was done with it: the
// first that it missed, or else the last. Rework decides whether it was late and
// not when it was due, so that what comes back stays in its period.
func (c *Case) completion(u *Involved) (duty scoring.Duty) {
	late := false
	for d := range c.clocks(u.Unit, handling) {
		late = late || missed(d)
		if !duty.Late && (d.Name != LimitRework || duty.Due.IsZero()) {
			duty = scoring.Duty{Due: d.Due, Done: u.doneUnder(d), Late: missed(d)}
		}
	}
	duty.Late = late
	return duty
}

// doneUnder is when a unit had done what a clock asked of it. A clock ends with
// that, and does not run again when the result comes back; but a stage is not the
// whole, and what was lifted was not done.
func (u *Involved) doneUnder(d *governance.Deadline) time.Time {
	if d.Name == LimitStage || d.Lifted {
		return u.DoneAt
	}
	return d.End
}

// rated is what a rater said of a unit, or that it is still to say it.
func (c *Case) rated(by Rater, u *Involved) scoring.Rating {
	for i := range c.Ratings {
		r := &c.Ratings[i]
		switch {
		case r.By != by || r.Unit != u.Unit:
		case !r.Given:
			return scoring.Rating{Answer: scoring.Silent}
		default:
			return scoring.Rating{Answer: scoring.Given, Step: int(r.Satisfaction), Solved: scoring.Outcome(r.Solved)}
		}
	}
	switch {
	case c.Phase == PhaseClosed || !slices.Contains(c.raters(), by):
		return scoring.Rating{}
	case c.withholds(u):
		return scoring.Rating{Answer: scoring.Withheld}
	}
	return scoring.Rating{Answer: scoring.Pending}
}

// withholds reports whether only the unit stands between the matter and its ratings
// though no clock of it runs: it has explained and was answered, and does not
// conclude. While it waits for the answer, that is the resident's doing.
func (c *Case) withholds(u *Involved) bool {
	return c.Understood != nil && u.Role == Lead && u.State == Taken && c.every(u, Done, Passed)
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
	keepMissed(&o)
	return o
}

// verification is the check of the matter, the last where it was returned and
// sent again.
func (c *Case) verification() (duty scoring.Duty) {
	for i := range c.Deadlines {
		if d := &c.Deadlines[i]; d.Name == LimitVerify && !d.Lifted {
			duty = scoring.Duty{Due: d.Due, Done: d.End, Late: missed(d)}
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
