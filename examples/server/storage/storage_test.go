package storage_test

import (
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/examples/server/storage"
)

func TestOpen(t *testing.T) {
	file := filepath.Join(t.TempDir(), "a?b#c%d.db")
	for _, url := range []string{"memory:", "sqlite:" + file, "sqlite://" + file} {
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
			require.NoError(t, s.Facts.Keep(t.Context(), "fact", text))
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

// Readiness tells the truth: a database that is closed does not answer.
func TestPingAfterClose(t *testing.T) {
	s, err := storage.Open(t.Context(), "sqlite:"+filepath.Join(t.TempDir(), "a.db"))
	require.NoError(t, err)
	require.NoError(t, s.Close())
	require.Error(t, s.Ping(t.Context()))
}

func TestRefuses(t *testing.T) {
	for _, url := range []string{"", "memory:x", "mysql://x", "postgres://x", "jinlin.db", "sqlite:", "sqlite::memory:", "sqlite:/nowhere/at/all.db"} {
		_, err := storage.Open(t.Context(), url)
		require.Error(t, err, url)
	}
}
