package main

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/nats-io/nats.go/jetstream"
)

// A plant is a bug put there on purpose: one of what follows its words is set.
type plant struct {
	name, proof, says string

	between  func(http.Handler) http.Handler                     // clients and servers
	database func(ctx context.Context, path string, n int) error // after the nth kill, from 0
	blind    func(column string) bool                            // what a check does not look at
	stream   func(*jetstream.StreamConfig)                       // of the broker
	spoil    []string                                            // commands that PostgreSQL is given once servers are at work …
	mend     []string                                            // … and when they have stopped
	pair     func(context.Context, *pair, *play) error           // before a primary fails
}

func plants() []plant { return append(plantsOfServers(), plantsOfDatabases()...) }

func plantsOfServers() []plant {
	return []plant{
		{name: "invented-answer", proof: "kills", says: "a note is acknowledged and never given", between: every(20, notes, invent)},
		{name: "lost-commit", proof: "kills", says: "what was written since the kill before last is gone, as on a disk that only pretends to sync", database: restoring()},
		{name: "sent-again", proof: "kills", says: "a request is carried out once more, under no key", between: every(3, posts, sendTwice)},
		{name: "feed-skips", proof: "kills", says: "a page of the feed leaves one entry out", between: editing(func(items []json.RawMessage) []json.RawMessage {
			return slices.Delete(items, len(items)/2, len(items)/2+1)
		})},
		{name: "feed-repeats", proof: "kills", says: "a page of the feed has one entry twice", between: editing(func(items []json.RawMessage) []json.RawMessage {
			return slices.Insert(items, len(items)/2, items[len(items)/2])
		})},
		{name: "feed-reorders", proof: "kills", says: "a page of the feed is not in order", between: editing(func(items []json.RawMessage) []json.RawMessage {
			slices.Reverse(items[:len(items)-1])
			return items
		})},
		{name: "keys-forgotten", proof: "repeats", says: "keys are forgotten between a request and its repetition", between: every(7, posts, forgetKey)},
		{name: "another-answer", proof: "repeats", says: "a repetition is answered anew instead of as it was", between: every(7, posts, answerAnew)},
		{name: "sent-twice", proof: "repeats", says: "a request is carried out twice", between: every(7, posts, sendTwice)},
		{name: "stale-reads", proof: "histories", says: "reads come from a copy that lags behind", between: stale},
		{name: "false-success", proof: "histories", says: "a refusal is reported as done", between: every(5, posts, succeed)},
		{name: "blind-overwrite", proof: "histories", says: "If-Match is not looked at", between: every(1, posts, dropCondition)},
		{name: "wrong-phase", proof: "histories", says: "a command is answered with a phase to which it does not lead", between: every(9, notReports, misname)},
		{name: "timers-twice", proof: "timers", says: "an effect of time stands in the feed twice", between: editing(func(items []json.RawMessage) []json.RawMessage {
			return append(items[:len(items)-1:len(items)-1], items[len(items)-2:]...)
		})},
		{name: "timers-lost", proof: "timers", says: "an effect of time is left out", between: editing(func(items []json.RawMessage) []json.RawMessage {
			return slices.Delete(items, len(items)-2, len(items)-1)
		})},
		{name: "position-ahead", proof: "relays", says: "a relay notes as delivered what it has yet to deliver", database: ahead},
		{name: "duplicates-stay", proof: "relays", says: "the broker does not know what it has been given before", stream: func(c *jetstream.StreamConfig) { c.Duplicates = 100 * time.Millisecond }},
		{name: "stream-forgets", proof: "relays", says: "a stream that is full throws away what is old", stream: func(c *jetstream.StreamConfig) { c.MaxMsgs, c.Discard = 1000, jetstream.DiscardOld }},
		{name: "times-unchecked", proof: "tampering", says: "the chain does not hold when a command was given", blind: func(column string) bool { return column == "at" }},
		{name: "authors-unchecked", proof: "tampering", says: "the chain does not hold who gave a command", blind: func(column string) bool { return column == "account" }},
	}
}

func plantNamed(name string) plant {
	all := plants()
	if i := slices.IndexFunc(all, func(p plant) bool { return p.name == name }); i >= 0 {
		return all[i]
	}
	return plant{}
}

// Which requests a bug concerns.
func posts(r *http.Request) bool {
	return r.Method == http.MethodPost && strings.HasPrefix(r.URL.Path, "/v1/cases")
}
func notReports(r *http.Request) bool { return posts(r) && r.URL.Path != "/v1/cases" }
func notes(r *http.Request) bool      { return posts(r) && strings.HasSuffix(r.URL.Path, "/note") }

// every treats one of so many requests of a kind otherwise.
func every(many uint64, of func(*http.Request) bool, otherwise func(http.Handler, http.ResponseWriter, *http.Request)) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		var count atomic.Uint64
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if of(r) && count.Add(1)%many == 0 {
				otherwise(next, w, r)
				return
			}
			next.ServeHTTP(w, r)
		})
	}
}

