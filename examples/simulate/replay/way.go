package replay

import (
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/examples/simulate/chance"
	"github.com/jinlin-project/jinlin/governance"
)

// way is how a matter goes through the lifecycle: a list of acts, each at an instant
// that the file records.
type way int

const (
	wayHandled way = iota + 1 // by whoever is responsible, which says how
	wayDeclined
	wayWithdrawn
	wayMerged
	wayCommunity
	wayTown
	wayImmediate
	wayPhased
	wayUnderstanding
	ways
)

// waysOut are the ways by what came of a matter.
var waysOut = map[string]way{
	string(casework.Solved): wayHandled, string(casework.Partly): wayHandled, string(casework.Unsolved): wayHandled, string(casework.Understood): wayHandled,
	string(casework.Declined): wayDeclined, string(casework.Withdrawn): wayWithdrawn, string(casework.Merged): wayMerged,
}

var waysOfLists = map[casework.List]way{
	casework.Immediate: wayImmediate, casework.Phased: wayPhased, casework.Understanding: wayUnderstanding,
}

// paths are who handles by a way, as the results of simulations call them.
var paths = [ways]string{
	wayDeclined: pathNone, wayWithdrawn: pathNone, wayMerged: pathNone, wayCommunity: "community", wayTown: "town",
	wayImmediate: string(casework.Immediate), wayPhased: string(casework.Phased), wayUnderstanding: string(casework.Understanding),
}

// pathNone is the path of what nobody handled.
const pathNone = "none"

// role is who acts.
type role int

const (
	checker role = iota
	base
	community
	town
	centre
	handler
	resident
)

// act is one step of a way: at which of the recorded instants, by whom, what; and what
// is assumed by it when its instant is not one that the file records for it.
type act struct {
	at      field
	by      role
	what    func(*row) governance.Command
	assumes assumption
}

func plain(cmd governance.Command) func(*row) governance.Command {
	return func(*row) governance.Command { return cmd }
}

var (
	verified  = act{fieldOpened, checker, plain(casework.Verify{}), checkedAtOnce}
	whistled  = act{fieldOpened, base, plain(casework.Whistle{Reason: "超出本级职能"}), sentUpAtOnce}
	came      = act{fieldOpened, town, plain(casework.ReportIn{}), sentUpAtOnce}
	sentUp    = act{fieldOpened, town, plain(casework.Escalate{Reason: "由部门办理"}), sentUpAtOnce}
	sorted    = act{fieldOpened, centre, triage, sentUpAtOnce}
	taken     = act{fieldTaken, handler, plain(casework.Take{}), takenAtOnce}
	passed    = act{fieldClosed, centre, plain(casework.Pass{}), passedAtOnce}
	completed = act{fieldClosed, handler, complete, none}
)

// scripts are the acts of each way, after the report.
var scripts = [ways][]act{
	wayDeclined:  {{fieldClosed, checker, plain(casework.Decline{Reason: "不属受理范围", Instead: "有关部门"}), declinedByCheck}},
	wayWithdrawn: {verified, kept(heldByCommunity), {fieldClosed, resident, plain(casework.Withdraw{}), heldByCommunity}},
	wayMerged:    {verified, kept(heldByCommunity), {fieldClosed, base, merge, originalUnknown}},
	wayCommunity: looped(verified, kept(keptAtOnce), act{fieldClosed, base, complete, none}),
	wayTown: looped(verified, whistled, act{fieldTaken, town, plain(casework.ReportIn{}), takenAtOnce},
		act{fieldClosed, town, complete, none}, act{fieldClosed, base, plain(casework.Pass{}), passedAtOnce}),
	wayImmediate: looped(verified, whistled, came, sentUp, sorted, taken, completed, passed),
	wayPhased: looped(verified, whistled, came, sentUp, sorted, taken,
		act{fieldClosed, handler, plain(casework.FinishStage{Stage: 1}), oneStage}, completed, passed),
	wayUnderstanding: looped(verified, whistled, came, sentUp, sorted,
		act{fieldClosed, handler, plain(casework.Explain{Text: "已解释说明"}), explainedAtEnd}, act{fieldClosed, handler, understood, explainedAtEnd}, completed, passed),
}

