package place_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/examples/simulate/place"
	"github.com/jinlin-project/jinlin/examples/simulate/scenario"
	"github.com/jinlin-project/jinlin/orgtree"
)

// The founding district has the figures of the founding report, [F] of section 1.
func TestFounding(t *testing.T) {
	s, err := scenario.Load("founding")
	require.NoError(t, err)
	places, nation, err := place.Grow(s, nil)
	require.NoError(t, err)
	require.Nil(t, nation)
	require.Len(t, places, 1)
	tree := places[0].Org.On(s.From)
	count := func(kind orgtree.Kind) (n int) {
		for range tree.Subtree(places[0].District, kind) {
			n++
		}
		return n
	}
	require.Equal(t, []int{34, 153, 727}, []int{count(orgtree.Community), count(orgtree.Compound), count(orgtree.Grid)})
	home, ok := tree.Person(place.Resident("350205001001001"))
	require.True(t, ok)
	require.Equal(t, orgtree.Code("350205001001001"), home.Home)
}

// Of national divisions the districts are taken whose codes begin as asked, each in
// proportion to its communities.
func TestNational(t *testing.T) {
	s, err := scenario.Load("founding")
	require.NoError(t, err)
	s.District.Divisions, s.District.Codes = "national", []string{"1101"}
	_, _, err = place.Grow(s, nil)
	require.ErrorIs(t, err, place.ErrNoDivisions)
	file := "11,北京市\n1101,市辖区\n110101,东城区\n110101001,东华门街道\n110101001001,多福巷社区\n110101001002,银闸社区\n110102,西城区\n110102001,西长安街街道\n110102001001,西交民巷社区\n12,天津市\n1201,市辖区\n120101,和平区\n120101001,劝业场街道\n120101001001,花园路社区\n"
	places, nation, err := place.Grow(s, strings.NewReader(file))
	require.NoError(t, err)
	require.Equal(t, 14, nation.Len())
	require.Len(t, places, 2)
	require.Equal(t, orgtree.Code("110101"), places[0].District)
	n := 0
	for range places[0].Org.On(s.From).Subtree("110101", orgtree.Compound) {
		n++
	}
	require.Equal(t, 153*2/34, n)
}
