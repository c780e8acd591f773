package scoring

import (
	"cmp"
	"maps"
	"slices"

	"github.com/jinlin-project/jinlin/orgtree"
)

// A Tally counts observations in one pass (计数): whole numbers per unit, period
// and list, and nothing else, so that its memory grows with units and not with
// matters. Counting is adding: the order of observations does not matter, parts
// of a stream may be counted apart and merged, and periods may be joined.
//
// A tally is for one goroutine at a time; reading alone may be shared.
type Tally struct {
	periods []Period
	ids     map[Peer]int
	peers   []Peer
	lanes   []lanes   // by cell
	wide    []*Counts // by cell; nil until its lanes were emptied once
}

// A Peer is a unit among its like: what is scored and ranked. A unit that both
// whistles and reports in is two peers.
type Peer struct {
	Unit  orgtree.Code `json:"unit"`
	Group Group        `json:"group"`
	Side  Side         `json:"side"`
}

// compare orders peers by side, group and code.
func (p Peer) compare(o Peer) int {
	return cmp.Or(cmp.Compare(p.Side, o.Side), cmp.Compare(p.Group, o.Group), cmp.Compare(p.Unit, o.Unit))
}

// NewTally returns an empty tally for some periods. An observation counts in
// every period that it lies in; periods may leave gaps and may overlap.
func NewTally(periods ...Period) *Tally {
	return &Tally{periods: slices.Clone(periods), ids: map[Peer]int{}}
}

// Blank returns a tally with the same periods and units but nothing counted. The
// rows that t has made serve it too, so that one stream of rows can be counted
// in parts, on several processors, and merged.
func (t *Tally) Blank() *Tally {
	return &Tally{
		periods: slices.Clone(t.periods), ids: maps.Clone(t.ids), peers: slices.Clone(t.peers),
		lanes: make([]lanes, len(t.lanes)), wide: make([]*Counts, len(t.wide)),
	}
}

// Periods returns the periods of the tally.
func (t *Tally) Periods() []Period { return slices.Clone(t.periods) }

// Peers returns every unit that was counted in any period, by side, group and
// code.
func (t *Tally) Peers() []Peer { return slices.SortedFunc(slices.Values(t.peers), Peer.compare) }

// FullError says that a tally has no room for another unit. It has room for 16
// million cells: a cell is a unit, a period and a list.
type FullError struct{}

// Error describes the fault in English.
func (*FullError) Error() string { return "scoring: a tally holds at most 16 million cells" }

// Zh describes the fault in Chinese.
func (*FullError) Zh() string { return "统计的单位与周期过多" }

// Add counts one observation in every period that it lies in. The error is a
// [*governance.InvalidError] that names every fault, or a [*FullError]; nothing
// was counted then.
func (t *Tally) Add(o *Observation) error {
	var few [8]Row
	rows, err := t.Rows(few[:0], o)
	if err != nil {
		return err
	}
	t.Count(rows)
	return nil
}

// Rows appends the rows by which an observation counts: one for each period it
// lies in, and one for each further time that something happened to it. They
// are for the Count of this tally, or of a [Tally.Blank] taken afterwards, at
// once or later, in any order. Errors are those of Add.
func (t *Tally) Rows(to []Row, o *Observation) ([]Row, error) {
	if err := o.Validate(); err != nil {
		return to, err
	}
	at := o.At()
	if at.IsZero() {
		return to, nil
	}
	for p := range t.periods {
		if !t.periods[p].Contains(at) {
			continue
		}
		cell, err := t.cell(Peer{o.Unit, o.Group, o.Side}, p, o.List.index())
		if err != nil {
			return to, err
		}
		to = o.rows(to, cell)
	}
	return to, nil
}

// rows appends the rows of an observation for one cell.
func (o *Observation) rows(to []Row, cell int) []Row {
	base := Row(cell)<<cellOffset | 1<<laneRows
	m := o.marks()
	to = append(to, base|Row(m))
	if m&counted.mark() == 0 {
		return to
	}
	for _, r := range repeats {
		for range r.times(o) - 1 {
			to = append(to, base|Row(r.again.mark()))
		}
	}
	return to
}

// cell is where a unit is counted for a period and a list; a unit seen for the
// first time gets room for all of them.
func (t *Tally) cell(peer Peer, period, list int) (int, error) {
	id, there := t.ids[peer]
	if !there {
		id = len(t.peers)
		n := len(t.periods) * lists
		if err := room(len(t.lanes), n); err != nil {
			return 0, err
		}
		t.ids[peer] = id
		t.peers = append(t.peers, peer)
		t.lanes = append(t.lanes, make([]lanes, n)...)
		t.wide = append(t.wide, make([]*Counts, n)...)
	}
	return (id*len(t.periods)+period)*lists + list, nil
}

// room reports whether so many more cells can be told apart in a row.
func room(have, more int) error {
	if have+more > mostCells {
		return &FullError{}
	}
	return nil
}

