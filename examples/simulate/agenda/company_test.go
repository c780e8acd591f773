package agenda_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/memory"
	"github.com/jinlin-project/jinlin/examples/simulate/agenda"
	"github.com/jinlin-project/jinlin/examples/simulate/court"
	"github.com/jinlin-project/jinlin/examples/simulate/engine"
	"github.com/jinlin-project/jinlin/examples/simulate/place"
	"github.com/jinlin-project/jinlin/examples/simulate/scenario"
	"github.com/jinlin-project/jinlin/examples/simulate/stored"
)

// Matters and all other institutions play upon one stage: neither's commands are
// refused for the other's, and the history is one.
func TestMattersAndTheOthersTogether(t *testing.T) {
	s, err := scenario.Load("founding")
	require.NoError(t, err)
	places, _, err := place.Grow(s, nil)
	require.NoError(t, err)
	rules, err := s.Rules()
	require.NoError(t, err)
	calendar, err := s.WorkingDays()
	require.NoError(t, err)
	stage, err := stored.New(t.Context(), memory.New(), places[0].Org, calendar, rules, s.From.Start(), 1)
	require.NoError(t, err)
	a, err := agenda.New(share(t, 40), places[0].Org.On(s.From), calendar, s.From, 1)
	require.NoError(t, err)
	plan := &engine.Plan{Scenario: s, Scale: 2, Places: places}
	_, err = plan.Through(1, court.NewStored(t.Context(), stage), a.On(t.Context(), stage))
	require.NoError(t, err)
	h := read(t, stage)
	for _, what := range []string{"case report", "case rate", "inquiry ask", "mediation agree", "conference-problem confirm", "payment pay"} {
		require.Positive(t, h.did[what], what)
	}
}
