package sqlite

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Who has been made the leader cannot leave any more, however their context
// ended: the others would wait for ever.
func TestLeaderCannotLeave(t *testing.T) {
	q := newQueue(nil, 8)
	first, second := &job{told: make(chan bool, 2)}, &job{told: make(chan bool, 2)}
	leads, err := q.join(first)
	require.NoError(t, err)
	assert.True(t, leads, "who comes first leads")
	leads, err = q.join(second)
	require.NoError(t, err)
	assert.False(t, leads)
	assert.Same(t, first, q.next(), "a leader's own job is the first")
	second.told <- true // the lead is handed on
	assert.False(t, q.leave(second))
	assert.Same(t, second, q.next())
}
