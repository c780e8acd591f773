package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"github.com/jinlin-project/jinlin/governance"
)

// Joined is a ledger within a transaction of an embedder's: see [Ledger.In].
type Joined struct {
	reads
	tx     pgx.Tx
	writer *writer
}

var _ governance.Ledger = (*Joined)(nil)

// In returns the ledger within a transaction that an embedder has begun and
// will end: what is committed to it is in their database when they commit, and
// nowhere if they roll back. It reads what was written within the transaction,
// except for the feed, which shows entries when they are committed.
//
// The transaction must be READ COMMITTED and is used by one goroutine at a
// time, as pgx asks. A commit that is refused or fails leaves it as it was
// before. Until it ends, whoever changes the same records waits for it, and so
// does the feed: let it be short, and commit to the ledger last. Of two
// transactions that commit to the same records in different orders the server
// undoes one, whose commit then fails with a conflict ([governance.Changed]).
func (l *Ledger) In(tx pgx.Tx) *Joined {
	j := &Joined{tx: tx, writer: l.writer}
	j.reads.asker = j
	return j
}

func (j *Joined) ask(ctx context.Context, text string, args []any, each func(pgx.Rows) error) error {
	return query(ctx, j.tx, text, args, each)
}

// Commit implements [governance.Ledger], as far as a commit can within a
// transaction: it is durable when that is. It is made in a subtransaction,
// whose number gives the entries their positions.
func (j *Joined) Commit(ctx context.Context, c governance.Commit) error {
	_, d, err := prepared(&c)
	if err != nil {
		return err
	}
	inner, err := j.tx.Begin(ctx)
	if err != nil {
		return failed(ctx, err)
	}
	refusals, err := j.writer.send(ctx, inner.Conn(), d, joined)
	if err == nil && len(refusals) == 0 {
		return failed(ctx, inner.Commit(ctx))
	}
	undoing := inner.Rollback(ctx)
	switch {
	case len(refusals) > 0 && undoing == nil:
		return refusals[0].conflict
	case err == nil:
		err = undoing
	}
	return failed(ctx, conflicting(&c, err))
}
