package engine_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/memory"
	"github.com/jinlin-project/jinlin/adapters/postgres"
	"github.com/jinlin-project/jinlin/adapters/postgres/pgtest"
	"github.com/jinlin-project/jinlin/adapters/sqlite"
	"github.com/jinlin-project/jinlin/examples/simulate/court"
	"github.com/jinlin-project/jinlin/examples/simulate/engine"
	"github.com/jinlin-project/jinlin/examples/simulate/place"
	"github.com/jinlin-project/jinlin/examples/simulate/scenario"
	"github.com/jinlin-project/jinlin/examples/simulate/stored"
	"github.com/jinlin-project/jinlin/governance"
)

var server pgtest.Server

func TestMain(m *testing.M) { os.Exit(server.Run(m)) }

// unsampled is the founding scenario without samples: what is drawn hangs on salts,
// which only books have.
func unsampled(t testing.TB) (*scenario.Scenario, place.Place) {
	s, p := founding(t)
	none := 0
	s.Policy.SampleShare = &none
	return s, p
}

// through runs that scenario at a scale through a ledger.
func through(t testing.TB, ledger governance.Ledger, scale int) *engine.Result {
	s, p := unsampled(t)
	policy, err := s.Rules()
	require.NoError(t, err)
	stage, err := stored.New(t.Context(), ledger, p.Org, nil, policy, s.From.Start(), 1)
	require.NoError(t, err)
	out, err := engine.Run(engine.Options{Scenario: s, Place: p, Seed: 1, Scale: scale, Court: court.NewStored(t.Context(), stage)})
	require.NoError(t, err)
	return out
}

// The books do what the rules alone do: the same run, on memory, on SQLite, on
// PostgreSQL and on nothing, comes to the same, record by record.
func TestStoredIsPure(t *testing.T) {
	s, p := unsampled(t)
	pure, err := engine.Run(engine.Options{Scenario: s, Place: p, Seed: 1, Scale: 10})
	require.NoError(t, err)
	file, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "a.db"))
	require.NoError(t, err)
	defer func() { require.NoError(t, file.Close()) }()
	cluster, err := postgres.Open(t.Context(), server.Database(t))
	require.NoError(t, err)
	defer func() { require.NoError(t, cluster.Close()) }()
	for name, ledger := range map[string]governance.Ledger{"memory": memory.New(), "sqlite": file, "postgres": cluster} {
		got := through(t, ledger, 10)
		require.Equal(t, pure.Entries, got.Entries, name)
		require.Equal(t, pure.Matters, got.Matters, name)
		require.Equal(t, pure.Limits, got.Limits, name)
		require.Equal(t, pure.Scores, got.Scores, name)
		require.Equal(t, pure.Sum, got.Sum, name)
	}
}
