package httpapi

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/memory"
	"github.com/jinlin-project/jinlin/governance"
)

func TestUnits(t *testing.T) {
	w := newWorld(t)
	u := w.want(200, "", "GET /v1/units/350205001001", "").json()
	assert.Equal(t, map[string]any{"code": "350205001001", "name": "兴旺社区", "kind": "community", "kindLabel": "社区", "parent": "350205001", "on": "2024-09-27"}, u)
	assert.Equal(t, "community", w.want(200, "", "GET /v1/units/350205001001", "", "Accept-Language: en").text("kindLabel"))
	w.want(404, "", "GET /v1/units/999", "")
	w.want(404, "", "GET /v1/units/350205001001?on=2017-12-31", "") // it was founded a day later
	w.want(200, "", "GET /v1/units/350205001001?on=2018-01-01", "")
	assert.Equal(t, []string{"350205001", "350205"}, w.want(200, "", "GET /v1/units/350205001001/ancestors", "").codes())
	assert.Empty(t, w.want(200, "", "GET /v1/units/350205/ancestors", "").codes())
	assert.Equal(t, []string{"350205001001", "350205001002"}, w.want(200, "", "GET /v1/units/350205/subtree?level=community", "").codes())
	assert.Equal(t, []string{"350205001", "350205001001", "350205001002"}, w.want(200, "", "GET /v1/units/350205/subtree?level=town,community", "").codes())

	all := w.want(200, "", "GET /v1/units/350205/subtree", "").codes()
	assert.Len(t, all, 6)
	var paged []string
	for next := ""; ; {
		r := w.want(200, "", "GET /v1/units/350205/subtree?limit=2"+next, "")
		paged = append(paged, r.codes()...)
		cursor := r.text("next")
		if cursor == "" {
			break
		}
		next = "&cursor=" + cursor
	}
	assert.Equal(t, all, paged)
}

func (r *reply) codes() []string {
	out := []string{}
	for _, item := range r.json()["items"].([]any) {
		out = append(out, item.(map[string]any)["code"].(string))
	}
	return out
}

// http.md gives the golden case; the State Council's notice for 2024 the days.
func TestCalendar(t *testing.T) {
	w := newWorld(t)
	due := w.want(200, "", "GET /v1/calendar/deadline?from=2024-09-27&days=5", "").json()
	assert.Equal(t, "2024-10-10", due["due"])
	assert.Equal(t, "2024-10-10T23:59:59+08:00", due["at"])
	assert.Equal(t, false, due["provisional"])
	assert.NotEmpty(t, due["calendar"])
	days := w.want(200, "", "GET /v1/calendar/days?from=2024-09-29&to=2024-10-01", "").json()["items"].([]any)
	require.Len(t, days, 3, "both included")
	assert.Equal(t, "makeup", days[0].(map[string]any)["why"])
	assert.Equal(t, true, days[0].(map[string]any)["working"])
	assert.Equal(t, "法定节假日（国庆节）", days[2].(map[string]any)["label"])
	english := w.want(200, "", "GET /v1/calendar/days?from=2024-10-01&to=2024-10-01", "", "Accept-Language: en").json()["items"].([]any)
	assert.Equal(t, "statutory holiday", english[0].(map[string]any)["label"])
}

func TestLifecycles(t *testing.T) {
	w := newWorld(t)
	items := w.want(200, "", "GET /v1/lifecycles", "").json()["items"].([]any)
	require.Len(t, items, 2)
	assert.Equal(t, "/v1/lifecycles/wish", items[0].(map[string]any)["href"])
	r := w.want(200, "", "GET /v1/lifecycles/wish", "")
	assert.Contains(t, string(r.body), `"已受理"`)
	assert.Equal(t, "no-cache", r.Header.Get("Cache-Control"))
	assert.Empty(t, w.want(304, "", "GET /v1/lifecycles/wish", "", "If-None-Match: "+r.Header.Get("ETag")).body)
	mermaid := w.want(200, "", "GET /v1/lifecycles/wish", "", "Accept: text/vnd.mermaid")
	assert.True(t, strings.HasPrefix(string(mermaid.body), "stateDiagram-v2"))
	assert.Contains(t, string(mermaid.body), "已受理")
	assert.Equal(t, "text/vnd.mermaid; charset=utf-8", mermaid.Header.Get("Content-Type"))
	page := w.want(200, "", "GET /v1/lifecycles/wish", "", "Accept: text/markdown;q=0.9, text/html", "Accept-Language: en")
	assert.Contains(t, string(page.body), "## wish `wish`")
	w.want(404, "", "GET /v1/lifecycles/war", "")
}

