package postgres

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/jinlin-project/jinlin/governance/feed"
)

// Keeper keeps where readers of the feed stand, and dead letters, in the
// ledger's own database: what a backup holds of one fits what it holds of the
// other. [Ledger.Keeper] returns it.
type Keeper struct{ ledger *Ledger }

var (
	_ feed.Keeper  = (*Keeper)(nil)
	_ feed.Letters = (*Keeper)(nil)
)

// Keeper returns the keeper of the ledger's feed. It is good as long as the
// ledger is; any number of them, in any number of processes, are one.
func (l *Ledger) Keeper() *Keeper { return &Keeper{l} }

// Every change is one statement that decides by itself, in one round trip: who
// comes second sees, when the first is done, the row as it then is. Only one
// who was refused asks once more, to be told why.
const (
	acquireText = `INSERT INTO ledger_readers AS r (reader, position, token, holder, until) VALUES ($1, $2, 1, $3, $4)
		ON CONFLICT (reader) DO UPDATE SET token = r.token + 1, holder = excluded.holder, until = excluded.until
		WHERE r.until IS NULL OR r.until <= $5 RETURNING token, position`
	advanceText = `UPDATE ledger_readers SET position = $1, until = $2
		WHERE reader = $3 AND token = $4 AND until IS NOT NULL AND position <= $1 RETURNING token`
	releaseText  = "UPDATE ledger_readers SET holder = '', until = NULL WHERE reader = $1 AND token = $2"
	standingText = "SELECT position, token, holder, until FROM ledger_readers WHERE reader = $1"
	buryText     = `INSERT INTO ledger_letters (reader, position, event, tries, reason, at) VALUES ($1, $2, $3, $4, $5, $6)
		ON CONFLICT (reader, position) DO NOTHING`
	buriedText = `SELECT position, event, tries, reason, at FROM ledger_letters
		WHERE reader = $1 AND position > $2 ORDER BY position LIMIT $3`
	behindText = `SELECT count(*) FROM (SELECT FROM ledger_entries
		WHERE position > coalesce((SELECT position FROM ledger_readers WHERE reader = $1), 0) LIMIT $2) AS e`
)

// Acquire implements [feed.Keeper].
func (k *Keeper) Acquire(ctx context.Context, bid feed.Bid) (feed.Lease, error) {
	for {
		lease := feed.Lease{Reader: bid.Reader}
		err := k.ledger.ask(ctx, acquireText, []any{bid.Reader, int64(bid.Begin), bid.Holder, bid.Until, bid.Now},
			func(rows pgx.Rows) error { return rows.Scan(&lease.Token, &lease.Position) })
		if err != nil {
			return feed.Lease{}, err
		}
		if lease.Token > 0 {
			return lease, nil
		}
		s, err := k.Standing(ctx, bid.Reader)
		if err != nil {
			return feed.Lease{}, err
		}
		if s.Until.After(bid.Now.Truncate(time.Microsecond)) {
			return feed.Lease{}, &feed.HeldError{Reader: bid.Reader, Until: s.Until}
		} // it was given up since: bid again
	}
}

// Advance implements [feed.Keeper].
func (k *Keeper) Advance(ctx context.Context, lease feed.Lease, to feed.Position, until time.Time) error {
	moved := false
	err := k.ledger.ask(ctx, advanceText, []any{int64(to), until, lease.Reader, lease.Token},
		func(pgx.Rows) error { moved = true; return nil })
	if err != nil || moved {
		return err
	}
	s, err := k.Standing(ctx, lease.Reader)
	switch {
	case err != nil:
		return err
	case s.Token == lease.Token && !s.Until.IsZero() && to < s.Position:
		return &feed.BackwardError{Reader: lease.Reader, Kept: s.Position, To: to}
	}
	return &feed.LostError{Reader: lease.Reader}
}

// Release implements [feed.Keeper].
func (k *Keeper) Release(ctx context.Context, lease feed.Lease) error {
	return k.ledger.ask(ctx, releaseText, []any{lease.Reader, lease.Token}, ignore)
}

// Standing implements [feed.Keeper].
func (k *Keeper) Standing(ctx context.Context, reader string) (s feed.Standing, err error) {
	err = k.ledger.ask(ctx, standingText, []any{reader}, func(rows pgx.Rows) error {
		var until *time.Time
		err := rows.Scan(&s.Position, &s.Token, &s.Holder, &until)
		if until != nil {
			s.Until = until.UTC()
		}
		return err
	})
	return s, err
}

// mostBehind bounds how many entries are counted.
const mostBehind = 1_000_000

// Behind counts the entries that a reader has yet to read, up to a million.
// Here positions have gaps, so their difference does not tell.
func (k *Keeper) Behind(ctx context.Context, reader string) (n int64, err error) {
	err = k.ledger.ask(ctx, behindText, []any{reader, mostBehind}, func(rows pgx.Rows) error { return rows.Scan(&n) })
	return n, err
}

// Bury implements [feed.Letters].
func (k *Keeper) Bury(ctx context.Context, l feed.Letter) error {
	return k.ledger.ask(ctx, buryText, []any{l.Reader, int64(l.Position), l.Event, l.Tries, l.Reason, l.At}, ignore)
}

// Buried implements [feed.Letters].
func (k *Keeper) Buried(ctx context.Context, reader string, after feed.Position, limit int) (out []feed.Letter, err error) {
	err = k.ledger.ask(ctx, buriedText, []any{reader, int64(after), max(limit, 0)}, func(rows pgx.Rows) error {
		l := feed.Letter{Reader: reader}
		err := rows.Scan(&l.Position, &l.Event, &l.Tries, &l.Reason, &l.At)
		l.At = l.At.UTC()
		out = append(out, l)
		return err
	})
	return out, err
}
