package postgres

import (
	"context"
	"errors"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgtype"

	"github.com/jinlin-project/jinlin/governance"
)

// The lengths of a stretch of history.
const (
	defaultSpan = 100
	longestSpan = 10_000
)

const entryColumns = `e.position, e.kind, e.id, e.version, e.at, e.as_of, e.verb, e.rule, e.account, e.person, e.post, e.unit,
	e.system, e.cause_kind, e.cause_id, e.cause_version, e.body, e.changes, e.digest`

// The feed and the history of one record. The feed ends before the oldest
// transaction that still runs, which may yet commit entries behind it (see
// migrations/00002_commit.sql). It holds no sealed values; in a record's own
// history each entry comes once for every value still kept.
const (
	readFeed = "SELECT " + entryColumns + `, NULL, NULL, NULL FROM ledger_entries e
		WHERE e.position > $1 AND e.position < ((SELECT base FROM ledger_horizon)
			+ pg_snapshot_xmin(pg_current_snapshot())::text::bigint) << 20
		ORDER BY e.position LIMIT $2`
	readHistory = "SELECT " + entryColumns + `, p.field, p.salt, p.value
		FROM (SELECT * FROM ledger_entries WHERE kind = $1 AND id = $2 AND version > $3
			AND home = (SELECT home FROM ledger_refs WHERE kind = $1 AND id = $2) ORDER BY version LIMIT $4) e
		LEFT JOIN ledger_personal p ON p.id = e.id AND p.kind = e.kind AND p.home = e.home AND p.version = e.version
		ORDER BY e.version, p.field`
)

// Entries implements [governance.Ledger]. The feed shows an entry once no
// older transaction of the server's is running that has written anything, in
// whatever database.
func (r *reads) Entries(ctx context.Context, span governance.Span) ([]governance.Entry, error) {
	limit := clamp(span.Limit, defaultSpan, longestSpan)
	text, args := readFeed, []any{span.After, limit}
	if span.Ref != (governance.Ref{}) {
		text, args = readHistory, []any{span.Ref.Kind, span.Ref.ID, span.After, limit}
	}
	var out []governance.Entry
	err := r.asker.ask(ctx, text, args, func(rows pgx.Rows) error {
		var row entryRow
		if err := row.scan(rows); err != nil {
			return err
		}
		if n := len(out); n == 0 || out[n-1].Position != row.e.Position {
			e, err := row.entry()
			if err != nil {
				return err
			}
			out = append(out, e)
		}
		if row.field != nil {
			e := &out[len(out)-1]
			e.Personal = append(e.Personal, governance.Personal{
				Field: *row.field, Version: e.Version, Salt: present(row.salt), Value: present(row.value),
			})
		}
		return nil
	})
	return out, err
}

// entryRow is one row as it is read.
type entryRow struct {
	e                     governance.Entry
	digest, body, changes []byte
	causeKind             *string
	causeID               pgtype.UUID
	causeVersion          *int64
	field                 *string
	salt, value           []byte
}

func (r *entryRow) scan(rows pgx.Rows) error {
	e := &r.e
	return rows.Scan(&e.Position, &e.Ref.Kind, &e.Ref.ID, &e.Version, &e.At, &e.AsOf, &e.Verb, &e.Rule,
		&e.By.Account, &e.By.Person, &e.By.Post, &e.By.Unit, &e.By.System,
		&r.causeKind, &r.causeID, &r.causeVersion, &r.body, &r.changes, &r.digest, &r.field, &r.salt, &r.value)
}

// entry completes the entry.
func (r *entryRow) entry() (e governance.Entry, err error) {
	e = r.e
	e.At, e.AsOf = e.At.UTC(), e.AsOf.UTC()
	if r.causeKind != nil {
		e.Cause.Ref = governance.Ref{Kind: *r.causeKind, ID: uuid.UUID(r.causeID.Bytes)}
		e.Cause.Version = *r.causeVersion
	}
	copy(e.Digest[:], r.digest)
	if e.Body, err = governance.SplitFields(r.body); err != nil {
		return e, err
	}
	e.Changes, err = governance.SplitFields(r.changes)
	return e, err
}

// errSeries refuses to reserve nothing or less.
var errSeries = errors.New("postgres: a reservation is of at least one number")

const reserveText = `INSERT INTO ledger_series AS s (series, next) VALUES ($1, 1 + $2::bigint)
	ON CONFLICT (series) DO UPDATE SET next = s.next + $2::bigint RETURNING next - $2::bigint`

// Reserve implements [governance.Ledger]. Within somebody else's transaction,
// others who reserve of the series wait until that ends.
func (r *reads) Reserve(ctx context.Context, series string, n int64) (first int64, err error) {
	if n < 1 {
		return 0, errSeries
	}
	err = r.asker.ask(ctx, reserveText, []any{series, n}, func(rows pgx.Rows) error { return rows.Scan(&first) })
	return first, err
}
