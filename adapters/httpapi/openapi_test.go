package httpapi

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/gorillamux"
	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/governance"
)

// described loads and validates what the server says about itself.
func described(t *testing.T, w *world) *openapi3.T {
	body := w.want(200, "", "GET /openapi.json", "").body
	doc, err := openapi3.NewLoader().LoadFromData(body)
	require.NoError(t, err)
	require.NoError(t, doc.Validate(t.Context(), openapi3.IsOpenAPI31OrLater()))
	return doc
}

func TestOpenAPIIsValidAndStable(t *testing.T) {
	w := newWorld(t)
	described(t, w)
	var about []*governance.Description
	for _, s := range w.office.Shelves() {
		about = append(about, s.Describe())
	}
	o := Options{Files: w.files, Aliases: map[string]Alias{"sizes": {"wish", "sizes"}}}
	served := w.want(200, "", "GET /openapi.json", "").body
	for range 5 {
		written, err := OpenAPI(about, o)
		require.NoError(t, err)
		require.Equal(t, string(served), string(written), "the document must not depend on the order of maps")
	}
}

// Whatever a person may do stands in the document, and nothing that only time
// or another record may do.
func TestOpenAPIListsEveryCommandOfPersons(t *testing.T) {
	w := newWorld(t)
	doc := described(t, w)
	for _, s := range w.office.Shelves() {
		about := s.Describe()
		for _, c := range about.Commands {
			item := doc.Paths.Value("/v1/" + about.Path + "/{id}/" + c.Verb)
			assert.Equal(t, c.Person, item != nil, "%s %s", about.Kind, c.Verb)
		}
		for _, q := range about.Asks {
			assert.NotNil(t, doc.Paths.Value("/v1/"+about.Path+"/"+q.Name), q.Name)
		}
	}
	op := doc.Paths.Value("/v1/wishes").Post
	assert.Contains(t, op.Description, "wish.make")
	assert.Contains(t, op.Summary, "许愿")
	assert.Contains(t, op.Summary, "Make")
	field := doc.Components.Schemas["wish.accept"].Value.Properties["size"].Value
	assert.Equal(t, []any{"small", "large"}, field.Enum)
	assert.Contains(t, field.Description, "大小 / Size")
}

// Every route that the mux answers is in the document, and the other way round.
func TestOpenAPIListsEveryRoute(t *testing.T) {
	w := newWorld(t)
	doc := described(t, w)
	a := w.handler.(*api)
	table, err := a.table()
	require.NoError(t, err)
	served := map[string]bool{}
	for path, e := range table.endpoints {
		for method := range e.methods {
			served[method+" "+path] = true
		}
	}
	for path, item := range doc.Paths.Map() {
		for method := range item.Operations() {
			assert.True(t, served[method+" "+path], "documented and not served: %s %s", method, path)
			delete(served, method+" "+path)
		}
	}
	for line := range served {
		verb := line[strings.LastIndex(line, "/")+1:]
		sheet := w.office.Shelves()[0].Describe().Sheet(verb)
		assert.True(t, sheet != nil && !sheet.Person, "served and not documented: %s", line)
	}
}

