package synth

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The sequence is what makes a district the same on every machine: the vectors
// of SplitMix64's reference implementation (Vigna, splitmix64.c), seed 1234567.
func TestSequenceIsThatOfTheReference(t *testing.T) {
	s := source{state: 1234567}
	for _, want := range []uint64{
		6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821,
	} {
		assert.Equal(t, want, s.next())
	}
}

func TestBelowKeepsItsBounds(t *testing.T) {
	s := source{state: 1}
	for n := 1; n < 40; n++ {
		seen := make([]int, n)
		for range 2000 {
			seen[s.below(n)]++
		}
		for i, times := range seen {
			require.Greater(t, times, 2000/n/3, "%d of %d hardly ever comes", i, n)
		}
	}
}

func TestIdsDoNotRepeat(t *testing.T) {
	s := source{state: 1}
	seen := map[string]bool{}
	for range 50_000 {
		id := s.id()
		require.False(t, seen[id])
		seen[id] = true
	}
}

// Shares of a whole make up the whole, and no two differ by more than one.
func TestSharesMakeUpTheWhole(t *testing.T) {
	for n := range 60 {
		for k := 1; k < 20; k++ {
			sum, least, most := 0, n, 0
			for i := range k {
				part := share(n, i, k)
				sum, least, most = sum+part, min(least, part), max(most, part)
			}
			require.Equal(t, n, sum)
			require.LessOrEqual(t, most-least, 1)
		}
	}
}

// Statistical names end in the body, people's names in the place.
func TestPlaceNames(t *testing.T) {
	for statistical, want := range map[string]string{
		"海沧社区居委会": "海沧社区", "渐美村委会": "渐美村", "新垵村村委会": "新垵村", "天竺山林场": "天竺山林场",
		"厦门海沧保税港区虚拟社区": "厦门海沧保税港区虚拟社区", "委会": "委会",
	} {
		assert.Equal(t, want, placeName(statistical))
	}
}
