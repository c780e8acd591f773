package governance

import (
	"iter"
	"slices"
	"strings"

	"github.com/jinlin-project/jinlin/orgtree"
)

// An Actor is whoever gives a command: a person with the posts held now that
// act for their units, or the system on behalf of time.
type Actor struct {
	Account string
	Person  string         // opaque id; empty for the system
	Posts   []orgtree.Post // only posts that act for their unit
	System  bool

	in *orgtree.Tree // where the posts were read; nil: they were handed in
}

// ActorOf returns a person as an actor, with the posts held that act for their
// units, once for each unit of [orgtree.Tree.HolderActsFor]. Whatever such an
// actor is given to goes by the posts of the organisation that it decides by, be
// that newer than this tree; posts that are put into an Actor by hand stay as
// they are.
func ActorOf(tree *orgtree.Tree, account, person string) Actor {
	a := Actor{Account: account, Person: person, in: tree}
	for _, p := range tree.PostsOf(person) {
		for _, unit := range tree.HolderActsFor(p) {
			stand := p
			stand.Unit = unit
			a.Posts = append(a.Posts, stand)
		}
	}
	return a
}

// on returns the actor with the posts of a tree.
func (a Actor) on(tree *orgtree.Tree) Actor {
	if a.in == nil || a.in == tree {
		return a
	}
	return ActorOf(tree, a.Account, a.Person)
}

// handedIn reports whether the actor's posts cannot be read anew.
func (a *Actor) handedIn() bool { return a.in == nil && len(a.Posts) > 0 }

// Stamp says in an entry who acted, in which of the actor's posts. The account
// stands there only when no person does, since an account's name may be
// somebody's phone number.
func (a *Actor) Stamp(post orgtree.Post) Stamp {
	s := Stamp{Person: a.Person, Unit: string(post.Unit), System: a.System}
	if a.Person == "" {
		s.Account = a.Account
	}
	if post.Unit != "" {
		s.Post = post.Kind.String()
	}
	return s
}

// An Address says whose something is, so that it stays true when units move: a
// unit itself, the unit of a level that answers for another unit, a person, or
// everyone. No town is ever stored with a matter, only "the town of that
// community".
type Address struct {
	Level  orgtree.Kind // zero: the unit Code itself
	Code   orgtree.Code
	Person string
	Public bool
}

// Unit addresses a unit, and whoever has inherited its work.
func Unit(code orgtree.Code) Address { return Address{Code: code} }

// Of addresses the unit of a level that answers for code: the town of a
// community, the community of a compound or lane, the centre of a district. On
// desks only these are kept; as a right it holds for every code.
func Of(level orgtree.Kind, code orgtree.Code) Address { return Address{Level: level, Code: code} }

// Person addresses one person.
func Person(id string) Address { return Address{Person: id} }

// Public addresses everyone, also those without an account.
var Public = Address{Public: true}

// Key is the address as it stands in the index of audiences.
func (a Address) Key() string {
	switch {
	case a.Public:
		return "public"
	case a.Person != "":
		return "person:" + a.Person
	case a.Level != 0:
		return a.Level.String() + "@" + string(a.Code)
	}
	return string(a.Code)
}

// IsZero reports whether the address is nobody's.
func (a Address) IsZero() bool { return !a.Public && a.Person == "" && a.Code == "" }

// resolve returns the code of the unit an address means on the tree's day.
func (a Address) resolve(tree *orgtree.Tree) orgtree.Code {
	if a.Level == 0 || tree == nil {
		return a.Code
	}
	at := a.Code
	if !tree.Has(at) { // dissolved: whoever has its work stands where it counts
		at, _ = tree.Successor(at)
	}
	if a.Level == orgtree.Centre {
		code, _ := tree.Centre(at)
		return code
	}
	code, _ := tree.Nearest(at, a.Level)
	return code
}

