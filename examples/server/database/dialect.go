package database

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/binary"
	"strings"
)

// dialect is what differs between the databases.
type dialect struct {
	words   *strings.Replacer // of a schema
	columns string            // counts the columns of a table $1 that are called $2
	lock    func(ctx context.Context, tx *sql.Tx, name string) error
	session func(ctx context.Context) (Session, error) // nil: nobody else is at work
}

// A Session is a connection with a transaction that holds a lock and nothing
// else. It has neither a number nor a snapshot, so that it holds up neither the
// feed nor the vacuum, however long it stands.
type Session interface {
	// Hold takes a lock within the session's transaction, or waits for it.
	Hold(ctx context.Context, text string, args ...any) error
	// Close ends the transaction and the connection.
	Close(ctx context.Context) error
}

var sqlite = dialect{
	words: strings.NewReplacer(
		"{bytes}", "BLOB", "{number}", "INTEGER", "{flag}", "INTEGER", "{counted}", "INTEGER PRIMARY KEY",
		"{keyed}", "STRICT, WITHOUT ROWID", "{table}", "STRICT"),
	columns: `SELECT count(*) FROM pragma_table_info($1) WHERE name = $2`,
	lock:    func(context.Context, *sql.Tx, string) error { return nil }, // an immediate transaction has the database to itself
}

func postgres(session func(context.Context) (Session, error)) *dialect {
	return &dialect{
		words: strings.NewReplacer(
			"{bytes}", "BYTEA", "{number}", "BIGINT", "{flag}", "BOOLEAN", "{counted}", "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY",
			"{keyed}", "", "{table}", ""),
		columns: `SELECT count(*) FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = $1 AND column_name = $2`,
		lock: func(ctx context.Context, tx *sql.Tx, name string) error {
			class, key := lockNumber(name)
			_, err := tx.ExecContext(ctx, lockText, class, key)
			return err
		},
		session: session,
	}
}

// lockText takes a lock that ends with the transaction. Locks of two numbers
// never meet those of one, such as the ledger's.
const lockText = `SELECT pg_advisory_xact_lock($1::int, $2::int)`

// lockNumber is the number of a lock by its name. Two names with one number wait
// for one another, which does no harm.
func lockNumber(name string) (class, key int32) {
	sum := sha256.Sum256([]byte("jinlin server: " + name))
	return 'j'<<16 | 'l', int32(binary.BigEndian.Uint32(sum[:]))
}

// Create makes tables and indexes where they are missing. The text is SQL for
// both databases, with words in braces for what they call differently:
//
//	{bytes} {number} {flag}  types
//	{counted}                a primary key that counts
//	{keyed}                  ends a table that is looked up by its key
//	{table}                  ends another
func (d *DB) Create(ctx context.Context, text string) error {
	return d.Alone(ctx, "schema", func(in Asker) error {
		_, err := in.Exec(ctx, d.dialect.words.Replace(text))
		return err
	})
}

// Widen adds a column to a table of an earlier server that does not have it yet.
func (d *DB) Widen(ctx context.Context, table, column, definition string) error {
	return d.Alone(ctx, "schema", func(in Asker) error {
		var there int
		if err := in.One(ctx, d.dialect.columns, []any{table, column}, &there); err != nil || there > 0 {
			return err
		}
		_, err := in.Exec(ctx, d.dialect.words.Replace("ALTER TABLE "+table+" ADD COLUMN "+column+" "+definition))
		return err
	})
}
