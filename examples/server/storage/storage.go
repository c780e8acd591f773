package storage

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/jinlin-project/jinlin/adapters/memory"
	"github.com/jinlin-project/jinlin/examples/server/database"
	"github.com/jinlin-project/jinlin/examples/server/relays"
	"github.com/jinlin-project/jinlin/governance"
)

// A Storage is an open database. Close it in the end.
type Storage struct {
	Ledger governance.Ledger
	DB     *database.DB // for the server's own tables; nil when everything is in memory
	Facts  Facts
	Load   func() Load   // how busy its connections are; nil where that is no question
	Keeper relays.Keeper // where relays of the feed stand

	closers []func() error
}

// A Load says how busy the connections to a database are.
type Load struct{ InUse, Most, Waits float64 }

// Open opens a database by its URL: sqlite:PATH, postgres://…, or memory: for
// one that is gone when the server stops.
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
		return openPostgres(ctx, url)
	}
	return nil, errors.New("flag -db: not a database this server knows; use memory:, sqlite:PATH or postgres://…")
}

// Shared reports whether other replicas may be at work on the same database.
func (s *Storage) Shared() bool { return s.DB != nil && s.DB.Shared() }

// keep opens the facts, the last thing that is opened.
func (s *Storage) keep(ctx context.Context) (err error) {
	s.Facts, err = newKept(ctx, s.DB)
	return err
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
