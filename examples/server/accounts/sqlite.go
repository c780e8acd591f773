package accounts

import (
	"context"
	"database/sql"
	"errors"
	"time"
)

// SQLite is a [Store] in two tables. Make one with [NewSQLite].
type SQLite struct{ db *sql.DB }

const schema = `
CREATE TABLE IF NOT EXISTS server_accounts (
	name TEXT PRIMARY KEY, person TEXT NOT NULL, hash TEXT NOT NULL, demo TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS server_sessions (
	token BLOB PRIMARY KEY, account TEXT NOT NULL REFERENCES server_accounts (name), expires INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS server_sessions_by_account ON server_sessions (account);
CREATE INDEX IF NOT EXISTS server_sessions_by_expiry ON server_sessions (expires);`

// NewSQLite returns the store in a database, and makes its tables where they
// are missing. The handle must begin transactions as immediate ones.
func NewSQLite(ctx context.Context, db *sql.DB) (*SQLite, error) {
	_, err := db.ExecContext(ctx, schema)
	return &SQLite{db}, err
}

// Account implements [Store].
func (s *SQLite) Account(ctx context.Context, name string) (a Account, err error) {
	err = s.db.QueryRowContext(ctx, `SELECT name, person, hash, demo FROM server_accounts WHERE name = ?`, name).
		Scan(&a.Name, &a.Person, &a.Hash, &a.Demo)
	return a, known(err)
}

func known(err error) error {
	if errors.Is(err, sql.ErrNoRows) {
		return ErrUnknown
	}
	return err
}

// Add implements [Store].
func (s *SQLite) Add(ctx context.Context, a Account) error {
	_, err := s.db.ExecContext(ctx, `INSERT INTO server_accounts (name, person, hash, demo) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING`,
		a.Name, a.Person, a.Hash, a.Demo)
	return err
}

// SetPassword implements [Store].
func (s *SQLite) SetPassword(ctx context.Context, name, hash string, except Token) error {
	return s.within(ctx, func(tx *sql.Tx) error {
		changed, err := tx.ExecContext(ctx, `UPDATE server_accounts SET hash = ?, demo = '' WHERE name = ?`, hash, name)
		if err != nil {
			return err
		}
		if n, err := changed.RowsAffected(); err != nil || n == 0 {
			return errors.Join(err, ErrUnknown)
		}
		_, err = tx.ExecContext(ctx, `DELETE FROM server_sessions WHERE account = ? AND token <> ?`, name, except[:])
		return err
	})
}

// Begin implements [Store].
func (s *SQLite) Begin(ctx context.Context, one Session, now time.Time) error {
	return s.within(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, `DELETE FROM server_sessions WHERE expires <= ?`, now.UnixMicro()); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, `INSERT INTO server_sessions (token, account, expires) VALUES (?, ?, ?)`,
			one.Token[:], one.Account, one.Expires.UnixMicro())
		return err
	})
}

// within makes one transaction of what work does.
func (s *SQLite) within(ctx context.Context, work func(*sql.Tx) error) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if err := work(tx); err != nil {
		return errors.Join(err, tx.Rollback())
	}
	return tx.Commit()
}

// Session implements [Store].
func (s *SQLite) Session(ctx context.Context, t Token) (one Session, a Account, err error) {
	var expires int64
	one.Token = t
	err = s.db.QueryRowContext(ctx, `SELECT s.account, s.expires, a.name, a.person, a.hash, a.demo
		FROM server_sessions s JOIN server_accounts a ON a.name = s.account WHERE s.token = ?`, t[:]).
		Scan(&one.Account, &expires, &a.Name, &a.Person, &a.Hash, &a.Demo)
	one.Expires = time.UnixMicro(expires)
	return one, a, known(err)
}

// End implements [Store].
func (s *SQLite) End(ctx context.Context, t Token) error {
	_, err := s.db.ExecContext(ctx, `DELETE FROM server_sessions WHERE token = ?`, t[:])
	return err
}
