package appraisal_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/scoring/appraisal"
)

// BenchmarkRound is a whole edition computed from a quarter's matters: its cost
// grows with the matters it reads, once.
func BenchmarkRound(b *testing.B) {
	for _, n := range []int{100, 1000} {
		b.Run(fmt.Sprintf("%d-matters", n), func(b *testing.B) {
			w := memoryWorld(b)
			w.to("2024-07-08 09:00")
			for i := range n {
				w.townMatter(community, "community", "town", 1+i%5)
			}
			w.to("2024-10-08 09:00")
			for b.Loop() {
				round := w.computed(responders)
				_, err := w.books.Rounds.Do(b.Context(), governance.Request{Actor: players["centre"], ID: round.ID, Command: appraisal.Discard{Reason: "重算"}})
				require.NoError(b, err)
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*n), "µs/matter")
		})
	}
}
