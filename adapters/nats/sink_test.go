package nats_test

import (
	"context"
	"errors"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/nats-io/nats.go/jetstream"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/nats"
	"github.com/jinlin-project/jinlin/governance/feed"
	"github.com/jinlin-project/jinlin/orgtree"
)

// "Each event is one message: a CloudEvent in structured mode, whose Nats-Msg-Id
// is the event's id", byte for byte what other readers get.
func TestOnTheWire(t *testing.T) {
	b := newBroker(t)
	s := sink(t, b.connect(), nats.Options{Stream: nats.StreamConfig("jinlin", "jinlin")})
	want := events(t, 1, 3)
	n, err := s.Deliver(t.Context(), want)
	require.NoError(t, err)
	require.Equal(t, 3, n)
	got := b.stored()
	require.Len(t, got, 3)
	for i, m := range got {
		assert.Equal(t, "jinlin.case.350205.note", m.Subject)
		assert.Equal(t, want[i].ID, m.Header.Get("Nats-Msg-Id"))
		assert.Equal(t, "application/cloudevents+json; charset=utf-8", m.Header.Get("Content-Type"))
		assert.Equal(t, string(want[i].JSON), string(m.Data))
	}
}

// "Whatever is no ASCII letter, digit, - or _ stands as = and two hexadecimal
// digits": no text widens a subject or looks like another.
func TestSubjects(t *testing.T) {
	for _, c := range []struct{ kind, district, command, want string }{
		{"case", "350205", "close", "x.case.350205.close"},
		{"case", "", "close", "x.case._.close"},
		{"case", "_", "a_b-C", "x.case.=5F.a_b-C"},
		{"a.b", "*", ">", "x.a=2Eb.=2A.=3E"},
		{"会", "a b", "=", "x.=E4=BC=9A.a=20b.=3D"},
	} {
		e := feed.Event{Kind: c.kind, District: orgtree.Code(c.district), Command: c.command}
		assert.Equal(t, c.want, nats.Subject("x", &e))
	}
	seen := map[string]string{}
	for _, text := range []string{"", "_", "=5F", "a", "A", ".", "=2E", "a.b", "a=2Eb", "会", "=E4=BC=9A", " ", "*", ">"} {
		token := nats.Subject("x", &feed.Event{Kind: text, Command: "c"})
		require.Empty(t, seen[token], "%q and %q look alike", text, seen[token])
		seen[token] = text
		require.Equal(t, 3, strings.Count(token, "."))
		require.False(t, strings.ContainsAny(token, "*> "), token)
	}
}

// "A stream that is missing is set up, and otherwise left as it is."
func TestStreamIsSetUpOnce(t *testing.T) {
	b := newBroker(t)
	conn := b.connect()
	s := sink(t, conn, nats.Options{Stream: nats.StreamConfig("jinlin", "jinlin")})
	_, err := s.Deliver(t.Context(), events(t, 1, 2))
	require.NoError(t, err)
	bounded := b.stream(func(c *jetstream.StreamConfig) { c.MaxMsgs = 1000 })
	_, err = sink(t, conn, nats.Options{Stream: nats.StreamConfig("jinlin", "jinlin")}).Deliver(t.Context(), events(t, 3, 4))
	require.NoError(t, err)
	info, err := bounded.Info(t.Context())
	require.NoError(t, err)
	assert.EqualValues(t, 1000, info.Config.MaxMsgs, "what somebody has set stays")
	assert.Equal(t, nats.Duplicates, info.Config.Duplicates)
	assert.Equal(t, jetstream.DiscardNew, info.Config.Discard)
	// Somebody deletes it: the first delivery fails, the next makes it anew.
	js, err := jetstream.New(conn)
	require.NoError(t, err)
	require.NoError(t, js.DeleteStream(t.Context(), "jinlin"))
	n, err := s.Deliver(t.Context(), events(t, 5, 6))
	require.Error(t, err)
	require.Zero(t, n)
	n, err = s.Deliver(t.Context(), events(t, 5, 6))
	require.NoError(t, err)
	require.Equal(t, 2, n)
}

