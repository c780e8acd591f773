package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	natsd "github.com/nats-io/nats-server/v2/server"
	broker "github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/webhook"
)

// jetStream is a broker in the test's process, which can be stopped and started
// again on the same files.
type jetStream struct {
	t    testing.TB
	dir  string
	port int
	s    *natsd.Server
}

func newJetStream(t testing.TB) *jetStream {
	b := &jetStream{t: t, dir: t.TempDir(), port: natsd.RANDOM_PORT}
	b.start()
	b.port = b.s.Addr().(*net.TCPAddr).Port
	t.Cleanup(func() { b.s.Shutdown(); b.s.WaitForShutdown() })
	return b
}

func (b *jetStream) start() {
	s, err := natsd.NewServer(&natsd.Options{Host: "127.0.0.1", Port: b.port, JetStream: true, StoreDir: b.dir, NoLog: true, NoSigs: true})
	require.NoError(b.t, err)
	s.Start()
	require.True(b.t, s.ReadyForConnections(10*time.Second))
	b.s = s
}

func (b *jetStream) url() string { return fmt.Sprintf("nats://127.0.0.1:%d", b.port) }

// events are the bodies in the stream, repetitions left out, in its order.
func (b *jetStream) events() (out []string) {
	conn, err := broker.Connect(b.url())
	require.NoError(b.t, err)
	defer conn.Close()
	js, err := jetstream.New(conn)
	require.NoError(b.t, err)
	stream, err := js.Stream(b.t.Context(), "jinlin")
	if err != nil {
		return nil
	}
	info, err := stream.Info(b.t.Context())
	require.NoError(b.t, err)
	seen := map[string]bool{}
	for seq := uint64(1); seq <= info.State.LastSeq; seq++ {
		m, err := stream.GetMsg(b.t.Context(), seq)
		require.NoError(b.t, err)
		if !seen[string(m.Data)] {
			out = append(out, string(m.Data))
		}
		seen[string(m.Data)] = true
	}
	return out
}

// feed are the events as the API tells them, whole, once a version of a matter is
// among them: with several writers a feed shows an entry when nothing can come
// before it any more.
func (s *server) feed(id string, version int) (out []string) {
	s.t.Helper()
	last := fmt.Sprintf(`"id":"case/%s/%d"`, id, version)
	require.Eventually(s.t, func() bool {
		var page struct{ Items []json.RawMessage }
		body := s.do("centre", "GET /v1/events?limit=1000", nil).want(200).body
		require.NoError(s.t, json.Unmarshal(body, &page))
		out = nil
		for _, item := range page.Items {
			out = append(out, string(item))
		}
		return bytes.Contains(body, []byte(last))
	}, soon, often)
	return out
}

// each are the replicas, or the one server that it is.
func (s *server) each() []*server {
	if len(s.replicas) > 0 {
		return s.replicas
	}
	return []*server{s}
}

// total adds a figure up over all replicas.
func (s *server) total(name string) (sum float64) {
	s.t.Helper()
	for _, r := range s.each() {
		value, err := strconv.ParseFloat(r.figure(name), 64)
		require.NoError(s.t, err, name)
		sum += value
	}
	return sum
}

const hookSecret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"

// hook is a receiver, and the file that subscribes it to some kinds.
type hook struct {
	mu   sync.Mutex
	got  []string
	path string
}

func newHook(t testing.TB, more string) *hook {
	h := &hook{path: filepath.Join(t.TempDir(), "webhooks.json")}
	secret, err := webhook.ParseSecret(hookSecret)
	require.NoError(t, err)
	receiver := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil || webhook.Verify(r.Header, body, time.Now(), secret) != nil {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		h.mu.Lock()
		defer h.mu.Unlock()
		h.got = append(h.got, string(body))
	}))
	t.Cleanup(receiver.Close)
	text := fmt.Sprintf(`{"subscriptions": [{"name": "one", "url": %q, "secrets": [%q], "plain": true, "allow": ["127.0.0.0/8"]%s}]}`, receiver.URL, hookSecret, more)
	require.NoError(t, os.WriteFile(h.path, []byte(text), 0o600))
	return h
}

