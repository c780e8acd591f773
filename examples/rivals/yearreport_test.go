package rivals_test

import (
	"slices"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/mediation"
	"github.com/jinlin-project/jinlin/governance/yearreport"
	"github.com/jinlin-project/jinlin/internal/districttest"
)

// G18: one draft is made of a unit and period at a time, however many compile; it is
// issued or dropped once, and what is issued tells what it told when it was compiled.
func TestAReportIsIssuedOnce(t *testing.T) {
	everywhere(t, func(t *testing.T, ledger governance.Ledger) {
		mediations, err := mediation.New(nil)
		require.NoError(t, err)
		reports, err := yearreport.New(nil)
		require.NoError(t, err)
		w := districttest.New(t, ledger, mediations.Shelf, reports.Shelf)
		compile := yearreport.Compile{Unit: districttest.District, From: civil.MustParse("2024-01-01"), To: civil.MustParse("2024-09-01")}
		for range 5 {
			require.Equal(t, 1, w.Rivals(8, func(int) error {
				_, err := w.Try("centre", yearreport.Kind, uuid.Nil, compile)
				return err
			}))
			all := districttest.Records[yearreport.Record](w, yearreport.Kind)
			draft := all[slices.IndexFunc(all, func(r *yearreport.Record) bool { return r.Phase == yearreport.Drafted })]
			ends := []governance.Command{yearreport.Issue{}, yearreport.Discard{Reason: "重复"}}
			require.Equal(t, 1, w.Rivals(8, func(i int) error {
				_, err := w.Try("district", yearreport.Kind, draft.ID, ends[i%2])
				return err
			}))
			ref := governance.Ref{Kind: yearreport.Kind, ID: draft.ID}
			require.Equal(t, draft.Report, districttest.Record[yearreport.Record](w, ref).Report)
		}
	})
}
