package volunteer_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/memory"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/volunteer"
	"github.com/jinlin-project/jinlin/internal/districttest"
)

func shelf[S any](tb testing.TB) func(*governance.Book[S], error) *governance.Shelf {
	return func(book *governance.Book[S], err error) *governance.Shelf {
		require.NoError(tb, err)
		return book.Shelf
	}
}

func open(tb testing.TB) *districttest.World {
	return districttest.New(tb, memory.New(),
		shelf[volunteer.Talent](tb)(volunteer.NewTalents(nil)), shelf[volunteer.Team](tb)(volunteer.NewTeams()),
		shelf[volunteer.Posting](tb)(volunteer.NewPostings()), shelf[volunteer.Assignment](tb)(volunteer.NewAssignments()),
		shelf[volunteer.Service](tb)(volunteer.NewServices(nil)))
}

func TestScenarios(t *testing.T) {
	districttest.Scenarios(t, open, volunteer.KindTalent, volunteer.KindTeam, volunteer.KindPosting, volunteer.KindAssignment, volunteer.KindService)
}
