package stored_test

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/memory"
	"github.com/jinlin-project/jinlin/adapters/sqlite"
	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/examples/simulate/chance"
	"github.com/jinlin-project/jinlin/examples/simulate/stored"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
	"github.com/jinlin-project/jinlin/orgtree/synth"
)

var start = time.Date(2024, 9, 27, 9, 0, 0, 0, civil.Zone)

func open(t *testing.T, ledger governance.Ledger, seed chance.Seed) *stored.Stage {
	org, err := synth.Haicang()
	require.NoError(t, err)
	s, err := stored.New(t.Context(), ledger, org, nil, nil, start, seed)
	require.NoError(t, err)
	return s
}

// ask has the first community of the district ask something, an hour later.
func ask(t *testing.T, s *stored.Stage) uuid.UUID {
	ctx := t.Context()
	require.NoError(t, s.To(ctx, s.Now().Add(time.Hour)))
	tree, err := s.Tree(ctx)
	require.NoError(t, err)
	who := tree.Holders(orgtree.CommunityWorker, "350205001001")[0].Person
	r, err := s.Do(ctx, governance.ActorOf(tree, who, who), casework.KindInquiry, uuid.Nil, casework.Ask{Place: casework.Place{Unit: "350205001001"}, Title: "垃圾分类", Text: "何时收运？"})
	require.NoError(t, err)
	require.Equal(t, []uuid.UUID{r.Ref.ID}, s.Opened(casework.KindInquiry))
	require.Empty(t, s.Opened(casework.KindCase))
	return r.Ref.ID
}

// The clock stops at every instant at which time has to act: an entry that time
// makes is recorded when it was due, however far the clock is moved at once.
func TestTimeActsWhenDue(t *testing.T) {
	s := open(t, memory.New(), 1)
	id := ask(t, s)
	require.NoError(t, s.To(t.Context(), start.AddDate(0, 1, 0)))
	entries, err := s.Office.Feed(t.Context(), 0, 1000)
	require.NoError(t, err)
	acted := 0
	for _, e := range entries {
		if e.Ref.ID == id && e.By.System {
			acted++
			require.Equal(t, e.AsOf, e.At.Truncate(time.Second), "%s", e.Verb)
		}
	}
	require.Equal(t, 2, acted, "yellow, then red")
	_, more, err := s.Office.NextWake(t.Context())
	require.NoError(t, err)
	require.False(t, more)
}

func TestTheClockNeverGoesBack(t *testing.T) {
	s := open(t, memory.New(), 1)
	require.Error(t, s.To(t.Context(), start.Add(-time.Microsecond)))
	require.Equal(t, start, s.Now())
}

// The same seed makes the same entries on whatever ledger; another, others.
func TestSameSeedSameHistory(t *testing.T) {
	run := func(ledger governance.Ledger, seed chance.Seed) governance.Digest {
		s := open(t, ledger, seed)
		for range 5 {
			ask(t, s)
		}
		require.NoError(t, s.To(t.Context(), start.AddDate(0, 1, 0)))
		sum, n, err := s.Digest(t.Context())
		require.NoError(t, err)
		require.EqualValues(t, 1+5*3, n)
		return sum
	}
	file, err := sqlite.Open(context.Background(), filepath.Join(t.TempDir(), "a.db"))
	require.NoError(t, err)
	defer func() { require.NoError(t, file.Close()) }()
	first := run(memory.New(), 1)
	require.Equal(t, first, run(memory.New(), 1))
	require.Equal(t, first, run(file, 1))
	require.NotEqual(t, first, run(memory.New(), 2))
}
