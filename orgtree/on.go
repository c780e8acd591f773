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

// gathering is the units of one day being put together: first those of the
// block, then those beside it.
type gathering struct {
	records
	day    civil.Date
	base   *block
	source []int32 // record → place in the block, or behind it in Tree.added
	placed []int32 // place in the block → record; -1 where it is not there that day
	beside table   // units beside the block, in the order of their records
	behind int32   // the first of those records
}

// gather builds the tree from the block and the units beside it.
func (t *Tree) gather() {
	g := &gathering{day: t.day, base: t.org.base}
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
	g.cells.grow(g.base.len())
	g.placed = make([]int32, g.base.len())
	for code := range units.all() {
		if r := g.base.find(Code(code)); r != NoRef {
			g.placed[r] = -1
		}
	}
	for i, described := range g.placed {
		r := Ref(i)
		if g.placed[r] = -1; described == 0 && g.base.first(r) <= g.day {
			g.placed[r] = g.add(g.base.code(r), g.base.kind[r], int32(r))
		}
	}
}

// addBeside adds the units described beside the block and returns them.
func (g *gathering) addBeside(units *sortedMap[*unitFacts]) (added []*unitFacts) {
	g.behind = int32(g.len())
	for _, f := range units.all() {
		if f.aliveOn(g.day) {
			g.add(f.code, f.Kind, int32(g.base.len()+len(added)))
			added = append(added, f)
		}
	}
	g.beside = newTable(g.cells.written(int(g.behind)))
	return added
}

func (g *gathering) add(code Code, kind Kind, source int32) (record int32) {
	g.cells.add(code)
	g.kind, g.parent, g.source = append(g.kind, kind), append(g.parent, -1), append(g.source, source)
	return int32(g.len() - 1)
}

// connect fills in the parents, once every unit has its record.
func (g *gathering) connect(added []*unitFacts) {
	for record, source := range g.source {
		if record >= int(g.behind) {
			g.parent[record] = g.recordOf(added[record-int(g.behind)].Parents.on(g.day))
		} else if p := g.base.parent[source]; p != NoRef {
			g.parent[record] = g.recordAt(p)
		}
	}
}

// recordOf is the record of a unit, -1 where it does not exist that day.
func (g *gathering) recordOf(code Code) int32 {
	if r := g.beside.find(code); r != NoRef {
		return g.behind + int32(r)
	}
	if r := g.base.find(code); r != NoRef {
		return g.placed[r]
	}
	return -1
}

// recordAt is the record of a unit of the block, which may be described beside
// it.
func (g *gathering) recordAt(r Ref) int32 {
	if record := g.placed[r]; record >= 0 {
		return record
	}
	return g.recordOf(g.base.code(r))
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
