package checkpoint_test

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/checkpoint"
	"github.com/jinlin-project/jinlin/governance"
)

// bent is a ledger whose tables somebody has been at: what it answers is
// altered on its way out.
type bent struct {
	checkpoint.Archive
	entries func(span governance.Span, page []governance.Entry) ([]governance.Entry, error)
	record  func(*governance.Stored)
	loading error
}

func (b *bent) Entries(ctx context.Context, span governance.Span) ([]governance.Entry, error) {
	out, err := b.Archive.Entries(ctx, span)
	if err == nil && b.entries != nil {
		return b.entries(span, out)
	}
	return out, err
}

func (b *bent) Load(ctx context.Context, refs ...governance.Ref) ([]governance.Stored, error) {
	out, err := b.Archive.Load(ctx, refs...)
	for i := range out {
		if b.record != nil {
			b.record(&out[i])
		}
	}
	return out, errors.Join(err, b.loading)
}

// one alters a single entry, wherever it is read.
func one(position int64, alter func(*governance.Entry)) func(governance.Span, []governance.Entry) ([]governance.Entry, error) {
	return func(_ governance.Span, page []governance.Entry) ([]governance.Entry, error) {
		for i := range page {
			if page[i].Position == position {
				alter(&page[i])
			}
		}
		return page, nil
	}
}

// without leaves out entries, wherever they are read.
func without(gone func(e *governance.Entry) bool) func(governance.Span, []governance.Entry) ([]governance.Entry, error) {
	return func(_ governance.Span, page []governance.Entry) ([]governance.Entry, error) {
		return slices.DeleteFunc(page, func(e governance.Entry) bool { return gone(&e) }), nil
	}
}

// only alters one record as it is loaded.
func only(r governance.Ref, alter func(*governance.Stored)) func(*governance.Stored) {
	return func(s *governance.Stored) {
		if s.Ref == r {
			alter(s)
		}
	}
}

// A ledger that nobody was at has no fault, and the findings are what it has.
func TestAuditOfASoundLedger(t *testing.T) {
	w := newWorld(t, 300, 2300)
	log := followed(t, w.feed()[:1234])
	early := log.Checkpoint(origin, friday)
	late, _ := made(t, w)
	found, err := (&checkpoint.Audit{Marks: []checkpoint.Checkpoint{late, early, (&checkpoint.Log{}).Checkpoint(origin, friday)}}).Run(t.Context(), w)
	require.NoError(t, err)
	require.Equal(t, int64(2300), found.Entries)
	require.Equal(t, late.Root, found.Log.Root())
	all, err := w.Count(t.Context(), governance.Query{})
	require.NoError(t, err)
	require.Equal(t, all[0].Count, found.Records)
	nothing, err := (&checkpoint.Audit{}).Run(t.Context(), newWorld(t, 1, 0))
	require.NoError(t, err)
	require.Equal(t, checkpoint.Findings{}, nothing)
}

