package main

import (
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// slowly begins a report whose body does not end until it is told to, and so
// stays at work. It returns how to end it, and what it is answered.
func (s *server) slowly() (end func(), answered <-chan int) {
	s.t.Helper()
	read, write := io.Pipe()
	r, err := http.NewRequest("POST", s.url+"/v1/cases", read)
	require.NoError(s.t, err)
	r.Header.Set("Authorization", "Bearer "+s.token("resident"))
	r.Header.Set("Content-Type", "application/json")
	status := make(chan int, 1)
	go func() {
		res, err := client.Do(r)
		if err != nil {
			status <- 0
			return
		}
		_ = res.Body.Close()
		status <- res.StatusCode
	}()
	_, err = write.Write([]byte(`{"title":"路灯","text":"不亮",`))
	require.NoError(s.t, err)
	return func() {
		_, err := write.Write([]byte(`"place":{"unit":"` + compound + `"}}`))
		require.NoError(s.t, err)
		require.NoError(s.t, write.Close())
	}, status
}

// figure reads one line of the metrics.
func (s *server) figure(name string) string {
	s.t.Helper()
	for line := range strings.Lines(string(s.do("", "GET /metrics", nil).want(200).body)) {
		if value, ok := strings.CutPrefix(line, name+" "); ok {
			return strings.TrimSpace(value)
		}
	}
	return ""
}

// http.md, Habits: 503 with Retry-After. Beyond the limit nobody waits; what
// watches the server is answered all the same, and there is room again when
// somebody has left.
func TestMoreThanTheLimit(t *testing.T) {
	s := demoServer(t, "-db", "memory:", "-in-flight", "2", "-cors", "https://front.example")
	s.token("resident")
	s.token("centre")
	first, one := s.slowly()
	second, two := s.slowly()
	require.Eventually(t, func() bool { return s.figure("jinlin_http_requests_in_flight") == "3" }, 10*time.Second, 5*time.Millisecond)
	for _, line := range []string{"GET /v1/cases", "POST /v1/sessions", "GET /v1/nothing", "GET /openapi.json"} {
		refused := s.do("", line, nil, "Origin", "https://front.example", "Accept-Language", "en").want(503)
		require.Equal(t, "1", refused.header.Get("Retry-After"))
		require.Equal(t, "application/problem+json", refused.header.Get("Content-Type"))
		require.Equal(t, "unavailable", refused.str("code"))
		require.Contains(t, refused.str("detail"), "too busy")
		require.Equal(t, "https://front.example", refused.header.Get("Access-Control-Allow-Origin"), "a frontend can read it")
	}
	s.do("", "GET /livez", nil).want(200)
	s.do("", "GET /readyz", nil).want(200)
	require.Equal(t, "4", s.figure("jinlin_http_turned_away_total"))
	require.Equal(t, "2", s.figure("jinlin_http_requests_limit"))
	first()
	require.Equal(t, 201, <-one)
	s.do("resident", "GET /v1/cases", nil).want(200)
	second()
	require.Equal(t, 201, <-two)

	// Live streams have a limit of their own.
	stream := func() *http.Response {
		t.Helper()
		r, err := http.NewRequest("GET", s.url+"/v1/events", nil)
		require.NoError(t, err)
		r.Header.Set("Accept", "text/event-stream")
		r.Header.Set("Authorization", "Bearer "+s.token("centre"))
		res, err := client.Do(r)
		require.NoError(t, err)
		return res
	}
	for _, want := range []int{200, 200, 503} {
		res := stream()
		defer res.Body.Close()
		require.Equal(t, want, res.StatusCode)
	}
	s.do("resident", "GET /v1/cases", nil).want(200)
}

// A database that hangs: the process says that it lives, and that it cannot
// work; who asks is told to come back before long, and finds it working when the
// database goes on.
func TestDatabaseThatHangs(t *testing.T) {
	_, _, both := pair(t, shared(t))
	both.token("resident")
	require.NoError(t, cluster.Freeze())
	thawed := false
	thaw := func() {
		if !thawed {
			thawed = true
			require.NoError(t, cluster.Thaw())
		}
	}
	defer thaw()
	began := time.Now()
	refused := make(chan *answer, 4)
	for range cap(refused) {
		go func() { refused <- both.reportBy("resident") }()
	}
	both.do("", "GET /livez", nil).want(200)
	require.NotEmpty(t, both.do("", "GET /readyz", nil).want(503).header.Get("Retry-After"))
	for range cap(refused) {
		require.NotEmpty(t, (<-refused).want(503).header.Get("Retry-After"))
	}
	require.Less(t, time.Since(began), 20*time.Second)
	thaw()
	require.Eventually(t, func() bool { return both.do("", "GET /readyz", nil).status == 200 }, 30*time.Second, 20*time.Millisecond)
	both.report()
	require.Equal(t, "1", both.figure("jinlin_ready"))
}

// However few connections there are, nobody holds one and waits for another.
func TestFewConnections(t *testing.T) {
	_, _, both := pair(t, shared(t)+"&pool_max_conns=1")
	both.token("resident")
	answers := make(chan *answer)
	for range 24 {
		go func() { answers <- both.reportBy("resident") }()
	}
	for range 24 {
		(<-answers).want(201)
	}
	both.clock("advance", "24h").want(200)
}

// Behind a pool that gives every transaction another connection nothing of a
// session is left anywhere.
func TestWithoutPreparedStatements(t *testing.T) {
	url := shared(t) + "&default_query_exec_mode=exec"
	immediateList(t, func(testing.TB) string { return url })
}

// http.md, Start: SIGTERM drains. With -drain a server says that it is not ready
// while it still answers, so that it is sent no more before it stops.
func TestUnreadyBeforeItStops(t *testing.T) {
	s := child(t, "-demo", "-addr", "127.0.0.1:0", "-clock", friday, "-db", fresh(t), "-drain", "2s")
	s.token("resident")
	stopped := make(chan int, 1)
	go func() { stopped <- s.stop() }()
	require.Eventually(t, func() bool { return s.do("", "GET /readyz", nil).status == 503 }, 5*time.Second, 5*time.Millisecond)
	s.do("", "GET /livez", nil).want(200)
	s.report()
	require.Equal(t, 0, <-stopped)
}
