package leader

import (
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// KindTie is the kind under which ties are kept: of what visits and problems are a
// part of.
const KindTie = "contact"

// Parties are the two parties of a contact: the leader, and the unit with, of a
// compound, its community.
func Parties[S any](of func(*S) (string, orgtree.Code)) (leader, unit governance.Authority[S]) {
	leader = governance.ByPersonOf("leader", "挂钩领导", "the leader", func(s *S) string {
		person, _ := of(s)
		return person
	})
	unit = governance.By("unit", "联系点", "the unit", func(s *S, to []governance.Address) []governance.Address {
		_, code := of(s)
		return append(to, governance.Unit(code), governance.Of(orgtree.Community, code))
	})
	return leader, unit
}
