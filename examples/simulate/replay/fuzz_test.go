package replay_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/examples/simulate/replay"
)

// FuzzRun gives files that nobody would write: every record is replayed or refused,
// none both, and every figure adds up.
func FuzzRun(f *testing.F) {
	f.Add("1,2024-01-02 10:00:00,,2024-01-03 10:00:00,,noise,b,d,i,solved,5,y,no\n")
	f.Add("2,2024-01-02,2024-01-02,,,noise,新阳街道,,p,open,,,\n3,2024-06-30 23:00:00,,2024-07-01 00:00:00,,noise,?,t,u,merged,-,,x\n")
	f.Add("\"=1\",2024-01-02 10:00:00,2024-06-02,2024-01-03 10:00:00,2024-01-03,noise,b,d,u,understood,1,n,\"\n")
	m := mappingOf(f, fullMapping)
	s, p := world(f)
	f.Fuzz(func(t *testing.T, rows string) {
		out, err := replay.Run(strings.NewReader(fullHead+rows), m, s, p)
		require.NoError(t, err)
		require.Equal(t, out.Rows, out.Replayed+out.Refused)
		require.Equal(t, out.Replayed, out.Matters.Opened)
		require.Equal(t, out.Replayed, out.Matters.InTime+out.Matters.Late)
		require.Equal(t, out.Replayed, out.Matters.Open+out.Matters.Closed())
		require.Len(t, lines(t, out), int(out.Replayed))
		require.NotEmpty(t, out.Markdown())
		for _, fault := range out.Faults {
			require.Positive(t, fault.Line)
		}
	})
}
