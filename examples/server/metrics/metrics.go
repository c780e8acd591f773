package metrics

import (
	"context"
	"math"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// Metrics are the figures of one server, in a registry of their own. Make them
// with [New].
type Metrics struct {
	registry *prometheus.Registry
	requests *prometheus.CounterVec
	duration *prometheus.HistogramVec
	inFlight prometheus.Gauge
	away     prometheus.Counter
	woken    prometheus.Counter
	failed   prometheus.Counter
}

// A Source is a figure that is read when somebody asks for it.
type Source func(context.Context) (float64, error)

// readFor is how long a source may take.
const readFor = 5 * time.Second

// New returns metrics that read the position of the feed and how many records
// time has still to act on.
func New(feed, backlog Source) *Metrics {
	m := &Metrics{
		registry: prometheus.NewRegistry(),
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "jinlin_http_requests_total", Help: "Requests answered, by route, method and status.",
		}, []string{"route", "method", "status"}),
		duration: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "jinlin_http_request_seconds", Help: "Time from a request's first byte to its answer's last, by route; streams are left out.",
			Buckets: []float64{.0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5},
		}, []string{"route"}),
		inFlight: prometheus.NewGauge(prometheus.GaugeOpts{Name: "jinlin_http_requests_in_flight", Help: "Requests at work now, streams included."}),
		away:     prometheus.NewCounter(prometheus.CounterOpts{Name: "jinlin_http_turned_away_total", Help: "Requests told to come back because too many were at work."}),
		woken:    prometheus.NewCounter(prometheus.CounterOpts{Name: "jinlin_sweep_records_total", Help: "Records on which time has acted."}),
		failed:   prometheus.NewCounter(prometheus.CounterOpts{Name: "jinlin_sweep_failures_total", Help: "Sweeps in which something went wrong."}),
	}
	m.registry.MustRegister(m.requests, m.duration, m.inFlight, m.away, m.woken, m.failed,
		gauge("jinlin_feed_position", "Position of the last entry in the feed.", feed),
		gauge("jinlin_due_backlog", "Records on which time has still to act.", backlog))
	return m
}

// gauge reads a source. One that cannot be read shows as NaN, not as zero.
func gauge(name, help string, from Source) prometheus.Collector {
	return prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: name, Help: help}, func() float64 {
		ctx, cancel := context.WithTimeout(context.Background(), readFor)
		defer cancel()
		value, err := from(ctx)
		if err != nil {
			return math.NaN()
		}
		return value
	})
}

// Handler answers with the figures.
func (m *Metrics) Handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{})
}

// Gauge adds a figure. It is called before anybody reads the figures.
func (m *Metrics) Gauge(name, help string, from Source) {
	m.registry.MustRegister(gauge(name, help, from))
}

// TurnedAway counts a request that was told to come back.
func (m *Metrics) TurnedAway() { m.away.Inc() }

// Swept counts what a sweep did.
func (m *Metrics) Swept(records int, err error) {
	m.woken.Add(float64(records))
	if err != nil {
		m.failed.Inc()
	}
}

var methods = []string{"GET", "HEAD", "POST", "DELETE", "OPTIONS"}

// Watch counts and times what a handler answers.
func (m *Metrics) Watch(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		m.inFlight.Inc()
		defer m.inFlight.Dec()
		seen, start := &watched{ResponseWriter: w, status: http.StatusOK}, time.Now()
		next.ServeHTTP(seen, r)
		route := routeOf(r)
		method := r.Method
		if !slices.Contains(methods, method) {
			method = "other"
		}
		m.requests.WithLabelValues(route, method, strconv.Itoa(seen.status)).Inc()
		if !strings.HasPrefix(seen.Header().Get("Content-Type"), "text/event-stream") {
			m.duration.WithLabelValues(route).Observe(time.Since(start).Seconds())
		}
	})
}

// routeOf is the pattern that the router matched; whatever matched none is one
// route, however its path was written.
func routeOf(r *http.Request) string {
	if r.Pattern == "" || r.Pattern == "/" {
		return "none"
	}
	return r.Pattern
}

// watched remembers the status of an answer.
type watched struct {
	http.ResponseWriter
	status int
	sent   bool
}

// WriteHeader implements [http.ResponseWriter].
func (w *watched) WriteHeader(status int) {
	if !w.sent {
		w.status, w.sent = status, status >= http.StatusOK
	}
	w.ResponseWriter.WriteHeader(status)
}

// Write implements [http.ResponseWriter].
func (w *watched) Write(p []byte) (int, error) {
	w.sent = true
	return w.ResponseWriter.Write(p)
}

// Unwrap lets http.ResponseController reach what is below.
func (w *watched) Unwrap() http.ResponseWriter { return w.ResponseWriter }
