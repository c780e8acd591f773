package memory

import (
	"maps"
	"math"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/governance"
)

// index finds records by what can be asked for. It is kept per kind.
type index struct {
	kinds map[string]*kindIndex
}

// kindIndex is the index of the records of one kind.
type kindIndex struct {
	orders  [3]shelf           // by governance.Order
	keys    map[string]members // by a key of the audience
	parents map[uuid.UUID]members
}

type members map[*record]struct{}

func newIndex() index { return index{kinds: map[string]*kindIndex{}} }

// of returns the indexes a query is about: of its kind, or of all.
func (x *index) of(kind string) []*kindIndex {
	if kind == "" {
		return slices.Collect(maps.Values(x.kinds))
	}
	if k := x.kinds[kind]; k != nil {
		return []*kindIndex{k}
	}
	return nil
}

// move changes the places of a record from those of its present header and
// audience to those of the write, and gives it the write's audience.
func (x *index) move(r *record, w *governance.Write) {
	k := x.kinds[r.ref.Kind]
	if k == nil {
		k = &kindIndex{keys: map[string]members{}, parents: map[uuid.UUID]members{}}
		x.kinds[r.ref.Kind] = k
	}
	for order := governance.Newest; order <= governance.Wakes; order++ {
		k.shift(order, r, &w.Header)
	}
	if was, is := r.header.Parent, w.Header.Parent; was != is {
		leave(k.parents, was, r)
		if is != uuid.Nil {
			join(k.parents, is, r)
		}
	}
	if w.Audience != nil {
		for _, s := range r.audience {
			leave(k.keys, s.Key, r)
		}
		for _, s := range w.Audience {
			join(k.keys, s.Key, r)
		}
		r.audience = w.Audience
	}
}

// shift moves a record on one shelf, if the write moves it there.
func (k *kindIndex) shift(order governance.Order, r *record, next *governance.Header) {
	was, stood := place(order, &r.header)
	is, stands := place(order, next)
	stood = stood && r.version > 0
	if stood == stands && was == is {
		return
	}
	if stood {
		k.orders[order].remove(mark{at: was, id: r.ref.ID})
	}
	if stands {
		k.orders[order].insert(mark{at: is, id: r.ref.ID, r: r})
	}
}

// place is where a header stands in an order, and whether it stands there.
func place(order governance.Order, h *governance.Header) (int64, bool) {
	column := sortedBy(order, h)
	return ascending(order, column), order == governance.Newest || !column.IsZero()
}

// sortedBy is the column of an order.
func sortedBy(order governance.Order, h *governance.Header) time.Time {
	switch order {
	case governance.Dues:
		return h.Due
	case governance.Wakes:
		return h.Wake
	default:
		return h.Opened
	}
}

// ascending turns an instant into a number by which the order ascends. Under
// Newest what was never opened comes last.
func ascending(order governance.Order, t time.Time) int64 {
	switch {
	case order != governance.Newest:
		return t.UnixMicro()
	case t.IsZero():
		return math.MaxInt64
	default:
		return -t.UnixMicro()
	}
}

func join[K comparable](sets map[K]members, key K, r *record) {
	if sets[key] == nil {
		sets[key] = members{}
	}
	sets[key][r] = struct{}{}
}

func leave[K comparable](sets map[K]members, key K, r *record) {
	delete(sets[key], r)
	if len(sets[key]) == 0 {
		delete(sets, key)
	}
}
