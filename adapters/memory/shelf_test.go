package memory

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
)

func marked(at int64, n int) mark {
	return mark{at: at, id: uuid.UUID{0: byte(n >> 8), 1: byte(n)}}
}

// listed reads a shelf from its beginning.
func listed(s *shelf) []mark {
	out := []mark{}
	s.after(mark{at: math.MinInt64}, func(m mark) bool { out = append(out, m); return true })
	return out
}

// TestShelfAgainstSlice drives the shelf and a plain sorted slice with the
// same insertions and removals, many of which tie.
func TestShelfAgainstSlice(t *testing.T) {
	for seed := range uint64(8) {
		draw := rand.New(rand.NewPCG(seed, 1))
		var s shelf
		plain := []mark{}
		for n := range 4000 {
			if m := marked(draw.Int64N(300)-150, n); draw.IntN(3) > 0 || len(plain) == 0 {
				s.insert(m)
				at, _ := slices.BinarySearchFunc(plain, m, func(a, b mark) int { return a.compare(&b) })
				plain = slices.Insert(plain, at, m)
			} else {
				i := draw.IntN(len(plain))
				s.remove(plain[i])
				plain = slices.Delete(plain, i, i+1)
			}
			require.Equal(t, len(plain), s.count)
		}
		require.Equal(t, plain, listed(&s))
		for range 200 {
			from := marked(draw.Int64N(320)-160, draw.IntN(4000))
			at, exact := slices.BinarySearchFunc(plain, from, func(a, b mark) int { return a.compare(&b) })
			if exact {
				at++ // behind the mark, not at it
			}
			var got []mark
			s.after(from, func(m mark) bool { got = append(got, m); return len(got) < 20 })
			require.True(t, slices.Equal(plain[at:min(at+20, len(plain))], got))
		}
	}
}

// TestShelfStaysInBlocks guards the promise that an insertion moves at most a
// block: in whatever order marks come and go, none is longer, none is empty.
func TestShelfStaysInBlocks(t *testing.T) {
	for name, at := range map[string]func(i int) int64{
		"ascending":  func(i int) int64 { return int64(i) },
		"descending": func(i int) int64 { return int64(-i) },
		"equal":      func(int) int64 { return 7 },
	} {
		var s shelf
		for i := range 5000 {
			s.insert(marked(at(i), i))
		}
		for _, b := range s.blocks {
			require.Less(t, len(b), blockSize, name)
		}
		for i := 0; i < 5000; i += 2 {
			s.remove(marked(at(i), i))
		}
		for _, b := range s.blocks {
			require.NotEmpty(t, b, name)
		}
		require.Len(t, listed(&s), 2500, name)
	}
}

func TestShelfRemovesOnlyWhatIsThere(t *testing.T) {
	var s shelf
	s.remove(marked(1, 1))
	s.insert(marked(1, 1))
	s.remove(marked(1, 2))
	s.remove(marked(2, 1))
	s.remove(marked(1, 0))
	s.remove(marked(0, 1))
	require.Len(t, listed(&s), 1)
	s.remove(marked(1, 1))
	require.Empty(t, listed(&s))
	require.Empty(t, s.blocks)
}
