package engine

import (
	"slices"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/examples/simulate/chance"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
	"github.com/jinlin-project/jinlin/scoring"
)

// A Result is what came of a run: whole numbers, and what the scoring rules make of
// them. Results of several districts, or of several runs, can be added.
type Result struct {
	From      civil.Date `json:"from"`
	Until     civil.Date `json:"until"` // not included
	Districts int        `json:"districts"`
	Entries   int64      `json:"entries"` // of the histories of matters, inquiries and samples

	Matters   Matters   `json:"matters"`
	Inquiries Inquiries `json:"inquiries"`
	Samples   Samples   `json:"samples"`
	Limits    []Limit   `json:"limits"` // in the order of the policy
	Days      []Day     `json:"days"`   // open matters at the end of each
	Units     []Unit    `json:"units"`  // in the order of districts and codes
	Scores    []Score   `json:"scores"` // by rule set, quarter, group and rank

	Sum chance.Sum `json:"sum"` // proves that two runs did the same

	limits map[string]int
	tally  *scoring.Tally
}

// Matters counts residents' matters. Every matter stands in one of each group of
// counters; those still open have no outcome.
type Matters struct {
	Opened   int64            `json:"opened"`
	Open     int64            `json:"open"` // at the end
	Outcomes map[string]int64 `json:"outcomes"`
	Paths    map[string]int64 `json:"paths"` // who handled it: community, town, or the centre's list
	InTime   int64            `json:"inTime"`
	Late     int64            `json:"late"` // some deadline was missed
	Returned int64            `json:"returned"`
	SentBack int64            `json:"sentBack"`
	Reopened int64            `json:"reopened"`
	Refused  int64            `json:"refused"`
	Extended int64            `json:"extended"`
	Paused   int64            `json:"paused"`
	Urged    int64            `json:"urged"`
	Split    int64            `json:"split"`
	// Satisfaction counts what senders and whistlers said of units: not given, then
	// from 1 非常不满意 to 5 非常满意.
	BySenders   [6]int64 `json:"bySenders"`
	ByWhistlers [6]int64 `json:"byWhistlers"`
	// Durations counts completed matters by the working days from the report to
	// completion; the last counts all that took longer.
	Durations [61]int64 `json:"durations"`
}

// Inquiries counts inquiries.
type Inquiries struct {
	Opened    int64 `json:"opened"`
	Answered  int64 `json:"answered"`
	Converted int64 `json:"converted"`
	Late      int64 `json:"late"`
}

// Samples counts what was drawn by its verdict.
type Samples struct {
	Drawn    int64            `json:"drawn"`
	Verdicts map[string]int64 `json:"verdicts"`
}

// A Limit counts how the deadlines of one limit ended.
type Limit struct {
	Name   string `json:"name"`
	Met    int64  `json:"met"`
	Missed int64  `json:"missed"`
	Lifted int64  `json:"lifted"`
	Open   int64  `json:"open"` // still running in time at the end
}

// A Day is how a day ended.
type Day struct {
	Opened int64 `json:"opened"` // since the run began
	Open   int64 `json:"open"`
}

// A Unit is what one unit did.
type Unit struct {
	District orgtree.Code `json:"district"`
	Code     orgtree.Code `json:"code"`
	Name     string       `json:"name"`
	Kind     orgtree.Kind `json:"kind"`
	Clerks   int          `json:"clerks"`
	Office   int64        `json:"office"` // seconds of working time that each of them has in the run
	Workload
	Met          int64    `json:"met"` // of its deadlines
	Missed       int64    `json:"missed"`
	Satisfaction [6]int64 `json:"satisfaction"` // with its parts, as in Matters
}

// Workload is what lay on a unit's desk.
type Workload struct {
	Tasks   int64 `json:"tasks"`
	Seconds int64 `json:"seconds"` // of working time that hands were busy
	Waited  int64 `json:"waited"`  // seconds of working time that tasks lay there before somebody took them up
}

// A Score is where a unit stood in a quarter by a rule set.
type Score struct {
	Rules    string         `json:"rules"`
	Period   scoring.Period `json:"period"`
	District orgtree.Code   `json:"district"`
	scoring.Standing
}

// newResult is the empty result of a run.
func newResult(r *run) (*Result, error) {
	s := r.Scenario
	out := &Result{From: s.From, Until: s.Until(), Districts: 1, limits: map[string]int{}}
	out.Matters.Outcomes, out.Matters.Paths = map[string]int64{}, map[string]int64{}
	out.Samples.Verdicts = map[string]int64{}
	for _, l := range r.rules.Limits {
		if _, known := out.limits[l.Name]; !known {
			out.limits[l.Name] = len(out.Limits)
			out.Limits = append(out.Limits, Limit{Name: l.Name})
		}
	}
	for i := range r.desks {
		d := &r.desks[i]
		out.Units = append(out.Units, Unit{
			District: r.Place.District, Code: d.code, Name: r.tree.Name(d.code), Kind: d.kind, Clerks: len(d.hands) + len(d.front), Office: d.hours.worked(r.until),
		})
	}
	quarters, err := quarters(s.From, s.Until())
	out.tally = scoring.NewTally(quarters...)
	return out, err
}

