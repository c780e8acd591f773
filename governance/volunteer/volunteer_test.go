package volunteer_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/memory"
	"github.com/jinlin-project/jinlin/governance/volunteer"
	"github.com/jinlin-project/jinlin/governance/volunteer/assignment"
	"github.com/jinlin-project/jinlin/governance/volunteer/posting"
	"github.com/jinlin-project/jinlin/governance/volunteer/service"
	"github.com/jinlin-project/jinlin/governance/volunteer/talent"
	"github.com/jinlin-project/jinlin/governance/volunteer/team"
	"github.com/jinlin-project/jinlin/internal/districttest"
)

func open(tb testing.TB) *districttest.World {
	books, err := volunteer.New(nil)
	require.NoError(tb, err)
	return districttest.New(tb, memory.New(), books.Shelves()...)
}

func TestScenarios(t *testing.T) {
	districttest.Scenarios(t, open, talent.Kind, team.Kind, posting.Kind, assignment.Kind, service.Kind)
}
