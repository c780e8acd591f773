package scoring

import "slices"

// A Scorer is a rule set that was found sound, made ready to score. It is
// read-only and may be shared.
type Scorer struct {
	rules    RuleSet
	digest   Digest
	terms    []measure
	ceilings []measure
	adjusts  []measure // additions, then deductions
	ratings  measure   // the sample of ratings
}

// A measure is a rate, or the number of an event, made ready to be read off
// counters: the one place where the classes of a row meet the values of a rule
// set. Scores and explanations read the same measures.
type measure struct {
	lists  [lists]bool
	num    []weighed
	den    []Class
	beside []Class
	fewer  bool
}

// weighed is a class above the line with what a part of it counts for.
type weighed struct {
	class Class
	value Fixed
}

// NewScorer validates a rule set and makes it ready. The error is that of
// [RuleSet.Validate].
func NewScorer(rs RuleSet) (*Scorer, error) {
	if err := rs.Validate(); err != nil {
		return nil, err
	}
	s := &Scorer{rules: rs.clone(), digest: DigestOf(canonical(rs))}
	for _, t := range rs.Terms {
		s.terms = append(s.terms, s.rate(t.Rate, t.Lists))
		s.rate(t.Rate, nil).sample(&s.ratings)
	}
	for _, c := range rs.Ceilings {
		s.ceilings = append(s.ceilings, s.rate(c.Rate, c.Lists))
		s.rate(c.Rate, nil).sample(&s.ratings)
	}
	for _, a := range slices.Concat(rs.Additions, rs.Deductions) {
		m := measure{lists: chosen(a.Lists)}
		for _, c := range eventNamed(a.Event).Classes {
			m.num = append(m.num, weighed{c, One})
		}
		s.adjusts = append(s.adjusts, m)
	}
	return s, nil
}

// Rules returns the rule set.
func (s *Scorer) Rules() RuleSet { return s.rules.clone() }

// clone copies the rows, so that nobody changes rules that are in use.
func (rs *RuleSet) clone() RuleSet {
	out := *rs
	out.Groups, out.Terms, out.Ceilings = slices.Clone(rs.Groups), slices.Clone(rs.Terms), slices.Clone(rs.Ceilings)
	out.Additions, out.Deductions, out.Grades = slices.Clone(rs.Additions), slices.Clone(rs.Deductions), slices.Clone(rs.Grades)
	if rs.Values != nil {
		v := *rs.Values
		out.Values = &v
	}
	return out
}

// rate makes a rate over some lists ready.
func (s *Scorer) rate(id string, over []List) measure {
	r := rateNamed(id)
	m := measure{lists: chosen(over), den: r.Den, beside: r.Beside, fewer: r.Fewer}
	for _, n := range r.Num {
		value := One
		if n.Value != "" {
			value = s.rules.Values.of(n.Value)
		}
		m.num = append(m.num, weighed{n.Class, value})
	}
	return m
}

// sample adds the classes of a rate that counts ratings to the sample of ratings.
func (m measure) sample(of *measure) {
	of.lists = chosen(nil)
	if len(m.beside) == 0 {
		return
	}
	for _, c := range m.den {
		if !slices.Contains(of.den, c) {
			of.den = append(of.den, c)
		}
	}
}

// chosen are the lists given, or all where none is.
func chosen(over []List) (is [lists]bool) {
	for i, l := range listCodes {
		is[i] = len(over) == 0 || slices.Contains(over, l)
	}
	return is
}

// A sample is what was counted for one unit in one period, list by list.
type sample [lists]Counts

// A reading is a measure read off a sample.
type reading struct {
	num    Fixed  // what the parts above the line count for
	den    uint64 // parts below the line
	beside uint64
}

// read reads a measure.
func (m *measure) read(of *sample) (r reading) {
	for l := range of {
		if !m.lists[l] {
			continue
		}
		counts := &of[l]
		for _, n := range m.num {
			r.num += Fixed(counts[n.class]) * n.value
		}
		for _, c := range m.den {
			r.den += counts[c]
		}
		for _, c := range m.beside {
			r.beside += counts[c]
		}
	}
	return r
}

// good is what a reading counts for: above the line or, where fewer is better,
// what is left.
func (m *measure) good(r reading) Fixed {
	if m.fewer {
		return Fixed(r.den)*One - r.num
	}
	return r.num
}

// below reports whether a good over its denominator is under a threshold.
func below(good Fixed, den uint64, threshold Fixed) bool {
	return good < threshold*Fixed(den)
}
