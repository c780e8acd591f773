package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"
)

// The plainest commit is one more entry of one record, that expects, takes,
// keeps, shares and seals nothing. Alone it is a single statement, which costs
// less than a call of ledger_commit_1, and does the same: it tries for the
// record's lock, and writes if the record is still at its version and at home
// in its district. In a statement of one record that is safe, though what it
// sees is older than the lock: if somebody has changed the record since, the
// server looks at it again before it changes it. If it finds nothing to write,
// ledger_commit_1 finds out why.
const (
	plainName = "jinlin_plain_1"
	plainText = `WITH changed AS (
		UPDATE ledger_records r SET version = $4, digest = $5, touched = $6, document = $7, district = $8, serial = $9,
			phase = $10, outcome = $11, class = $12, category = $13, unit = $14, person = $15, parent = $16, opened = $17,
			closed = $18, due = $19, wake = $20, late = $21, title = $22
		WHERE r.id = $2 AND r.kind || '' = $1 AND r.home = $8 AND r.version = $3 AND r.opened = $17
			AND pg_try_advisory_xact_lock_shared($37) AND pg_try_advisory_xact_lock($38)
			AND current_setting('transaction_isolation') = 'read committed'
		RETURNING r.home)
	INSERT INTO ledger_entries (home, kind, id, position, version, at, as_of, verb, rule, account, person, post, unit,
		system, cause_kind, cause_id, cause_version, body, changes, digest)
	SELECT c.home, $1, $2, (((SELECT base FROM ledger_horizon) + pg_current_xact_id()::text::bigint) << 20) + 1,
		$4, $6, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36
	FROM changed c`
)

// plain reports whether a draft is such a commit.
func (d *draft) plain() bool {
	if d.jobs != 1 || d.writes != 1 || d.tables[partEntries].rows != 1 {
		return false
	}
	for p := range d.tables {
		if d.tables[p].rows > 0 && part(p) != partLocks && part(p) != partWrites && part(p) != partEntries {
			return false
		}
	}
	return !d.creates && len(d.locks) == 2 // of the whole, and of the record
}

// sendPlain sends a plain draft, and reports whether it was written.
func (w *writer) sendPlain(conn *pgx.Conn, d *draft) (written bool, err error) {
	record, entry := d.tables[partWrites].columns, d.tables[partEntries].columns
	params := make([][]byte, 0, 38)
	for i := 1; i < len(record); i++ {
		params = append(params, record[i].value())
	}
	for i := 5; i < len(entry); i++ { // what comes before is the record's
		params = append(params, entry[i].value())
	}
	whole, own := list{}, list{}
	for _, l := range d.locks {
		if l.shared {
			whole.int8(l.key)
		} else {
			own.int8(l.key)
		}
	}
	params = append(params, whole.value(), own.value())
	rows, err := w.execute(context.Background(), conn, plainName, plainText, params)
	if err != nil {
		return false, err
	}
	tag, err := rows.Close()
	return tag.RowsAffected() == 1, err
}
