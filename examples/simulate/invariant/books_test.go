package invariant_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/memory"
	"github.com/jinlin-project/jinlin/examples/simulate/court"
	"github.com/jinlin-project/jinlin/examples/simulate/engine"
	"github.com/jinlin-project/jinlin/examples/simulate/invariant"
	"github.com/jinlin-project/jinlin/examples/simulate/place"
	"github.com/jinlin-project/jinlin/examples/simulate/scenario"
	"github.com/jinlin-project/jinlin/examples/simulate/stored"
	"github.com/jinlin-project/jinlin/orgtree/synth"
)

// A run through real books holds every invariant that one without storage holds, and
// its counters are what the books say; a counter that is off by one is caught.
func TestBooksSayTheSame(t *testing.T) {
	s, err := scenario.Load("founding")
	require.NoError(t, err)
	s.District.Size = synth.Size{Communities: 4, Compounds: 8, Branches: 4, Departments: 4, Clerks: 1} // few units: few pages to read again
	s.People.Duplicates = 500
	places, _, err := place.Grow(s, nil)
	require.NoError(t, err)
	p := places[0]
	policy, err := s.Rules()
	require.NoError(t, err)
	stage, err := stored.New(t.Context(), memory.New(), p.Org, nil, policy, s.From.Start(), 1)
	require.NoError(t, err)
	set := invariant.New(s)
	w, err := set.Watch(p)
	require.NoError(t, err)
	out, err := engine.Run(engine.Options{Scenario: s, Place: p, Seed: 1, Scale: 10, Court: court.NewStored(t.Context(), stage), Watch: w})
	require.NoError(t, err)
	require.NoError(t, set.Settle(out))
	require.Greater(t, out.Matters.Outcomes["merged"], int64(5))
	require.NoError(t, invariant.Books(t.Context(), stage.Office, out))

	broken := func(lie func()) string {
		lie()
		var e *invariant.BrokenError
		require.ErrorAs(t, invariant.Books(t.Context(), stage.Office, out), &e)
		return e.Row.ID
	}
	require.Equal(t, "books.counted", broken(func() { out.Matters.Urged++ }))
	require.Equal(t, "books.figures", broken(func() { out.Matters.Outcomes["merged"]++ }), "counted twice")
}
