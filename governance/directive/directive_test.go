package directive_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/memory"
	"github.com/jinlin-project/jinlin/governance/directive"
	"github.com/jinlin-project/jinlin/governance/duty"
	"github.com/jinlin-project/jinlin/internal/districttest"
)

func open(tb testing.TB) *districttest.World {
	books, err := directive.New(nil, duty.Kind)
	require.NoError(tb, err)
	tasks, err := duty.New(nil)
	require.NoError(tb, err)
	return districttest.New(tb, memory.New(), append(books.Shelves(), tasks.Shelf)...)
}

func TestScenarios(t *testing.T) {
	districttest.Scenarios(t, open, directive.KindDocument, directive.KindPlan)
}
