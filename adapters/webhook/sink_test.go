package webhook_test

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/webhook"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/feed"
	"github.com/jinlin-project/jinlin/orgtree"
)

var started = time.Date(2024, 3, 1, 8, 0, 0, 0, time.UTC)

// event is the n-th, of a kind.
func event(t testing.TB, n int, kind string) feed.Event {
	e, err := feed.NewForm("").Event(&governance.Entry{
		Ref: governance.Ref{Kind: kind, ID: uuid.UUID{15: 7}}, Version: int64(n), At: started, AsOf: started, Verb: "note", Position: int64(n),
	}, "350205")
	require.NoError(t, err)
	return e
}

func events(t testing.TB, from, to int) (out []feed.Event) {
	for i := from; i <= to; i++ {
		out = append(out, event(t, i, "case"))
	}
	return out
}

// A delivery is one request as the receiver got it.
type delivery struct {
	header http.Header
	body   string
	ids    []string
}

// receiver is the other side. Its answer, if set, decides about each request.
type receiver struct {
	t      testing.TB
	server *httptest.Server
	secret webhook.Secret
	answer func(w http.ResponseWriter, d delivery)

	mu  sync.Mutex
	got []delivery
}

func newReceiver(t testing.TB, answer func(w http.ResponseWriter, d delivery)) *receiver {
	r := &receiver{t: t, secret: made(t, 'a'), answer: answer}
	r.server = httptest.NewServer(http.HandlerFunc(r.serve))
	t.Cleanup(r.server.Close)
	return r
}

func (r *receiver) serve(w http.ResponseWriter, q *http.Request) {
	body, err := io.ReadAll(q.Body)
	if err != nil || webhook.Verify(q.Header, body, time.Now(), r.secret) != nil {
		r.t.Errorf("a request that does not verify: %v", q.Header)
	}
	d := delivery{header: q.Header, body: string(body)}
	type one struct{ ID string }
	var list []one
	if strings.HasPrefix(d.body, "[") {
		err = json.Unmarshal(body, &list)
	} else {
		list = make([]one, 1)
		err = json.Unmarshal(body, &list[0])
	}
	if err != nil {
		r.t.Errorf("no events: %v", err)
	}
	for _, e := range list {
		d.ids = append(d.ids, e.ID)
	}
	r.mu.Lock()
	r.got = append(r.got, d)
	r.mu.Unlock()
	if r.answer != nil {
		r.answer(w, d)
	}
}

func (r *receiver) ids() (out []string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, d := range r.got {
		out = append(out, d.ids...)
	}
	return out
}

var loopback = []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8"), netip.MustParsePrefix("::1/128")}

// sink is a subscription of the receiver's, edited.
func (r *receiver) sink(edit func(*webhook.Options)) *webhook.Sink {
	o := webhook.Options{URL: r.server.URL + "/hook", Secrets: []webhook.Secret{r.secret}, Plain: true, Allow: loopback, Timeout: 5 * time.Second}
	edit(&o)
	s, err := webhook.NewSink(o)
	require.NoError(r.t, err)
	return s
}

func as(*webhook.Options) {}

func idsOf(events []feed.Event) (out []string) {
	for _, e := range events {
		out = append(out, e.ID)
	}
	return out
}

// "Each request is a POST of one CloudEvent, or with Batch of a list of them",
// in the bytes that every reader gets, signed with every secret.
func TestOnTheWire(t *testing.T) {
	r := newReceiver(t, nil)
	all := events(t, 1, 5)
	old := made(t, 'b')
	n, err := r.sink(func(o *webhook.Options) { o.Secrets = append(o.Secrets, old) }).Deliver(t.Context(), all[:2])
	require.NoError(t, err)
	require.Equal(t, 2, n)
	n, err = r.sink(func(o *webhook.Options) { o.Batch = 2 }).Deliver(t.Context(), all[2:])
	require.NoError(t, err)
	require.Equal(t, 3, n)
	require.Equal(t, idsOf(all), r.ids())
	require.Len(t, r.got, 4)
	one, list := r.got[0], r.got[2]
	assert.Equal(t, string(all[0].JSON), one.body)
	assert.Equal(t, "application/cloudevents+json; charset=utf-8", one.header.Get("Content-Type"))
	assert.Equal(t, all[0].ID, one.header.Get("webhook-id"))
	require.NoError(t, webhook.Verify(one.header, []byte(one.body), time.Now(), old), "the other secret verifies, too")
	assert.Equal(t, "["+string(all[2].JSON)+","+string(all[3].JSON)+"]", list.body)
	assert.Equal(t, "application/cloudevents-batch+json; charset=utf-8", list.header.Get("Content-Type"))
	assert.Equal(t, all[2].ID+"+1", list.header.Get("webhook-id"))
	assert.Equal(t, "["+string(all[4].JSON)+"]", r.got[3].body)
}

