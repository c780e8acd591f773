package scoring

import (
	"slices"

	"github.com/jinlin-project/jinlin/governance"
)

// An Opinion is the reference opinion on one unit (考核评价参考意见): its score,
// its rank among its like, and every number that led there. It is a value; an
// edition that was issued never changes, a correction is the next edition (see
// [Compare]). It is for reference [R]: an assessing department cites it or says
// why not.
type Opinion struct {
	Peer    Peer     `json:"peer"`
	Period  Period   `json:"period"`
	Edition int      `json:"edition"` // from 1
	Rules   RulesRef `json:"rules"`

	Parts   int64 `json:"parts"`   // that count
	Ratings int64 `json:"ratings"` // given, or kept from being given

	Score *Fixed `json:"score,omitempty"` // points; none where Lack is [LackValue]
	Lack  Lack   `json:"lack,omitempty"`  // why there is no score, or no grade and rank
	Grade Grade  `json:"grade,omitempty"`
	Rank  int    `json:"rank,omitempty"` // from 1, shared by equal scores
	Of    int    `json:"of"`             // units of the group that are ranked

	Terms      []TermResult       `json:"terms"`
	Base       Fixed              `json:"base"` // what the terms add up to
	Additions  []AdjustmentResult `json:"additions,omitempty"`
	Deductions []AdjustmentResult `json:"deductions,omitempty"`
	Raw        Fixed              `json:"raw"` // base, additions and deductions, held within 0 and 100
	Ceilings   []CeilingResult    `json:"ceilings,omitempty"`
	Excluded   []ExcludedCount    `json:"excluded,omitempty"` // beside: not counted, and why

	Minimum  Minimum  `json:"minimum"`
	Rounding Rounding `json:"rounding"` // of contributions (to four places) and of the score
}

// A RulesRef says by which rules an opinion was formed.
type RulesRef struct {
	ID      string          `json:"id"`
	Version int             `json:"version"`
	Title   governance.Text `json:"title"`
	Digest  Digest          `json:"digest"` // of the rule set's canonical bytes
}

// A TermResult is one term with its inputs. Points are the share times the rate
// (as the thresholds change it) times 100, rounded once, to four places; the
// printed share and value are for the reader and not reckoned with.
type TermResult struct {
	ID       string          `json:"id"`
	Sentence governance.Text `json:"sentence"`
	Source   governance.Text `json:"source"`
	Rate     string          `json:"rate"`
	Lists    []List          `json:"lists,omitempty"` // none: all
	Weight   Fixed           `json:"weight"`
	Share    Fixed           `json:"share"` // the weight among the terms that have a value
	Lines    []Line          `json:"lines"` // what the numerator and denominator are made of
	Num      Fixed           `json:"num"`
	Den      int64           `json:"den"`
	Unrated  int64           `json:"unrated"`         // beside: in neither
	Value    *Fixed          `json:"value,omitempty"` // num ÷ den; none without a denominator
	Full     bool            `json:"full,omitempty"`  // counted in full: at or above its threshold
	Failed   bool            `json:"failed,omitempty"`
	Points   Fixed           `json:"points"`
}

// A Line is one class of a rate: so many parts, each counting for so much.
type Line struct {
	Class Class `json:"class"`
	Count int64 `json:"count"`
	Value Fixed `json:"value"`
}

// An AdjustmentResult is one addition or deduction, with how often it happened.
type AdjustmentResult struct {
	ID       string          `json:"id"`
	Sentence governance.Text `json:"sentence"`
	Source   governance.Text `json:"source"`
	Event    string          `json:"event"`
	Lists    []List          `json:"lists,omitempty"`
	Count    int64           `json:"count"`
	Each     Fixed           `json:"each"`
	Cap      Fixed           `json:"cap"`
	Points   Fixed           `json:"points"`
}

// A CeilingResult is one ceiling, and whether it held the score.
type CeilingResult struct {
	ID       string          `json:"id"`
	Sentence governance.Text `json:"sentence"`
	Source   governance.Text `json:"source"`
	Rate     string          `json:"rate"`
	Lists    []List          `json:"lists,omitempty"`
	Num      Fixed           `json:"num"`
	Den      int64           `json:"den"`
	Value    *Fixed          `json:"value,omitempty"`
	Below    Fixed           `json:"below"`
	Most     Fixed           `json:"most"`
	Holds    bool            `json:"holds,omitempty"`
}

// An ExcludedCount says how many parts were not counted for a reason.
type ExcludedCount struct {
	Reason Exclusion `json:"reason"`
	Parts  int64     `json:"parts"`
}

