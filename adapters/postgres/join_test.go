package postgres_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/postgres"
	"github.com/jinlin-project/jinlin/governance"
)

// theirs is an embedder's connection, with a table of their own.
func theirs(t *testing.T, url string) *pgx.Conn {
	conn := connect(t, url)
	_, err := conn.Exec(t.Context(), "CREATE TABLE IF NOT EXISTS orders (n int)")
	require.NoError(t, err)
	return conn
}

func orders(t *testing.T, conn *pgx.Conn) (n int) {
	t.Helper()
	require.NoError(t, conn.QueryRow(t.Context(), "SELECT count(*) FROM orders").Scan(&n))
	return n
}

// Issue 4: an embedder's tables and our record commit together or not at all.
func TestTheirsAndOursCommitTogether(t *testing.T) {
	url := fresh(t)
	l, conn := open(t, url), theirs(t, url)
	for i, ending := range []func(pgx.Tx) error{
		func(tx pgx.Tx) error { return tx.Rollback(t.Context()) },
		func(tx pgx.Tx) error { return tx.Commit(t.Context()) },
	} {
		tx, err := conn.Begin(t.Context())
		require.NoError(t, err)
		_, err = tx.Exec(t.Context(), "INSERT INTO orders VALUES (1)")
		require.NoError(t, err)
		joined := l.In(tx)
		require.NoError(t, joined.Commit(t.Context(), following(governance.Stored{Ref: ref(1)})))
		assert.EqualValues(t, 1, load(t, joined, 1).Version, "the transaction sees its own")
		assert.EqualValues(t, 1, verified(t, joined, 1))
		assert.Zero(t, load(t, l, 1).Version, "others do not yet")
		require.NoError(t, ending(tx))
		assert.EqualValues(t, i, load(t, l, 1).Version)
		assert.Equal(t, i, orders(t, conn))
	}
	assert.Len(t, wholeFeed(t, l, 1), 1)
}

// A commit that is refused or fails leaves the embedder's transaction as it
// was before, fit to go on.
func TestRefusalLeavesTheirTransaction(t *testing.T) {
	url := fresh(t)
	l, conn := open(t, url), theirs(t, url)
	create(t, l, 1, func(*governance.Write) {})
	tx, err := conn.Begin(t.Context())
	require.NoError(t, err)
	_, err = tx.Exec(t.Context(), "INSERT INTO orders VALUES (1)")
	require.NoError(t, err)
	var conflict *governance.ConflictError
	require.ErrorAs(t, l.In(tx).Commit(t.Context(), following(governance.Stored{Ref: ref(1)})), &conflict)
	assert.Equal(t, governance.Changed, conflict.Reason)
	c := following(governance.Stored{Ref: ref(2)})
	p := governance.Personal{Field: "name", Version: 1, Salt: []byte("s"), Value: []byte("v")}
	c.Writes[0].Personal = []governance.Personal{p, p}
	require.ErrorContains(t, l.In(tx).Commit(t.Context(), c), "unique constraint")
	require.NoError(t, l.In(tx).Commit(t.Context(), following(governance.Stored{Ref: ref(3)})))
	require.NoError(t, tx.Commit(t.Context()))
	assert.Equal(t, 1, orders(t, conn))
	for n, want := range map[int]int64{1: 1, 2: 0, 3: 1} {
		assert.Equal(t, want, verified(t, l, n))
	}
}

// A commit must see what is there now, so a transaction with a fixed snapshot
// is refused: it could rely on what has changed.
func TestTheirsMustBeReadCommitted(t *testing.T) {
	url := fresh(t)
	l, conn := open(t, url), theirs(t, url)
	for _, level := range []pgx.TxIsoLevel{pgx.RepeatableRead, pgx.Serializable} {
		tx, err := conn.BeginTx(t.Context(), pgx.TxOptions{IsoLevel: level})
		require.NoError(t, err)
		assert.ErrorContains(t, l.In(tx).Commit(t.Context(), following(governance.Stored{Ref: ref(1)})), "READ COMMITTED")
		require.NoError(t, tx.Rollback(t.Context()))
	}
}

