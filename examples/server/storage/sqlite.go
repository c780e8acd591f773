package storage

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"github.com/jinlin-project/jinlin/adapters/sqlite"
	"github.com/jinlin-project/jinlin/examples/server/database"
)

func openSQLite(ctx context.Context, path string) (*Storage, error) {
	// The ledger goes first: it knows a file that is somebody else's and leaves
	// it as it is.
	ledger, err := sqlite.Open(ctx, path)
	if err != nil {
		return nil, err
	}
	s := &Storage{Ledger: &reached{ledger}, Keeper: ledger.Keeper(), closers: []func() error{ledger.Close}}
	pool, err := sql.Open("sqlite", dsn(path))
	if err != nil {
		return nil, errors.Join(err, s.Close())
	}
	s.DB = database.NewSQLite(pool)
	s.closers = append(s.closers, s.DB.Close)
	if err := s.keep(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("sqlite: %s: %w", path, err), s.Close())
	}
	return s, nil
}

// dsn opens a handle as careful as the ledger's: it waits for other writers,
// flushes on every commit, and takes the write lock when a transaction begins.
func dsn(path string) string {
	escaped := strings.NewReplacer("%", "%25", "?", "%3f", "#", "%23").Replace(path)
	return "file:" + escaped + "?_txlock=immediate&_pragma=busy_timeout(10000)" +
		"&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)&_pragma=foreign_keys(1)&_pragma=secure_delete(1)"
}
