package httpapi

import (
	"bufio"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

func TestEventPages(t *testing.T) {
	w := newWorld(t)
	path := w.wish()
	w.want(200, "worker", "POST "+path+"/accept", acceptBody)
	w.want(200, "ann", "POST "+path+"/note", `{"text":"13987654321"}`)
	var ids []string
	after := ""
	for {
		page := w.want(200, "centre", "GET /v1/events?limit=2"+after, "").json()
		for _, item := range page["items"].([]any) {
			e := item.(map[string]any)
			ids = append(ids, e["id"].(string))
			assert.Equal(t, "1.0", e["specversion"])
			assert.Equal(t, "/v1/wishes", e["source"])
			assert.Equal(t, "350205", e["district"])
			assert.Equal(t, "application/json", e["datacontenttype"])
		}
		next, more := page["next"].(string)
		if !more {
			break
		}
		after = "&after=" + next
	}
	id := strings.TrimPrefix(path, "/v1/wishes/")
	assert.Equal(t, []string{"wish/" + id + "/1", "wish/" + id + "/2", "wish/" + id + "/3"}, ids)
}

// targets.md: planted personal items, none in feeds.
func TestEventsHoldNoPersonalData(t *testing.T) {
	w := newWorld(t)
	path := w.want(201, "ann", "POST /v1/wishes", `{"title":"13987654321","text":"李四光","place":{"unit":"350205001001","address":"SECRET"},"sender":{"name":"李四光","phone":"13987654321"}}`).Header.Get("Location")
	w.want(200, "worker", "POST "+path+"/accept", acceptBody)
	w.want(200, "worker", "POST "+path+"/visit", `{"count":1,"note":"李四光"}`)
	w.want(200, "worker", "POST "+path+"/reveal", `{"reason":"李四光"}`)
	w.want(200, "worker", "POST "+path+"/grant", ``)
	r := w.want(200, "centre", "GET /v1/events", "")
	assertSilent(t, r)
	for _, word := range []string{"sealed:", `"ann"`, `"worker"`, "subject\":\"ann", "revealed"} {
		assert.NotContains(t, string(r.body), word)
	}
	assert.Contains(t, string(r.body), `"size":"small"`, "what is nobody's is told")
	assert.Contains(t, string(r.body), `"post":"community-worker"`)
}

// http.md: only the centre and integration accounts read the feed.
func TestWhoReadsTheFeed(t *testing.T) {
	w := newWorld(t)
	w.want(401, "", "GET /v1/events", "")
	r := w.want(403, "worker", "GET /v1/events", "")
	assert.Equal(t, []any{"智慧管理服务中心及集成账号"}, r.json()["who"])
	w.want(403, "worker", "GET /v1/events", "", "Accept: text/event-stream")
	w.want(406, "centre", "GET /v1/events", "", "Accept: text/html")
	w = newWorld(t, func(o *Options) {
		o.MayReadFeed = func(a governance.Actor, _ *orgtree.Tree) bool { return a.Account == "bob" }
	})
	w.want(200, "bob", "GET /v1/events", "")
	w.want(403, "centre", "GET /v1/events", "")
}

// listener is a client of the live feed.
type listener struct {
	t    *testing.T
	body *bufio.Scanner
	res  *http.Response
}

func listen(t *testing.T, server *httptest.Server, token, path, last string) *listener {
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, server.URL+path, nil)
	require.NoError(t, err)
	r.Header.Set("Accept", streamMedia)
	r.Header.Set("Authorization", "Bearer "+token)
	if last != "" {
		r.Header.Set("Last-Event-ID", last)
	}
	res, err := server.Client().Do(r)
	require.NoError(t, err)
	t.Cleanup(func() { _ = res.Body.Close() })
	return &listener{t, bufio.NewScanner(res.Body), res}
}

// next waits for an event and returns its position and its id.
func (l *listener) next() (position, id string) {
	for l.body.Scan() {
		line := l.body.Text()
		if p, ok := strings.CutPrefix(line, "id: "); ok {
			position = p
		}
		if data, ok := strings.CutPrefix(line, "data: "); ok {
			var e struct{ ID, Position string }
			require.NoError(l.t, json.Unmarshal([]byte(data), &e))
			assert.Equal(l.t, position, e.Position)
			return position, e.ID
		}
	}
	l.t.Fatal("the stream ended")
	return "", ""
}

func quick(o *Options) { o.FeedInterval, o.Heartbeat = time.Millisecond, 5*time.Millisecond }

func TestStreamGoesOnAndResumes(t *testing.T) {
	w := newWorld(t, quick)
	server := httptest.NewServer(w.handler)
	t.Cleanup(server.Close)
	path := w.wish()
	live := listen(t, server, "centre", "/v1/events", "")
	assert.Equal(t, 200, live.res.StatusCode)
	assert.Equal(t, streamMedia, live.res.Header.Get("Content-Type"))
	first, id := live.next()
	assert.True(t, strings.HasSuffix(id, "/1"))
	for range 250 { // more than a page
		w.want(200, "ann", "POST "+path+"/note", `{"text":"一"}`)
	}
	var ids []string
	for range 250 {
		_, id := live.next()
		ids = append(ids, id)
	}
	again := listen(t, server, "centre", "/v1/events?after=p0", first) // where it was beats where it began
	for _, want := range ids {
		_, id := again.next()
		require.Equal(t, want, id)
	}
	assert.Equal(t, 400, listen(t, server, "centre", "/v1/events", "nonsense").res.StatusCode)
}

// A stream ends when its reader's right does, though nothing happens on it.
func TestStreamEndsWithTheRight(t *testing.T) {
	var revoked = make(chan struct{})
	w := newWorld(t, quick, func(o *Options) {
		o.MayReadFeed = func(governance.Actor, *orgtree.Tree) bool {
			select {
			case <-revoked:
				return false
			default:
				return true
			}
		}
	})
	server := httptest.NewServer(w.handler)
	t.Cleanup(server.Close)
	live := listen(t, server, "ann", "/v1/events", "")
	require.True(t, live.body.Scan())
	assert.Equal(t, ": ", live.body.Text(), "a silent stream says that it stands")
	close(revoked)
	for live.body.Scan() {
		require.NotContains(t, live.body.Text(), "data")
	}
	require.NoError(t, live.body.Err(), "the stream ends in order")
}

func TestStreamHead(t *testing.T) {
	w := newWorld(t, quick)
	r := w.want(200, "centre", "HEAD /v1/events", "", "Accept: text/event-stream")
	assert.Equal(t, streamMedia, r.Header.Get("Content-Type"))
	assert.Empty(t, r.body)
}
