package sqlite

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"

	"github.com/jinlin-project/jinlin/governance"
)

// The lengths of a stretch of history.
const (
	defaultSpan = 100
	longestSpan = 10_000
)

const entryColumns = `e.position, e.version, e.at, e.as_of, e.verb, e.rule, e.account, e.person, e.post, e.unit,
	e.system, e.cause_kind, e.cause_id, e.cause_version, e.body, e.changes, e.digest`

// The feed and the history of one record. The feed holds no sealed values, in
// a record's own history each entry comes once for every value still kept.
const (
	readFeed = "SELECT " + entryColumns + `, r.kind, r.id, NULL, NULL, NULL
		FROM ledger_entries e CROSS JOIN ledger_records r ON r.record = e.record
		WHERE e.position > ? ORDER BY e.position LIMIT ?`
	readHistory = "SELECT " + entryColumns + `, NULL, NULL, p.field, p.salt, p.value
		FROM (SELECT * FROM ledger_entries WHERE version > ?
			AND record = (SELECT record FROM ledger_records WHERE kind = ? AND id = ?)
			ORDER BY version LIMIT ?) e
		LEFT JOIN ledger_personal p ON p.record = e.record AND p.version = e.version
		ORDER BY e.version, p.field`
)

// Entries implements [governance.Ledger].
func (l *Ledger) Entries(ctx context.Context, span governance.Span) ([]governance.Entry, error) {
	limit := clamp(span.Limit, defaultSpan, longestSpan)
	query, args := readFeed, []any{span.After, limit}
	if span.Ref != (governance.Ref{}) {
		query, args = readHistory, []any{span.After, span.Ref.Kind, span.Ref.ID[:], limit}
	}
	var out []governance.Entry
	err := l.asked.query(ctx, query, args, func(rows *sql.Rows) error {
		var row entryRow
		if err := row.scan(rows); err != nil {
			return err
		}
		if n := len(out); n == 0 || out[n-1].Position != row.e.Position {
			e, err := row.entry(span.Ref)
			if err != nil {
				return err
			}
			out = append(out, e)
		}
		if row.field.Valid {
			e := &out[len(out)-1]
			e.Personal = append(e.Personal, governance.Personal{
				Field: row.field.String, Version: e.Version, Salt: present(row.salt), Value: present(row.value),
			})
		}
		return nil
	})
	return out, err
}

// clamp gives a limit its default and its bound.
func clamp(limit, usual, most int) int {
	if limit <= 0 {
		return usual
	}
	return min(limit, most)
}

// entryRow is one row as it is read.
type entryRow struct {
	e                   governance.Entry
	at, asOf            int64
	causeKind, kind     sql.NullString
	causeID, id, digest []byte
	causeVersion        sql.NullInt64
	body, changes       []byte
	field               sql.NullString
	salt, value         []byte
}

func (r *entryRow) scan(rows *sql.Rows) error {
	e := &r.e
	return rows.Scan(&e.Position, &e.Version, &r.at, &r.asOf, &e.Verb, &e.Rule,
		&e.By.Account, &e.By.Person, &e.By.Post, &e.By.Unit, &e.By.System,
		&r.causeKind, &r.causeID, &r.causeVersion, &r.body, &r.changes, &r.digest,
		&r.kind, &r.id, &r.field, &r.salt, &r.value)
}

// entry completes the entry; ref is its record's where the row does not say.
func (r *entryRow) entry(ref governance.Ref) (e governance.Entry, err error) {
	e = r.e
	e.Ref = ref
	if r.kind.Valid {
		e.Ref = governance.Ref{Kind: r.kind.String, ID: idOf(r.id)}
	}
	e.At, e.AsOf = instantOf(r.at), instantOf(r.asOf)
	if r.causeKind.Valid {
		e.Cause.Ref = governance.Ref{Kind: r.causeKind.String, ID: idOf(r.causeID)}
		e.Cause.Version = r.causeVersion.Int64
	}
	copy(e.Digest[:], r.digest)
	if e.Body, err = governance.SplitFields(r.body); err != nil {
		return e, err
	}
	e.Changes, err = governance.SplitFields(r.changes)
	return e, err
}

// errSeries refuses to reserve nothing or less.
var errSeries = errors.New("sqlite: a reservation is of at least one number")

// Reserve implements [governance.Ledger]. It waits its turn with the commits
// and shares their transaction.
func (l *Ledger) Reserve(ctx context.Context, series string, n int64) (first int64, err error) {
	if n < 1 {
		return 0, errSeries
	}
	err = l.queue.run(ctx, func(h *handle) error {
		return h.query(reserve, func(row []driver.Value) error {
			first = row[0].(int64)
			return nil
		}, series, n)
	})
	return first, err
}
