package governance_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// Who acts for a place does so in the nearest of the posts held; who only lives
// there, or acts for another, does not.
func TestAnswersForAPlace(t *testing.T) {
	w := newWorld(t)
	tree, _, err := w.dir.Tree(t.Context(), civil.DateOf(w.clock()))
	assert.NoError(t, err)
	for person, want := range map[string]map[orgtree.Code]orgtree.Code{
		shu: {towers: towers, gardens: "", harbour: ""}, deng: {towers: harbour, harbour: harbour, hill: ""},
		tang: {towers: townEast, meadow: ""}, ann: {towers: ""},
	} {
		m := governance.Moment{Org: tree, Actor: w.actor(person)}
		for place, unit := range want {
			post, ok := m.AnswersFor(place)
			assert.Equal(t, unit, post.Unit, "%s at %s", person, place)
			assert.Equal(t, unit != "", ok)
		}
	}
}
