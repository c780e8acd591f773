package sqlite_test

import (
	"context"
	"fmt"
	"log"
	"os"
	"path/filepath"

	"github.com/jinlin-project/jinlin/adapters/sqlite"
	"github.com/jinlin-project/jinlin/governance"
)

// A ledger in a file: what is committed is there when it is opened again.
func ExampleOpen() {
	ctx := context.Background()
	dir, err := os.MkdirTemp("", "jinlin")
	if err != nil {
		log.Fatal(err)
	}
	defer func() { _ = os.RemoveAll(dir) }()
	path := filepath.Join(dir, "jinlin.db")

	ledger, err := sqlite.Open(ctx, path)
	if err != nil {
		log.Fatal(err)
	}
	if err := ledger.Commit(ctx, following(governance.Stored{Ref: ref(1)})); err != nil {
		log.Fatal(err)
	}
	if err := ledger.Close(); err != nil {
		log.Fatal(err)
	}

	again, err := sqlite.Open(ctx, path)
	if err != nil {
		log.Fatal(err)
	}
	defer func() { _ = again.Close() }()
	found, err := again.Load(ctx, ref(1))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("version %d: %s\n", found[0].Version, found[0].Document)
	// Output: version 1: {"n":1}
}
