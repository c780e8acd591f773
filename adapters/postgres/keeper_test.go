package postgres_test

import (
	"context"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/postgres"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/feed"
	"github.com/jinlin-project/jinlin/governance/feed/feedtest"
)

// The contract of keepers, every case on a database of its own.
func TestKeeperContract(t *testing.T) {
	feedtest.Run(t, func(t *testing.T) feed.Keeper { return open(t, fresh(t)).Keeper() })
}

// doc.go: "Nothing rests on a session", which holds for readers, too.
func TestKeeperWorksWithoutSessions(t *testing.T) {
	for _, c := range feedtest.Cases() {
		t.Run(c.Subject+"/"+c.Name, func(t *testing.T) {
			assert.Empty(t, c.Try(forgetful(t).Keeper()), c.Rule)
		})
	}
}

// feed.Keeper: "What was answered is durable", and holds for every process on
// the database.
func TestKeeperIsTheDatabases(t *testing.T) {
	url := fresh(t)
	first, second := open(t, url), open(t, url)
	feedtest.Shared(t, first.Keeper(), second.Keeper(), first.Close)
	_, err := first.Keeper().Acquire(t.Context(), feed.Bid{Reader: "nats", Holder: "one", Now: epoch, Until: epoch.Add(time.Minute)})
	require.ErrorIs(t, err, postgres.ErrClosed)
}

// feed.Keeper: one holder at a time. Of many processes that bid at once for a
// reader that nobody ever held, one is given the lease, and the others are told
// until when; the next is given it when it is released.
func TestOneOfManyBidsIsGiven(t *testing.T) {
	url := fresh(t)
	ledgers := []*postgres.Ledger{open(t, url), open(t, url), open(t, url)}
	bid := feed.Bid{Reader: "nats", Holder: "one", Now: epoch, Until: epoch.Add(time.Minute)}
	for round := range 20 {
		var given atomic.Int64
		var last feed.Lease
		var all sync.WaitGroup
		for n := range 12 {
			all.Go(func() {
				lease, err := ledgers[n%len(ledgers)].Keeper().Acquire(context.Background(), bid)
				var held *feed.HeldError
				switch {
				case err == nil:
					given.Add(1)
					last = lease
				case assert.ErrorAs(t, err, &held):
					assert.True(t, bid.Until.Equal(held.Until), "until %s", held.Until)
				}
			})
		}
		all.Wait()
		require.EqualValues(t, 1, given.Load())
		require.EqualValues(t, round+1, last.Token)
		require.NoError(t, ledgers[0].Keeper().Release(t.Context(), last))
	}
}

// feed.Keeper: "a *HeldError says until when", also to one who is refused just
// when the lease is given up, and no token is given twice.
func TestRefusedWhileItIsGivenUp(t *testing.T) {
	k := open(t, fresh(t)).Keeper()
	bid := feed.Bid{Reader: "nats", Holder: "one", Now: epoch, Until: epoch.Add(time.Minute)}
	var given atomic.Int64
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for range 100 {
				lease, err := k.Acquire(context.Background(), bid)
				var held *feed.HeldError
				switch {
				case err == nil:
					given.Add(1)
					assert.NoError(t, k.Release(context.Background(), lease))
				case assert.ErrorAs(t, err, &held):
					assert.True(t, bid.Until.Equal(held.Until), "until %s", held.Until)
				}
			}
		})
	}
	all.Wait()
	s, err := k.Standing(t.Context(), "nats")
	require.NoError(t, err)
	require.Equal(t, feed.Standing{Token: given.Load()}, s)
}

// Trap 1, for one who keeps positions: what was moved on to, while a writer held
// its transaction open, never lies behind that writer's entries.
func TestKeptPositionSkipsNoLateWriter(t *testing.T) {
	url := fresh(t)
	l := open(t, url)
	lease, err := l.Keeper().Acquire(t.Context(), feed.Bid{Reader: "nats", Now: epoch, Until: epoch})
	require.NoError(t, err)
	tx, err := connect(t, url).Begin(t.Context())
	require.NoError(t, err)
	require.NoError(t, l.In(tx).Commit(t.Context(), following(governance.Stored{Ref: ref(1)})))
	var read []governance.Entry
	relay := func() {
		page, err := l.Entries(t.Context(), governance.Span{After: int64(lease.Position)})
		require.NoError(t, err)
		for _, e := range page {
			lease.Position = feed.Position(e.Position)
		}
		require.NoError(t, l.Keeper().Advance(t.Context(), lease, lease.Position, epoch))
		read = append(read, page...)
	}
	for n := 2; n < 6; n++ {
		create(t, l, n, func(*governance.Write) {})
		relay()
	}
	require.NoError(t, tx.Commit(t.Context()))
	all := wholeFeed(t, l, 5)
	relay()
	assert.Equal(t, pairs(all), pairs(read))
}

