package casework

import (
	"slices"
	"time"

	"github.com/jinlin-project/jinlin/orgtree"
	"github.com/jinlin-project/jinlin/scoring"
)

// Observations are what scoring is told of the matter (3): a part for each unit
// that reported in, and one for the whistler. A parent has none besides its
// children's; a matter that was merged has excluded ones, and is counted where it
// went, but for what was missed before. The tree says what kind of unit the whistler is.
func (c *Case) Observations(tree *orgtree.Tree) []scoring.Observation {
	return c.AppendObservations(nil, tree)
}

// AppendObservations is [Case.Observations] for those who look at many matters with one
// list.
func (c *Case) AppendObservations(out []scoring.Observation, tree *orgtree.Tree) []scoring.Observation {
	if c.Children > 0 {
		return out
	}
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
	for d := range c.named(LimitReportIn) {
		if missed(d) {
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
