package postgres_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/postgres"
	"github.com/jinlin-project/jinlin/governance"
)

// busy keeps everybody from writing entries, so that commits gather, until it
// is let go.
func busy(t *testing.T, url string) (letGo func()) {
	t.Helper()
	tx, err := connect(t, url).Begin(t.Context())
	require.NoError(t, err)
	_, err = tx.Exec(t.Context(), "LOCK TABLE ledger_entries IN EXCLUSIVE MODE")
	require.NoError(t, err)
	return func() { require.NoError(t, tx.Rollback(context.Background())) }
}

// gathers returns once so many commits wait behind transactions that are led.
func gathers(t *testing.T, l *postgres.Ledger, leading, waiting int) {
	t.Helper()
	require.Eventually(t, func() bool {
		led, wait := l.Gathered()
		return led == leading && wait == waiting
	}, 5*time.Second, time.Millisecond)
}

// occupied is a ledger of one lane, which a first commit holds until let go.
func occupied(t *testing.T, url string, opts ...postgres.Option) (l *postgres.Ledger, letGo func()) {
	t.Helper()
	l = open(t, url, append(opts, postgres.Lanes(1))...)
	release := busy(t, url)
	told := make(chan error, 1)
	go func() { told <- l.Commit(context.Background(), following(governance.Stored{Ref: ref(9000)})) }()
	gathers(t, l, 1, 0)
	return l, func() {
		release()
		require.NoError(t, <-told)
	}
}

