package sqlite_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/jinlin-project/jinlin/adapters/sqlite"
	"github.com/jinlin-project/jinlin/governance"
)

// A ledger in a file: what is committed is there when it is opened again.
func ExampleOpen() {
	dir, err := os.MkdirTemp("", "jinlin")
	if err != nil {
		panic(err)
	}
	path := filepath.Join(dir, "jinlin.db")
	err = errors.Join(keep(path), show(path), os.RemoveAll(dir))
	fmt.Println("error:", err)
	// Output:
	// version 1: {"n":1}
	// error: <nil>
}

func keep(path string) error {
	ledger, err := sqlite.Open(context.Background(), path)
	if err != nil {
		return err
	}
	err = ledger.Commit(context.Background(), following(governance.Stored{Ref: ref(1)}))
	return errors.Join(err, ledger.Close())
}

func show(path string) error {
	ledger, err := sqlite.Open(context.Background(), path)
	if err != nil {
		return err
	}
	found, err := ledger.Load(context.Background(), ref(1))
	if err == nil {
		fmt.Printf("version %d: %s\n", found[0].Version, found[0].Document)
	}
	return errors.Join(err, ledger.Close())
}