// conversation is a walk through the toy that touches every route that
// answers with JSON.
func conversation(w *world) []*http.Request {
	path := w.wish()
	w.want(200, "worker", "POST "+path+"/accept", acceptBody)
	file := w.do("ann", "POST /v1/files", "%PDF-1.4 ", "Content-Type: application/octet-stream").text("id")
	lines := []struct{ token, line, body string }{
		{"ann", "POST /v1/wishes", wishBody},
		{"ann", "POST /v1/wishes/hint", "{}"},
		{"worker", "POST " + path + "/visit", `{"at":"2024-09-28T09:00:00+08:00","cost":"12.50","count":2,"done":true,"with":"` + uuid.NewString() + `","tags":["a"],"note":"好"}`},
		{"ann", "POST " + path + "/attach", `{"files":["` + file + `"]}`},
		{"worker", "POST " + path + "/reveal", `{"reason":"联系心愿人"}`},
		{"ann", "GET " + path, ""}, {"worker", "GET " + path, ""}, {"worker", "GET " + path + "/history?limit=2", ""},
		{"worker", "GET /v1/wishes?phase=wished,accepted&unit=350205001&size=small&limit=1&openedFrom=2024-09-01", ""},
		{"worker", "GET /v1/wishes/tally?size=small,large&deep=true&top=3&from=2024-09-01&on=2024-09-30", ""},
		{"", "GET /v1/wishes/sizes", ""}, {"", "GET /v1/sizes", ""}, {"", "GET /v1/signs", ""},
		{"ann", "POST /v1/signs", `{"unit":"350205001001","text":"公告"}`},
		{"worker", "GET /v1/me", ""}, {"centre", "GET /v1/events?limit=3", ""},
		{"", "GET /v1/lifecycles", ""}, {"", "GET /v1/lifecycles/wish", ""}, {"", "GET /livez", ""}, {"", "GET /readyz", ""},
		{"", "GET /v1/units/350205001001?on=2024-09-01", ""}, {"", "GET /v1/units/350205001001/ancestors", ""},
		{"", "GET /v1/units/350205/subtree?level=community&limit=1", ""},
		{"", "GET /v1/calendar/deadline?from=2024-09-27&days=5", ""}, {"", "GET /v1/calendar/days?from=2024-09-27&to=2024-10-10", ""},
		{"worker", "POST " + path + "/erase", `{"reason":"本人要求"}`},
		{"worker", "GET " + path, ""}, {"worker", "GET " + path + "/history", ""},
		{"ann", "POST " + path + "/accept", acceptBody}, {"", "GET " + path, ""},
	}
	var out []*http.Request
	for _, l := range lines {
		method, target, _ := strings.Cut(l.line, " ")
		r := httptest.NewRequest(method, "http://localhost"+target, strings.NewReader(l.body))
		if l.body != "" {
			r.Header.Set("Content-Type", "application/json")
		}
		if l.token != "" {
			r.Header.Set("Authorization", "Bearer "+l.token)
		}
		out = append(out, r)
	}
	return out
}

// An outside implementation of OpenAPI finds our requests and answers as the
// document says they are.
func TestAnswersAreAsDocumented(t *testing.T) {
	w := newWorld(t)
	router, err := gorillamux.NewRouter(described(t, w))
	require.NoError(t, err)
	for _, r := range conversation(w) {
		t.Run(r.Method+" "+r.URL.String(), func(t *testing.T) { exchange(t, w, router, r) })
	}
}

func exchange(t *testing.T, w *world, router routers.Router, r *http.Request) {
	route, params, err := router.FindRoute(r)
	require.NoError(t, err)
	body, err := io.ReadAll(r.Body)
	require.NoError(t, err)
	options := &openapi3filter.Options{AuthenticationFunc: openapi3filter.NoopAuthenticationFunc, IncludeResponseStatus: true}
	asked := &openapi3filter.RequestValidationInput{Request: r, PathParams: params, Route: route, Options: options}
	r.Body = io.NopCloser(bytes.NewReader(body))
	require.NoError(t, openapi3filter.ValidateRequest(t.Context(), asked))
	r.Body = io.NopCloser(bytes.NewReader(body))
	rec := httptest.NewRecorder()
	w.handler.ServeHTTP(rec, r)
	require.Less(t, rec.Code, 500, "%s", rec.Body)
	require.NoError(t, openapi3filter.ValidateResponse(t.Context(), &openapi3filter.ResponseValidationInput{
		RequestValidationInput: asked, Status: rec.Code, Header: rec.Header(), Options: options,
		Body: io.NopCloser(bytes.NewReader(rec.Body.Bytes())),
	}), "%s", rec.Body)
}
