package duty_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/memory"
	"github.com/jinlin-project/jinlin/governance/duty"
	"github.com/jinlin-project/jinlin/internal/districttest"
)

func open(tb testing.TB) *districttest.World {
	book, err := duty.New(nil)
	require.NoError(tb, err)
	return districttest.New(tb, memory.New(), book.Shelf)
}

func TestScenarios(t *testing.T) { districttest.Scenarios(t, open, duty.Kind) }
