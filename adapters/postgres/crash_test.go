package postgres_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/postgres"
	"github.com/jinlin-project/jinlin/adapters/postgres/pgtest"
	"github.com/jinlin-project/jinlin/governance"
)

// crashURL, when set, makes this binary the process that is to be killed;
// crashKills says how often process and server are killed (the default is a
// small share of a full run).
const (
	crashURL   = "JINLIN_POSTGRES_CRASH_URL"
	crashKills = "JINLIN_POSTGRES_KILLS"
)

// crashWriters is how many callers commit at once in the process to be killed.
const crashWriters = 12

// commitUntilKilled changes records for ever, each caller one of its own, and
// says so on standard output as soon as the ledger has acknowledged it.
func commitUntilKilled(url string) error {
	ctx := context.Background()
	l, err := postgres.Open(ctx, url)
	if err != nil {
		return err
	}
	failed := make(chan error)
	for n := range crashWriters {
		go func() { failed <- commitForEver(ctx, l, n) }()
	}
	return <-failed
}

func commitForEver(ctx context.Context, l *postgres.Ledger, n int) error {
	for {
		found, err := l.Load(ctx, ref(n))
		if err != nil {
			return err
		}
		c := following(found[0])
		v := c.Writes[0].Version()
		c.Account, c.Key = "acct-1", fmt.Sprint(n, "-", v)
		c.Answer = governance.Answer{Ref: ref(n), Body: []byte("done"), Until: epoch.AddDate(10, 0, 0)}
		c.Writes[0].Take = []governance.Claim{governance.Claim(c.Key)}
		if err := l.Commit(ctx, c); err != nil {
			return err
		}
		fmt.Printf("%d %d\n", n, v) // one write to the pipe, so a line is whole or missing
	}
}

// acknowledged reads what a process said it had committed, until it is dead.
type acknowledged struct {
	mu    sync.Mutex
	last  [crashWriters]int64
	count int
}

func (a *acknowledged) read(r io.Reader, first func()) {
	var once sync.Once
	for lines := bufio.NewScanner(r); lines.Scan(); {
		var n int
		var v int64
		if _, err := fmt.Sscanf(lines.Text(), "%d %d", &n, &v); err != nil {
			continue
		}
		a.mu.Lock()
		a.last[n], a.count = max(a.last[n], v), a.count+1
		a.mu.Unlock()
		once.Do(first)
	}
}

// Targets, reliability: no acknowledged commit is lost when the process or the
// server is killed, whenever that is, none is made twice, and the feed misses
// none. The database is one and the same over all kills.
func TestKilledLosesNothing(t *testing.T) {
	kills := 12
	if n, err := strconv.Atoi(os.Getenv(crashKills)); err == nil {
		kills = n
	}
	mortal := onDisk()
	url := mortal.Database(t)
	t.Cleanup(func() { require.NoError(t, mortal.Remove()) })
	random := rand.New(rand.NewPCG(1, 2))
	var acks acknowledged
	var past reader
	for i := range kills {
		killOnce(t, mortal, url, &acks, i%2 == 1, time.Duration(random.IntN(60_000))*time.Microsecond)
		inspect(t, url, &acks, &past)
	}
	t.Logf("%d kills, %d commits acknowledged, none lost, none doubled", kills, acks.count)
	assert.Greater(t, acks.count, kills, "killed before anything was done")
}

// killOnce starts the process, and kills it, or the server under it, some time
// after its first acknowledgement.
func killOnce(t *testing.T, mortal *pgtest.Server, url string, acks *acknowledged, server bool, after time.Duration) {
	t.Helper()
	child := exec.CommandContext(t.Context(), os.Args[0])
	child.Env = append(os.Environ(), crashURL+"="+url+"&application_name=killed")
	out, err := child.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, child.Start())
	begun, finished := make(chan struct{}), make(chan struct{})
	go func() {
		acks.read(out, func() { close(begun) })
		close(finished)
	}()
	select {
	case <-begun:
	case <-finished:
		t.Fatal("the process ended by itself")
	}
	require.Positive(t, connected(t, connect(t, url)), "it is known by its name")
	<-time.After(after)
	if server {
		require.NoError(t, mortal.Kill())
	} else {
		require.NoError(t, child.Process.Kill())
	}
	<-finished // of a server that is gone, the process dies by itself
	require.Error(t, child.Wait())
	if server {
		require.NoError(t, mortal.Start())
	}
}