// Audit: "that the document is what history makes of it, that version and digest
// are those of the last entry, and that each personal value still kept is the
// one that was sealed." Nothing of this shows in the feed.
func TestAuditLooksAtRecords(t *testing.T) {
	w := newWorld(t, 10, 60)
	all := w.feed()
	r, last := all[20].Ref, all[20]
	for _, e := range all {
		if e.Ref == r {
			last = e
		}
	}
	doc := func(text string) func(*governance.Stored) {
		return only(r, func(s *governance.Stored) { s.Document = governance.Document(text) })
	}
	for name, row := range map[string]struct {
		bent bent
		want checkpoint.FaultError
	}{
		"a value":                              {bent{record: doc(`{"n":1,"name":"张三"}`)}, checkpoint.FaultError{Fault: checkpoint.Document, Ref: r}},
		"no document":                          {bent{record: doc(``)}, checkpoint.FaultError{Fault: checkpoint.Document, Ref: r}},
		"an empty one":                         {bent{record: doc(`{}`)}, checkpoint.FaultError{Fault: checkpoint.Document, Ref: r}},
		"a field more":                         {bent{record: only(r, func(s *governance.Stored) { s.Document = more(s.Document) })}, checkpoint.FaultError{Fault: checkpoint.Document, Ref: r}},
		"no record":                            {bent{record: only(r, func(s *governance.Stored) { *s = governance.Stored{Ref: r} })}, checkpoint.FaultError{Fault: checkpoint.Head, Ref: r}},
		"an old version":                       {bent{record: only(r, func(s *governance.Stored) { s.Version-- })}, checkpoint.FaultError{Fault: checkpoint.Head, Ref: r}},
		"set back with all that belongs to it": {bent{record: func(s *governance.Stored) { before(s, all, last) }}, checkpoint.FaultError{Fault: checkpoint.Head, Ref: r}},
		"a version ahead":                      {bent{record: only(r, func(s *governance.Stored) { s.Version++ })}, checkpoint.FaultError{Fault: checkpoint.Head, Ref: r}},
		"an end cut off":                       {bent{entries: without(func(e *governance.Entry) bool { return e.Position == last.Position })}, checkpoint.FaultError{Fault: checkpoint.Head, Ref: r}},
		"a digest":                             {bent{record: only(r, func(s *governance.Stored) { s.Digest[0]++ })}, checkpoint.FaultError{Fault: checkpoint.Head, Ref: r}},
		"a time":                               {bent{record: only(r, func(s *governance.Stored) { s.At = s.At.Add(time.Microsecond) })}, checkpoint.FaultError{Fault: checkpoint.Head, Ref: r}},
		"no history": {bent{entries: without(func(e *governance.Entry) bool { return e.Ref == r })},
			checkpoint.FaultError{Fault: checkpoint.Orphan, Ref: r}},
		"a sealed value": {bent{entries: one(21, func(e *governance.Entry) { bend(e, func(p *governance.Personal) { p.Value = []byte(`"李"`) }) })},
			checkpoint.FaultError{Fault: checkpoint.Sealed, Position: 21, Ref: r, Version: all[20].Version}},
		"a salt": {bent{entries: one(21, func(e *governance.Entry) { bend(e, func(p *governance.Personal) { p.Salt[3] ^= 1 }) })},
			checkpoint.FaultError{Fault: checkpoint.Sealed, Position: 21, Ref: r, Version: all[20].Version}},
		"another history than the feed's": {bent{entries: divided(r, all)}, checkpoint.FaultError{Fault: checkpoint.Digest, Position: last.Position, Ref: r, Version: last.Version}},
		"an entry, but not in the feed": {bent{entries: func(span governance.Span, page []governance.Entry) ([]governance.Entry, error) {
			if span.Ref != r {
				return page, nil
			}
			return one(21, func(e *governance.Entry) { e.Verb = "forget" })(span, page)
		}}, checkpoint.FaultError{Fault: checkpoint.Digest, Position: 21, Ref: r, Version: all[20].Version}},
		"another record's history": {bent{entries: func(span governance.Span, page []governance.Entry) ([]governance.Entry, error) {
			if span.Ref != r {
				return page, nil
			}
			span.Ref = all[1].Ref
			return all.Entries(t.Context(), span)
		}}, checkpoint.FaultError{Fault: checkpoint.Version, Position: all[1].Position, Ref: r, Version: 1}},
		"an entry, which the feed shows first": {bent{entries: one(21, func(e *governance.Entry) { e.Verb = "forget" }), record: doc(`{}`)},
			checkpoint.FaultError{Fault: checkpoint.Digest, Position: 21, Ref: r, Version: all[20].Version}},
	} {
		row.bent.Archive = w
		_, err := new(checkpoint.Audit).Run(t.Context(), &row.bent)
		var f *checkpoint.FaultError
		require.ErrorAs(t, err, &f, name)
		require.Equal(t, row.want, *f, name)
	}
}

