package engine_test

import (
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/memory"
	"github.com/jinlin-project/jinlin/adapters/sqlite"
	"github.com/jinlin-project/jinlin/examples/simulate/court"
	"github.com/jinlin-project/jinlin/examples/simulate/engine"
	"github.com/jinlin-project/jinlin/examples/simulate/stored"
	"github.com/jinlin-project/jinlin/governance"
)

// through runs the founding scenario at a scale through a ledger.
func through(t testing.TB, ledger governance.Ledger, scale int) *engine.Result {
	s, p := founding(t)
	none := 0
	s.Policy.SampleShare = &none // what is drawn hangs on salts, which only books have
	policy, err := s.Rules()
	require.NoError(t, err)
	stage, err := stored.New(t.Context(), ledger, p.Org, nil, policy, s.From.Start(), 1)
	require.NoError(t, err)
	out, err := engine.Run(engine.Options{Scenario: s, Place: p, Seed: 1, Scale: scale, Court: court.NewStored(t.Context(), stage)})
	require.NoError(t, err)
	return out
}

// The books do what the rules alone do: the same run, on memory, on SQLite and on
// nothing, comes to the same sum.
func TestStoredIsPure(t *testing.T) {
	s, p := founding(t)
	none := 0
	s.Policy.SampleShare = &none
	pure, err := engine.Run(engine.Options{Scenario: s, Place: p, Seed: 1, Scale: 10})
	require.NoError(t, err)
	onMemory := through(t, memory.New(), 10)
	require.Equal(t, pure.Entries, onMemory.Entries)
	require.Equal(t, pure.Limits, onMemory.Limits)
	require.Equal(t, pure.Scores, onMemory.Scores)
	require.Equal(t, pure.Sum, onMemory.Sum)
	ledger, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "a.db"))
	require.NoError(t, err)
	defer ledger.Close()
	onSQLite := through(t, ledger, 10)
	require.Equal(t, pure.Matters, onMemory.Matters)
	require.Equal(t, pure.Sum, onMemory.Sum)
	require.Equal(t, pure.Sum, onSQLite.Sum)
}
