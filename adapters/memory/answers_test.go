package memory

import (
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/governance"
)

// TestAnswersHoldOneLifetime guards that a ledger which runs for long does not
// keep the answers of long ago, nor traces of them.
func TestAnswersHoldOneLifetime(t *testing.T) {
	a, now := newAnswers(), time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)
	for i := range 5000 {
		now = now.Add(time.Minute)
		c := governance.Commit{At: now, Account: "a", Key: strconv.Itoa(i % 200)}
		c.Answer = governance.Answer{Ref: governance.Ref{Kind: strconv.Itoa(i % 7)}, Body: []byte("x"), Until: now.Add(time.Hour)}
		a.keep(&c)
		require.LessOrEqual(t, len(a.kept), 60)
		require.LessOrEqual(t, len(a.queue), 60)
		kept := 0
		for _, keys := range a.about {
			kept += len(keys)
		}
		require.Equal(t, len(a.kept), kept, "every kept answer is known by its record, and no other")
	}
}

// TestErasedKeyInQueue keeps an answer anew under a key whose earlier answer
// was erased: sweeping the earlier one out must not take the new one along.
func TestErasedKeyInQueue(t *testing.T) {
	a, now, ref := newAnswers(), time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC), governance.Ref{Kind: "matter"}
	keep := func(key string, at time.Time) {
		a.keep(&governance.Commit{At: at, Key: key, Answer: governance.Answer{Ref: ref, Body: []byte(key), Until: at.Add(time.Hour)}})
	}
	keep("k", now)
	a.erase(ref)
	keep("k", now.Add(50*time.Minute))
	keep("other", now.Add(70*time.Minute))
	kept, found := a.at("", "k", now.Add(80*time.Minute))
	require.True(t, found)
	require.Equal(t, "k", string(kept.Body))
}
