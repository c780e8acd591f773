package feedtest

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/governance/feed"
)

// Shared holds two keepers that were opened on one database to it, for stores that
// several processes may open: what one was answered is durable, and holds for the
// other. It closes the first, with closeFirst, on the way.
func Shared(t *testing.T, first, second feed.Keeper, closeFirst func() error) {
	t.Helper()
	now := time.Date(2024, 9, 27, 9, 0, 0, 0, time.UTC)
	bid := feed.Bid{Reader: "nats", Holder: "one", Now: now, Until: now.Add(time.Minute)}
	lease, err := first.Acquire(t.Context(), bid)
	require.NoError(t, err)
	_, err = second.Acquire(t.Context(), bid)
	var held *feed.HeldError
	require.ErrorAs(t, err, &held)
	require.NoError(t, first.Advance(t.Context(), lease, 41, bid.Until))
	require.NoError(t, closeFirst())
	bid.Now = bid.Until
	again, err := second.Acquire(t.Context(), bid)
	require.NoError(t, err)
	assert.Equal(t, feed.Lease{Reader: "nats", Token: 2, Position: 41}, again)
}
