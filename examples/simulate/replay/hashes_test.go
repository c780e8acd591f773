package replay

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"
)

// The set is a map of the same, also where hashes collide.
func TestHashes(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	var h hashes
	seen := map[uint64]bool{}
	for i := range 200000 {
		key := 1 + r.Uint64N(1<<17)
		if i%20 == 0 {
			key = r.Uint64() &^ 0xfffff
		}
		key = max(key, 1)
		require.Equal(t, !seen[key], h.add(key))
		seen[key] = true
	}
	require.True(t, h.add(1<<40))
	require.True(t, new(hashes).add(0))
}
