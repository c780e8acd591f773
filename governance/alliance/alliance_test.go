package alliance_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/memory"
	"github.com/jinlin-project/jinlin/governance/alliance"
	"github.com/jinlin-project/jinlin/governance/alliance/entry"
	"github.com/jinlin-project/jinlin/governance/alliance/item"
	"github.com/jinlin-project/jinlin/governance/alliance/member"
	"github.com/jinlin-project/jinlin/internal/districttest"
)

func open(tb testing.TB) *districttest.World {
	books, err := alliance.New(nil)
	require.NoError(tb, err)
	return districttest.New(tb, memory.New(), books.Shelves()...)
}

func TestScenarios(t *testing.T) {
	districttest.Scenarios(t, open, alliance.Kind, member.Kind, item.Kind, entry.Kind)
}
