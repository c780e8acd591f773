package sqlite

import (
	"context"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"sync"
	"time"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/governance"
)

// storedColumns are what a governance.Stored is read from: the record r, and,
// one row each, the current value of its sealed fields. A body's fields ("~…")
// are of an entry, not of the record.
const (
	storedColumns = "r.kind, r.id, r.version, r.digest, r.document, p.field, p.version, p.salt, p.value"
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
	at, version        int64
	kind               string
	id, digest         []byte
	document           []byte
	field              sql.NullString
	sealedIn           sql.NullInt64
	salt, sealedToText []byte
}

func (r *storedRow) scan(rows *sql.Rows) error {
	return rows.Scan(&r.at, &r.kind, &r.id, &r.version, &r.digest, &r.document,
		&r.field, &r.sealedIn, &r.salt, &r.sealedToText)
}

func (r *storedRow) ref() governance.Ref {
	ref := governance.Ref{Kind: r.kind}
	copy(ref.ID[:], r.id)
	return ref
}

func (r *storedRow) stored() *governance.Stored {
	s := &governance.Stored{Ref: r.ref(), Version: r.version, Document: r.document}
	copy(s.Digest[:], r.digest)
	return s
}

func (r *storedRow) personal() governance.Personal {
	return governance.Personal{
		Field: r.field.String, Version: r.sealedIn.Int64,
		Salt: present(r.salt), Value: present(r.sealedToText),
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

// prepared keeps the statements that read, by their text, so that each is
// parsed and planned once for every connection. There are as many texts as
// there are shapes of questions; beyond a bound they are prepared each time.
type prepared struct {
	db *sql.DB

	mu     sync.Mutex
	byText map[string]*sql.Stmt
	closed bool
}

// mostPrepared bounds how many statements are kept.
const mostPrepared = 512

// query calls each with every row of the answer.
func (p *prepared) query(ctx context.Context, text string, args []any, each func(*sql.Rows) error) (err error) {
	rows, err := p.rows(ctx, text, args)
	if err != nil {
		return failed(ctx, err)
	}
	defer func() { err = failed(ctx, errors.Join(err, rows.Close())) }()
	for rows.Next() {
		if err := each(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// failed prefers to say that the caller gave up, which the driver reports as
// an interruption.
func failed(ctx context.Context, err error) error {
	if err != nil && ctx.Err() != nil {
		return ctx.Err()
	}
	return err
}

func (p *prepared) rows(ctx context.Context, text string, args []any) (*sql.Rows, error) {
	stmt, err := p.statement(ctx, text)
	if err != nil {
		return nil, err
	}
	if stmt == nil {
		return p.db.QueryContext(ctx, text, args...)
	}
	return stmt.QueryContext(ctx, args...)
}

// statement returns the statement of a text, or nil when too many are kept.
func (p *prepared) statement(ctx context.Context, text string) (*sql.Stmt, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		return nil, ErrClosed
	}
	if stmt := p.byText[text]; stmt != nil {
		return stmt, nil
	}
	if len(p.byText) >= mostPrepared {
		return nil, nil
	}
	stmt, err := p.db.PrepareContext(ctx, text)
	if err != nil {
		return nil, err
	}
	if p.byText == nil {
		p.byText = map[string]*sql.Stmt{}
	}
	p.byText[text] = stmt
	return stmt, nil
}

func (p *prepared) close() (err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.closed = true
	for _, stmt := range p.byText {
		err = errors.Join(err, stmt.Close())
	}
	p.byText = nil
	return err
}
