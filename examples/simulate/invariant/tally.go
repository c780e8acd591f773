package invariant

import (
	"strings"
	"time"

	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/examples/simulate/court"
	"github.com/jinlin-project/jinlin/examples/simulate/engine"
	"github.com/jinlin-project/jinlin/governance"
)

// tally is a naive count of all records, each counted when it is seen for the last
// time.
type tally struct {
	n map[counter]int64
}

// counter names what is counted, so that whatever differs can be named.
type counter struct{ what, which string }

func newTally() *tally { return &tally{map[counter]int64{}} }

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
		t.n[counter{how, h.Deadlines[i].Name}]++
	}
	switch {
	case f.Case != nil:
		t.matter(f.Case, late)
	case f.Inquiry != nil:
		t.n[counter{what: "inquiries"}]++
		if h.Outcome != "" {
			t.n[counter{"inquiry", h.Outcome}]++
		}
		t.n[counter{what: "inquiries late"}] += one(late)
	default:
		t.n[counter{what: "samples"}]++
		if h.Outcome != "" {
			t.n[counter{"verdict", h.Outcome}]++
		}
	}
}

func (t *tally) matter(c *casework.Case, late bool) {
	t.n[counter{what: "opened"}]++
	if c.Outcome == "" {
		t.n[counter{what: "open"}]++
	} else {
		t.n[counter{"outcome", c.Outcome}]++
	}
	t.n[counter{what: "absorbed"}] += int64(len(c.Merged))
	t.n[counter{what: "late"}] += one(late)
	t.n[counter{what: "reopened"}] += int64(c.Reopened)
	t.n[counter{what: "refused"}] += int64(len(c.RefusedBy))
	t.n[counter{what: "extended"}] += int64(c.Extensions)
	t.n[counter{what: "paused"}] += int64(c.Pauses)
	t.n[counter{what: "urged"}] += int64(c.Urged)
	t.n[counter{what: "sent back"}] += int64(c.Returns)
	t.n[counter{what: "completed"}] += one(!c.Completed.IsZero())
	for i := range c.Ratings {
		r := &c.Ratings[i]
		t.n[counter{string(r.By), steps[r.Satisfaction]}]++
	}
}

// steps names how much somebody was satisfied; 0 is not given.
var steps = [6]string{"0", "1", "2", "3", "4", "5"}

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

// claims are the counters of a result under the names of the naive count.
func claims(out *engine.Result) *tally {
	m := &out.Matters
	t := newTally()
	for what, n := range map[string]int64{
		"opened": m.Opened, "open": m.Open, "late": m.Late, "reopened": m.Reopened, "refused": m.Refused, "extended": m.Extended, "paused": m.Paused, "urged": m.Urged,
		"sent back": m.SentBack, "inquiries": out.Inquiries.Opened, "inquiries late": out.Inquiries.Late, "samples": out.Samples.Drawn,
		"absorbed": m.Outcomes[string(casework.Merged)],
	} {
		t.n[counter{what: what}] = n
	}
	t.n[counter{"inquiry", "answered"}], t.n[counter{"inquiry", "converted"}] = out.Inquiries.Answered, out.Inquiries.Converted
	for k, n := range m.Outcomes {
		t.n[counter{"outcome", k}] = n
	}
	for k, n := range out.Samples.Verdicts {
		t.n[counter{"verdict", k}] = n
	}
	for _, n := range m.Durations {
		t.n[counter{what: "completed"}] += n
	}
	for _, l := range out.Limits {
		t.n[counter{"met", l.Name}], t.n[counter{"missed", l.Name}] = l.Met, l.Missed
		t.n[counter{"lifted", l.Name}], t.n[counter{"open", l.Name}] = l.Lifted, l.Open
	}
	for i, step := range steps {
		t.n[counter{string(casework.BySender), step}], t.n[counter{string(casework.ByWhistler), step}] = m.BySenders[i], m.ByWhistlers[i]
	}
	return t
}

// differs names a counter on which two tallies do not agree, the first of all.
func (t *tally) differs(seen *tally) (problem string) {
	for _, some := range []*tally{t, seen} {
		for c := range some.n {
			if p := same(strings.TrimSpace(c.what+" "+c.which), t.n[c], "counted", seen.n[c]); p != "" && (problem == "" || p < problem) {
				problem = p
			}
		}
	}
	return problem
}
