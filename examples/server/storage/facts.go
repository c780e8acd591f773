package storage

import (
	"context"
	"database/sql"
	"errors"
	"sync"
)

// kept are facts in a table.
type kept struct{ db *sql.DB }

func newKept(ctx context.Context, db *sql.DB) (*kept, error) {
	_, err := db.ExecContext(ctx, `CREATE TABLE IF NOT EXISTS server_facts (name TEXT PRIMARY KEY, text TEXT NOT NULL) STRICT, WITHOUT ROWID`)
	return &kept{db}, err
}

// Fact implements [Facts].
func (k *kept) Fact(ctx context.Context, name string) (text string, err error) {
	err = k.db.QueryRowContext(ctx, `SELECT text FROM server_facts WHERE name = ?`, name).Scan(&text)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return text, err
}

// Keep implements [Facts].
func (k *kept) Keep(ctx context.Context, name, text string) error {
	_, err := k.db.ExecContext(ctx, `INSERT INTO server_facts (name, text) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET text = excluded.text`, name, text)
	return err
}

// remembered are facts in memory.
type remembered struct {
	mu    sync.Mutex
	texts map[string]string
}

func newRemembered() *remembered { return &remembered{texts: map[string]string{}} }

// Fact implements [Facts].
func (r *remembered) Fact(_ context.Context, name string) (string, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.texts[name], nil
}

// Keep implements [Facts].
func (r *remembered) Keep(_ context.Context, name, text string) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.texts[name] = text
	return nil
}