// Without a stream, nothing is delivered and nothing lost.
func TestNoStream(t *testing.T) {
	b := newBroker(t)
	s := sink(t, b.connect(), nats.Options{})
	n, err := s.Deliver(within(t, 10*time.Second), events(t, 1, 5))
	require.ErrorIs(t, err, jetstream.ErrNoStreamResponse)
	require.Zero(t, n)
	require.False(t, errors.As(err, new(*feed.PoisonError)), "it can be delivered later")
	b.stream(plain)
	n, err = s.Deliver(within(t, 10*time.Second), events(t, 1, 5))
	require.NoError(t, err)
	require.Equal(t, 5, n)
	require.Equal(t, upTo(5), b.numbers())
}

// A full stream refuses news (discard new): what fits is there, in order, and
// the rest follows when there is room, from the very event that did not fit.
func TestFullStream(t *testing.T) {
	b := newBroker(t)
	stream := b.stream(func(c *jetstream.StreamConfig) { c.MaxMsgs = 10 })
	s := sink(t, b.connect(), nats.Options{})
	n, err := s.Deliver(t.Context(), events(t, 1, 50))
	require.Equal(t, 10, n)
	require.ErrorContains(t, err, "maximum messages exceeded")
	require.False(t, errors.As(err, new(*feed.PoisonError)))
	for range 3 {
		n, err = s.Deliver(t.Context(), events(t, 11, 50))
		require.Zero(t, n)
		require.Error(t, err)
	}
	require.NoError(t, stream.Purge(t.Context(), jetstream.WithPurgeKeep(4)))
	n, err = s.Deliver(t.Context(), events(t, 11, 50))
	require.Equal(t, 6, n)
	require.Error(t, err)
	require.Equal(t, []int{7, 8, 9, 10, 11, 12, 13, 14, 15, 16}, b.numbers())
}

// "Only an event larger than broker or stream accept is poison": and none behind
// it is stored before somebody has decided about it.
func TestTooLargeIsPoison(t *testing.T) {
	b := newBroker(t)
	b.stream(func(c *jetstream.StreamConfig) { c.MaxMsgSize = 4096 })
	for name, size := range map[string]int{"for the stream": 8000, "for the broker": 2 << 20} {
		t.Run(name, func(t *testing.T) {
			b.stream(func(c *jetstream.StreamConfig) { c.MaxMsgSize = 4096 })
			s := sink(t, b.connect(), nats.Options{})
			all := events(t, 1, 20)
			all[5] = event(t, 6, size)
			n, err := s.Deliver(within(t, 20*time.Second), all)
			require.Equal(t, 5, n)
			require.ErrorAs(t, err, new(*feed.PoisonError))
			require.Equal(t, upTo(5), firsts(b.numbers()), "nothing behind it is stored")
		})
	}
	n, err := sink(t, b.connect(), nats.Options{}).Deliver(t.Context(), events(t, 7, 20))
	require.NoError(t, err)
	require.Equal(t, 14, n)
}

// "Nothing is buffered while the broker is gone": deliveries fail at once, and
// when it is back, on the same files, all goes on in order.
func TestBrokerGoneAndBack(t *testing.T) {
	b := newBroker(t)
	conn := b.connect()
	s := sink(t, conn, nats.Options{Stream: nats.StreamConfig("jinlin", "jinlin")})
	_, err := s.Deliver(t.Context(), events(t, 1, 100))
	require.NoError(t, err)
	b.stop()
	require.Eventually(t, func() bool { return !conn.IsConnected() }, 5*time.Second, time.Millisecond)
	for range 5 {
		n, err := s.Deliver(within(t, 10*time.Second), events(t, 101, 200))
		require.Error(t, err)
		require.NotErrorIs(t, err, context.DeadlineExceeded, "it fails at once")
		require.Zero(t, n)
	}
	b.start()
	done := 100
	require.Eventually(t, func() bool {
		n, err := s.Deliver(within(t, 5*time.Second), events(t, done+1, 200))
		done += n
		return err == nil && done == 200
	}, 20*time.Second, 10*time.Millisecond)
	require.Equal(t, upTo(200), b.numbers())
}