// reader is somebody who reads the feed and keeps only their position.
type reader struct {
	after int64
	seen  [crashWriters]int64
}

// inspect opens what was left behind.
func inspect(t *testing.T, url string, acks *acknowledged, past *reader) {
	t.Helper()
	settled(t, url)
	l, err := postgres.Open(t.Context(), url)
	require.NoError(t, err)
	defer func() { require.NoError(t, l.Close()) }()
	for n := range crashWriters {
		got := verified(t, l, n)
		require.GreaterOrEqual(t, got, acks.last[n], "an acknowledged commit of record %d is lost", n)
		require.LessOrEqual(t, got, acks.last[n]+1, "more was written than anybody asked for")
		for v := max(got-20, 1); v <= got; v++ {
			a, err := l.Answer(t.Context(), "acct-1", fmt.Sprint(n, "-", v), epoch)
			require.NoError(t, err)
			require.Equal(t, "done", string(a.Body), "a commit is there in part only")
		}
		acks.last[n] = got
	}
	past.goOn(t, l, acks)
	sound(t, url)
}

// settled waits until the server has noticed that the process is gone: until
// then it may still begin what had reached it, so that it is not enough that
// nothing is under way.
func settled(t *testing.T, url string) {
	t.Helper()
	conn := connect(t, url)
	require.Eventually(t, func() bool { return connected(t, conn) == 0 }, 10*time.Second, 5*time.Millisecond)
}

// connected is how many connections of the process the server has.
func connected(t *testing.T, conn *pgx.Conn) (n int) {
	t.Helper()
	require.NoError(t, conn.QueryRow(t.Context(), `SELECT count(*) FROM pg_stat_activity
		WHERE datname = current_database() AND application_name = 'killed'`).Scan(&n))
	return n
}

// goOn reads on from where the reader stood: every version of every record
// must come, once and in order.
func (r *reader) goOn(t *testing.T, l governance.Ledger, acks *acknowledged) {
	t.Helper()
	number := map[governance.Ref]int{}
	for n := range crashWriters {
		number[ref(n)] = n
	}
	for {
		page, err := l.Entries(t.Context(), governance.Span{After: r.after, Limit: 1000})
		require.NoError(t, err)
		for _, e := range page {
			n := number[e.Ref]
			require.Greater(t, e.Position, r.after)
			require.Equal(t, r.seen[n]+1, e.Version, "the feed missed or doubled an entry of record %d", n)
			r.after, r.seen[n] = e.Position, e.Version
		}
		if len(page) == 0 {
			break
		}
	}
	require.Equal(t, acks.last, r.seen, "the feed has all that was committed")
}

// sound has the database check itself: no claim, version or reference is there
// without its commit.
func sound(t *testing.T, url string) {
	t.Helper()
	for question, want := range map[string]string{
		"SELECT count(*) - (SELECT count(*) FROM ledger_entries) AS n FROM ledger_claims":      "n=0 ",
		"SELECT count(*) - (SELECT count(*) FROM ledger_entries) AS n FROM ledger_answers":     "n=0 ",
		"SELECT sum(version) - (SELECT count(*) FROM ledger_entries) AS n FROM ledger_records": "n=0 ",
		"SELECT count(*) - (SELECT count(*) FROM ledger_records) AS n FROM ledger_refs":        "n=0 ",
		"SELECT count(*) - count(DISTINCT position) AS n FROM ledger_entries":                  "n=0 ",
	} {
		require.Equal(t, []string{want}, rows(t, url, question), question)
	}
}
