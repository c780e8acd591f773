package memory_test

import (
	"testing"

	"github.com/jinlin-project/jinlin/adapters/memory"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/ledgertest"
)

// TestConformance holds the memory ledger to the whole contract.
func TestConformance(t *testing.T) {
	ledgertest.Run(t, func(*testing.T) governance.Ledger { return memory.New() })
}
