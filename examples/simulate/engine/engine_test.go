package engine_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/examples/simulate/engine"
	"github.com/jinlin-project/jinlin/examples/simulate/place"
	"github.com/jinlin-project/jinlin/examples/simulate/scenario"
)

func founding(t testing.TB) (*scenario.Scenario, place.Place) {
	t.Helper()
	s, err := scenario.Load("founding")
	require.NoError(t, err)
	places, _, err := place.Grow(s, nil)
	require.NoError(t, err)
	return s, places[0]
}

func TestRun(t *testing.T) {
	s, p := founding(t)
	begun := time.Now()
	out, err := engine.Run(engine.Options{Scenario: s, Place: p, Seed: 1, Scale: 1000})
	require.NoError(t, err)
	t.Log(time.Since(begun))
	out.Units = nil
	out.Days = nil
	out.Scores = nil
	text, _ := json.MarshalIndent(out, "", " ")
	t.Log(string(text))
}
