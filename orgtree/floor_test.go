package orgtree

import (
	"encoding/binary"
	"math/rand/v2"
	"slices"
	"strings"
)

// What physics allows: pre-order arrays over random 16-byte ids, as measured
// before a line of this package was written. Kept as it was, so that every
// benchmark here prints its ratio to the same floor.
//
// It is asked with ids and answers with ids, by value, where the package is
// asked with strings and answers with strings: the question of a caller who has
// a code, and another one. What that costs at the least, [floorTree.findText]
// and [floorTree.appendTexts] say: the same arrays, asked and answering so.

type floorID [16]byte

type floorRec struct{ ID, Parent floorID }

// floorUnits makes n units on six levels of the sizes of the country, in
// random order, with the number of each one's parent before the shuffle.
func floorUnits(n int) (recs []floorRec, parent []int32, level []uint8) {
	r := rand.New(rand.NewPCG(1, 2))
	sizes := []int{31, 341, 2900, 41000, 620000, 0}
	if n < 700_000 {
		sizes = []int{31, 342, 2978, 41352, 0, 0}
		sizes[4] = max(n-31-342-2978-41352, 1)
	} else {
		sizes[5] = n - 31 - 341 - 2900 - 41000 - 620000
	}
	prev, at := 0, 0
	for l, s := range sizes {
		for range s {
			if l == 0 {
				parent = append(parent, -1)
			} else {
				parent = append(parent, int32(prev+r.IntN(at-prev)))
			}
			level = append(level, uint8(l))
		}
		if l > 0 {
			prev = at
		}
		at += s
		if l == 0 {
			prev = 0
		}
	}
	recs = make([]floorRec, len(parent))
	for i := range recs {
		binary.LittleEndian.PutUint64(recs[i].ID[:8], r.Uint64())
		binary.LittleEndian.PutUint64(recs[i].ID[8:], r.Uint64())
	}
	for i := range recs {
		if parent[i] >= 0 {
			recs[i].Parent = recs[parent[i]].ID
		}
	}
	return recs, parent, level
}

type floorTree struct {
	id     []floorID // pre-order
	end    []int32   // first handle after the subtree
	parent []int32
	slot   []uint32 // open addressing: handle+1
	mask   uint64
	text   string // all ids one behind the other: what strings of ids are parts of
}

func floorHash(u *floorID) uint64 {
	return binary.LittleEndian.Uint64(u[:8]) * 0x9E3779B97F4A7C15 >> 20
}

func (f *floorTree) find(u *floorID) int32 {
	for i := floorHash(u) & f.mask; ; i = (i + 1) & f.mask {
		s := f.slot[i]
		if s == 0 {
			return -1
		}
		if f.id[s-1] == *u {
			return int32(s - 1)
		}
	}
}

func floorSlots(n int) ([]uint32, uint64) {
	c := 1
	for c < n*3/2 {
		c *= 2
	}
	return make([]uint32, c), uint64(c - 1)
}

func buildFloor(recs []floorRec) *floorTree {
	n := len(recs)
	slot, mask := floorSlots(n)
	for i := range recs {
		j := floorHash(&recs[i].ID) & mask
		for slot[j] != 0 {
			j = (j + 1) & mask
		}
		slot[j] = uint32(i + 1)
	}
	par := make([]int32, n)
	cnt := make([]int32, n+2) // children of record p at cnt[p+1]; roots under 0
	for i := range recs {
		par[i] = -1
		if recs[i].Parent != (floorID{}) {
			for j := floorHash(&recs[i].Parent) & mask; slot[j] != 0; j = (j + 1) & mask {
				if recs[slot[j]-1].ID == recs[i].Parent {
					par[i] = int32(slot[j] - 1)
					break
				}
			}
		}
		cnt[par[i]+2]++
	}
	for i := 1; i < len(cnt); i++ {
		cnt[i] += cnt[i-1]
	}
	kids := make([]int32, n)
	fill := slices.Clone(cnt)
	for i := range recs {
		kids[fill[par[i]+1]] = int32(i)
		fill[par[i]+1]++
	}
	f := &floorTree{id: make([]floorID, n), end: make([]int32, n), parent: make([]int32, n), slot: slot, mask: mask}
	var at int32
	var walk func(rec, p int32)
	walk = func(rec, p int32) {
		me := at
		at++
		f.id[me], f.parent[me] = recs[rec].ID, p
		for _, k := range kids[cnt[rec+1]:cnt[rec+2]] {
			walk(k, me)
		}
		f.end[me] = at
	}
	for _, k := range kids[cnt[0]:cnt[1]] {
		walk(k, -1)
	}
	clear(slot)
	for i := range f.id {
		j := floorHash(&f.id[i]) & mask
		for slot[j] != 0 {
			j = (j + 1) & mask
		}
		slot[j] = uint32(i + 1)
	}
	return f
}

//go:noinline
func (f *floorTree) isAncestorOf(a, x int32) bool { return a <= x && x < f.end[a] }

// findText is find for an id that came as a string.
func (f *floorTree) findText(s string) int32 {
	if len(s) != len(floorID{}) {
		return -1
	}
	a, z := word(s, 0), word(s, 8)
	for i := a * 0x9E3779B97F4A7C15 >> 20 & f.mask; ; i = (i + 1) & f.mask {
		e := f.slot[i]
		if e == 0 {
			return -1
		}
		id := &f.id[e-1]
		if binary.LittleEndian.Uint64(id[:8]) == a && binary.LittleEndian.Uint64(id[8:]) == z {
			return int32(e - 1)
		}
	}
}

// appendTexts appends the ids of the handles [from, to) as strings.
func (f *floorTree) appendTexts(dst []Code, from, to int32) []Code {
	n, more := len(dst), int(to-from)
	dst = slices.Grow(dst, more)[:n+more]
	const width = len(floorID{})
	out, text := dst[n:], f.text[int(from)*width:int(to)*width]
	for i := range out {
		out[i] = Code(text[i*width:][:width])
	}
	return dst
}

// writeText makes the text, which no other question needs.
func (f *floorTree) writeText() {
	var b strings.Builder
	b.Grow(len(f.id) * len(floorID{}))
	for i := range f.id {
		b.Write(f.id[i][:])
	}
	f.text = b.String()
}