// reachAny reports whether the actor is at one of the addresses, and in which
// post. The cheap looks come first: a unit or person as it stands, then units
// that have to be found in the tree, then the heirs of dissolved ones.
func (a *Actor) reachAny(where []Address, tree *orgtree.Tree) (orgtree.Post, bool) {
	for i := range where {
		to := &where[i]
		if to.Person != "" && to.Person == a.Person {
			return orgtree.Post{}, true
		}
		if to.Level == 0 && to.Code != "" {
			if post, ok := a.at(to.Code); ok {
				return post, true
			}
		}
	}
	if len(a.Posts) == 0 || tree == nil {
		return orgtree.Post{}, false
	}
	for i := range where {
		if to := &where[i]; to.Level != 0 {
			if post, ok := a.at(to.resolve(tree)); ok {
				return post, true
			}
		}
	}
	for i := range where {
		if to := &where[i]; to.Level == 0 && to.Code != "" && !tree.Has(to.Code) {
			heir, _ := tree.Successor(to.Code)
			if post, ok := a.at(heir); ok {
				return post, true
			}
		}
	}
	return orgtree.Post{}, false
}

// at returns the actor's post at a unit.
func (a *Actor) at(unit orgtree.Code) (orgtree.Post, bool) {
	if unit == "" {
		return orgtree.Post{}, false
	}
	for i := range a.Posts {
		if a.Posts[i].Unit == unit {
			return a.Posts[i], true
		}
	}
	return orgtree.Post{}, false
}

// Keys are what a caller holds in the index of audiences, found once per
// request from the tree: own units, the units they answer for, those inherited
// from dissolved ones, and themselves.
type Keys struct {
	See  []string // whose records they may see
	Desk []string // what is theirs to do
}

// KeysOf derives the keys of an actor. A unit from the community down sees what
// concerns itself; a town besides what concerns its communities; the centre
// and the district what concerns the district. What is addressed to the district as
// a level, Of(District, …), is the district's alone.
func KeysOf(a *Actor, tree *orgtree.Tree) Keys {
	k := Keys{See: []string{Public.Key()}, Desk: []string{}}
	if a.Person != "" {
		k.both(Person(a.Person))
	}
	for _, p := range a.Posts {
		k.unit(p.Unit, tree)
	}
	k.See, k.Desk = unique(k.See), unique(k.Desk)
	return k
}

func (k *Keys) both(a Address) {
	k.See = append(k.See, a.Key())
	k.Desk = append(k.Desk, a.Key())
}

// unit adds the keys that acting for a unit gives: its own and those of the
// units it inherited from, and what it answers for below.
func (k *Keys) unit(code orgtree.Code, tree *orgtree.Tree) {
	kind := tree.Kind(code)
	for own := range withInherited(code, tree) {
		k.both(Unit(own))
		if kind == orgtree.Community || kind == orgtree.Town || kind == orgtree.District {
			k.both(Of(kind, own))
		}
	}
	switch kind {
	case orgtree.Community:
		for below := range tree.Subtree(code, orgtree.Compound, orgtree.Lane) {
			for one := range withInherited(below.Code, tree) {
				k.both(Of(orgtree.Community, one))
			}
		}
	case orgtree.Town:
		for below := range tree.Subtree(code, orgtree.Community) {
			for one := range withInherited(below.Code, tree) {
				k.See = append(k.See, string(one))
				k.both(Of(orgtree.Town, one))
			}
		}
	case orgtree.Centre:
		if district, ok := tree.District(code); ok {
			k.See = append(k.See, string(district))
			k.both(Of(orgtree.Centre, district))
		}
	}
}

// withInherited yields a unit and the dissolved ones whose work it has.
func withInherited(code orgtree.Code, tree *orgtree.Tree) iter.Seq[orgtree.Code] {
	return func(yield func(orgtree.Code) bool) {
		if !yield(code) {
			return
		}
		for _, old := range tree.Inherited(code) {
			if !yield(old) {
				return
			}
		}
	}
}

// KeysWithin returns the audience keys of the records that concern a unit or
// what it answers for.
func KeysWithin(code orgtree.Code, tree *orgtree.Tree) []string {
	var k Keys
	k.unit(code, tree)
	return unique(k.See)
}

// Sees reports whether a record with these shares is one the holder may see.
func (k *Keys) Sees(shares []Share) bool {
	return slices.ContainsFunc(shares, func(s Share) bool { return slices.Contains(k.See, s.Key) })
}

func unique(keys []string) []string {
	slices.SortFunc(keys, strings.Compare)
	return slices.Compact(keys)
}
