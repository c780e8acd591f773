package scoring

import "strconv"

// A Ratio is a rate as it was counted: two numbers, never a percentage. Without
// a denominator it has no value.
type Ratio struct {
	Num     Fixed `json:"num"`     // what the parts above the line count for
	Den     int64 `json:"den"`     // parts below the line
	Unrated int64 `json:"unrated"` // beside: in neither
}

// Value divides, to four places, and reports false where there is nothing to
// divide by.
func (r Ratio) Value(mode Mode) (Fixed, bool) {
	if r.Den == 0 {
		return 0, false
	}
	return Fixed(mode.product(uint64(r.Num), uint64(One), uint64(r.Den)*uint64(One))), true
}

// String writes the two numbers, "3.5/5": never a value where there is none.
func (r Ratio) String() string { return r.Num.String() + "/" + strconv.FormatInt(r.Den, 10) }

// Rate reads a rate off counters, such as those of [Tally.Counts] over some
// lists. Rates of satisfaction and solution need the values of a rule set. It
// reports false where there is no such rate, or values are needed and missing.
func (c *Counts) Rate(id string, v *Values) (Ratio, bool) {
	spec := rateNamed(id)
	if spec == nil || spec.valued() && v == nil {
		return Ratio{}, false
	}
	m := spec.measure(v, nil)
	var r reading
	m.add(&r, c)
	return r.ratio(), true
}

func (r reading) ratio() Ratio { return Ratio{r.num, int64(r.den), int64(r.beside)} }

// valued reports whether a rate asks for values of a rule set.
func (spec *RateSpec) valued() bool {
	for _, n := range spec.Num {
		if n.Value != "" {
			return true
		}
	}
	return false
}

// measure makes the rate ready to be read, over some lists.
func (spec *RateSpec) measure(v *Values, lists []List) measure {
	m := over(lists)
	m.fewer = spec.Fewer
	for _, n := range spec.Num {
		m.at(n.Class).value = One
		if n.Value != "" {
			m.at(n.Class).value = v.of(n.Value)
		}
	}
	for _, c := range spec.Den {
		m.at(c).den = 1
	}
	for _, c := range spec.Beside {
		m.at(c).beside = 1
	}
	return m
}
