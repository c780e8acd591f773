package nats_test

import (
	"context"
	"fmt"
	"net"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/nats-io/nats-server/v2/server"
	natsgo "github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/nats"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/feed"
)

// broker is a JetStream server in this process, which can be stopped and
// started again on the same files and the same port.
type broker struct {
	t    testing.TB
	dir  string
	port int
	s    *server.Server
}

func newBroker(t testing.TB) *broker {
	b := &broker{t: t, dir: t.TempDir(), port: server.RANDOM_PORT}
	b.start()
	b.port = b.s.Addr().(*net.TCPAddr).Port
	t.Cleanup(b.stop)
	return b
}

func (b *broker) start() {
	s, err := server.NewServer(&server.Options{
		Host: "127.0.0.1", Port: b.port, JetStream: true, StoreDir: b.dir, NoLog: true, NoSigs: true,
	})
	require.NoError(b.t, err)
	s.Start()
	require.True(b.t, s.ReadyForConnections(10*time.Second))
	b.s = s
}

func (b *broker) stop() {
	b.s.Shutdown()
	b.s.WaitForShutdown()
}

func (b *broker) url() string { return "nats://127.0.0.1:" + strconv.Itoa(b.port) }

// connect connects as a relay does, only that it tries again sooner.
func (b *broker) connect() *natsgo.Conn { return connect(b.t, b.url()) }

func connect(t testing.TB, url string) *natsgo.Conn {
	conn, err := nats.Connect(url, natsgo.ReconnectWait(10*time.Millisecond), natsgo.ReconnectJitter(0, 0))
	require.NoError(t, err)
	t.Cleanup(conn.Close)
	return conn
}

// stream sets a stream up, edited.
func (b *broker) stream(edit func(c *jetstream.StreamConfig)) jetstream.Stream {
	conn := b.connect()
	require.Eventually(b.t, conn.IsConnected, 10*time.Second, time.Millisecond)
	js, err := jetstream.New(conn)
	require.NoError(b.t, err)
	c := nats.StreamConfig("jinlin", "jinlin")
	edit(c)
	s, err := js.CreateOrUpdateStream(b.t.Context(), *c)
	require.NoError(b.t, err)
	return s
}

func plain(*jetstream.StreamConfig) {}

// stored are all messages of the stream, in its order.
func (b *broker) stored() (out []*jetstream.RawStreamMsg) {
	js, err := jetstream.New(b.connect())
	require.NoError(b.t, err)
	s, err := js.Stream(b.t.Context(), "jinlin")
	require.NoError(b.t, err)
	info, err := s.Info(b.t.Context())
	require.NoError(b.t, err)
	if info.State.Msgs == 0 {
		return nil
	}
	for seq := info.State.FirstSeq; seq <= info.State.LastSeq; seq++ {
		m, err := s.GetMsg(b.t.Context(), seq)
		require.NoError(b.t, err)
		out = append(out, m)
	}
	return out
}

// numbers are the events of the stream, in its order; firsts leaves out what
// stands there already.
func (b *broker) numbers() []int {
	out := []int{}
	for _, m := range b.stored() {
		if id := m.Header.Get(natsgo.MsgIdHdr); id != "" {
			out = append(out, numbered(id))
		}
	}
	return out
}

func firsts(ns []int) []int {
	seen, out := map[int]bool{}, []int{}
	for _, n := range ns {
		if !seen[n] {
			out = append(out, n)
		}
		seen[n] = true
	}
	return out
}

func upTo(n int) []int {
	out := []int{}
	for i := 1; i <= n; i++ {
		out = append(out, i)
	}
	return out
}

// events are those of one record's life, from one version to another.
func events(t testing.TB, from, to int) []feed.Event {
	var out []feed.Event
	for i := from; i <= to; i++ {
		out = append(out, event(t, i, 0))
	}
	return out
}

var started = time.Date(2024, 3, 1, 8, 0, 0, 0, time.UTC)

// event is the n-th; ballast makes it so many bytes longer.
func event(t testing.TB, n, ballast int) feed.Event {
	form := feed.NewForm("", &governance.Description{Kind: "case", Path: "cases", Fields: []governance.FieldSpec{{Name: "text"}}})
	e, err := form.Event(&governance.Entry{
		Ref: governance.Ref{Kind: "case", ID: uuid.UUID{15: 7}}, Version: int64(n), At: started, AsOf: started, Verb: "note", Position: int64(n),
		Changes: []governance.Field{{Name: "text", Value: []byte(`"` + strings.Repeat("x", ballast) + `"`)}},
	}, "350205")
	require.NoError(t, err)
	return e
}

func numbered(id string) int {
	var n int
	_, _ = fmt.Sscan(id[strings.LastIndexByte(id, '/')+1:], &n)
	return n
}

func sink(t testing.TB, conn *natsgo.Conn, o nats.Options) *nats.Sink {
	s, err := nats.NewSink(conn, o)
	require.NoError(t, err)
	return s
}

// within is a context for one delivery.
func within(t testing.TB, d time.Duration) context.Context {
	ctx, cancel := context.WithTimeout(t.Context(), d)
	t.Cleanup(cancel)
	return ctx
}
