package database

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"io"
	"net"
	"slices"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
	engine "modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"
)

// An UnavailableError says that the database does not answer, or has no room,
// and that this is likely to pass. What was asked of it may have been done: who
// asks again under the same idempotency key is told.
type UnavailableError struct{ cause error }

// Unavailable returns an error as one that passes.
func Unavailable(cause error) error { return &UnavailableError{cause} }

// Error says it on one line; what exactly happened is in what it wraps.
func (e *UnavailableError) Error() string { return "the database is not available" }

// Unwrap returns what happened.
func (e *UnavailableError) Unwrap() error { return e.cause }

// RetryAfter says when it is worth trying again.
func (e *UnavailableError) RetryAfter() time.Duration { return time.Second }

// Fault tells a database that is away from one that refuses what it is asked,
// which stays as it is. A context that ended is its owner's affair.
func Fault(err error) error {
	var already *UnavailableError
	switch {
	case err == nil, errors.As(err, &already), errors.Is(err, sql.ErrNoRows):
		return err
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return err
	case away(err):
		return &UnavailableError{err}
	}
	return err
}

// away reports whether an error is about reaching the database, or about room.
func away(err error) bool {
	if code := stateOf(err); code != "" {
		return passes(code)
	}
	var file *engine.Error
	if errors.As(err, &file) {
		return slices.Contains(passing, file.Code())
	}
	var connecting *pgconn.ConnectError
	var network net.Error
	return errors.As(err, &connecting) || errors.As(err, &network) || pgconn.SafeToRetry(err) ||
		slices.ContainsFunc([]error{io.EOF, io.ErrUnexpectedEOF, net.ErrClosed, driver.ErrBadConn, sql.ErrConnDone}, func(like error) bool { return errors.Is(err, like) })
}

// passes reports whether a SQLSTATE is about the server's state, not about what
// it was asked: broken connections, no room, an operator's doing, and what was
// undone because of others.
func passes(code string) bool {
	switch code[:2] {
	case "08", "53":
		return true
	case "57":
		return code != "57014" // a statement that somebody cancelled
	}
	return code == "40001" || code == "40P01" || code == "55P03" || code == "25006"
}

// passing are SQLite's codes for what passes: another program holds the file, or
// there is no room for it, or for what readers and writers share about it.
var passing = []int{lib.SQLITE_BUSY, lib.SQLITE_FULL, lib.SQLITE_IOERR_SHMSIZE}

// stateOf is the SQLSTATE with which the server answered, if it did.
func stateOf(err error) string {
	var known interface{ SQLState() string }
	if errors.As(err, &known) {
		return known.SQLState()
	}
	return ""
}
