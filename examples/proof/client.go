package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"sync/atomic"
	"time"
)

// everyone who acts in the proofs.
var everyone = []string{"resident", "compound", "community", "town", "centre", "department-1"}

// Units of the demonstration.
const (
	compound = "350205001001001"
	housing  = "350205D01"
)

// fields are a JSON object.
type fields = map[string]any

// A client speaks for all accounts.
type client struct {
	url    string
	http   *http.Client
	tokens map[string]string

	refused atomic.Int64           // answers 503 that say so in a problem
	rudely  atomic.Int64           // others
	rude    atomic.Pointer[answer] // one that refused in any other way
}

// An answer is what came back.
type answer struct {
	status int
	body   []byte
	record struct {
		ID      string
		Version int64
		Phase   string
		Code    string // of a problem
	}
}

func newClient(ctx context.Context, url string) (*client, error) {
	c := &client{url: url, http: &http.Client{Timeout: 30 * time.Second, Transport: &http.Transport{MaxIdleConnsPerHost: 64}}, tokens: map[string]string{}}
	for _, account := range everyone {
		a, err := c.once(ctx, "", "POST", "/v1/sessions", fields{"account": account, "password": "jinlin-" + account})
		if err != nil || a.status != http.StatusCreated {
			return nil, fmt.Errorf("no session for %s: %d %w", account, a.status, err)
		}
		var session struct{ Token string }
		if err := json.Unmarshal(a.body, &session); err != nil {
			return nil, err
		}
		c.tokens[account] = session.Token
	}
	return c, nil
}

// once sends a request; headers come in pairs.
func (c *client) once(ctx context.Context, account, method, path string, body fields, headers ...string) (answer, error) {
	var content io.Reader
	if body != nil {
		data, err := json.Marshal(body)
		if err != nil {
			return answer{}, err
		}
		content = bytes.NewReader(data)
	}
	r, err := http.NewRequestWithContext(ctx, method, c.url+path, content)
	if err != nil {
		return answer{}, err
	}
	r.Header.Set("Content-Type", "application/json")
	if account != "" {
		r.Header.Set("Authorization", "Bearer "+c.tokens[account])
	}
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	res, err := c.http.Do(r)
	if err != nil {
		return answer{}, err
	}
	a := answer{status: res.StatusCode}
	a.body, err = io.ReadAll(res.Body)
	if err = errors.Join(err, res.Body.Close()); err != nil {
		return answer{}, err
	}
	_ = json.Unmarshal(a.body, &a.record) // what is no record has no version either
	return a, nil
}

// until sends a request under one key until it is answered, however often the
// server dies meanwhile.
func (c *client) until(ctx context.Context, account, path string, body fields, key string, headers ...string) (answer, error) {
	headers = append([]string{"Idempotency-Key", key}, headers...)
	for {
		a, err := c.once(ctx, account, "POST", path, body, headers...)
		if err == nil && a.status < 500 && a.status != http.StatusTooManyRequests {
			return a, nil
		}
		if err == nil {
			c.note(&a)
		}
		select {
		case <-ctx.Done():
			return answer{}, ctx.Err()
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// note counts a refusal, and keeps one that is not as it should be.
func (c *client) note(a *answer) {
	if a.status == http.StatusServiceUnavailable && a.record.Code == "unavailable" {
		c.refused.Add(1)
	} else {
		c.rudely.Add(1)
		c.rude.Store(a)
	}
}

// turnedAway is how many requests were refused, in whatever way.
func (c *client) turnedAway() int64 { return c.refused.Load() + c.rudely.Load() }

// rudeness tells of a refusal that was not as it should be: what passes is
// answered 503, in a problem.
func (c *client) rudeness(t *tally) {
	if a := c.rude.Load(); a != nil {
		t.note(&t.wrong, "a request was refused with %d %s", a.status, a.body)
	}
}
