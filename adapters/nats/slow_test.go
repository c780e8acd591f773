package nats_test

import (
	"context"
	"io"
	"net"
	"sync"
	"testing"
	"time"

	"github.com/nats-io/nats.go/jetstream"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/nats"
)

// strait is a connection to the broker whose answers can be held back.
type strait struct {
	listener net.Listener
	to       string
	mu       sync.Mutex
	open     *sync.Cond
	shut     bool
}

func newStrait(t *testing.T, to string) *strait {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	s := &strait{listener: l, to: to}
	s.open = sync.NewCond(&s.mu)
	t.Cleanup(func() { _ = l.Close(); s.set(false) })
	go func() {
		for {
			near, err := l.Accept()
			if err != nil {
				return
			}
			go s.carry(near)
		}
	}()
	return s
}

func (s *strait) set(shut bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.shut = shut
	s.open.Broadcast()
}

func (s *strait) carry(near net.Conn) {
	far, err := net.Dial("tcp", s.to)
	if err != nil {
		_ = near.Close()
		return
	}
	go func() { _, _ = io.Copy(far, near); _ = far.Close() }()
	buf := make([]byte, 4096)
	for {
		n, err := far.Read(buf)
		s.mu.Lock()
		for s.shut {
			s.open.Wait()
		}
		s.mu.Unlock()
		if _, failed := near.Write(buf[:n]); err != nil || failed != nil {
			_ = near.Close()
			return
		}
	}
}

// "Events are published without waiting for each (a window of them)", and no
// more: a broker that stores but does not answer gets a window, the delivery
// ends with its time, and what was stored unheard is not stored twice.
func TestSlowBroker(t *testing.T) {
	b := newBroker(t)
	stream := b.stream(plain)
	through := newStrait(t, b.s.Addr().String())
	s := sink(t, connect(t, "nats://"+through.listener.Addr().String()), nats.Options{Window: 16})
	_, err := s.Deliver(t.Context(), events(t, 1, 20))
	require.NoError(t, err)
	through.set(true)
	n, err := s.Deliver(within(t, 300*time.Millisecond), events(t, 21, 200))
	require.ErrorIs(t, err, context.DeadlineExceeded)
	require.Zero(t, n)
	require.EqualValues(t, 36, messages(t, stream), "one window, not one event and not all")
	n, err = s.Deliver(within(t, 300*time.Millisecond), events(t, 21, 200))
	require.Error(t, err)
	require.Zero(t, n)
	require.EqualValues(t, 36, messages(t, stream), "after a failure one goes alone")
	through.set(false)
	n, err = s.Deliver(t.Context(), events(t, 21, 200))
	require.NoError(t, err)
	require.Equal(t, 180, n)
	require.Equal(t, upTo(200), b.numbers())
}

func messages(t *testing.T, s jetstream.Stream) uint64 {
	info, err := s.Info(t.Context())
	require.NoError(t, err)
	return info.State.Msgs
}
