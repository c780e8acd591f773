package orgtree

import (
	"slices"
	"strings"

	"github.com/jinlin-project/jinlin/civil"
)

// block is the bulk of an organisation: units that have had one name and one
// parent since their first day and nothing else, as columns in pre-order. It is
// shared by every Org that descends from the one it was made for; a unit about
// which more becomes known is described beside it, and that description counts.
//
// Every parent of a unit of a block is in the block and no younger, so that a
// block is a tree of its own on every day from since on.
type block struct {
	*labels
	names  string
	nameAt []uint32     // name r is names[nameAt[r]:nameAt[r+1]]
	forms  []Form       //
	from   []civil.Date // first days; nil where all are the same
	since  civil.Date   // the last of them
}

// draft is a block being gathered, in any order.
type draft struct {
	records
	names  []byte
	nameAt []uint32
	forms  []Form
	from   []civil.Date
}

// add appends a unit whose parent is known by its record number, or will be.
func (d *draft) add(code Code, parent int32, kind Kind, form Form, name string, from civil.Date) {
	d.cells.add(code)
	d.parent, d.kind = append(d.parent, parent), append(d.kind, kind)
	d.forms, d.from = append(d.forms, form), append(d.from, from)
	d.nameAt = append(d.nameAt, uint32(len(d.names)))
	d.names = append(d.names, name...)
}

func (d *draft) name(record int32) []byte {
	to := len(d.names)
	if int(record)+1 < len(d.nameAt) {
		to = int(d.nameAt[record+1])
	}
	return d.names[d.nameAt[record]:to]
}

// block puts the draft into pre-order.
func (d *draft) block() *block {
	l, order := newLabels(&d.records)
	n := len(order)
	b := &block{labels: l, nameAt: make([]uint32, 0, n+1), forms: make([]Form, n), since: civil.Min}
	var names strings.Builder
	names.Grow(len(d.names))
	for r, record := range order {
		b.nameAt = append(b.nameAt, uint32(names.Len()))
		names.Write(d.name(record))
		b.forms[r] = d.forms[record]
	}
	b.nameAt = append(b.nameAt, uint32(names.Len()))
	b.names = names.String()
	b.date(d.from, order)
	return b
}

// date takes over the first days, each only where they differ.
func (b *block) date(from []civil.Date, order []int32) {
	if len(from) == 0 {
		return
	}
	b.since = slices.Max(from)
	if slices.Min(from) == b.since {
		return
	}
	b.from = make([]civil.Date, len(order))
	for r, record := range order {
		b.from[r] = from[record]
	}
}

// first is the first day of a unit.
func (b *block) first(r Ref) civil.Date {
	if b.from == nil {
		return b.since
	}
	return b.from[r]
}

func (b *block) name(r Ref) string { return b.names[b.nameAt[r]:b.nameAt[r+1]] }

func (b *block) parentCode(r Ref) Code {
	if p := b.parent[r]; p != NoRef {
		return b.code(p)
	}
	return ""
}

func (b *block) unit(r Ref) Unit {
	return Unit{Code: b.code(r), Name: b.name(r), Kind: b.kind[r], Form: b.forms[r], Parent: b.parentCode(r)}
}

// facts describes a unit of the block as one that could stand beside it.
func (b *block) facts(r Ref) *unitFacts {
	u, day := b.unit(r), b.first(r)
	f := &unitFacts{
		code: u.Code, Kind: u.Kind, From: day, End: civil.Forever,
		Names: always(day, u.Name), Parents: always(day, u.Parent),
	}
	if u.Form != 0 {
		f.Forms = always(day, u.Form)
	}
	return f
}
