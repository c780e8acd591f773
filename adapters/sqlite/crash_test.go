package sqlite_test

import (
	"bufio"
	"context"
	"database/sql"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/sqlite"
	"github.com/jinlin-project/jinlin/governance"
)

// crashFile, when set, makes this binary the process that is to be killed;
// crashKills says how often (the default is a small share of a full run).
const (
	crashFile  = "JINLIN_SQLITE_CRASH_FILE"
	crashKills = "JINLIN_SQLITE_CRASH_KILLS"
)

func TestMain(m *testing.M) {
	if path := os.Getenv(crashFile); path != "" {
		fmt.Fprintln(os.Stderr, commitUntilKilled(path))
		os.Exit(1)
	}
	os.Exit(m.Run())
}

// crashWriters is how many callers commit at once in the process to be killed.
const crashWriters = 12

// commitUntilKilled changes records for ever, each caller one of its own, and
// says so on standard output as soon as the ledger has acknowledged it.
func commitUntilKilled(path string) error {
	ctx := context.Background()
	l, err := sqlite.Open(ctx, path)
	if err != nil {
		return err
	}
	failed := make(chan error)
	for n := range crashWriters {
		go func() { failed <- commitForEver(ctx, l, n) }()
	}
	return <-failed
}

func commitForEver(ctx context.Context, l *sqlite.Ledger, n int) error {
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

// Targets, reliability: no acknowledged commit is lost when the process is
// killed, whenever that is. The file is one and the same over all kills.
func TestKilledProcessLosesNothing(t *testing.T) {
	kills := 20
	if n, err := strconv.Atoi(os.Getenv(crashKills)); err == nil {
		kills = n
	}
	path := fresh(t)
	random := rand.New(rand.NewPCG(1, 2))
	var acks acknowledged
	for range kills {
		killOnce(t, path, &acks, time.Duration(random.IntN(40_000))*time.Microsecond)
		inspect(t, path, &acks)
	}
	t.Logf("%d kills, %d commits acknowledged, none lost", kills, acks.count)
	assert.Greater(t, acks.count, kills, "the process was killed before it did anything")
}

// killOnce starts the process and kills it some time after its first
// acknowledgement.
func killOnce(t *testing.T, path string, acks *acknowledged, after time.Duration) {
	t.Helper()
	child := exec.CommandContext(t.Context(), os.Args[0])
	child.Env = append(os.Environ(), crashFile+"="+path)
	child.Stderr = os.Stderr
	out, err := child.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, child.Start())
	begun := make(chan struct{})
	finished := make(chan struct{})
	go func() {
		acks.read(out, func() { close(begun) })
		close(finished)
	}()
	select {
	case <-begun:
	case <-finished:
		t.Fatal("the process ended by itself")
	}
	<-time.After(after)
	require.NoError(t, child.Process.Kill())
	<-finished
	require.Error(t, child.Wait(), "it was killed")
}

// inspect opens what the killed process left behind.
func inspect(t *testing.T, path string, acks *acknowledged) {
	t.Helper()
	l, err := sqlite.Open(t.Context(), path)
	require.NoError(t, err)
	for n := range crashWriters {
		got := verified(t, l, n)
		require.GreaterOrEqual(t, got, acks.last[n], "an acknowledged commit of record %d is lost", n)
		require.LessOrEqual(t, got, acks.last[n]+1, "more was written than anybody asked for")
		for v := int64(1); v <= got; v++ {
			a, err := l.Answer(t.Context(), "acct-1", fmt.Sprint(n, "-", v), epoch)
			require.NoError(t, err)
			require.Equal(t, "done", string(a.Body), "a commit is there in part only")
		}
		acks.last[n] = got
	}
	require.NoError(t, l.Close())
	sound(t, path)
}

// sound has the engine check the file itself, and that no claim or version is
// there without its commit.
func sound(t *testing.T, path string) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	require.NoError(t, err)
	defer func() { require.NoError(t, db.Close()) }()
	for question, want := range map[string]string{
		"PRAGMA integrity_check":                                                          "ok",
		"SELECT count(*) FROM pragma_foreign_key_check":                                   "0",
		"SELECT count(*) - (SELECT count(*) FROM ledger_entries) FROM ledger_claims":      "0",
		"SELECT sum(version) - (SELECT count(*) FROM ledger_entries) FROM ledger_records": "0",
		"SELECT max(position) - count(*) FROM ledger_entries":                             "0",
	} {
		var got string
		require.NoError(t, db.QueryRowContext(t.Context(), question).Scan(&got))
		require.Equal(t, want, got, question)
	}
}