// before sets a record back to where it stood before its last entry.
func before(s *governance.Stored, all history, last governance.Entry) {
	if s.Ref != last.Ref {
		return
	}
	var until history
	for _, e := range all {
		if e.Ref == s.Ref && e.Version < last.Version {
			until = append(until, e)
		}
	}
	end := until[len(until)-1]
	s.Version, s.At, s.Digest, s.Document = end.Version, end.At, end.Digest, governance.Rebuild(until)
}

func more(doc governance.Document) governance.Document {
	fields, _ := doc.Split()
	return governance.Join(append(fields, governance.Field{Name: "x", Value: []byte("1")}))
}

// bend alters the first personal value that was read with an entry.
func bend(e *governance.Entry, alter func(*governance.Personal)) {
	if len(e.Personal) > 0 {
		alter(&e.Personal[0])
	}
}

// divided shows one history of a record in the feed and another, sound in
// itself, when the record's own is asked for.
func divided(r governance.Ref, all history) func(governance.Span, []governance.Entry) ([]governance.Entry, error) {
	forged := slices.DeleteFunc(all.copied(), func(e governance.Entry) bool { return e.Ref != r })
	positions := map[int64]int64{}
	for i := range forged {
		forged[i].Verb, positions[forged[i].Version] = "forget", forged[i].Position
	}
	forged.rechained()
	for i := range forged {
		forged[i].Position = positions[forged[i].Version]
	}
	return func(span governance.Span, page []governance.Entry) ([]governance.Entry, error) {
		if span.Ref != r {
			return page, nil
		}
		return forged.Entries(context.Background(), span)
	}
}

// "An end that was cut off cleanly, record and all, is missed only by a
// checkpoint that covers it."
func TestOnlyACheckpointGuardsTheEnd(t *testing.T) {
	w := newWorld(t, 10, 60)
	c, _ := made(t, w)
	restored := newWorld(t, 10, 50) // the same writers, stopped earlier
	_, err := new(checkpoint.Audit).Run(t.Context(), restored)
	require.NoError(t, err)
	_, err = (&checkpoint.Audit{Marks: []checkpoint.Checkpoint{c}}).Run(t.Context(), restored)
	var f *checkpoint.FaultError
	require.ErrorAs(t, err, &f)
	require.Equal(t, checkpoint.FaultError{Fault: checkpoint.Short, Position: 50}, *f)
}

// Values that were erased are not missed, and a checkpoint made before holds.
func TestErasingLeavesCheckpointsValid(t *testing.T) {
	w := newWorld(t, 10, 60)
	c, signed := made(t, w)
	stored, err := w.Load(t.Context(), ref(1))
	require.NoError(t, err)
	erasing := next(&stored[0])
	erasing.Erase, erasing.Personal = true, nil
	require.NoError(t, w.Commit(t.Context(), governance.Commit{Writes: []governance.Write{erasing}}))
	_, err = checkpoint.Verify(t.Context(), w, signed, verifier(t))
	require.NoError(t, err)
	_, err = (&checkpoint.Audit{Marks: []checkpoint.Checkpoint{c}}).Run(t.Context(), w)
	require.NoError(t, err)
}

