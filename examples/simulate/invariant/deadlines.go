package invariant

import (
	"slices"
	"time"

	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/workday"
)

var deadlineRows = []Row{
	row("deadline.kept", "2.5", "", "时限的记录只增不减，结束的不再变回", "no deadline is taken out of the record, and none that has ended runs again", func(s *sight) bool {
		return len(s.h.Deadlines) >= s.was.deadlines && s.kept == s.was.begun && s.ended >= s.was.ended
	}),
	row("deadline.order", "2.4", "", "时限不早于起算，不结束于未来", "a deadline is not due before it starts, and has not ended before it started nor after now", each(func(s *sight, d *governance.Deadline) bool {
		return !d.Due.Before(d.Start) && d.Start.Unix() <= s.now && (d.End.IsZero() || !d.End.Before(d.Start) && d.End.Unix() <= s.now)
	})),
	row("deadline.day-off", "2.4", "", "时限从不落在休息日", "no deadline falls on a day off", each(func(s *sight, d *governance.Deadline) bool {
		return s.days.isWorked(day(d.Due))
	})),
	row("deadline.count", "2.4", "", "以工作日计的时限，从次日起逐日数满为止，挂起的日子不算", "a deadline in working days ends with the last of so many worked days, counted from the next, pauses left out", each(func(s *sight, d *governance.Deadline) bool {
		return d.Period.Unit != governance.WorkingDays || stands(d) || s.days.counts(d)
	})),
	row("deadline.hours", "2.4", "", "以工作小时计的时限，办公时间数满为止", "a deadline in working hours ends when so many office hours have passed", each(func(s *sight, d *governance.Deadline) bool {
		return d.Period.Unit != governance.WorkingHours || len(d.Pauses) > 0 || s.days.seconds(d.Start, d.Due) == int64(d.Period.N+d.Added)*3600
	})),
	row("deadline.limit", "2.4", "", "时限的长短是规定的长短", "a deadline is as long as the policy lays down", each((*sight).asLaidDown)),
	row("deadline.provisional", "2.4", "", "算到通知未发布的年份，必标暂定；都已发布的不标", "a deadline in a year without a notice is marked provisional; one within known years is not", each(func(s *sight, d *governance.Deadline) bool {
		return d.Provisional == !s.days.knows(d.Start, d.Due) || len(d.Pauses) > 0
	})),
	row("deadline.once", "2.4", "", "同一单位同一时限不同时计两次", "nobody is on the same clock twice at a time", runsOnce),
	row("deadline.red", "2.2 [D]", "", "过期未办的已有红色警示", "whatever is past its deadline has had its red warning", isWarned),
	row("pause.ends", "2.2 [D]", matter, "挂起有到期自动恢复的日子，不挂起时时限都在走", "a pause ends by itself on a set day, and without one every clock runs", pauseEnds),
}

// each checks the deadlines that are new, and where one of the others has moved, all
// that run.
func each(holds func(*sight, *governance.Deadline) bool) func(*sight) bool {
	return func(s *sight) bool {
		from := 0
		if s.stay == s.was.dues {
			from = min(s.was.deadlines, len(s.h.Deadlines))
		}
		for i := from; i < len(s.h.Deadlines); i++ {
			d := &s.h.Deadlines[i]
			if (d.End.IsZero() || i >= s.was.deadlines) && !holds(s, d) {
				return false
			}
		}
		return true
	}
}

// counts reports whether a deadline ends with the last of its worked days.
func (d *days) counts(l *governance.Deadline) bool {
	if l.Due.Unix() != (day(l.Due)+1).Start().Unix()-1 {
		return false
	}
	end := d.ends(l)
	// An extension adds to the day that held, also where a pause that began on the last
	// day and ended on a day off had moved that by one.
	return day(l.Due) == end || l.Added > 0 && len(l.Pauses) > 0 && day(l.Due) == d.after(end, 1)
}

// ends counts a deadline day by day. Where nothing was left when its clock stood still,
// it ends on the first worked day from which it runs again.
func (d *days) ends(l *governance.Deadline) civil.Date {
	at := day(l.Start)
	for left := l.Period.N + l.Added; left > 0 && at <= workday.Last; {
		at++
		if d.isWorked(at) && !stood(l, at) {
			left--
		}
	}
	for _, p := range l.Pauses {
		if day(p.From) == at && day(p.To) > at {
			at = d.after(day(p.To)-1, 1)
		}
	}
	return at
}

// stood reports whether a clock stood still on a day.
func stood(l *governance.Deadline, at civil.Date) bool {
	return slices.ContainsFunc(l.Pauses, func(p governance.Interval) bool { return at > day(p.From) && at <= day(p.To) })
}

// knows reports whether the notices of all years from one instant to another are known.
func (d *days) knows(from, to time.Time) bool {
	for year := from.In(civil.Zone).Year(); year <= to.In(civil.Zone).Year(); year++ {
		if !d.known[year] {
			return false
		}
	}
	return true
}

func runsOnce(s *sight) bool {
	if s.mark == s.was.mark {
		return true
	}
	for i := range s.h.Deadlines {
		d := &s.h.Deadlines[i]
		if !d.End.IsZero() {
			continue
		}
		for j := range i {
			if o := &s.h.Deadlines[j]; o.End.IsZero() && o.Name == d.Name && o.Unit == d.Unit {
				return false
			}
		}
	}
	return true
}

func isWarned(s *sight) bool {
	if s.by.System || !s.open() || s.file.Kind == sample && s.h.Phase != casework.PhaseCalled { // time goes one by one
		return true
	}
	for i := range s.h.Deadlines {
		d := &s.h.Deadlines[i]
		if d.End.IsZero() && !stands(d) && s.now > d.Due.Unix() && d.Warned != governance.Red {
			return false
		}
	}
	return true
}

func pauseEnds(s *sight) bool {
	if !s.open() {
		return true
	}
	if s.c.Paused.IsZero() {
		return !s.stands
	}
	resume := s.timer("resume")
	return day(resume) == s.days.after(day(s.c.Paused), s.most.pauseDays) && (s.by.System || s.now <= resume.Unix()+1)
}
