package postgres

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgtype"

	"github.com/jinlin-project/jinlin/governance"
)

// storedText is a statement that reads what a page of records holds, each in
// its place n: first the records, then, one row each, the values of their
// sealed fields, of all versions; few are ever sealed anew, so to look for the
// current ones here costs less than in the database. A body's fields ("~…") are
// of an entry, not of the record. It is one statement, so what it reads is of
// one instant. (kind || ” is kind, hidden from the planner: see
// migrations/00002_commit.sql.)
func storedText(page string) string {
	return "WITH page (n, at, home, kind, id) AS MATERIALIZED (" + page + `)
		SELECT page.n, page.at, r.kind, r.id, r.version, r.digest, r.touched, r.document, NULL AS field, NULL AS salt, NULL AS value
		FROM page JOIN ledger_records r ON r.id = page.id AND r.kind || '' = page.kind AND r.home = page.home
		UNION ALL
		SELECT page.n, NULL, NULL, NULL, p.version, NULL, NULL, NULL, p.field, p.salt, p.value
		FROM page JOIN ledger_personal p ON p.id = page.id AND p.kind = page.kind AND p.home = page.home
		WHERE left(p.field, 1) <> '~'`
}

var (
	loadOne = storedText(`SELECT 1, NULL::timestamptz, home, kind, id FROM ledger_refs WHERE kind = $1 AND id = $2`)
	// a thousand refs are as few to the server as ten, so that it looks each up
	loadMany = storedText(`SELECT a.n, NULL::timestamptz, f.home, f.kind, f.id
		FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS a (kind, id, n)
		CROSS JOIN LATERAL (SELECT * FROM ledger_refs WHERE id = a.id::uuid AND kind = a.kind OFFSET 0) AS f`)
)

// Load implements [governance.Ledger]. Records loaded together are of one
// instant.
func (r *reads) Load(ctx context.Context, refs ...governance.Ref) ([]governance.Stored, error) {
	out := make([]governance.Stored, len(refs))
	text, args := loadOne, []any(nil)
	switch len(refs) {
	case 0:
		return out, ctx.Err()
	case 1:
		args = []any{refs[0].Kind, refs[0].ID}
	default:
		kinds, ids := make([]string, len(refs)), make([]string, len(refs))
		for i, ref := range refs {
			kinds[i], ids[i] = ref.Kind, ref.ID.String()
		}
		text, args = loadMany, []any{kinds, ids}
	}
	found, err := r.stored(ctx, text, args)
	for i := range found {
		out[i] = found[i].Stored
	}
	for i, ref := range refs {
		out[i].Ref = ref
	}
	return out, err
}

// placed is a record in its place on a page, with what the page is sorted by.
type placed struct {
	governance.Stored
	at pgtype.Timestamptz
}

// stored reads the answer to a storedText, each record in its place.
func (r *reads) stored(ctx context.Context, text string, args []any) (out []placed, err error) {
	var row storedRow
	err = r.asker.ask(ctx, text, args, func(rows pgx.Rows) error {
		if err := row.scan(rows); err != nil {
			return err
		}
		for int(row.n) > len(out) {
			out = append(out, placed{})
		}
		p := &out[row.n-1]
		if row.field == nil {
			row.fill(p)
			return nil
		}
		p.Personal = append(p.Personal, governance.Personal{
			Field: *row.field, Version: row.version, Salt: present(row.salt), Value: present(row.value),
		})
		return nil
	})
	for i := range out {
		out[i].Personal = current(out[i].Personal)
	}
	return out, err
}

// current leaves of each field the value sealed last, by name.
func current(sealed []governance.Personal) []governance.Personal {
	slices.SortFunc(sealed, func(a, b governance.Personal) int {
		return cmp.Or(cmp.Compare(a.Field, b.Field), cmp.Compare(b.Version, a.Version))
	})
	return slices.CompactFunc(sealed, func(a, b governance.Personal) bool { return a.Field == b.Field })
}

// storedRow is one row as it is read: of a record, or of a sealed value.
type storedRow struct {
	n, version int64
	at         pgtype.Timestamptz
	kind       *string
	id         pgtype.UUID
	touched    *time.Time
	digest     []byte
	document   []byte
	field      *string
	salt       []byte
	value      []byte
}

func (r *storedRow) scan(rows pgx.Rows) error {
	r.digest, r.document, r.salt, r.value = nil, nil, nil, nil
	return rows.Scan(&r.n, &r.at, &r.kind, &r.id, &r.version, &r.digest, &r.touched, &r.document, &r.field, &r.salt, &r.value)
}

func (r *storedRow) fill(p *placed) {
	p.at = r.at
	p.Ref = governance.Ref{Kind: *r.kind, ID: uuid.UUID(r.id.Bytes)}
	p.Version, p.At, p.Document = r.version, r.touched.UTC(), r.document
	copy(p.Digest[:], r.digest)
}

// present makes no bytes empty bytes.
func present(b []byte) []byte {
	if b == nil {
		return []byte{}
	}
	return b
}

// Answer implements [governance.Ledger].
func (r *reads) Answer(ctx context.Context, account, key string, now time.Time) (governance.Answer, error) {
	var a governance.Answer
	err := r.asker.ask(ctx, `SELECT about_kind, about_id, request, body, until FROM ledger_answers
		WHERE account = $1 AND key = $2 AND until > $3`, []any{account, key, now}, func(rows pgx.Rows) error {
		var request []byte
		if err := rows.Scan(&a.Ref.Kind, &a.Ref.ID, &request, &a.Body, &a.Until); err != nil {
			return err
		}
		copy(a.Request[:], request)
		a.Body, a.Until = present(a.Body), a.Until.UTC()
		return nil
	})
	return a, err
}