// Everything of the contract that a transaction can keep, it keeps: claims,
// keys, expectations, personal values, series and erasing.
func TestAllOfACommitWithinTheirs(t *testing.T) {
	url := fresh(t)
	l, conn := open(t, url), theirs(t, url)
	tx, err := conn.Begin(t.Context())
	require.NoError(t, err)
	joined := l.In(tx)
	first, err := joined.Reserve(t.Context(), "serial", 3)
	require.NoError(t, err)
	assert.EqualValues(t, 1, first)
	c := following(governance.Stored{Ref: ref(1)})
	c.Account, c.Key = "acct-1", "k"
	c.Answer = governance.Answer{Ref: ref(1), Body: []byte("done"), Until: epoch.AddDate(1, 0, 0)}
	c.Expect = []governance.Expectation{{Ref: ref(2)}}
	c.Writes[0].Take = []governance.Claim{"seat"}
	c.Writes[0].Audience = []governance.Share{{Key: "110105", Desk: true}}
	c.Writes[0].Personal = []governance.Personal{{Field: "name", Version: 1, Salt: []byte("s"), Value: []byte("v")}}
	require.NoError(t, joined.Commit(t.Context(), c))
	require.NoError(t, tx.Commit(t.Context()))
	answer, err := l.Answer(t.Context(), "acct-1", "k", epoch)
	require.NoError(t, err)
	assert.Equal(t, "done", string(answer.Body))
	page, err := l.Find(t.Context(), governance.Query{Keys: []string{"110105"}, Desk: true})
	require.NoError(t, err)
	require.Len(t, page.Items, 1)
	assert.Len(t, page.Items[0].Personal, 1)
	taking := following(governance.Stored{Ref: ref(3)})
	taking.Writes[0].Take = []governance.Claim{"seat"}
	var conflict *governance.ConflictError
	require.ErrorAs(t, l.Commit(t.Context(), taking), &conflict)
	assert.Equal(t, governance.Claimed, conflict.Reason)
}

// Two transactions that commit to the same records in opposite orders: the
// server undoes one, and its embedder is told of a conflict.
func TestOpposedTransactionsConflict(t *testing.T) {
	url := fresh(t)
	l := open(t, url)
	a, b := create(t, l, 1, func(*governance.Write) {}), create(t, l, 2, func(*governance.Write) {})
	errs := make([]error, 2)
	var both, all sync.WaitGroup
	both.Add(2)
	for i, pair := range [][2]governance.Stored{{a, b}, {b, a}} {
		conn := connect(t, url)
		all.Go(func() {
			tx, err := conn.Begin(context.Background())
			assert.NoError(t, err)
			assert.NoError(t, l.In(tx).Commit(context.Background(), following(pair[0])))
			both.Done()
			both.Wait()
			errs[i] = l.In(tx).Commit(context.Background(), following(pair[1]))
			if errs[i] == nil {
				assert.NoError(t, tx.Commit(context.Background()))
			} else {
				assert.NoError(t, tx.Rollback(context.Background()))
			}
		})
	}
	all.Wait()
	var conflict *governance.ConflictError
	if errs[0] == nil {
		errs[0], errs[1] = errs[1], errs[0]
	}
	require.ErrorAs(t, errs[0], &conflict)
	require.NoError(t, errs[1])
	assert.EqualValues(t, 4, verified(t, l, 1)+verified(t, l, 2))
}

// A commit alone that the server undoes because of somebody's deadlock with it
// is tried again, and its caller never hears of it.
func TestDeadlocksAreRetried(t *testing.T) {
	url := fresh(t)
	l := open(t, url)
	a, b := create(t, l, 1, func(*governance.Write) {}), create(t, l, 2, func(*governance.Write) {})
	both := following(a)
	both.Writes = append(both.Writes, following(b).Writes...)
	tx, err := connect(t, url).Begin(t.Context())
	require.NoError(t, err)
	_, err = tx.Exec(t.Context(), "SET LOCAL deadlock_timeout = '10s'") // the other one notices
	require.NoError(t, err)
	_, err = tx.Exec(t.Context(), "LOCK TABLE ledger_entries IN EXCLUSIVE MODE")
	require.NoError(t, err)
	told := make(chan error, 1)
	go func() { told <- l.Commit(context.Background(), both) }()
	gathers(t, l, 1, 0)
	time.Sleep(50 * time.Millisecond) // it has the rows and waits for the table
	_, err = tx.Exec(t.Context(), "UPDATE ledger_records SET late = late WHERE id = $1", ref(2).ID)
	require.NoError(t, err)
	require.NoError(t, tx.Rollback(t.Context()))
	require.NoError(t, <-told)
	assert.EqualValues(t, 4, verified(t, l, 1)+verified(t, l, 2))
}

var _ governance.Ledger = (*postgres.Joined)(nil)
