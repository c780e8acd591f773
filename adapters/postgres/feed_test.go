package postgres_test

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/postgres"
	"github.com/jinlin-project/jinlin/governance"
)

// wholeFeed reads the feed from its beginning, once it has so many entries.
func wholeFeed(t testing.TB, l governance.Ledger, n int) (all []governance.Entry) {
	t.Helper()
	require.Eventually(t, func() bool {
		var err error
		all, err = l.Entries(t.Context(), governance.Span{Limit: 10_000})
		require.NoError(t, err)
		return len(all) >= n
	}, 10*time.Second, 2*time.Millisecond)
	require.Len(t, all, n)
	return all
}

// pairs are what a reader of the feed saw: record and version.
func pairs(entries []governance.Entry) (out []string) {
	for _, e := range entries {
		out = append(out, fmt.Sprint(e.Ref.ID.String()[:4], "@", e.Version))
	}
	return out
}

// Trap 1: a writer that holds its transaction open, while others commit behind
// it, is not passed by. A reader that continues from the last position it saw
// gets its entries, too.
func TestFeedWaitsForHeldTransactions(t *testing.T) {
	url := fresh(t)
	l := open(t, url)
	create(t, l, 0, func(*governance.Write) {})
	before := wholeFeed(t, l, 1)
	tx, err := connect(t, url).Begin(t.Context())
	require.NoError(t, err)
	require.NoError(t, l.In(tx).Commit(t.Context(), following(governance.Stored{Ref: ref(1)})))
	for n := 2; n < 8; n++ {
		create(t, l, n, func(*governance.Write) {})
	}
	held, err := l.Entries(t.Context(), governance.Span{After: before[0].Position})
	require.NoError(t, err)
	assert.Empty(t, held, "what was committed behind a held transaction is not shown before it ends")
	require.NoError(t, tx.Commit(t.Context()))
	all := wholeFeed(t, l, 8)
	assert.Equal(t, pairs(all)[1], pairs(following(governance.Stored{Ref: ref(1)}).Writes[0].Entries)[0],
		"the held one stands before those that were committed behind it")
	rest, err := l.Entries(t.Context(), governance.Span{After: before[0].Position})
	require.NoError(t, err)
	assert.Equal(t, all[1:], rest)
}

// A transaction that was begun early, and commits to a record that others have
// changed since, stands behind them: versions come in order.
func TestFeedOrdersVersionsOfEarlyTransactions(t *testing.T) {
	url := fresh(t)
	l := open(t, url)
	conn := connect(t, url)
	_, err := conn.Exec(t.Context(), "CREATE TABLE theirs (n int)")
	require.NoError(t, err)
	tx, err := conn.Begin(t.Context())
	require.NoError(t, err)
	_, err = tx.Exec(t.Context(), "INSERT INTO theirs VALUES (1)") // which gives it its number
	require.NoError(t, err)
	first := create(t, l, 1, func(*governance.Write) {})
	require.NoError(t, l.In(tx).Commit(t.Context(), following(first)))
	require.NoError(t, l.In(tx).Commit(t.Context(), following(governance.Stored{Ref: ref(2)})), "twice in one transaction")
	require.NoError(t, tx.Commit(t.Context()))
	assert.Equal(t, []int64{1, 2, 1}, versions(wholeFeed(t, l, 3)))
}

func versions(entries []governance.Entry) (out []int64) {
	for _, e := range entries {
		out = append(out, e.Version)
	}
	return out
}

// Concurrent writers on several ledgers, some within transactions that linger:
// a reader that polls from the last position it saw misses none of theirs and
// sees each record's versions in order.
func TestFeedMissesNobody(t *testing.T) {
	const writers, each = 8, 40
	url := fresh(t)
	ledgers := []*postgres.Ledger{open(t, url), open(t, url), open(t, url)}
	var all sync.WaitGroup
	for i := range writers {
		l := ledgers[i%len(ledgers)]
		conn := connect(t, url)
		all.Go(func() {
			for n := range each {
				s := load(t, l, i)
				if n%4 != i%4 {
					assert.NoError(t, l.Commit(context.Background(), following(s)))
					continue
				}
				tx, err := conn.Begin(context.Background())
				assert.NoError(t, err)
				assert.NoError(t, l.In(tx).Commit(context.Background(), following(s)))
				time.Sleep(time.Duration(i+n) * 100 * time.Microsecond)
				assert.NoError(t, tx.Commit(context.Background()))
			}
		})
	}
	seen := map[governance.Ref]int64{}
	after, count := int64(0), 0
	for patience := time.Now().Add(20 * time.Second); count < writers*each && time.Now().Before(patience); {
		page, err := ledgers[0].Entries(t.Context(), governance.Span{After: after, Limit: 7})
		require.NoError(t, err)
		for _, e := range page {
			require.Greater(t, e.Position, after)
			require.Equal(t, seen[e.Ref]+1, e.Version, "an entry was missed, or came out of order")
			after, seen[e.Ref] = e.Position, e.Version
		}
		count += len(page)
	}
	all.Wait()
	assert.Equal(t, writers*each, count)
}

// A database that is restored into a cluster which has counted fewer
// transactions goes on with higher positions, once somebody opens it.
func TestFeedGoesOnAfterRestoring(t *testing.T) {
	url := fresh(t)
	conn := connect(t, url)
	_, err := conn.Exec(t.Context(), "UPDATE ledger_horizon SET base = 1000000000") // a past of many transactions
	require.NoError(t, err)
	create(t, open(t, url), 1, func(*governance.Write) {})
	_, err = conn.Exec(t.Context(), "UPDATE ledger_horizon SET base = 0") // as this cluster would count
	require.NoError(t, err)
	create(t, open(t, url), 2, func(*governance.Write) {})
	l := open(t, url)
	create(t, l, 9, func(*governance.Write) {})
	all := wholeFeed(t, l, 3)
	assert.Equal(t, pairs(following(governance.Stored{Ref: ref(1)}).Writes[0].Entries)[0], pairs(all)[0], "the past comes first")
	assert.Equal(t, pairs(following(governance.Stored{Ref: ref(9)}).Writes[0].Entries)[0], pairs(all)[2])
}
