package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"sync/atomic"
	"time"

	natsd "github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	relay "github.com/jinlin-project/jinlin/adapters/nats"
)

// stream is the name of the stream that servers publish to.
const stream = "jinlin"

// A broker is JetStream in this process, which is not killed: what is proved is
// what its clients do.
type broker struct {
	server *natsd.Server
	conn   *nats.Conn
	js     jetstream.JetStream
	dir    string
	heard  atomic.Int64 // messages that were published, repetitions included
}

// openBroker starts one. A planted bug may set the stream up otherwise than
// servers would.
func openBroker(ctx context.Context, broken plant) (b *broker, err error) {
	b = &broker{}
	defer func() {
		if err != nil {
			err = errors.Join(err, b.close())
		}
	}()
	if b.dir, err = os.MkdirTemp("", "jinlin-proof"); err != nil {
		return b, err
	}
	b.server, err = natsd.NewServer(&natsd.Options{Host: "127.0.0.1", Port: natsd.RANDOM_PORT, JetStream: true, StoreDir: b.dir, NoLog: true, NoSigs: true})
	if err != nil {
		return b, err
	}
	b.server.Start()
	if !b.server.ReadyForConnections(10 * time.Second) {
		return b, errors.New("the broker does not start")
	}
	if b.conn, err = nats.Connect(b.server.ClientURL()); err != nil {
		return b, err
	}
	if b.js, err = jetstream.New(b.conn); err != nil {
		return b, err
	}
	if broken.stream != nil {
		config := relay.StreamConfig(stream, stream)
		broken.stream(config)
		if _, err := b.js.CreateStream(ctx, *config); err != nil {
			return b, err
		}
	}
	_, err = b.conn.Subscribe(stream+".>", func(*nats.Msg) { b.heard.Add(1) })
	return b, err
}

func (b *broker) url() string { return b.server.ClientURL() }

// end is how many messages the stream holds, and the event of its last.
func (b *broker) end(ctx context.Context) (n int, last string, err error) {
	s, err := b.js.Stream(ctx, stream)
	if err != nil {
		return 0, "", err
	}
	info, err := s.Info(ctx)
	if err != nil || info.State.Msgs == 0 {
		return 0, "", err
	}
	m, err := s.GetMsg(ctx, info.State.LastSeq)
	if err != nil {
		return 0, "", err
	}
	return int(info.State.Msgs), m.Header.Get(jetstream.MsgIDHeader), nil
}

// events are those in the stream, in its order.
func (b *broker) events(ctx context.Context) ([]event, error) {
	n, _, err := b.end(ctx)
	if err != nil || n == 0 {
		return nil, err
	}
	all := make([]event, 0, n)
	consumer, err := b.js.OrderedConsumer(ctx, stream, jetstream.OrderedConsumerConfig{})
	if err != nil {
		return nil, err
	}
	messages, err := consumer.Messages()
	if err != nil {
		return nil, err
	}
	defer messages.Stop()
	for len(all) < n {
		m, err := messages.Next(jetstream.NextContext(ctx))
		if err != nil {
			return nil, err
		}
		var e event
		if err := json.Unmarshal(m.Data(), &e); err != nil {
			return nil, fmt.Errorf("a message is no event: %w", err)
		}
		all = append(all, e)
	}
	return all, nil
}

// close leaves nothing behind.
func (b *broker) close() error {
	if b.conn != nil {
		b.conn.Close()
	}
	if b.server != nil {
		b.server.Shutdown()
		b.server.WaitForShutdown()
	}
	return os.RemoveAll(b.dir)
}
