package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"reflect"
	"strings"
	"time"
)

// How many kills of the server that relays are a full proof, amid how many
// commands, and how few there are in any case.
const (
	fullRelayKills    = 50
	fullRelayCommands = 100_000
	fewestRelayKills  = 3
)

// takeover is how long a relay that was killed is waited for.
const takeover = time.Second

// relays is the proof of that name.
func relays(ctx context.Context, s *stage) (_ *tally, err error) {
	b, err := openBroker(ctx, s.plant)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, b.close()) }()
	relaying := *s
	relaying.flags = []string{"-nats", b.url(), "-lease", takeover.String()}
	p, err := relaying.open(ctx)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, p.close()) }()
	t, known := &tally{}, newAcknowledged()
	if err := writing(ctx, p, known, t, func() error { return s.killRelays(ctx, p, b, known) }); err != nil {
		return nil, err
	}
	feed, err := whole(ctx, p.client, known)
	if err != nil {
		return nil, err
	}
	known.audit(t, feed)
	if err := b.filled(ctx, feed); err != nil {
		return nil, err
	}
	streamed, err := b.events(ctx)
	if err != nil {
		return nil, err
	}
	t.tried = fmt.Sprintf("%d kills of the server that relays, amid %d commands, %d entries", s.relayKills(), known.count(), len(feed))
	handedOn(t, streamed, feed)
	return t, nil
}

func (s *stage) relayKills() int { return max(fewestRelayKills, s.part(fullRelayKills)) }

// killRelays kills the server that relays, while it does, and starts it again.
func (s *stage) killRelays(ctx context.Context, p *play, b *broker, known *acknowledged) error {
	times, chance := s.relayKills(), s.chance(0)
	for n := range times {
		done := int64(s.part(fullRelayCommands) * n / times)
		if err := until(ctx, func() bool { return int64(known.count()) >= done }); err != nil {
			return err
		}
		// The first message tells that somebody relays again; of what follows a part
		// is awaited, so that a page is under way that nobody has noted yet.
		before := b.heard.Load()
		if err := until(ctx, func() bool { return b.heard.Load() > before }); err != nil {
			return err
		}
		r, err := p.relaying(ctx)
		if err != nil {
			return err
		}
		more := b.heard.Load() + 1 + chance.Int64N(20)
		if err := until(ctx, func() bool { return b.heard.Load() >= more }); err != nil {
			return err
		}
		err = r.kill()
		if s.plant.database != nil {
			err = errors.Join(err, s.plant.database(ctx, p.room.path, n))
		}
		if err := errors.Join(err, r.start()); err != nil {
			return err
		}
	}
	return until(ctx, func() bool { return known.count() >= s.part(fullRelayCommands) })
}

// until waits for something that happens soon.
func until(ctx context.Context, happened func() bool) error {
	for !happened() {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(100 * time.Microsecond):
		}
	}
	return nil
}

// relaying is the server whose turn it is.
func (p *play) relaying(ctx context.Context) (holder *replica, err error) {
	err = until(ctx, func() bool {
		for _, r := range p.replicas {
			if r.relays(ctx) {
				holder = r
			}
		}
		return holder != nil
	})
	return holder, err
}

// relays reports whether the server says that it is its turn.
func (r *replica) relays(ctx context.Context) bool {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+r.addr+"/metrics", nil)
	if err != nil {
		return false
	}
	res, err := http.DefaultClient.Do(request)
	if err != nil {
		return false
	}
	body, err := io.ReadAll(res.Body)
	return errors.Join(err, res.Body.Close()) == nil && strings.Contains(string(body), `jinlin_relay_holding{relay="nats"} 1`)
}

// silence is how long a relay may bring nothing before it is believed that
// nothing more comes: longer than a takeover and the pauses after some failures.
const silence = 8 * time.Second

// filled waits until the stream ends with the last entry of the feed, or no more
// comes.
func (b *broker) filled(ctx context.Context, feed []event) error {
	before, since := -1, time.Now()
	var failure error
	err := until(ctx, func() bool {
		n, last, err := b.end(ctx)
		if n != before {
			before, since = n, time.Now()
		}
		failure = err
		return err != nil || last == feed[len(feed)-1].ID || time.Since(since) > silence
	})
	return errors.Join(err, failure)
}

// agrees compares the stream with the feed when neither grows any more.
func (b *broker) agrees(ctx context.Context, c *client, t *tally) error {
	for {
		feed, err := whole(ctx, c, nil)
		if err != nil {
			return err
		}
		if err := b.filled(ctx, feed); err != nil {
			return err
		}
		streamed, err := b.events(ctx)
		if err != nil {
			return err
		}
		later, err := whole(ctx, c, nil)
		if err != nil {
			return err
		}
		if len(later) == len(feed) {
			handedOn(t, streamed, feed)
			return nil
		}
	}
}

// handedOn compares what the broker was given with the feed.
func handedOn(t *tally, streamed, feed []event) {
	at := map[string]int{} // in the feed
	for i, e := range feed {
		at[e.ID] = i
	}
	seen, last := map[string]bool{}, -1
	for _, e := range streamed {
		i, known := at[e.ID]
		switch {
		case seen[e.ID]:
			t.note(&t.doubled, "%s stands in the stream twice", e.ID)
			continue
		case !known:
			t.note(&t.wrong, "%s stands in the stream and not in the feed", e.ID)
		case !reflect.DeepEqual(e, feed[i]):
			t.note(&t.wrong, "%s is another in the stream", e.ID)
		case i < last:
			t.note(&t.wrong, "%s stands in the stream behind what follows it", e.ID)
		}
		seen[e.ID], last = true, max(last, i)
	}
	for _, e := range feed {
		if !seen[e.ID] {
			t.note(&t.skipped, "%s never came to the stream", e.ID)
		}
	}
}
