package stored

import (
	"context"
	"errors"
	"fmt"

	"github.com/jinlin-project/jinlin/adapters/memory"
	"github.com/jinlin-project/jinlin/governance"
)

// Bulk is a ledger that makes many commits in one transaction, such as SQLite's.
type Bulk interface {
	governance.Ledger
	CommitAll(ctx context.Context, commits []governance.Commit) []error
}

// A Mirror is a ledger in memory that writes everything on into another, empty one, in
// the same order and many commits at a time: a simulation waits for no disk. What is
// answered is not durable until [Mirror.Close] has returned. It holds the whole history
// in memory, so it is for a district and some years, not for a country. Until a commit
// is written it keeps what it was handed, which a ledger may not: it is for a [Stage],
// whose office never touches a commit again.
type Mirror struct {
	*memory.Ledger
	behind  Bulk
	waiting chan governance.Commit
	done    chan error
}

// ahead is by how many commits memory may be ahead of what is written.
const ahead = 4096

// NewMirror begins to write behind, for as long as ctx lives.
func NewMirror(ctx context.Context, behind Bulk) *Mirror {
	m := &Mirror{Ledger: memory.New(), behind: behind, waiting: make(chan governance.Commit, ahead), done: make(chan error, 1)}
	go func() { m.done <- m.write(ctx) }()
	return m
}

// Commit implements [governance.Ledger].
func (m *Mirror) Commit(ctx context.Context, c governance.Commit) error {
	if err := m.Ledger.Commit(ctx, c); err != nil {
		return err
	}
	select {
	case m.waiting <- c:
		return nil
	case err := <-m.done:
		m.done <- err
		return fmt.Errorf("stored: behind memory: %w", err)
	}
}

// Reserve takes numbers where they must never be given twice.
func (m *Mirror) Reserve(ctx context.Context, series string, n int64) (int64, error) {
	return m.behind.Reserve(ctx, series, n)
}

// Close returns when everything is written. It is called once.
func (m *Mirror) Close() error {
	close(m.waiting)
	return <-m.done
}

// write takes whatever waits and writes it, until there is no more. After an error it
// writes nothing: what came later would hang in the air.
func (m *Mirror) write(ctx context.Context) error {
	for c := range m.waiting {
		batch := []governance.Commit{c}
		for len(m.waiting) > 0 && len(batch) < ahead/8 {
			batch = append(batch, <-m.waiting)
		}
		if err := errors.Join(m.behind.CommitAll(ctx, batch)...); err != nil {
			return err
		}
	}
	return nil
}
