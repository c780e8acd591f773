package storage_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/postgres/pgtest"
	"github.com/jinlin-project/jinlin/examples/server/storage"
)

func TestOpen(t *testing.T) {
	file := filepath.Join(t.TempDir(), "a?b#c%d.db")
	for _, url := range []string{"memory:", "sqlite:" + file, "sqlite://" + file, server.Empty(t), server.Database(t) + "&default_query_exec_mode=exec"} {
		s, err := storage.Open(t.Context(), url)
		require.NoError(t, err, url)
		require.NoError(t, s.Ping(t.Context()))
		empty, err := s.Empty(t.Context())
		require.NoError(t, err)
		require.True(t, empty)
		text, err := s.Facts.Fact(t.Context(), "unheard of")
		require.NoError(t, err)
		require.Empty(t, text)
		for _, text := range []string{"one", "two"} {
			require.NoError(t, storage.Keep(t.Context(), s.Facts, "fact", text))
			kept, err := s.Facts.Fact(t.Context(), "fact")
			require.NoError(t, err)
			require.Equal(t, text, kept)
		}
		require.NoError(t, s.Close())
		require.NoError(t, s.Close(), "twice does no harm")
	}
	s, err := storage.Open(t.Context(), "sqlite:"+file)
	require.NoError(t, err)
	defer s.Close()
	kept, err := s.Facts.Fact(t.Context(), "fact")
	require.NoError(t, err)
	require.Equal(t, "two", kept, "facts survive")
}

var server pgtest.Server

func TestMain(m *testing.M) { os.Exit(server.Run(m)) }

// Of many who change a fact at once each sees what the one before made of it,
// also where they are many processes.
func TestFactsChangeOneAfterTheOther(t *testing.T) {
	for _, url := range []string{"memory:", "sqlite:" + filepath.Join(t.TempDir(), "a.db"), server.Database(t)} {
		s, err := storage.Open(t.Context(), url)
		require.NoError(t, err)
		other := s
		if s.Shared() {
			other, err = storage.Open(t.Context(), url)
			require.NoError(t, err)
		}
		var group sync.WaitGroup
		for i := range 20 {
			group.Go(func() {
				_, err := []*storage.Storage{s, other}[i%2].Facts.Change(t.Context(), "count", func(was string) (string, error) { return was + "x", nil })
				assert.NoError(t, err)
			})
		}
		group.Wait()
		text, err := other.Facts.Fact(t.Context(), "count")
		require.NoError(t, err)
		require.Equal(t, strings.Repeat("x", 20), text)
		_, err = s.Facts.Change(t.Context(), "count", func(string) (string, error) { return "", os.ErrInvalid })
		require.ErrorIs(t, err, os.ErrInvalid)
		text, err = s.Facts.Fact(t.Context(), "count")
		require.NoError(t, err)
		require.Len(t, text, 20, "what could not be told changes nothing")
		require.NoError(t, errors.Join(s.Close(), other.Close()))
	}
}

// Readiness tells the truth: a database that is closed does not answer.
func TestPingAfterClose(t *testing.T) {
	s, err := storage.Open(t.Context(), "sqlite:"+filepath.Join(t.TempDir(), "a.db"))
	require.NoError(t, err)
	require.NoError(t, s.Close())
	require.Error(t, s.Ping(t.Context()))
}

func TestRefuses(t *testing.T) {
	for _, url := range []string{"", "memory:x", "mysql://x", "postgres://127.0.0.1:1/x", "postgres://:secret@[::1/x", "jinlin.db", "sqlite:", "sqlite::memory:", "sqlite:/nowhere/at/all.db"} {
		_, err := storage.Open(t.Context(), url)
		require.Error(t, err, url)
		require.NotContains(t, err.Error(), "\n")
		require.NotContains(t, err.Error(), "secret")
	}
}
