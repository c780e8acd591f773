package orgtree

import (
	"cmp"
	"slices"
	"strings"
)

// staff are the posts held on the day, sorted once by unit and once by person.
type staff struct {
	posts  []Post  // by unit, kind, id
	people []int32 // indices into posts by person, unit, kind, id
}

func newStaff(posts []Post) staff {
	slices.SortFunc(posts, func(a, b Post) int {
		return cmp.Or(strings.Compare(string(a.Unit), string(b.Unit)), cmp.Compare(a.Kind, b.Kind), strings.Compare(a.ID, b.ID))
	})
	s := staff{posts: posts, people: make([]int32, len(posts))}
	for i := range s.people {
		s.people[i] = int32(i)
	}
	slices.SortStableFunc(s.people, func(a, b int32) int { return strings.Compare(posts[a].Person, posts[b].Person) })
	return s
}

func (s *staff) at(unit Code) []Post {
	from, found := slices.BinarySearchFunc(s.posts, unit, func(p Post, u Code) int { return strings.Compare(string(p.Unit), string(u)) })
	to := from
	for found && to < len(s.posts) && s.posts[to].Unit == unit {
		to++
	}
	return s.posts[from:to:to]
}

// PostsAt returns the posts held at a unit on the day, by kind, then id. The
// slice is shared and must not be written to.
func (t *Tree) PostsAt(unit Code) []Post { return t.staff.at(unit) }

// PostsOf returns the posts a person holds on the day, by unit.
func (t *Tree) PostsOf(person string) []Post {
	s := &t.staff
	i, _ := slices.BinarySearchFunc(s.people, person, func(p int32, id string) int { return strings.Compare(s.posts[p].Person, id) })
	var out []Post
	for ; i < len(s.people) && s.posts[s.people[i]].Person == person; i++ {
		out = append(out, s.posts[s.people[i]])
	}
	return out
}

// Holders returns who holds a kind of post at a unit on the day, by id. The
// slice is shared and must not be written to.
func (t *Tree) Holders(kind PostKind, unit Code) []Post {
	all := t.staff.at(unit)
	from, found := slices.BinarySearchFunc(all, kind, func(p Post, k PostKind) int { return cmp.Compare(p.Kind, k) })
	to := from
	for found && to < len(all) && all[to].Kind == kind {
		to++
	}
	return all[from:to:to]
}

// Holder returns the holder of a kind of post at a unit on the day: the only
// one, or the first by id where there are several.
func (t *Tree) Holder(kind PostKind, unit Code) (Post, bool) {
	if h := t.Holders(kind, unit); len(h) > 0 {
		return h[0], true
	}
	return Post{}, false
}

// Person returns what is known about a person on the day.
func (t *Tree) Person(id string) (Person, bool) {
	f, ok := t.org.persons.get(id)
	if !ok || len(f.Members) == 0 || t.day < f.Members[0].On {
		return Person{}, false
	}
	return f.on(id, t.day), true
}

// Enlarged reports whether part-time members sit on a committee (大工委、大党委).
func (t *Tree) Enlarged(committee Code) bool { return len(t.Holders(PartTimeMember, committee)) > 0 }

// ActsFor returns the units for which a person acts on the day, by code: those
// of [Tree.HolderActsFor] of all their posts.
func (t *Tree) ActsFor(person string) []Code {
	var out []Code
	for _, p := range t.PostsOf(person) {
		out = append(out, t.HolderActsFor(p)...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// HolderActsFor returns the units for which the holder of a post acts on the
// day, each once: of a post in a Party organisation those where it leads, of one
// in a residents' committee its community, and last the post's own unit. The
// others come first, since it is for them that such a body speaks. A post that
// only helps acts for none.
func (t *Tree) HolderActsFor(p Post) []Code {
	if !p.Kind.Acts() {
		return nil
	}
	var places, out []Code
	switch u, ok := t.Unit(p.Unit); {
	case ok && u.Kind.Class() == Party:
		places = append([]Code{u.At}, u.Covers...)
	case ok && u.Kind.rule().Speaks:
		places = []Code{u.Parent}
	}
	for _, c := range append(places, p.Unit) {
		if c != "" && !slices.Contains(out, c) { // it may cover the very place it stands at
			out = append(out, c)
		}
	}
	return out
}

// Keys returns the units in whose name a person may look and act on the day, by
// code: those of [Tree.ActsFor] and the dissolved ones they inherited.
func (t *Tree) Keys(person string) []Code {
	out := t.ActsFor(person)
	for _, c := range out {
		out = append(out, t.Inherited(c)...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}
