package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/governance"
)

// How many alterations are a full proof.
const fullAlterations = 1000

// columns of an entry in which history could be rewritten. An entry's position
// is not among them: no chain holds it, but a checkpoint does.
var columns = []string{"version", "at", "as_of", "verb", "rule", "account", "person", "post", "unit", "system", "body", "changes", "digest"}

// tampering is the proof of that name.
func tampering(ctx context.Context, s *stage) (_ *tally, err error) {
	p, err := s.open(ctx)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, p.close()) }()
	if err := tellStories(ctx, p.client); err != nil {
		return nil, err
	}
	if err := p.stop(); err != nil {
		return nil, err
	}
	matters, shut, err := opened(ctx, p.room.url)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, shut()) }()
	db, err := sql.Open("sqlite", "file:"+p.room.path)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	if _, err := db.ExecContext(ctx, `DROP TRIGGER ledger_entries_keep; DROP TRIGGER ledger_entries_stay`); err != nil {
		return nil, err // who can write the file can do this too
	}
	t, full, chance := &tally{}, s.part(fullAlterations), s.chance(0)
	t.tried = fmt.Sprintf("%d alterations of %d columns", full, len(columns))
	for done := 0; done < full; {
		made, err := alterOne(ctx, db, matters, chance, t, s.plant)
		if err != nil {
			return nil, err
		}
		if made {
			done++
		}
	}
	return t, nil
}

// tellStories fills the database with the stories of two matters.
func tellStories(ctx context.Context, c *client) error {
	for n := range 2 {
		opened, err := c.until(ctx, "resident", "/v1/cases", fields{"title": "路灯", "text": "不亮", "place": fields{"unit": compound}}, fmt.Sprint("x", n))
		if err != nil {
			return err
		}
		for i, step := range story() {
			a, err := c.until(ctx, step.account, "/v1/cases/"+opened.record.ID+"/"+step.command, step.body, fmt.Sprintf("x%d-%d", n, i))
			if err != nil || a.status != 200 {
				return fmt.Errorf("%s: %d %w", step.command, a.status, err)
			}
		}
	}
	return nil
}

// alterOne alters one column of one entry, asks whether its matter verifies, and
// puts it back; not made is what the table's own indexes refuse.
func alterOne(ctx context.Context, db *sql.DB, matters *governance.Shelf, chance *rand.Rand, t *tally, p plant) (made bool, err error) {
	var position int64
	var id []byte
	err = db.QueryRowContext(ctx, `SELECT e.position, r.id FROM ledger_entries e JOIN ledger_records r USING (record) WHERE r.kind = 'case'
		ORDER BY e.position LIMIT 1 OFFSET ? % (SELECT count(*) FROM ledger_entries e JOIN ledger_records r USING (record) WHERE r.kind = 'case')`, chance.IntN(1<<20)).Scan(&position, &id)
	if err != nil {
		return false, err
	}
	column := columns[chance.IntN(len(columns))]
	var was any
	if err := db.QueryRowContext(ctx, `SELECT `+column+` FROM ledger_entries WHERE position = ?`, position).Scan(&was); err != nil {
		return false, err
	}
	set := func(value any) error {
		_, err := db.ExecContext(ctx, `UPDATE ledger_entries SET `+column+` = ? WHERE position = ?`, value, position)
		return err
	}
	is := altered(was, chance)
	if set(is) != nil {
		return false, nil //nolint:nilerr // what the table refuses is no alteration
	}
	found := matters.Verify(ctx, uuid.UUID(id)) != nil
	if p.blind != nil && p.blind(column) {
		found = false
	}
	if !found {
		t.note(&t.wrong, "%s of the entry at %d was altered from %q to %q and nobody found out", column, position, was, is)
	}
	return true, set(was)
}

// altered is another value of the same type.
func altered(was any, chance *rand.Rand) any {
	switch v := was.(type) {
	case int64:
		return v + 1 + chance.Int64N(5)
	case []byte:
		other := append([]byte{}, v...)
		other[chance.IntN(len(other))] ^= 1 << chance.IntN(8)
		return other
	case string:
		if v == "" {
			return "x"
		}
		other := []byte(v)
		i := chance.IntN(len(other))
		for other[i] == v[i] {
			other[i] = "abcdefghijklmnopqrstuvwxyz0123456789"[chance.IntN(36)]
		}
		return string(other)
	}
	return "x"
}
