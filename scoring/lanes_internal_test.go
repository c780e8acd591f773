package scoring

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"
)

// Lanes count as plain counters do, until they are full; then they say so.
func TestLanesAgainstPlainCounters(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	for range 50 {
		var l lanes
		var plain Counts
		for n := 1; ; n++ {
			m := marks(rng.Uint64()) & (1<<classes - 1)
			full := l.add(Row(m) | 1<<laneRows)
			for c := range Class(classes) {
				plain[c] += uint64(m) >> c & 1
			}
			require.Equal(t, uint64(n), l.rows())
			require.Equal(t, n == lanesFull, full)
			if full {
				break
			}
		}
		var got Counts
		got.addLanes(&l)
		require.Equal(t, plain, got)
	}
}

// A tally that has no room says so before it counts anything.
func TestRoom(t *testing.T) {
	require.NoError(t, room(mostCells-4, 4))
	var full *FullError
	require.ErrorAs(t, room(mostCells-3, 4), &full)
	require.NotEmpty(t, full.Zh())
	require.NotEmpty(t, full.Error())
	require.Equal(t, 1<<24, mostCells, "16 million")
}

// Each class stands at its place in the table, and an aspect's are in order.
func TestClassTableIsInOrder(t *testing.T) {
	for c, row := range classTable {
		require.NotEmpty(t, row.code, "class %d", c)
	}
	require.Equal(t, len(exclusionChoices), len(exclusionClasses))
	for i, c := range exclusionClasses {
		require.Equal(t, "excluded."+exclusionChoices[i].Code, c.String())
	}
	require.Zero(t, none.mark(), "none is no class")
	for _, rows := range [][]Aspect{responderAspects, whistlerAspects} {
		for _, a := range rows {
			for _, text := range []string{a.ID, a.Label.Zh, a.Label.En, a.Sentence.Zh, a.Sentence.En, a.Source} {
				require.NotEmpty(t, text, a.ID)
			}
		}
	}
}
