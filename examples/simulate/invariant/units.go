package invariant

import (
	"slices"
	"strings"

	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

var unitRows = []Row{
	row("rights", "2.1, 2.2", "", "各单位只做自己该做的：核验、吹哨、报到、派单、接单、验单、评价各有其人", "nobody acts beyond their rights: each step has those whose it is", mayAct),
	row("units.once", "2.1 [R]", matter, "同一单位只列一次，办理中只有一个牵头单位", "no unit is named twice, and what is handled has exactly one lead", func(s *sight) bool {
		for i := range s.c.Units {
			for j := range i {
				if s.c.Units[i].Unit == s.c.Units[j].Unit {
					return false
				}
			}
		}
		return !slices.Contains(handled, s.h.Phase) || leads(s.c) == 1
	}),
	row("units.town", "2.1 [R]", matter, "吹哨后属地镇街先报到，并始终列在办理单位中", "after the whistle the town of the place reports in first, and stays among the units", func(s *sight) bool {
		if s.c.Whistler == "" || !slices.Contains(handled, s.h.Phase) {
			return true
		}
		town := s.c.Community[:9]
		return slices.ContainsFunc(s.c.Units, func(u casework.Involved) bool { return u.Unit == town && u.Kind == orgtree.Town })
	}),
	row("units.arrived", "2.1", matter, "接单或报到的有时间，未接的没有；办结的有办结时间", "who has reported in has a time of it, and who has not has none; what is done says when", arrived),
	row("units.done", "2.2", matter, "验单时各单位都已办结，通过后无一未通过", "what is checked is done by every unit, and what has passed has passed for all", allDone),
	row("units.kind", "2.1", matter, "派单只派给本区的部门和镇街", "orders go to departments and towns of the district only", func(s *sight) bool {
		for i := range s.c.Units {
			code := string(s.c.Units[i].Unit)
			below, ok := strings.CutPrefix(code, s.district)
			if !ok || s.c.List != "" && len(below) != 3 && !strings.HasPrefix(below, "D") {
				return false
			}
		}
		return true
	}),
	row("part.clock", "2.1 [R]", matter, "每个单位的在办部分都有时限：待接的有接单时限，已接的有办理时限", "every part in hand is on a clock: that for taking it, or that for doing it", partsRun),
}

// handled are the phases in which units are at work, or have been.
var handled = []governance.Phase{
	casework.PhaseHandling, casework.PhaseAtTown, casework.PhaseEscalated, casework.PhaseDispatched, casework.PhaseInProgress, casework.PhaseExplaining,
	casework.PhaseChecking, casework.PhasePassed, casework.PhaseRating,
}

// under reports whether a unit lies in a community, as its code says.
func under(code orgtree.Code, community string) bool {
	return strings.HasPrefix(string(code), community)
}

func arrived(s *sight) bool {
	for i := range s.c.Units {
		u := &s.c.Units[i]
		here, done := !u.TakenAt.IsZero(), !u.DoneAt.IsZero()
		switch u.State {
		case casework.Offered, casework.Refused:
			if here || done {
				return false
			}
		case casework.Taken, casework.SentBack:
			if !here || done {
				return false
			}
		default:
			if !here || !done && s.h.Parent == [16]byte{} {
				return false
			}
		}
	}
	return true
}

func allDone(s *sight) bool {
	c := s.c
	passed := c.Phase == casework.PhasePassed || c.Phase == casework.PhaseRating
	if !passed && c.Phase != casework.PhaseChecking {
		return true
	}
	for i := range c.Units {
		if u := &c.Units[i]; u.State != casework.Passed && (passed || u.State != casework.Done) {
			return false
		}
	}
	return passed == !c.Completed.IsZero() && c.Conclusion != ""
}

// working are the limits on which units work.
var working = []string{
	casework.LimitCommunity, casework.LimitTown, casework.LimitImmediate, casework.LimitStage, casework.LimitAssist, casework.LimitConclude,
	casework.LimitExplain, casework.LimitRework,
}

var taking = []string{casework.LimitTake}

func partsRun(s *sight) bool {
	switch s.h.Phase {
	case casework.PhaseHandling, casework.PhaseAtTown, casework.PhaseDispatched, casework.PhaseInProgress, casework.PhaseExplaining:
	default:
		return true
	}
	for i := range s.c.Units {
		u := &s.c.Units[i]
		switch u.State {
		case casework.Offered:
			if !s.onClock(u.Unit, taking) {
				return false
			}
		case casework.Taken, casework.SentBack:
			explained := s.h.Phase == casework.PhaseExplaining && !s.c.Explained.IsZero()
			if !explained && !s.onClock(u.Unit, working) {
				return false
			}
		}
	}
	return true
}

func (s *sight) onClock(unit orgtree.Code, names []string) bool {
	for i := range s.h.Deadlines {
		if d := &s.h.Deadlines[i]; d.End.IsZero() && d.Unit == unit && slices.Contains(names, d.Name) {
			return true
		}
	}
	return false
}
