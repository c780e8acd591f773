package ledgertest

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/governance"
)

// A trial is one case at work on one ledger.
type trial struct {
	T
	ledger   governance.Ledger
	patience time.Duration // how long a reader of the feed waits for the next entry
}

// commit makes the changes one commit, which must succeed.
func (t *trial) commit(changes ...*change) {
	t.Helper()
	require.NoError(t, t.attempt(changes...), "a sound commit was refused")
}

// attempt makes the changes one commit, and lets the records remember them if
// the ledger took it.
func (t *trial) attempt(changes ...*change) error {
	t.Helper()
	return t.attemptWith(func(*governance.Commit) {}, changes...)
}

// attemptWith is attempt, with the rest of the commit filled in by edit.
func (t *trial) attemptWith(edit func(c *governance.Commit), changes ...*change) error {
	return t.attemptIn(t.Context(), edit, changes...)
}

func (t *trial) attemptIn(ctx context.Context, edit func(c *governance.Commit), changes ...*change) error {
	c := governance.Commit{At: opening}
	for _, ch := range changes {
		c.Writes = append(c.Writes, ch.write())
	}
	edit(&c)
	err := t.ledger.Commit(ctx, c)
	if err == nil {
		for _, ch := range changes {
			ch.accept()
		}
	}
	return err
}

// refused requires that a commit failed with a conflict about the record, for
// that reason.
func (t *trial) refused(err error, reason governance.ConflictReason, about governance.Ref) {
	t.Helper()
	var conflict *governance.ConflictError
	require.ErrorAs(t, err, &conflict, "a commit that must be refused with %q", reason)
	assert.Equal(t, reason, conflict.Reason)
	assert.Equal(t, about, conflict.Ref, "the conflict names the wrong record")
}

// load returns what the ledger holds about one record.
func (t *trial) load(r governance.Ref) governance.Stored {
	t.Helper()
	found, err := t.ledger.Load(t.Context(), r)
	require.NoError(t, err)
	require.Len(t, found, 1)
	return found[0]
}

// holds requires that the ledger holds about each record what the record
// remembers, nothing more and nothing less.
func (t *trial) holds(records ...*record) {
	t.Helper()
	for _, r := range records {
		t.same(r, t.load(r.ref))
		got := t.entries(r.ref)
		require.Len(t, got, len(r.entries), "entries of %s %d", r.ref.Kind, numberOf(r.ref))
		for i, want := range r.entries {
			want.Personal = r.sealedIn(want.Version)
			assert.Equal(t, tidy(want), tidy(got[i]))
		}
	}
}

// same requires that what was read is what the record remembers.
func (t *trial) same(r *record, got governance.Stored) {
	t.Helper()
	require.Equal(t, r.ref, got.Ref)
	require.Equal(t, r.version, got.Version, "version of %s %d", r.ref.Kind, numberOf(r.ref))
	assert.Equal(t, r.digest, got.Digest, "the digest of the last entry")
	if r.version > 0 {
		assert.Equal(t, string(r.document()), string(got.Document), "the document, byte for byte")
		last := r.entries[len(r.entries)-1].At
		assert.True(t, last.Equal(got.At), "the instant of the last entry is %s, not %s", last, got.At)
	}
	assert.Equal(t, printed(r.current()), printed(got.Personal), "the current sealed values, by name")
}

// sealedIn returns what was sealed in one entry, by name.
func (r *record) sealedIn(version int64) []governance.Personal {
	var out []governance.Personal
	for _, p := range r.sealed {
		if p.Version == version {
			out = append(out, p)
		}
	}
	return out
}

// entries reads the whole history of a record, in pages.
func (t *trial) entries(r governance.Ref) []governance.Entry {
	t.Helper()
	return t.pages(r, 0, 7)
}

// pages reads a stretch of history to its end, so many entries at a time.
func (t *trial) pages(r governance.Ref, after int64, limit int) []governance.Entry {
	t.Helper()
	var all []governance.Entry
	for {
		page, err := t.ledger.Entries(t.Context(), governance.Span{Ref: r, After: after, Limit: limit})
		require.NoError(t, err)
		require.LessOrEqual(t, len(page), limit, "a page is longer than asked for")
		if len(page) == 0 {
			return all
		}
		all = append(all, page...)
		last := page[len(page)-1]
		next := last.Version
		if r == (governance.Ref{}) {
			next = last.Position
		}
		require.Greater(t, next, after, "history must go on")
		after = next
	}
}

// find returns the numbers of all records that match, in order, reading pages
// of the query's limit.
func (t *trial) find(q governance.Query) []int {
	t.Helper()
	found := []int{}
	seen := map[governance.Ref]bool{}
	for {
		page, err := t.ledger.Find(t.Context(), q)
		require.NoError(t, err)
		for _, s := range page.Items {
			require.False(t, seen[s.Ref], "record %d was found twice", numberOf(s.Ref))
			seen[s.Ref] = true
			found = append(found, numberOf(s.Ref))
		}
		if page.Next.IsZero() {
			return found
		}
		require.NotEmpty(t, page.Items, "a page with a next one is empty")
		q.After = page.Next
	}
}

// finds requires that exactly these records match, in this order.
func (t *trial) finds(want []int, q governance.Query, why string) {
	t.Helper()
	if want == nil {
		want = []int{}
	}
	assert.Equal(t, want, t.find(q), why)
}

// tidy makes entries comparable: times in one zone, no position, sealed values
// by name, no difference between no fields and none.
func tidy(e governance.Entry) governance.Entry {
	e.At, e.AsOf, e.Position = e.At.UTC(), e.AsOf.UTC(), 0
	e.Body, e.Changes = slices.Clip(e.Body), slices.Clip(e.Changes)
	if len(e.Body) == 0 {
		e.Body = nil
	}
	if len(e.Changes) == 0 {
		e.Changes = nil
	}
	e.Personal = slices.Clone(e.Personal)
	slices.SortFunc(e.Personal, byField)
	if len(e.Personal) == 0 {
		e.Personal = nil
	}
	return e
}

func byField(a, b governance.Personal) int { return cmp.Compare(a.Field, b.Field) }

// printed shows sealed values as text, which reads better in a failure.
func printed(ps []governance.Personal) []string {
	out := []string{}
	for _, p := range ps {
		out = append(out, p.Field+"@"+number(p.Version)+"="+string(p.Value)+" "+string(p.Salt))
	}
	return out
}
