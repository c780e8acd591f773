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
	cellText          // the codes, one cell each: codes handed out are parts of it
	slot     []uint32 // by hash of the code: mark and Ref+1; 0 is free
	shift    uint8    // how far to shift a hash to get its first slot
}

// newTable builds the table of an array of cells, at most two thirds full. Of a
// code that occurs twice the first cell is found.
func newTable(text cellText) table {
	n := text.len()
	size := 2
	for size < n+n/2+1 {
		size *= 2
	}
	t := table{cellText: text, slot: make([]uint32, size), shift: uint8(64 - bits.Len(uint(size-1)))}
	refs := t.refs()
	for r := range n {
		h := t.hash(r)
		i := int(h >> t.shift)
		for t.slot[i&(size-1)] != 0 {
			i++
		}
		t.slot[i&(size-1)] = uint32(h)&^refs | uint32(r+1)
	}
	return t
}

// hash is the hash of the code in cell r.
func (t *table) hash(r int) uint64 {
	c := t.cell(r)
	if isLong(c[cellSize-1]) {
		return longHash(string(t.cellText.code(c)))
	}
	return mix(word(c, 0), word(c, 8))
}

func (t *table) code(r Ref) Code { return t.cellText.code(t.cell(int(r))) }

// refs is the bits of a slot that hold Ref+1; the others hold the mark.
func (t *table) refs() uint32 { return uint32(1)<<((64-t.shift)&31) - 1 }

// appendCodes appends the codes of the handles [from, to).
func (t *table) appendCodes(dst []Code, from, to Ref) []Code {
	n, more := len(dst), int(to-from)
	dst = slices.Grow(dst, more)[:n+more]
	out, text := dst[n:], t.fixed[int(from)*cellSize:int(to)*cellSize]
	for i := range out {
		c := text[i*cellSize:][:cellSize]
		if last := c[cellSize-1]; last < cellSize { // nearly all: not worth a call
			out[i] = Code(c[:last])
			continue
		}
		out[i] = t.cellText.code(c)
	}
	return dst
}

// find returns the handle of a code, or NoRef. A code that fits a cell is
// compared and hashed as the cell it would be, two words. Lookups wait for
// memory, and the processor waits for several at once only as long as few
// instructions lie between them: hence no calls.
func (t *table) find(code Code) Ref {
	n, s := len(code), string(code)
	if n >= cellSize || n == 0 {
		return t.search(code)
	}
	a, z := image(s)
	h, refs, slot := mix(a, z), t.refs(), t.slot
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
		if c := t.cell(r); (word(c, 0)^a)|(word(c, 8)^z) == 0 {
			return Ref(r)
		}
	}
}

// findTwo is find for two codes at once. It is written out, not called twice:
// what the two wait for is then asked of the memory at the same time.
func (t *table) findTwo(x, y Code) (rx, ry Ref) {
	nx, ny, sx, sy := len(x), len(y), string(x), string(y)
	if uint(nx-1) >= cellSize-1 || uint(ny-1) >= cellSize-1 {
		return t.find(x), t.find(y)
	}
	ax, zx := image(sx)
	ay, zy := image(sy)
	hx, hy := mix(ax, zx), mix(ay, zy)
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
	cx, cy := t.cell(px), t.cell(py)
	if (word(cx, 0)^ax)|(word(cx, 8)^zx)|(word(cy, 0)^ay)|(word(cy, 8)^zy) != 0 {
		return t.find(x), t.find(y)
	}
	return Ref(px), Ref(py)
}

// search is find for codes that do not fit a cell, or just so. It compares codes,
// not cells: a text of a cell's width may have a length for its last character.
func (t *table) search(code Code) Ref {
	n, s := len(code), string(code)
	if n < cellSize || n > MaxCode {
		return NoRef
	}
	h, refs := mix(word(s, 0), word(s, 8)), t.refs()
	if n > cellSize {
		h = longHash(s)
	}
	for i := int(h >> t.shift); ; i++ {
		e := t.slot[i&(len(t.slot)-1)]
		if e == 0 {
			return NoRef
		}
		if r := int(e&refs) - 1; (e^uint32(h))&^refs == 0 && t.code(Ref(r)) == code {
			return Ref(r)
		}
	}
}
