package database_test

import (
	"errors"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/postgres/pgtest"
	"github.com/jinlin-project/jinlin/examples/server/database"
	"github.com/jinlin-project/jinlin/examples/server/storage"
)

var server pgtest.Server

func TestMain(m *testing.M) { os.Exit(server.Run(m)) }

// each runs a test with two handles on one database, as two replicas have them.
func each(t *testing.T, test func(t *testing.T, a, b *database.DB)) {
	for name, url := range map[string]string{
		"sqlite": "sqlite:" + filepath.Join(t.TempDir(), "a.db"), "postgres": server.Database(t),
		"pooled postgres": server.Database(t) + "&default_query_exec_mode=exec",
	} {
		t.Run(name, func(t *testing.T) {
			var handles []*database.DB
			for range 2 {
				s, err := storage.Open(t.Context(), url)
				require.NoError(t, err)
				defer s.Close()
				handles = append(handles, s.DB)
			}
			test(t, handles[0], handles[1])
		})
	}
}

const things = `CREATE TABLE IF NOT EXISTS things (id {counted}, name TEXT NOT NULL, n {number} NOT NULL, f {flag} NOT NULL, b {bytes}) {table};
	CREATE INDEX IF NOT EXISTS things_by_name ON things (name)`

// One statement is good for both databases.
func TestStatements(t *testing.T) {
	each(t, func(t *testing.T, a, b *database.DB) {
		var group sync.WaitGroup
		for _, db := range []*database.DB{a, b} {
			group.Go(func() {
				assert.NoError(t, db.Create(t.Context(), things))
				assert.NoError(t, db.Widen(t.Context(), "things", "later", "{flag} NOT NULL DEFAULT FALSE"))
			})
		}
		group.Wait()
		for i, name := range []string{"一", "二"} {
			n, err := a.Exec(t.Context(), `INSERT INTO things (name, n, f, b) VALUES ($1, $2, $3, $4)`, name, int64(1)<<60+int64(i), i == 1, []byte{0, byte(i)})
			require.NoError(t, err)
			require.EqualValues(t, 1, n)
		}
		var names []string
		require.NoError(t, b.Each(t.Context(), `SELECT name, n, f, b, later FROM things ORDER BY id`, nil, func(scan database.Scan) error {
			var name string
			var n int64
			var f, later bool
			var bytes []byte
			require.NoError(t, scan(&name, &n, &f, &bytes, &later))
			require.Equal(t, int64(1)<<60+int64(len(names)), n)
			require.Equal(t, len(names) == 1, f)
			require.Equal(t, []byte{0, byte(len(names))}, bytes)
			require.False(t, later)
			names = append(names, name)
			return nil
		}))
		require.Equal(t, []string{"一", "二"}, names)
		require.ErrorIs(t, b.One(t.Context(), `SELECT name FROM things WHERE n = $1`, []any{int64(3)}, &names[0]), database.ErrNone)
	})
}

// What is decided in a transaction still holds when it is kept.
func TestAlone(t *testing.T) {
	each(t, func(t *testing.T, a, b *database.DB) {
		require.NoError(t, a.Create(t.Context(), things))
		var group sync.WaitGroup
		for i := range 24 {
			group.Go(func() {
				assert.NoError(t, []*database.DB{a, b}[i%2].Alone(t.Context(), "counting", func(in database.Asker) error {
					var n int64
					if err := in.One(t.Context(), `SELECT count(*) FROM things`, nil, &n); err != nil {
						return err
					}
					_, err := in.Exec(t.Context(), `INSERT INTO things (name, n, f) VALUES ('x', $1, TRUE)`, n)
					return err
				}))
			})
		}
		group.Wait()
		var different, all int
		require.NoError(t, a.One(t.Context(), `SELECT count(DISTINCT n), count(*) FROM things`, nil, &different, &all))
		require.Equal(t, []int{24, 24}, []int{different, all}, "each saw what those before had done")
		stop := errors.New("not after all")
		require.ErrorIs(t, a.Alone(t.Context(), "counting", func(in database.Asker) error {
			_, err := in.Exec(t.Context(), `DELETE FROM things`)
			return errors.Join(err, stop)
		}), stop)
		require.NoError(t, b.One(t.Context(), `SELECT count(*) FROM things`, nil, &all))
		require.Equal(t, 24, all, "what ends with an error is not kept")
	})
}

// What takes a while is done by one at a time, and other work goes on meanwhile.
func TestExclusively(t *testing.T) {
	each(t, func(t *testing.T, a, b *database.DB) {
		if !a.Shared() {
			return // alone on its database, it waits for nobody
		}
		require.NoError(t, a.Create(t.Context(), things))
		var group sync.WaitGroup
		var inside, most atomic.Int64
		for i := range 8 {
			group.Go(func() {
				db := []*database.DB{a, b}[i%2]
				assert.NoError(t, db.Exclusively(t.Context(), "starting", func() error {
					most.Store(max(most.Load(), inside.Add(1)))
					defer inside.Add(-1)
					return db.Create(t.Context(), things)
				}))
			})
		}
		group.Wait()
		require.EqualValues(t, 1, most.Load())
	})
}
