package leader

import (
	"slices"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// A Rank says which leaders go before which (职务层次).
type Rank string

// Choices lists the ranks with their labels, the first first.
func (Rank) Choices() []governance.Choice {
	return []governance.Choice{
		governance.ChoiceOf(Standing, "区委常委", "member of the standing committee"),
		governance.ChoiceOf(Leading, "其他区领导", "other district leader"), governance.ChoiceOf(Other, "其他挂钩领导", "other contact leader"),
	}
}

// Order numbers the rank, the first first.
func (r Rank) Order() int {
	return slices.IndexFunc(r.Choices(), func(c governance.Choice) bool { return c.Code == string(r) })
}

// The ranks, the first first.
const (
	Standing Rank = "standing-member" // 区委常委
	Leading  Rank = "district-leader" // 其他区领导
	Other    Rank = "contact-leader"  // 其他挂钩领导
)

// RankOf is a person's rank as a leader of a unit by the posts held on the day, or
// nothing: of the district's leaders anywhere in it, of others where they are
// appointed as contact leaders.
func RankOf(person string, unit orgtree.Code, tree *orgtree.Tree) Rank {
	district, _ := tree.District(unit)
	branch, _ := tree.PartyOf(unit)
	var rank Rank
	for _, p := range tree.PostsOf(person) {
		at, _ := tree.District(p.Unit)
		switch {
		case p.Kind == orgtree.StandingMember && at == district:
			return Standing
		case p.Kind == orgtree.DistrictLeader && at == district:
			rank = Leading
		case p.Kind == orgtree.ContactLeader && rank == "" && (p.Unit == unit || p.Unit == branch):
			rank = Other
		}
	}
	return rank
}
