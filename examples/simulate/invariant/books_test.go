package invariant_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/memory"
	"github.com/jinlin-project/jinlin/examples/simulate/chance"
	"github.com/jinlin-project/jinlin/examples/simulate/court"
	"github.com/jinlin-project/jinlin/examples/simulate/engine"
	"github.com/jinlin-project/jinlin/examples/simulate/invariant"
	"github.com/jinlin-project/jinlin/examples/simulate/place"
	"github.com/jinlin-project/jinlin/examples/simulate/random"
	"github.com/jinlin-project/jinlin/examples/simulate/scenario"
	"github.com/jinlin-project/jinlin/examples/simulate/stored"
	"github.com/jinlin-project/jinlin/orgtree/synth"
)

// kept runs a scenario through books on a memory ledger, watched, and holds the result
// to them.
func kept(t *testing.T, s *scenario.Scenario, p place.Place, seed chance.Seed, scale int) (*stored.Stage, *engine.Result, error) {
	t.Helper()
	policy, err := s.Rules()
	require.NoError(t, err)
	calendar, err := s.WorkingDays()
	require.NoError(t, err)
	stage, err := stored.New(t.Context(), memory.New(), p.Org, calendar, policy, s.From.Start(), seed)
	require.NoError(t, err)
	set, err := invariant.New(s)
	require.NoError(t, err)
	w, err := set.Watch(p)
	require.NoError(t, err)
	out, err := engine.Run(engine.Options{Scenario: s, Place: p, Seed: seed, Scale: scale, Court: court.NewStored(t.Context(), stage), Watch: w})
	if err == nil {
		err = set.Settle(out)
	}
	if err == nil {
		err = invariant.Books(t.Context(), stage.Office, out)
	}
	return stage, out, err
}

// A run through real books holds every invariant that one without storage holds, and
// its counters are what the books say; a counter that is off by one is caught.
func TestBooksSayTheSame(t *testing.T) {
	s, err := scenario.Load("founding")
	require.NoError(t, err)
	s.District.Size = synth.Size{Communities: 4, Compounds: 8, Branches: 4, Departments: 4, Clerks: 1}
	s.People.Duplicates = 500
	places, _, err := place.Grow(s, nil)
	require.NoError(t, err)
	stage, out, err := kept(t, s, places[0], 1, 10)
	require.NoError(t, err)
	require.Greater(t, out.Matters.Outcomes["merged"], int64(5))

	broken := func(lie func()) string {
		lie()
		var e *invariant.BrokenError
		require.ErrorAs(t, invariant.Books(t.Context(), stage.Office, out), &e)
		return e.Row.ID
	}
	require.Equal(t, "books.counted", broken(func() { out.Matters.Urged++ }))
	require.Equal(t, "books.figures", broken(func() { out.Matters.Outcomes["merged"]++ }), "counted twice")
}

// A tenth of the random worlds also goes through books, a part of each. That it comes
// to the very same as without is not asked here: where two things are due at one second,
// books let time act on both before anybody moves, and one history is as good as the
// other.
func TestRandomWorldsThroughBooks(t *testing.T) {
	from := chance.Seed(number(first, 0))
	for seed := from; seed < from+chance.Seed(max(number(worlds, share)/10, 1)); seed++ {
		w, err := random.New(seed)
		require.NoError(t, err)
		s := w.Scenario
		s.Matters.PerYear, s.Inquiries.PerYear, s.Years = min(s.Matters.PerYear, 60), min(s.Inquiries.PerYear, 20), 1
		places, err := w.Places()
		require.NoError(t, err)
		if _, _, err = kept(t, s, places[0], seed, 1000); err != nil {
			t.Errorf("world %d: %v\nagain: %s=%d %s=1 go test -run %s", seed, err, first, seed, worlds, t.Name())
		}
	}
}
