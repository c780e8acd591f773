package assembly

import (
	"context"
	"sync"
	"time"

	"github.com/jinlin-project/jinlin/governance"
)

// tail knows where the feed ends, by reading on from where it ended before.
type tail struct {
	ledger governance.Ledger

	mu       sync.Mutex
	position int64
	at       time.Time // the latest instant of an entry
}

const feedPage = 10_000

// end reads on and returns the position and instant of the end.
func (t *tail) end(ctx context.Context) (int64, time.Time, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for {
		entries, err := t.ledger.Entries(ctx, governance.Span{After: t.position, Limit: feedPage})
		if err != nil || len(entries) == 0 {
			return t.position, t.at, err
		}
		for i := range entries {
			t.position = entries[i].Position
			if entries[i].At.After(t.at) {
				t.at = entries[i].At
			}
		}
	}
}
