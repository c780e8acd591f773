package ledgertest

import (
	"errors"
	"sync/atomic"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/governance"
)

var feed = []Case{
	{Name: "empty", check: feedEmpty,
		Rule: "The feed of an empty ledger is empty, without an error."},
	{Name: "everything once", check: feedEverything,
		Rule: "The feed has every entry of every record exactly once, as it was committed, at positions that increase strictly."},
	{Name: "versions in order", check: feedVersionsInOrder,
		Rule: "In the feed the entries of one record come in the order of their versions."},
	{Name: "one position", check: feedOnePosition,
		Rule: "An entry has the same position whether it is read in the feed or in its record's history, and keeps it."},
	{Name: "continued", check: feedContinued,
		Rule: "A reader that continues from the last position it saw gets the rest, complete and without overlap."},
	{Name: "no personal values", check: feedNoPersonal,
		Rule: "The feed never carries personal values; digests stand in their place."},
	{Name: "late writers", check: feedLateWriters,
		Rule: "A reader that polls while many write misses no entry, however late its writer committed."},
}

// feed reads the feed from its beginning, and waits until it has so many
// entries: a ledger may show them a moment after the commit.
func (t *trial) feed(n int) []governance.Entry {
	t.Helper()
	var all []governance.Entry
	after, deadline := int64(0), time.Now().Add(t.patience)
	for {
		page, err := t.ledger.Entries(t.Context(), governance.Span{After: after, Limit: 5})
		require.NoError(t, err)
		for _, e := range page {
			require.Greater(t, e.Position, after, "positions increase strictly")
			after = e.Position
		}
		all = append(all, page...)
		if len(page) == 0 && (len(all) >= n || time.Now().After(deadline)) {
			return all
		}
	}
}

func feedEmpty(t *trial) { assert.Empty(t, t.feed(0)) }

func feedEverything(t *trial) {
	records := t.several(4, 6)
	want := map[governance.Ref]map[int64]governance.Entry{}
	n := 0
	for _, r := range records {
		want[r.ref] = map[int64]governance.Entry{}
		for _, e := range r.entries {
			want[r.ref][e.Version] = tidy(e)
			n++
		}
	}
	got := t.feed(n)
	require.Len(t, got, n, "every entry once")
	for _, e := range got {
		kept, expected := want[e.Ref][e.Version]
		require.True(t, expected, "entry %d of %d came twice or was never committed", e.Version, numberOf(e.Ref))
		delete(want[e.Ref], e.Version)
		assert.Equal(t, kept, tidy(e))
	}
}

// several commits some records, so many times each, some alone and some
// together, without sealed values.
func (t *trial) several(records, times int) []*record {
	all := make([]*record, records)
	for i := range all {
		all[i] = newRecord(i)
	}
	for n := range times {
		var together []*change
		for i, r := range all {
			c := r.change(set("n", number(int64(n)))).body(set("why", `"因为"`))
			if i%2 == 0 {
				together = append(together, c.also(set("m", number(int64(i)))))
				continue
			}
			t.commit(c)
		}
		t.commit(together...)
	}
	return all
}

func feedVersionsInOrder(t *trial) {
	records := t.several(3, 5)
	next := map[governance.Ref]int64{}
	for _, e := range t.feed(25) {
		next[e.Ref]++
		require.Equal(t, next[e.Ref], e.Version)
	}
	for _, r := range records {
		assert.Equal(t, r.version, next[r.ref])
	}
}

func feedOnePosition(t *trial) {
	records := t.several(3, 3)
	position := map[governance.Ref]map[int64]int64{}
	for _, e := range t.feed(15) {
		if position[e.Ref] == nil {
			position[e.Ref] = map[int64]int64{}
		}
		position[e.Ref][e.Version] = e.Position
	}
	t.commit(newRecord(50).change(set("a", "1")))
	for _, r := range records {
		for _, e := range t.entries(r.ref) {
			assert.Equal(t, position[r.ref][e.Version], e.Position)
		}
	}
}

func feedContinued(t *trial) {
	t.several(3, 4)
	all := t.feed(20)
	require.Len(t, all, 20)
	for i, from := range all {
		for _, limit := range []int{1, 3, 50} {
			rest := t.pages(governance.Ref{}, from.Position, limit)
			require.Len(t, rest, len(all)-i-1)
			for j := range rest {
				require.Equal(t, all[i+1+j].Position, rest[j].Position)
			}
		}
	}
}

func feedNoPersonal(t *trial) {
	r := newRecord(1)
	t.commit(r.change(set("a", "1")).seal("name", `"王芳"`).seal("~phone", `"13800138000"`))
	for _, e := range t.feed(1) {
		assert.Empty(t, e.Personal)
		assert.NotEmpty(t, e.Changes)
	}
	assert.Len(t, t.entries(r.ref)[0].Personal, 2, "the record's own history has them")
}

// feedLateWriters reads behind many writers and compares with what they wrote
// in the end. Databases that number entries before they commit lose some here.
func feedLateWriters(t *trial) {
	const writers, each = 6, 25
	var running atomic.Bool
	running.Store(true)
	finished := make(chan []error, 1)
	go func() {
		finished <- race(writers, func(i int) error { return t.write(newRecord(i), each) })
		running.Store(false)
	}()
	seen, failed := t.follow(&running, writers*each*2)
	require.NoError(t, errors.Join(<-finished...))
	require.NoError(t, failed)
	for i := range writers {
		assert.Equal(t, int64(each*2), seen[ref(matter, i)], "record %d: a reader lost entries or saw them out of order", i)
	}
}

// write commits a record so many times with two entries each. Long entries
// keep some transactions open longer than others.
func (t *trial) write(r *record, commits int) error {
	for i := range commits {
		long := make([]byte, 1+(i%5)*4000)
		for j := range long {
			long[j] = 'x'
		}
		if err := t.attempt(r.change(set("text", `"`+string(long)+`"`)).also(set("n", number(int64(i))))); err != nil {
			return err
		}
	}
	return nil
}

// follow reads the feed from position to position until n entries came, or
// until none comes any more after the writers ended. It returns the last
// version seen of each record, which stays behind at the first gap.
func (t *trial) follow(running *atomic.Bool, n int) (map[governance.Ref]int64, error) {
	seen := map[governance.Ref]int64{}
	after, count, deadline := int64(0), 0, time.Now().Add(t.patience)
	for count < n && (running.Load() || time.Now().Before(deadline)) {
		page, err := t.ledger.Entries(t.Context(), governance.Span{After: after, Limit: 7})
		if err != nil {
			return nil, err
		}
		for _, e := range page {
			if e.Position <= after {
				return nil, errors.New("positions do not increase")
			}
			after = e.Position
			if seen[e.Ref] == e.Version-1 {
				seen[e.Ref] = e.Version
			}
			count++
		}
		if len(page) > 0 || running.Load() {
			deadline = time.Now().Add(t.patience)
		}
	}
	return seen, nil
}
