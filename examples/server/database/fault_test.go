package database_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"net"
	"path/filepath"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/examples/server/database"
)

// filled is what SQLite says when there is no room.
func filled(t *testing.T) error {
	t.Helper()
	db, err := sql.Open("sqlite", filepath.Join(t.TempDir(), "a.db"))
	require.NoError(t, err)
	defer db.Close()
	db.SetMaxOpenConns(1)
	_, err = db.ExecContext(t.Context(), "CREATE TABLE a (b BLOB); PRAGMA max_page_count = 4")
	require.NoError(t, err)
	_, err = db.ExecContext(t.Context(), "INSERT INTO a VALUES (zeroblob(100000))")
	require.Error(t, err)
	return err
}

// http.md, Habits: 503 with Retry-After is for what passes. What the database
// refuses is not among it, nor what the caller gave up.
func TestWhatPasses(t *testing.T) {
	_, unreachable := pgconn.Connect(t.Context(), "postgres://127.0.0.1:1/x")
	full := filled(t)
	state := func(code string) error { return &pgconn.PgError{Code: code} }
	for _, c := range []struct {
		err    error
		passes bool
	}{
		{nil, false},
		{sql.ErrNoRows, false},
		{errors.New("a defect"), false},
		{context.Canceled, false},
		{context.DeadlineExceeded, false},
		{io.ErrUnexpectedEOF, true},
		{&net.OpError{Op: "read", Err: errors.New("reset")}, true},
		{unreachable, true},
		{full, true},
		{fmt.Errorf("sqlite: commit: %w", full), true}, // as the ledger passes it on
		{state("08006"), true},                         // the connection broke
		{state("53300"), true},                         // too many connections
		{state("53100"), true},                         // the disk is full
		{state("57P01"), true},                         // an administrator ends it
		{state("57P03"), true},                         // it is starting
		{state("40P01"), true},                         // undone because of others
		{state("25006"), true},                         // a standby, after a failover
		{state("57014"), false},
		{state("23505"), false}, // a defect of ours
		{state("42P01"), false},
		{fmt.Errorf("postgres: %w", state("57P01")), true}, // as the ledger passes it on
		{errors.New("postgres: no such table (SQLSTATE 42P01)"), false},
		{errors.New("postgres: (SQLSTATE 57P01), somebody wrote"), false},
	} {
		err := database.Fault(c.err)
		var away *database.UnavailableError
		require.Equal(t, c.passes, errors.As(err, &away), "%v", c.err)
		require.ErrorIs(t, err, c.err)
		if c.passes {
			require.Equal(t, time.Second, away.RetryAfter())
			require.NotContains(t, away.Error(), c.err.Error(), "what the database said may repeat a value")
		}
		require.Equal(t, err, database.Fault(err), "twice does no more")
		if err != nil && c.passes {
			require.ErrorAs(t, fmt.Errorf("wrapped: %w", err), &away)
		}
	}
}
