package invariant

import (
	"fmt"

	"github.com/jinlin-project/jinlin/examples/simulate/engine"
)

// A resultRow is what is true of the counters of a run. problem says what is not, or
// nothing.
type resultRow struct {
	Row
	problem func(out *engine.Result, seen *tally) string
}

func result(id, source, zh, en string, problem func(*engine.Result, *tally) string) resultRow {
	return resultRow{row(id, source, "", zh, en, nil), problem}
}

var resultRows = []resultRow{
	result("count.opened", "2.2", "上报的等于关闭的加未结的，各组计数合计都等于上报数", "opened is closed plus open, and every group of counters adds up to it", func(out *engine.Result, _ *tally) string {
		m := &out.Matters
		paths := int64(0)
		for _, n := range m.Paths {
			paths += n
		}
		return same("opened", m.Opened, "closed and open", m.Closed()+m.Open, "in time and late", m.InTime+m.Late, "paths", paths)
	}),
	result("count.merged", "2.2", "并案只办一次、只计一次：并入的总数等于并案的总数", "merged matters are counted once: as many were absorbed as were merged", func(_ *engine.Result, seen *tally) string {
		return same("absorbed", seen.n[counter{what: "absorbed"}], "merged", seen.n[counter{"outcome", "merged"}])
	}),
	result("count.seen", "2.2, 4 G18", "计数等于逐件数出来的", "every counter is what counting record by record gives", func(out *engine.Result, seen *tally) string {
		return claims(out).differs(seen)
	}),
	result("count.units", "3", "各单位的时限和评价合计等于总数", "deadlines and ratings of all units add up to those of the whole", func(out *engine.Result, _ *tally) string {
		var met, missed, allMet, allMissed int64
		rated := out.Matters.BySenders
		for i := range rated {
			rated[i] += out.Matters.ByWhistlers[i]
		}
		for i := range out.Units {
			met, missed = met+out.Units[i].Met, missed+out.Units[i].Missed
			for step, n := range out.Units[i].Satisfaction {
				rated[step] -= n
			}
		}
		for _, l := range out.Limits {
			allMet, allMissed = allMet+l.Met, allMissed+l.Missed
		}
		if rated != [6]int64{} {
			return fmt.Sprintf("ratings differ by %v", rated)
		}
		return same("met", met, "of all", allMet) + same("missed", missed, "of all", allMissed)
	}),
	result("count.days", "4 G3", "逐日的累计只增不减，最后一天等于总数", "the days' sums only grow, and the last day's are the whole's", func(out *engine.Result, _ *tally) string {
		if len(out.Days) != out.Until.Sub(out.From) {
			return fmt.Sprintf("%d days in place of %d", len(out.Days), out.Until.Sub(out.From))
		}
		before := int64(0)
		for i, d := range out.Days {
			if d.Opened < before || d.Open < 0 || d.Open > d.Opened {
				return fmt.Sprintf("day %d: %+v after %d opened", i, d, before)
			}
			before = d.Opened
		}
		last := out.Days[len(out.Days)-1]
		return same("opened", out.Matters.Opened, "on the last day", last.Opened) + same("open", out.Matters.Open, "on the last day", last.Open)
	}),
}

// same says which of some named numbers is not the first.
func same(name string, n int64, others ...any) string {
	for i := 0; i < len(others); i += 2 {
		if o := others[i+1].(int64); o != n {
			return fmt.Sprintf("%s: %d, but %s: %d ", name, n, others[i], o)
		}
	}
	return ""
}

// Settle holds the result of the run that was watched to its rows.
func (s *Set) Settle(out *engine.Result) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	seen := newTally()
	for _, w := range s.watchers {
		seen.add(w.seen)
	}
	for _, r := range resultRows {
		if problem := r.problem(out, seen); problem != "" {
			return &BrokenError{Row: r.Row, Detail: problem}
		}
	}
	return nil
}
