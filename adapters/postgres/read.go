package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"
)

// reads are the methods of a ledger that change nothing, asked either of the
// pool or within a transaction.
type reads struct{ asker asker }

// asker puts a question to the database and calls each with every row.
type asker interface {
	ask(ctx context.Context, text string, args []any, each func(pgx.Rows) error) error
}

// ask asks on a connection of the pool.
func (l *Ledger) ask(ctx context.Context, text string, args []any, each func(pgx.Rows) error) error {
	if l.closed.Load() {
		return ErrClosed
	}
	conn, err := l.pool.Acquire(ctx)
	if err != nil {
		return failed(ctx, err)
	}
	defer conn.Release()
	return query(ctx, conn, text, args, each)
}

// querier is a connection or a transaction.
type querier interface {
	Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error)
}

func query(ctx context.Context, q querier, text string, args []any, each func(pgx.Rows) error) error {
	rows, err := q.Query(ctx, text, args...)
	if err != nil {
		return failed(ctx, err)
	}
	defer rows.Close()
	for rows.Next() {
		if err := each(rows); err != nil {
			return err
		}
	}
	return failed(ctx, rows.Err())
}

// failed prefers to say that the caller gave up, which the driver reports as a
// broken connection.
func failed(ctx context.Context, err error) error {
	if err != nil && ctx.Err() != nil {
		return ctx.Err()
	}
	return explained(err)
}

func ignore(pgx.Rows) error { return nil }

// clamp gives a limit its default and its bound.
func clamp(limit, usual, most int) int {
	if limit <= 0 {
		return usual
	}
	return min(limit, most)
}
