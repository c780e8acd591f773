package stored_test

import (
	"context"
	"errors"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/sqlite"
	"github.com/jinlin-project/jinlin/examples/simulate/stored"
	"github.com/jinlin-project/jinlin/governance"
)

// What is written behind memory is what memory holds: the same entries at the same
// places of the feed.
func TestMirror(t *testing.T) {
	file, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "a.db"), sqlite.Batch(512))
	require.NoError(t, err)
	defer func() { require.NoError(t, file.Close()) }()
	mirror := stored.NewMirror(t.Context(), file)
	s := open(t, mirror, 3)
	for range 40 {
		ask(t, s)
	}
	require.NoError(t, s.To(t.Context(), start.Add(40*24*time.Hour)))
	require.NoError(t, mirror.Close())
	want, err := mirror.Entries(t.Context(), governance.Span{Limit: 1000})
	require.NoError(t, err)
	got, err := file.Entries(t.Context(), governance.Span{Limit: 1000})
	require.NoError(t, err)
	require.Greater(t, len(want), 80)
	require.Len(t, got, len(want))
	for i := range want {
		require.Equal(t, want[i].Digest, got[i].Digest)
		require.Equal(t, want[i].Position, got[i].Position)
	}
}

// full is a ledger that writes nothing any more.
type full struct{ stored.Bulk }

var errFull = errors.New("disk full")

func (full) CommitAll(context.Context, []governance.Commit) []error { return []error{errFull} }

// A ledger behind that fails ends the run: nobody goes on upon what is not written.
func TestMirrorTellsWhatItCouldNotWrite(t *testing.T) {
	file, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "a.db"))
	require.NoError(t, err)
	defer func() { require.NoError(t, file.Close()) }()
	mirror := stored.NewMirror(t.Context(), full{file})
	for {
		if err = mirror.Commit(t.Context(), governance.Commit{}); err != nil {
			break
		}
	}
	require.ErrorIs(t, err, errFull)
	require.ErrorIs(t, mirror.Close(), errFull)
}
