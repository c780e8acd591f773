package postgres_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/postgres"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/ledgertest"
)

// open opens the database and closes it with the test.
func open(t testing.TB, url string, opts ...postgres.Option) *postgres.Ledger {
	t.Helper()
	l, err := postgres.Open(t.Context(), url, opts...)
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, l.Close()) })
	return l
}

func fresh(t testing.TB) string { return system.Database(t) }

// The contract of storage, every case on a database of its own.
func TestContract(t *testing.T) {
	ledgertest.Run(t, func(t *testing.T) governance.Ledger { return open(t, fresh(t)) })
}
