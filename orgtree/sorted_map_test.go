package orgtree

import (
	"maps"
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func contents(m sortedMap[int]) (keys []string, vals map[string]int) {
	vals = map[string]int{}
	for k, v := range m.all() {
		keys = append(keys, k)
		vals[k] = v
	}
	return keys, vals
}

// The map beside the plain one, with snapshots taken on the way: what was
// handed out must never change.
func TestSortedMapAgainstPlainMap(t *testing.T) {
	type snapshot struct {
		m    sortedMap[int]
		want map[string]int
	}
	for seed := range uint64(20) {
		r := rand.New(rand.NewPCG(seed, 1))
		var m sortedMap[int]
		want := map[string]int{}
		var kept []snapshot
		for range 60 {
			o := new(owner)
			for range r.IntN(60) {
				key := strconv.Itoa(r.IntN(900))
				if r.IntN(5) == 0 {
					m.remove(o, key)
					delete(want, key)
				} else {
					m.set(o, key, r.IntN(1000))
					want[key], _ = m.get(key)
				}
			}
			kept = append(kept, snapshot{m, maps.Clone(want)})
		}
		for _, s := range kept {
			keys, vals := contents(s.m)
			require.Equal(t, s.want, vals)
			require.True(t, slices.IsSorted(keys))
			require.Equal(t, len(s.want), s.m.size)
		}
	}
}

func TestSortedMapFrom(t *testing.T) {
	var m sortedMap[int]
	o := new(owner)
	for i := 0; i < 2000; i += 2 {
		m.set(o, strconv.Itoa(10000+i), i)
	}
	for _, start := range []int{-5, 0, 1, 2, 999, 1998, 1999, 5000} {
		want := max(start+start&1, 0)
		for k := range m.from(strconv.Itoa(10000 + start)) {
			require.Equal(t, strconv.Itoa(10000+want), k)
			if want += 2; want > start+200 {
				break
			}
		}
	}
	_, ok := m.get("nothing")
	assert.False(t, ok)
	assert.False(t, sortedMap[int]{}.has("nothing"))
}

// A path of nodes is copied, not the map: cost must not grow with its size.
func TestSortedMapSharesNodes(t *testing.T) {
	var m sortedMap[int]
	o := new(owner)
	for i := range 100_000 {
		m.set(o, strconv.Itoa(i), i)
	}
	after := m
	after.set(new(owner), "500", -1)
	shared := 0
	for i, kid := range after.root.kids {
		if m.root.kids[i] == kid {
			shared++
		}
	}
	assert.Equal(t, len(m.root.kids)-1, shared)
}
