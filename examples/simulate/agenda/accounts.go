package agenda

import (
	"slices"

	"github.com/jinlin-project/jinlin/governance/account"
	"github.com/jinlin-project/jinlin/orgtree"
)

// openAccounts gives an account to every Party organisation for which somebody acts
// (G17), on the first working day.
func (a *Agenda) openAccounts() {
	days := a.workdays(Span{1, 10})
	a.at(office(days[0], a.stream("accounts", 0)), func(s *scene) {
		for unit := range s.cast.tree.Subtree(s.cast.district, orgtree.DistrictCommittee, orgtree.TownCommittee, orgtree.CommunityCommittee, orgtree.CompoundBranch, orgtree.AgencyCommittee) {
			if holder := s.cast.holder(unit); holder != "" {
				s.open(s.cast.unit(s.cast.district), account.Kind, account.Open{Unit: unit.Code, Holder: holder})
			}
		}
	})
}

// holder is somebody who acts for a Party organisation, in a post there or where it
// stands.
func (c *cast) holder(unit orgtree.Unit) string {
	seat, _ := c.tree.Seat(unit.Code)
	for _, p := range append(c.tree.PostsAt(unit.Code), c.tree.PostsAt(seat)...) {
		if slices.Contains(c.tree.ActsFor(p.Person), unit.Code) {
			return p.Person
		}
	}
	return ""
}
