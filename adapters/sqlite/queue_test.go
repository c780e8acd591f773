package sqlite_test

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/sqlite"
	"github.com/jinlin-project/jinlin/governance"
)

// busy holds the file's write lock, so that commits gather, until it is let go.
func busy(t *testing.T, path string) (letGo func()) {
	t.Helper()
	db := raw(t, path)
	conn, err := db.Conn(t.Context())
	require.NoError(t, err)
	_, err = conn.ExecContext(t.Context(), "BEGIN IMMEDIATE")
	require.NoError(t, err)
	return func() {
		_, err := conn.ExecContext(context.Background(), "ROLLBACK")
		assert.NoError(t, err)
		assert.NoError(t, conn.Close())
	}
}

// Everybody who waits gets an answer of their own: of commits that gather for
// one transaction, those in conflict are refused and the others are made.
func TestConflictsLeaveTheOthersAlone(t *testing.T) {
	path := fresh(t)
	l := open(t, path)
	base := create(t, l, 0, func(*governance.Write) {})
	letGo := busy(t, path)
	var won, lost atomic.Int64
	var all sync.WaitGroup
	for n := range 60 {
		c := following(base) // all upon the same version: one can win
		if n%3 > 0 {
			c = following(governance.Stored{Ref: ref(n)})
		}
		all.Go(func() {
			var conflict *governance.ConflictError
			switch err := l.Commit(t.Context(), c); {
			case n%3 > 0:
				assert.NoError(t, err)
			case err == nil:
				won.Add(1)
			case assert.ErrorAs(t, err, &conflict):
				assert.Equal(t, governance.Changed, conflict.Reason)
				lost.Add(1)
			}
		})
	}
	gathers(t, l, 60)
	letGo()
	all.Wait()
	assert.EqualValues(t, 1, won.Load())
	assert.EqualValues(t, 19, lost.Load())
	assert.EqualValues(t, 2, verified(t, l, 0))
	for n := range 60 {
		if n%3 > 0 {
			assert.EqualValues(t, 1, verified(t, l, n))
		}
	}
}

// A commit that fails for a reason of its own (here one that the database's
// own rules refuse) takes nobody with it.
func TestFailureLeavesTheOthersAlone(t *testing.T) {
	path := fresh(t)
	l := open(t, path)
	letGo := busy(t, path)
	var all sync.WaitGroup
	for n := range 40 {
		all.Go(func() {
			c := following(governance.Stored{Ref: ref(n)})
			if n%10 == 0 { // the same field sealed twice in one entry
				p := governance.Personal{Field: "name", Version: 1, Salt: []byte("s"), Value: []byte(`"v"`)}
				c.Writes[0].Personal = []governance.Personal{p, p}
			}
			err := l.Commit(t.Context(), c)
			if n%10 == 0 {
				assert.ErrorContains(t, err, "UNIQUE constraint failed")
			} else {
				assert.NoError(t, err)
			}
		})
	}
	gathers(t, l, 40)
	letGo()
	all.Wait()
	for n := range 40 {
		want := int64(1)
		if n%10 == 0 {
			want = 0
		}
		assert.Equal(t, want, verified(t, l, n))
	}
}

// A caller who gives up while waiting is let go, and their commit is not made;
// those behind them are served.
func TestGivingUpWhileWaiting(t *testing.T) {
	path := fresh(t)
	l := open(t, path)
	letGo := busy(t, path)
	commit := func(ctx context.Context, n int) chan error {
		told := make(chan error, 1)
		go func() { told <- l.Commit(ctx, following(governance.Stored{Ref: ref(n)})) }()
		gathers(t, l, n+1)
		return told
	}
	ctx, cancel := context.WithCancel(t.Context())
	first := commit(context.Background(), 0) // leads, and waits for the file
	given := commit(ctx, 1)
	behind := commit(context.Background(), 2)
	cancel()
	require.ErrorIs(t, <-given, context.Canceled)
	gathers(t, l, 2)
	letGo()
	require.NoError(t, <-first)
	require.NoError(t, <-behind)
	assert.Zero(t, load(t, l, 1).Version, "who was told that they gave up, did")
	assert.EqualValues(t, 1, load(t, l, 2).Version)
}

// gathers returns once so many commits stand in the queue, the leader's among
// them: a transaction takes its first job when it has the file.
func gathers(t *testing.T, l *sqlite.Ledger, n int) {
	t.Helper()
	require.Eventually(t, func() bool {
		led, waiting := l.Gathered()
		return led && waiting == n
	}, 5*time.Second, time.Millisecond)
}

// Commits that gathered become one transaction, as far as a batch goes.
func TestGatheredCommitsAreOneTransaction(t *testing.T) {
	path := fresh(t)
	l := open(t, path, sqlite.Batch(30))
	letGo := busy(t, path)
	var all sync.WaitGroup
	for n := range 100 {
		all.Go(func() { assert.NoError(t, l.Commit(t.Context(), following(governance.Stored{Ref: ref(n)}))) })
	}
	gathers(t, l, 100)
	before := transactions(t, path)
	letGo()
	all.Wait()
	assert.Equal(t, 4, transactions(t, path)-before, "100 commits by 30")
}

