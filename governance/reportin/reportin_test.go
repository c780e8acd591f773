package reportin_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/memory"
	"github.com/jinlin-project/jinlin/governance/reportin"
	"github.com/jinlin-project/jinlin/governance/reportin/member"
	"github.com/jinlin-project/jinlin/governance/reportin/organisation"
	"github.com/jinlin-project/jinlin/governance/reportin/participation"
	"github.com/jinlin-project/jinlin/internal/districttest"
)

func open(tb testing.TB) *districttest.World {
	books, err := reportin.New(nil)
	require.NoError(tb, err)
	return districttest.New(tb, memory.New(), books.Organisations.Shelf, books.Members.Shelf, books.Participations.Shelf)
}

func TestScenarios(t *testing.T) {
	districttest.Scenarios(t, open, organisation.Kind, member.Kind, participation.Kind)
}
