package webhook

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/jinlin-project/jinlin/governance/feed"
)

// Options describe one subscription. URL and Secrets are required; what is left
// zero has the default named beside it.
type Options struct {
	URL     string           // https, or http with Plain
	Secrets []Secret         // each signs every request
	Filter  feed.Filter      // which events; the rest is passed over
	Batch   int              // 0: one event a request; else at most so many in a list
	Timeout time.Duration    // 10 s: for one request with its answer
	Plain   bool             // http without TLS is acceptable
	Allow   []netip.Prefix   // addresses that may be dialled although they are not public
	Agent   string           // "jinlin-webhook": the User-Agent
	Now     func() time.Time // time.Now
	TLS     *tls.Config      // nil: the system's roots, TLS 1.2 or later
}

// Sink posts events to an endpoint. Make one with [NewSink].
type Sink struct {
	opts   Options
	client *http.Client
}

var _ feed.Sink = (*Sink)(nil)

// What a sink refuses to be made of.
var (
	errURL     = errors.New("webhook: the URL must be absolute, of https, or of http where that is allowed, without user and fragment")
	errSecrets = errors.New("webhook: at least one secret is required")
)

// NewSink returns the sink of a subscription.
func NewSink(o Options) (*Sink, error) {
	u, err := url.Parse(o.URL)
	if err != nil || u.Host == "" || u.User != nil || u.Fragment != "" || u.Scheme != "https" && (u.Scheme != "http" || !o.Plain) {
		return nil, errURL // without the text: its path may be a secret
	}
	if len(o.Secrets) == 0 {
		return nil, errSecrets
	}
	for _, s := range o.Secrets {
		if len(s.key) == 0 {
			return nil, errSecret
		}
	}
	if o.Timeout <= 0 {
		o.Timeout = 10 * time.Second
	}
	if o.Agent == "" {
		o.Agent = "jinlin-webhook"
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.TLS == nil {
		o.TLS = &tls.Config{MinVersion: tls.VersionTLS12}
	}
	return &Sink{opts: o, client: client(&o)}, nil
}

// mostHeader bounds the headers of an answer.
const mostHeader = 64 << 10

func client(o *Options) *http.Client {
	dialer := &net.Dialer{Timeout: o.Timeout, Control: control(o.Allow)}
	return &http.Client{
		Timeout:       o.Timeout,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Transport: &http.Transport{
			Proxy: nil, DialContext: dialer.DialContext, TLSClientConfig: o.TLS, TLSHandshakeTimeout: o.Timeout,
			ForceAttemptHTTP2: true, DisableCompression: true, MaxResponseHeaderBytes: mostHeader,
			MaxConnsPerHost: 1, MaxIdleConns: 1, IdleConnTimeout: time.Minute,
		},
	}
}

// Deliver implements [feed.Sink].
func (s *Sink) Deliver(ctx context.Context, events []feed.Event) (delivered int, err error) {
	for delivered < len(events) {
		if !s.opts.Filter.Match(&events[delivered]) {
			delivered++
			continue
		}
		picked, covered := s.pick(events[delivered:])
		if len(picked) == 1 {
			if err := s.post(ctx, picked); err != nil {
				return delivered, err
			}
			delivered += covered
			continue
		}
		switch err := s.post(ctx, picked); {
		case errors.As(err, new(*feed.PoisonError)): // one of them is: which?
			n, err := s.apart(ctx, events[delivered:delivered+covered])
			if delivered += n; err != nil {
				return delivered, err
			}
		case err != nil:
			return delivered, err
		default:
			delivered += covered
		}
	}
	return delivered, nil
}

// pick takes the next events for one request, and says how many events that
// covers, those passed over included.
func (s *Sink) pick(events []feed.Event) (picked []feed.Event, covered int) {
	most := max(s.opts.Batch, 1)
	for covered < len(events) && len(picked) < most {
		if s.opts.Filter.Match(&events[covered]) {
			picked = append(picked, events[covered])
		}
		covered++
	}
	return picked, covered
}

// apart posts events in lists of one, so that only the event at fault is refused.
func (s *Sink) apart(ctx context.Context, events []feed.Event) (delivered int, err error) {
	for i := range events {
		if s.opts.Filter.Match(&events[i]) {
			if err := s.post(ctx, events[i:i+1]); err != nil {
				return i, err
			}
		}
	}
	return len(events), nil
}

// post makes one request.
func (s *Sink) post(ctx context.Context, events []feed.Event) error {
	id, media, body := events[0].ID, feed.MediaType, events[0].JSON
	if s.opts.Batch > 0 {
		id, media, body = id+"+"+strconv.Itoa(len(events)-1), feed.BatchMediaType, feed.Batch(events)
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, s.opts.URL, bytes.NewReader(body))
	if err != nil {
		return errURL
	}
	seconds := s.opts.Now().Unix()
	var signatures []string
	for _, secret := range s.opts.Secrets {
		signatures = append(signatures, secret.sign(id, seconds, body))
	}
	r.Header = http.Header{
		"Content-Type": {media}, "User-Agent": {s.opts.Agent},
		http.CanonicalHeaderKey(HeaderID):        {id},
		http.CanonicalHeaderKey(HeaderTimestamp): {strconv.FormatInt(seconds, 10)},
		http.CanonicalHeaderKey(HeaderSignature): {strings.Join(signatures, " ")},
	}
	answer, err := s.client.Do(r)
	if err != nil {
		return unanswered(err)
	}
	// Read so that the connection serves again, up to a bound, and for nothing else:
	// how that ends changes nothing about the answer.
	_, _ = io.CopyN(io.Discard, answer.Body, mostBody)
	_ = answer.Body.Close()
	return s.judge(answer)
}

// mostBody is how much of an answer is read.
const mostBody = 64 << 10
