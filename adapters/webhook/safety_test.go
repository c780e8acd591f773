package webhook_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/webhook"
	"github.com/jinlin-project/jinlin/governance/feed"
)

// What is not allowed is not dialled, whatever name leads to it, and it is not
// the event's fault. The error does not tell the URL, whose path may be a secret.
func TestDoesNotReachInside(t *testing.T) {
	r := newReceiver(t, nil)
	port := r.server.URL[strings.LastIndexByte(r.server.URL, ':'):]
	for _, host := range []string{"127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "127.0.0.1.", "2130706433", "0x7f.1"} {
		s := r.sink(func(o *webhook.Options) { o.URL, o.Allow = "http://"+host+port+"/token-1234", nil })
		n, err := s.Deliver(t.Context(), events(t, 1, 1))
		require.Error(t, err, host)
		require.Zero(t, n)
		require.NotContains(t, err.Error(), "token-1234")
		require.False(t, errors.As(err, new(*feed.PoisonError)))
	}
	_, err := r.sink(func(o *webhook.Options) { o.Allow = nil }).Deliver(t.Context(), events(t, 1, 1))
	require.ErrorAs(t, err, new(*webhook.AddressError))
	require.Empty(t, r.ids())
}

// "None is followed": a receiver cannot send us where we would not go.
func TestFollowsNoRedirect(t *testing.T) {
	var inside atomic.Int64
	secret := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { inside.Add(1) }))
	defer secret.Close()
	for _, status := range []int{301, 302, 303, 307, 308} {
		r := newReceiver(t, func(w http.ResponseWriter, _ delivery) {
			w.Header().Set("Location", secret.URL)
			w.WriteHeader(status)
		})
		_, err := r.sink(as).Deliver(t.Context(), events(t, 1, 1))
		require.Error(t, err)
	}
	require.Zero(t, inside.Load())
}

// Timeout: "for one request with its answer"; and what the other side sends is
// read up to a bound.
func TestEndlessAnswers(t *testing.T) {
	hold := make(chan struct{})
	r := newReceiver(t, func(_ http.ResponseWriter, _ delivery) { <-hold })
	t.Cleanup(func() { close(hold) })
	_, err := r.sink(func(o *webhook.Options) { o.Timeout = 50 * time.Millisecond }).Deliver(t.Context(), events(t, 1, 1))
	require.EqualError(t, err, "webhook: no answer in time")
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	_, err = r.sink(as).Deliver(ctx, events(t, 1, 1))
	require.ErrorIs(t, err, context.DeadlineExceeded)

	endless := newReceiver(t, func(w http.ResponseWriter, _ delivery) {
		for _, err := w.Write(make([]byte, 1<<16)); err == nil; _, err = w.Write(make([]byte, 1<<16)) {
		}
	})
	ctx, cancel = context.WithTimeout(t.Context(), 5*time.Second)
	defer cancel()
	n, err := endless.sink(func(o *webhook.Options) { o.Timeout = time.Minute }).Deliver(ctx, events(t, 1, 3))
	require.NoError(t, err)
	require.Equal(t, 3, n)
}

// "What the other side answers is … never logged": not even as part of an error.
func TestErrorsQuoteNothing(t *testing.T) {
	odd := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		conn, _, err := http.NewResponseController(w).Hijack()
		if err == nil {
			_, _ = conn.Write([]byte("13987654321 is no protocol\r\n\r\n"))
			_ = conn.Close()
		}
	}))
	defer odd.Close()
	r := newReceiver(t, func(w http.ResponseWriter, _ delivery) { http.Error(w, "13987654321", http.StatusBadRequest) })
	for _, s := range []*webhook.Sink{r.sink(as), r.sink(func(o *webhook.Options) { o.URL = odd.URL + "/token-1234" })} {
		_, err := s.Deliver(t.Context(), events(t, 1, 1))
		require.Error(t, err)
		require.NotContains(t, err.Error(), "1398765")
		require.NotContains(t, err.Error(), "token-1234")
	}
}

// What cannot be a subscription is refused when it is made, without repeating it.
func TestRefusesOptions(t *testing.T) {
	key := made(t, 'a')
	for _, o := range []webhook.Options{
		{URL: "", Secrets: []webhook.Secret{key}},
		{URL: "http://example.org/token-1234", Secrets: []webhook.Secret{key}},
		{URL: "ftp://example.org/", Secrets: []webhook.Secret{key}, Plain: true},
		{URL: "https://user:token-1234@example.org/", Secrets: []webhook.Secret{key}},
		{URL: "https://example.org/#token-1234", Secrets: []webhook.Secret{key}},
		{URL: "https:///token-1234", Secrets: []webhook.Secret{key}},
		{URL: "https://example.org/%zz/token-1234", Secrets: []webhook.Secret{key}},
		{URL: "https://example.org/"},
		{URL: "https://example.org/", Secrets: []webhook.Secret{{}}},
	} {
		_, err := webhook.NewSink(o)
		require.Error(t, err, o.URL)
		require.NotContains(t, err.Error(), "token-1234")
	}
	_, err := webhook.NewSink(webhook.Options{URL: "https://example.org/hook?x=1", Secrets: []webhook.Secret{key}})
	require.NoError(t, err)
}

// TLS is asked who it is: a certificate that nobody vouches for is no answer.
func TestTLS(t *testing.T) {
	r := newReceiver(t, nil)
	tls := httptest.NewTLSServer(http.HandlerFunc(r.serve))
	defer tls.Close()
	_, err := r.sink(func(o *webhook.Options) { o.URL = tls.URL }).Deliver(t.Context(), events(t, 1, 1))
	require.EqualError(t, err, "webhook: no answer")
	n, err := r.sink(func(o *webhook.Options) {
		o.URL, o.TLS = tls.URL, tls.Client().Transport.(*http.Transport).TLSClientConfig
	}).Deliver(t.Context(), events(t, 1, 1))
	require.NoError(t, err)
	require.Equal(t, 1, n)
}