func TestMe(t *testing.T) {
	w := newWorld(t)
	me := w.want(200, "worker", "GET /v1/me", "").json()
	assert.Equal(t, "worker", me["person"])
	assert.Equal(t, []any{map[string]any{"kind": "community-worker", "label": "社区工作者", "unit": "350205001001", "unitName": "兴旺社区"}}, me["posts"])
	assert.Equal(t, []any{map[string]any{"code": "350205001001", "name": "兴旺社区", "kind": "community", "label": "社区"}}, me["units"])
	assert.Equal(t, []any{}, w.want(200, "ann", "GET /v1/me", "").json()["posts"])
	w.want(401, "", "GET /v1/me", "")
}

func TestMethods(t *testing.T) {
	w := newWorld(t)
	path := w.wish()
	for line, allow := range map[string]string{
		"DELETE /v1/wishes": "GET, HEAD, OPTIONS, POST", "PUT " + path: "GET, HEAD, OPTIONS", "POST " + path: "GET, HEAD, OPTIONS",
		"GET " + path + "/note": "OPTIONS, POST", "POST /livez": "GET, HEAD, OPTIONS", "BREW /v1/me": "GET, HEAD, OPTIONS",
	} {
		r := w.want(405, "ann", line, "")
		assert.Equal(t, allow, r.Header.Get("Allow"), line)
		assert.Equal(t, "method-not-allowed", r.text("code"))
		assert.Equal(t, allow, w.want(204, "", "OPTIONS "+strings.Fields(line)[1], "").Header.Get("Allow"))
	}
	w.want(200, "ann", "HEAD "+path, "")
	for _, line := range []string{"GET /", "GET /v1", "GET /v2/wishes", "GET /v1/wishes/", "GET //v1/wishes", "GET /v1/../v1/wishes", "GET /v1/wishes/x/y/z", "OPTIONS /nowhere", "POST " + path + "/"} {
		assert.Equal(t, problemMedia, w.want(404, "ann", line, "").Header.Get("Content-Type"), line)
	}
}

// Labels and details are Chinese; Accept-Language: en gives English.
func TestLanguages(t *testing.T) {
	w := newWorld(t)
	path := w.wish()
	for accept, want := range map[string]string{
		"": "zh", "en": "en", "en-GB": "en", "EN": "en", "zh-CN,zh;q=0.9,en;q=0.8": "zh", "en-US,en;q=0.9,zh;q=0.8": "en", "en;q=0.5, zh;q=0.7": "zh",
		"fr, en;q=0.1": "en", "fr": "zh", "*": "zh", "en;q=0": "zh", "en;q=x": "zh", ";;,": "zh",
	} {
		r := w.want(200, "worker", "GET "+path, "", "Accept-Language: "+accept)
		assert.Equal(t, contentLanguage[want][0], r.Header.Get("Content-Language"), accept)
		assert.Equal(t, map[string]string{"zh": "已许愿", "en": "wished"}[want], r.text("phaseLabel"), accept)
	}
	p := w.want(409, "worker", "POST "+path+"/visit", `{"count":1}`, "Accept-Language: en")
	assert.Equal(t, "not allowed in the phase “wished”; allowed in: accepted", p.text("detail"))
	assert.Equal(t, "Conflict", p.text("title"))
}

func TestCORS(t *testing.T) {
	w := newWorld(t, func(o *Options) { o.CORS = "https://a.example" })
	ask := func(origin string, headers ...string) *reply {
		return w.do("", "OPTIONS /v1/wishes", "", append(headers, "Origin: "+origin)...)
	}
	r := ask("https://a.example", "Access-Control-Request-Method: POST")
	assert.Equal(t, 204, r.StatusCode)
	assert.Equal(t, "https://a.example", r.Header.Get("Access-Control-Allow-Origin"))
	assert.Contains(t, r.Header.Get("Access-Control-Allow-Headers"), "Idempotency-Key")
	assert.Empty(t, ask("https://b.example", "Access-Control-Request-Method: POST").Header.Get("Access-Control-Allow-Origin"))
	r = w.want(401, "", "GET /v1/wishes", "", "Origin: https://a.example")
	assert.Equal(t, "https://a.example", r.Header.Get("Access-Control-Allow-Origin"), "a frontend must be able to read errors")
	assert.Contains(t, r.Header.Get("Access-Control-Expose-Headers"), "ETag")
	assert.Empty(t, newWorld(t).do("", "GET /livez", "", "Origin: https://a.example").Header.Get("Access-Control-Allow-Origin"))
}