// Count counts rows that this tally made.
func (t *Tally) Count(rows []Row) {
	for _, r := range rows {
		cell := r >> cellOffset
		if t.lanes[cell].add(r) {
			t.empty(int(cell))
		}
	}
}

// Remove takes back an observation that was counted as it stands, so that live
// counters can follow a part that has changed: remove what it was, add what it
// is. Taking back what was never counted leaves counters that mean nothing.
// Errors are those of Add.
func (t *Tally) Remove(o *Observation) error {
	rows, err := t.Rows(nil, o)
	if err != nil {
		return err
	}
	for _, r := range rows {
		w := t.widened(int(r >> cellOffset))
		for c := range Class(classes) {
			w[c] -= uint64(r) >> c & 1 // may pass below zero; with the lanes it is right again
		}
	}
	return nil
}

// empty moves a cell's lanes into its wide counters.
func (t *Tally) empty(cell int) {
	t.widened(cell).addLanes(&t.lanes[cell])
	t.lanes[cell] = lanes{}
}

func (t *Tally) widened(cell int) *Counts {
	if t.wide[cell] == nil {
		t.wide[cell] = new(Counts)
	}
	return t.wide[cell]
}

// read adds a cell's counters.
func (t *Tally) read(cell int, into *Counts) {
	if w := t.wide[cell]; w != nil {
		into.add(w)
	}
	into.addLanes(&t.lanes[cell])
}

// Counts returns what was counted for a unit in a period, over the lists given
// or, where none is, over all. What was never counted is zero everywhere.
func (t *Tally) Counts(peer Peer, period Period, over ...List) Counts {
	var sum Counts
	id, there := t.ids[peer]
	p := slices.Index(t.periods, period)
	if !there || p < 0 {
		return sum
	}
	for i, l := range listCodes {
		if len(over) == 0 || slices.Contains(over, l) {
			t.read((id*len(t.periods)+p)*lists+i, &sum)
		}
	}
	return sum
}

// Merge adds what another tally of the same periods has counted, for streams
// that were counted in parts. The error is a [*PeriodError] where the periods
// differ, or a [*FullError]; nothing was added then.
func (t *Tally) Merge(o *Tally) error {
	if !slices.Equal(t.periods, o.periods) {
		return &PeriodError{PeriodParts}
	}
	fresh := 0
	for _, peer := range o.peers {
		if _, there := t.ids[peer]; !there {
			fresh++
		}
	}
	if err := room(len(t.lanes), fresh*len(t.periods)*lists); err != nil {
		return err
	}
	cells := len(t.periods) * lists
	for id, peer := range o.peers {
		to, err := t.cell(peer, 0, 0)
		if err != nil {
			return err
		}
		for i := range cells {
			t.take(to+i, o, id*cells+i)
		}
	}
	return nil
}

// Join returns a tally of one period that is made up of whole periods of this
// one: a year of its quarters. Periods that overlap may be kept beside; any that
// follow each other from its beginning to its end will do, for all count the
// same. The error is a [*PeriodError] where there are none.
func (t *Tally) Join(p Period) (*Tally, error) {
	out := NewTally(p)
	parts, ok := t.parts(p)
	if !ok {
		return nil, &PeriodError{PeriodParts}
	}
	for id, peer := range t.peers {
		to, err := out.cell(peer, 0, 0)
		if err != nil {
			return nil, err
		}
		for _, part := range parts {
			for list := range lists {
				out.take(to+list, t, (id*len(t.periods)+part)*lists+list)
			}
		}
	}
	return out, nil
}

// parts finds periods that follow each other through all of p. One that leads
// nowhere is given up for another that begins with it; an instant from which
// nothing led on is not tried again.
func (t *Tally) parts(p Period) (parts []int, ok bool) {
	tried := map[int64]bool{}
	var reach func(at int64) bool
	reach = func(at int64) bool {
		tried[at] = true
		for i, q := range t.periods {
			if q.from != at || q.to > p.to || tried[q.to] {
				continue
			}
			parts = append(parts, i)
			if q.to == p.to || reach(q.to) {
				return true
			}
			parts = parts[:len(parts)-1]
		}
		return false
	}
	ok = p.from < p.to && reach(p.from)
	return parts, ok
}

// holds reports whether a cell may have counted anything.
func (t *Tally) holds(cell int) bool { return t.wide[cell] != nil || t.lanes[cell] != lanes{} }

// take adds a cell of another tally, where it counted anything. Lanes go to lanes
// where they have room.
func (t *Tally) take(to int, o *Tally, from int) {
	switch {
	case o.wide[from] == nil && t.lanes[to].rows()+o.lanes[from].rows() < lanesFull:
		for i, word := range o.lanes[from] {
			t.lanes[to][i] += word
		}
	case o.holds(from):
		o.read(from, t.widened(to))
	}
}
