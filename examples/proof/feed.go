package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"time"
)

// An event is what the proofs look at in one.
type event struct {
	ID       string
	Subject  string
	Position string
	Time     time.Time
	Data     struct {
		Kind    string
		Version int64
		Command string
		Rule    string
		By      struct{ System bool }
		Cause   *struct{}
		Changes json.RawMessage
		Body    json.RawMessage
	}
}

// A reader follows the feed as an integration would: page by page, from where
// it stands.
type reader struct {
	c     *client
	at    string
	read  []event
	known *acknowledged // what is to come; nil: it cannot be told
}

// next reads one page and tells how many events were on it.
func (r *reader) next(ctx context.Context) (int, error) {
	a, err := r.c.once(ctx, "centre", "GET", "/v1/events?limit=200&after="+url.QueryEscape(r.at), nil)
	if err != nil {
		return 0, err
	}
	if a.status != http.StatusOK {
		return 0, fmt.Errorf("the feed answers %d", a.status)
	}
	var page struct{ Items []event }
	if err := json.Unmarshal(a.body, &page); err != nil {
		return 0, err
	}
	if n := len(page.Items); n > 0 {
		r.at = page.Items[n-1].Position
	}
	r.read = append(r.read, page.Items...)
	return len(page.Items), nil
}

// How long a feed may bring nothing before it is believed to have ended: an entry
// is shown when nothing older is under way in the whole PostgreSQL, so it may be
// late. Who knows what must still come waits for that longer.
const (
	quiet      = time.Second
	quietAwait = 5 * time.Second
)

// follow reads on, whatever dies meanwhile, until it is told to stop and the feed
// has no more.
func (r *reader) follow(ctx context.Context, stop <-chan struct{}) error {
	poll := time.NewTicker(5 * time.Millisecond)
	defer poll.Stop()
	last, stopped := time.Now(), false
	for {
		n, err := r.next(ctx)
		switch {
		case err == nil && n > 0:
			last = time.Now()
			continue
		case stopped && err != nil && time.Since(last) > recoverIn:
			return err
		case stopped && err == nil && r.ended(time.Since(last)):
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-stop:
			last, stopped, stop = time.Now(), true, nil
		case <-poll.C:
		}
	}
}

// ended reports whether a feed that has brought nothing for a while has ended.
func (r *reader) ended(since time.Duration) bool {
	if r.known == nil {
		return since > quiet
	}
	return since > quietAwait || r.known.within(r.read)
}

// whole reads the feed from its beginning to its end; known, unless it is nil, is
// what must be there.
func whole(ctx context.Context, c *client, known *acknowledged) ([]event, error) {
	now := make(chan struct{})
	close(now)
	r := &reader{c: c, known: known}
	err := r.follow(ctx, now)
	return r.read, err
}
