package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"time"
)

// plantsOfDatabases are for the proofs of what may happen to a database, and
// between it and servers.
func plantsOfDatabases() []plant {
	return []plant{
		{name: "commits-unflushed", proof: "restarts", says: "the database acknowledges commits before they are on disk", spoil: []string{
			"ALTER SYSTEM SET synchronous_commit TO off", "ALTER SYSTEM SET wal_writer_delay TO '10s'", "SELECT pg_reload_conf()"}, mend: []string{"ALTER SYSTEM RESET synchronous_commit", "SELECT pg_reload_conf()"}},
		{name: "assumed-done", proof: "terminated", says: "a command is acknowledged although its connection was lost", between: assuming()},
		{name: "standby-lags", proof: "failovers", says: "the standby is not waited for, and was away for a while", pair: lag},
		{name: "new-key", proof: "cuts", says: "a command whose answer was lost is given again under no key", between: anew},
		{name: "hedged", proof: "pauses", says: "a command that is not answered soon is given to the other server, under no key", between: hedge},
	}
}

// assuming acknowledges commands to whose connection something happened.
func assuming() func(http.Handler) http.Handler {
	var versions sync.Map // by matter, as last answered
	return every(1, notReports, func(next http.Handler, w http.ResponseWriter, r *http.Request) {
		id := strings.Split(r.URL.Path, "/")[3]
		recorded := record(next, r)
		var a struct{ Version int64 }
		_ = json.Unmarshal(recorded.Body.Bytes(), &a)
		if recorded.Code == http.StatusServiceUnavailable {
			last, known := versions.Load(id)
			if !known {
				last = int64(1)
			}
			recorded = httptest.NewRecorder()
			a.Version = last.(int64) + 1
			fmt.Fprintf(recorded, `{"id":%q,"version":%d}`, id, a.Version)
		}
		versions.Store(id, a.Version)
		replay(w, recorded)
	})
}

// lag has the standby away while commands are done without it.
func lag(ctx context.Context, servers *pair, p *play) error {
	if err := servers.primary.Synchronous(false); err != nil {
		return err
	}
	if err := servers.standby.Kill(); err != nil {
		return err
	}
	for range 10 {
		key := fmt.Sprint("lag", time.Now().UnixNano())
		if _, err := p.until(ctx, "resident", "/v1/cases", fields{"title": "路灯", "text": "不亮", "place": fields{"unit": compound}}, key); err != nil {
			return err
		}
	}
	return nil
}

// anew gives a command again, under no key, until it is answered.
func anew(next http.Handler) http.Handler {
	return every(1, posts, func(next http.Handler, w http.ResponseWriter, r *http.Request) {
		body := kept(r)
		recorded := record(next, again(r, body))
		for recorded.Code == http.StatusServiceUnavailable && r.Context().Err() == nil {
			other := again(r, body)
			other.Header.Del("Idempotency-Key")
			recorded = record(next, other)
		}
		replay(w, recorded)
	})(next)
}

// hedge waits a little, and then asks the other server, too.
func hedge(next http.Handler) http.Handler {
	return every(1, posts, func(next http.Handler, w http.ResponseWriter, r *http.Request) {
		body, first := kept(r), make(chan *httptest.ResponseRecorder, 1)
		go func() { first <- record(next, again(r, body).WithContext(context.WithoutCancel(r.Context()))) }()
		select {
		case recorded := <-first:
			replay(w, recorded)
		case <-time.After(away / 4):
			other := again(r, body)
			other.Header.Del("Idempotency-Key")
			replay(w, record(next, other))
		}
	})(next)
}