func TestMountedUnderAPrefix(t *testing.T) {
	w := newWorld(t, func(o *Options) { o.Prefix = "/jinlin/" })
	w.handler = http.StripPrefix("/jinlin", w.handler)
	r := w.want(201, "ann", "POST /jinlin/v1/wishes", wishBody, "Idempotency-Key: a")
	path := r.Header.Get("Location")
	assert.True(t, strings.HasPrefix(path, "/jinlin/v1/wishes/"))
	same(t, r, w.do("ann", "POST /jinlin/v1/wishes", wishBody, "Idempotency-Key: a"))
	w.want(200, "ann", "GET "+path, "")
	assert.Equal(t, "/jinlin/v1/wishes", w.want(200, "centre", "GET /jinlin/v1/events", "").json()["items"].([]any)[0].(map[string]any)["source"])
	assert.Contains(t, string(w.want(200, "", "GET /jinlin/openapi.json", "").body), `"url": "/jinlin"`)
}

func TestHealth(t *testing.T) {
	broken := errors.New("password=13987654321")
	var log bytes.Buffer
	w := newWorld(t, func(o *Options) {
		o.Ready = func(context.Context) error { return broken }
		o.Logger = slog.New(slog.NewJSONHandler(&log, nil))
	})
	w.want(200, "", "GET /livez", "")
	r := w.want(503, "", "GET /readyz", "")
	assert.Equal(t, "1", r.Header.Get("Retry-After"))
	assert.NotContains(t, log.String(), "13987654321")
	broken = nil
	assert.Equal(t, "ok", w.want(200, "", "GET /readyz", "").text("status"))
}

// Impaired: "what does not work now although requests can be served": it is told,
// and nobody takes the server out of service for it.
func TestImpairedIsReady(t *testing.T) {
	impaired := []string{}
	w := newWorld(t, func(o *Options) { o.Impaired = func() []string { return impaired } })
	assert.Equal(t, `{"status":"ok"}`, string(w.want(200, "", "GET /readyz", "").body))
	impaired = []string{"nats"}
	assert.Equal(t, `{"status":"ok","impaired":["nats"]}`, string(w.want(200, "", "GET /readyz", "").body))
	assert.Equal(t, `{"status":"ok"}`, string(w.want(200, "", "GET /livez", "").body))
}

// A panic and a defect are 500 with an id that the log knows, and neither says
// anything of what was in hand.
func TestInternalErrorsAreOpaque(t *testing.T) {
	var log bytes.Buffer
	w := newWorld(t, func(o *Options) { o.Logger = slog.New(slog.NewJSONHandler(&log, nil)) })
	path := w.wish()
	for verb, told := range map[string]string{"crash": "panic with string", "halve": "starts limit accept"} {
		log.Reset()
		r := w.want(500, "ann", "POST "+path+"/"+verb, "")
		assert.Equal(t, "internal", r.text("code"))
		assert.Contains(t, log.String(), r.text("id"))
		assert.Contains(t, log.String(), told)
		for _, secret := range []string{"13900001111", "张三丰", "13812348000", "Bearer"} {
			assert.NotContains(t, log.String(), secret)
			assert.NotContains(t, string(r.body), secret)
		}
	}
	w.trees.err = errors.New("database password=13900001111")
	r := w.want(500, "ann", "GET "+path, "")
	assert.NotContains(t, string(r.body)+log.String(), "password")
	w.trees.err = context.DeadlineExceeded
	assert.Equal(t, "1", w.want(503, "ann", "GET "+path, "").Header.Get("Retry-After"))
}

func TestAbortIsPassedOn(t *testing.T) {
	w := newWorld(t, func(o *Options) {
		o.Extra = []Route{{Method: "GET", Path: "/v1/abort", Bare: true, Serve: func(http.ResponseWriter, *http.Request, governance.Actor) error { panic(http.ErrAbortHandler) }}}
	})
	assert.PanicsWithValue(t, http.ErrAbortHandler, func() { w.do("", "GET /v1/abort", "") })
}

// More than can be done at once is turned away with a hint when to return.
func TestInFlight(t *testing.T) {
	entered, leave := make(chan struct{}), make(chan struct{})
	w := newWorld(t, func(o *Options) {
		o.InFlight = 2
		o.Extra = []Route{{Method: "GET", Path: "/v1/slow", Bare: true, Serve: func(w http.ResponseWriter, r *http.Request, _ governance.Actor) error {
			entered <- struct{}{}
			<-leave
			return WriteJSON(w, r, 200, "done")
		}}}
	})
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() { w.want(200, "", "GET /v1/slow", "") })
		<-entered
	}
	assert.Equal(t, "1", w.want(503, "", "GET /livez", "").Header.Get("Retry-After"))
	close(leave)
	wg.Wait()
	w.want(200, "", "GET /livez", "")
}

