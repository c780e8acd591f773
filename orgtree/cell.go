package orgtree

import (
	"math/bits"
	"strings"
)

// cellSize is the width of a code in the arrays of a tree. Divisions, compounds
// and most others fit: the code, zeros, and its length in the last byte. A code
// of full width has its last character there, which is above every length, so
// that no further place is needed to tell.
//
// A longer code stands beside the cells, which are read far more often; its cell
// holds its first eight characters, where it stands, and its length. Four cells
// fill a cache line and none straddles two, so that looking at a code costs one
// miss, or two where it is long.
const cellSize = 16

// cells is an array of cells being written, and the codes too long for one. What
// it wrote becomes strings without being copied.
type cells struct {
	fixed, long strings.Builder
}

// grow makes room for n cells.
func (c *cells) grow(n int) { c.fixed.Grow(n * cellSize) }

// add appends the cell of a code.
func (c *cells) add(code Code) {
	var cell [cellSize]byte
	n := len(code)
	if n < cellSize || n > cellSize {
		cell[cellSize-1] = byte(n)
	}
	if n > cellSize {
		at := c.long.Len()
		cell[8], cell[9], cell[10], cell[11] = byte(at), byte(at>>8), byte(at>>16), byte(at>>24)
		c.long.WriteString(string(code))
		code = code[:8]
	}
	copy(cell[:], code)
	c.fixed.Write(cell[:])
}

// written is the cells so far, from number first on.
func (c *cells) written(first int) cellText {
	return cellText{fixed: c.fixed.String()[first*cellSize:], long: c.long.String()}
}

// cellText is cells that were written.
type cellText struct {
	fixed string
	long  string // codes longer than a cell, one behind the other
}

func (c *cellText) len() int { return len(c.fixed) / cellSize }

// cell is cell number i.
func (c *cellText) cell(i int) string { return c.fixed[i*cellSize:][:cellSize] }

// code is the code in a cell.
func (c *cellText) code(cell string) Code {
	switch last := cell[cellSize-1]; {
	case last < cellSize:
		return Code(cell[:last])
	case isLong(last):
		return Code(c.long[half(cell, 8):][:last])
	}
	return Code(cell)
}

// isLong reports whether the code of a cell, given its last byte, stands beside
// it.
func isLong(last byte) bool { return cellSize <= last && last <= MaxCode }

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

// image is the cell of a code of 1 to 15 characters as two words. Where the two
// parts that a code is read in overlap they agree.
func image(s string) (a, z uint64) {
	n := len(s)
	z = uint64(n) << 56
	switch {
	case n >= 8:
		return word(s, 0), z | word(s, n-8)>>8>>(8*(15-n)&63)
	case n >= 4:
		return uint64(half(s, 0)) | uint64(half(s, n-4))<<(8*(n-4)&63), z
	}
	return uint64(s[0]) | uint64(s[n/2])<<(8*(n/2)&63) | uint64(s[n-1])<<(8*(n-1)&63), z
}

// longHash hashes a code that is longer than a cell.
func longHash(s string) uint64 {
	n := len(s)
	if n <= 24 {
		return mix(word(s, 0)^bits.RotateLeft64(word(s, 8), 32), word(s, n-8))
	}
	return mix(word(s, 0)^bits.RotateLeft64(word(s, 8), 32), word(s, 16)^bits.RotateLeft64(word(s, n-8), 32))
}

// mix folds two words. The high bits are the best: they depend on every bit.
//
// Codes of divisions fill a lattice of digits, and a sum of two products maps
// lattices to lattices: with these factors a search looks at about as many slots
// as chance would have it, and often at fewer; with others, as good by
// themselves, at up to three times as many. A test counts them.
func mix(a, z uint64) uint64 {
	h := a*0xD1B54A32D192ED03 + z*0x94D049BB133111EB
	return h ^ h>>32
}
