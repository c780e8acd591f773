package charter

import (
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// A Seat is where a group governs itself: the compound or building, and what is around
// it.
type Seat struct {
	Place     orgtree.Code `json:"place" zh:"所在" en:"Place"`
	Community orgtree.Code `json:"community" zh:"社区" en:"Community"`
	Compound  orgtree.Code `json:"compound,omitempty" zh:"小区" en:"Compound"`
}

// SeatAt is the seat of a group at a place.
func SeatAt(place orgtree.Code, m *governance.Moment) Seat {
	return Seat{place, m.UnitAt(governance.Of(orgtree.Community, place)), m.UnitAt(governance.Of(orgtree.Compound, place))}
}

// Site is the place itself.
func (s Seat) Site() orgtree.Code { return s.Place }

// WhoLeads appends the community, whose Party organisation and committee lead.
func (s *Seat) WhoLeads(to []governance.Address) []governance.Address {
	return append(to, governance.Unit(s.Community))
}

// WhoKeeps appends those who keep the roll: the community and the compound's branch,
// and never the convener alone.
func (s *Seat) WhoKeeps(to []governance.Address) []governance.Address {
	return append(to, governance.Unit(s.Community), governance.Unit(s.Compound))
}

// WhoSees appends the audience of what residents govern themselves by: everybody with
// an account, since members may live elsewhere and self-governance is public (居务公开).
func (s *Seat) WhoSees(to []governance.Address) []governance.Address {
	return append(s.WhoKeeps(to), governance.Public)
}

// LivesAt reports whether a person lives at a place, as far as is known: of some
// only the compound or community they live in.
func LivesAt(m *governance.Moment, person string, place orgtree.Code) bool {
	p, ok := m.Org.Person(person)
	if !ok {
		return false
	}
	home, _ := m.Org.Successor(p.Home)
	home, _ = m.Org.Seat(home)
	place, _ = m.Org.Successor(place)
	if m.Org.Within(home, place) {
		return true
	}
	kind := m.Org.Kind(home)
	return (kind == orgtree.Compound || kind == orgtree.Community) && m.Org.Within(place, home)
}
