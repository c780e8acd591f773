package agenda_test

import (
	"context"
	"flag"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/memory"
	"github.com/jinlin-project/jinlin/adapters/sqlite"
	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/examples/simulate/agenda"
	"github.com/jinlin-project/jinlin/examples/simulate/chance"
	"github.com/jinlin-project/jinlin/examples/simulate/stored"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/workday"
	"github.com/jinlin-project/jinlin/orgtree/synth"
)

var whole = flag.Bool("founding", false, "play the founding district's whole year, too")

// first is the first day of the year that is played, and end the instant after it.
var (
	first = civil.Of(2024, time.January, 1)
	end   = civil.Of(2025, time.January, 1).Start()
)

// share is the founding year with one in so many of every count.
func share(tb testing.TB, one int) *agenda.Plan {
	plan, err := agenda.Founding()
	require.NoError(tb, err)
	return plan.Share(one)
}

// play plays a plan until an instant for a district of a size; the seed is the
// agenda's, the stage has one of its own.
func play(tb testing.TB, ledger governance.Ledger, size synth.Size, plan *agenda.Plan, until time.Time, seed chance.Seed) *stored.Stage {
	tb.Helper()
	stage, a := open(tb, ledger, size, plan, seed)
	require.NoError(tb, a.Play(tb.Context(), stage, until))
	return stage
}

func open(tb testing.TB, ledger governance.Ledger, size synth.Size, plan *agenda.Plan, seed chance.Seed) (*stored.Stage, *agenda.Agenda) {
	tb.Helper()
	org, err := synth.HaicangOf(size)
	require.NoError(tb, err)
	calendar := workday.China()
	stage, err := stored.New(tb.Context(), ledger, org, calendar, nil, first.Start(), 1)
	require.NoError(tb, err)
	a, err := agenda.New(plan, org.On(first), calendar, first, seed)
	require.NoError(tb, err)
	return stage, a
}

func digest(tb testing.TB, stage *stored.Stage) governance.Digest {
	sum, n, err := stage.Digest(tb.Context())
	require.NoError(tb, err)
	require.Greater(tb, n, int64(1000))
	return sum
}

// The same seed plays the same weeks, entry for entry; another seed others.
func TestSameSeedSameYear(t *testing.T) {
	winter := civil.Of(2024, time.March, 1).Start()
	run := func(seed chance.Seed) governance.Digest {
		return digest(t, play(t, memory.New(), synth.Demo(), share(t, 40), winter, seed))
	}
	once := run(1)
	require.Equal(t, once, run(1))
	require.NotEqual(t, once, run(2))
}

// A database keeps the same entries as memory. Every commit of it waits for the disk,
// so a few days have to do.
func TestSameYearInADatabase(t *testing.T) {
	days := civil.Of(2024, time.January, 11).Start()
	file, err := sqlite.Open(context.Background(), filepath.Join(t.TempDir(), "year.db"))
	require.NoError(t, err)
	defer func() { require.NoError(t, file.Close()) }()
	kept := digest(t, play(t, file, synth.Demo(), share(t, 40), days, 1))
	require.Equal(t, digest(t, play(t, memory.New(), synth.Demo(), share(t, 40), days, 1)), kept)
}

// An act of somebody else's may be played between the acts: the agenda waits, and goes
// on where it was.
func TestActsInterleave(t *testing.T) {
	stage, a := open(t, memory.New(), synth.Demo(), share(t, 40), 1)
	var last time.Time
	for range 500 {
		at, more := a.Next()
		require.True(t, more)
		require.False(t, at.Before(last), "acts come in the order of their instants")
		last = at
		require.NoError(t, stage.To(t.Context(), stage.Now().Add(at.Sub(stage.Now())/2)))
		require.NoError(t, a.Step(t.Context(), stage))
		require.False(t, stage.Now().Before(at))
	}
}

// A share of a plan has one in so many of every count, one at least, and leaves the
// plan as it is; what is no count stays.
func TestShare(t *testing.T) {
	plan := share(t, 1)
	less := plan.Share(20)
	require.EqualValues(t, 2844, plan.Mediation.Disputes)
	require.EqualValues(t, 143, less.Mediation.Disputes)
	require.EqualValues(t, 1, less.Partnerships.Studios)
	require.EqualValues(t, 12, plan.Conference.Meetings[0].Count)
	require.EqualValues(t, 1, less.Conference.Meetings[0].Count)
	require.Equal(t, plan.Mediation.Difficulty, less.Mediation.Difficulty)
}

func TestPlansAreRead(t *testing.T) {
	_, err := agenda.Read([]byte(`{"mediation": {"dispute": 3}}`))
	require.ErrorContains(t, err, "dispute")
}