// Opinions forms the opinions of one edition on every unit that the rule set is
// for and that counts anything in the period, in the order of [Scorer.Rank].
// The same counters give the same opinions, byte for byte. Errors are those of
// Rank.
func (s *Scorer) Opinions(t *Tally, p Period, edition int) ([]Opinion, error) {
	standings, err := s.Rank(t, p)
	if err != nil {
		return nil, err
	}
	at := slices.Index(t.periods, p)
	out := make([]Opinion, 0, len(standings))
	var w working
	var of sample
	for i := range standings {
		t.sample(t.ids[standings[i].Peer], at, &of)
		s.score(&of, &w)
		o := s.opinion(&w)
		o.Peer, o.Period, o.Edition = standings[i].Peer, p, edition
		o.Rank, o.Of = standings[i].Rank, standings[i].Of
		for j := range o.Terms {
			o.Terms[j].Lines = s.terms[j].lines(&of)
		}
		o.Excluded = excludedOf(&of)
		out = append(out, o)
	}
	return out, nil
}

// opinion writes down all that follows from the readings.
func (s *Scorer) opinion(w *working) Opinion {
	o := Opinion{
		Rules: RulesRef{s.rules.ID, s.rules.Version, s.rules.Title, s.digest},
		Parts: int64(w.parts), Ratings: int64(w.ratings), Lack: w.lack(),
		Base: w.base, Raw: w.raw, Minimum: s.rules.Minimum, Rounding: s.rules.Rounding,
	}
	if o.Lack != LackValue {
		score := w.score
		o.Score = &score
	}
	if o.Lack == "" {
		o.Grade = s.rules.Grades.Of(w.score)
	}
	for i := range w.terms {
		o.Terms = append(o.Terms, s.termResult(i, w))
	}
	for i := range w.adjustments {
		rule, added := s.adjustment(i)
		a := AdjustmentResult{
			ID: rule.ID, Sentence: rule.Sentence, Source: rule.Source, Event: rule.Event, Lists: rule.Lists,
			Count: int64(w.adjustments[i].num / One), Each: rule.Each, Cap: rule.Cap, Points: w.adjustments[i].points,
		}
		if added {
			o.Additions = append(o.Additions, a)
		} else {
			o.Deductions = append(o.Deductions, a)
		}
	}
	for i := range w.ceilings {
		o.Ceilings = append(o.Ceilings, s.ceilingResult(i, &w.ceilings[i]))
	}
	return o
}

func (s *Scorer) termResult(i int, w *working) TermResult {
	rule, m, t := &s.rules.Terms[i], &s.terms[i], &w.terms[i]
	out := TermResult{
		ID: rule.ID, Sentence: rule.Sentence, Source: rule.Source, Rate: rule.Rate, Lists: rule.Lists, Weight: rule.Weight,
		Num: t.num, Den: int64(t.den), Unrated: int64(t.beside), Value: s.value(t.reading), Points: t.points,
	}
	if t.valued && w.weight > 0 {
		out.Share = Fixed(s.rules.Rounding.Mode.product(uint64(rule.Weight), uint64(One), uint64(w.weight)))
	}
	if r := s.counted(t.reading); t.valued {
		out.Full = rule.Full > 0 && !below(m.good(r), r.den, rule.Full)
		out.Failed = !out.Full && below(m.good(r), r.den, rule.Pass)
	}
	return out
}

func (s *Scorer) ceilingResult(i int, c *worked) CeilingResult {
	rule := &s.rules.Ceilings[i]
	return CeilingResult{
		ID: rule.ID, Sentence: rule.Sentence, Source: rule.Source, Rate: rule.Rate, Lists: rule.Lists,
		Num: c.num, Den: int64(c.den), Value: s.value(c.reading), Below: rule.Below, Most: rule.Most, Holds: c.holds,
	}
}

// value is a rate for the reader, to four places, or nil without a denominator.
func (s *Scorer) value(r reading) *Fixed {
	if v, ok := r.ratio().Value(s.rules.Rounding.Mode); ok {
		return &v
	}
	return nil
}

// lines are the classes of a rate that counted anything, above the line first,
// then below, then beside.
func (m *measure) lines(of *sample) []Line {
	out := []Line{}
	for _, l := range m.looks {
		one := measure{lists: m.lists, every: m.every, looks: []look{{class: l.class, den: 1}}}
		if n := one.read(of).den; n > 0 {
			out = append(out, Line{l.class, int64(n), l.value})
		}
	}
	return out
}

// excludedOf counts what was excluded, by reason.
func excludedOf(of *sample) (out []ExcludedCount) {
	for i, c := range exclusionClasses {
		if n := of.all[c]; n > 0 {
			out = append(out, ExcludedCount{Exclusion(exclusionChoices[i].Code), int64(n)})
		}
	}
	return out
}
