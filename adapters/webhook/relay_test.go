package webhook_test

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/memory"
	"github.com/jinlin-project/jinlin/adapters/webhook"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/feed"
	"github.com/jinlin-project/jinlin/orgtree"
)

// source reads the feed of a ledger as an office does.
type source struct{ *memory.Ledger }

func (s source) Feed(ctx context.Context, after int64, limit int) ([]governance.Entry, error) {
	return s.Entries(ctx, governance.Span{After: after, Limit: limit})
}

func (source) Districts(_ context.Context, refs ...governance.Ref) ([]orgtree.Code, error) {
	return make([]orgtree.Code, len(refs)), nil
}

// write commits the next entries of one record.
func (s source) write(t *testing.T, n int) {
	ref := governance.Ref{Kind: "case", ID: uuid.UUID{15: 7}}
	for range n {
		stored, err := s.Load(t.Context(), ref)
		require.NoError(t, err)
		e := governance.Entry{Ref: ref, Version: stored[0].Version + 1, At: started, AsOf: started, Verb: "note"}
		e.Seal(stored[0].Digest)
		require.NoError(t, s.Commit(t.Context(), governance.Commit{Writes: []governance.Write{{
			Ref: ref, Base: stored[0].Version, Document: governance.Document("{}"), Entries: []governance.Entry{e}}}}))
	}
}

// issue 4: "signed webhooks (HMAC, retries with backoff, dead letters)": through
// an endpoint that fails, asks to be left alone, and refuses one event for good,
// everything else comes, in order, and the one is laid aside.
func TestThroughARelay(t *testing.T) {
	ledger, keeper := source{memory.New()}, memory.NewKeeper()
	ledger.write(t, 60)
	var calls atomic.Int64
	taken := make(chan string, 1000)
	r := newReceiver(t, func(w http.ResponseWriter, d delivery) {
		switch n := calls.Add(1); {
		case strings.HasSuffix(d.ids[0], "/33"):
			w.WriteHeader(http.StatusUnprocessableEntity)
		case n%7 == 3:
			w.WriteHeader(http.StatusBadGateway)
		case n%7 == 5:
			w.Header().Set("Retry-After", "0")
			w.WriteHeader(http.StatusTooManyRequests)
		default:
			taken <- d.ids[0]
		}
	})
	relay, err := feed.NewRelay(feed.Ports{
		Reader: feed.NewReader(ledger, feed.NewForm("")), Keeper: keeper, Letters: keeper, Sink: r.sink(as),
		Time: feed.Time{Now: time.Now, After: time.After, Within: context.WithTimeout},
	}, feed.Settings{Reader: "webhook:one", Batch: 16, Poll: time.Millisecond, First: time.Millisecond, Most: 4 * time.Millisecond, Tries: 3})
	require.NoError(t, err)
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() { defer close(done); relay.Run(ctx) }()
	ledger.write(t, 20)
	var got []string
	for range 79 {
		select {
		case id := <-taken:
			got = append(got, id)
		case <-time.After(20 * time.Second):
			require.Fail(t, "it does not come", "after %d", len(got))
		}
	}
	require.Eventually(t, func() bool { return relay.Status().Position == 80 }, 10*time.Second, time.Millisecond)
	cancel()
	<-done
	want := idsOf(events(t, 1, 80))
	assert.Equal(t, slices.Delete(want, 32, 33), got)
	letters, err := keeper.Buried(t.Context(), "webhook:one", 0, 10)
	require.NoError(t, err)
	require.Len(t, letters, 1)
	assert.Equal(t, idsOf(events(t, 33, 33))[0], letters[0].Event)
	assert.Equal(t, "webhook: the receiver answered 422", letters[0].Reason)
	assert.Positive(t, relay.Status().Failures)
	require.NoError(t, r.verified())
}

// verified reports whether all that came verifies with the receiver's secret.
func (r *receiver) verified() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, d := range r.got {
		if err := webhook.Verify(d.header, []byte(d.body), time.Now(), r.secret); err != nil {
			return err
		}
	}
	return nil
}
