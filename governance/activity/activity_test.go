package activity_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/memory"
	"github.com/jinlin-project/jinlin/governance/activity"
	"github.com/jinlin-project/jinlin/internal/districttest"
)

func open(tb testing.TB) *districttest.World {
	activities, err := activity.New(nil)
	require.NoError(tb, err)
	signUps, err := activity.NewSignUps()
	require.NoError(tb, err)
	days, err := activity.NewFixedDays()
	require.NoError(tb, err)
	return districttest.New(tb, memory.New(), activities.Shelf, signUps.Shelf, days.Shelf)
}

func TestScenarios(t *testing.T) {
	districttest.Scenarios(t, open, activity.Kind, activity.KindSignUp, activity.KindFixedDay)
}
