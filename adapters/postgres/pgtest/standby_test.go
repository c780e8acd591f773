package pgtest_test

import (
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/postgres/pgtest"
)

// A synchronous standby that is promoted has all that was committed, and the old
// primary can follow it; a server that crashed starts again.
func TestStandbyTakesOver(t *testing.T) {
	primary, standby := &pgtest.Server{}, &pgtest.Server{}
	t.Cleanup(func() { require.NoError(t, errors.Join(primary.Remove(), standby.Remove())) })
	primary.Empty(t)
	require.NoError(t, standby.Follow(primary))
	require.NoError(t, primary.Synchronous(true))
	require.NoError(t, primary.Do("CREATE TABLE kept AS SELECT 1 AS n"))
	require.Error(t, standby.Do("CREATE TABLE refused AS SELECT 1 AS n"), "a standby is not written to")
	require.NoError(t, primary.Crash())
	require.False(t, primary.Running())
	require.NoError(t, standby.Promote())
	require.NoError(t, primary.Follow(standby))
	require.NoError(t, standby.Do("INSERT INTO kept VALUES (2)"))
	require.Eventually(t, func() bool { return primary.Do("SELECT 1 / (count(*) - 1) FROM kept") == nil }, 10*time.Second, time.Millisecond, "two rows arrive")
	require.NoError(t, primary.Crash())
	require.NoError(t, primary.Start())
}
