package invariant

import (
	"maps"
	"time"

	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/examples/simulate/court"
	"github.com/jinlin-project/jinlin/examples/simulate/engine"
	"github.com/jinlin-project/jinlin/governance"
)

// tally is a naive count of all records, each counted when it is seen for the last
// time. One counter has a name, so that whatever differs can be named.
type tally struct {
	n map[string]int64
}

func newTally() *tally { return &tally{map[string]int64{}} }

func (t *tally) add(o *tally) {
	for k, n := range o.n {
		t.n[k] += n
	}
}

// count counts one record.
func (t *tally) count(f *court.File, until time.Time) {
	h := f.Head()
	late := false
	for i := range h.Deadlines {
		how := ended(&h.Deadlines[i], until)
		late = late || how == "missed"
		t.n["limit "+h.Deadlines[i].Name+" "+how]++
	}
	switch {
	case f.Case != nil:
		t.matter(f.Case, late)
	case f.Inquiry != nil:
		t.n["inquiries"]++
		if h.Outcome != "" {
			t.n["inquiry "+h.Outcome]++
		}
		t.n["inquiries late"] += one(late)
	default:
		t.n["samples"]++
		if h.Outcome != "" {
			t.n["verdict "+h.Outcome]++
		}
	}
}

func (t *tally) matter(c *casework.Case, late bool) {
	t.n["opened"]++
	if c.Outcome == "" {
		t.n["open"]++
	} else {
		t.n["outcome "+c.Outcome]++
	}
	t.n["absorbed"] += int64(len(c.Merged))
	t.n["late"] += one(late)
	t.n["reopened"] += int64(c.Reopened)
	t.n["refused"] += int64(len(c.RefusedBy))
	t.n["extended"] += int64(c.Extensions)
	t.n["paused"] += int64(c.Pauses)
	t.n["urged"] += int64(c.Urged)
	t.n["sent back"] += int64(c.Returns)
	t.n["completed"] += one(!c.Completed.IsZero())
	for i := range c.Ratings {
		r := &c.Ratings[i]
		t.n[steps[r.By][r.Satisfaction]]++
	}
}

// steps names the counters of ratings.
var steps = map[casework.Rater][6]string{
	casework.BySender:   {"sender 0", "sender 1", "sender 2", "sender 3", "sender 4", "sender 5"},
	casework.ByWhistler: {"whistler 0", "whistler 1", "whistler 2", "whistler 3", "whistler 4", "whistler 5"},
}

func one(b bool) int64 {
	if b {
		return 1
	}
	return 0
}

// ended is how a deadline stands at the end of the run.
func ended(d *governance.Deadline, until time.Time) string {
	switch end := d.End.Unix(); {
	case d.Lifted:
		return "lifted"
	case !d.End.IsZero() && end <= d.Due.Unix():
		return "met"
	case !d.End.IsZero(), d.Warned == governance.Red, !stands(d) && until.Unix() > d.Due.Unix():
		return "missed"
	}
	return "open"
}

// claims are the counters of a result by the names of the naive count.
func claims(out *engine.Result) *tally {
	m := &out.Matters
	t := newTally()
	maps.Copy(t.n, map[string]int64{
		"opened": m.Opened, "open": m.Open, "late": m.Late, "reopened": m.Reopened, "refused": m.Refused, "extended": m.Extended, "paused": m.Paused, "urged": m.Urged,
		"sent back": m.SentBack, "inquiries": out.Inquiries.Opened, "inquiry answered": out.Inquiries.Answered, "inquiry converted": out.Inquiries.Converted,
		"inquiries late": out.Inquiries.Late, "samples": out.Samples.Drawn, "absorbed": m.Outcomes[string(casework.Merged)],
	})
	for k, n := range m.Outcomes {
		t.n["outcome "+k] = n
	}
	for k, n := range out.Samples.Verdicts {
		t.n["verdict "+k] = n
	}
	for _, n := range m.Durations {
		t.n["completed"] += n
	}
	for _, l := range out.Limits {
		t.n["limit "+l.Name+" met"], t.n["limit "+l.Name+" missed"] = l.Met, l.Missed
		t.n["limit "+l.Name+" lifted"], t.n["limit "+l.Name+" open"] = l.Lifted, l.Open
	}
	for i := range 6 {
		t.n[steps[casework.BySender][i]], t.n[steps[casework.ByWhistler][i]] = m.BySenders[i], m.ByWhistlers[i]
	}
	return t
}
