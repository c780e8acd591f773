package orgtree

import (
	"math/bits"
	"slices"
)

// table finds codes: cells in the order of their handles, and an open-addressing
// table over them. The bits of a slot that no handle of this table needs hold a
// part of the code's hash, the mark: a search passes over other codes without
// looking at their cells, each of which would be a cache miss and a branch
// guessed wrong.
type table struct {
	cells string   // the codes, one cell each: codes handed out are parts of it
	slot  []uint32 // by hash of the code: mark and Ref+1; 0 is free
	shift uint8    // how far to shift a hash to get its first slot
}

// newTable builds the table of an array of cells, at most two thirds full. Of a
// code that occurs twice the first cell is found.
func newTable(cells string) table {
	n := len(cells) / cellSize
	size := 2
	for size < n+n/2+1 {
		size *= 2
	}
	t := table{cells: cells, slot: make([]uint32, size), shift: uint8(64 - bits.Len(uint(size-1)))}
	refs := t.refs()
	for r := range n {
		h := hashOf(t.code(Ref(r)))
		i := int(h >> t.shift)
		for t.slot[i&(size-1)] != 0 {
			i++
		}
		t.slot[i&(size-1)] = uint32(h)&^refs | uint32(r+1)
	}
	return t
}

func (t *table) len() int { return len(t.cells) / cellSize }

func (t *table) code(r Ref) Code {
	at := int(r) * cellSize
	return Code(t.cells[at : at+widthOf(t.cells[at+cellSize-1])])
}

// refs is the bits of a slot that hold Ref+1; the others hold the mark.
func (t *table) refs() uint32 { return uint32(1)<<((64-t.shift)&31) - 1 }

// appendCodes appends the codes of the handles [from, to).
func (t *table) appendCodes(dst []Code, from, to Ref) []Code {
	dst = slices.Grow(dst, int(to-from))
	for c := t.cells[int(from)*cellSize : int(to)*cellSize]; len(c) >= cellSize; c = c[cellSize:] {
		dst = append(dst, Code(c[:widthOf(c[cellSize-1])]))
	}
	return dst
}

// find returns the handle of a code, or NoRef. Codes of the usual lengths are
// hashed and compared by their first and last eight bytes, which overlap but
// leave none out. Lookups wait for memory, and the processor waits for several
// at once only as long as few instructions lie between them: hence no calls.
func (t *table) find(code Code) Ref {
	n, s := len(code), string(code)
	var a, z uint64
	tail := n - 8
	switch {
	case n > mostWords:
		return t.search(code)
	case n >= 8:
		a, z = word(s, 0), word(s, tail)
	case n >= 4:
		a, tail = uint64(half(s, 0))|uint64(half(s, n-4))<<(8*(n-4)&63), 0
		z = a
	default:
		return t.search(code)
	}
	h, refs, slot := mix(a, 0, z), t.refs(), t.slot
	for i := int(h >> (t.shift & 63)); ; i++ {
		e := slot[i&(len(slot)-1)]
		if (e^uint32(h))&^refs != 0 {
			if e == 0 {
				return NoRef
			}
			continue
		}
		r := int(e&refs) - 1
		if r < 0 {
			return NoRef
		}
		c := t.cells[r*cellSize : r*cellSize+cellSize]
		if (word(c, 0)^a)|(word(c, tail)^z)|uint64(int(c[cellSize-1])^n) == 0 {
			return Ref(r)
		}
	}
}

// findTwo is find for two codes at once. It is written out, not called twice:
// what the two wait for is then asked of the memory at the same time.
func (t *table) findTwo(x, y Code) (rx, ry Ref) {
	nx, ny, sx, sy := len(x), len(y), string(x), string(y)
	if uint(nx-8) > mostWords-8 || uint(ny-8) > mostWords-8 {
		return t.find(x), t.find(y)
	}
	ax, zx, ay, zy := word(sx, 0), word(sx, nx-8), word(sy, 0), word(sy, ny-8)
	hx, hy := mix(ax, 0, zx), mix(ay, 0, zy)
	slot, shift := t.slot, t.shift&63
	refs := uint32(1)<<((64-shift)&31) - 1
	ix, iy := int(hx>>shift), int(hy>>shift)
	ex, ey := slot[ix&(len(slot)-1)], slot[iy&(len(slot)-1)]
	for (ex^uint32(hx))&^refs != 0 && ex != 0 {
		ix++
		ex = slot[ix&(len(slot)-1)]
	}
	for (ey^uint32(hy))&^refs != 0 && ey != 0 {
		iy++
		ey = slot[iy&(len(slot)-1)]
	}
	px, py := int(ex&refs)-1, int(ey&refs)-1
	if px < 0 || py < 0 {
		return t.find(x), t.find(y)
	}
	cx, cy := t.cells[px*cellSize:][:cellSize], t.cells[py*cellSize:][:cellSize]
	if (word(cx, 0)^ax)|(word(cx, nx-8)^zx)|uint64(int(cx[cellSize-1])^nx)|
		(word(cy, 0)^ay)|(word(cy, ny-8)^zy)|uint64(int(cy[cellSize-1])^ny) != 0 {
		return t.find(x), t.find(y)
	}
	return Ref(px), Ref(py)
}

// search is find for codes of any length.
func (t *table) search(code Code) Ref {
	if len(code) == 0 || len(code) > MaxCode {
		return NoRef
	}
	h, refs := hashOf(code), t.refs()
	for i := int(h >> t.shift); ; i++ {
		e := t.slot[i&(len(t.slot)-1)]
		if e == 0 {
			return NoRef
		}
		if r := int(e&refs) - 1; (e^uint32(h))&^refs == 0 && isAt(t.cells[r*cellSize:(r+1)*cellSize], code) {
			return Ref(r)
		}
	}
}
