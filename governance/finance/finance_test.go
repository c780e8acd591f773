package finance_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/memory"
	"github.com/jinlin-project/jinlin/governance/finance"
	"github.com/jinlin-project/jinlin/internal/districttest"
)

// open is a district whose treasury is department 1.
func open(tb testing.TB) *districttest.World {
	rules := finance.DefaultRules()
	rules.Treasury = districttest.Department1
	budgets, err := finance.New(rules)
	require.NoError(tb, err)
	expenditures, err := finance.NewExpenditures(rules)
	require.NoError(tb, err)
	postings, err := finance.NewPostings()
	require.NoError(tb, err)
	return districttest.New(tb, memory.New(), budgets.Shelf, expenditures.Shelf, postings.Shelf)
}

func TestScenarios(t *testing.T) {
	districttest.Scenarios(t, open, finance.Kind, finance.KindExpenditure, finance.KindPosting)
}
