package memory

import (
	"bytes"
	"cmp"
	"slices"
	"sort"

	"github.com/google/uuid"
)

// mark is where a record stands in one order: by at, ties by id.
type mark struct {
	at int64
	id uuid.UUID
	r  *record
}

// compare is the order of a shelf. A shelf holds one kind, so ids are unique.
func (m *mark) compare(o *mark) int {
	if m.at != o.at {
		return cmp.Compare(m.at, o.at)
	}
	return bytes.Compare(m.id[:], o.id[:])
}

// shelf is a sorted list cut into blocks, so that inserting moves at most one
// block and, when one is split, the list of blocks. A tree would do the same
// with more code and, up to tens of millions of records, no sooner.
type shelf struct {
	blocks [][]mark // none is empty
	count  int
}

// blockSize is the length at which a block is split in two.
const blockSize = 256

// seek returns the block and the place in it of the first mark that is not
// before m. Behind the last mark, the block is len(blocks).
func (s *shelf) seek(m *mark) (block, place int) {
	block = sort.Search(len(s.blocks), func(i int) bool {
		b := s.blocks[i]
		return b[len(b)-1].compare(m) >= 0
	})
	if block == len(s.blocks) {
		return block, 0
	}
	b := s.blocks[block]
	return block, sort.Search(len(b), func(i int) bool { return b[i].compare(m) >= 0 })
}

func (s *shelf) insert(m mark) {
	s.count++
	block, place := s.seek(&m)
	if block == len(s.blocks) {
		if block == 0 {
			s.blocks = append(s.blocks, append(make([]mark, 0, blockSize), m))
			return
		}
		block--
		place = len(s.blocks[block])
	}
	b := slices.Insert(s.blocks[block], place, m)
	s.blocks[block] = b
	if len(b) < blockSize {
		return
	}
	right := append(make([]mark, 0, blockSize), b[blockSize/2:]...)
	clear(b[blockSize/2:])
	s.blocks[block] = b[:blockSize/2]
	s.blocks = slices.Insert(s.blocks, block+1, right)
}

func (s *shelf) remove(m mark) {
	block, place := s.seek(&m)
	if block == len(s.blocks) || s.blocks[block][place].compare(&m) != 0 {
		return
	}
	s.count--
	s.blocks[block] = slices.Delete(s.blocks[block], place, place+1)
	if len(s.blocks[block]) == 0 {
		s.blocks = slices.Delete(s.blocks, block, block+1)
	}
}

// after visits the marks behind m in order, until visit returns false.
func (s *shelf) after(m mark, visit func(mark) bool) {
	block, place := s.seek(&m)
	for ; block < len(s.blocks); block, place = block+1, 0 {
		for _, found := range s.blocks[block][place:] {
			if found.compare(&m) > 0 && !visit(found) {
				return
			}
		}
	}
}
