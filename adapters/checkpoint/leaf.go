package checkpoint

import (
	"crypto/sha256"
	"encoding/binary"

	"golang.org/x/mod/sumdb/tlog"

	"github.com/jinlin-project/jinlin/governance"
)

// A Leaf is what a checkpoint covers of one entry, and what a person keeps who
// wants to show later that the entry was there.
type Leaf struct {
	Position int64
	Ref      governance.Ref
	Version  int64
	Digest   governance.Digest
}

// LeafOf returns the leaf of an entry as it was read.
func LeafOf(e *governance.Entry) Leaf { return Leaf{e.Position, e.Ref, e.Version, e.Digest} }

// Lengths of what stands before a leaf's kind.
const (
	numbers   = 8 + 8
	fixedLeaf = numbers + 16 + sha256.Size
)

// Bytes returns the bytes that are hashed. All but the kind have a fixed
// length, so that no two leaves have the same. They never change: a checkpoint
// of version 1 stands for these.
func (l Leaf) Bytes() []byte { return l.appendTo(make([]byte, 0, fixedLeaf+len(l.Ref.Kind))) }

func (l *Leaf) appendTo(b []byte) []byte {
	b = binary.BigEndian.AppendUint64(b, uint64(l.Position))
	b = binary.BigEndian.AppendUint64(b, uint64(l.Version))
	b = append(b, l.Ref.ID[:]...)
	b = append(b, l.Digest[:]...)
	return append(b, l.Ref.Kind...)
}

// Hash returns the hash of the leaf in the tree. It is what [tlog.RecordHash]
// makes of [Leaf.Bytes], without a heap allocation for each of a country's
// entries.
func (l Leaf) Hash() tlog.Hash {
	var room [1 + fixedLeaf + 64]byte // the zero byte in front marks a leaf
	return sha256.Sum256(l.appendTo(room[:1]))
}