// From: an audit goes on where an earlier one ended, reads the new entries and
// looks at the records that have changed, and only at these.
func TestAuditGoesOn(t *testing.T) {
	w := newWorld(t, 10, 60)
	found, err := new(checkpoint.Audit).Run(t.Context(), w)
	require.NoError(t, err)
	w.write(ref(6))
	w.write(ref(42))
	w.write(ref(42))
	goOn := &checkpoint.Audit{From: found.Log}
	later, err := goOn.Run(t.Context(), w)
	require.NoError(t, err)
	require.Equal(t, int64(3), later.Entries)
	require.Equal(t, int64(2), later.Records)
	require.True(t, followed(t, w) == later.Log)

	var f *checkpoint.FaultError
	all := w.feed()
	_, err = goOn.Run(t.Context(), &bent{Archive: w, entries: one(61, func(e *governance.Entry) { e.Verb = "forget" })})
	require.ErrorAs(t, err, &f)
	require.Equal(t, checkpoint.FaultError{Fault: checkpoint.Digest, Position: 61, Ref: ref(6), Version: all[60].Version}, *f)
	_, err = goOn.Run(t.Context(), &bent{Archive: w, entries: func(span governance.Span, page []governance.Entry) ([]governance.Entry, error) {
		if span.Ref == ref(6) {
			return all[60:61], nil // as a database answers that has lost the one before
		}
		return page, nil
	}})
	require.ErrorAs(t, err, &f)
	require.Equal(t, checkpoint.FaultError{Fault: checkpoint.Version, Position: 61, Ref: ref(6), Version: all[60].Version}, *f, "its predecessor is gone")
	_, err = goOn.Run(t.Context(), &bent{Archive: w, entries: without(func(e *governance.Entry) bool { return e.Ref == ref(6) && e.Version < all[60].Version })})
	require.ErrorAs(t, err, &f)
	require.Equal(t, checkpoint.Version, f.Fault, "all of them are")
	_, err = goOn.Run(t.Context(), &bent{Archive: w, record: only(ref(42), func(s *governance.Stored) { s.Document = more(s.Document) })})
	require.ErrorAs(t, err, &f)
	_, err = goOn.Run(t.Context(), &bent{Archive: w, record: only(ref(4), func(s *governance.Stored) { s.Document = more(s.Document) })})
	require.NoError(t, err, "it has not changed since, and is the next whole audit's")

	early := followed(t, all[:30])
	var behind *checkpoint.BehindError
	_, err = (&checkpoint.Audit{From: found.Log, Marks: []checkpoint.Checkpoint{early.Checkpoint(origin, friday)}}).Run(t.Context(), w)
	require.ErrorAs(t, err, &behind)
	require.Equal(t, checkpoint.BehindError{From: 60, Mark: 30}, *behind)
	wrong := found.Log.Checkpoint(origin, friday)
	wrong.Root[0]++
	_, err = (&checkpoint.Audit{From: found.Log, Marks: []checkpoint.Checkpoint{wrong}}).Run(t.Context(), w)
	require.ErrorAs(t, err, &f)
	require.Equal(t, checkpoint.Root, f.Fault, "where it begins is compared, too")
}

// "Any other error is the archive's, and says nothing of history."
func TestAuditOfALedgerThatFails(t *testing.T) {
	w := newWorld(t, 10, 60)
	broken := func(byRecord bool) func(governance.Span, []governance.Entry) ([]governance.Entry, error) {
		return func(span governance.Span, page []governance.Entry) ([]governance.Entry, error) {
			if byRecord == (span.Ref != governance.Ref{}) {
				return nil, errBroken
			}
			return page, nil
		}
	}
	for _, b := range []bent{{entries: broken(false)}, {entries: broken(true)}, {loading: errBroken}} {
		b.Archive = w
		_, err := new(checkpoint.Audit).Run(t.Context(), &b)
		require.ErrorIs(t, err, errBroken)
		require.NotErrorIs(t, err, governance.ErrTampered)
	}
}

// "Others may write meanwhile": no audit of a sound ledger finds a fault.
func TestAuditAmidWriters(t *testing.T) {
	w := newWorld(t, 10, 200)
	var group sync.WaitGroup
	done := make(chan struct{})
	for n := range 4 {
		group.Go(func() {
			for i := range 250 {
				w.write(ref(n*100 + i%5))
			}
		})
	}
	go func() { group.Wait(); close(done) }()
	for writing := true; writing; {
		select {
		case <-done:
			writing = false
		default:
		}
		_, err := new(checkpoint.Audit).Run(t.Context(), w)
		require.NoError(t, err)
	}
}
