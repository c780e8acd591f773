package replay

// hashes is a set of hashes in some 10 to 20 bytes each: a map takes several times
// that, and so much more again whenever it grows as a whole.
type hashes [256]shard

// shard is the part of the set whose hashes end alike, with open addressing. A zero
// slot is free.
type shard struct {
	slots []uint64
	n     int
}

// add adds a hash, and reports whether it was not there. Zero and one are the same.
func (h *hashes) add(key uint64) bool {
	s := &h[key&0xff]
	if s.n*4 >= len(s.slots)*3 {
		s.grow()
	}
	return s.put(max(key, 1))
}

func (s *shard) put(key uint64) bool {
	mask := uint64(len(s.slots) - 1)
	for i := key >> 8 & mask; ; i = (i + 1) & mask {
		switch s.slots[i] {
		case key:
			return false
		case 0:
			s.slots[i] = key
			s.n++
			return true
		}
	}
}

func (s *shard) grow() {
	old := s.slots
	s.slots, s.n = make([]uint64, max(2*len(old), 64)), 0
	for _, key := range old {
		if key != 0 {
			s.put(key)
		}
	}
}
