package governance

import "github.com/jinlin-project/jinlin/orgtree"

// A Level is one of the three at which a district works (区、镇街、社区), as a code
// that records may keep.
type Level string

// The levels. What stands below the community, a compound or building, works at the
// community's.
const (
	DistrictLevel  Level = "district"  // 区级
	TownLevel      Level = "town"      // 镇街级
	CommunityLevel Level = "community" // 社区级
)

// Choices lists the levels with their labels.
func (Level) Choices() []Choice {
	return []Choice{
		ChoiceOf(DistrictLevel, "区级", "district"), ChoiceOf(TownLevel, "镇街级", "town"), ChoiceOf(CommunityLevel, "社区级", "community"),
	}
}

// Kind is the kind of unit that a level is named after.
func (l Level) Kind() orgtree.Kind {
	return map[Level]orgtree.Kind{DistrictLevel: orgtree.District, TownLevel: orgtree.Town, CommunityLevel: orgtree.Community}[l]
}

// LevelOf is the level at which a unit works: that of the nearest community or town
// around it, or else the district's.
func LevelOf(code orgtree.Code, tree *orgtree.Tree) Level {
	for _, l := range []Level{CommunityLevel, TownLevel} {
		if _, ok := tree.Nearest(code, l.Kind()); ok {
			return l
		}
	}
	return DistrictLevel
}
