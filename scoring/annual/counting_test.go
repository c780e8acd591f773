package annual_test

import (
	"context"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/memory"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/scoring/annual"
)

// counting is a ledger that counts what it was asked.
type counting struct {
	governance.Ledger
	calls, deeds, writes int
}

func (c *counting) Load(ctx context.Context, refs ...governance.Ref) ([]governance.Stored, error) {
	c.calls++
	return c.Ledger.Load(ctx, refs...)
}

func (c *counting) Find(ctx context.Context, q governance.Query) (governance.Page, error) {
	c.calls++
	page, err := c.Ledger.Find(ctx, q)
	if q.Kind == "deed" {
		c.deeds += len(page.Items)
	}
	return page, err
}

func (c *counting) Count(ctx context.Context, q governance.Query, by ...governance.Column) ([]governance.Tally, error) {
	c.calls++
	return c.Ledger.Count(ctx, q, by...)
}

func (c *counting) Commit(ctx context.Context, commit governance.Commit) error {
	c.calls++
	c.writes += len(commit.Writes)
	return c.Ledger.Commit(ctx, commit)
}

// Nothing in a year's assessment loads a single record of the institutions that its
// figures are drawn from, however many there are: they are counted where they lie.
// And a reviewer's word touches the reviewer's sheet alone.
func TestAssessmentsDoNotGrowWithDeeds(t *testing.T) {
	cost := func(more int) []int {
		ledger := &counting{Ledger: memory.New()}
		w := newWorldOn(t, ledger)
		w.year()
		for range more {
			w.deed(town, 4)
		}
		a := w.must("district", uuid.Nil, opening())
		var out []int
		measure := func(writes int, call func() error) {
			ledger.calls, ledger.deeds, ledger.writes = 0, 0, 0
			require.NoError(t, call())
			assert.Zero(t, ledger.deeds)
			assert.Equal(t, writes, ledger.writes)
			out = append(out, ledger.calls)
		}
		do := func(cmd governance.Command) func() error {
			return func() (err error) { a, err = w.give("district", a.ID, cmd); return err }
		}
		measure(4, do(annual.Collect{}))
		measure(1, do(annual.Cite{Leaf: "opinions"}))
		measure(1, do(annual.DrawFigures{}))
		s := w.sheet(a, "review", "li")
		measure(1, func() error { return w.handIn("li", s, "90") })
		measure(4, do(annual.Combine{}))
		measure(6, do(annual.Publish{}))
		return out
	}
	few, many := cost(0), cost(200)
	assert.Equal(t, few, many)
	for _, calls := range many {
		assert.LessOrEqual(t, calls, 12)
	}
}