// invent acknowledges a command that the server never hears of.
func invent(_ http.Handler, w http.ResponseWriter, r *http.Request) {
	id := strings.Split(r.URL.Path, "/")[3]
	_ = json.NewEncoder(w).Encode(map[string]any{"id": id, "version": 1000, "phase": "at-town"})
}

// sendTwice carries a request out once more, under no key.
func sendTwice(next http.Handler, w http.ResponseWriter, r *http.Request) {
	body := kept(r)
	second := again(r, body)
	second.Header.Del("Idempotency-Key")
	next.ServeHTTP(w, again(r, body))
	next.ServeHTTP(httptest.NewRecorder(), second)
}

// kept reads a request's content, for it to be sent again.
func kept(r *http.Request) []byte {
	body, _ := io.ReadAll(r.Body)
	return body
}

func again(r *http.Request, body []byte) *http.Request {
	other := r.Clone(r.Context())
	other.Body = io.NopCloser(bytes.NewReader(body))
	return other
}

func forgetKey(next http.Handler, w http.ResponseWriter, r *http.Request) {
	r.Header.Del("Idempotency-Key")
	next.ServeHTTP(w, r)
}

func answerAnew(next http.Handler, w http.ResponseWriter, r *http.Request) {
	recorded := record(next, r)
	if recorded.Code < 300 {
		recorded.Body.WriteByte('\n')
	}
	replay(w, recorded)
}

func dropCondition(next http.Handler, w http.ResponseWriter, r *http.Request) {
	r.Header.Del("If-Match")
	next.ServeHTTP(w, r)
}

func succeed(next http.Handler, w http.ResponseWriter, r *http.Request) {
	recorded := record(next, r)
	if recorded.Code == http.StatusConflict {
		recorded.Code = http.StatusOK
		recorded.Body = bytes.NewBufferString(`{"version":3,"phase":"verified"}`)
	}
	replay(w, recorded)
}

func misname(next http.Handler, w http.ResponseWriter, r *http.Request) {
	recorded := record(next, r)
	recorded.Body = bytes.NewBuffer(bytes.Replace(recorded.Body.Bytes(), []byte(`"phase":"`), []byte(`"phase":"not-`), 1))
	replay(w, recorded)
}

// stale answers every other read of a record with what the one before answered.
func stale(next http.Handler) http.Handler {
	var mu sync.Mutex
	kept := map[string]*httptest.ResponseRecorder{}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet || !strings.HasPrefix(r.URL.Path, "/v1/cases/") {
			next.ServeHTTP(w, r)
			return
		}
		mu.Lock()
		defer mu.Unlock()
		old := kept[r.URL.Path]
		delete(kept, r.URL.Path)
		if old == nil {
			old = record(next, r)
			kept[r.URL.Path] = old
		}
		replay(w, old)
	})
}

// editing edits one of three pages of the feed that has something to edit.
func editing(edit func([]json.RawMessage) []json.RawMessage) func(http.Handler) http.Handler {
	feed := func(r *http.Request) bool { return r.URL.Path == "/v1/events" }
	return every(1, feed, func(next http.Handler, w http.ResponseWriter, r *http.Request) {
		recorded := record(next, r)
		var page map[string]json.RawMessage
		var items []json.RawMessage
		if recorded.Code == http.StatusOK && json.Unmarshal(recorded.Body.Bytes(), &page) == nil &&
			json.Unmarshal(page["items"], &items) == nil && len(items) > 3 {
			page["items"], _ = json.Marshal(edit(items))
			edited, _ := json.Marshal(page)
			recorded.Body = bytes.NewBuffer(edited)
		}
		replay(w, recorded)
	})
}

func record(next http.Handler, r *http.Request) *httptest.ResponseRecorder {
	recorded := httptest.NewRecorder()
	next.ServeHTTP(recorded, r)
	return recorded
}

func replay(w http.ResponseWriter, recorded *httptest.ResponseRecorder) {
	for name, values := range recorded.Header() {
		if name != "Content-Length" {
			w.Header()[name] = values
		}
	}
	w.WriteHeader(recorded.Code)
	_, _ = w.Write(recorded.Body.Bytes())
}

// restoring keeps a copy of the database at one kill and puts it back at the
// next.
func restoring() func(context.Context, string, int) error {
	files := []string{"", "-wal"}
	return func(_ context.Context, path string, n int) error {
		for _, f := range files {
			from, to := path+f, path+f+".copy"
			if n%2 == 1 {
				from, to = to, from
			}
			data, err := os.ReadFile(from)
			if err != nil {
				return err
			}
			if err := os.WriteFile(to, data, 0o600); err != nil {
				return err
			}
		}
		return os.Remove(path + "-shm")
	}
}

// ahead moves a relay on behind all that there is, and a little further.
func ahead(ctx context.Context, path string, _ int) (err error) {
	db, err := sql.Open("sqlite", "file:"+path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	_, err = db.ExecContext(ctx, "UPDATE ledger_readers SET position = 3 + (SELECT max(position) FROM ledger_entries)")
	return err
}
