package venue_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/memory"
	"github.com/jinlin-project/jinlin/governance/venue"
	"github.com/jinlin-project/jinlin/internal/districttest"
)

func open(tb testing.TB) *districttest.World {
	venues, err := venue.New()
	require.NoError(tb, err)
	upgrades, err := venue.NewUpgrades(nil)
	require.NoError(tb, err)
	bookings, err := venue.NewBookings(nil)
	require.NoError(tb, err)
	return districttest.New(tb, memory.New(), venues.Shelf, upgrades.Shelf, bookings.Shelf)
}

func TestScenarios(t *testing.T) {
	districttest.Scenarios(t, open, venue.Kind, venue.KindUpgrade, venue.KindBooking)
}
