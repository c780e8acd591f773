package accounts

import (
	"context"
	"database/sql"
	"errors"
	"time"
)

// SQLite is a [Store] in three tables. Make one with [NewSQLite].
type SQLite struct{ db *sql.DB }

// columns are those of an account, in the order in which they are scanned.
const columns = `a.name, a.person, a.hash, a.demo, a.initial, a.closed`

// scanner is a row or rows.
type scanner interface{ Scan(into ...any) error }

// scanAccount reads columns, and what follows them.
func scanAccount(row scanner, more ...any) (a Account, err error) {
	var closed int64
	err = row.Scan(append([]any{&a.Name, &a.Person, &a.Hash, &a.Demo, &a.Initial, &closed}, more...)...)
	if closed != 0 {
		a.Closed = time.UnixMicro(closed).UTC()
	}
	if errors.Is(err, sql.ErrNoRows) {
		err = ErrUnknown
	}
	return a, err
}

// micros is an instant as a column; none is 0.
func micros(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMicro()
}

// asker is a database or a transaction.
type asker interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

func account(ctx context.Context, in asker, name string) (Account, error) {
	return scanAccount(in.QueryRowContext(ctx, `SELECT `+columns+` FROM server_accounts a WHERE a.name = ?`, name))
}

// Account implements [Store].
func (s *SQLite) Account(ctx context.Context, name string) (Account, error) {
	return account(ctx, s.db, name)
}

// Of implements [Store].
func (s *SQLite) Of(ctx context.Context, person string) (out []Record, err error) {
	rows, err := s.db.QueryContext(ctx, `SELECT `+columns+`, coalesce(t.verb, ''), coalesce(t.at, 0),
			coalesce(t.account_by, ''), coalesce(t.person, ''), coalesce(t.post, ''), coalesce(t.unit, ''), coalesce(t.system, 0)
		FROM server_accounts a LEFT JOIN server_account_acts t ON t.account = a.name WHERE a.person = ? ORDER BY a.name, t.id`, person)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var act Act
		var at int64
		a, err := scanAccount(rows, &act.Verb, &at, &act.By.Account, &act.By.Person, &act.By.Post, &act.By.Unit, &act.By.System)
		if err != nil {
			return nil, err
		}
		act.Account, act.At = a.Name, time.UnixMicro(at).UTC()
		if len(out) == 0 || out[len(out)-1].Name != a.Name {
			out = append(out, Record{Account: a})
		}
		if last := &out[len(out)-1]; act.Verb != "" { // an earlier server kept no acts
			last.Acts = append(last.Acts, act)
		}
	}
	return out, rows.Err()
}

// Keep implements [Store].
func (s *SQLite) Keep(ctx context.Context, step Step) error {
	return s.within(ctx, func(tx *sql.Tx) error { return keepStep(ctx, tx, &step) })
}

func keepStep(ctx context.Context, tx *sql.Tx, s *Step) error {
	old, err := account(ctx, tx, s.Account)
	known := err == nil
	if err != nil && !errors.Is(err, ErrUnknown) {
		return err
	}
	a, err := s.apply(old, known)
	if err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, `INSERT INTO server_accounts (name, person, hash, demo, initial, closed) VALUES (?, ?, ?, ?, ?, ?)
		ON CONFLICT (name) DO UPDATE SET hash = excluded.hash, demo = excluded.demo, initial = excluded.initial, closed = excluded.closed`,
		a.Name, a.Person, a.Hash, a.Demo, a.Initial, micros(a.Closed)); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, `INSERT INTO server_account_acts (account, verb, at, account_by, person, post, unit, system) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
		a.Name, s.Verb, micros(s.At), s.By.Account, s.By.Person, s.By.Post, s.By.Unit, s.By.System); err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `DELETE FROM server_sessions WHERE account = ? AND token <> ?`, a.Name, s.Except[:])
	return err
}

// Found implements [Store].
func (s *SQLite) Found(ctx context.Context, made []Step) error {
	return s.within(ctx, func(tx *sql.Tx) error {
		var some bool
		if err := tx.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM server_accounts)`).Scan(&some); err != nil {
			return err
		} else if some {
			return ErrFounded
		}
		for i := range made {
			if err := keepStep(ctx, tx, &made[i]); err != nil {
				return err
			}
		}
		return nil
	})
}

// Begin implements [Store].
func (s *SQLite) Begin(ctx context.Context, one Session, hash string, now time.Time) error {
	return s.within(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, `DELETE FROM server_sessions WHERE expires <= ?`, now.UnixMicro()); err != nil {
			return err
		}
		begun, err := tx.ExecContext(ctx, `INSERT INTO server_sessions (token, account, expires)
			SELECT ?, name, ? FROM server_accounts WHERE name = ? AND hash = ? AND closed = 0`,
			one.Token[:], one.Expires.UnixMicro(), one.Account, hash)
		if err != nil {
			return err
		}
		if n, err := begun.RowsAffected(); err != nil || n == 0 {
			return errors.Join(err, ErrUnknown)
		}
		return nil
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
	a, err = scanAccount(s.db.QueryRowContext(ctx, `SELECT `+columns+`, s.expires
		FROM server_sessions s JOIN server_accounts a ON a.name = s.account WHERE s.token = ?`, t[:]), &expires)
	return Session{Token: t, Account: a.Name, Expires: time.UnixMicro(expires)}, a, err
}

// End implements [Store].
func (s *SQLite) End(ctx context.Context, t Token) error {
	_, err := s.db.ExecContext(ctx, `DELETE FROM server_sessions WHERE token = ?`, t[:])
	return err
}
