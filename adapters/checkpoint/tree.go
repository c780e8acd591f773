package checkpoint

import (
	"crypto/sha256"
	"math/bits"

	"golang.org/x/mod/sumdb/tlog"
)

// A tree is a Merkle tree of which only the right edge is kept: the complete
// subtrees that the next leaves may still be joined to. Two trees of the same
// leaves are equal, and a copy is a tree of its own.
type tree struct {
	count int64
	edge  [maxLevels]tlog.Hash // edge[i] is the subtree of 2^i leaves, if count has that bit; else zero
}

// maxLevels is enough for as many entries as a position can count.
const maxLevels = 63

// append adds a leaf. made, unless it is nil, is told every subtree that the
// leaf completes, itself included: the n-th of those with 2^level leaves.
func (t *tree) append(h tlog.Hash, made func(level int, n int64, h tlog.Hash)) {
	n, level := t.count, 0
	for ; n&1 == 1; n, level = n>>1, level+1 {
		if made != nil {
			made(level, n, h)
		}
		h, t.edge[level] = tlog.NodeHash(t.edge[level], h), tlog.Hash{}
	}
	if made != nil {
		made(level, n, h)
	}
	t.edge[level] = h
	t.count++
}

// root joins the edge from right to left, as RFC 6962 divides a tree: the left
// half is the largest that is complete.
func (t *tree) root() tlog.Hash {
	if t.count == 0 {
		return sha256.Sum256(nil)
	}
	level := bits.TrailingZeros64(uint64(t.count))
	h := t.edge[level]
	for level++; level < maxLevels; level++ {
		if t.count>>level&1 == 1 {
			h = tlog.NodeHash(t.edge[level], h)
		}
	}
	return h
}
