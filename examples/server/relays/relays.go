package relays

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"sync"
	"time"

	"github.com/jinlin-project/jinlin/adapters/nats"
	"github.com/jinlin-project/jinlin/adapters/webhook"
	"github.com/jinlin-project/jinlin/governance/feed"
)

// Keeper keeps positions and dead letters.
type Keeper interface {
	feed.Keeper
	feed.Letters
}

// Options say what is relayed, from where and to where.
type Options struct {
	Reader  *feed.Reader
	Keeper  Keeper
	Wall    func() time.Time
	End     feed.Position // of the feed now, where subscriptions "from now" begin
	Note    func(relay string, err error)
	NATS    string        // address of the broker; empty: none
	Webhook string        // file of subscriptions; empty: none
	Lease   time.Duration // after which another server relays in the place of one that was killed
}

// Set is all relays of a server. Make one with [Open].
type Set struct {
	relays []*feed.Relay
	broker interface{ Close() } // nil: none
	keeper Keeper
}

// Open makes the relays. It does not wait for a broker or a receiver to answer:
// that they are away is what relays are for.
func Open(o Options) (*Set, error) {
	s := &Set{keeper: o.Keeper}
	if o.Webhook != "" {
		list, err := Read(o.Webhook)
		if err != nil {
			return nil, err
		}
		for i := range list {
			if err := s.subscribe(&o, &list[i]); err != nil {
				return nil, err
			}
		}
	}
	if o.NATS != "" {
		if err := s.publish(&o); err != nil {
			s.Close()
			return nil, err
		}
	}
	return s, nil
}

// streamName is also what every subject begins with.
const streamName = "jinlin"

// errNATS does not repeat the address, which may hold a password.
var errNATS = errors.New("-nats: no address that a broker could be at")

func (s *Set) publish(o *Options) error {
	conn, err := nats.Connect(o.NATS)
	if err != nil {
		return errNATS
	}
	s.broker = conn
	sink, err := nats.NewSink(conn, nats.Options{Prefix: streamName, Stream: nats.StreamConfig(streamName, streamName)})
	if err != nil {
		return err
	}
	return s.add(o, sink, feed.Settings{Reader: "nats", Lease: o.Lease})
}

// usualTimeout is how long a request may take where the file does not say.
const usualTimeout = 10 * time.Second

func (s *Set) subscribe(o *Options, sub *Subscription) error {
	options, err := sub.options()
	if err != nil {
		return err
	}
	options.Now = o.Wall
	if options.Timeout == 0 {
		options.Timeout = usualTimeout
	}
	sink, err := webhook.NewSink(options)
	if err != nil {
		return err
	}
	// A delivery may take half a lease: one request with its answer must fit in it.
	set := feed.Settings{Reader: "webhook:" + sub.Name, Lease: max(o.Lease, 3*options.Timeout)}
	if sub.From == "now" {
		set.Begin = o.End
	}
	return s.add(o, sink, set)
}

func (s *Set) add(o *Options, sink feed.Sink, set feed.Settings) error {
	host, err := os.Hostname()
	if err != nil {
		host = "unknown"
	}
	set.Holder = fmt.Sprintf("%s/%d", host, os.Getpid())
	relay, err := feed.NewRelay(feed.Ports{
		Reader: o.Reader, Keeper: o.Keeper, Letters: o.Keeper, Sink: sink, Jitter: rand.Float64,
		Time: feed.Time{Now: o.Wall, After: time.After, Within: context.WithTimeout},
		Note: func(err error) { o.Note(set.Reader, err) },
	}, set)
	if err == nil {
		s.relays = append(s.relays, relay)
	}
	return err
}

// Run runs all relays until ctx ends.
func (s *Set) Run(ctx context.Context) {
	var all sync.WaitGroup
	for _, r := range s.relays {
		all.Go(func() { r.Run(ctx) })
	}
	all.Wait()
}

// Status tells how each relay is doing.
func (s *Set) Status() []feed.Status {
	out := make([]feed.Status, len(s.relays))
	for i, r := range s.relays {
		out[i] = r.Status()
	}
	return out
}

// Failing names the relays of this server that cannot deliver now.
func (s *Set) Failing() (names []string) {
	for _, st := range s.Status() {
		if !st.Failing.IsZero() {
			names = append(names, st.Reader)
		}
	}
	return names
}

// counting is a keeper of a feed whose positions have gaps.
type counting interface {
	Behind(ctx context.Context, reader string) (int64, error)
}

// Lag is how many entries a relay has yet to deliver, whichever server it runs
// on, of a feed that ends there.
func (s *Set) Lag(ctx context.Context, reader string, end feed.Position) (int64, error) {
	if k, ok := s.keeper.(counting); ok {
		return k.Behind(ctx, reader)
	}
	standing, err := s.keeper.Standing(ctx, reader)
	return max(0, int64(end-standing.Position)), err
}

// Close ends the connection to the broker. Run has returned before.
func (s *Set) Close() {
	if s.broker != nil {
		s.broker.Close()
	}
}
