package storage

import (
	"context"
	"errors"
	"sync"

	"github.com/jinlin-project/jinlin/examples/server/database"
)

// Facts are a few texts by name that the server keeps about itself.
type Facts interface {
	// Fact returns a text, or "" when none is kept under the name.
	Fact(ctx context.Context, name string) (string, error)
	// Change replaces a text by what becomes of it, while nobody else changes
	// it, and returns what is then kept.
	Change(ctx context.Context, name string, become func(was string) (string, error)) (string, error)
}

// Keep replaces a text, whatever it was.
func Keep(ctx context.Context, in Facts, name, text string) error {
	_, err := in.Change(ctx, name, func(string) (string, error) { return text, nil })
	return err
}

// kept are facts in a table.
type kept struct{ db *database.DB }

func newKept(ctx context.Context, db *database.DB) (*kept, error) {
	return &kept{db}, db.Create(ctx, `CREATE TABLE IF NOT EXISTS server_facts (name TEXT PRIMARY KEY, text TEXT NOT NULL) {keyed}`)
}

// Fact implements [Facts].
func (k *kept) Fact(ctx context.Context, name string) (string, error) {
	return fact(ctx, k.db.Asker, name)
}

func fact(ctx context.Context, in database.Asker, name string) (text string, err error) {
	err = in.One(ctx, `SELECT text FROM server_facts WHERE name = $1`, []any{name}, &text)
	if errors.Is(err, database.ErrNone) {
		return "", nil
	}
	return text, err
}

// Change implements [Facts].
func (k *kept) Change(ctx context.Context, name string, become func(string) (string, error)) (text string, err error) {
	err = k.db.Alone(ctx, "fact "+name, func(in database.Asker) error {
		was, err := fact(ctx, in, name)
		if err != nil {
			return err
		}
		if text, err = become(was); err != nil {
			return err
		}
		_, err = in.Exec(ctx, `INSERT INTO server_facts (name, text) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET text = excluded.text`, name, text)
		return err
	})
	return text, err
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

// Change implements [Facts].
func (r *remembered) Change(_ context.Context, name string, become func(string) (string, error)) (string, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	text, err := become(r.texts[name])
	if err == nil {
		r.texts[name] = text
	}
	return text, err
}
