package sqlite_test

import (
	"database/sql"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/sqlite"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/feed"
	"github.com/jinlin-project/jinlin/governance/feed/feedtest"
)

// The contract of keepers, every case on a file of its own.
func TestKeeperContract(t *testing.T) {
	feedtest.Run(t, func(t *testing.T) feed.Keeper { return open(t, fresh(t)).Keeper() })
}

// feed.Keeper: "What was answered is durable", and holds for every process on
// the file.
func TestKeeperIsTheFiles(t *testing.T) {
	path := fresh(t)
	first, second := open(t, path), open(t, path)
	feedtest.Shared(t, first.Keeper(), second.Keeper(), first.Close)
	_, err := first.Keeper().Acquire(t.Context(), feed.Bid{Reader: "nats", Holder: "one", Now: epoch, Until: epoch.Add(time.Minute)})
	require.ErrorIs(t, err, sqlite.ErrClosed)
}

// A refusal by the keeper is no failure of the transaction that it shares with
// commits: all of them are made, though half of those who wait are refused.
func TestRefusedBidsDisturbNobody(t *testing.T) {
	l := open(t, fresh(t))
	bid := feed.Bid{Reader: "nats", Now: epoch, Until: epoch.Add(time.Minute)}
	_, err := l.Keeper().Acquire(t.Context(), bid)
	require.NoError(t, err)
	var all sync.WaitGroup
	for n := range 40 {
		all.Go(func() {
			assert.NoError(t, l.Commit(t.Context(), following(governance.Stored{Ref: ref(n)})))
			_, err := l.Keeper().Acquire(t.Context(), bid)
			var held *feed.HeldError
			assert.ErrorAs(t, err, &held)
		})
	}
	all.Wait()
	entries, err := l.Entries(t.Context(), governance.Span{})
	require.NoError(t, err)
	assert.Len(t, entries, 40)
}

// Analysts see how far relays are and what they laid aside.
func TestReadersAndLettersAsViews(t *testing.T) {
	path := fresh(t)
	l := open(t, path)
	for n := range 3 {
		create(t, l, n, func(*governance.Write) {})
	}
	lease, err := l.Keeper().Acquire(t.Context(), feed.Bid{Reader: "nats", Holder: "one", Now: epoch, Until: time.Date(2999, 1, 1, 0, 0, 0, 0, time.UTC)})
	require.NoError(t, err)
	require.NoError(t, l.Keeper().Advance(t.Context(), lease, 1, time.Date(2999, 1, 1, 0, 0, 0, 0, time.UTC)))
	require.NoError(t, l.Keeper().Bury(t.Context(), feed.Letter{Reader: "nats", Position: 2, Event: "matter/x/1", Tries: 5, Reason: "too large", At: epoch}))
	db := raw(t, path)
	assert.Equal(t, []string{"reader=nats position=1 behind=2 holder=one until=2999-01-01 08:00:00+08:00 "},
		rows(t, db, "SELECT * FROM jinlin_readers"))
	assert.Equal(t, []string{"reader=nats position=2 reason=too large at=2024-03-01 16:00:00+08:00 id=" + ref(1).ID.String() + " version=1 verb=note "},
		rows(t, db, "SELECT reader, position, reason, at, id, version, verb FROM jinlin_letters"))
}

// A file of the version before readers is brought up to date, and its feed stays.
func TestReadersComeToAnOlderFile(t *testing.T) {
	path := fresh(t)
	l := open(t, path)
	create(t, l, 1, func(*governance.Write) {})
	require.NoError(t, l.Close())
	older(t, raw(t, path))
	again := open(t, path)
	lease, err := again.Keeper().Acquire(t.Context(), feed.Bid{Reader: "nats", Now: epoch, Until: epoch})
	require.NoError(t, err)
	assert.EqualValues(t, 1, lease.Token)
	assert.EqualValues(t, 1, verified(t, again, 1))
}

// older takes the tables of readers away, as in a file of version 2.
func older(t *testing.T, db *sql.DB) {
	run(t, db, "DROP VIEW jinlin_letters", "DROP VIEW jinlin_readers", "DROP TABLE ledger_letters", "DROP TABLE ledger_readers",
		"DELETE FROM "+sqlite.VersionTable+" WHERE version_id = 3")
}
