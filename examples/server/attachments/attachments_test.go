package attachments_test

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/memory"
	"github.com/jinlin-project/jinlin/adapters/postgres/pgtest"
	"github.com/jinlin-project/jinlin/examples/server/attachments"
	"github.com/jinlin-project/jinlin/examples/server/storage"
	"github.com/jinlin-project/jinlin/governance"
)

var noon = time.Date(2026, 1, 5, 12, 0, 0, 0, time.UTC)

// each runs a test on every store.
func each(t *testing.T, test func(*testing.T, attachments.Store)) {
	wall := func() time.Time { return noon }
	t.Run("memory", func(t *testing.T) { test(t, attachments.NewMemory(wall)) })
	on := func(url string) func(*testing.T) {
		return func(t *testing.T) {
			db, err := storage.Open(t.Context(), url)
			require.NoError(t, err)
			defer db.Close()
			store, err := attachments.NewSQL(t.Context(), db.DB, wall)
			require.NoError(t, err)
			test(t, store)
		}
	}
	t.Run("sqlite", on("sqlite:"+filepath.Join(t.TempDir(), "a.db")))
	t.Run("postgres", on(server.Database(t)))
	t.Run("pooled postgres", on(server.Database(t)+"&default_query_exec_mode=exec"))
}

var server pgtest.Server

func TestMain(m *testing.M) { os.Exit(server.Run(m)) }

func put(t *testing.T, s attachments.Store, content string) uuid.UUID {
	t.Helper()
	id, err := s.Put(t.Context(), "ann", strings.NewReader(content), "text/plain")
	require.NoError(t, err)
	return id
}

func gone(t *testing.T, s attachments.Store, id uuid.UUID) bool {
	t.Helper()
	f, err := s.Open(t.Context(), id)
	var missing *governance.NotFoundError
	if errors.As(err, &missing) {
		return true
	}
	require.NoError(t, err)
	require.NoError(t, f.Body.Close())
	return false
}

func TestKeepsBytes(t *testing.T) {
	each(t, func(t *testing.T, s attachments.Store) {
		id, ref := put(t, s, "content"), governance.Ref{Kind: "case", ID: uuid.New()}
		require.NoError(t, s.Bind(t.Context(), id, ref))
		f, err := s.Open(t.Context(), id)
		require.NoError(t, err)
		data, err := io.ReadAll(f.Body)
		require.NoError(t, err)
		require.Equal(t, "content", string(data))
		require.Equal(t, int64(7), f.Size)
		require.Equal(t, "ann", f.Account)
		require.Equal(t, "text/plain", f.MediaType)
		require.Equal(t, ref, f.Ref)
		require.True(t, gone(t, s, uuid.New()))
	})
}

var errBroken = errors.New("the sender is gone")

func TestABrokenUploadKeepsNothing(t *testing.T) {
	each(t, func(t *testing.T, s attachments.Store) {
		broken := io.MultiReader(bytes.NewReader([]byte("half")), readerFunc(func([]byte) (int, error) { return 0, errBroken }))
		_, err := s.Put(t.Context(), "ann", broken, "text/plain")
		require.ErrorIs(t, err, errBroken)
		require.NoError(t, s.Forget(t.Context(), noon.Add(time.Hour)))
	})
}

type readerFunc func([]byte) (int, error)

func (f readerFunc) Read(p []byte) (int, error) { return f(p) }

func TestEraseTakesEveryFileOfTheRecord(t *testing.T) {
	each(t, func(t *testing.T, s attachments.Store) {
		ref, other := governance.Ref{Kind: "case", ID: uuid.New()}, governance.Ref{Kind: "case", ID: uuid.New()}
		one, two, three := put(t, s, "1"), put(t, s, "2"), put(t, s, "3")
		require.NoError(t, s.Bind(t.Context(), one, ref))
		require.NoError(t, s.Bind(t.Context(), two, ref))
		require.NoError(t, s.Bind(t.Context(), three, other))
		require.NoError(t, s.Erase(t.Context(), ref))
		require.NoError(t, s.Erase(t.Context(), ref), "twice does no harm")
		require.Equal(t, []bool{true, true, false}, []bool{gone(t, s, one), gone(t, s, two), gone(t, s, three)})
	})
}

// A server that was killed between an erasure and the deletion of its files
// finds them at the next start.
func TestTidy(t *testing.T) {
	each(t, func(t *testing.T, s attachments.Store) {
		ledger := memory.New()
		erased, kept := record(t, ledger, `{"phase":"closed","erased":true}`), record(t, ledger, `{"phase":"closed"}`)
		a, b, c := put(t, s, "of the erased one"), put(t, s, "of the other"), put(t, s, "never attached")
		require.NoError(t, s.Bind(t.Context(), a, erased))
		require.NoError(t, s.Bind(t.Context(), b, kept))
		require.NoError(t, attachments.Tidy(t.Context(), s, ledger, noon.Add(attachments.Unbound)))
		require.Equal(t, []bool{true, false, false}, []bool{gone(t, s, a), gone(t, s, b), gone(t, s, c)}, "it may still be attached")
		require.NoError(t, attachments.Tidy(t.Context(), s, ledger, noon.Add(attachments.Unbound+time.Second)))
		require.Equal(t, []bool{false, true}, []bool{gone(t, s, b), gone(t, s, c)})
	})
}

// record keeps a document in a ledger.
func record(t *testing.T, ledger governance.Ledger, document string) governance.Ref {
	t.Helper()
	ref := governance.Ref{Kind: "case", ID: uuid.New()}
	e := governance.Entry{Ref: ref, Version: 1, At: noon, AsOf: noon, Verb: "report"}
	e.Seal(governance.Digest{})
	require.NoError(t, ledger.Commit(t.Context(), governance.Commit{At: noon, Writes: []governance.Write{{
		Ref: ref, Document: governance.Document(document), Entries: []governance.Entry{e}, Header: governance.Header{Phase: "closed"},
	}}}))
	return ref
}
