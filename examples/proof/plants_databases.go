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
		{name: "keys-dropped", proof: "cuts", says: "requests reach the servers without their keys", between: every(1, posts, forgetKey)},
		{name: "shrugged-off", proof: "disk", says: "a command for which there was no room is acknowledged", between: assuming()},
		{name: "dated-early", proof: "clocks", says: "what time does is dated before it was due", spoil: []string{
			"CREATE FUNCTION early() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.at := NEW.at - interval '1 day'; NEW.as_of := NEW.at; RETURN NEW; END $$",
			"CREATE TRIGGER early BEFORE INSERT ON ledger_entries FOR EACH ROW WHEN (NEW.verb = 'warn') EXECUTE FUNCTION early()"}},
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
			_ = json.NewEncoder(recorded).Encode(fields{"id": id, "version": a.Version})
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