// A relay may be started before its broker.
func TestBrokerComesLater(t *testing.T) {
	b := newBroker(t)
	b.stop()
	s := sink(t, b.connect(), nats.Options{Stream: nats.StreamConfig("jinlin", "jinlin")})
	_, err := s.Deliver(within(t, time.Second), events(t, 1, 2))
	require.Error(t, err)
	b.start()
	require.Eventually(t, func() bool {
		n, err := s.Deliver(within(t, 5*time.Second), events(t, 1, 2))
		return err == nil && n == 2
	}, 20*time.Second, 10*time.Millisecond)
}

// "An event is published again when a relay ended between an acknowledgement and
// noting it": within the window the stream keeps one; beyond it two, of the same
// id, and first deliveries are in order.
func TestPublishedAgain(t *testing.T) {
	b := newBroker(t)
	b.stream(func(c *jetstream.StreamConfig) { c.Duplicates = 200 * time.Millisecond })
	_, err := sink(t, b.connect(), nats.Options{}).Deliver(t.Context(), events(t, 1, 20))
	require.NoError(t, err)
	_, err = sink(t, b.connect(), nats.Options{}).Deliver(t.Context(), events(t, 11, 30))
	require.NoError(t, err)
	require.Equal(t, upTo(30), b.numbers(), "within the window")
	again := sink(t, b.connect(), nats.Options{})
	require.Eventually(t, func() bool { // until the window has passed
		n, err := again.Deliver(t.Context(), events(t, 25, 40))
		return err == nil && n == 16 && len(b.numbers()) > 40
	}, 10*time.Second, 50*time.Millisecond)
	require.Equal(t, upTo(40), firsts(b.numbers()), "beyond it")
}

// "Where others publish to the stream, too, nothing is lost or put out of order."
func TestStrangersInTheStream(t *testing.T) {
	b := newBroker(t)
	b.stream(plain)
	conn := b.connect()
	stop := make(chan struct{})
	var stranger sync.WaitGroup
	stranger.Go(func() {
		js, err := jetstream.New(conn)
		for err == nil {
			select {
			case <-stop:
				return
			default:
				_, err = js.Publish(context.Background(), "jinlin.other", nil)
			}
		}
	})
	n, err := sink(t, b.connect(), nats.Options{Window: 16}).Deliver(t.Context(), events(t, 1, 300))
	close(stop)
	stranger.Wait()
	require.NoError(t, err)
	require.Equal(t, 300, n)
	require.Equal(t, upTo(300), b.numbers())
}

// Two relays that both believe it is their turn, at any pace, from any position
// that is delivered: first deliveries stay in order.
func TestTwoAtOnce(t *testing.T) {
	for seed := range uint64(6) {
		b := newBroker(t)
		b.stream(func(c *jetstream.StreamConfig) { c.Duplicates = 100 * time.Millisecond })
		conn := b.connect()
		var mu sync.Mutex
		reached := 0 // what is acknowledged to either
		var both sync.WaitGroup
		for id := range uint64(2) {
			draw := rand.New(rand.NewPCG(seed, id))
			s := sink(t, conn, nats.Options{Window: 1 + draw.IntN(32)})
			both.Go(func() {
				for {
					mu.Lock()
					from := max(0, reached-draw.IntN(30))
					mu.Unlock()
					if from >= 370 {
						return
					}
					ctx, cancel := context.WithTimeout(t.Context(), time.Duration(1+draw.IntN(20))*time.Millisecond)
					n, _ := s.Deliver(ctx, events(t, from+1, from+1+draw.IntN(30)))
					cancel()
					mu.Lock()
					reached = max(reached, from+n)
					mu.Unlock()
				}
			})
		}
		both.Wait()
		got := firsts(b.numbers())
		require.Equal(t, upTo(len(got)), got, "seed %d", seed)
		require.GreaterOrEqual(t, len(got), reached)
	}
}
