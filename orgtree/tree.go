package orgtree

import (
	"iter"

	"github.com/jinlin-project/jinlin/civil"
)

// Tree is the organisation as it is on one day (某日的组织树): units, who holds
// which post, and what follows from both. It never changes and may be used by
// any number of goroutines at once.
type Tree struct {
	*labels
	day   civil.Date
	org   *Org
	from  []int32      // which record of block or added each unit is; nil: the block as it is
	added []*unitFacts // units outside the block, numbered behind those in it
	ties  ties
	staff staff
}

// Day is the day the tree shows.
func (t *Tree) Day() civil.Date { return t.day }

// Len is the number of units.
func (t *Tree) Len() int { return t.len() }

// Find returns the handle of a code in this tree.
func (t *Tree) Find(code Code) (Ref, bool) {
	r := t.find(code)
	return r, r != NoRef
}

// Has reports whether a unit exists on the day.
func (t *Tree) Has(code Code) bool { return t.find(code) != NoRef }

// Unit returns a unit by code.
func (t *Tree) Unit(code Code) (Unit, bool) {
	r := t.find(code)
	if r == NoRef {
		return Unit{}, false
	}
	return t.UnitAt(r), true
}

// UnitAt returns the unit of a handle of this tree.
func (t *Tree) UnitAt(r Ref) Unit {
	record := int32(r)
	if t.from != nil {
		record = t.from[r]
	}
	if n := int32(t.org.base.len()); record >= n {
		return t.added[record-n].on(t.day)
	}
	return t.org.base.unit(Ref(record))
}

// CodeAt returns the code of a handle of this tree, without the rest.
func (t *Tree) CodeAt(r Ref) Code { return t.code(r) }

// KindAt returns the kind of a handle of this tree.
func (t *Tree) KindAt(r Ref) Kind { return t.kind[r] }

// ParentAt returns the handle of the parent, NoRef for a root.
func (t *Tree) ParentAt(r Ref) Ref { return t.parent[r] }

// Kind returns the kind of a unit, 0 if there is no such unit.
func (t *Tree) Kind(code Code) Kind {
	if r := t.find(code); r != NoRef {
		return t.kind[r]
	}
	return 0
}

// Name returns the name of a unit, "" if there is no such unit.
func (t *Tree) Name(code Code) string {
	u, _ := t.Unit(code)
	return u.Name
}

// Within reports whether a unit is the ancestor or stands below it in the tree.
// Both must exist. A Party organisation stands below its superior, not below
// the place where it stands: ask for its [Tree.Seat] first where that is meant.
func (t *Tree) Within(code, ancestor Code) bool {
	x, a := t.findTwo(code, ancestor)
	return x != NoRef && a != NoRef && t.within(x, a)
}

// WithinAt is Within for handles.
func (t *Tree) WithinAt(x, ancestor Ref) bool { return t.within(x, ancestor) }

// Ancestors returns the units above a unit, the nearest first, without itself.
func (t *Tree) Ancestors(code Code) []Unit {
	var up []Unit
	for r := range t.above(t.find(code)) {
		up = append(up, t.UnitAt(r))
	}
	return up
}

// above yields the handles above r, nearest first; nothing for NoRef.
func (t *Tree) above(r Ref) iter.Seq[Ref] {
	return func(yield func(Ref) bool) {
		if r == NoRef {
			return
		}
		for p := t.parent[r]; p != NoRef && yield(p); p = t.parent[p] {
		}
	}
}

// Children returns the units directly below a unit, by code, only those of the
// kinds given if any are. The empty code asks for the roots.
func (t *Tree) Children(code Code, kinds ...Kind) []Unit {
	r := t.find(code)
	if r == NoRef && code != "" {
		return nil
	}
	var out []Unit
	for c := range t.children(r) {
		if among(t.kind[c], kinds) {
			out = append(out, t.UnitAt(c))
		}
	}
	return out
}

// Subtree yields a unit and all below it in pre-order, only those of the kinds
// given if any are.
func (t *Tree) Subtree(code Code, kinds ...Kind) iter.Seq[Unit] {
	return func(yield func(Unit) bool) {
		from, to := t.SubtreeRefs(code)
		for r := from; r < to; r++ {
			if among(t.kind[r], kinds) && !yield(t.UnitAt(r)) {
				return
			}
		}
	}
}

// SubtreeRefs returns the handles of a unit and all below it: every handle of
// the half-open interval [from, to). It is empty if there is no such unit.
func (t *Tree) SubtreeRefs(code Code) (from, to Ref) {
	r := t.find(code)
	if r == NoRef {
		return 0, 0
	}
	return r, t.end[r]
}

// AppendSubtree appends the codes of a unit and all below it to dst, only those
// of the kinds given if any are.
func (t *Tree) AppendSubtree(dst []Code, code Code, kinds ...Kind) []Code {
	from, to := t.SubtreeRefs(code)
	if len(kinds) == 0 {
		return t.appendCodes(dst, from, to)
	}
	for r := from; r < to; r++ {
		if among(t.kind[r], kinds) {
			dst = append(dst, t.code(r))
		}
	}
	return dst
}

func among(k Kind, kinds []Kind) bool {
	if len(kinds) == 0 {
		return true
	}
	for _, o := range kinds {
		if o == k {
			return true
		}
	}
	return false
}
