package venue_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/memory"
	"github.com/jinlin-project/jinlin/governance/venue"
	"github.com/jinlin-project/jinlin/governance/venue/booking"
	"github.com/jinlin-project/jinlin/governance/venue/place"
	"github.com/jinlin-project/jinlin/governance/venue/upgrade"
	"github.com/jinlin-project/jinlin/internal/districttest"
)

func open(tb testing.TB) *districttest.World {
	books, err := venue.New(nil, nil)
	require.NoError(tb, err)
	return districttest.New(tb, memory.New(), books.Shelves()...)
}

func TestScenarios(t *testing.T) {
	districttest.Scenarios(t, open, place.Kind, upgrade.Kind, booking.Kind)
}
