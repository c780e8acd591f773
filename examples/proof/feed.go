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
	c    *client
	at   string
	read []event
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

// follow reads on, whatever dies meanwhile, until it is told to stop and the
// feed has no more, which must be told to it soon.
func (r *reader) follow(ctx context.Context, stop <-chan struct{}) error {
	var since time.Time // it was told to stop
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-stop:
			if since.IsZero() {
				since = time.Now()
			}
		default:
		}
		stopped := !since.IsZero()
		n, err := r.next(ctx)
		switch {
		case stopped && err != nil && time.Since(since) > recoverIn:
			return err
		case stopped && err == nil && n == 0:
			return nil
		case n == 0:
			time.Sleep(5 * time.Millisecond) // there may be more in a moment
		}
	}
}

// whole reads the feed from its beginning to its end.
func whole(ctx context.Context, c *client) ([]event, error) {
	now := make(chan struct{})
	close(now)
	r := &reader{c: c}
	err := r.follow(ctx, now)
	return r.read, err
}
