package sqlite_test

import (
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/sqlite"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/ledgertest"
)

// open opens the file and closes it with the test.
func open(t testing.TB, path string, opts ...sqlite.Option) *sqlite.Ledger {
	t.Helper()
	l, err := sqlite.Open(t.Context(), path, opts...)
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, l.Close()) })
	return l
}

func fresh(t testing.TB) string { return filepath.Join(t.TempDir(), "ledger.db") }

// The contract of storage, every case on a file of its own.
func TestContract(t *testing.T) {
	ledgertest.Run(t, func(t *testing.T) governance.Ledger { return open(t, fresh(t)) })
}
