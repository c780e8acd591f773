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
	out, err := watched(s, p, seed, scale, court.NewStored(t.Context(), stage))
	if err == nil {
		err = invariant.Books(t.Context(), stage.Office, out)
	}
	return stage, out, err
}

// watched runs a scenario by a court, nil for none with storage, and settles it.
func watched(s *scenario.Scenario, p place.Place, seed chance.Seed, scale int, by court.Court) (*engine.Result, error) {
	set := invariant.New(s)
	w, err := set.Watch(p)
	if err != nil {
		return nil, err
	}
	out, err := engine.Run(engine.Options{Scenario: s, Place: p, Seed: seed, Scale: scale, Court: by, Watch: w})
	if err != nil {
		return nil, err
	}
	return out, set.Settle(out)
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

// A tenth of the random worlds also goes through books, a part of each, and comes
// to what the rules alone come to. What is drawn as a sample hangs on salts, which only
// books have; so every other world draws none.
func TestRandomWorldsThroughBooks(t *testing.T) {
	from := chance.Seed(number(first, 0))
	for seed := from; seed < from+chance.Seed(max(number(worlds, share)/10, 1)); seed++ {
		w, err := random.New(seed)
		require.NoError(t, err)
		s, none := w.Scenario, 0
		s.Matters.PerYear, s.Inquiries.PerYear, s.Years = min(s.Matters.PerYear, 60), min(s.Inquiries.PerYear, 20), 1
		if seed%2 == 0 {
			s.Policy.SampleShare = &none
		}
		places, err := w.Places()
		require.NoError(t, err)
		_, out, err := kept(t, s, places[0], seed, 1000)
		if err != nil {
			t.Errorf("world %d: %v\nagain: %s=%d %s=1 go test -run %s", seed, err, first, seed, worlds, t.Name())
			continue
		}
		pure, err := watched(s, places[0], seed, 1000, nil)
		require.NoError(t, err, "world %d", seed)
		if seed%2 == 0 {
			require.Equal(t, pure.Sum, out.Sum, "world %d", seed)
			require.Equal(t, pure.Entries, out.Entries, "world %d", seed)
		}
	}
}
