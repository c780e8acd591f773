package scoring

import (
	"bytes"
	"slices"
)

// Recheck reckons an opinion again from the counts it states, and wants every
// other number of it to come out as it stands there: whoever has the opinion and
// the rules can check the arithmetic without a single matter. Only the rank, for
// which the opinions on the others are needed, is taken as it stands. The error
// is a [*VerifyError].
func (s *Scorer) Recheck(o *Opinion) error {
	if o.Rules.Digest != s.digest {
		return &VerifyError{OtherRules}
	}
	w, ok := s.stated(o)
	if !ok {
		return &VerifyError{OtherSum}
	}
	s.reckon(w)
	again := s.opinion(w)
	again.Peer, again.Period, again.Edition, again.Rank, again.Of, again.Excluded = o.Peer, o.Period, o.Edition, o.Rank, o.Of, o.Excluded
	for i := range again.Terms {
		again.Terms[i].Lines = o.Terms[i].Lines
	}
	if !bytes.Equal(again.Canonical(), o.Canonical()) || (o.Rank > 0) != (o.Lack == "") {
		return &VerifyError{OtherSum}
	}
	return nil
}

// stated gathers the readings that an opinion states, and reports whether it
// states one for every row and whether its lines make them up.
func (s *Scorer) stated(o *Opinion) (*working, bool) {
	if len(o.Terms) != len(s.terms) || len(o.Additions) != len(s.rules.Additions) ||
		len(o.Deductions) != len(s.rules.Deductions) || len(o.Ceilings) != len(s.ceilings) {
		return nil, false
	}
	w := &working{parts: uint64(o.Parts), ratings: uint64(o.Ratings)}
	for i := range o.Terms {
		t := &o.Terms[i]
		r, ok := s.terms[i].sum(t.Lines)
		if stated := (reading{t.Num, uint64(t.Den), uint64(t.Unrated)}); !ok || r != stated {
			return nil, false
		}
		w.terms = append(w.terms, worked{reading: r})
	}
	for _, rows := range [][]AdjustmentResult{o.Additions, o.Deductions} {
		for i := range rows {
			w.adjustments = append(w.adjustments, worked{reading: reading{num: Fixed(rows[i].Count) * One}})
		}
	}
	for i := range o.Ceilings {
		c := &o.Ceilings[i]
		w.ceilings = append(w.ceilings, worked{reading: reading{num: c.Num, den: uint64(c.Den)}})
	}
	return w, true
}

// sum reads a measure off the lines of an opinion, which must say of each class
// what the rules say.
func (m *measure) sum(lines []Line) (r reading, ok bool) {
	var counts Counts
	for _, l := range lines {
		i := slices.IndexFunc(m.looks, func(k look) bool { return k.class == l.Class })
		if i < 0 || m.looks[i].value != l.Value || l.Count < 1 {
			return r, false
		}
		counts[l.Class] += uint64(l.Count)
	}
	m.add(&r, &counts)
	return r, true
}
