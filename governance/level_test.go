package governance_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// 4 G2 [R]: district, town, community and compound; a department works at the
// district's level, a compound at its community's.
func TestLevelOf(t *testing.T) {
	tree := today(t)
	for code, want := range map[orgtree.Code]governance.Level{
		"350205": governance.DistrictLevel, "350205C00": governance.DistrictLevel, townEast: governance.TownLevel,
		harbour: governance.CommunityLevel, towers: governance.CommunityLevel,
	} {
		assert.Equal(t, want, governance.LevelOf(code, tree), code)
		kind := tree.Kind(code)
		if code != towers && code != "350205C00" {
			assert.Equal(t, kind, want.Kind(), code)
		}
	}
}
