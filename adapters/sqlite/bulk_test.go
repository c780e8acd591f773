package sqlite_test

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/sqlite"
	"github.com/jinlin-project/jinlin/governance"
)

// bulk is the nth version of a record with one field.
func bulk(id byte, version int64) governance.Commit {
	ref := governance.Ref{Kind: "toy", ID: uuid.UUID{15: id}}
	at := time.Date(2024, 9, 27, 9, 0, int(version), 0, time.UTC)
	field := governance.Field{Name: "n", Value: fmt.Append(nil, version)}
	e := governance.Entry{Ref: ref, Version: version, At: at, AsOf: at, Verb: "count", Rule: "toy.count", Changes: []governance.Field{field}}
	return governance.Commit{At: at, Writes: []governance.Write{{
		Ref: ref, Base: version - 1, Document: governance.Join([]governance.Field{field}), Entries: []governance.Entry{e},
		Header: governance.Header{Phase: "open", Opened: at}, Audience: []governance.Share{},
	}}}
}

// Many commits at once are what they would be one after the other: each sees those
// before it, a refused one leaves the others alone, and the feed has their order. They
// take several transactions where there are more than one holds.
func TestManyCommitsAtOnce(t *testing.T) {
	l, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "a.db"), sqlite.Batch(16))
	require.NoError(t, err)
	defer func() { require.NoError(t, l.Close()) }()
	var commits []governance.Commit
	for version := range int64(20) {
		for id := range byte(5) {
			commits = append(commits, bulk(id, version+1))
		}
	}
	commits = append(commits[:50:50], append([]governance.Commit{bulk(3, 7)}, commits[50:]...)...) // that version is long there
	for i, err := range l.CommitAll(t.Context(), commits) {
		if i == 50 {
			var conflict *governance.ConflictError
			require.ErrorAs(t, err, &conflict)
			require.Equal(t, governance.Changed, conflict.Reason)
			continue
		}
		require.NoError(t, err, i)
	}
	feed, err := l.Entries(t.Context(), governance.Span{Limit: 1000})
	require.NoError(t, err)
	require.Len(t, feed, 100)
	for i, e := range feed {
		require.Equal(t, byte(i%5), e.Ref.ID[15])
		require.Equal(t, int64(i/5+1), e.Version)
	}
	require.Empty(t, l.CommitAll(t.Context(), nil))
}
