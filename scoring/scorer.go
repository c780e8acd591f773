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
	lists [lists]bool
	every bool // all lists
	looks []look
	fewer bool
}

// A look is how a measure looks at one class: what a part of it counts for above
// the line, and whether (1 or 0) it stands below the line or beside.
type look struct {
	class  Class
	value  Fixed
	den    uint64
	beside uint64
}

// NewScorer validates a rule set and makes it ready. The error is that of
// [RuleSet.Validate].
func NewScorer(rs RuleSet) (*Scorer, error) {
	if err := rs.Validate(); err != nil {
		return nil, err
	}
	s := &Scorer{rules: rs.clone(), digest: DigestOf(rs.Canonical())}
	for _, t := range rs.Terms {
		s.terms = append(s.terms, s.rate(t.Rate, t.Lists))
		s.rate(t.Rate, nil).sample(&s.ratings)
	}
	for _, c := range rs.Ceilings {
		s.ceilings = append(s.ceilings, s.rate(c.Rate, c.Lists))
		s.rate(c.Rate, nil).sample(&s.ratings)
	}
	for _, a := range slices.Concat(rs.Additions, rs.Deductions) {
		m := over(a.Lists)
		for _, c := range eventNamed(a.Event).Classes {
			m.at(c).value = One
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
func (s *Scorer) rate(id string, lists []List) measure {
	return rateNamed(id).measure(s.rules.Values, lists)
}

// at is the look at a class, a new one where there is none yet.
func (m *measure) at(c Class) *look {
	i := slices.IndexFunc(m.looks, func(l look) bool { return l.class == c })
	if i < 0 {
		i = len(m.looks)
		m.looks = append(m.looks, look{class: c})
	}
	return &m.looks[i]
}

// sample adds the denominator of a rate that counts ratings to the sample of
// ratings.
func (m measure) sample(of *measure) {
	of.every = true
	if !slices.ContainsFunc(m.looks, func(l look) bool { return l.beside > 0 }) {
		return
	}
	for _, l := range m.looks {
		if l.den > 0 {
			of.at(l.class).den = 1
		}
	}
}

// over is a measure that looks at nothing yet, over the lists given or over all
// where none is.
func over(given []List) (m measure) {
	m.every = len(given) == 0
	for i, l := range listCodes {
		m.lists[i] = m.every || slices.Contains(given, l)
	}
	return m
}

// A sample is what was counted for one unit in one period: over all lists, read
// once because most rows look there, and list by list, read where a row asks.
type sample struct {
	all Counts
	on  [lists]cell
}

// A cell is what a tally keeps for one list.
type cell struct {
	small *lanes
	wide  *Counts // nil: nothing yet
}

// of is how often a class was counted on the list.
func (c *cell) of(class Class) uint64 {
	n := c.small.of(class)
	if c.wide != nil {
		n += c.wide[class]
	}
	return n
}

// A reading is a measure read off a sample.
type reading struct {
	num    Fixed  // what the parts above the line count for
	den    uint64 // parts below the line
	beside uint64
}

// read reads a measure.
func (m *measure) read(of *sample) (r reading) {
	if m.every {
		m.add(&r, &of.all)
		return r
	}
	for l := range of.on {
		if !m.lists[l] {
			continue
		}
		for i := range m.looks {
			k := &m.looks[i]
			k.add(&r, of.on[l].of(k.class))
		}
	}
	return r
}

// add reads the measure off counters over all lists.
func (m *measure) add(r *reading, counts *Counts) {
	for i := range m.looks {
		k := &m.looks[i]
		k.add(r, counts[k.class])
	}
}

// add adds what n parts of the class come to.
func (k *look) add(r *reading, n uint64) {
	r.num += Fixed(n) * k.value
	r.den += n * k.den
	r.beside += n * k.beside
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
