package invariant

import (
	"slices"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/governance"
)

var phaseRows = []Row{
	row("clock", "2.5", "", "时间不倒流：记录不早于上一条，也不早于上报", "time goes forward: nothing is done before what was done last, nor before the report", func(s *sight) bool {
		return s.now >= s.clock && s.now >= s.h.Opened.Unix()
	}),
	row("outcome.end", "2.2", "", "关闭必有结果，有结果必已关闭", "closed means that there is an outcome and an end, and nothing else does", endsWithOutcome),
	row("outcome.kept", "2.2", "", "关闭的记录只有重新办理才会改变", "what is closed changes only by being reopened", func(s *sight) bool {
		if s.was.outcome == "" || s.open() || s.c != nil && s.c.Reopened > s.was.reopened {
			return true
		}
		return s.was.outcome == s.h.Outcome && s.was.closed == s.h.Closed.Unix()
	}),
	row("phase.path", "2.1, 2.2", matter, "环节只按闭环的次序走", "a matter goes from phase to phase as the closed loop does", func(s *sight) bool {
		if !s.seamless || s.was.phase == s.h.Phase {
			return true
		}
		return slices.Contains(follows[s.was.phase], s.h.Phase)
	}),
	row("matter.whose", "2.1 [R]", matter, "件件有着落：未了结的事项有单位的时限在走，或有到期的日子，或在等子事项", "no matter is ever without somebody on the clock, a day on which time acts, or children it waits for", func(s *sight) bool {
		return !s.open() || s.runs || len(s.h.Timers) > 0 || s.c.Unclosed > 0
	}),
	row("matter.unit", "2.1 [R]", matter, "件件有着落：每个环节都有责任单位", "in every phase there is a unit that is responsible", hasUnit),
	row("matter.answered", "2.1 [R]", matter, "事事有回音：办结关闭的已反馈、已公开，不予受理的已说明去处", "none ends without an answer: what was handled is answered and posted, what is declined says where to go", answered),
	row("matter.place", "2.1", matter, "事项属于其地点的社区和区，由反映人自家的组织核验", "a matter belongs to the community and district of its place; who sends from home is checked by the organisation at home", func(s *sight) bool {
		at := string(s.c.Place.Unit)
		return len(at) >= 12 && string(s.c.Community) == at[:12] && at[:6] == s.district && string(s.h.District) == s.district &&
			under(s.c.Checker, at[:12]) && under(s.c.Base, at[:12])
	}),
	row("merge.once", "2.2", matter, "并案的事项有去处，自己不再并入别的，也不并入自身", "what was merged says where, and is neither itself nor one that has absorbed others", func(s *sight) bool {
		merged := s.h.Outcome == string(casework.Merged)
		return merged == (s.c.Into != uuid.Nil) && (!merged || s.c.Into != s.h.ID && len(s.c.Merged) == 0)
	}),
}

// follows is where a matter may go from each phase.
var follows = map[governance.Phase][]governance.Phase{
	"": {casework.PhaseReported, casework.PhaseReturned, casework.PhaseVerified, casework.PhaseAtTown, casework.PhaseEscalated}, // the last ones: a part

	casework.PhaseReported:   {casework.PhaseVerified, casework.PhaseReturned, casework.PhaseClosed},
	casework.PhaseReturned:   {casework.PhaseReported, casework.PhaseClosed},
	casework.PhaseVerified:   {casework.PhaseHandling, casework.PhaseWhistled, casework.PhaseClosed},
	casework.PhaseHandling:   {casework.PhaseWhistled, casework.PhasePassed, casework.PhaseClosed},
	casework.PhaseWhistled:   {casework.PhaseAtTown, casework.PhaseClosed},
	casework.PhaseAtTown:     {casework.PhaseEscalated, casework.PhaseChecking, casework.PhaseClosed},
	casework.PhaseEscalated:  {casework.PhaseDispatched, casework.PhaseInProgress, casework.PhaseExplaining, casework.PhaseClosed},
	casework.PhaseDispatched: {casework.PhaseInProgress, casework.PhaseExplaining, casework.PhaseClosed},
	casework.PhaseInProgress: {casework.PhaseDispatched, casework.PhaseExplaining, casework.PhaseChecking, casework.PhaseClosed},
	casework.PhaseExplaining: {casework.PhaseDispatched, casework.PhaseInProgress, casework.PhaseChecking, casework.PhaseClosed},
	casework.PhaseChecking:   append([]governance.Phase{casework.PhasePassed}, rework...),
	casework.PhasePassed:     append([]governance.Phase{casework.PhaseRating, casework.PhaseClosed}, rework...),
	casework.PhaseRating:     append([]governance.Phase{casework.PhaseClosed}, rework...),
	casework.PhaseClosed:     rework,
}

// rework is where what comes back is handled.
var rework = []governance.Phase{casework.PhaseHandling, casework.PhaseAtTown, casework.PhaseInProgress, casework.PhaseExplaining}

func endsWithOutcome(s *sight) bool {
	var ended bool
	switch s.file.Kind {
	case matter:
		ended = s.h.Phase == casework.PhaseClosed
	case inquiry:
		ended = s.h.Phase != casework.PhaseAsked
	default:
		ended = s.h.Phase != casework.PhaseDrawn && s.h.Phase != casework.PhaseCalled
	}
	return ended == (s.h.Outcome != "") && ended != s.open()
}

// hasUnit reports whether the unit that a phase makes responsible is named.
func hasUnit(s *sight) bool {
	c := s.c
	switch c.Phase {
	case casework.PhaseReported, casework.PhaseReturned:
		return c.Checker != ""
	case casework.PhaseVerified:
		return c.Base != ""
	case casework.PhaseWhistled:
		return c.Whistler != "" && len(c.Units) == 0
	case casework.PhaseClosed, casework.PhasePassed, casework.PhaseRating:
		return c.Community != ""
	}
	return c.Coordinator != "" && leads(c) == 1
}

func leads(c *casework.Case) (n int) {
	for i := range c.Units {
		if c.Units[i].Role == casework.Lead {
			n++
		}
	}
	return n
}

func answered(s *sight) bool {
	c := s.c
	switch casework.Outcome(c.Outcome) {
	case "", casework.Withdrawn, casework.Merged:
		return true
	case casework.Declined:
		return !c.Answered.IsZero() && c.Instead != ""
	}
	return !c.Answered.IsZero() && !c.Published.IsZero() && !c.Completed.IsZero() && !c.Asked.IsZero()
}
