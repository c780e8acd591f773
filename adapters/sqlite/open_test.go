package sqlite_test

import (
	"context"
	"database/sql"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/sqlite"
	"github.com/jinlin-project/jinlin/governance"
)

// raw opens a file as anybody with the driver would.
func raw(t testing.TB, path string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+path)
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, db.Close()) })
	return db
}

func run(t testing.TB, db *sql.DB, statements ...string) {
	t.Helper()
	for _, s := range statements {
		_, err := db.ExecContext(t.Context(), s)
		require.NoError(t, err, s)
	}
}

// What cannot be a ledger is refused on one line that says why.
func TestOpenRefuses(t *testing.T) {
	dir := t.TempDir()
	write := func(name string, content []byte) string {
		path := filepath.Join(dir, name)
		require.NoError(t, os.WriteFile(path, content, 0o600))
		return path
	}
	foreign := filepath.Join(dir, "foreign.db")
	run(t, raw(t, foreign), "CREATE TABLE recipes (name TEXT)")
	marked := filepath.Join(dir, "marked.db")
	run(t, raw(t, marked), "PRAGMA application_id = 7")
	for name, c := range map[string]struct{ path, says string }{
		"no path":          {"", "a ledger is kept in a file"},
		"memory":           {":memory:", "adapters/memory"},
		"no folder":        {filepath.Join(dir, "none", "ledger.db"), "cannot be opened or created"},
		"a folder":         {dir, "cannot be opened or created"},
		"text":             {write("notes.txt", []byte(strings.Repeat("not a database, but notes\n", 400))), "is not a SQLite database"},
		"other program":    {foreign, "is a database of something else"},
		"other mark":       {marked, "is a database of something else"},
		"damaged contents": {damaged(t, dir), "the database is damaged"},
	} {
		t.Run(name, func(t *testing.T) {
			l, err := sqlite.Open(t.Context(), c.path)
			require.ErrorContains(t, err, c.says)
			assert.NotContains(t, err.Error(), "\n", "one line")
			assert.Contains(t, err.Error(), c.path)
			assert.Nil(t, l)
		})
	}
	var mode string
	require.NoError(t, raw(t, foreign).QueryRowContext(t.Context(), "PRAGMA journal_mode").Scan(&mode))
	assert.Equal(t, "delete", mode, "a file that is refused is left as it was")
}

// damaged is a ledger of which everything but the first page's head is lost.
func damaged(t *testing.T, dir string) string {
	path := filepath.Join(dir, "damaged.db")
	l, err := sqlite.Open(t.Context(), path)
	require.NoError(t, err)
	require.NoError(t, l.Close())
	content, err := os.ReadFile(path)
	require.NoError(t, err)
	for i := 100; i < len(content); i++ {
		content[i] = 0x5a
	}
	require.NoError(t, os.WriteFile(path, content, 0o600))
	return path
}

// A path is a path: no character in it is taken for a parameter.
func TestOpenTakesAnyPath(t *testing.T) {
	for _, name := range []string{"a?b.db", "a#b.db", "100%.db", "近邻 台账.db", "a&mode=ro.db"} {
		path := filepath.Join(t.TempDir(), name)
		create(t, open(t, path), 1, func(*governance.Write) {})
		assert.FileExists(t, path)
	}
}

// A file can be closed and opened again and again, and migrated at once by all
// who find it new.
func TestOpenAgainAndAtOnce(t *testing.T) {
	path := fresh(t)
	var all sync.WaitGroup
	for n := range 8 {
		all.Go(func() {
			l, err := sqlite.Open(context.Background(), path)
			if assert.NoError(t, err) {
				assert.NoError(t, l.Commit(context.Background(), following(governance.Stored{Ref: ref(n)})))
				assert.NoError(t, l.Close())
			}
		})
	}
	all.Wait()
	for range 3 {
		l, err := sqlite.Open(t.Context(), path)
		require.NoError(t, err)
		for n := range 8 {
			assert.EqualValues(t, 1, verified(t, l, n))
		}
		require.NoError(t, l.Close())
	}
	var runs int
	require.NoError(t, raw(t, path).QueryRowContext(t.Context(),
		"SELECT count(*) FROM "+sqlite.VersionTable+" WHERE version_id > 0").Scan(&runs))
	assert.Equal(t, len(migrations(t)), runs, "every migration ran once")
}

func migrations(t *testing.T) []string {
	names, err := fs.Glob(sqlite.Migrations(), "*.sql")
	require.NoError(t, err)
	require.NotEmpty(t, names)
	return names
}

