package storage

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"github.com/jinlin-project/jinlin/adapters/memory"
	"github.com/jinlin-project/jinlin/adapters/sqlite"
	"github.com/jinlin-project/jinlin/examples/server/relays"
	"github.com/jinlin-project/jinlin/governance"
)

// A Storage is an open database. Close it in the end.
type Storage struct {
	Ledger governance.Ledger
	DB     *sql.DB // for the server's own tables; nil when everything is in memory
	Facts  Facts
	Keeper relays.Keeper // where relays of the feed stand

	closers []func() error
}

// Facts are a few texts by name that the server keeps about itself.
type Facts interface {
	// Fact returns a text, or "" when none is kept under the name.
	Fact(ctx context.Context, name string) (string, error)
	// Keep replaces a text.
	Keep(ctx context.Context, name, text string) error
}

// Open opens a database by its URL: sqlite:PATH, or memory: for one that is
// gone when the server stops.
func Open(ctx context.Context, url string) (*Storage, error) {
	scheme, rest, _ := strings.Cut(url, ":")
	switch scheme {
	case "memory":
		if rest != "" {
			return nil, fmt.Errorf("-db: nothing may follow %q", "memory:")
		}
		return &Storage{Ledger: memory.New(), Facts: newRemembered(), Keeper: memory.NewKeeper()}, nil
	case "sqlite":
		return openSQLite(ctx, strings.TrimPrefix(rest, "//"))
	case "postgres", "postgresql":
		return nil, errors.New("flag -db: postgres is not built in yet; use memory: or sqlite:PATH")
	}
	return nil, errors.New("flag -db: not a database this server knows; use memory: or sqlite:PATH")
}

func openSQLite(ctx context.Context, path string) (*Storage, error) {
	// The ledger goes first: it knows a file that is somebody else's and leaves
	// it as it is.
	ledger, err := sqlite.Open(ctx, path)
	if err != nil {
		return nil, err
	}
	s := &Storage{Ledger: ledger, Keeper: ledger.Keeper(), closers: []func() error{ledger.Close}}
	if s.DB, err = sql.Open("sqlite", dsn(path)); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	s.closers = append(s.closers, s.DB.Close)
	if s.Facts, err = newKept(ctx, s.DB); err != nil {
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

// Ping reports whether the database answers.
func (s *Storage) Ping(ctx context.Context) error {
	_, err := s.Ledger.Find(ctx, governance.Query{Limit: 1})
	if err == nil && s.DB != nil {
		_, err = s.Facts.Fact(ctx, "ping")
	}
	return err
}

// Empty reports whether no record was ever kept.
func (s *Storage) Empty(ctx context.Context) (bool, error) {
	entries, err := s.Ledger.Entries(ctx, governance.Span{Limit: 1})
	return len(entries) == 0, err
}

// Close closes the database, the ledger last.
func (s *Storage) Close() (err error) {
	for i := len(s.closers) - 1; i >= 0; i-- {
		err = errors.Join(err, s.closers[i]())
	}
	s.closers = nil
	return err
}
