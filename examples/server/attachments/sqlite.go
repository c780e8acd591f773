package attachments

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"io"
	"time"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/adapters/httpapi"
	"github.com/jinlin-project/jinlin/governance"
)

// SQLite keeps files in a table. Make one with [NewSQLite].
type SQLite struct {
	db   *sql.DB
	wall func() time.Time
}

var _ httpapi.Files = (*SQLite)(nil)

const schema = `
CREATE TABLE IF NOT EXISTS server_files (
	id BLOB PRIMARY KEY, account TEXT NOT NULL, media TEXT NOT NULL, put INTEGER NOT NULL,
	kind TEXT NOT NULL DEFAULT '', record BLOB, data BLOB NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS server_files_by_record ON server_files (kind, record);`

// NewSQLite returns the files of a database, and makes their table where it is
// missing. What is deleted must be overwritten: the handle's secure_delete is
// on.
func NewSQLite(ctx context.Context, db *sql.DB, wall func() time.Time) (*SQLite, error) {
	_, err := db.ExecContext(ctx, schema)
	return &SQLite{db, wall}, err
}

// Put implements [httpapi.Files].
func (s *SQLite) Put(ctx context.Context, account string, r io.Reader, media string) (uuid.UUID, error) {
	data, err := io.ReadAll(r)
	if err != nil {
		return uuid.Nil, err
	}
	id, err := uuid.NewRandom() // nothing about a file may be guessed from its id
	if err != nil {
		return uuid.Nil, err
	}
	_, err = s.db.ExecContext(ctx, `INSERT INTO server_files (id, account, media, put, data) VALUES (?, ?, ?, ?, ?)`,
		id[:], account, media, s.wall().UnixMicro(), data)
	return id, err
}

// Open implements [httpapi.Files].
func (s *SQLite) Open(ctx context.Context, id uuid.UUID) (httpapi.File, error) {
	var f httpapi.File
	var record, data []byte
	err := s.db.QueryRowContext(ctx, `SELECT account, media, kind, record, data FROM server_files WHERE id = ?`, id[:]).
		Scan(&f.Account, &f.MediaType, &f.Ref.Kind, &record, &data)
	if errors.Is(err, sql.ErrNoRows) {
		return f, &governance.NotFoundError{Ref: governance.Ref{Kind: "file", ID: id}}
	}
	copy(f.Ref.ID[:], record)
	f.Size, f.Body = int64(len(data)), io.NopCloser(bytes.NewReader(data))
	return f, err
}

// Bind implements [httpapi.Files].
func (s *SQLite) Bind(ctx context.Context, id uuid.UUID, to governance.Ref) error {
	_, err := s.db.ExecContext(ctx, `UPDATE server_files SET kind = ?, record = ? WHERE id = ?`, to.Kind, to.ID[:], id[:])
	return err
}

// Erase implements [httpapi.Files].
func (s *SQLite) Erase(ctx context.Context, ref governance.Ref) error {
	_, err := s.db.ExecContext(ctx, `DELETE FROM server_files WHERE kind = ? AND record = ?`, ref.Kind, ref.ID[:])
	return err
}

// Bound implements [Store].
func (s *SQLite) Bound(ctx context.Context) (refs []governance.Ref, err error) {
	rows, err := s.db.QueryContext(ctx, `SELECT DISTINCT kind, record FROM server_files WHERE kind <> ''`)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var ref governance.Ref
		var record []byte
		if err := rows.Scan(&ref.Kind, &record); err != nil {
			return nil, err
		}
		copy(ref.ID[:], record)
		refs = append(refs, ref)
	}
	return refs, rows.Err()
}

// Forget implements [Store].
func (s *SQLite) Forget(ctx context.Context, before time.Time) error {
	_, err := s.db.ExecContext(ctx, `DELETE FROM server_files WHERE kind = '' AND put < ?`, before.UnixMicro())
	return err
}
