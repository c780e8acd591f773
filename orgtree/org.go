package orgtree

import (
	"iter"
	"slices"
	"strings"

	"github.com/jinlin-project/jinlin/civil"
)

// Org is everything ever known about the organisation (组织档案): the dated facts
// of its units, posts and persons. It never changes: [Org.Apply] returns another
// that shares all that stayed the same, so keeping many versions costs little.
// It may be used by any number of goroutines at once.
type Org struct {
	base    *block
	units   sortedMap[*unitFacts] // beside or instead of those of base, by code
	posts   sortedMap[*Post]      // by id
	persons sortedMap[*personFacts]

	mentions index // unit → units whose facts ever mentioned it (those of base have their own children)
	places   index // unit → posts there
	heirs    index // unit → dissolved units whose work it took over

	delta []string // keys of the fields in which it differs from the Org it was made from
}

// index is a set of pairs of keys, in order.
type index struct{ sortedMap[struct{}] }

// pairSeparator stands below every character of codes and ids.
const pairSeparator = "\x00"

func (x *index) add(o *owner, a, b string) {
	key := a + pairSeparator + b
	if _, found := x.get(key); !found {
		x.set(o, key, struct{}{})
	}
}

// under yields every b paired with a, in order.
func (x index) under(a string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for key := range x.from(a + pairSeparator) {
			b, ok := strings.CutPrefix(key, a+pairSeparator)
			if !ok || !yield(b) {
				return
			}
		}
	}
}

// New returns an organisation without units.
func New() *Org { return &Org{base: new(draft).block()} }

// facts returns what is known about a unit, or nil.
func (o *Org) facts(code Code) *unitFacts {
	if f, ok := o.units.get(string(code)); ok {
		return f
	}
	if r := o.base.find(code); r != NoRef {
		return o.base.facts(r)
	}
	return nil
}

// Len is the number of units the organisation ever had.
func (o *Org) Len() int {
	n := o.base.len()
	for code := range o.units.all() {
		if o.base.find(Code(code)) == NoRef {
			n++
		}
	}
	return n
}

// Codes yields the codes of all units there ever were, in order.
func (o *Org) Codes() iter.Seq[Code] { return o.codes }

// Life returns the days [from, to) on which a unit exists.
func (o *Org) Life(code Code) (from, to civil.Date, ok bool) {
	f := o.facts(code)
	if f == nil {
		return 0, 0, false
	}
	return f.From, f.End, true
}

// Post returns a post by its id, whenever it is held.
func (o *Org) Post(id string) (Post, bool) {
	p, ok := o.posts.get(id)
	if !ok {
		return Post{}, false
	}
	return *p, true
}

// mentioning yields the units that ever mentioned a unit.
func (o *Org) mentioning(code Code) iter.Seq[Code] {
	return func(yield func(Code) bool) {
		for by := range o.mentions.under(string(code)) {
			if !yield(Code(by)) {
				return
			}
		}
		r := o.base.find(code)
		if r == NoRef {
			return
		}
		for c := range o.base.children(r) {
			// Those described beside the block are in the index if they still
			// mention it; twice does no harm.
			if !yield(o.base.code(c)) {
				return
			}
		}
	}
}

// codes yields the codes of all units in order.
func (o *Org) codes(yield func(Code) bool) {
	inBlock := make([]Code, 0, o.base.len())
	for r := range Ref(o.base.len()) {
		if code := o.base.code(r); !o.units.has(string(code)) {
			inBlock = append(inBlock, code)
		}
	}
	slices.Sort(inBlock)
	for code := range o.units.all() {
		for len(inBlock) > 0 && string(inBlock[0]) < code {
			if !yield(inBlock[0]) {
				return
			}
			inBlock = inBlock[1:]
		}
		if !yield(Code(code)) {
			return
		}
	}
	for _, code := range inBlock {
		if !yield(code) {
			return
		}
	}
}
