package conference_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/memory"
	"github.com/jinlin-project/jinlin/governance/conference"
	"github.com/jinlin-project/jinlin/governance/duty"
	"github.com/jinlin-project/jinlin/internal/districttest"
)

// matters stand for what problems are handed over as.
const matters = "matter"

func open(tb testing.TB) *districttest.World {
	books, err := conference.New(nil, duty.Kind, matters)
	require.NoError(tb, err)
	tasks, err := duty.New(nil)
	require.NoError(tb, err)
	return districttest.New(tb, memory.New(), books.Conferences.Shelf, books.Problems.Shelf, books.Decisions.Shelf, tasks.Shelf, districttest.Errands(tb, matters))
}

func TestScenarios(t *testing.T) {
	districttest.Scenarios(t, open, conference.Kind, conference.KindProblem, conference.KindDecision)
}
