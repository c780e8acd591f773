package sqlite

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"time"

	"github.com/jinlin-project/jinlin/governance/feed"
)

// Keeper keeps where readers of the feed stand, and dead letters, in the
// ledger's own file: what a backup holds of one fits what it holds of the other.
// [Ledger.Keeper] returns it.
type Keeper struct{ ledger *Ledger }

var (
	_ feed.Keeper  = (*Keeper)(nil)
	_ feed.Letters = (*Keeper)(nil)
)

// Keeper returns the keeper of the ledger's feed. It is good as long as the
// ledger is; any number of them are one.
func (l *Ledger) Keeper() *Keeper { return &Keeper{l} }

// Every change below is one statement that decides by itself, so that it means
// the same upon a database where several write at once; the second, where there
// is one, only finds out why the first changed nothing. They wait their turn
// with the commits and share their transactions: a refusal must not be an error
// to those who share, so it is told outside.

// Acquire implements [feed.Keeper].
func (k *Keeper) Acquire(ctx context.Context, bid feed.Bid) (feed.Lease, error) {
	lease, held := feed.Lease{Reader: bid.Reader}, time.Time{}
	err := k.ledger.queue.run(ctx, func(h *handle) error {
		lease.Token = 0
		err := h.query(acquireReader, func(row []driver.Value) error {
			lease.Token, lease.Position = row[0].(int64), feed.Position(row[1].(int64))
			return nil
		}, bid.Reader, int64(bid.Begin), bid.Holder, bid.Until.UnixMicro(), bid.Now.UnixMicro())
		if err != nil || lease.Token > 0 {
			return err
		}
		return h.query(readerState, func(row []driver.Value) error {
			if until, ok := row[2].(int64); ok {
				held = instantOf(until)
			}
			return nil
		}, bid.Reader)
	})
	switch {
	case err != nil:
		return feed.Lease{}, err
	case lease.Token == 0:
		return feed.Lease{}, &feed.HeldError{Reader: bid.Reader, Until: held}
	}
	return lease, nil
}

// Advance implements [feed.Keeper].
func (k *Keeper) Advance(ctx context.Context, lease feed.Lease, to feed.Position, until time.Time) error {
	var refusal error
	err := k.ledger.queue.run(ctx, func(h *handle) error {
		refusal = &feed.LostError{Reader: lease.Reader}
		err := h.query(advanceReader, func([]driver.Value) error {
			refusal = nil
			return nil
		}, int64(to), until.UnixMicro(), lease.Reader, lease.Token)
		if err != nil || refusal == nil {
			return err
		}
		return h.query(readerState, func(row []driver.Value) error {
			kept := feed.Position(row[0].(int64))
			if row[1].(int64) == lease.Token && row[2] != nil && to < kept {
				refusal = &feed.BackwardError{Reader: lease.Reader, Kept: kept, To: to}
			}
			return nil
		}, lease.Reader)
	})
	if err != nil {
		return err
	}
	return refusal
}

// Release implements [feed.Keeper].
func (k *Keeper) Release(ctx context.Context, lease feed.Lease) error {
	return k.ledger.queue.run(ctx, func(h *handle) error {
		_, err := h.exec(releaseReader, lease.Reader, lease.Token)
		return err
	})
}

// Standing implements [feed.Keeper].
func (k *Keeper) Standing(ctx context.Context, reader string) (feed.Standing, error) {
	var s feed.Standing
	err := k.ledger.asked.query(ctx, "SELECT position, token, holder, until FROM ledger_readers WHERE reader = ?", []any{reader},
		func(rows *sql.Rows) error {
			var until sql.NullInt64
			err := rows.Scan(&s.Position, &s.Token, &s.Holder, &until)
			if until.Valid {
				s.Until = instantOf(until.Int64)
			}
			return err
		})
	return s, err
}

// Bury implements [feed.Letters].
func (k *Keeper) Bury(ctx context.Context, l feed.Letter) error {
	return k.ledger.queue.run(ctx, func(h *handle) error {
		_, err := h.exec(buryLetter, l.Reader, int64(l.Position), l.Event, int64(l.Tries), l.Reason, l.At.UnixMicro())
		return err
	})
}

// Buried implements [feed.Letters].
func (k *Keeper) Buried(ctx context.Context, reader string, after feed.Position, limit int) (out []feed.Letter, err error) {
	err = k.ledger.asked.query(ctx, `SELECT position, event, tries, reason, at FROM ledger_letters
		WHERE reader = ? AND position > ? ORDER BY position LIMIT ?`, []any{reader, int64(after), max(limit, 0)},
		func(rows *sql.Rows) error {
			l, at := feed.Letter{Reader: reader}, int64(0)
			err := rows.Scan(&l.Position, &l.Event, &l.Tries, &l.Reason, &at)
			l.At = instantOf(at)
			out = append(out, l)
			return err
		})
	return out, err
}
