package memory_test

import (
	"testing"

	"github.com/jinlin-project/jinlin/adapters/memory"
	"github.com/jinlin-project/jinlin/governance/feed"
	"github.com/jinlin-project/jinlin/governance/feed/feedtest"
)

// TestKeeper holds the memory keeper to the whole contract.
func TestKeeper(t *testing.T) {
	feedtest.Run(t, func(*testing.T) feed.Keeper { return memory.NewKeeper() })
}
