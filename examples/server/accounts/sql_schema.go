package accounts

import (
	"context"

	"github.com/jinlin-project/jinlin/examples/server/database"
)

const schema = `
CREATE TABLE IF NOT EXISTS server_accounts (
	name TEXT PRIMARY KEY, person TEXT NOT NULL, hash TEXT NOT NULL, demo TEXT NOT NULL
) {keyed};
CREATE TABLE IF NOT EXISTS server_sessions (
	token {bytes} PRIMARY KEY, account TEXT NOT NULL REFERENCES server_accounts (name), expires {number} NOT NULL
) {keyed};
CREATE TABLE IF NOT EXISTS server_account_acts (
	id {counted}, account TEXT NOT NULL REFERENCES server_accounts (name), verb TEXT NOT NULL, at {number} NOT NULL,
	account_by TEXT NOT NULL, person TEXT NOT NULL, post TEXT NOT NULL, unit TEXT NOT NULL, system {flag} NOT NULL
) {table};
CREATE TABLE IF NOT EXISTS server_attempts (
	id {counted}, who {bytes} NOT NULL, at {number} NOT NULL
) {table};
CREATE INDEX IF NOT EXISTS server_sessions_by_account ON server_sessions (account);
CREATE INDEX IF NOT EXISTS server_sessions_by_expiry ON server_sessions (expires);
CREATE INDEX IF NOT EXISTS server_accounts_by_person ON server_accounts (person);
CREATE INDEX IF NOT EXISTS server_account_acts_by_account ON server_account_acts (account);
CREATE INDEX IF NOT EXISTS server_attempts_by_who ON server_attempts (who, at);
CREATE INDEX IF NOT EXISTS server_attempts_by_instant ON server_attempts (at);`

// NewSQL returns the store in a database, and makes its tables, or the columns
// that were added to them, where they are missing.
func NewSQL(ctx context.Context, db *database.DB) (*SQL, error) {
	if err := db.Create(ctx, schema); err != nil {
		return nil, err
	}
	if err := db.Widen(ctx, "server_accounts", "initial", "{flag} NOT NULL DEFAULT FALSE"); err != nil {
		return nil, err
	}
	return &SQL{db}, db.Widen(ctx, "server_accounts", "closed", "{number} NOT NULL DEFAULT 0")
}