// Everybody who waits gets an answer of their own: of commits that gather for
// one transaction, those in conflict are refused and the others are made.
func TestConflictsLeaveTheOthersAlone(t *testing.T) {
	url := fresh(t)
	base := create(t, open(t, url), 0, func(*governance.Write) {})
	l, letGo := occupied(t, url)
	var won, lost atomic.Int64
	var all sync.WaitGroup
	for n := range 60 {
		c := following(base) // all upon the same version: one can win
		if n%3 > 0 {
			c = following(governance.Stored{Ref: ref(n)})
		}
		all.Go(func() {
			var conflict *governance.ConflictError
			switch err := l.Commit(context.Background(), c); {
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
	gathers(t, l, 1, 60)
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
	url := fresh(t)
	l, letGo := occupied(t, url)
	var all sync.WaitGroup
	for n := range 40 {
		all.Go(func() {
			c := following(governance.Stored{Ref: ref(n)})
			if n%10 == 0 { // the same field sealed twice in one entry
				p := governance.Personal{Field: "name", Version: 1, Salt: []byte("s"), Value: []byte(`"张三"`)}
				c.Writes[0].Personal = []governance.Personal{p, p}
			}
			err := l.Commit(context.Background(), c)
			if n%10 == 0 {
				assert.ErrorContains(t, err, "unique constraint")
				var server *pgconn.PgError // whose details repeat values
				assert.False(t, errors.As(err, &server), "errors carry no personal data")
			} else {
				assert.NoError(t, err)
			}
		})
	}
	gathers(t, l, 1, 40)
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
	l, letGo := occupied(t, fresh(t))
	ctx, cancel := context.WithCancel(t.Context())
	given, behind := make(chan error, 1), make(chan error, 1)
	go func() { given <- l.Commit(ctx, following(governance.Stored{Ref: ref(1)})) }()
	gathers(t, l, 1, 1)
	go func() { behind <- l.Commit(context.Background(), following(governance.Stored{Ref: ref(2)})) }()
	gathers(t, l, 1, 2)
	cancel()
	require.ErrorIs(t, <-given, context.Canceled)
	gathers(t, l, 1, 1)
	letGo()
	require.NoError(t, <-behind)
	assert.Zero(t, load(t, l, 1).Version, "who was told that they gave up, did")
	assert.EqualValues(t, 1, load(t, l, 2).Version)
}

// The queue is bounded: who finds it full is told at once, and nothing of
// theirs is written.
func TestOverloaded(t *testing.T) {
	l, letGo := occupied(t, fresh(t), postgres.Waiting(3))
	var all sync.WaitGroup
	for n := range 3 {
		all.Go(func() { assert.NoError(t, l.Commit(context.Background(), following(governance.Stored{Ref: ref(n)}))) })
	}
	gathers(t, l, 1, 3)
	require.ErrorIs(t, l.Commit(t.Context(), following(governance.Stored{Ref: ref(7)})), postgres.ErrOverloaded)
	letGo()
	all.Wait()
	assert.Zero(t, load(t, l, 7).Version)
	create(t, l, 7, func(*governance.Write) {})
}

// Commits that gathered become one transaction, as far as a batch goes.
// Entries of one transaction have its number in their positions.
func TestGatheredCommitsAreOneTransaction(t *testing.T) {
	l, letGo := occupied(t, fresh(t), postgres.Batch(30))
	var all sync.WaitGroup
	for n := range 100 {
		all.Go(func() { assert.NoError(t, l.Commit(context.Background(), following(governance.Stored{Ref: ref(n)}))) })
	}
	gathers(t, l, 1, 100)
	letGo()
	all.Wait()
	transactions := map[int64]int{}
	for _, e := range wholeFeed(t, l, 101) {
		transactions[e.Position>>20]++
	}
	assert.Len(t, transactions, 1+4, "the one before, then 100 commits by 30")
}

// Commits in each other's way are never in one transaction or side by side,
// and none is forgotten for it.
func TestContendersTakeTurns(t *testing.T) {
	l := open(t, fresh(t), postgres.Lanes(3), postgres.Batch(4))
	create(t, l, 0, func(*governance.Write) {})
	var all sync.WaitGroup
	for n := range 24 {
		all.Go(func() {
			for range 5 {
				assert.NoError(t, retried(l, n%3))
			}
		})
	}
	all.Wait()
	assert.EqualValues(t, 1+24*5, verified(t, l, 0)+verified(t, l, 1)+verified(t, l, 2))
}

// Somebody else's long transaction holds up who needs what it holds, and
// nobody else; who gives up waiting for it has written nothing.
func TestSlowTransactionHoldsUpNobodyElse(t *testing.T) {
	url := fresh(t)
	l := open(t, url)
	base := create(t, l, 0, func(*governance.Write) {})
	tx, err := connect(t, url).Begin(t.Context())
	require.NoError(t, err)
	require.NoError(t, l.In(tx).Commit(t.Context(), following(base)))
	blocked, given := make(chan error, 1), make(chan error, 1)
	ctx, cancel := context.WithCancel(t.Context())
	go func() { given <- l.Commit(ctx, following(base)) }()
	go func() { blocked <- l.Commit(context.Background(), following(base)) }()
	var all sync.WaitGroup
	for n := range 50 {
		all.Go(func() {
			assert.NoError(t, l.Commit(context.Background(), following(governance.Stored{Ref: ref(n + 1)})))
		})
	}
	all.Wait()
	cancel()
	require.ErrorIs(t, <-given, context.Canceled)
	require.Empty(t, blocked, "it waits for what becomes of the record")
	require.NoError(t, tx.Rollback(context.Background()))
	require.NoError(t, <-blocked)
	assert.EqualValues(t, 2, verified(t, l, 0))
}

// A decision that relied on a record holds off who changes it, until it is
// made; also one who changes nothing else.
func TestChangesWaitForWhoReliesOnTheRecord(t *testing.T) {
	url := fresh(t)
	l := open(t, url)
	base := create(t, l, 0, func(*governance.Write) {})
	relying := following(governance.Stored{Ref: ref(1)})
	relying.Expect = []governance.Expectation{{Ref: base.Ref, Version: 1}}
	tx, err := connect(t, url).Begin(t.Context())
	require.NoError(t, err)
	require.NoError(t, l.In(tx).Commit(t.Context(), relying))
	changed := make(chan error, 1)
	go func() { changed <- l.Commit(context.Background(), following(base)) }()
	select {
	case <-changed:
		t.Fatal("it was changed while a decision relied on it")
	case <-time.After(100 * time.Millisecond):
	}
	require.NoError(t, tx.Commit(t.Context()))
	require.NoError(t, <-changed)
	assert.Equal(t, []int64{1, 1, 2}, versions(wholeFeed(t, l, 3)))
}

// Whatever moment a caller gives up at, what they are told is what happened.
func TestGivingUpIsToldTruthfully(t *testing.T) {
	l := open(t, fresh(t))
	random := rand.New(rand.NewPCG(7, 7))
	var all sync.WaitGroup
	var gaveUp atomic.Int64
	for n := range 400 {
		patience := time.Duration(random.IntN(20_000)) * time.Microsecond
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

// Two ledgers on one database, as two processes have them, keep one history:
// no version twice, no update lost, numbers of a series never twice, and the
// feed of each shows what the other did.
func TestTwoLedgersOnOneDatabase(t *testing.T) {
	const callers, each = 8, 25
	url := fresh(t)
	ledgers := []*postgres.Ledger{open(t, url), open(t, url)}
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
	assert.Equal(t, wholeFeed(t, ledgers[0], callers*each), wholeFeed(t, ledgers[1], callers*each))
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

// Two ledgers whose commits each rely on what the other's change: at most one
// of a pair passes, however they meet (architecture: a replica with a stale
// tree conflicts instead of deciding wrongly).
func TestNoWriteSkewBetweenLedgers(t *testing.T) {
	url := fresh(t)
	ledgers := []*postgres.Ledger{open(t, url), open(t, url)}
	a, b := create(t, ledgers[0], 0, func(*governance.Write) {}), create(t, ledgers[0], 1, func(*governance.Write) {})
	for range 60 {
		var passed atomic.Int64
		var all sync.WaitGroup
		for i, pair := range [][2]governance.Stored{{a, b}, {b, a}} {
			c := following(pair[0])
			c.Expect = []governance.Expectation{{Ref: pair[1].Ref, Version: pair[1].Version}}
			all.Go(func() {
				var conflict *governance.ConflictError
				if err := ledgers[i].Commit(context.Background(), c); err == nil {
					passed.Add(1)
				} else {
					assert.ErrorAs(t, err, &conflict)
				}
			})
		}
		all.Wait()
		require.LessOrEqual(t, passed.Load(), int64(1), "both relied on what the other changed")
		a, b = load(t, ledgers[0], 0), load(t, ledgers[0], 1)
	}
}

// Nor do two that gathered for one transaction, where the locks are the same.
func TestNoWriteSkewAmongGathered(t *testing.T) {
	url := fresh(t)
	before := open(t, url)
	a, b := create(t, before, 0, func(*governance.Write) {}), create(t, before, 1, func(*governance.Write) {})
	l, letGo := occupied(t, url)
	errs := make(chan error, 2)
	for _, pair := range [][2]governance.Stored{{a, b}, {b, a}} {
		c := following(pair[0])
		c.Expect = []governance.Expectation{{Ref: pair[1].Ref, Version: 1}}
		go func() { errs <- l.Commit(context.Background(), c) }()
	}
	gathers(t, l, 1, 2)
	letGo()
	first, second := <-errs, <-errs
	require.True(t, (first == nil) != (second == nil), "one relied on what the other changed")
	var conflict *governance.ConflictError
	require.ErrorAs(t, errors.Join(first, second), &conflict)
	assert.Equal(t, governance.Depends, conflict.Reason)
}

// Ledgers that commit to many records in whatever order finish, and what they
// answer is the contract's: the server's deadlocks are nobody's to see.
func TestManyRecordsInAnyOrder(t *testing.T) {
	url := fresh(t)
	ledgers := []*postgres.Ledger{open(t, url), open(t, url, postgres.Batch(1), postgres.Lanes(4))}
	var all sync.WaitGroup
	for i := range 8 {
		random := rand.New(rand.NewPCG(uint64(i), 1))
		all.Go(func() {
			for range 20 {
				assert.NoError(t, shuffled(ledgers[i%2], random))
			}
		})
	}
	all.Wait()
	for n := range 6 {
		verified(t, ledgers[0], n)
	}
}

// shuffled changes some of six records in one commit, in any order, with
// claims that are taken and released again.
func shuffled(l governance.Ledger, random *rand.Rand) error {
	var c governance.Commit
	for _, n := range random.Perm(6)[:1+random.IntN(4)] {
		found, err := l.Load(context.Background(), ref(n))
		if err != nil {
			return err
		}
		one := following(found[0])
		claim := []governance.Claim{governance.Claim(fmt.Sprint("seat-", n))}
		one.Writes[0].Release, one.Writes[0].Take = claim, claim
		c.At, c.Writes = one.At, append(c.Writes, one.Writes...)
	}
	var conflict *governance.ConflictError
	if err := l.Commit(context.Background(), c); !errors.As(err, &conflict) {
		return err
	}
	return nil
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
	finished := make(chan struct{})
	var all sync.WaitGroup
	for range 3 {
		all.Go(func() {
			for {
				select {
				case <-finished:
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
	close(finished)
	all.Wait()
}
