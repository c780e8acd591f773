package orgtree

import (
	"cmp"
	"iter"
	"math/bits"
	"slices"
	"strings"
)

// Ref is the handle of a unit in one [Tree]: its place in pre-order, in which
// every unit stands before all units below it and siblings stand by code. Refs
// of different trees have nothing to do with each other.
type Ref int32

// NoRef is the Ref of no unit, such as the parent of a root.
const NoRef Ref = -1

// labels are the units of a forest in pre-order, as parallel arrays. A unit and
// all below it are the interval [r, end[r]), so "is below" is two comparisons
// and a subtree is a slice. Nothing in it is written to after it is built, and
// nothing but the arrays themselves holds a pointer.
type labels struct {
	table
	end    []Ref  // first unit after those below
	parent []Ref  // NoRef for roots
	kind   []Kind // what the unit is
}

// within reports whether x is a or below it.
func (l *labels) within(x, a Ref) bool { return a <= x && x < l.end[a] }

// children yields the units directly below r, or the roots for NoRef.
func (l *labels) children(r Ref) iter.Seq[Ref] {
	return func(yield func(Ref) bool) {
		end := Ref(l.len())
		if r != NoRef {
			end = l.end[r]
		}
		for c := r + 1; c < end; c = l.end[c] {
			if !yield(c) {
				return
			}
		}
	}
}

// records are units in any order, the input of a build.
type records struct {
	cells  cells
	parent []int32 // record number of the parent, -1 for a root
	kind   []Kind
}

func (r *records) len() int { return len(r.parent) }

// newLabels builds the arrays by one counting sort and one walk, without
// recursion. order[ref] is the record a unit came from. Units that no root
// leads to are left out; validation sees to it that there are none.
func newLabels(rec *records) (l *labels, order []int32) {
	first, kids := siblings(rec)
	n := rec.len()
	l = &labels{end: make([]Ref, 0, n), parent: make([]Ref, 0, n), kind: make([]Kind, 0, n)}
	order = make([]int32, 0, n)
	text := rec.cells.written(0)
	var fixed strings.Builder
	fixed.Grow(len(text.fixed))
	var open path
	w := sorting{text: text}
	open.enter(NoRef, w.byCode(kids[first[0]:first[1]]))
	for len(open) > 0 {
		parent, record, ok := open.next()
		if !ok {
			if parent != NoRef {
				l.end[parent] = Ref(len(order))
			}
			continue
		}
		r := Ref(len(order))
		order = append(order, record)
		l.parent, l.kind = append(l.parent, parent), append(l.kind, rec.kind[record])
		l.end = append(l.end, r+1)
		fixed.WriteString(text.cell(int(record)))
		if below := kids[first[record+1]:first[record+2]]; len(below) > 0 {
			open.enter(r, w.byCode(below))
		}
	}
	l.table = newTable(cellText{fixed: fixed.String(), long: text.long})
	return l, order
}

// path is the way from a root to where a walk stands.
type path []step

type step struct {
	unit Ref
	rest []int32 // records below it that were not visited
}

func (p *path) enter(unit Ref, below []int32) { *p = append(*p, step{unit, below}) }

// next returns the next record below the innermost unit, or leaves the unit.
func (p *path) next() (parent Ref, record int32, ok bool) {
	top := &(*p)[len(*p)-1]
	if len(top.rest) == 0 {
		*p = (*p)[:len(*p)-1]
		return top.unit, 0, false
	}
	record, top.rest = top.rest[0], top.rest[1:]
	return top.unit, record, true
}

// sibling is a record and its cell, as two numbers that sort like codes do, but
// for long codes that begin the same.
type sibling struct {
	hi, lo uint64
	record int32
}

func (s sibling) long() bool { return isLong(byte(s.lo)) }

// byCode sorts siblings, just before they are visited: their cells, which lie
// anywhere, are then fetched once for both, and all before any is compared.
func (w *sorting) byCode(below []int32) []int32 {
	w.siblings = w.siblings[:0]
	for _, r := range below {
		c := w.text.cell(int(r))
		w.siblings = append(w.siblings, sibling{bits.ReverseBytes64(word(c, 0)), bits.ReverseBytes64(word(c, 8)), r})
	}
	slices.SortFunc(w.siblings, func(a, b sibling) int {
		switch {
		case a.hi != b.hi:
			return cmp.Compare(a.hi, b.hi)
		case a.long() || b.long():
			return strings.Compare(string(w.code(a)), string(w.code(b)))
		}
		return cmp.Compare(a.lo, b.lo)
	})
	for i := range below {
		below[i] = w.siblings[i].record
	}
	return below
}

// sorting is what siblings are sorted by, and the room it takes, used again for
// the next.
type sorting struct {
	text     cellText
	siblings []sibling
}

func (w *sorting) code(s sibling) Code { return w.text.code(w.text.cell(int(s.record))) }

// siblings sorts the records by parent: those below record p are
// kids[first[p+1]:first[p+2]], the roots stand under -1.
func siblings(rec *records) (first, kids []int32) {
	n := rec.len()
	first = make([]int32, n+2)
	for _, p := range rec.parent {
		first[p+2]++
	}
	for i := 1; i < len(first); i++ {
		first[i] += first[i-1]
	}
	kids = make([]int32, n)
	for i, p := range rec.parent {
		kids[first[p+1]] = int32(i)
		first[p+1]++
	}
	// Filling moved every first to the next one's place: move them back.
	copy(first[1:], first)
	first[0] = 0
	return first, kids
}
