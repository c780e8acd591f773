package sqlite

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"

	"github.com/pressly/goose/v3"
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
// been run are kept.
const VersionTable = "ledger_schema"

// migrateAttempts bounds how often we look again when another process was
// making the same tables at the same time.
const migrateAttempts = 20

// migrate brings the tables to the version this package knows. Each migration
// is one transaction together with the note of its version, so of two
// processes that migrate at once one fails as a whole, looks again, and finds
// the work done.
func migrate(ctx context.Context, db *sql.DB) error {
	provider, err := goose.NewProvider(goose.DialectSQLite3, db, Migrations(),
		goose.WithTableName(VersionTable), goose.WithDisableGlobalRegistry(true), goose.WithLogger(goose.NopLogger()))
	if err != nil {
		return err
	}
	for attempt := 0; ; attempt++ {
		err = toLatest(ctx, provider)
		var newer *NewerSchemaError
		if err == nil || errors.As(err, &newer) || ctx.Err() != nil || attempt == migrateAttempts {
			return err
		}
	}
}

// A NewerSchemaError says that a file was written by a newer version of this
// package, which alone can read it.
type NewerSchemaError struct {
	Found int64 // the version of the file's tables
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
