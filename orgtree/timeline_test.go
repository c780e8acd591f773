package orgtree

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/civil"
)

// A timeline beside an array with a value for every day.
func TestTimelineAgainstDays(t *testing.T) {
	const days = 30
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 3))
		start := civil.Date(r.IntN(5))
		line := always(start, 0)
		var want [days]int
		said := map[civil.Date]bool{start: true}
		for v := 1; v < 12; v++ {
			d := start + civil.Date(r.IntN(days-5))
			before := append(timeline[int]{}, line...)
			kept := line
			line = line.with(d, v)
			require.Equal(t, before, kept, "a timeline handed out never changes")
			said[d] = true
			for e := d; e < days && (e == d || !said[e]); e++ {
				want[e] = v
			}
		}
		for d := start; d < days; d++ {
			require.Equal(t, want[d], line.on(d), "seed %d day %d", seed, d)
		}
		require.True(t, line.ascending(start))
		requireSpans(t, line, want[:], days)
		cut := start + 1 + civil.Date(r.IntN(20))
		require.True(t, line.before(cut).endsBy(cut))
		require.Equal(t, line.on(cut-1), line.before(cut).on(days))
	}
}

func requireSpans(t *testing.T, line timeline[int], want []int, end civil.Date) {
	t.Helper()
	next := line[0].On
	for held, v := range line.spans(end) {
		require.Equal(t, next, held.from, "spans leave no day out")
		require.False(t, held.empty())
		for d := held.from; d < held.to; d++ {
			require.Equal(t, want[d], v)
		}
		next = held.to
	}
	require.Equal(t, end, next)
}

func TestTimelineOrder(t *testing.T) {
	line := timeline[int]{{3, 1}, {5, 2}}
	assert.True(t, line.ascending(3))
	assert.False(t, line.ascending(2))
	assert.False(t, timeline[int]{{3, 1}, {3, 2}}.ascending(3))
	assert.False(t, timeline[int]{}.ascending(3))
	assert.True(t, timeline[int]{}.later(9))
	assert.True(t, line.later(2))
	assert.False(t, line.later(4))
	assert.True(t, line.endsBy(6))
	assert.False(t, line.endsBy(5))
	assert.Zero(t, line.on(2), "before the first day there is nothing")
}

func TestSpans(t *testing.T) {
	a := span{2, 5}
	assert.True(t, a.has(2))
	assert.False(t, a.has(5), "the end is not in it")
	assert.True(t, a.meets(span{4, 9}))
	assert.False(t, a.meets(span{5, 9}))
	assert.True(t, span{3, 4}.within(a))
	assert.False(t, span{3, 6}.within(a))
	assert.Equal(t, span{4, 5}, a.and(span{4, 9}))
}
