package postgres

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
	leases "github.com/pressly/goose/v3/lock"
)

//go:embed migrations/*.sql
var embedded embed.FS

// Migrations returns the files that make and change the tables, in the form of
// pressly/goose, for those who run migrations with a tool of their own. A
// ledger finds out by itself that they have been run only if the tool keeps
// its versions in the table [VersionTable], as goose does.
func Migrations() fs.FS {
	sub, err := fs.Sub(embedded, "migrations")
	if err != nil {
		return embedded // the folder is embedded above, so this does not happen
	}
	return sub
}

// VersionTable is the table in which the versions of the migrations that have
// been run are kept; "ledger_schema_lock" is held by whoever runs them.
const VersionTable = "ledger_schema"

// migrate brings the tables to the version this package knows, over a
// connection of its own. Of several processes that find the tables old, one
// runs the migrations and the others wait for it: the lock is a row with a
// lease, which needs no session and ends with a process that dies.
func migrate(ctx context.Context, config *pgx.ConnConfig) (err error) {
	db := stdlib.OpenDB(*config)
	defer func() { err = errors.Join(err, db.Close()) }()
	locker, err := leases.NewPostgresTableLocker(leases.WithTableName(VersionTable+"_lock"),
		leases.WithTableLockTimeout(250*time.Millisecond, 1200))
	if err != nil {
		return err
	}
	provider, err := goose.NewProvider(goose.DialectPostgres, db, Migrations(), goose.WithTableName(VersionTable),
		goose.WithLocker(locker), goose.WithDisableGlobalRegistry(true), goose.WithLogger(goose.NopLogger()))
	if err != nil {
		return err
	}
	return toLatest(ctx, provider)
}

// A NewerSchemaError says that a database was written by a newer version of
// this package, which alone can read it.
type NewerSchemaError struct {
	Found int64 // the version of the database's tables
	Known int64 // the latest version this package knows
}

// Error names both versions and what to do.
func (e *NewerSchemaError) Error() string {
	return fmt.Sprintf("its tables are of version %d, this program knows version %d: use a newer program", e.Found, e.Known)
}

func toLatest(ctx context.Context, provider *goose.Provider) error {
	found, known, err := provider.GetVersions(ctx)
	if err != nil {
		return err
	}
	if found > known {
		return &NewerSchemaError{Found: found, Known: known}
	}
	if found == known {
		return nil
	}
	_, err = provider.Up(ctx)
	return err
}
