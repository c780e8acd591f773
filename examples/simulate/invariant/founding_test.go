package invariant_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/examples/simulate/engine"
	"github.com/jinlin-project/jinlin/examples/simulate/invariant"
	"github.com/jinlin-project/jinlin/examples/simulate/place"
)

// The founding district's year, every matter of it, holds every invariant.
func TestFoundingYear(t *testing.T) {
	s, p := founding(t)
	set, err := invariant.New(s)
	require.NoError(t, err)
	plan := engine.Plan{Scenario: s, Places: []place.Place{p}, Watch: set.Watch}
	out, err := plan.Run(1)
	require.NoError(t, err)
	require.NoError(t, set.Settle(out))
	require.Greater(t, out.Matters.Opened, int64(27000))
}
