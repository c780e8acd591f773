package orgtree

import "github.com/jinlin-project/jinlin/civil"

// On returns the organisation as it is on a day. It costs a pass over all units
// and posts; where no unit has changed since it was imported, a pass over posts
// only. Keep the tree for as long as the day and the Org stay the same.
//
// The last day there is a tree of is the one before [civil.Forever], which ends
// everything; it is shown for Forever too.
func (o *Org) On(day civil.Date) *Tree {
	day = min(day, civil.Forever-1)
	t := &Tree{day: day, org: o}
	if o.units.size == 0 && o.base.since <= day {
		t.labels = o.base.labels
	} else {
		t.gather()
	}
	t.tie()
	t.staff = newStaff(o.postsOn(day))
	return t
}

func (o *Org) postsOn(day civil.Date) (held []Post) {
	for _, p := range o.posts.all() {
		if p.HeldOn(day) {
			held = append(held, *p)
		}
	}
	return held
}

// gathering is the units of one day being put together.
type gathering struct {
	records
	day    civil.Date
	base   *block
	source []int32        // record → place in the block, or behind it in Tree.added
	placed []int32        // place in the block → record; -1 where it is not there that day
	beside map[Code]int32 // units that are not in the block at all → record
}

// gather builds the tree from the block and the units beside it.
func (t *Tree) gather() {
	g := &gathering{day: t.day, base: t.org.base, beside: make(map[Code]int32, t.org.units.size)}
	g.addBlock(&t.org.units)
	t.added = g.addBeside(&t.org.units)
	g.connect(t.added)
	t.labels, t.from = newLabels(&g.records)
	for i, record := range t.from {
		t.from[i] = g.source[record]
	}
}

// addBlock adds the units of the block, except those described beside it.
func (g *gathering) addBlock(units *sortedMap[*unitFacts]) {
	described := make([]bool, g.base.len())
	for code := range units.all() {
		if r := g.base.find(Code(code)); r != NoRef {
			described[r] = true
		}
	}
	g.placed = make([]int32, g.base.len())
	for r := range g.placed {
		if g.placed[r] = -1; !described[r] && g.base.from[r] <= g.day {
			g.placed[r] = g.add(g.base.code(Ref(r)), g.base.kind[r], int32(r))
		}
	}
}

// addBeside adds the units described beside the block and returns them.
func (g *gathering) addBeside(units *sortedMap[*unitFacts]) (added []*unitFacts) {
	for _, f := range units.all() {
		if !f.aliveOn(g.day) {
			continue
		}
		record := g.add(f.code, f.Kind, int32(g.base.len()+len(added)))
		added = append(added, f)
		if r := g.base.find(f.code); r != NoRef {
			g.placed[r] = record
		} else {
			g.beside[f.code] = record
		}
	}
	return added
}

func (g *gathering) add(code Code, kind Kind, source int32) (record int32) {
	n := len(g.cells)
	g.cells = append(g.cells, make([]byte, cellSize)...)
	putCell(g.cells[n:], code)
	g.kind, g.parent, g.source = append(g.kind, kind), append(g.parent, -1), append(g.source, source)
	return int32(g.len() - 1)
}

// connect fills in the parents, once every unit has its record.
func (g *gathering) connect(added []*unitFacts) {
	n := int32(g.base.len())
	for record, source := range g.source {
		if source >= n {
			g.parent[record] = g.recordOf(added[source-n].Parents.on(g.day))
		} else if p := g.base.parent[source]; p != NoRef {
			g.parent[record] = g.placed[p]
		}
	}
}

// recordOf is the record of a unit, -1 where it does not exist that day.
func (g *gathering) recordOf(code Code) int32 {
	if r := g.base.find(code); r != NoRef {
		return g.placed[r]
	}
	if record, ok := g.beside[code]; ok {
		return record
	}
	return -1
}

// tie finds where Party organisations stand and what they lead. None of them is
// in the block.
func (t *Tree) tie() {
	t.ties = ties{seat: map[Ref]Ref{}, leads: map[Ref]Ref{}}
	for _, f := range t.added {
		if f.Kind.Class() != Party {
			continue
		}
		r := t.find(f.code)
		if at := t.find(f.Ats.on(t.day)); at != NoRef {
			t.ties.seat[r] = at
			t.leadBy(f, at, r)
		}
		for _, c := range f.Covers.on(t.day) {
			t.leadBy(f, t.find(c), r)
		}
	}
}

func (t *Tree) leadBy(f *unitFacts, at, by Ref) {
	if at != NoRef && f.Kind.rule().Leads {
		t.ties.leads[at] = by
	}
}
