package rivals_test

import (
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/memory"
	"github.com/jinlin-project/jinlin/adapters/sqlite"
	"github.com/jinlin-project/jinlin/governance"
)

// everywhere runs a test on each ledger, which is empty.
func everywhere(t *testing.T, test func(t *testing.T, ledger governance.Ledger)) {
	t.Run("memory", func(t *testing.T) { test(t, memory.New()) })
	t.Run("sqlite", func(t *testing.T) {
		ledger, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "rivals.db"))
		require.NoError(t, err)
		t.Cleanup(func() { require.NoError(t, ledger.Close()) })
		test(t, ledger)
	})
}
