package checkpoint_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/mod/sumdb/tlog"

	"github.com/jinlin-project/jinlin/adapters/checkpoint"
	"github.com/jinlin-project/jinlin/governance"
)

// BenchmarkVerify reads 20,000 entries of 500 records out of the memory ledger,
// beside the floors: reading them and no more; hashing them, entry and leaf,
// where they already are; and folding without following the chains.
func BenchmarkVerify(b *testing.B) {
	const records, entries = 500, 20_000
	w := newWorld(b, records, entries)
	_, signed := made(b, w)
	key := verifier(b)
	all := history{}
	for after := int64(0); len(all) < entries; after = all[len(all)-1].Position {
		page, err := w.Entries(b.Context(), governance.Span{After: after, Limit: 1000})
		require.NoError(b, err)
		all = append(all, page...)
	}
	for _, row := range []struct {
		name string
		run  func()
	}{
		{"verify", func() {
			_, err := checkpoint.Verify(b.Context(), w, signed, key)
			require.NoError(b, err)
		}},
		{"follow", func() { followed(b, w) }},
		{"audit", func() {
			_, err := new(checkpoint.Audit).Run(b.Context(), w)
			require.NoError(b, err)
		}},
		{"floor/reading", func() {
			for after := int64(0); after < entries; {
				page, _ := w.Entries(b.Context(), governance.Span{After: after, Limit: 1000})
				after = page[len(page)-1].Position
			}
		}},
		{"floor/hashing", func() {
			for i := range all {
				leaf := checkpoint.LeafOf(&all[i])
				all[i].Seal(governance.Digest{})
				all[i].Digest = leaf.Digest
				h := leaf.Hash()
				tlog.NodeHash(h, h) // a tree has as many nodes as leaves
			}
		}},
	} {
		b.Run(row.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				row.run()
			}
			b.ReportMetric(float64(entries)*float64(b.N)/b.Elapsed().Seconds(), "entries/s")
		})
	}
}
