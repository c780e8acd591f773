package postgres_test

import (
	"encoding/binary"
	"fmt"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/governance"
)

// epoch is when the records of these tests begin.
var epoch = time.Date(2024, 3, 1, 8, 0, 0, 0, time.UTC)

// ref names the n-th record, scattered as random ids are.
func ref(n int) governance.Ref {
	id := uuid.UUID{6: 0x70, 8: 0x80}
	binary.BigEndian.PutUint64(id[:8], uint64(n+1)*0x9e3779b97f4a7c15)
	return governance.Ref{Kind: "matter", ID: id}
}

// following is the commit that changes a record once, upon what is stored.
func following(s governance.Stored) governance.Commit {
	v := s.Version + 1
	at := epoch.Add(time.Duration(v) * time.Minute)
	e := governance.Entry{
		Ref: s.Ref, Version: v, At: at, AsOf: at, Verb: "note", Rule: "M-1",
		By:      governance.Stamp{Account: "acct-1", Post: "clerk", Unit: "110105"},
		Changes: []governance.Field{{Name: "n", Value: fmt.Append(nil, v)}},
	}
	e.Seal(s.Digest)
	return governance.Commit{At: at, Writes: []governance.Write{{
		Ref: s.Ref, Base: s.Version, Entries: []governance.Entry{e},
		Header:   governance.Header{Phase: "open", Opened: epoch, Serial: "110105-2024-000001", District: "110105"},
		Document: fmt.Appendf(nil, `{"n":%d}`, v),
	}}}
}

// create makes the n-th record, edited by with.
func create(t testing.TB, l governance.Ledger, n int, with func(w *governance.Write)) governance.Stored {
	t.Helper()
	c := following(governance.Stored{Ref: ref(n)})
	with(&c.Writes[0])
	require.NoError(t, l.Commit(t.Context(), c))
	return load(t, l, n)
}

func load(t testing.TB, l governance.Ledger, n int) governance.Stored {
	t.Helper()
	found, err := l.Load(t.Context(), ref(n))
	require.NoError(t, err)
	return found[0]
}

// verified reads a whole history, checks it against the digest stored with the
// record, and returns its length.
func verified(t testing.TB, l governance.Ledger, n int) int64 {
	t.Helper()
	s := load(t, l, n)
	entries, err := l.Entries(t.Context(), governance.Span{Ref: s.Ref, Limit: 10_000})
	require.NoError(t, err)
	require.NoError(t, governance.Verify(entries, s.Digest))
	require.Len(t, entries, int(s.Version))
	return s.Version
}
