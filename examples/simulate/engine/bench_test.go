package engine_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/examples/simulate/engine"
)

// BenchmarkYear is the founding district without storage, some 28,500 matters and
// 16,059 inquiries a year: one year, and three, to show that a record costs the same and
// memory does not grow with them.
func BenchmarkYear(b *testing.B) {
	s, p := founding(b)
	for _, years := range []int{1, 3} {
		b.Run(fmt.Sprintf("years=%d", years), func(b *testing.B) {
			b.ReportAllocs()
			s.Years = years
			var records int64
			for b.Loop() {
				out, err := engine.Run(engine.Options{Scenario: s, Place: p, Seed: 1})
				require.NoError(b, err)
				records += out.Matters.Opened + out.Inquiries.Opened
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(records), "ns/record")
		})
	}
}
