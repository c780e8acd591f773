package rivals_test

import (
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/account"
	"github.com/jinlin-project/jinlin/internal/districttest"
)

// G17 [R]: an organisation has one account, however many open it at the same moment,
// and another only after the first was closed.
func TestAnOrganisationHasOneAccount(t *testing.T) {
	everywhere(t, func(t *testing.T, ledger governance.Ledger) {
		book, err := account.New(nil)
		require.NoError(t, err)
		w := districttest.New(t, ledger, book.Shelf)
		open := account.Open{Unit: "P" + districttest.Compound, Holder: w.Person("compound")}
		for range 5 {
			require.Equal(t, 1, w.Rivals(8, func(int) error {
				_, err := w.Try("district", account.Kind, uuid.Nil, open)
				return err
			}))
			var held []uuid.UUID
			for _, a := range districttest.Records[account.Account](w, account.Kind) {
				if a.Closed.IsZero() {
					held = append(held, a.ID)
				}
			}
			require.Len(t, held, 1)
			require.Equal(t, 1, w.Rivals(4, func(int) error {
				_, err := w.Try("district", account.Kind, held[0], account.Close{Reason: "并入社区党委"})
				return err
			}))
		}
	})
}
