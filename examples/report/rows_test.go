package main

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/memory"
	"github.com/jinlin-project/jinlin/examples/institutions"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/yearreport"
	"github.com/jinlin-project/jinlin/internal/districttest"
)

// everything is a district that keeps all institutions.
func everything(t testing.TB) *districttest.World {
	shelves, err := institutions.All(nil)
	require.NoError(t, err)
	return districttest.New(t, memory.New(), shelves...)
}

// G18: every row's institution is at work, answers its question, and has a number
// where the row says, for every kind of unit that reports.
func TestEveryRowFitsItsAnswer(t *testing.T) {
	w := everything(t)
	for _, unit := range []string{"350205", "350205001", "350205001001"} {
		answer, err := w.Ask("district", yearreport.Kind, "report", `{"unit":"`+unit+`","from":"2024-01-01","to":"2025-01-01"}`)
		require.NoError(t, err)
		for _, p := range answer.(*yearreport.Report).Parts {
			for _, f := range p.Figures {
				require.NotEqual(t, yearreport.NotKept, f.Absent, f.ID)
				require.NotEmpty(t, f.Query, f.ID)
			}
		}
	}
	_ = governance.Actor{}
}
