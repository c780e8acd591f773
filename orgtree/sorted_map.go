package orgtree

import "slices"

// sortedMap is a persistent map from strings, in the order of its keys: a B+
// tree whose nodes are copied when changed. A copy of the struct is a snapshot;
// changing one never shows in another, and costs a path of nodes.
//
// Changes are made through an owner: nodes a transaction made itself it may
// write to, all others it copies. A nil root is the empty map.
type sortedMap[V any] struct {
	root *mapNode[V]
	size int
}

// maxFan is the most entries or children of a node; half of it after a split.
const maxFan = 32

// owner marks the nodes of one transaction. It must not have size zero: the
// addresses of two owners have to differ.
type owner struct{ _ byte }

type mapNode[V any] struct {
	owner *owner
	keys  []string      // leaf: the keys; inner: the first key below each child, the first unused
	vals  []V           // leaf only
	kids  []*mapNode[V] // inner only
}

func (m sortedMap[V]) get(key string) (v V, ok bool) {
	n := m.root
	if n == nil {
		return v, false
	}
	for n.kids != nil {
		n = n.kids[n.childOf(key)]
	}
	if i, found := slices.BinarySearch(n.keys, key); found {
		return n.vals[i], true
	}
	return v, false
}

func (m sortedMap[V]) has(key string) bool {
	_, ok := m.get(key)
	return ok
}

// childOf is the index of the child that holds a key, if any does.
func (n *mapNode[V]) childOf(key string) int {
	i, found := slices.BinarySearch(n.keys[1:], key)
	if found {
		i++
	}
	return i
}

// set stores a value under a key.
func (m *sortedMap[V]) set(o *owner, key string, v V) {
	if m.root == nil {
		m.root = &mapNode[V]{owner: o}
	}
	m.root = m.root.owned(o)
	added, right := m.root.set(o, key, v)
	if added {
		m.size++
	}
	if right != nil {
		m.root = &mapNode[V]{owner: o, keys: []string{"", right.first()}, kids: []*mapNode[V]{m.root, right}}
	}
}

func (n *mapNode[V]) owned(o *owner) *mapNode[V] {
	if n.owner == o {
		return n
	}
	return &mapNode[V]{owner: o, keys: slices.Clone(n.keys), vals: slices.Clone(n.vals), kids: slices.Clone(n.kids)}
}

// set changes a node of the owner's own and returns the right half if the node
// had to be split.
func (n *mapNode[V]) set(o *owner, key string, v V) (added bool, right *mapNode[V]) {
	if n.kids == nil {
		i, found := slices.BinarySearch(n.keys, key)
		if found {
			n.vals[i] = v
			return false, nil
		}
		n.keys, n.vals = slices.Insert(n.keys, i, key), slices.Insert(n.vals, i, v)
		return true, n.split(o)
	}
	i := n.childOf(key)
	n.kids[i] = n.kids[i].owned(o)
	added, below := n.kids[i].set(o, key, v)
	if below != nil {
		n.keys, n.kids = slices.Insert(n.keys, i+1, below.first()), slices.Insert(n.kids, i+1, below)
	}
	return added, n.split(o)
}

func (n *mapNode[V]) split(o *owner) *mapNode[V] {
	if len(n.keys) <= maxFan {
		return nil
	}
	h := len(n.keys) / 2
	right := &mapNode[V]{owner: o, keys: slices.Clone(n.keys[h:])}
	if n.kids != nil {
		right.kids = slices.Clone(n.kids[h:])
		clear(n.kids[h:])
		n.kids = n.kids[:h]
	} else {
		right.vals = slices.Clone(n.vals[h:])
		clear(n.vals[h:])
		n.vals = n.vals[:h]
	}
	n.keys = n.keys[:h]
	return right
}

// first is the first key at or below the node, which holds at least one.
func (n *mapNode[V]) first() string {
	return n.keys[0]
}

// remove forgets a key. Nodes are not joined again: an emptied leaf stays, and
// is filled by later keys of its range. Only erasing persons removes anything.
func (m *sortedMap[V]) remove(o *owner, key string) {
	if _, found := m.get(key); !found {
		return
	}
	m.size--
	m.root = m.root.owned(o)
	n := m.root
	for n.kids != nil {
		i := n.childOf(key)
		n.kids[i] = n.kids[i].owned(o)
		n = n.kids[i]
	}
	i, _ := slices.BinarySearch(n.keys, key)
	n.keys, n.vals = slices.Delete(n.keys, i, i+1), slices.Delete(n.vals, i, i+1)
}

// from yields the entries in order, beginning at the first key that is not
// less than key.
func (m sortedMap[V]) from(key string) func(yield func(string, V) bool) {
	return func(yield func(string, V) bool) {
		if m.root != nil {
			m.root.from(key, yield)
		}
	}
}

func (n *mapNode[V]) from(key string, yield func(string, V) bool) bool {
	if n.kids == nil {
		i, _ := slices.BinarySearch(n.keys, key)
		for ; i < len(n.keys); i++ {
			if !yield(n.keys[i], n.vals[i]) {
				return false
			}
		}
		return true
	}
	for i := n.childOf(key); i < len(n.kids); i++ {
		if !n.kids[i].from(key, yield) {
			return false
		}
	}
	return true
}

// all yields all entries in order.
func (m sortedMap[V]) all() func(yield func(string, V) bool) { return m.from("") }
