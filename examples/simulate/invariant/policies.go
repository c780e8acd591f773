package invariant

import (
	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/examples/simulate/scenario"
)

// most are the bounds of the policy: the domain's, where the scenario names no other.
type most struct{ refusals, extensions, pauseDays, pauses, reopenings, merged, parts int }

func mostOf(p *scenario.Policy) most {
	or := func(n *int, otherwise int) int {
		if n != nil {
			return *n
		}
		return otherwise
	}
	return most{
		or(p.RefusalsPerUnit, 1), or(p.MaxExtensions, 2), or(p.PauseDays, 10), or(p.MaxPauses, 3), or(p.MaxReopenings, 1), 100, 10,
	}
}

var policyRows = []Row{
	row("most.extensions", "2.2 [D]", matter, "延期不超过规定次数", "no more extensions than the policy grants", func(s *sight) bool { return s.c.Extensions <= s.most.extensions }),
	row("most.pauses", "2.2 [D]", matter, "挂起不超过规定次数", "no more pauses than the policy allows", func(s *sight) bool { return s.c.Pauses <= s.most.pauses }),
	row("most.refusals", "2.1 [D]", matter, "同一单位退单不超过规定次数", "no unit refuses more often than the policy allows", func(s *sight) bool {
		for i, unit := range s.c.RefusedBy {
			n := 1
			for _, other := range s.c.RefusedBy[:i] {
				if other == unit {
					n++
				}
			}
			if n > s.most.refusals {
				return false
			}
		}
		return true
	}),
	row("most.reopenings", "2.2 [D]", matter, "重办不超过规定次数，谅解清单到期复查的除外", "no matter is reopened more often than the policy allows, unless an understanding is looked at again", func(s *sight) bool {
		return s.c.Reopened == s.was.reopened || s.c.Reopened <= s.most.reopenings || !s.seamless || s.c.List == casework.Understanding
	}),
	row("most.merged", "2.2 [D]", matter, "并入不超过上限，子事项不超过10个、只一层", "no more are merged into one, or split off, than the policy allows, and parts are not split again", func(s *sight) bool {
		return len(s.c.Merged) <= s.most.merged && s.c.Children <= s.most.parts && s.c.Unclosed >= 0 && (s.h.Parent == uuid.Nil || s.c.Children == 0)
	}),
}

var besideRows = []Row{
	row("inquiry.answer", "2.3", inquiry, "咨询未答复时有答复时限，转为事项的有事项", "an inquiry that waits is on the clock for its answer, and one that became a matter names it", func(s *sight) bool {
		q := s.file.Inquiry
		return (q.Phase == casework.PhaseAsked) == s.runs && (q.Phase == casework.PhaseConverted) == (q.Matter != uuid.Nil)
	}),
	row("sample.round", "2.2 [D]", sample, "抽查有集中检查的日子，到期有检查时限，判定与环节一致", "a sample waits for its round, then is on the centre's clock, and its verdict says what its phase says", func(s *sight) bool {
		f := s.file.Sample
		switch f.Phase {
		case casework.PhaseDrawn:
			return f.Round > day(f.Completed) && s.timer("call").Equal(f.Round.Start())
		case casework.PhaseCalled:
			return s.runs
		case casework.PhaseAccepted:
			return f.Outcome == string(casework.Accepted)
		case casework.PhaseOvertaken:
			return f.Outcome == string(casework.Overtaken)
		}
		return f.Outcome == string(casework.ReturnedToUnits) || f.Outcome == string(casework.ReopenedByCentre) || f.Outcome == string(casework.TooLate)
	}),
}