// transactions counts the commits in the file's log: frames whose second word,
// the size of the database, is not zero (SQLite file format, 4.1).
func transactions(t *testing.T, path string) (n int) {
	t.Helper()
	const header, frameHeader, page = 32, 24, 4096
	log, err := os.ReadFile(path + "-wal")
	require.NoError(t, err)
	for at := header; at+frameHeader+page <= len(log); at += frameHeader + page {
		if binary.BigEndian.Uint32(log[at+4:]) != 0 {
			n++
		}
	}
	return n
}

// Whatever moment a caller gives up at, what they are told is what happened.
func TestGivingUpIsToldTruthfully(t *testing.T) {
	l := open(t, fresh(t))
	random := rand.New(rand.NewPCG(7, 7))
	var all sync.WaitGroup
	var gaveUp atomic.Int64
	for n := range 400 {
		patience := time.Duration(random.IntN(3000)) * time.Microsecond
		all.Go(func() {
			ctx, cancel := context.WithTimeout(context.Background(), patience)
			defer cancel()
			err := l.Commit(ctx, following(governance.Stored{Ref: ref(n)}))
			want := int64(1)
			if err != nil {
				assert.ErrorIs(t, err, context.DeadlineExceeded)
				gaveUp.Add(1)
				want = 0
			}
			assert.Equal(t, want, load(t, l, n).Version)
		})
	}
	all.Wait()
	t.Logf("%d of 400 gave up", gaveUp.Load())
}

// Two ledgers on one file, as two processes have them, keep one history: no
// version twice, no update lost, numbers of a series never twice, and the feed
// of each shows what the other did.
func TestTwoLedgersOnOneFile(t *testing.T) {
	const callers, each = 8, 25
	path := fresh(t)
	ledgers := []*sqlite.Ledger{open(t, path), open(t, path)}
	numbers := make(chan int64, callers*each)
	var all sync.WaitGroup
	for i := range callers {
		l := ledgers[i%2]
		all.Go(func() {
			for range each {
				assert.NoError(t, retried(l, i%3))
				first, err := l.Reserve(context.Background(), "serial", 2)
				assert.NoError(t, err)
				numbers <- first
			}
		})
	}
	all.Wait()
	close(numbers)
	total := int64(0)
	for n := range 3 {
		total += verified(t, ledgers[0], n)
	}
	assert.EqualValues(t, callers*each, total)
	seen := map[int64]bool{}
	for n := range numbers {
		assert.False(t, seen[n], "number %d was given twice", n)
		seen[n] = true
	}
	for _, l := range ledgers {
		feed, err := l.Entries(t.Context(), governance.Span{Limit: 10_000})
		require.NoError(t, err)
		require.Len(t, feed, callers*each)
		for i, e := range feed {
			assert.EqualValues(t, i+1, e.Position)
		}
	}
}

// retried changes a record, deciding again as often as somebody else was first.
func retried(l governance.Ledger, n int) error {
	for {
		found, err := l.Load(context.Background(), ref(n))
		if err != nil {
			return err
		}
		var conflict *governance.ConflictError
		if err := l.Commit(context.Background(), following(found[0])); !errors.As(err, &conflict) {
			return err
		}
	}
}

// A ledger that waits too long for another process says so, and recovers.
func TestBusyTimeout(t *testing.T) {
	path := fresh(t)
	l := open(t, path, sqlite.BusyTimeout(20*time.Millisecond), sqlite.Readers(1), sqlite.Batch(1))
	letGo := busy(t, path)
	var all sync.WaitGroup
	for n := range 3 {
		all.Go(func() {
			err := l.Commit(t.Context(), following(governance.Stored{Ref: ref(n)}))
			assert.ErrorContains(t, err, "locked")
		})
	}
	all.Wait()
	letGo()
	create(t, l, 1, func(*governance.Write) {})
}

// Readers are not held up by a writer, nor see half of what it writes.
func TestReadersSeeWholeCommits(t *testing.T) {
	l := open(t, fresh(t))
	pair := func(v int64) governance.Commit {
		a := following(governance.Stored{Ref: ref(1), Version: v})
		b := following(governance.Stored{Ref: ref(2), Version: v})
		a.Writes = append(a.Writes, b.Writes...)
		return a
	}
	require.NoError(t, l.Commit(t.Context(), pair(0)))
	done := make(chan struct{})
	var all sync.WaitGroup
	for range 3 {
		all.Go(func() {
			for {
				select {
				case <-done:
					return
				default:
				}
				found, err := l.Load(context.Background(), ref(1), ref(2))
				if !assert.NoError(t, err) || !assert.Equal(t, found[0].Version, found[1].Version, "half a commit") {
					return
				}
				assert.Equal(t, fmt.Sprintf(`{"n":%d}`, found[0].Version), string(found[0].Document))
			}
		})
	}
	for v := range int64(200) {
		require.NoError(t, l.Commit(t.Context(), pair(v+1)))
	}
	close(done)
	all.Wait()
}
