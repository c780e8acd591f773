package memory

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/governance"
)

// sizes show how cost grows with the number of records that exist.
var sizes = []int{1_000, 10_000, 100_000}

// BenchmarkCommand is the storage side of one command: load a record, commit
// its next version with one entry and a moved wake.
func BenchmarkCommand(b *testing.B) {
	for _, n := range sizes {
		b.Run(fmt.Sprintf("records=%d", n), func(b *testing.B) {
			l, ctx, draw := district(b, n), context.Background(), rand.New(rand.NewPCG(1, 1))
			b.ReportAllocs()
			for b.Loop() {
				ref := numbered(draw.IntN(n))
				found, _ := l.Load(ctx, ref)
				w := written(ref, found[0].Version)
				w.Header.Opened, w.Header.Wake = dawn, dawn.Add(time.Duration(draw.IntN(1<<20))*time.Second)
				require.NoError(b, l.Commit(ctx, governance.Commit{Writes: []governance.Write{w}}))
			}
		})
		b.Run(fmt.Sprintf("floor=%d", n), func(b *testing.B) { floor(b, n) })
	}
}

// floor is the least that could be called storage: a map under a lock that
// keeps a copy of the document and a list of entries, checked by version.
func floor(b *testing.B, n int) {
	type kept struct {
		version  int64
		document []byte
		entries  []governance.Entry
	}
	var mu sync.RWMutex
	all, draw := map[governance.Ref]*kept{}, rand.New(rand.NewPCG(1, 1))
	for i := range n {
		all[numbered(i)] = &kept{document: make([]byte, 600)}
	}
	b.ReportAllocs()
	for b.Loop() {
		ref := numbered(draw.IntN(n))
		mu.RLock()
		version, document := all[ref].version, bytes.Clone(all[ref].document)
		mu.RUnlock()
		w := written(ref, version)
		mu.Lock()
		if k := all[ref]; k.version == version && document != nil {
			k.version, k.document, k.entries = w.Version(), bytes.Clone(w.Document), append(k.entries, w.Entries...)
		}
		mu.Unlock()
	}
}

// BenchmarkFind is one page for three callers: a person, a unit with a
// thousandth of the records, a district with all of them; and the sweeper's.
func BenchmarkFind(b *testing.B) {
	for _, n := range sizes {
		l, ctx := district(b, n), context.Background()
		for name, q := range map[string]governance.Query{
			"person":   {Kind: "matter", Keys: []string{"own:7"}},
			"unit":     {Kind: "matter", Keys: []string{"unit:7"}},
			"district": {Kind: "matter", Keys: []string{"district"}},
			"wakes":    {WakeBy: dawn.Add(50 * time.Second), Order: governance.Wakes},
		} {
			b.Run(fmt.Sprintf("%s/records=%d", name, n), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					page, err := l.Find(ctx, q)
					require.NoError(b, err)
					require.NotEmpty(b, page.Items)
				}
			})
		}
	}
}
