package sqlite

import (
	"context"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"time"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/governance"
)

// storedColumns are what a governance.Stored is read from: the record r, and,
// one row each, the current value of its sealed fields. A body's fields ("~…")
// are of an entry, not of the record.
const (
	storedColumns = "r.kind, r.id, r.version, r.digest, r.touched, r.document, p.field, p.version, p.salt, p.value"
	storedSealed  = ` LEFT JOIN ledger_personal p ON p.record = r.record AND p.field NOT LIKE '~%'
		AND p.version = (SELECT max(n.version) FROM ledger_personal n WHERE n.record = p.record AND n.field = p.field) `
)

const (
	loadOne = "SELECT 0, " + storedColumns + " FROM ledger_records r" + storedSealed +
		"WHERE r.kind = ? AND r.id = ? ORDER BY p.field"
	loadMany = "SELECT a.key, " + storedColumns + ` FROM json_each(?) a
		CROSS JOIN ledger_records r ON r.kind = a.value ->> 0 AND r.id = unhex(a.value ->> 1)` + storedSealed +
		"ORDER BY a.key, p.field"
)

// Load implements [governance.Ledger]. Records loaded together are of one
// instant.
func (l *Ledger) Load(ctx context.Context, refs ...governance.Ref) ([]governance.Stored, error) {
	out := make([]governance.Stored, len(refs))
	for i, ref := range refs {
		out[i].Ref = ref
	}
	query, args := loadOne, []any(nil)
	switch len(refs) {
	case 0:
		return out, ctx.Err()
	case 1:
		args = []any{refs[0].Kind, refs[0].ID[:]}
	default:
		query, args = loadMany, []any{refList(refs)}
	}
	return out, l.readStored(ctx, query, args, func(n int64, s *governance.Stored) { out[n] = *s })
}

// refList writes refs as a JSON array of pairs of kind and hexadecimal id.
func refList(refs []governance.Ref) string {
	pairs := make([][2]string, len(refs))
	for i, ref := range refs {
		pairs[i] = [2]string{ref.Kind, hex.EncodeToString(ref.ID[:])}
	}
	return list(pairs)
}

// list writes texts as a JSON array, to be one argument of a statement.
func list(texts any) string {
	b, _ := json.Marshal(texts) // texts always marshal
	return string(b)
}

// readStored reads the rows of a query over storedColumns, which has one more
// column before them, and hands out each record when it is complete.
func (l *Ledger) readStored(ctx context.Context, query string, args []any, each func(int64, *governance.Stored)) error {
	var at int64
	var s *governance.Stored
	err := l.asked.query(ctx, query, args, func(rows *sql.Rows) error {
		row := storedRow{}
		if err := row.scan(rows); err != nil {
			return err
		}
		if s == nil || row.at != at || row.ref() != s.Ref {
			if s != nil {
				each(at, s)
			}
			at, s = row.at, row.stored()
		}
		if row.field.Valid {
			s.Personal = append(s.Personal, row.personal())
		}
		return nil
	})
	if err == nil && s != nil {
		each(at, s)
	}
	return err
}

// storedRow is one row as it is read.
type storedRow struct {
	at, version  int64
	touched      int64
	kind         string
	id, digest   []byte
	document     []byte
	field        sql.NullString
	sealedIn     sql.NullInt64
	salt, sealed []byte
}

func (r *storedRow) scan(rows *sql.Rows) error {
	return rows.Scan(&r.at, &r.kind, &r.id, &r.version, &r.digest, &r.touched, &r.document,
		&r.field, &r.sealedIn, &r.salt, &r.sealed)
}

func (r *storedRow) ref() governance.Ref {
	ref := governance.Ref{Kind: r.kind}
	copy(ref.ID[:], r.id)
	return ref
}

func (r *storedRow) stored() *governance.Stored {
	s := &governance.Stored{Ref: r.ref(), Version: r.version, At: time.UnixMicro(r.touched).UTC(), Document: r.document}
	copy(s.Digest[:], r.digest)
	return s
}

func (r *storedRow) personal() governance.Personal {
	return governance.Personal{
		Field: r.field.String, Version: r.sealedIn.Int64,
		Salt: present(r.salt), Value: present(r.sealed),
	}
}

// Answer implements [governance.Ledger].
func (l *Ledger) Answer(ctx context.Context, account, key string, now time.Time) (governance.Answer, error) {
	var a governance.Answer
	err := l.asked.query(ctx, `SELECT about_kind, about_id, request, body, until FROM ledger_answers
		WHERE account = ? AND key = ? AND until > ?`, []any{account, key, now.UnixMicro()}, func(rows *sql.Rows) error {
		var id, request, body []byte
		var until int64
		if err := rows.Scan(&a.Ref.Kind, &id, &request, &body, &until); err != nil {
			return err
		}
		copy(a.Ref.ID[:], id)
		copy(a.Request[:], request)
		a.Body, a.Until = present(body), instantOf(until)
		return nil
	})
	return a, err
}

// instantOf is the inverse of how times are kept.
func instantOf(micro int64) time.Time { return time.UnixMicro(micro).UTC() }

// idOf reads an id that may be NULL.
func idOf(b []byte) (id uuid.UUID) {
	copy(id[:], b)
	return id
}
