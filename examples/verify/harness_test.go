package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"database/sql"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/sqlite"
	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/notice"
	"github.com/jinlin-project/jinlin/orgtree"
)

// asVerify makes the test binary be the program.
const asVerify = "JINLIN_TEST_BE_VERIFY"

func TestMain(m *testing.M) {
	if os.Getenv(asVerify) != "" {
		main()
	}
	os.Exit(m.Run())
}

// friday is when everything happens.
var friday = time.Date(2024, 9, 27, 10, 0, 0, 0, civil.Zone)

// A bench is a folder with a database in it, and what the program said last.
type bench struct {
	t    *testing.T
	dir  string
	code int
	out  string
	err  string
}

func newBench(t *testing.T, matters int) *bench {
	t.Helper()
	b := &bench{t: t, dir: t.TempDir()}
	b.live(matters)
	return b
}

// path is a file in the folder.
func (b *bench) path(name string) string { return filepath.Join(b.dir, name) }

// verify runs the program on the database and insists on an exit code.
func (b *bench) verify(code int, args ...string) *bench {
	b.t.Helper()
	return b.run(code, append([]string{"-db", "sqlite:" + b.path("jinlin.db")}, args...)...)
}

func (b *bench) run(code int, args ...string) *bench {
	b.t.Helper()
	var stdout, stderr bytes.Buffer
	b.code = run(b.t.Context(), args, outside{&stdout, &stderr, func() time.Time { return friday }, rand.Reader})
	b.out, b.err = stdout.String(), stderr.String()
	require.Equal(b.t, code, b.code, "%v\n%s%s", args, b.out, b.err)
	return b
}

// child runs the program as a process of its own.
func (b *bench) child(args ...string) (string, int) {
	b.t.Helper()
	cmd := exec.Command(os.Args[0], args...)
	cmd.Env, cmd.Dir = append(os.Environ(), asVerify+"=1"), b.dir
	text, err := cmd.Output()
	if err != nil {
		require.IsType(b.t, &exec.ExitError{}, err)
	}
	return string(text), cmd.ProcessState.ExitCode()
}

// save keeps what the program wrote to standard output.
func (b *bench) save(name string) {
	b.t.Helper()
	require.NoError(b.t, os.WriteFile(b.path(name), []byte(b.out), 0o600))
}

// live lets so many matters happen: reported with personal data, checked, and
// whistled.
func (b *bench) live(matters int) {
	b.t.Helper()
	ledger, err := sqlite.Open(b.t.Context(), b.path("jinlin.db"))
	require.NoError(b.t, err)
	cases, err := casework.New(nil)
	require.NoError(b.t, err)
	board, err := notice.New()
	require.NoError(b.t, err)
	_, err = governance.Assemble(governance.Ports{
		Ledger: ledger, Now: func() time.Time { return friday }, Entropy: rand.Reader, Directory: district{},
	}, cases.Shelf, board.Shelf)
	require.NoError(b.t, err)
	for range matters {
		c, err := cases.Do(b.t.Context(), governance.Request{Actor: resident, Command: casework.Report{
			Title: "路灯不亮", Text: "三号楼前", Place: casework.Place{Unit: "350205001001"},
		}})
		require.NoError(b.t, err)
		for _, cmd := range []governance.Command{casework.Verify{}, casework.Whistle{Reason: "超出社区职能"}} {
			_, err = cases.Do(b.t.Context(), governance.Request{Actor: worker, ID: c.ID, Command: cmd})
			require.NoError(b.t, err)
		}
	}
	require.NoError(b.t, ledger.Close())
}

// tamper is somebody with the file and SQL; the triggers that keep history are
// taken away and put back, as such a person would.
func (b *bench) tamper(statements ...string) *bench {
	b.t.Helper()
	db, err := sql.Open("sqlite", b.path("jinlin.db"))
	require.NoError(b.t, err)
	defer db.Close()
	db.SetMaxOpenConns(1)
	var keep, stay string
	require.NoError(b.t, db.QueryRow("SELECT sql FROM sqlite_schema WHERE name = 'ledger_entries_keep'").Scan(&keep))
	require.NoError(b.t, db.QueryRow("SELECT sql FROM sqlite_schema WHERE name = 'ledger_entries_stay'").Scan(&stay))
	whole := append([]string{"DROP TRIGGER ledger_entries_keep", "DROP TRIGGER ledger_entries_stay"}, statements...)
	for _, s := range append(whole, keep, stay) {
		_, err := db.Exec(s)
		require.NoError(b.t, err, s)
	}
	return b
}

// The two who act: somebody without a post, and a community worker.
var (
	resident = governance.Actor{Account: "li", Person: "li"}
	worker   = governance.Actor{Account: "wang", Person: "wang", Posts: []orgtree.Post{
		{Kind: orgtree.CommunityWorker, Unit: "350205001001", Person: "wang"},
	}}
)

// district is an organisation that never changes: one town with one community.
type district struct{}

func (district) Tree(_ context.Context, day civil.Date) (*orgtree.Tree, []governance.Expectation, error) {
	add := func(code, name, parent string, kind orgtree.Kind) orgtree.Change {
		return orgtree.AddUnit{Unit: orgtree.Unit{Code: orgtree.Code(code), Name: name, Kind: kind, Parent: orgtree.Code(parent)}, Day: civil.MustParse("2018-01-01")}
	}
	org, err := orgtree.New().Apply(
		add("350205", "海沧区", "", orgtree.District), add("350205001", "海沧街道", "350205", orgtree.Town),
		add("350205001001", "海沧社区", "350205001", orgtree.Community))
	if err != nil {
		return nil, nil, err
	}
	return org.On(day), nil, nil
}

func (district) Refresh(context.Context) error { return nil }
