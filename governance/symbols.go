package governance

// symbols numbers a few short names. Looking one up costs a handful of
// nanoseconds, which a map of strings does not reach; the interpreter does it
// twice a step.
type symbols struct {
	names []string
	slots []int16 // name number + 1, open addressing
	mask  uint32
}

func newSymbols(names []string) symbols {
	size := 8
	for size < 4*len(names) {
		size *= 2
	}
	s := symbols{names: names, slots: make([]int16, size), mask: uint32(size - 1)}
	for i, name := range names {
		at := scatter(name) & s.mask
		for s.slots[at] != 0 {
			at = (at + 1) & s.mask
		}
		s.slots[at] = int16(i + 1)
	}
	return s
}

// find returns the number of a name, or -1.
func (s *symbols) find(name string) int {
	if len(s.slots) == 0 {
		return -1
	}
	for at := scatter(name) & s.mask; s.slots[at] != 0; at = (at + 1) & s.mask {
		if i := int(s.slots[at] - 1); s.names[i] == name {
			return i
		}
	}
	return -1
}

// scatter tells short names apart by length, ends and middle.
func scatter(name string) uint32 {
	n := len(name)
	if n == 0 {
		return 0
	}
	return uint32(n)*0x9e3779b1 + uint32(name[0])*131 + uint32(name[n-1])*31 + uint32(name[n/2])*7
}
