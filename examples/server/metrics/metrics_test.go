package metrics_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/examples/server/metrics"
)

func at(value float64) metrics.Source {
	return func(context.Context) (float64, error) { return value, nil }
}

func broken(context.Context) (float64, error) { return 0, errors.New("the database is away") }

func scrape(m *metrics.Metrics) string {
	w := httptest.NewRecorder()
	m.Handler().ServeHTTP(w, httptest.NewRequest("GET", "/metrics", nil))
	return w.Body.String()
}

func watched(m *metrics.Metrics) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("/v1/cases/{id}", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusTeapot) })
	mux.HandleFunc("/stream", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/event-stream")
		_, _ = w.Write([]byte(": \n\n"))
		_ = http.NewResponseController(w).Flush()
	})
	return m.Watch(mux)
}

// What a caller makes up becomes no label: neither paths nor methods.
func TestLabelsAreOurs(t *testing.T) {
	m := metrics.New(at(7), at(2))
	h := watched(m)
	for _, r := range [][2]string{{"GET", "/v1/cases/13987654321"}, {"PROPFIND", "/v1/cases/9"}, {"GET", "/13987654321"}, {"GET", "/stream"}} {
		h.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest(r[0], r[1], nil))
	}
	text := scrape(m)
	require.Contains(t, text, `jinlin_http_requests_total{method="GET",route="/v1/cases/{id}",status="418"} 1`)
	require.Contains(t, text, `jinlin_http_requests_total{method="other",route="/v1/cases/{id}",status="418"} 1`)
	require.Contains(t, text, `jinlin_http_requests_total{method="GET",route="none",status="404"} 1`)
	require.Contains(t, text, `jinlin_http_requests_total{method="GET",route="/stream",status="200"} 1`)
	require.NotContains(t, text, `jinlin_http_request_seconds_count{route="/stream"}`, "a stream has no duration")
	require.NotContains(t, text, "139")
	require.NotContains(t, text, "PROPFIND")
	require.Contains(t, text, "jinlin_feed_position 7")
	require.Contains(t, text, "jinlin_due_backlog 2")
	require.Contains(t, text, "jinlin_http_requests_in_flight 0")
}

// A figure that cannot be read is not a number, rather than a reassuring zero.
func TestWhatCannotBeReadIsNotZero(t *testing.T) {
	require.Contains(t, scrape(metrics.New(at(1), broken)), "jinlin_due_backlog NaN")
}

func TestSweeps(t *testing.T) {
	m := metrics.New(at(0), at(0))
	m.Swept(3, nil)
	m.Swept(1, errors.New("one failed"))
	text := scrape(m)
	require.Contains(t, text, "jinlin_sweep_records_total 4")
	require.Contains(t, text, "jinlin_sweep_failures_total 1")
}

// A relay's figures carry its configured name and nothing else; where they cannot
// be read there are none, and the rest is told all the same.
func TestRelays(t *testing.T) {
	list, away := []metrics.Relay{{Name: "nats", Holding: true, Lag: 7, Delivered: 5, Retries: 2, Buried: 1}, {Name: "webhook:one", Failing: true}}, error(nil)
	m := metrics.New(at(0), at(0))
	m.Relays(func(context.Context) ([]metrics.Relay, error) { return list, away })
	text := scrape(m)
	for _, line := range []string{
		`jinlin_relay_lag_entries{relay="nats"} 7`, `jinlin_relay_holding{relay="nats"} 1`, `jinlin_relay_delivered_total{relay="nats"} 5`,
		`jinlin_relay_retries_total{relay="nats"} 2`, `jinlin_relay_dead_letters_total{relay="nats"} 1`,
		`jinlin_relay_failing{relay="nats"} 0`, `jinlin_relay_failing{relay="webhook:one"} 1`,
	} {
		require.Contains(t, text, line+"\n")
	}
	away = errors.New("the database is away")
	text = scrape(m)
	require.NotContains(t, text, "jinlin_relay")
	require.Contains(t, text, "jinlin_feed_position 0")
}
