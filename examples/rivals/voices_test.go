package rivals_test

import (
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/notice"
	"github.com/jinlin-project/jinlin/governance/voices"
	"github.com/jinlin-project/jinlin/governance/voices/channel"
	"github.com/jinlin-project/jinlin/internal/districttest"
)

// G9: the same text of the same person is counted once, however often it is sent at the
// same moment and by whichever way; and it ends once: answered, declined, taken back or
// turned into one matter, which is linked both ways.
func TestTheSameIsCountedAndHandledOnce(t *testing.T) {
	everywhere(t, func(t *testing.T, ledger governance.Ledger) {
		books, err := voices.New(nil, casework.KindCase)
		require.NoError(t, err)
		cases, err := casework.New(nil)
		require.NoError(t, err)
		board, err := notice.New()
		require.NoError(t, err)
		w := districttest.New(t, ledger, append(books.Shelves(), cases.Shelf, board.Shelf)...)
		for round := range 8 {
			text := []string{"路灯不亮", "路灯，不亮", "路 灯 不 亮！"}
			require.Equal(t, 1, w.Rivals(9, func(i int) error {
				said := string(rune('甲'+round)) + text[i%3]
				if i%2 == 0 {
					_, err := w.Try("resident", voices.Kind, uuid.Nil, voices.Leave{Channel: channel.Board, Place: districttest.Compound, Text: said})
					return err
				}
				_, err := w.Try("community", voices.Kind, uuid.Nil, voices.Record{Group: "群", Place: districttest.Compound, Text: said, Person: "resident"})
				return err
			}))
			all := districttest.Records[voices.Voice](w, voices.Kind)
			require.Len(t, all, round+1)
			v := governance.Ref{Kind: voices.Kind, ID: waiting(all)}
			ends := []governance.Command{voices.Convert{}, voices.Respond{Text: "已修"}, voices.Decline{Reason: "重复"}}
			require.Equal(t, 1, w.Rivals(9, func(i int) error {
				_, err := w.Try("community", v.Kind, v.ID, ends[i%3])
				return err
			}))
		}
		matters := 0
		for _, v := range districttest.Records[voices.Voice](w, voices.Kind) {
			if to, ok := governance.Origin(v.Matter).Ref(); ok {
				matters++
				require.Equal(t, governance.OriginOf(governance.Ref{Kind: voices.Kind, ID: v.ID}), districttest.Record[casework.Case](w, to).Origin)
			}
		}
		require.Len(t, districttest.Records[casework.Case](w, casework.KindCase), matters)
	})
}

// waiting is the one voice that has not ended.
func waiting(all []*voices.Voice) uuid.UUID {
	for _, v := range all {
		if v.Phase == voices.Open {
			return v.ID
		}
	}
	return uuid.Nil
}
