package memory

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/governance"
)

var dawn = time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)

// district is a ledger of n matters: all shown to the district's key, each to
// one of the units' keys and to its own.
func district(tb testing.TB, n int) *Ledger {
	tb.Helper()
	l, draw := New(), rand.New(rand.NewPCG(uint64(n), 3))
	for i := range n {
		require.NoError(tb, l.Commit(context.Background(), governance.Commit{Writes: []governance.Write{opened(i, draw)}}))
	}
	return l
}

func opened(n int, draw *rand.Rand) governance.Write {
	w := written(numbered(n), 0)
	w.Header = governance.Header{
		Phase: "open", Opened: dawn.Add(time.Duration(draw.IntN(1<<20)) * time.Second),
		Due: dawn.Add(time.Duration(draw.IntN(1<<20)) * time.Second), Wake: dawn.Add(time.Duration(n) * time.Second),
		Serial: fmt.Sprintf("S-%d", n), Title: "路灯不亮",
	}
	w.Audience = []governance.Share{{Key: "district"}, {Key: fmt.Sprintf("unit:%d", n%1000), Desk: n%2 == 0}, {Key: fmt.Sprintf("own:%d", n)}}
	return w
}

func numbered(n int) governance.Ref {
	return governance.Ref{Kind: "matter", ID: uuid.NewSHA1(uuid.NameSpaceOID, fmt.Append(nil, n))}
}

// written is a write of one entry with a document of some 600 bytes.
func written(ref governance.Ref, base int64) governance.Write {
	w := governance.Write{Ref: ref, Base: base, Document: make(governance.Document, 600)}
	w.Entries = []governance.Entry{{Ref: ref, Version: base + 1, At: dawn, AsOf: dawn, Verb: "note", Changes: []governance.Field{{Name: "phase", Value: []byte(`"open"`)}}}}
	return w
}

// TestPlansAgree asks the same queries by gathering and by walking, and of a
// plain look at every record.
func TestPlansAgree(t *testing.T) {
	l := district(t, 3000)
	k := l.index.kinds["matter"]
	for _, keys := range [][]string{{"district"}, {"unit:7"}, {"unit:7", "district"}, {"own:5", "unit:9", "none"}, {"none"}, {}} {
		for order := governance.Newest; order <= governance.Wakes; order++ {
			m := newMatch(governance.Query{Kind: "matter", Keys: keys, Order: order})
			want := 0
			for _, r := range l.records {
				if m.holds(r) {
					want++
				}
			}
			gathered := []mark{}
			sets, _ := k.narrow(&m)
			each(sets, func(r *record) {
				if m.holds(r) {
					gathered = append(gathered, m.mark(r))
				}
			})
			require.Len(t, gathered, want, "gathering misses or repeats some of %v", keys)
			found, err := l.first(t.Context(), &m, 5000)
			require.NoError(t, err)
			assert.ElementsMatch(t, gathered, found)
		}
	}
}

// TestPlanIsChosenBySize guards the two promises of doc.go: a small set is
// gathered, and a walk never visits more than 16 times what gathering would.
func TestPlanIsChosenBySize(t *testing.T) {
	for _, row := range []struct {
		size, all, page int
		gather          bool
	}{
		{10, 1_000_000, 50, true},
		{7_000, 1_000_000, 50, true},
		{60_000, 1_000_000, 50, true},
		{70_000, 1_000_000, 50, false},
		{1_000_000, 1_000_000, 50, false},
		{50, 50, 50, true},
	} {
		assert.Equal(t, row.gather, gathers(row.size, row.all, row.page), "%+v", row)
	}
}

// TestMalformedCommits lets the ledger refuse what no book makes, whole.
func TestMalformedCommits(t *testing.T) {
	ref := numbered(1)
	gap := written(ref, 0)
	gap.Entries[0].Version = 2
	stranger := written(ref, 0)
	stranger.Entries[0].Ref = numbered(2)
	none := governance.Write{Ref: ref}
	for name, writes := range map[string][]governance.Write{
		"a version left out": {gap}, "an entry of another record": {stranger},
		"a record created without an entry": {none}, "one record twice": {written(ref, 0), written(ref, 1)},
	} {
		l := New()
		require.ErrorIs(t, l.Commit(t.Context(), governance.Commit{Writes: writes}), errMalformed, name)
		require.Empty(t, l.records, name)
	}
}

// TestIndexForgets guards that indexes hold no trace of what they no longer
// show, or a ledger with moving audiences would grow for ever.
func TestIndexForgets(t *testing.T) {
	l := district(t, 50)
	for i := range 50 {
		w := written(numbered(i), 1)
		w.Audience = []governance.Share{}
		require.NoError(t, l.Commit(t.Context(), governance.Commit{Writes: []governance.Write{w}}))
	}
	k := l.index.kinds["matter"]
	assert.Empty(t, k.keys)
	assert.Empty(t, k.orders[governance.Dues].blocks)
	assert.Empty(t, k.orders[governance.Wakes].blocks)
	assert.Equal(t, 50, k.orders[governance.Newest].count)
}
