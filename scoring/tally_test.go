package scoring_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/scoring"
)

// Memory grows with units, not with matters: once a unit is known, counting its
// parts takes no memory, however many there are.
func TestCountingTakesNoMemory(t *testing.T) {
	all := someParts(seeded(5), 500)
	tally := count(t, all, q3)
	for range 3 { // until every cell's small counters were emptied once
		for range 100 {
			for i := range all {
				require.NoError(t, tally.Add(&all[i]))
			}
		}
	}
	i := 0
	require.Zero(t, testing.AllocsPerRun(20_000, func() {
		_ = tally.Add(&all[i%len(all)])
		i++
	}))
}

// No counter runs over: ten thousand of one kind are ten thousand, whether they
// are counted at once, in rows, or in parts that are merged.
func TestManyOfOneKind(t *testing.T) {
	o := part(1, "A", scoring.Immediate)
	o.Refused, o.RefusedUnreasonably, o.SentBack = 3, 3, 2
	peer := tallyPeer(&o)
	tally := scoring.NewTally(q3)
	var rows []scoring.Row
	for range 10_000 {
		require.NoError(t, tally.Add(&o))
		rows = must(tally.Rows(rows, &o))
	}
	blank := tally.Blank()
	require.Equal(t, scoring.Counts{}, blank.Counts(peer, q3))
	blank.Count(rows)
	require.Equal(t, tally.Counts(peer, q3), blank.Counts(peer, q3))
	require.NoError(t, blank.Merge(tally))
	for want, class := range map[uint64]scoring.Class{20_000: classNamed("counted"), 40_000: classNamed("refused.again")} {
		c := blank.Counts(peer, q3)
		require.Equal(t, want, c.Of(class), class.String())
	}
}

func tallyPeer(o *scoring.Observation) scoring.Peer {
	return scoring.Peer{Unit: o.Unit, Group: o.Group, Side: o.Side}
}

func classNamed(code string) (c scoring.Class) {
	if err := c.UnmarshalText([]byte(code)); err != nil {
		panic(err)
	}
	return c
}

// Classes have codes that are unique and stay; what is none has no code.
func TestClasses(t *testing.T) {
	seen := map[string]bool{}
	n := 0
	for c := range scoring.Class(255) {
		if c.String() == "" {
			require.Empty(t, c.Label().Zh)
			continue
		}
		n++
		require.False(t, seen[c.String()], c.String())
		seen[c.String()] = true
		require.NotEmpty(t, c.Label().Zh)
		require.NotEmpty(t, c.Label().En)
		require.Equal(t, c, classNamed(c.String()))
	}
	require.Equal(t, 39, n, "each has a lane, and one lane is left for the rows")
	var c scoring.Class
	var wrong *scoring.CodeError
	require.ErrorAs(t, c.UnmarshalText([]byte("nobody's")), &wrong)
	require.NotEmpty(t, wrong.Zh())
}

// Rules are rows: every rate and event has its id once, its sentence or label in
// both languages, and looks at classes that there are.
func TestTablesAreWhole(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range scoring.Rates() {
		require.False(t, seen[r.ID], r.ID)
		seen[r.ID] = true
		for _, text := range []string{r.Label.Zh, r.Label.En, r.Sentence.Zh, r.Sentence.En, r.Source} {
			require.NotEmpty(t, text, r.ID)
		}
		require.NotEmpty(t, r.Num, r.ID)
		require.NotEmpty(t, r.Den, r.ID)
		for _, n := range r.Num {
			require.NotEmpty(t, n.Class.String(), r.ID)
		}
		for _, c := range slices.Concat(r.Den, r.Beside) {
			require.NotEmpty(t, c.String(), r.ID)
		}
	}
	seen = map[string]bool{}
	for _, e := range scoring.Events() {
		require.False(t, seen[e.ID], e.ID)
		seen[e.ID] = true
		require.NotEmpty(t, e.Label.Zh, e.ID)
		require.NotEmpty(t, e.Label.En, e.ID)
		require.NotEmpty(t, e.Classes, e.ID)
	}
	rates := scoring.Rates()
	rates[0].ID = "mine"
	require.Equal(t, "responded", scoring.Rates()[0].ID, "a copy is handed out")
}

// Units come in one order, whatever the order of observations.
func TestPeersAreSorted(t *testing.T) {
	all := someParts(seeded(3), 300)
	peers := count(t, all, q3).Peers()
	slices.Reverse(all)
	require.Equal(t, peers, count(t, all, q3).Peers())
	require.Len(t, slices.Compact(slices.Clone(peers)), len(peers))
}