// A file of a newer version is refused, with both versions named.
func TestNewerSchemaIsRefused(t *testing.T) {
	path := fresh(t)
	require.NoError(t, open(t, path).Close())
	run(t, raw(t, path), "INSERT INTO "+sqlite.VersionTable+" (version_id, is_applied) VALUES (99, 1)")
	_, err := sqlite.Open(t.Context(), path)
	var newer *sqlite.NewerSchemaError
	require.ErrorAs(t, err, &newer)
	assert.Equal(t, sqlite.NewerSchemaError{Found: 99, Known: int64(len(migrations(t)))}, *newer)
	assert.Contains(t, err.Error(), path+": its tables are of version 99")
}

// An embedder's own handle serves, beside the embedder's own tables, and stays
// open when the ledger is closed.
func TestNewUponAnEmbeddersHandle(t *testing.T) {
	path := fresh(t)
	db := raw(t, path)
	db.SetMaxOpenConns(2)
	run(t, db, "PRAGMA journal_mode = WAL", "CREATE TABLE recipes (name TEXT)")
	l, err := sqlite.New(t.Context(), db)
	require.NoError(t, err)
	create(t, l, 1, func(*governance.Write) {})
	require.NoError(t, l.Close())
	run(t, db, "INSERT INTO recipes VALUES ('noodles')")
	again, err := sqlite.New(t.Context(), db)
	require.NoError(t, err)
	assert.EqualValues(t, 1, verified(t, again, 1))
	require.NoError(t, again.Close())
	for range 2 {
		conn, err := db.Conn(t.Context())
		require.NoError(t, err)
		var secure int
		require.NoError(t, conn.QueryRowContext(t.Context(), "PRAGMA secure_delete").Scan(&secure))
		assert.Zero(t, secure, "no connection of the embedder's is left set up as ours")
		defer func() { require.NoError(t, conn.Close()) }()
	}
	assert.EqualValues(t, 1, verified(t, open(t, path), 1), "and the file can be opened by its path")
}

func TestNewRefuses(t *testing.T) {
	one := raw(t, fresh(t))
	one.SetMaxOpenConns(1)
	_, err := sqlite.New(t.Context(), one)
	require.ErrorContains(t, err, "one connection only")
	_, err = sqlite.New(t.Context(), raw(t, fresh(t)))
	require.ErrorContains(t, err, "journal mode delete, a ledger needs wal")
}

// After Close nothing is accepted, and everything says so.
func TestClosed(t *testing.T) {
	l, err := sqlite.Open(t.Context(), fresh(t))
	require.NoError(t, err)
	require.NoError(t, l.Close())
	require.ErrorIs(t, l.Commit(t.Context(), following(governance.Stored{Ref: ref(1)})), sqlite.ErrClosed)
	_, err = l.Load(t.Context(), ref(1))
	require.ErrorIs(t, err, sqlite.ErrClosed)
	_, err = l.Reserve(t.Context(), "s", 1)
	require.ErrorIs(t, err, sqlite.ErrClosed)
	require.NoError(t, l.Close(), "closing twice does nothing")
}

// History is kept by the file itself: no statement rewrites or deletes it.
func TestHistoryCannotBeRewritten(t *testing.T) {
	path := fresh(t)
	create(t, open(t, path), 1, func(*governance.Write) {})
	for _, s := range []string{"UPDATE ledger_entries SET verb = 'other'", "DELETE FROM ledger_entries"} {
		_, err := raw(t, path).ExecContext(t.Context(), s)
		require.ErrorContains(t, err, "history is never")
	}
}

// Erased values are not only unreachable: once the ledger is closed no byte of
// them is left in its file.
func TestErasedValuesLeaveTheFile(t *testing.T) {
	path := fresh(t)
	l, err := sqlite.Open(t.Context(), path)
	require.NoError(t, err)
	secret := `"` + strings.Repeat("张三 13800001234 ", 1200) + `"` // several pages long
	s := create(t, l, 1, func(w *governance.Write) {
		w.Header.Title = "title of 张三"
		w.Personal = []governance.Personal{{Field: "name", Version: 1, Salt: []byte("saltsaltsaltsalt"), Value: []byte(secret)}}
	})
	for n := 2; n < 40; n++ {
		create(t, l, n, func(*governance.Write) {})
	}
	c := following(s)
	c.Writes[0].Erase = true
	require.NoError(t, l.Commit(t.Context(), c))
	require.NoError(t, l.Close())
	for _, suffix := range []string{"", "-wal"} {
		content, err := os.ReadFile(path + suffix)
		if suffix == "" {
			require.NoError(t, err)
		}
		for _, trace := range []string{"张三", "13800001234", "saltsalt"} {
			assert.NotContains(t, string(content), trace)
		}
	}
}
