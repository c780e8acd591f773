package governance

import (
	"context"
	"fmt"
	"sync"

	"github.com/jinlin-project/jinlin/orgtree"
)

// serials hands out serial numbers from blocks that are reserved per series.
// Blocks begin at one and double while a series is in demand, so that a quiet
// district wastes none and a busy one rarely asks.
type serials struct {
	mu     sync.Mutex
	blocks map[string]*block
}

type block struct {
	next, end int64
	size      int64
}

const largestBlock = 64

// take returns the next number of a series.
func (s *serials) take(ctx context.Context, l Ledger, series string) (int64, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	b := s.blocks[series]
	if b == nil {
		b = &block{size: 1}
		if s.blocks == nil {
			s.blocks = map[string]*block{}
		}
		s.blocks[series] = b
	}
	if b.next == b.end {
		first, err := l.Reserve(ctx, series, b.size)
		if err != nil {
			return 0, fmt.Errorf("serial: %w", err)
		}
		b.next, b.end = first, first+b.size
		b.size = min(2*b.size, largestBlock)
	}
	b.next++
	return b.next - 1, nil
}

// SerialOf writes a serial so that serials sort by district, year and count.
func SerialOf(district orgtree.Code, year int, n int64) string {
	return fmt.Sprintf("%s-%04d-%07d", district, year, n)
}