func (h *hook) events() []string {
	h.mu.Lock()
	defer h.mu.Unlock()
	return append([]string{}, h.got...)
}

const soon, often = 20 * time.Second, 20 * time.Millisecond

// issue 4: the feed is read by SSE, by the NATS relay and by signed webhooks: all
// in the same bytes, in order, without anybody's data.
func TestRelays(t *testing.T) { everywhere(t, relayed) }

func relayed(t *testing.T, fresh func(testing.TB) string) {
	b, h := newJetStream(t), newHook(t, `, "kinds": ["case"]`)
	s := demoServer(t, "-db", fresh(t), "-nats", b.url(), "-webhook", h.path)
	id := s.report()
	s.walk(id, toCentre()[:2]...)
	want := s.feed(id, 3)
	require.Eventually(t, func() bool { return len(b.events()) == len(want) }, soon, often)
	require.Equal(t, want, b.events())
	var cases []string
	for _, e := range want {
		if strings.Contains(e, `"source":"/v1/cases"`) {
			cases = append(cases, e)
		}
	}
	require.Eventually(t, func() bool { return len(h.events()) == len(cases) }, soon, often)
	require.Equal(t, cases, h.events())
	for _, word := range append(planted, "sealed:") {
		require.NotContains(t, strings.Join(want, ""), word)
	}
	for _, r := range s.each() {
		require.JSONEq(t, `{"status":"ok"}`, string(r.do("", "GET /readyz", nil).want(200).body))
		require.Eventually(t, func() bool {
			return r.figure(`jinlin_relay_lag_entries{relay="nats"}`) == "0" && r.figure(`jinlin_relay_lag_entries{relay="webhook:one"}`) == "0"
		}, soon, often, "how far a relay is behind is the same on every server")
	}
	for name, sum := range map[string]int{
		`jinlin_relay_holding{relay="nats"}`: 1, `jinlin_relay_holding{relay="webhook:one"}`: 1,
		`jinlin_relay_delivered_total{relay="nats"}`: len(want), `jinlin_relay_retries_total{relay="nats"}`: 0,
		`jinlin_relay_failing{relay="webhook:one"}`: 0, `jinlin_relay_dead_letters_total{relay="webhook:one"}`: 0,
	} {
		require.EqualValues(t, sum, s.total(name), name)
	}
}

// Readiness tells that a relay cannot deliver, and the server goes on serving;
// when the broker is back, nothing is missing.
func TestServesWithoutItsBroker(t *testing.T) { everywhere(t, servesWithoutItsBroker) }

func servesWithoutItsBroker(t *testing.T, fresh func(testing.TB) string) {
	b := newJetStream(t)
	b.s.Shutdown()
	b.s.WaitForShutdown()
	s := demoServer(t, "-db", fresh(t), "-nats", b.url())
	id := s.report()
	ready := func(body string) (n int) { // of so many servers it is told
		for _, r := range s.each() {
			if string(r.do("", "GET /readyz", nil).want(200).body) == body {
				n++
			}
		}
		return n
	}
	require.Eventually(t, func() bool { return ready(`{"status":"ok","impaired":["nats"]}`) == 1 }, soon, often,
		"the one whose turn it is tells")
	require.EqualValues(t, 1, s.total(`jinlin_relay_failing{relay="nats"}`))
	require.Contains(t, s.stderr.String(), "the relay nats could not deliver")
	want := s.feed(id, 1)
	for _, r := range s.each() {
		require.Equal(t, strconv.Itoa(len(want)), r.figure(`jinlin_relay_lag_entries{relay="nats"}`))
	}
	b.start()
	require.Eventually(t, func() bool { return len(b.events()) == len(want) }, soon, often)
	require.Equal(t, want, b.events())
	require.Eventually(t, func() bool { return ready(`{"status":"ok"}`) == len(s.each()) }, soon, often)
	require.Equal(t, 0, s.stop())
}

// Two servers on one database: one relays at a time, what either of them does;
// when it stops, or is killed, the other goes on, and nothing is missing.
func TestRelaysOnTwoServers(t *testing.T) { everywhere(t, relaysOnTwoServers) }

