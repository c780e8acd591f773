package nats

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"github.com/jinlin-project/jinlin/governance/feed"
)

// Options say how a sink publishes. What is left zero has the default named
// beside it.
type Options struct {
	Prefix string        // "jinlin": begins every subject
	Window int           // 256: events on their way at once
	Ack    time.Duration // 10 s: how long an acknowledgement is waited for
	// Stream is set up when it is missing, and otherwise left as it is. nil:
	// somebody else sets one up.
	Stream *jetstream.StreamConfig
}

// Sink publishes events to JetStream. Make one with [NewSink].
type Sink struct {
	js   jetstream.JetStream
	opts Options
	set  bool   // the stream was seen
	last string // id of the event that the stream had last, as far as we know; empty: unknown
}

var _ feed.Sink = (*Sink)(nil)

// NewSink returns a sink upon a connection, which stays its owner's. The
// connection should not buffer while it is down: see [Connect].
func NewSink(conn *nats.Conn, o Options) (*Sink, error) {
	if o.Prefix == "" {
		o.Prefix = "jinlin"
	}
	if o.Window <= 0 {
		o.Window = 256
	}
	if o.Ack <= 0 {
		o.Ack = 10 * time.Second
	}
	// What was given up on is still counted until its acknowledgement is overdue,
	// so there must be room for two windows.
	js, err := jetstream.New(conn, jetstream.WithPublishAsyncMaxPending(2*o.Window), jetstream.WithPublishAsyncTimeout(o.Ack))
	if err != nil {
		return nil, fmt.Errorf("nats: %w", err)
	}
	return &Sink{js: js, opts: o}, nil
}

// Deliver implements [feed.Sink].
func (s *Sink) Deliver(ctx context.Context, events []feed.Event) (delivered int, err error) {
	if err := s.setUp(ctx); err != nil {
		return 0, err
	}
	for delivered < len(events) {
		chained := s.last != ""
		n, err := s.row(ctx, events[delivered:])
		delivered += n
		if err == nil {
			continue
		}
		s.last = ""
		// A broken chain is nobody's failure, as long as we get on: another relay
		// was at work, or another publisher, or the stream recognised some of the
		// row and not all. The next row begins without one.
		if !broken(err) || n == 0 && !chained {
			s.set = s.set && !missing(err)
			return delivered, fmt.Errorf("nats: publishing: %w", judged(err))
		}
	}
	return delivered, nil
}

// setUp makes the stream if it is not there.
func (s *Sink) setUp(ctx context.Context) error {
	if s.opts.Stream == nil || s.set {
		return nil
	}
	_, err := s.js.Stream(ctx, s.opts.Stream.Name)
	if errors.Is(err, jetstream.ErrStreamNotFound) {
		_, err = s.js.CreateStream(ctx, *s.opts.Stream)
		if errors.Is(err, jetstream.ErrStreamNameAlreadyInUse) {
			err = nil // another replica was quicker
		}
	}
	if err != nil {
		return fmt.Errorf("nats: setting up the stream: %w", err)
	}
	s.set = true
	return nil
}

// row publishes events, each chained to the one before it, with a window of
// them on their way, and returns how many of the first were acknowledged.
//
// The first is chained to the last of the row before. Where that is unknown it
// goes unchained: all that precede it are acknowledged, so it may be stored
// wherever it arrives. It then also goes alone, since something has just failed,
// and whoever is full, slow or away need not be sent a window to say so.
func (s *Sink) row(ctx context.Context, events []feed.Event) (acked int, err error) {
	sent := make([]jetstream.PubAckFuture, 0, len(events))
	for {
		room := s.opts.Window
		if s.last == "" {
			room = 1
		}
		for err == nil && len(sent) < len(events) && len(sent)-acked < room {
			before := s.last
			if len(sent) > 0 {
				before = events[len(sent)-1].ID
			}
			var f jetstream.PubAckFuture
			if f, err = s.publish(&events[len(sent)], before); err == nil {
				sent = append(sent, f)
			}
		}
		if acked == len(sent) {
			return acked, err
		}
		if failure := await(ctx, sent[acked]); failure != nil {
			return acked, failure
		}
		s.last = events[acked].ID
		acked++
	}
}

// publish sends one event, which is to be stored only behind another.
func (s *Sink) publish(e *feed.Event, before string) (jetstream.PubAckFuture, error) {
	options := []jetstream.PublishOpt{jetstream.WithMsgID(e.ID)}
	if before != "" {
		options = append(options, jetstream.WithExpectLastMsgID(before))
	}
	if s.opts.Stream != nil {
		options = append(options, jetstream.WithExpectStream(s.opts.Stream.Name))
	}
	return s.js.PublishMsgAsync(&nats.Msg{
		Subject: Subject(s.opts.Prefix, e), Data: e.JSON, Header: nats.Header{"Content-Type": []string{feed.MediaType}},
	}, options...)
}

func await(ctx context.Context, f jetstream.PubAckFuture) error {
	select {
	case <-f.Ok():
		return nil
	case err := <-f.Err():
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// The server's code for a message that names another last message than there is.
const wrongLastMsgID jetstream.ErrorCode = 10070

func broken(err error) bool { return code(err) == wrongLastMsgID }

func missing(err error) bool {
	return errors.Is(err, jetstream.ErrNoStreamResponse) || errors.Is(err, nats.ErrNoResponders) || errors.Is(err, jetstream.ErrStreamNotFound)
}

// judged tells what can never be stored from what can, later.
func judged(err error) error {
	if errors.Is(err, nats.ErrMaxPayload) || code(err) == jetstream.JSErrCodeStreamMessageExceedsMaximum {
		return &feed.PoisonError{Err: errTooLarge}
	}
	return err
}

var errTooLarge = errors.New("the event is larger than the broker accepts")

func code(err error) jetstream.ErrorCode {
	var api *jetstream.APIError
	if errors.As(err, &api) {
		return api.ErrorCode
	}
	return 0
}
