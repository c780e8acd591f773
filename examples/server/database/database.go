package database

import (
	"context"
	"database/sql"
	"errors"
	"time"
)

// A DB is the database in which the server's own tables stand.
type DB struct {
	Asker
	pool    *sql.DB
	dialect *dialect
}

// NewSQLite returns the handle on an SQLite database. It must begin transactions
// as immediate ones.
func NewSQLite(pool *sql.DB) *DB { return &DB{Asker{pool}, pool, &sqlite} }

// NewPostgres returns the handle on a PostgreSQL database. A session is a
// connection apart from the pool, for what takes longer than a transaction
// should.
func NewPostgres(pool *sql.DB, session func(context.Context) (Session, error)) *DB {
	return &DB{Asker{pool}, pool, postgres(session)}
}

// Close closes the handle.
func (d *DB) Close() error { return d.pool.Close() }

// Shared reports whether other processes may be at work on the same database.
func (d *DB) Shared() bool { return d.dialect.session != nil }

// An Asker puts statements to the database: the database itself, each in a
// transaction of its own, or one transaction.
type Asker struct{ on statements }

// statements are what *sql.DB and *sql.Tx have in common.
type statements interface {
	ExecContext(ctx context.Context, text string, args ...any) (sql.Result, error)
	QueryContext(ctx context.Context, text string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, text string, args ...any) *sql.Row
}

// ErrNone is what [Asker.One] answers when there is no such row.
var ErrNone = sql.ErrNoRows

// Scan reads the columns of a row.
type Scan func(into ...any) error

// Exec carries out a statement, and returns how many rows it was about.
func (a Asker) Exec(ctx context.Context, text string, args ...any) (int64, error) {
	done, err := a.on.ExecContext(ctx, text, args...)
	if err != nil {
		return 0, Fault(err)
	}
	return done.RowsAffected()
}

// One reads the one row that a statement answers with, or is [ErrNone].
func (a Asker) One(ctx context.Context, text string, args []any, into ...any) error {
	return Fault(a.on.QueryRowContext(ctx, text, args...).Scan(into...))
}

// Each calls a function with every row that a statement answers with.
func (a Asker) Each(ctx context.Context, text string, args []any, each func(Scan) error) (err error) {
	rows, err := a.on.QueryContext(ctx, text, args...)
	if err != nil {
		return Fault(err)
	}
	defer func() { err = errors.Join(err, Fault(rows.Close())) }()
	for rows.Next() {
		if err := each(rows.Scan); err != nil {
			return err
		}
	}
	return Fault(rows.Err())
}

// Alone makes one transaction of what work does, beside which no other of the
// same name runs, in this process or another. It is kept if work returns nil.
func (d *DB) Alone(ctx context.Context, name string, work func(Asker) error) error {
	tx, err := d.pool.BeginTx(ctx, nil)
	if err != nil {
		return Fault(err)
	}
	err = d.dialect.lock(ctx, tx, name)
	if err == nil {
		err = work(Asker{tx})
	}
	if err != nil {
		_ = tx.Rollback() // what went wrong is told already, and a transaction that is not committed is none
		return Fault(err)
	}
	return Fault(tx.Commit())
}

// Exclusively does work that takes a while, such as starting, while nobody else
// does any of the same name; others wait for it. The work uses connections of
// its own and makes its own transactions. Who is alone on a database, as on
// SQLite, waits for nobody.
func (d *DB) Exclusively(ctx context.Context, name string, work func() error) error {
	if d == nil || d.dialect.session == nil {
		return work()
	}
	session, err := d.dialect.session(ctx)
	if err != nil {
		return Fault(err)
	}
	// It holds nothing but the lock, which ends with it.
	defer func() { _ = session.Close(context.WithoutCancel(ctx)) }()
	class, key := lockNumber(name)
	short, cancel := context.WithTimeout(ctx, mostPatience)
	err = session.Hold(short, lockText, class, key)
	cancel()
	switch {
	case err != nil && ctx.Err() == nil && short.Err() != nil:
		return Unavailable(err)
	case err != nil:
		return Fault(err)
	}
	return work()
}

// mostPatience is how long somebody waits for another to end what nobody else
// does meanwhile.
const mostPatience = 5 * time.Minute
