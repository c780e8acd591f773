package rivals_test

import (
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/mediation"
	"github.com/jinlin-project/jinlin/internal/districttest"
)

// G13: a mediation ends once, however many end it at the same moment: agreed, failed
// or withdrawn, and every one is counted exactly once.
func TestAMediationEndsOnce(t *testing.T) {
	everywhere(t, func(t *testing.T, ledger governance.Ledger) {
		book, err := mediation.New(nil)
		require.NoError(t, err)
		w := districttest.New(t, ledger, book.Shelf)
		party := func(name string) mediation.Party { return mediation.Party{Name: name} }
		for range 10 {
			ref := w.Do("resident", mediation.Kind, uuid.Nil, mediation.Apply{
				Title: "漏水", Text: "漏水", Dispute: "neighbours", Place: districttest.Compound, Applicant: party("张三"), Respondent: party("李四"),
			})
			w.Do("community", mediation.Kind, ref.ID, mediation.Accept{Mediator: w.Person("mediator")})
			ends := []governance.Command{mediation.Agree{Form: "oral", Terms: "修好"}, mediation.Fail{Reason: "分歧"}, mediation.Withdraw{}}
			require.Equal(t, 1, w.Rivals(9, func(i int) error {
				_, err := w.Try("community", mediation.Kind, ref.ID, ends[i%3])
				return err
			}))
			require.NotEmpty(t, districttest.Record[mediation.Mediation](w, ref).Outcome)
		}
		got, err := w.Ask("district", mediation.Kind, "success", "{}")
		require.NoError(t, err)
		agreed, mediated := int64(0), int64(0)
		for _, d := range districttest.Records[mediation.Mediation](w, mediation.Kind) {
			if d.Phase == mediation.Agreed {
				agreed++
			}
			if d.Phase != mediation.Dropped {
				mediated++
			}
		}
		require.Equal(t, governance.Ratio{Num: agreed, Den: mediated}, got.(mediation.Success).Ratio)
	})
}