// kept is the community's keeping of a matter.
func kept(assumes assumption) act { return act{fieldTaken, base, plain(casework.Handle{}), assumes} }

// looped closes the loop behind some acts: the answer, the notice and the rating.
func looped(acts ...act) []act {
	return append(acts,
		act{fieldClosed, community, plain(casework.Feedback{Text: "已办理"}), answeredAtOnce},
		act{fieldClosed, community, plain(casework.Publish{Summary: "居民反映的事项已办理"}), answeredAtOnce},
		act{fieldRated, resident, rate, ratedAtEnd})
}

func triage(r *row) governance.Command {
	cmd := casework.Triage{List: r.list, Units: []casework.Assignment{{Unit: r.handler, Role: casework.Assigned(casework.Lead)}}}
	if r.list == casework.Phased {
		cmd.Stages = []casework.Stage{{Name: "办理", Days: r.stageDays}}
	}
	return cmd
}

func complete(r *row) governance.Command {
	return casework.Complete{Outcome: r.outcome, Result: "已办理"}
}

func understood(r *row) governance.Command {
	given := r.outcome == casework.Understood
	return casework.Acknowledge{Understood: &given}
}

func merge(r *row) governance.Command { return casework.Merge{Into: idOf("original of " + r.id)} }

// rate is the sender's rating of whoever handled.
func rate(r *row) governance.Command {
	scores := make([]casework.Score, len(r.rates))
	for i, unit := range r.rates {
		scores[i] = casework.Score{Unit: unit, Satisfaction: r.satisfaction, Solved: r.solved}
	}
	return casework.Rate{Scores: scores}
}

// idOf is the id of a matter under which a court keeps it.
func idOf(theirs string) (id uuid.UUID) {
	s := chance.Seed(0).On(chance.TopicOf("replayed"), uint64(chance.TopicOf(theirs)))
	_, _ = s.Read(id[:]) // never fails
	id[6], id[8] = id[6]&0x0f|0x80, id[8]&0x3f|0x80
	return id
}

// planned is an act with its instant.
type planned struct {
	*act
	when time.Time
}

// plan is what is done about a matter, in the order in which the file says that it
// happened: where that is not the order of the lifecycle, the rules will refuse it.
func (r *row) plan(to []planned) []planned {
	acts := scripts[r.way]
	takes, rates := false, false
	for i := range acts {
		a := &acts[i]
		takes, rates = takes || a.at == fieldTaken, rates || a.at == fieldRated
		at, recorded := r.instantOf(a.at)
		if at.IsZero() {
			continue
		}
		if !recorded && a.assumes != none {
			r.assumed.set(a.assumes)
		}
		to = append(to, planned{a, at})
	}
	if !takes && !r.taken.IsZero() {
		r.assumed.set(takenUnused)
	}
	if !rates && r.satisfaction != 0 {
		r.assumed.set(ratingUnused)
	}
	slices.SortStableFunc(to, func(a, b planned) int { return a.when.Compare(b.when) })
	return to
}

// instantOf is when an act is done, zero when it is not, and whether the file records
// that instant for it.
func (r *row) instantOf(f field) (at time.Time, recorded bool) {
	switch f {
	case fieldTaken:
		if r.waits {
			return time.Time{}, false
		}
		if r.taken.IsZero() {
			return r.opened, false
		}
		return r.taken, true
	case fieldClosed:
		return r.closed, false
	case fieldRated:
		switch {
		case r.satisfaction == 0:
			return time.Time{}, false
		case r.rated.IsZero():
			return r.closed, false
		}
		return r.rated, true
	}
	return r.opened, false
}
