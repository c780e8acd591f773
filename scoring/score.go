package scoring

// Reckoning a score, in whole ten-thousandths from beginning to end. What is
// divided is divided once and rounded as the rule set says: each contribution to
// four places, then the score to the places of the rule set. What is printed
// therefore adds up by hand, to the last digit, and since no step ever turns a
// larger number into a smaller one, a better rate never makes a worse score.
//
// Bounds: a weight is at most 1 and a full score 100 points, so that the factors
// of a contribution stay under 2^63 for up to 900 million parts; the product of
// two is taken in 128 bits where it must be. Sums have at most 50 rows.

// A working is everything that was reckoned for one unit.
type working struct {
	terms       []worked
	adjustments []worked
	ceilings    []worked
	weight      Fixed // of the terms that have a value
	base        Fixed // of the terms
	additions   Fixed
	deductions  Fixed
	raw         Fixed // after adjustments, within 0 and 100
	score       Fixed // after ceilings, rounded
	parts       uint64
	ratings     uint64
	missing     Lack // why there is no score
	small       bool // below the minimum sample
}

// A worked row is a reading with what came of it.
type worked struct {
	reading
	valued bool  // a term: the rate has a value
	points Fixed // what a term contributes, an adjustment adds or deducts
	holds  bool  // a ceiling: the rate is below its threshold
}

// A Lack is why something has no value.
type Lack string

// Why there is no score, grade or rank.
const (
	LackValue  Lack = "no-value"     // no term has a value, or one has none and the rule set wants all
	LackSample Lack = "small-sample" // below the minimum sample
)

// score reads a sample and reckons it, into w, whose memory is used again.
func (s *Scorer) score(of *sample, w *working) {
	*w = working{terms: w.terms[:0], adjustments: w.adjustments[:0], ceilings: w.ceilings[:0]}
	w.parts, w.ratings = of.all[counted], s.ratings.read(of).den
	for i := range s.terms {
		w.terms = append(w.terms, worked{reading: s.terms[i].read(of)})
	}
	for i := range s.adjusts {
		w.adjustments = append(w.adjustments, worked{reading: s.adjusts[i].read(of)})
	}
	for i := range s.ceilings {
		w.ceilings = append(w.ceilings, worked{reading: s.ceilings[i].read(of)})
	}
	s.reckon(w)
}

// reckon does everything that follows from the readings.
func (s *Scorer) reckon(w *working) {
	w.small = w.parts < uint64(s.rules.Minimum.Parts) || w.ratings < uint64(s.rules.Minimum.Ratings)
	s.weigh(w)
	s.adjust(w)
	s.hold(w)
}

// lack is why there is no rank, or no score.
func (w *working) lack() Lack {
	if w.missing == "" && w.small {
		return LackSample
	}
	return w.missing
}

// weigh reckons the terms.
func (s *Scorer) weigh(w *working) {
	for i := range w.terms {
		t := &w.terms[i]
		t.valued = s.counted(t.reading).den > 0
		if t.valued {
			w.weight += s.rules.Terms[i].Weight
		} else if s.rules.Absent.Term == NoScore {
			w.missing = LackValue
		}
	}
	if w.weight == 0 {
		w.missing = LackValue
	}
	for i := range w.terms {
		if t := &w.terms[i]; t.valued {
			t.points = s.contribution(i, s.counted(t.reading), w.weight)
			w.base += t.points
		}
	}
}

// counted is a reading as it counts. One without denominator that the rule set
// calls zero is none of one, in every use: nothing for a rate of which more is
// better, all for one of which fewer is, and under any threshold accordingly.
func (s *Scorer) counted(r reading) reading {
	if r.den == 0 && s.rules.Absent.Rate == ZeroValue {
		return reading{den: 1}
	}
	return r
}

// contribution is a term's weight, as a share of all that have a value, times its
// rate, in points.
func (s *Scorer) contribution(i int, r reading, weight Fixed) Fixed {
	t, good := &s.rules.Terms[i], s.terms[i].good(r)
	switch {
	case t.Full > 0 && !below(good, r.den, t.Full):
		good = Fixed(r.den) * One
	case below(good, r.den, t.Pass):
		return 0
	}
	return Fixed(s.rules.Rounding.Mode.product(uint64(t.Weight*100), uint64(good), uint64(weight)*r.den))
}

// adjust reckons additions and deductions.
func (s *Scorer) adjust(w *working) {
	for i := range w.adjustments {
		a := &w.adjustments[i]
		rule, added := s.adjustment(i)
		a.points = min(rule.Cap, min(a.num/One, hundred)*rule.Each)
		if added {
			w.additions += a.points
		} else {
			w.deductions += a.points
		}
	}
	w.raw = max(0, min(hundred, w.base+w.additions-w.deductions))
}

// adjustment is the rule of a row, and whether it is an addition.
func (s *Scorer) adjustment(i int) (*Adjustment, bool) {
	if n := len(s.rules.Additions); i >= n {
		return &s.rules.Deductions[i-n], false
	}
	return &s.rules.Additions[i], true
}

// hold holds the score under every ceiling whose rate is too low, and rounds it.
// A rate without a value holds nothing down; one that counts as zero does.
func (s *Scorer) hold(w *working) {
	score := w.raw
	for i := range w.ceilings {
		c, rule := &w.ceilings[i], &s.rules.Ceilings[i]
		if r := s.counted(c.reading); r.den > 0 && below(s.ceilings[i].good(r), r.den, rule.Below) {
			c.holds = true
			score = min(score, rule.Most)
		}
	}
	w.score = s.rules.Rounding.Round(score)
}