// Filter: "which events; the rest is passed over", and counts as delivered.
func TestFiltered(t *testing.T) {
	all := []feed.Event{event(t, 1, "notice"), event(t, 2, "case"), event(t, 3, "notice"), event(t, 4, "case"), event(t, 5, "case"), event(t, 6, "notice")}
	for _, batch := range []int{0, 2, 50} {
		r := newReceiver(t, nil)
		s := r.sink(func(o *webhook.Options) { o.Filter.Kinds, o.Batch = []string{"case"}, batch })
		n, err := s.Deliver(t.Context(), all)
		require.NoError(t, err)
		require.Equal(t, 6, n)
		require.Equal(t, []string{all[1].ID, all[3].ID, all[4].ID}, r.ids())
		n, err = r.sink(func(o *webhook.Options) { o.Filter.Districts = []orgtree.Code{"350203"} }).Deliver(t.Context(), all)
		require.NoError(t, err)
		require.Equal(t, 6, n)
		require.Len(t, r.ids(), 3, "nothing of another district")
	}
}

// "Delivered, later, never": what each answer means.
func TestAnswers(t *testing.T) {
	for _, c := range []struct {
		status int
		retry  string
		want   string
	}{
		{200, "", ""}, {202, "", ""}, {204, "", ""},
		{301, "", "later"}, {308, "", "later"},
		{400, "", "poison"}, {401, "", "poison"}, {404, "", "poison"}, {409, "", "poison"}, {410, "30", "poison"}, {413, "", "poison"}, {422, "", "poison"},
		{408, "", "later"}, {425, "", "later"}, {429, "", "later"}, {429, "120", "2m0s"}, {503, "5", "5s"}, {500, "", "later"}, {502, "", "later"},
		{503, "Fri, 01 Mar 2024 08:01:30 GMT", "1m30s"}, {503, "Fri, 01 Mar 2024 07:00:00 GMT", "0s"}, {503, "soon", "later"}, {503, "-5", "later"},
		{429, "99999999999999999999", "later"}, {429, "9999999999", "298261h37m4s"},
	} {
		r := newReceiver(t, func(w http.ResponseWriter, _ delivery) {
			if c.retry != "" {
				w.Header().Set("Retry-After", c.retry)
			}
			w.Header().Set("Location", "/elsewhere")
			w.WriteHeader(c.status)
		})
		s := r.sink(func(o *webhook.Options) { o.Now = time.Now })
		if strings.Contains(c.retry, "GMT") {
			r.secret = made(t, 'z')
			s = aged(r)
		}
		n, err := s.Deliver(t.Context(), events(t, 1, 2))
		var later *feed.LaterError
		var status *webhook.StatusError
		switch c.want {
		case "":
			require.NoError(t, err)
			require.Equal(t, 2, n)
			continue
		case "poison":
			require.ErrorAs(t, err, new(*feed.PoisonError), "%d", c.status)
		case "later":
			require.False(t, errors.As(err, new(*feed.PoisonError)) || errors.As(err, &later), "%d %s", c.status, c.retry)
		default:
			require.ErrorAs(t, err, &later, "%d", c.status)
			require.Equal(t, c.want, later.After.String())
		}
		require.ErrorAs(t, err, &status)
		require.Equal(t, c.status, status.Status)
		require.Zero(t, n)
		require.Len(t, r.ids(), 1, "nothing behind it is tried, and no redirect followed")
	}
}

// aged is a sink whose clock stands at the start of these tests; its receiver
// does not mind.
func aged(r *receiver) *webhook.Sink {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
		r.mu.Lock()
		r.got = append(r.got, delivery{ids: []string{q.Header.Get(webhook.HeaderID)}})
		r.mu.Unlock()
		r.answer(w, delivery{})
	}))
	r.t.Cleanup(server.Close)
	return r.sink(func(o *webhook.Options) { o.URL, o.Now = server.URL, func() time.Time { return started } })
}

// "A list that is refused is first taken apart, so that only the event at fault
// is": those before it are delivered, and it is named.
func TestPoisonInAList(t *testing.T) {
	all := events(t, 1, 8)
	r := newReceiver(t, func(w http.ResponseWriter, d delivery) {
		if strings.Contains(d.body, `"id":"`+all[4].ID+`"`) {
			w.WriteHeader(http.StatusUnprocessableEntity)
		}
	})
	s := r.sink(func(o *webhook.Options) { o.Batch = 3 })
	n, err := s.Deliver(t.Context(), all)
	require.ErrorAs(t, err, new(*feed.PoisonError))
	require.Equal(t, 4, n)
	n, err = s.Deliver(t.Context(), all[5:])
	require.NoError(t, err)
	require.Equal(t, 3, n)
	// … and where the receiver refuses lists but no event, all of it is delivered.
	r = newReceiver(t, func(w http.ResponseWriter, d delivery) {
		if len(d.ids) > 1 {
			w.WriteHeader(http.StatusRequestEntityTooLarge)
		}
	})
	n, err = r.sink(func(o *webhook.Options) { o.Batch = 3 }).Deliver(t.Context(), all)
	require.NoError(t, err)
	require.Equal(t, 8, n)
}
