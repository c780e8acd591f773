package assembly

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/examples/server/settings"
)

// Readiness tells the truth: a server that is far behind with what time had to
// do is not ready until it has caught up; one that is stopping never is.
func TestReady(t *testing.T) {
	now := time.Date(2026, 1, 5, 9, 0, 0, 0, time.UTC)
	s, err := Open(t.Context(), &settings.Settings{DB: "memory:", Demo: true, InFlight: 1},
		Outside{Wall: func() time.Time { return now }, Entropy: rand.Reader, Log: slog.New(slog.NewTextHandler(io.Discard, nil))})
	require.NoError(t, err)
	defer s.Close()
	require.NoError(t, s.ready(t.Context()), "nothing was due before it began")
	now = now.Add(mostBehind)
	require.NoError(t, s.ready(t.Context()))
	now = now.Add(time.Second)
	require.ErrorIs(t, s.ready(t.Context()), errBehind)
	s.sweep(t.Context())
	require.NoError(t, s.ready(t.Context()), "it has caught up")
	now = now.Add(mostBehind + time.Second)
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	s.sweep(ended)
	require.ErrorIs(t, s.ready(t.Context()), errBehind, "a sweep that did not get through is none")
	s.draining.Store(true)
	require.ErrorIs(t, s.ready(t.Context()), errDraining)
}

// seen is an error that tells what a look saw.
type seen int64

func (s seen) Error() string { return fmt.Sprint(int64(s)) }

// Whoever asks for a look at the world gets one that began afterwards, and many
// share one.
func TestLatest(t *testing.T) {
	var l latest
	var world, looks atomic.Int64
	var group sync.WaitGroup
	for range 200 {
		group.Go(func() {
			before := world.Add(1)
			var saw seen
			assert.ErrorAs(t, l.after(t.Context(), func(context.Context) error {
				looks.Add(1)
				saw := seen(world.Load())
				for range 50 {
					runtime.Gosched() // others come meanwhile
				}
				return saw
			}), &saw)
			assert.GreaterOrEqual(t, int64(saw), before)
		})
	}
	group.Wait()
	t.Logf("%d looks for 200", looks.Load())

	began, goOn := make(chan struct{}), make(chan struct{})
	stale := errors.New("what was so before")
	first := make(chan error, 1)
	go func() {
		first <- l.after(t.Context(), func(context.Context) error {
			close(began)
			<-goOn
			return stale
		})
	}()
	<-began
	second := make(chan error, 1)
	go func() { second <- l.after(t.Context(), func(context.Context) error { return nil }) }()
	close(goOn)
	require.ErrorIs(t, <-first, stale)
	require.NoError(t, <-second, "whoever comes while one looks is given the next look")
}
