package governance_test

import (
	"context"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/memory"
	"github.com/jinlin-project/jinlin/governance"
)

// meddling is a ledger on which somebody else is quicker: before the nth load from now
// on, they act.
type meddling struct {
	governance.Ledger
	left int
	act  func()
}

func (m *meddling) Load(ctx context.Context, refs ...governance.Ref) ([]governance.Stored, error) {
	if m.left--; m.left == 0 {
		m.act()
	}
	return m.Ledger.Load(ctx, refs...)
}

// A decision that read one record before somebody's commit and another after it has
// seen a world that never was. What it refuses for that it decides anew: two who open
// something at the same version both may, and neither is told that it stands there
// already.
func TestATornReadRefusesNobody(t *testing.T) {
	ledger := &meddling{Ledger: memory.New()}
	r := newRelaysOn(t, ledger)
	_, id := r.pair()
	ledger.act = func() {
		_, err := r.give(id, hop{Spawn: 1})
		require.NoError(t, err)
	}
	ledger.left = 2 // the record itself is read, what it is to open is not yet
	after, err := r.give(id, hop{Spawn: 1})
	require.NoError(t, err)
	require.Equal(t, 2, after.Hops)
}

// What is refused for what stands in the ledger stays refused, however often it is read.
func TestARefusalThatHoldsIsGiven(t *testing.T) {
	ledger := &meddling{Ledger: memory.New(), act: func() {}}
	r := newRelaysOn(t, ledger)
	_, id := r.pair()
	_, err := r.give(id, hop{Left: 1, Spawn: -1})
	var refused *governance.NotAllowedError
	require.ErrorAs(t, err, &refused)
	_, err = r.give(uuid.UUID{77}, hop{})
	var unknown *governance.NotFoundError
	require.ErrorAs(t, err, &unknown)
}
