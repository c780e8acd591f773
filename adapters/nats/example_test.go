package nats_test

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"time"

	"github.com/google/uuid"
	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go/jetstream"

	"github.com/jinlin-project/jinlin/adapters/memory"
	"github.com/jinlin-project/jinlin/adapters/nats"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/feed"
)

// A relay publishes a ledger's feed, twice over as after a crash long ago, and a
// consumer acts upon each event once: it keeps the greatest position it has acted
// upon and leaves out what does not lie behind it. It keeps it where its own work
// goes, in the same transaction, so that the two cannot part. It gets one message
// at a time, or a greater position would say nothing about a smaller one.
func ExampleSink() {
	dir, err := os.MkdirTemp("", "jinlin")
	check(err)
	defer os.RemoveAll(dir)
	broker, err := server.NewServer(&server.Options{Port: server.RANDOM_PORT, JetStream: true, StoreDir: dir, NoLog: true, NoSigs: true})
	check(err)
	broker.Start()
	defer broker.Shutdown()
	conn, err := nats.Connect(broker.ClientURL())
	check(err)
	defer conn.Close()

	stream := nats.StreamConfig("jinlin", "jinlin")
	stream.Duplicates = 100 * time.Millisecond // so short that the stream forgets
	ledger := source{memory.New()}
	for n := range 3 {
		check(opened(ledger, n))
	}
	for range 2 {
		sink, err := nats.NewSink(conn, nats.Options{Stream: stream})
		check(err)
		relayed(ledger, sink, 3)
		<-time.After(5 * stream.Duplicates) // until it has
	}

	js, err := jetstream.New(conn)
	check(err)
	consumer, err := js.CreateOrUpdateConsumer(context.Background(), "jinlin", jetstream.ConsumerConfig{
		FilterSubject: "jinlin.case.>", AckPolicy: jetstream.AckExplicitPolicy, MaxAckPending: 1,
	})
	check(err)
	messages, err := consumer.Fetch(6)
	check(err)
	var done feed.Position
	for m := range messages.Messages() {
		var event struct{ Type, Position string }
		check(json.Unmarshal(m.Data(), &event))
		position, err := feed.ParsePosition(event.Position)
		check(err)
		if position > done {
			fmt.Println(m.Subject(), event.Type, position)
			done = position // together with the work
		} else {
			fmt.Println("again:", position)
		}
		check(m.Ack())
	}
	// Output:
	// jinlin.case._.open jinlin.case.open p1
	// jinlin.case._.open jinlin.case.open p2
	// jinlin.case._.open jinlin.case.open p3
	// again: p1
	// again: p2
	// again: p3
}

// relayed runs a relay with a keeper of its own, which knows of no earlier one,
// until it has come to a position.
func relayed(ledger source, sink feed.Sink, until feed.Position) {
	keeper := memory.NewKeeper() // a database's, outside of examples
	relay, err := feed.NewRelay(feed.Ports{
		Reader: feed.NewReader(ledger, feed.NewForm("")), Keeper: keeper, Sink: sink,
		Time: feed.Time{Now: time.Now, After: time.After, Within: context.WithTimeout},
	}, feed.Settings{Reader: "nats", Poll: time.Millisecond})
	check(err)
	ctx, cancel := context.WithCancel(context.Background())
	go func() {
		for relay.Status().Position < until {
			<-time.After(time.Millisecond)
		}
		cancel()
	}()
	relay.Run(ctx)
}

// opened commits the first entry of a record.
func opened(ledger source, n int) error {
	ref := governance.Ref{Kind: "case", ID: uuid.UUID{15: byte(n + 1)}}
	e := governance.Entry{Ref: ref, Version: 1, At: started, AsOf: started, Verb: "open"}
	e.Seal(governance.Digest{})
	return ledger.Commit(context.Background(), governance.Commit{Writes: []governance.Write{{
		Ref: ref, Document: governance.Document("{}"), Entries: []governance.Entry{e}}}})
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}
