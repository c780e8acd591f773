package invariant_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/examples/simulate/engine"
	"github.com/jinlin-project/jinlin/examples/simulate/invariant"
)

// What it costs to watch: the founding district's year with nobody watching, and with
// every invariant.
func BenchmarkWatching(b *testing.B) {
	s, p := founding(b)
	for name, watched := range map[string]bool{"watched=no": false, "watched=yes": true} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				o := engine.Options{Scenario: s, Place: p, Seed: 1}
				if watched {
					set, err := invariant.New(s)
					require.NoError(b, err)
					w, err := set.Watch(p)
					require.NoError(b, err)
					o.Watch = w
				}
				_, err := engine.Run(o)
				require.NoError(b, err)
			}
		})
	}
}
