package invariant

import (
	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/governance"
)

var ratingRows = []Row{
	row("rating.window", "2.2 [R]", matter, "征询评价的期限从办结起算，不超过5个工作日", "ratings are asked for and registered within 5 working days of completion, whatever came between", ratingWindow),
	row("rating.registered", "2.2 [R]", matter, "期满未评的都已登记，期满后不再有评价", "once the window is over every rating is registered, and none is given later", registered),
	row("rating.silence", "2.2 [D]", matter, "未给的评价没有满意度，从不按满意计", "a rating that was not given has no satisfaction: silence is never satisfied", func(s *sight) bool {
		for i := range s.c.Ratings {
			r := &s.c.Ratings[i]
			if r.Given != (r.Satisfaction >= 1 && r.Satisfaction <= 5) || r.Given != (r.Solved != "") {
				return false
			}
		}
		return true
	}),
	row("rating.lapsed", "2.2 [D]", matter, "期满登记的一律为未评价", "what time registers when the window ends is registered as not given", func(s *sight) bool {
		if s.verb != "lapse" || !s.seamless {
			return true
		}
		for i := s.was.ratings; i < len(s.c.Ratings); i++ {
			if s.c.Ratings[i].Given {
				return false
			}
		}
		return true
	}),
	row("rating.own", "2.2 [D]", matter, "任何单位不评价自己", "no unit rates itself", func(s *sight) bool {
		for i := range s.c.Ratings {
			r := &s.c.Ratings[i]
			if r.By == casework.ByWhistler && r.Unit == s.c.Whistler || r.By == casework.BySender && s.c.Sender.Unit == r.Unit {
				return false
			}
		}
		return true
	}),
	row("rating.all", "2.2 [R]", matter, "办结关闭的，吹哨单位和反映人对每个报到单位各登记一次", "what closes after handling has one registered rating of every unit by the whistler, and one by the sender", ratedByAll),
}

// window is the clock of the ratings that were asked for last, or nil.
func window(h *governance.Head) *governance.Deadline {
	for i := len(h.Deadlines) - 1; i >= 0; i-- {
		if d := &h.Deadlines[i]; d.Name == casework.LimitRating {
			return d
		}
	}
	return nil
}

func ratingWindow(s *sight) bool {
	if s.h.Phase != casework.PhasePassed && s.h.Phase != casework.PhaseRating {
		return true
	}
	d := window(s.h)
	return d != nil && d.Start.Equal(s.c.Completed) && day(d.Due) <= s.days.after(day(s.c.Completed), 5) && string(d.Unit) == s.centre && len(d.Pauses) == 0
}

func registered(s *sight) bool {
	if s.h.Phase != casework.PhasePassed && s.h.Phase != casework.PhaseRating {
		return true
	}
	d := window(s.h)
	if !s.by.System && s.now > d.Due.Unix() && len(s.c.Owing) > 0 {
		return false
	}
	for i := range s.c.Ratings {
		if s.c.Ratings[i].At.After(d.Due) {
			return false
		}
	}
	return true
}

func ratedByAll(s *sight) bool {
	c := s.c
	switch casework.Outcome(c.Outcome) {
	case "", casework.Withdrawn, casework.Declined, casework.Merged:
		return true
	}
	var whistler, sender int
	for i := range c.Ratings {
		r := &c.Ratings[i]
		if r.By == casework.ByWhistler {
			whistler++
		} else {
			sender++
		}
		for j := range i {
			if o := &c.Ratings[j]; o.By == r.By && o.Unit == r.Unit {
				return false
			}
		}
	}
	return whistler == present(c.Whistler != "", len(c.Units)) && sender == present(c.Subject != "", len(c.Units))
}

func present(there bool, n int) int {
	if there {
		return n
	}
	return 0
}
