package roll

import (
	"slices"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// A Spell is somebody's time on a list: from a day to a day, not included, and when
// they reported in.
type Spell struct{ Since, Until, Reported civil.Date }

// On reports whether they stood on the list on a day.
func (s Spell) On(day civil.Date) bool { return s.Since <= day && (s.Until == 0 || day < s.Until) }

// Rate counts one who stood on the list on a day, and had reported in by it or not.
func (s Spell) Rate(day civil.Date) governance.Ratio {
	if s.Reported != 0 && s.Reported <= day {
		return governance.Ratio{Num: 1, Den: 1}
	}
	return governance.Ratio{Den: 1}
}

// ByOrganisation are rates by organisation.
type ByOrganisation map[orgtree.Code]governance.Ratio

// Add adds to the rate of an organisation.
func (b ByOrganisation) Add(code orgtree.Code, more governance.Ratio) {
	b[code] = governance.Ratio{Num: b[code].Num + more.Num, Den: b[code].Den + more.Den}
}

// Total is the rate over all of them.
func (b ByOrganisation) Total() governance.Ratio {
	sum := ByOrganisation{}
	for _, one := range b {
		sum.Add("", one)
	}
	return sum[""]
}

// A Scope is what figures are about: a unit, with the organisations in it, and days.
type Scope struct {
	From, To civil.Date // not included
	Day      civil.Date // on which the lists are looked at: the last, or today
	unit     orgtree.Code
	tree     *orgtree.Tree
}

// Read reads parameters. Rates are the same for whoever asks for them, since nothing
// of anybody is in them.
func Read(r *governance.Reader, p governance.FigureParams) (Scope, error) {
	_, from, to, err := r.Days(p)
	return Scope{from, to, r.LastDay(to), p.Unit, r.Org}, err
}

// Covers reports whether one of some units is the scope's, or lies in it.
func (s *Scope) Covers(units ...orgtree.Code) bool {
	return s.unit == "" || slices.ContainsFunc(units, func(u orgtree.Code) bool {
		at, _ := s.tree.Successor(u)
		return u == s.unit || s.tree.Within(at, s.unit)
	})
}
