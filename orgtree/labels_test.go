package orgtree

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// randomCodes makes n different codes of all lengths, many of them beginnings
// of others: what tables confuse if they confuse anything.
func randomCodes(r *rand.Rand, n int) []Code {
	const alphabet = "0123456789aZ-"
	seen := map[Code]bool{}
	var codes []Code
	for len(codes) < n {
		var b strings.Builder
		if len(codes) > 0 && r.IntN(2) == 0 {
			b.WriteString(string(codes[r.IntN(len(codes))]))
		}
		for range 1 + r.IntN(MaxCode) {
			b.WriteByte(alphabet[r.IntN(len(alphabet))])
		}
		c := Code(b.String())
		c = c[:min(len(c), 1+r.IntN(MaxCode))]
		if !seen[c] {
			seen[c] = true
			codes = append(codes, c)
		}
	}
	return codes
}

// node is a unit of the stupid tree.
type node struct {
	code     Code
	parent   *node
	children []*node
}

func (n *node) walk(visit func(*node)) {
	visit(n)
	slices.SortFunc(n.children, func(a, b *node) int { return strings.Compare(string(a.code), string(b.code)) })
	for _, c := range n.children {
		c.walk(visit)
	}
}

func TestLabelsAgainstPointers(t *testing.T) {
	for seed := range uint64(30) {
		r := rand.New(rand.NewPCG(seed, 2))
		n := 1 + r.IntN(400)
		codes := randomCodes(r, n)
		rec := &records{}
		nodes := make([]*node, n)
		root := &node{}
		for i, c := range codes {
			rec.cells.add(c)
			rec.kind = append(rec.kind, Kind(i%30))
			nodes[i] = &node{code: c, parent: root}
			parent := -1
			if i > 0 && r.IntN(10) > 0 {
				parent = r.IntN(i)
				nodes[i].parent = nodes[parent]
			}
			nodes[i].parent.children = append(nodes[i].parent.children, nodes[i])
			rec.parent = append(rec.parent, int32(parent))
		}
		l, order := newLabels(rec)
		requireSameTree(t, l, root, nodes, order)
		for _, other := range randomCodes(r, 50) {
			known := codes[r.IntN(n)]
			require.Equal(t, slices.Contains(codes, other), l.find(other) != NoRef)
			for _, pair := range [][2]Code{{known, other}, {other, known}, {known, known}, {known, codes[0]}} {
				a, b := l.findTwo(pair[0], pair[1])
				require.Equal(t, [2]Ref{l.find(pair[0]), l.find(pair[1])}, [2]Ref{a, b})
			}
		}
	}
}

func requireSameTree(t *testing.T, l *labels, root *node, nodes []*node, order []int32) {
	t.Helper()
	at := -1
	root.walk(func(n *node) {
		if at++; n == root {
			return
		}
		r := Ref(at - 1)
		require.Equal(t, n.code, l.code(r))
		require.Equal(t, r, l.find(n.code))
		require.Same(t, n, nodes[order[r]])
		if n.parent == root {
			require.Equal(t, NoRef, l.parent[r])
		} else {
			require.Equal(t, n.parent.code, l.code(l.parent[r]))
		}
		var children []Code
		for c := range l.children(r) {
			children = append(children, l.code(c))
		}
		require.Len(t, children, len(n.children))
	})
	require.Equal(t, len(nodes), l.len())
	for i := range l.end {
		for j := range l.end {
			above := false
			for p := Ref(j); p != NoRef; p = l.parent[p] {
				above = above || p == Ref(i)
			}
			require.Equal(t, above, l.within(Ref(j), Ref(i)))
		}
		if i > 20 {
			break
		}
	}
}

// Marks of a full table collide now and then; a collision may cost time only.
func TestTableFindsEveryCodeAmongMany(t *testing.T) {
	var written cells
	const n = 60_000
	for i := range n {
		written.add(Code(fmt.Sprintf("%012d", i*7)))
	}
	table := newTable(written.written(0))
	for i := range n {
		require.Equal(t, Ref(i), table.find(Code(fmt.Sprintf("%012d", i*7))))
		require.Equal(t, NoRef, table.find(Code(fmt.Sprintf("%012d", i*7+3))))
		require.Equal(t, NoRef, table.find(Code(fmt.Sprintf("%013d", i*7))))
		x, y := table.findTwo(Code(fmt.Sprintf("%012d", i*7)), Code(fmt.Sprintf("%012d", (n-i)*7)))
		require.Equal(t, Ref(i), x)
		require.Equal(t, i == 0, y == NoRef)
		require.True(t, i == 0 || y == Ref(n-i))
	}
	require.Equal(t, NoRef, table.find(""))
	require.Equal(t, NoRef, table.find(Code(strings.Repeat("1", MaxCode+1))))
	empty := newTable(cellText{})
	require.Equal(t, NoRef, empty.find("350205"))
}
