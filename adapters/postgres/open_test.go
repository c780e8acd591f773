package postgres_test

import (
	"context"
	"fmt"
	"io/fs"
	"strings"
	"sync"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/postgres"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/ledgertest"
)

// run carries out statements as anybody with the driver would.
func run(t testing.TB, url string, statements ...string) {
	t.Helper()
	conn := connect(t, url)
	for _, s := range statements {
		_, err := conn.Exec(t.Context(), s)
		require.NoError(t, err, s)
	}
}

// What cannot be a ledger, or may lose what it acknowledges, is refused on one
// line that says why and does not repeat a password.
func TestOpenRefuses(t *testing.T) {
	url := fresh(t)
	for name, c := range map[string]struct{ url, says string }{
		"no url":           {"postgres://user:secret@[/", "the url cannot be read"},
		"no server":        {"postgres://user:secret@127.0.0.1:1/none?connect_timeout=2", "cannot connect"},
		"no database":      {strings.Replace(url, "/test_", "/none_", 1), "does not exist"},
		"asynchronous":     {url + "&synchronous_commit=off", "synchronous_commit = off"},
		"serializable":     {url + "&default_transaction_isolation=serializable", "needs read committed"},
		"another encoding": {made(t, "TEMPLATE template0 ENCODING SQL_ASCII LOCALE 'C'"), "needs UTF8"},
		"nobody we know":   {url + "&user=stranger", "does not exist"},
	} {
		t.Run(name, func(t *testing.T) {
			l, err := postgres.Open(t.Context(), c.url)
			require.ErrorContains(t, err, c.says)
			assert.NotContains(t, err.Error(), "\n", "one line")
			assert.NotContains(t, err.Error(), "secret")
			assert.Nil(t, l)
		})
	}
	l, err := postgres.Open(t.Context(), url+"&synchronous_commit=off", postgres.Undurable())
	require.NoError(t, err, "unless told otherwise")
	require.NoError(t, l.Close())
}

// A server that runs without fsync or full_page_writes is refused, and one
// with standbys that does not wait for them.
func TestOpenRefusesServersThatLose(t *testing.T) {
	for _, setting := range []string{"fsync=off", "full_page_writes=off"} {
		careless := onDisk(setting)
		url := careless.Database(t)
		t.Cleanup(func() { require.NoError(t, careless.Remove()) })
		_, err := postgres.Open(t.Context(), url)
		require.ErrorContains(t, err, strings.Replace(setting, "=", " = ", 1))
	}
}

// A database can be closed and opened again and again, and migrated at once by
// all who find it new.
func TestOpenAgainAndAtOnce(t *testing.T) {
	url := system.Empty(t)
	var all sync.WaitGroup
	for n := range 6 {
		all.Go(func() {
			l, err := postgres.Open(context.Background(), url)
			if assert.NoError(t, err) {
				assert.NoError(t, l.Commit(context.Background(), following(governance.Stored{Ref: ref(n)})))
				assert.NoError(t, l.Close())
			}
		})
	}
	all.Wait()
	l := open(t, url)
	for n := range 6 {
		assert.EqualValues(t, 1, verified(t, l, n))
	}
	var runs int
	require.NoError(t, connect(t, url).QueryRow(t.Context(),
		"SELECT count(*) FROM "+postgres.VersionTable+" WHERE version_id > 0").Scan(&runs))
	assert.Equal(t, len(migrations(t)), runs, "every migration ran once")
}

func migrations(t *testing.T) []string {
	names, err := fs.Glob(postgres.Migrations(), "*.sql")
	require.NoError(t, err)
	require.NotEmpty(t, names)
	return names
}

// A database of a newer version is refused, with both versions named.
func TestNewerSchemaIsRefused(t *testing.T) {
	url := fresh(t)
	run(t, url, "INSERT INTO "+postgres.VersionTable+" (version_id, is_applied) VALUES (99, true)")
	_, err := postgres.Open(t.Context(), url)
	var newer *postgres.NewerSchemaError
	require.ErrorAs(t, err, &newer)
	assert.Equal(t, postgres.NewerSchemaError{Found: 99, Known: int64(len(migrations(t)))}, *newer)
	assert.Contains(t, err.Error(), "its tables are of version 99")
}

