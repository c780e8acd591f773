package chance_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/examples/simulate/chance"
)

// The first draws of SplitMix64 from state 0, as its authors publish them.
func TestStreamIsSplitMix64(t *testing.T) {
	var s chance.Stream
	for _, want := range []uint64{0xe220a8397b1dcdaf, 0x6e789e6aa1b965f4, 0x06c45d188009454f} {
		require.Equal(t, want, s.Uint64())
	}
}

// Same seed, topic and key: the same stream, whatever else was drawn; another
// topic or key: another stream.
func TestStreamsAreNamedByWhatTheyDecide(t *testing.T) {
	difficulty, rating := chance.TopicOf("difficulty"), chance.TopicOf("rating")
	one, again := chance.Seed(7).On(difficulty, 41), chance.Seed(7).On(difficulty, 41)
	other := chance.Seed(7).On(rating, 41)
	other.Uint64()
	first := one.Uint64()
	require.Equal(t, first, again.Uint64())
	seen := map[uint64]bool{}
	for key := range uint64(10000) {
		for _, topic := range []chance.Topic{difficulty, rating} {
			s := chance.Seed(7).On(topic, key)
			seen[s.Uint64()] = true
		}
	}
	require.Len(t, seen, 20000)
	require.NotEqual(t, chance.Seed(7).For("350205"), chance.Seed(7).For("350203"))
}

// Draws by weight come out in proportion, and what weighs nothing never does.
func TestTable(t *testing.T) {
	table, err := chance.Weighing([]int{0, 300, 0, 700})
	require.NoError(t, err)
	var got [4]int
	s := chance.Seed(1).On(chance.TopicOf("any"), 0)
	for range 100000 {
		got[table.Draw(&s)]++
	}
	require.Zero(t, got[0]+got[2])
	require.InDelta(t, 30000, got[1], 600, "four standard deviations")
	for _, wrong := range [][]int{nil, {0}, {1, -1, 5}} {
		_, err := chance.Weighing(wrong)
		require.Error(t, err)
	}
}

// Below and Between stay in their bounds, and reach them.
func TestBounds(t *testing.T) {
	s := chance.Seed(2).On(chance.TopicOf("any"), 0)
	seen := map[int]bool{}
	for range 1000 {
		seen[s.Between(-2, 2)] = true
		require.Zero(t, s.Below(1))
		require.False(t, s.Hits(0))
		require.True(t, s.Hits(1000))
	}
	require.Len(t, seen, 5)
}
