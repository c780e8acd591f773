package yearreport_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/memory"
	"github.com/jinlin-project/jinlin/governance/mediation"
	"github.com/jinlin-project/jinlin/governance/yearreport"
	"github.com/jinlin-project/jinlin/internal/districttest"
)

// open is a district that keeps mediations, and reports of them.
func open(tb testing.TB) *districttest.World {
	tb.Helper()
	mediations, err := mediation.New(nil)
	require.NoError(tb, err)
	reports, err := yearreport.New(some())
	require.NoError(tb, err)
	return districttest.New(tb, memory.New(), mediations.Shelf, reports.Shelf)
}

// some are the sections on joint conferences, which are not kept here, and mediation.
func some() (out []yearreport.Section) {
	for _, s := range yearreport.Sections() {
		switch s.ID {
		case "g1", "g13":
			out = append(out, s)
		}
	}
	return out
}

func TestScenarios(t *testing.T) { districttest.Scenarios(t, open, yearreport.Kind) }
