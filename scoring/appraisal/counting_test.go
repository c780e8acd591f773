package appraisal_test

import (
	"context"
	"maps"
	"slices"
	"sync"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/memory"
	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/scoring/appraisal"
)

// counting is a ledger that counts how often it was asked, and for which records.
type counting struct {
	governance.Ledger
	mu     sync.Mutex
	calls  int
	loaded map[governance.Ref]int // however: by id, found, or their history read
}

func (c *counting) note(refs ...governance.Ref) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.calls++
	for _, ref := range refs {
		c.loaded[ref]++
	}
}

func (c *counting) Load(ctx context.Context, refs ...governance.Ref) ([]governance.Stored, error) {
	c.note(refs...)
	return c.Ledger.Load(ctx, refs...)
}

func (c *counting) Find(ctx context.Context, q governance.Query) (governance.Page, error) {
	page, err := c.Ledger.Find(ctx, q)
	var refs []governance.Ref
	for _, item := range page.Items {
		refs = append(refs, item.Ref)
	}
	c.note(refs...)
	return page, err
}

func (c *counting) Entries(ctx context.Context, span governance.Span) ([]governance.Entry, error) {
	c.note(span.Ref)
	return c.Ledger.Entries(ctx, span)
}

func (c *counting) Commit(ctx context.Context, commit governance.Commit) error {
	c.note()
	return c.Ledger.Commit(ctx, commit)
}

// during counts what a call asks of the ledger.
func (c *counting) during(call func()) (calls int, loaded map[governance.Ref]int) {
	c.calls, c.loaded = 0, map[governance.Ref]int{}
	call()
	return c.calls, maps.Clone(c.loaded)
}

func countingWorld(t *testing.T) (*world, *counting) {
	c := &counting{Ledger: memory.New(), loaded: map[governance.Ref]int{}}
	return newWorld(t, c), c
}

// Computing a round passes over the matters once: no matter is loaded twice, and
// none one by one.
func TestComputingLoadsEachMatterOnce(t *testing.T) {
	w, ledger := countingWorld(t)
	w.quarter()
	calls, loaded := ledger.during(func() { w.computed(responders) })
	matters := 0
	for ref, n := range loaded {
		if ref.Kind == casework.KindCase {
			matters++
			assert.Equal(t, 1, n, "%s was loaded %d times", ref.ID, n)
		}
	}
	assert.Equal(t, 38, matters)
	assert.LessOrEqual(t, calls, 12, "pages, not records")
}

// A command on an opinion costs the same, however many matters stand behind it, and
// so does whatever is refused: no matter is looked at.
func TestCommandsDoNotGrowWithMatters(t *testing.T) {
	cost := func(matters int) map[string]int {
		w, ledger := countingWorld(t)
		w.to("2024-07-02 09:00")
		var ids []uuid.UUID
		for range matters {
			ids = append(ids, w.townMatter(community, "community", "town", 5))
		}
		w.to("2024-10-08 09:00")
		r := w.computed(responders)
		out := map[string]int{}
		measure := func(name string, call func() error) {
			calls, loaded := ledger.during(func() { _ = call() })
			out[name] = calls
			for ref := range loaded {
				assert.NotEqual(t, casework.KindCase, ref.Kind, "%s looks at matters", name)
			}
		}
		o := w.opinion(r, town)
		measure("issue", func() error { _, err := w.round("centre", r.ID, appraisal.Issue{}); return err })
		measure("object", func() error {
			_, err := w.give("town", o.ID, appraisal.Object{Reason: "x", Matters: ids[:5]})
			return err
		})
		measure("reject", func() error { _, err := w.give("centre", o.ID, appraisal.Reject{Reason: "x"}); return err })
		measure("get", func() error { _, err := w.books.Opinions.Get(t.Context(), players["town"], o.ID); return err })
		measure("a bad period", func() error {
			_, err := w.round("centre", uuid.Nil, appraisal.Compute{District: district, Period: "x", Rules: responders})
			return err
		})
		return out
	}
	few, many := cost(5), cost(25)
	assert.Equal(t, few, many)
	for _, name := range slices.Sorted(maps.Keys(many)) {
		assert.LessOrEqual(t, many[name], 6, name)
	}
}

// The matters behind a number are found in one pass too, with the history of those
// alone that have changed since.
func TestEvidenceReadsHistoryOfWhatChanged(t *testing.T) {
	w, ledger := countingWorld(t)
	ids := w.quarter()
	o := w.opinion(w.issued(responders), town)
	_, loaded := ledger.during(func() {
		_, err := w.matters("town", o.ID, "response")
		require.NoError(t, err)
	})
	for ref, n := range loaded {
		assert.True(t, n == 1 || ref.Kind != casework.KindCase, "%s was loaded %d times", ref.ID, n)
	}
	w.do("resident", ids[len(ids)-1], reopened)
	_, loaded = ledger.during(func() {
		_, err := w.matters("town", o.ID, "response")
		require.NoError(t, err)
	})
	again := 0
	for ref, n := range loaded {
		if ref.Kind == casework.KindCase && n > 1 {
			again++
		}
	}
	assert.Equal(t, 1, again, "only the one that was reopened is rebuilt")
}