// An embedder's own pool serves, beside the embedder's own tables, and stays
// open when the ledger is closed.
func TestNewUponAnEmbeddersPool(t *testing.T) {
	url := system.Empty(t)
	run(t, url, "CREATE TABLE recipes (name text)")
	pool, err := pgxpool.New(t.Context(), url)
	require.NoError(t, err)
	defer pool.Close()
	l, err := postgres.New(t.Context(), pool)
	require.NoError(t, err)
	create(t, l, 1, func(*governance.Write) {})
	require.NoError(t, l.Close())
	_, err = pool.Exec(t.Context(), "INSERT INTO recipes VALUES ('noodles')")
	require.NoError(t, err)
	again, err := postgres.New(t.Context(), pool)
	require.NoError(t, err)
	assert.EqualValues(t, 1, verified(t, again, 1))
	require.NoError(t, again.Close())
}

// Behind a pool that gives every transaction another connection nothing may
// rest on the session: here each connection forgets everything, prepared
// statements too, whenever it is given back.
func TestWorksWithoutSessions(t *testing.T) {
	for _, c := range ledgertest.Cases() {
		switch c.Subject { // what is asked in many ways, and what needs transactions
		case "oracle", "expectations", "personal", "series":
			t.Run(c.Subject+"/"+c.Name, func(t *testing.T) {
				assert.Empty(t, c.Try(forgetful(t)), c.Rule)
			})
		}
	}
}

// forgetful is a ledger whose connections forget.
func forgetful(t *testing.T) *postgres.Ledger {
	config, err := pgxpool.ParseConfig(fresh(t) + "&default_query_exec_mode=exec")
	require.NoError(t, err)
	config.AfterRelease = func(conn *pgx.Conn) bool {
		_, err := conn.Exec(context.Background(), "DISCARD ALL")
		return err == nil
	}
	pool, err := pgxpool.NewWithConfig(t.Context(), config)
	require.NoError(t, err)
	t.Cleanup(pool.Close)
	l, err := postgres.New(t.Context(), pool)
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, l.Close()) })
	return l
}

// After Close nothing is accepted, and everything says so.
func TestClosed(t *testing.T) {
	l, err := postgres.Open(t.Context(), fresh(t))
	require.NoError(t, err)
	require.NoError(t, l.Close())
	require.ErrorIs(t, l.Commit(t.Context(), following(governance.Stored{Ref: ref(1)})), postgres.ErrClosed)
	_, err = l.Load(t.Context(), ref(1))
	require.ErrorIs(t, err, postgres.ErrClosed)
	_, err = l.Reserve(t.Context(), "s", 1)
	require.ErrorIs(t, err, postgres.ErrClosed)
	require.NoError(t, l.Close(), "closing twice does nothing")
}

// History is kept by the database itself: no statement rewrites or deletes it.
func TestHistoryCannotBeRewritten(t *testing.T) {
	url := fresh(t)
	create(t, open(t, url), 1, func(*governance.Write) {})
	conn := connect(t, url)
	for _, s := range []string{"UPDATE ledger_entries SET verb = 'other'", "DELETE FROM ledger_entries", "TRUNCATE ledger_entries"} {
		_, err := conn.Exec(t.Context(), s)
		require.ErrorContains(t, err, "history is never", s)
	}
}

// Erased values are in no table any more.
func TestErasedValuesLeaveTheTables(t *testing.T) {
	url := fresh(t)
	l := open(t, url)
	s := create(t, l, 1, func(w *governance.Write) {
		w.Header.Title = "SECRET title"
		w.Personal = []governance.Personal{{Field: "name", Version: 1, Salt: []byte("SECRET salt"), Value: []byte(`"SECRET"`)}}
	})
	c := following(s)
	c.Writes[0].Erase = true
	require.NoError(t, l.Commit(t.Context(), c))
	for _, table := range rows(t, url, "SELECT tablename FROM pg_tables WHERE tablename LIKE 'ledger_%'") {
		var name string
		_, err := fmt.Sscanf(table, "tablename=%s", &name)
		require.NoError(t, err)
		assert.NotContains(t, fmt.Sprint(rows(t, url, "SELECT t::text AS row FROM "+name+" t")), "SECRET", name)
	}
}

// made is a database that is not like the others.
func made(t *testing.T, how string) string {
	t.Helper()
	url, err := system.Make(how)
	require.NoError(t, err)
	return url
}

// What the server answers reaches callers with its code, by which they tell a
// server that is away from a defect.
func TestErrorsCarryTheServersCode(t *testing.T) {
	url := fresh(t)
	l := open(t, url)
	run(t, url, "DROP TABLE ledger_entries CASCADE")
	_, err := l.Entries(t.Context(), governance.Span{Limit: 1})
	var coded interface{ SQLState() string }
	require.ErrorAs(t, err, &coded)
	require.Equal(t, "42P01", coded.SQLState())
}
