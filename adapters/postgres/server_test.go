package postgres_test

import (
	"fmt"
	"os"
	"testing"

	"github.com/jinlin-project/jinlin/adapters/postgres/pgtest"
)

// system is the server of these tests: one for the whole run.
var system = onDisk()

func TestMain(m *testing.M) {
	if url := os.Getenv(crashURL); url != "" {
		fmt.Fprintln(os.Stderr, commitUntilKilled(url))
		os.Exit(1)
	}
	os.Exit(system.Run(m))
}

// onDisk is a server that flushes as one in use does, and takes no checkpoint
// of its own accord while it is measured.
func onDisk(settings ...string) *pgtest.Server {
	return &pgtest.Server{OnDisk: true, Settings: append(settings, "checkpoint_timeout=1h", "max_wal_size=4GB")}
}
