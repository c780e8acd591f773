package assembly

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"
	"time"

	"github.com/jinlin-project/jinlin/adapters/httpapi"
	"github.com/jinlin-project/jinlin/governance"
)

// answerIn is how long a request may be at work. Nothing usual comes near it; it
// is there for a database that has stopped answering.
const answerIn = 2 * time.Minute

// A gate lets so many requests be at work at once, and as many live streams.
// Beyond that it is better to say so at once than to let everybody wait.
type gate struct {
	most            int64
	atWork, streams atomic.Int64
}

// enter lets a request in, which leaves again, or does not.
func (g *gate) enter(streams bool) (leave func(), ok bool) {
	n := &g.atWork
	if streams {
		n = &g.streams
	}
	if n.Add(1) > g.most {
		n.Add(-1)
		return nil, false
	}
	return func() { n.Add(-1) }, true
}

// guard stands before the API. What watches the server passes always: that is
// when it is needed. Whoever is turned away, or comes while the database does
// not answer, is told when to come back.
func (s *Server) guard(api, refuse http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if probes[r.URL.Path] {
			api.ServeHTTP(w, r)
			return
		}
		streams := wantsStream(r)
		leave, ok := s.gate.enter(streams)
		if !ok {
			s.metrics.TurnedAway()
			refuse.ServeHTTP(w, r)
			return
		}
		defer leave()
		if !streams {
			ctx, cancel := context.WithTimeout(r.Context(), answerIn)
			defer cancel()
			r = r.WithContext(ctx)
		}
		if !timeless(r.URL.Path) && s.current(r.Context()) != nil {
			refuse.ServeHTTP(w, r)
			return
		}
		api.ServeHTTP(w, r)
	})
}

// probes are what watches the server.
var probes = map[string]bool{"/livez": true, "/readyz": true, "/metrics": true}

// timeless reports whether what is asked for neither changes nor is kept in the
// database.
func timeless(path string) bool {
	return !strings.HasPrefix(path, "/v1/") || strings.HasPrefix(path, "/v1/lifecycles") || strings.HasPrefix(path, "/v1/calendar/")
}

func wantsStream(r *http.Request) bool {
	return strings.Contains(r.Header.Get("Accept"), "text/event-stream")
}

var busy = httpapi.Problem{Status: http.StatusServiceUnavailable, Code: "unavailable", RetryAfter: retry,
	Detail: governance.Text{Zh: "服务繁忙，请稍后重试", En: "too busy at the moment; try again shortly"}}

// refuser answers every request with that problem, as the API answers with its
// own: in the caller's language, and readable for a frontend on another origin.
// It is an API in which there is nothing else.
func refuser(ports governance.Ports, cors string) (http.Handler, error) {
	office, err := governance.Assemble(ports)
	if err != nil {
		return nil, err
	}
	const only = "/busy"
	api, err := httpapi.New(office, httpapi.Options{CORS: cors, Extra: []httpapi.Route{{
		Method: http.MethodGet, Path: only, Bare: true,
		Serve: func(http.ResponseWriter, *http.Request, governance.Actor) error { return &busy },
	}}})
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		same := r.Clone(r.Context())
		same.URL = &url.URL{Path: only}
		if same.Method != http.MethodOptions { // a browser asks that first, and is not refused
			same.Method = http.MethodGet
		}
		api.ServeHTTP(w, same)
	}), err
}
