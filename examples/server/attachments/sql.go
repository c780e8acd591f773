package attachments

import (
	"bytes"
	"context"
	"errors"
	"io"
	"time"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/adapters/httpapi"
	"github.com/jinlin-project/jinlin/examples/server/database"
	"github.com/jinlin-project/jinlin/governance"
)

// SQL keeps files in a table. Make one with [NewSQL].
type SQL struct {
	db   *database.DB
	wall func() time.Time
}

var _ httpapi.Files = (*SQL)(nil)

const schema = `
CREATE TABLE IF NOT EXISTS server_files (
	id {bytes} PRIMARY KEY, account TEXT NOT NULL, media TEXT NOT NULL, put {number} NOT NULL,
	kind TEXT NOT NULL DEFAULT '', record {bytes}, data {bytes} NOT NULL
) {table};
CREATE INDEX IF NOT EXISTS server_files_by_record ON server_files (kind, record);`

// NewSQL returns the files of a database, and makes their table where it is
// missing. In SQLite what is deleted must be overwritten: the handle's
// secure_delete is on. PostgreSQL overwrites it when it next vacuums the table.
func NewSQL(ctx context.Context, db *database.DB, wall func() time.Time) (*SQL, error) {
	return &SQL{db, wall}, db.Create(ctx, schema)
}

// Put implements [httpapi.Files].
func (s *SQL) Put(ctx context.Context, account string, r io.Reader, media string) (uuid.UUID, error) {
	data, err := io.ReadAll(r)
	if err != nil {
		return uuid.Nil, err
	}
	id, err := uuid.NewRandom() // nothing about a file may be guessed from its id
	if err != nil {
		return uuid.Nil, err
	}
	_, err = s.db.Exec(ctx, `INSERT INTO server_files (id, account, media, put, data) VALUES ($1, $2, $3, $4, $5)`,
		id[:], account, media, s.wall().UnixMicro(), data)
	return id, err
}

// Open implements [httpapi.Files].
func (s *SQL) Open(ctx context.Context, id uuid.UUID) (httpapi.File, error) {
	var f httpapi.File
	var record, data []byte
	err := s.db.One(ctx, `SELECT account, media, kind, record, data FROM server_files WHERE id = $1`, []any{id[:]},
		&f.Account, &f.MediaType, &f.Ref.Kind, &record, &data)
	if errors.Is(err, database.ErrNone) {
		return f, &governance.NotFoundError{Ref: governance.Ref{Kind: "file", ID: id}}
	}
	copy(f.Ref.ID[:], record)
	f.Size, f.Body = int64(len(data)), io.NopCloser(bytes.NewReader(data))
	return f, err
}

// Bind implements [httpapi.Files].
func (s *SQL) Bind(ctx context.Context, id uuid.UUID, to governance.Ref) error {
	_, err := s.db.Exec(ctx, `UPDATE server_files SET kind = $1, record = $2 WHERE id = $3`, to.Kind, to.ID[:], id[:])
	return err
}

// Erase implements [httpapi.Files].
func (s *SQL) Erase(ctx context.Context, ref governance.Ref) error {
	_, err := s.db.Exec(ctx, `DELETE FROM server_files WHERE kind = $1 AND record = $2`, ref.Kind, ref.ID[:])
	return err
}

// Bound implements [Store].
func (s *SQL) Bound(ctx context.Context) (refs []governance.Ref, err error) {
	err = s.db.Each(ctx, `SELECT DISTINCT kind, record FROM server_files WHERE kind <> ''`, nil, func(scan database.Scan) error {
		var ref governance.Ref
		var record []byte
		err := scan(&ref.Kind, &record)
		copy(ref.ID[:], record)
		refs = append(refs, ref)
		return err
	})
	return refs, err
}

// Forget implements [Store].
func (s *SQL) Forget(ctx context.Context, before time.Time) error {
	_, err := s.db.Exec(ctx, `DELETE FROM server_files WHERE kind = '' AND put < $1`, before.UnixMicro())
	return err
}