func relaysOnTwoServers(t *testing.T, fresh func(testing.TB) string) {
	b := newJetStream(t)
	args := []string{"-demo", "-addr", "127.0.0.1:0", "-db", fresh(t), "-nats", b.url(), "-lease", "2s"}
	holds := func(s *server) bool { return s.figure(`jinlin_relay_holding{relay="nats"}`) == "1" }
	first := child(t, args...)
	require.Eventually(t, func() bool { return holds(first) }, soon, often)
	for _, end := range []func(*server){
		func(s *server) { require.Equal(t, 0, s.stop()) },
		func(s *server) { s.kill() },
	} {
		second := child(t, args...)
		first.report()
		want := first.feed(second.report(), 1)
		require.Eventually(t, func() bool { return len(b.events()) == len(want) }, soon, often)
		require.True(t, holds(first) && !holds(second))
		end(first)
		want = second.feed(second.report(), 1)
		require.Eventually(t, func() bool { return holds(second) && len(b.events()) == len(want) }, soon, often)
		require.Equal(t, want, b.events())
		first = second
	}
}

// What cannot be a subscription ends the start with one line that names the
// place, and no secret.
func TestRefusesSubscriptions(t *testing.T) {
	sound := `"name":"a","url":"https://example.org/token-1234","secrets":["` + hookSecret + `"]`
	for name, c := range map[string]struct{ text, says string }{
		"no file":           {"", "no such file"},
		"no JSON":           {`{"subscriptions":[` + hookSecret, "no JSON at byte"},
		"an unknown field":  {`{"subscriptions":[{` + sound + `,"secret":"x"}]}`, "secret"},
		"of another type":   {`{"subscriptions":[{"name":"a","url":7}]}`, "url"},
		"more behind":       {`{"subscriptions":[]} {}`, "something follows"},
		"no name":           {`{"subscriptions":[{"url":"https://example.org/","secrets":["` + hookSecret + `"]}]}`, "subscriptions[0]: name"},
		"one name twice":    {`{"subscriptions":[{` + sound + `},{` + sound + `}]}`, "subscriptions[1]: name"},
		"http":              {`{"subscriptions":[{"name":"a","url":"http://example.org/token-1234","secrets":["` + hookSecret + `"]}]}`, "https"},
		"no secret":         {`{"subscriptions":[{"name":"a","url":"https://example.org/"}]}`, "secret"},
		"a short secret":    {`{"subscriptions":[{"name":"a","url":"https://example.org/","secrets":["whsec_MfKQ"]}]}`, "secrets[0]"},
		"a range":           {`{"subscriptions":[{` + sound + `,"allow":["10.1.2.3"]}]}`, "allow[0]"},
		"a timeout":         {`{"subscriptions":[{` + sound + `,"timeout":"soon"}]}`, "timeout"},
		"another beginning": {`{"subscriptions":[{` + sound + `,"from":"yesterday"}]}`, "from"},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "w.json")
			if c.text != "" {
				require.NoError(t, os.WriteFile(path, []byte(c.text), 0o600))
			}
			var stdout, stderr text
			code := run(t.Context(), []string{"-addr", "127.0.0.1:0", "-db", "memory:", "-webhook", path}, func(string) string { return "" }, &stdout, &stderr)
			require.Equal(t, 2, code)
			require.Contains(t, stderr.String(), "-webhook")
			require.Contains(t, stderr.String(), c.says)
			require.Equal(t, 1, strings.Count(stderr.String(), "\n"), "one line: %s", stderr.String())
			require.NotContains(t, stderr.String(), "MfKQ")
			require.NotContains(t, stderr.String(), "token-1234")
		})
	}
}

// "now" begins with what happens next; the default with the first entry.
func TestSubscribesFromNow(t *testing.T) { everywhere(t, subscribesFromNow) }

func subscribesFromNow(t *testing.T, fresh func(testing.TB) string) {
	path, h := fresh(t), newHook(t, `, "from": "now"`)
	s := demoServer(t, "-db", path)
	before := len(s.feed(s.report(), 1))
	require.Equal(t, 0, s.stop())
	s = demoServer(t, "-db", path, "-webhook", h.path)
	want := s.feed(s.report(), 1)
	require.Eventually(t, func() bool { return before+len(h.events()) == len(want) }, soon, often)
	require.Equal(t, want[before:], h.events())
}