// Positions have gaps; how far a reader is behind is counted.
func TestBehindCountsEntries(t *testing.T) {
	l := open(t, fresh(t))
	behind := func(reader string) int64 {
		n, err := l.Keeper().Behind(t.Context(), reader)
		require.NoError(t, err)
		return n
	}
	require.Zero(t, behind("nats"))
	for n := range 3 {
		create(t, l, n, func(*governance.Write) {})
	}
	require.EqualValues(t, 3, behind("nats"), "one that nobody ever held has all before it")
	all := wholeFeed(t, l, 3)
	for i, e := range all {
		lease, err := l.Keeper().Acquire(t.Context(), feed.Bid{Reader: "nats", Now: epoch, Until: epoch})
		require.NoError(t, err)
		require.NoError(t, l.Keeper().Advance(t.Context(), lease, feed.Position(e.Position), epoch))
		require.EqualValues(t, len(all)-i-1, behind("nats"))
	}
}

// Analysts see how far relays are and what they laid aside.
func TestReadersAndLettersAsViews(t *testing.T) {
	url := fresh(t)
	l := open(t, url)
	for n := range 3 {
		create(t, l, n, func(*governance.Write) {})
	}
	all := wholeFeed(t, l, 3)
	far := time.Date(2999, 1, 1, 0, 0, 0, 0, time.UTC)
	lease, err := l.Keeper().Acquire(t.Context(), feed.Bid{Reader: "nats", Holder: "one", Now: epoch, Until: far})
	require.NoError(t, err)
	require.NoError(t, l.Keeper().Advance(t.Context(), lease, feed.Position(all[0].Position), far))
	require.NoError(t, l.Keeper().Bury(t.Context(), feed.Letter{
		Reader: "nats", Position: feed.Position(all[1].Position), Event: "matter/x/1", Tries: 5, Reason: "too large", At: epoch,
	}))
	assert.Equal(t, []string{"reader=nats behind=2 holder=one until=2999-01-01 08:00:00+08 "},
		rows(t, url, "SELECT reader, behind, holder, until FROM jinlin_readers"))
	assert.Equal(t, []string{"reader=nats reason=too large at=2024-03-01 16:00:00+08 id=" + all[1].Ref.ID.String() + " version=1 verb=note "},
		rows(t, url, "SELECT reader, reason, at, id, version, verb FROM jinlin_letters"))
	for english, chinese := range map[string]string{"jinlin_readers": "近邻_转发", "jinlin_letters": "近邻_未达"} {
		want := rows(t, url, "SELECT ROW(v.*)::text AS v FROM "+english+" v")
		assert.Equal(t, want, rows(t, url, `SELECT ROW(v.*)::text AS v FROM "`+chinese+`" v`), chinese)
	}
}

// A database of the version before readers is brought up to date, and its feed
// stays.
func TestReadersComeToAnOlderDatabase(t *testing.T) {
	url := fresh(t)
	l := open(t, url)
	create(t, l, 1, func(*governance.Write) {})
	require.NoError(t, l.Close())
	run(t, url, `DROP VIEW "近邻_未达", "近邻_转发"`, "DROP VIEW jinlin_letters, jinlin_readers", "DROP TABLE ledger_letters, ledger_readers",
		"DELETE FROM "+postgres.VersionTable+" WHERE version_id = 5")
	again := open(t, url)
	lease, err := again.Keeper().Acquire(t.Context(), feed.Bid{Reader: "nats", Now: epoch, Until: epoch})
	require.NoError(t, err)
	assert.EqualValues(t, 1, lease.Token)
	assert.EqualValues(t, 1, verified(t, again, 1))
}
