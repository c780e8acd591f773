package replay_test

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/examples/simulate/place"
	"github.com/jinlin-project/jinlin/examples/simulate/replay"
	"github.com/jinlin-project/jinlin/examples/simulate/scenario"
)

// world is the founding district under its scenario.
func world(t testing.TB) (*scenario.Scenario, place.Place) {
	t.Helper()
	s, err := scenario.Load("founding")
	require.NoError(t, err)
	places, _, err := place.Grow(s, nil)
	require.NoError(t, err)
	return s, places[0]
}

// example replays a built-in example.
func example(t testing.TB, name string) *replay.Report {
	t.Helper()
	rows, mapping, ok := replay.Builtin(name)
	require.True(t, ok)
	m, err := replay.ReadMapping(mapping)
	require.NoError(t, err)
	s, p := world(t)
	out, err := replay.Run(bytes.NewReader(rows), m, s, p)
	require.NoError(t, err)
	return out
}

func TestExamples(t *testing.T) {
	for _, name := range replay.Names() {
		out := example(t, name)
		t.Log("\n" + string(out.Markdown()))
		t.Log("\n" + string(out.CSV()[:3000]))
	}
}
