package orgtree

import (
	"math/bits"
	"strings"
)

// cellSize is the width of a code in the arrays of a tree: the code, zeros, and
// its length in the last byte. A code of full width has its last character
// there, which is above every length, so that no second place is needed to
// tell. One cell is half a cache line and never straddles two, so looking at a
// code costs one miss.
const cellSize = MaxCode

// widthOf returns the length of the code in a cell, given its last byte.
func widthOf(last byte) int {
	if last < cellSize {
		return int(last)
	}
	return cellSize
}

// cells is an array of cells being written. What it wrote becomes a string
// without being copied.
type cells struct{ strings.Builder }

// add appends the cell of a code.
func (c *cells) add(code Code) {
	var cell [cellSize]byte
	if len(code) < cellSize {
		cell[cellSize-1] = byte(len(code))
	}
	copy(cell[:], code)
	c.Write(cell[:])
}

// isAt reports whether the cell holds the code.
func isAt(cell string, code Code) bool {
	n := len(code)
	return widthOf(cell[cellSize-1]) == n && cell[:n] == string(code)
}

// mostWords is the length of codes that two words hold, overlapping: those of
// divisions and compounds.
const mostWords = 16

// word reads eight bytes at i, the first lowest; compiled to one load.
func word(s string, i int) uint64 {
	s = s[i : i+8]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

// half reads four bytes at i, the first lowest.
func half(s string, i int) uint32 {
	s = s[i : i+4]
	return uint32(s[0]) | uint32(s[1])<<8 | uint32(s[2])<<16 | uint32(s[3])<<24
}

// hashOf hashes a code.
func hashOf(code Code) uint64 {
	s, n := string(code), len(code)
	switch {
	case n < 8:
		var w uint64
		for i := range n {
			w |= uint64(s[i]) << (8 * i)
		}
		return mix(w, 0, w)
	case n <= 16:
		return mix(word(s, 0), 0, word(s, n-8))
	case n <= 24:
		return mix(word(s, 0), word(s, 8), word(s, n-8))
	}
	return mix(word(s, 0)^bits.RotateLeft64(word(s, 8), 32), word(s, 16), word(s, n-8))
}

// mix folds three words. The high bits are the best: they depend on every bit.
func mix(a, m, z uint64) uint64 {
	h := a*0x9E3779B97F4A7C15 + m*0x8CB92BA72F3D8DD7 + z*0xD1B54A32D192ED03
	return h ^ h>>32
}
