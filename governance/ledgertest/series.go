package ledgertest

import (
	"errors"
	"sync"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var series = []Case{
	{Name: "from one", check: seriesFromOne,
		Rule: "The first number of a series is 1."},
	{Name: "blocks", check: seriesBlocks,
		Rule: "A reservation of n takes the n numbers from the one returned; none of them is given again."},
	{Name: "series apart", check: seriesApart,
		Rule: "Each series counts for itself, and names are compared byte for byte."},
	{Name: "at once", check: seriesAtOnce,
		Rule: "However many reserve at once, no number is given twice."},
	{Name: "nothing or less", check: seriesNothing,
		Rule: "A reservation of nothing or less, refused or not, never makes a number be given twice."},
}

func (t *trial) reserve(name string, n int64) int64 {
	t.Helper()
	first, err := t.ledger.Reserve(t.Context(), name, n)
	require.NoError(t, err)
	return first
}

func seriesFromOne(t *trial) {
	assert.Equal(t, int64(1), t.reserve("京东-2024", 1))
	assert.Equal(t, int64(1), t.reserve("other", 1000))
}

func seriesBlocks(t *trial) {
	last := int64(0)
	for _, n := range []int64{1, 10, 1, 1 << 40, 3, 1} {
		first := t.reserve("s", n)
		require.Greater(t, first, last, "a number was given twice")
		last = first + n - 1
	}
}

func seriesApart(t *trial) {
	names := []string{"a", "A", "a ", "", "a%", "吉", "𠮷", "2024", "02024"}
	for i, name := range names {
		assert.Equal(t, int64(1), t.reserve(name, int64(i+1)), "series %q begins at 1, whatever others have given", name)
	}
	for i, name := range names {
		assert.Greater(t, t.reserve(name, 1), int64(i+1), "series %q goes on behind its own", name)
	}
}

func seriesAtOnce(t *trial) {
	const takers, each = 6, 30
	var mu sync.Mutex
	given := map[int64]bool{}
	twice := 0
	errs := race(takers, func(i int) error {
		for range each {
			n := int64(1 + i%3)
			first, err := t.ledger.Reserve(t.Context(), "s", n)
			if err != nil {
				return err
			}
			mu.Lock()
			for k := first; k < first+n; k++ {
				if given[k] {
					twice++
				}
				given[k] = true
			}
			mu.Unlock()
		}
		return nil
	})
	require.NoError(t, errors.Join(errs...))
	assert.Zero(t, twice, "numbers given twice")
}

func seriesNothing(t *trial) {
	last := t.reserve("s", 5) + 4
	for _, n := range []int64{0, -1, -100} {
		_, _ = t.ledger.Reserve(t.Context(), "s", n) // refused or not
		first := t.reserve("s", 1)
		require.Greater(t, first, last, "after a reservation of %d", n)
		last = first
	}
}
