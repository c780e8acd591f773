package checkpoint_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
	"golang.org/x/mod/sumdb/note"

	"github.com/jinlin-project/jinlin/adapters/checkpoint"
	"github.com/jinlin-project/jinlin/adapters/memory"
	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
)

// friday is when every story begins and every checkpoint is made.
var friday = time.Date(2024, 9, 27, 10, 0, 0, 0, civil.Zone)

// ref names the n-th record.
func ref(n int) governance.Ref {
	r := governance.Ref{Kind: "matter", ID: uuid.UUID{6: 0x40, 8: 0x80, 15: 1}}
	if n%3 == 0 {
		r.Kind = "议事"
	}
	binary.BigEndian.PutUint16(r.ID[:2], uint16(n))
	return r
}

// A world is a ledger in memory and those who write to it.
type world struct {
	tb testing.TB
	*memory.Ledger
}

// newWorld has so many records, to which entries are written in turn.
func newWorld(tb testing.TB, records, entries int) *world {
	tb.Helper()
	w := &world{tb, memory.New()}
	for i := range entries {
		w.write(ref(i * i % records))
	}
	return w
}

// write adds one entry with something in every field to a record.
func (w *world) write(r governance.Ref) {
	w.tb.Helper()
	stored, err := w.Load(w.tb.Context(), r)
	require.NoError(w.tb, err)
	require.NoError(w.tb, w.Commit(w.tb.Context(), governance.Commit{Writes: []governance.Write{next(&stored[0])}}))
}

// next is the write of a record's next version: its number is set, a name is
// sealed, and a field stands in every other version only.
func next(s *governance.Stored) governance.Write {
	v := s.Version + 1
	at := friday.Add(time.Duration(v) * time.Minute)
	sealed := func(field, value string) governance.Personal {
		return governance.Personal{Field: field, Version: v, Salt: fmt.Appendf(nil, "salt-%011d", v), Value: []byte(value)}
	}
	name, phone := sealed("name", fmt.Sprintf(`"张%d"`, v)), sealed("~phone", `"138"`)
	e := governance.Entry{
		Ref: s.Ref, Version: v, At: at, AsOf: at.Add(-time.Second), Verb: "note", Rule: "matter.note",
		By:    governance.Stamp{Account: "a", Person: "p", Post: "clerk", Unit: "350205001", System: v%5 == 0},
		Cause: governance.Cause{Ref: ref(9), Version: 1},
		Body:  []governance.Field{{Name: "why", Value: []byte(`"噪音"`)}, {Name: "phone", Value: phone.Seal()}},
		Changes: []governance.Field{
			{Name: "n", Value: fmt.Append(nil, v)}, {Name: "name", Value: name.Seal()}, {Name: "odd", Value: []byte("true")},
		},
	}
	if v%2 == 0 {
		e.Changes[2].Value = nil
	}
	e.Seal(s.Digest)
	doc := governance.Join(slices.DeleteFunc(slices.Clone(e.Changes), func(f governance.Field) bool { return f.Value == nil }))
	return governance.Write{
		Ref: s.Ref, Base: s.Version, Header: governance.Header{Phase: "open", Opened: friday},
		Document: doc, Entries: []governance.Entry{e}, Personal: []governance.Personal{name, phone},
	}
}

// feed is everything the ledger has.
func (w *world) feed() history {
	w.tb.Helper()
	all, err := w.Entries(w.tb.Context(), governance.Span{Limit: 10_000})
	require.NoError(w.tb, err)
	return all
}

// history is a feed that can be altered: what somebody with access to the
// tables has made of one.
type history []governance.Entry

// Entries implements [checkpoint.Feed]; history is in the order of the list,
// whatever its positions say.
func (h history) Entries(_ context.Context, span governance.Span) ([]governance.Entry, error) {
	var out []governance.Entry
	for i := range h {
		e := &h[i]
		behind := e.Position
		if span.Ref != (governance.Ref{}) {
			behind = e.Version
		}
		if len(out) < span.Limit && (len(out) > 0 || behind > span.After) && (span.Ref == governance.Ref{} || span.Ref == e.Ref) {
			out = append(out, deep(e))
		}
	}
	return out, nil
}

// deep copies an entry with its fields.
func deep(e *governance.Entry) governance.Entry {
	out := *e
	for _, fields := range []*[]governance.Field{&out.Body, &out.Changes} {
		*fields = slices.Clone(*fields)
		for i := range *fields {
			(*fields)[i].Value = bytes.Clone((*fields)[i].Value)
		}
	}
	return out
}

// copied is a history of its own.
func (h history) copied() history {
	out := make(history, len(h))
	for i := range h {
		out[i] = deep(&h[i])
	}
	return out
}

// rechained seals every entry anew, as who rewrites a whole database would, and
// gives them versions and positions without gaps.
func (h history) rechained() history {
	ends := map[governance.Ref]*governance.Entry{}
	for i := range h {
		e := &h[i]
		e.Position, e.Version = int64(i+1), 1
		var prev governance.Digest
		if end := ends[e.Ref]; end != nil {
			e.Version, prev = end.Version+1, end.Digest
		}
		e.Seal(prev)
		ends[e.Ref] = e
	}
	return h
}

// origin is whose feed the tests' is. The keys were made for these tests and
// guard nothing.
const (
	origin  = "思明区.example"
	private = "PRIVATE+KEY+思明区.example+c61ae7f1+AQABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f"
	public  = "思明区.example+c61ae7f1+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4"
)

func signer(tb testing.TB) note.Signer {
	tb.Helper()
	s, err := checkpoint.ParseSigner(private)
	require.NoError(tb, err)
	return s
}

func verifier(tb testing.TB) note.Verifier {
	tb.Helper()
	v, err := checkpoint.ParseVerifier(public)
	require.NoError(tb, err)
	return v
}

// followed is a log that has read a feed to its end.
func followed(tb testing.TB, feed checkpoint.Feed) checkpoint.Log {
	tb.Helper()
	var log checkpoint.Log
	_, err := log.Follow(tb.Context(), feed)
	require.NoError(tb, err)
	return log
}

// made is a signed checkpoint of a feed's present end.
func made(tb testing.TB, feed checkpoint.Feed) (checkpoint.Checkpoint, []byte) {
	tb.Helper()
	log := followed(tb, feed)
	c := log.Checkpoint(origin, friday)
	signed, err := checkpoint.Sign(c, signer(tb))
	require.NoError(tb, err)
	return c, signed
}

// another is a key of another name.
func another(tb testing.TB, name string) (note.Signer, note.Verifier) {
	tb.Helper()
	secret, open, err := checkpoint.GenerateKey(strings.NewReader(strings.Repeat("entropy", 100)), name)
	require.NoError(tb, err)
	s, err := checkpoint.ParseSigner(secret)
	require.NoError(tb, err)
	v, err := checkpoint.ParseVerifier(open)
	require.NoError(tb, err)
	return s, v
}
