package main

import (
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"sync/atomic"
)

// A gate stands between clients and servers, as a network does: it hands out
// requests in turn, loses answers when it is told to, and is where bugs are
// planted.
type gate struct {
	*httptest.Server
	replicas []*replica
	turn     atomic.Uint64
	lose     atomic.Uint64 // one answer in so many is lost; 0: none
	answers  atomic.Uint64
}

func newGate(p plant, replicas ...*replica) *gate {
	g := &gate{replicas: replicas}
	proxy := &httputil.ReverseProxy{
		Rewrite: func(r *httputil.ProxyRequest) {
			to := g.replicas[g.turn.Add(1)%uint64(len(g.replicas))]
			r.SetURL(&url.URL{Scheme: "http", Host: to.addr})
		},
		ErrorHandler: func(w http.ResponseWriter, _ *http.Request, _ error) { w.WriteHeader(http.StatusBadGateway) },
		ErrorLog:     log.New(io.Discard, "", 0),
		Transport:    &http.Transport{MaxIdleConnsPerHost: 64},
	}
	var handler http.Handler = proxy
	if p.between != nil {
		handler = p.between(proxy)
	}
	g.Server = httptest.NewServer(g.losing(handler))
	g.Config.ErrorLog = log.New(io.Discard, "", 0)
	return g
}

// losing lets a request through and then breaks the connection.
func (g *gate) losing(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		lose := g.lose.Load()
		if lose == 0 || r.Method != http.MethodPost || g.answers.Add(1)%lose != 0 {
			next.ServeHTTP(w, r)
			return
		}
		next.ServeHTTP(httptest.NewRecorder(), r)
		panic(http.ErrAbortHandler)
	})
}
