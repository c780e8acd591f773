package agenda_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/memory"
	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/examples/simulate/agenda"
	"github.com/jinlin-project/jinlin/examples/simulate/chance"
	"github.com/jinlin-project/jinlin/examples/simulate/stored"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/workday"
	"github.com/jinlin-project/jinlin/orgtree"
	"github.com/jinlin-project/jinlin/orgtree/synth"
)

// first is the first day of the year that is played, and end the instant after it.
var (
	first = civil.Of(2024, time.January, 1)
	end   = civil.Of(2025, time.January, 1).Start()
)

// play plays a plan's whole year for an organisation upon a ledger.
func play(tb testing.TB, ctx context.Context, ledger governance.Ledger, org *orgtree.Org, plan *agenda.Plan, seed chance.Seed) *stored.Stage {
	tb.Helper()
	calendar := workday.China()
	stage, err := stored.New(ctx, ledger, org, calendar, nil, first.Start(), seed)
	require.NoError(tb, err)
	a, err := agenda.New(plan, org.On(first), calendar, first, seed)
	require.NoError(tb, err)
	require.NoError(tb, a.Play(ctx, stage, end))
	return stage
}

func TestSmallYear(t *testing.T) {
	org, err := synth.Haicang()
	require.NoError(t, err)
	plan, err := agenda.Founding()
	require.NoError(t, err)
	stage := play(t, t.Context(), memory.New(), org, plan.Share(20), 1)
	_, n, err := stage.Digest(t.Context())
	require.NoError(t, err)
	t.Log(n)
}