// Routes of the embedder's own share all that holds for ours.
func TestExtraRoutes(t *testing.T) {
	w := newWorld(t, func(o *Options) {
		o.Extra = []Route{
			{Method: "POST", Path: "/v1/sessions", Bare: true, Operation: map[string]any{"summary": "登录"}, Serve: func(w http.ResponseWriter, r *http.Request, _ governance.Actor) error {
				var login struct {
					Account string `json:"account"`
				}
				if err := ReadJSON(r, 100, &login); err != nil {
					return err
				}
				w.Header().Set("ETag", `"1"`)
				return &Problem{Status: 429, Code: "too-many-logins", RetryAfter: 90e9, Detail: governance.Text{Zh: "请稍后再试", En: "later"}}
			}},
			{Method: "DELETE", Path: "/v1/sessions/{id}", Serve: func(w http.ResponseWriter, r *http.Request, a governance.Actor) error {
				return WriteJSON(w, r, 200, a.Account+r.PathValue("id"))
			}},
		}
	})
	r := w.want(429, "", "POST /v1/sessions", `{"account":"ann"}`, "Accept-Language: en")
	assert.Equal(t, "90", r.Header.Get("Retry-After"))
	assert.Equal(t, "later", r.text("detail"))
	assert.Empty(t, r.Header.Get("ETag"), "a problem is not the thing that was asked for")
	w.want(400, "", "POST /v1/sessions", `{"account":"a\u0000"}`)
	w.want(400, "", "POST /v1/sessions", `{"account":"ann","x":1}`)
	w.want(415, "", "POST /v1/sessions", `{}`, "Content-Type: text/plain")
	w.want(405, "", "GET /v1/sessions", "")
	w.want(401, "", "DELETE /v1/sessions/current", "")
	assert.Equal(t, `"anncurrent"`, string(w.want(200, "ann", "DELETE /v1/sessions/current", "").body))
	assert.NotNil(t, described(t, w).Paths.Value("/v1/sessions").Post)
}

// An authenticator may answer in its own words.
type closedDoor struct{ err error }

func (c closedDoor) Authenticate(*http.Request) (governance.Actor, error) {
	return governance.Actor{}, c.err
}

// timeItself is an authenticator that takes somebody for the system.
type timeItself struct{ tokens }

func (s timeItself) Authenticate(r *http.Request) (governance.Actor, error) {
	actor, err := s.tokens.Authenticate(r)
	actor.System = actor.Account == "bob"
	return actor, err
}

// Nobody who calls from outside is time, which may see everything.
func TestNobodyIsTheSystem(t *testing.T) {
	w := newWorld(t, func(o *Options) { o.Authenticator = timeItself{accounts()} })
	w.want(404, "bob", "GET "+w.wish(), "")
}

func TestAuthenticatorsWords(t *testing.T) {
	for err, status := range map[error]int{
		errors.New("x"): 401, &Problem{Status: 429, Code: "slow-down"}: 429, context.DeadlineExceeded: 503, error(nil): 401,
	} {
		w := newWorld(t, func(o *Options) { o.Authenticator = closedDoor{err} })
		r := w.want(status, "ann", "GET /v1/me", "")
		if status == 401 {
			assert.Equal(t, `Bearer realm="jinlin"`, r.Header.Get("WWW-Authenticate"))
		}
		w.want(200, "ann", "GET /livez", "")
	}
	w := newWorld(t, func(o *Options) { o.Authenticator = nil })
	w.want(401, "ann", "GET /v1/me", "")
}

func TestNewRefuses(t *testing.T) {
	w := newWorld(t)
	for name, o := range map[string]Options{
		"alias of no kind":     {Aliases: map[string]Alias{"x": {"war", "sizes"}}},
		"alias of no question": {Aliases: map[string]Alias{"x": {"wish", "war"}}},
		"alias that collides":  {Aliases: map[string]Alias{"me": {"wish", "sizes"}}},
		"route that collides":  {Extra: []Route{{Method: "GET", Path: "/v1/me"}}},
	} {
		_, err := New(w.office, o)
		assert.Error(t, err, name)
	}
	_, err := New(nil, Options{})
	require.Error(t, err)

	in := signs()
	in.Path = "units/{code}"
	book, err := governance.NewBook(in)
	require.NoError(t, err)
	office, err := governance.Assemble(governance.Ports{Ledger: memory.New(), Now: w.clock, Entropy: strings.NewReader(""), Directory: w.trees}, book.Shelf)
	require.NoError(t, err)
	_, err = New(office, Options{})
	require.ErrorContains(t, err, "/v1/units/{code}")
}

// A server that serves connections answers as the recorder said.
func TestOverAConnection(t *testing.T) {
	w := newWorld(t)
	server := httptest.NewServer(w.handler)
	defer server.Close()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, server.URL+"/v1/wishes", strings.NewReader(wishBody))
	require.NoError(t, err)
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Authorization", "Bearer ann")
	res, err := server.Client().Do(r)
	require.NoError(t, err)
	defer res.Body.Close()
	assert.Equal(t, 201, res.StatusCode)
	assert.Positive(t, res.ContentLength)
}
