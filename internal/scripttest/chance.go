package scripttest

import (
	"math/rand/v2"
	"sync"
)

// Chance is the same in every run, and may be asked by many at once.
type Chance struct {
	mu   sync.Mutex
	from *rand.ChaCha8
}

// NewChance is the chance of a seed.
func NewChance(seed byte) *Chance { return &Chance{from: rand.NewChaCha8([32]byte{seed})} }

// Read implements [io.Reader].
func (c *Chance) Read(p []byte) (int, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.from.Read(p)
}
