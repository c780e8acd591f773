package chance

import (
	"errors"
	"slices"
)

// A Table draws one of several by weight. It never changes and may be used from
// many goroutines.
type Table struct{ upTo []int }

// Weighing returns the table of weights, which are not negative and not all zero.
func Weighing(weights []int) (Table, error) {
	t := Table{make([]int, len(weights))}
	sum := 0
	for i, w := range weights {
		if w < 0 {
			return Table{}, errors.New("chance: a weight is negative")
		}
		sum += w
		t.upTo[i] = sum
	}
	if sum == 0 {
		return Table{}, errors.New("chance: no weight is above zero")
	}
	return t, nil
}

// Draw returns the index that comes up.
func (t Table) Draw(s *Stream) int {
	n, _ := slices.BinarySearch(t.upTo, s.Below(t.upTo[len(t.upTo)-1])+1)
	return n
}