// quarters are those that a run meets.
func quarters(from, until civil.Date) ([]scoring.Period, error) {
	var out []scoring.Period
	y, m, _ := from.YMD()
	for q := (int(m)-1)/3 + 1; ; q++ {
		if q > 4 {
			y, q = y+1, 1
		}
		p, err := scoring.Quarter(y, q)
		if err != nil || civil.DateOf(p.From()) >= until {
			return out, err
		}
		out = append(out, p)
	}
}

// Quarters are the quarters of the result.
func (out *Result) Quarters() []scoring.Period {
	q, _ := quarters(out.From, out.Until) // the run has asked before
	return q
}

func (out *Result) dayEnds(r *run) {
	out.Days = append(out.Days, Day{out.Matters.Opened, int64(r.open)})
}

// Add adds the result of another district, or run, of the same scenario.
func (out *Result) Add(o *Result) {
	out.Districts += o.Districts
	out.Entries += o.Entries
	out.Matters.Add(&o.Matters)
	out.Inquiries.Opened += o.Inquiries.Opened
	out.Inquiries.Answered += o.Inquiries.Answered
	out.Inquiries.Converted += o.Inquiries.Converted
	out.Inquiries.Late += o.Inquiries.Late
	out.Samples.Drawn += o.Samples.Drawn
	addAll(out.Samples.Verdicts, o.Samples.Verdicts)
	for i := range out.Limits {
		l, with := &out.Limits[i], &o.Limits[i]
		l.Met, l.Missed, l.Lifted, l.Open = l.Met+with.Met, l.Missed+with.Missed, l.Lifted+with.Lifted, l.Open+with.Open
	}
	for i := range out.Days {
		out.Days[i].Opened += o.Days[i].Opened
		out.Days[i].Open += o.Days[i].Open
	}
	out.Units = append(out.Units, o.Units...)
	out.Scores = append(out.Scores, o.Scores...)
	out.Sum.Add(int64(o.Sum))
}

// Add adds other matters' counts.
func (m *Matters) Add(o *Matters) {
	for _, pair := range []struct{ to, from *int64 }{
		{&m.Opened, &o.Opened}, {&m.Open, &o.Open}, {&m.InTime, &o.InTime}, {&m.Late, &o.Late}, {&m.Returned, &o.Returned}, {&m.SentBack, &o.SentBack},
		{&m.Reopened, &o.Reopened}, {&m.Refused, &o.Refused}, {&m.Extended, &o.Extended}, {&m.Paused, &o.Paused}, {&m.Urged, &o.Urged}, {&m.Split, &o.Split},
	} {
		*pair.to += *pair.from
	}
	addAll(m.Outcomes, o.Outcomes)
	addAll(m.Paths, o.Paths)
	for i := range m.BySenders {
		m.BySenders[i] += o.BySenders[i]
		m.ByWhistlers[i] += o.ByWhistlers[i]
	}
	for i := range m.Durations {
		m.Durations[i] += o.Durations[i]
	}
}

func addAll(to, from map[string]int64) {
	for k, n := range from {
		to[k] += n
	}
}

// Closed is how many matters have ended.
func (m *Matters) Closed() (n int64) {
	for _, k := range m.Outcomes {
		n += k
	}
	return n
}

// Satisfied is the share of those senders' ratings that were given which are at least
// 基本满意.
func (m *Matters) Satisfied() governance.Ratio {
	var of int64
	for _, n := range m.BySenders[1:] {
		of += n
	}
	return governance.Ratio{Num: of - m.BySenders[1] - m.BySenders[2], Den: of}
}

// Duration is the number of working days within which a share of the completed
// matters, in thousandths, was completed.
func (m *Matters) Duration(share int64) int {
	var all, run int64
	for _, n := range m.Durations {
		all += n
	}
	for days, n := range m.Durations {
		if run += n; run*1000 >= all*share {
			return days
		}
	}
	return len(m.Durations)
}

// Limit is the counter of a limit.
func (out *Result) Limit(name string) Limit {
	i := slices.IndexFunc(out.Limits, func(l Limit) bool { return l.Name == name })
	if i < 0 {
		return Limit{Name: name}
	}
	return out.Limits[i]
}
