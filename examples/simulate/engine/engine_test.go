package engine_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/examples/simulate/engine"
	"github.com/jinlin-project/jinlin/examples/simulate/place"
	"github.com/jinlin-project/jinlin/examples/simulate/scenario"
	"github.com/jinlin-project/jinlin/orgtree"
)

func founding(t testing.TB) (*scenario.Scenario, place.Place) {
	t.Helper()
	s, err := scenario.Load("founding")
	require.NoError(t, err)
	places, _, err := place.Grow(s, nil)
	require.NoError(t, err)
	return s, places[0]
}

func run(t testing.TB, s *scenario.Scenario, p place.Place, scale int) *engine.Result {
	t.Helper()
	out, err := engine.Run(engine.Options{Scenario: s, Place: p, Seed: 1, Scale: scale})
	require.NoError(t, err)
	return out
}

// Arrivals are inputs, exact in every year: what is beyond them was converted from an
// inquiry or split off.
func TestArrivalsAreExact(t *testing.T) {
	s, p := founding(t)
	s.Years, s.Matters.PerYear, s.Inquiries.PerYear = 2, 1234, 567
	s.People.Converts, s.People.Splits = 0, 0
	out := run(t, s, p, 1000)
	require.Equal(t, int64(2*1234), out.Matters.Opened)
	require.Equal(t, int64(2*567), out.Inquiries.Opened)
	require.Len(t, out.Days, 730)
	require.Equal(t, int64(1234), out.Days[364].Opened, "the first year's, to its last day")
	require.Zero(t, out.Inquiries.Converted)
}

// What weighs nothing never comes: no month, weekday or community without weight.
func TestNothingComesWhereNothingWeighs(t *testing.T) {
	s, p := founding(t)
	s.Matters.PerYear, s.Inquiries.PerYear = 3000, 0
	s.Matters.Months = []int{0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0}
	s.Matters.Communities = map[string]int{}
	for u := range p.Org.On(s.From).Subtree(p.District, orgtree.Community) {
		s.Matters.Communities[string(u.Code)] = 0
	}
	s.Matters.Communities["350205001001"] = 1
	s.People.Splits = 0
	out := run(t, s, p, 1000)
	require.Zero(t, out.Days[58].Opened, "28 February")
	require.Equal(t, int64(3000), out.Days[89].Opened, "31 March")
	for i := range out.Units {
		if u := &out.Units[i]; u.Kind == orgtree.Community && u.Code != "350205001001" {
			require.Zero(t, u.Tasks, u.Code)
		}
	}
}

// Hands decide how long things lie: with one pair in each town more is late, and nobody
// is late for want of hands where there are a hundred.
func TestHandsDecide(t *testing.T) {
	s, p := founding(t)
	late := func(clerks, window int) int64 {
		s.Units.Only = nil
		s.Units.Town.Clerks, s.Units.Town.Window = clerks, window
		return run(t, s, p, 200).Limit("town").Missed
	}
	few, some, many := late(1, 1), late(3, 1), late(100, 20)
	require.Greater(t, few, some)
	require.Greater(t, some, many)
}

// Shorter limits do not change whom the district meets: the same matters are closed by
// the same hands, and only what counts as late is more.
func TestPolicyMeetsTheSameResidents(t *testing.T) {
	s, p := founding(t)
	before := run(t, s, p, 100)
	s.Policy.Limits = map[string]int{"town": 2}
	after := run(t, s, p, 100)
	require.Equal(t, before.Matters.Opened-before.Inquiries.Converted, after.Matters.Opened-after.Inquiries.Converted)
	require.Equal(t, before.Inquiries, after.Inquiries)
	require.Greater(t, after.Limit("town").Missed, before.Limit("town").Missed)
}
