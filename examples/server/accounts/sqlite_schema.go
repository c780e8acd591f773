package accounts

import (
	"context"
	"database/sql"
	"strings"
)

const schema = `
CREATE TABLE IF NOT EXISTS server_accounts (
	name TEXT PRIMARY KEY, person TEXT NOT NULL, hash TEXT NOT NULL, demo TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS server_sessions (
	token BLOB PRIMARY KEY, account TEXT NOT NULL REFERENCES server_accounts (name), expires INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS server_account_acts (
	id INTEGER PRIMARY KEY, account TEXT NOT NULL REFERENCES server_accounts (name), verb TEXT NOT NULL, at INTEGER NOT NULL,
	account_by TEXT NOT NULL, person TEXT NOT NULL, post TEXT NOT NULL, unit TEXT NOT NULL, system INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS server_sessions_by_account ON server_sessions (account);
CREATE INDEX IF NOT EXISTS server_sessions_by_expiry ON server_sessions (expires);
CREATE INDEX IF NOT EXISTS server_accounts_by_person ON server_accounts (person);
CREATE INDEX IF NOT EXISTS server_account_acts_by_account ON server_account_acts (account);`

// later are columns of server_accounts that a database of an earlier server does
// not have yet.
var later = []string{"initial INTEGER NOT NULL DEFAULT 0", "closed INTEGER NOT NULL DEFAULT 0"}

// NewSQLite returns the store in a database, and makes its tables, or the
// columns that were added to them, where they are missing. The handle must begin
// transactions as immediate ones.
func NewSQLite(ctx context.Context, db *sql.DB) (*SQLite, error) {
	s := &SQLite{db}
	return s, s.within(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, schema); err != nil {
			return err
		}
		for _, column := range later {
			name, _, _ := strings.Cut(column, " ")
			var there bool
			err := tx.QueryRowContext(ctx, `SELECT count(*) FROM pragma_table_info('server_accounts') WHERE name = ?`, name).Scan(&there)
			if err == nil && !there {
				_, err = tx.ExecContext(ctx, `ALTER TABLE server_accounts ADD COLUMN `+column)
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
}
