package feedtest_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/memory"
	"github.com/jinlin-project/jinlin/governance/feed"
	"github.com/jinlin-project/jinlin/governance/feed/feedtest"
)

// bent is a sound keeper with one fault planted in one or two methods.
type bent struct {
	*memory.Keeper
	acquire  func(ctx context.Context, bid feed.Bid) (feed.Lease, error)
	advance  func(ctx context.Context, lease feed.Lease, to feed.Position, until time.Time) error
	release  func(ctx context.Context, lease feed.Lease) error
	standing func(ctx context.Context, reader string) (feed.Standing, error)
	bury     func(ctx context.Context, letter feed.Letter) error
	buried   func(ctx context.Context, reader string, after feed.Position, limit int) ([]feed.Letter, error)
}

func (b *bent) Acquire(ctx context.Context, bid feed.Bid) (feed.Lease, error) {
	if b.acquire != nil {
		return b.acquire(ctx, bid)
	}
	return b.Keeper.Acquire(ctx, bid)
}

func (b *bent) Advance(ctx context.Context, lease feed.Lease, to feed.Position, until time.Time) error {
	if b.advance != nil {
		return b.advance(ctx, lease, to, until)
	}
	return b.Keeper.Advance(ctx, lease, to, until)
}

func (b *bent) Release(ctx context.Context, lease feed.Lease) error {
	if b.release != nil {
		return b.release(ctx, lease)
	}
	return b.Keeper.Release(ctx, lease)
}

func (b *bent) Standing(ctx context.Context, reader string) (feed.Standing, error) {
	if b.standing != nil {
		return b.standing(ctx, reader)
	}
	return b.Keeper.Standing(ctx, reader)
}

func (b *bent) Bury(ctx context.Context, letter feed.Letter) error {
	if b.bury != nil {
		return b.bury(ctx, letter)
	}
	return b.Keeper.Bury(ctx, letter)
}

func (b *bent) Buried(ctx context.Context, reader string, after feed.Position, limit int) ([]feed.Letter, error) {
	if b.buried != nil {
		return b.buried(ctx, reader, after, limit)
	}
	return b.Keeper.Buried(ctx, reader, after, limit)
}

// A fault is a way to be wrong, and the case that must find it.
type fault struct {
	name string
	by   string // "subject/case"
	bend func(b *bent)
}

func open(f *fault) *bent {
	b := &bent{Keeper: memory.NewKeeper()}
	f.bend(b)
	return b
}

// TestFaultsAreFound is the proof that the suite can fail: every planted fault
// is found, by the case that claims to find it.
func TestFaultsAreFound(t *testing.T) {
	cases := byName()
	for _, f := range faults {
		t.Run(f.name, func(t *testing.T) {
			c, known := cases[f.by]
			require.True(t, known, "no case is called %q", f.by)
			require.NotEmpty(t, c.Try(open(&f)), "%s did not find it", f.by)
		})
	}
}

// TestEveryCaseCanFail: a case that nothing can fail guards nothing.
func TestEveryCaseCanFail(t *testing.T) {
	claimed := map[string]bool{}
	for _, f := range faults {
		claimed[f.by] = true
	}
	for name := range byName() {
		assert.True(t, claimed[name], "no planted fault is claimed by %s", name)
	}
}

// TestSoundKeeperPasses: what finds faults must not find any here.
func TestSoundKeeperPasses(t *testing.T) {
	for name, c := range byName() {
		assert.Empty(t, c.Try(&bent{Keeper: memory.NewKeeper()}), name)
	}
}

// TestCasesExplainThemselves guards the form of the table.
func TestCasesExplainThemselves(t *testing.T) {
	require.Len(t, byName(), len(feedtest.Cases()), "names are unique within a subject")
	for name, c := range byName() {
		assert.True(t, strings.HasSuffix(c.Rule, "."), "%s: the rule is a sentence", name)
	}
}

// TestTryCatchesPanics: a panic is a failure of the case, not of whoever tries.
func TestTryCatchesPanics(t *testing.T) {
	found := byName()["leases/held"].Try(&bent{})
	require.Len(t, found, 1)
	assert.Contains(t, found[0], "panic")
}

func byName() map[string]feedtest.Case {
	out := map[string]feedtest.Case{}
	for _, c := range feedtest.Cases() {
		out[c.Subject+"/"+c.Name] = c
	}
	return out
}
