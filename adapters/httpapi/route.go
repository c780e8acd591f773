package httpapi

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// A Route is one of an embedder's own: it stands among ours, answers methods,
// errors, languages and panics as ours do, and is described in the same OpenAPI
// document.
type Route struct {
	Method string // GET, POST, DELETE …; HEAD comes with GET
	Path   string // as for http.ServeMux, without a method: "/v1/sessions/{id}"
	Public bool   // may be called without an account
	Bare   bool   // does not even look at the token, such as a login
	// Serve answers. An error becomes a problem.
	Serve func(w http.ResponseWriter, r *http.Request, actor governance.Actor) error
	// Operation is the OpenAPI operation object; nil: a minimal one.
	Operation map[string]any
}

// access says who may call a route at all. What they then see is the law's.
type access uint8

const (
	withAccount access = iota // 401 without an account
	anyone                    // without a token too; a token that is not good is still refused
	open                      // the token is not looked at
)

// operation is one method of a path.
type operation struct {
	access access
	types  []string // media types of the answer, the usual one first
	do     func(*call) error
}

// endpoint answers one path.
type endpoint struct {
	api     *api
	methods map[string]*operation
	allow   string
}

// call is one request on its way.
type call struct {
	api   *api
	w     http.ResponseWriter
	r     *http.Request
	lang  string
	media string // of the answer, one of the operation's types
	actor governance.Actor
	known *orgtree.Tree // the organisation as it was last asked for
}

// ServeHTTP finds the method, settles language, type and caller, and answers.
func (e *endpoint) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	op := e.methods[r.Method]
	switch {
	case op != nil:
	case r.Method == http.MethodHead && e.methods[http.MethodGet] != nil:
		op = e.methods[http.MethodGet]
	case r.Method == http.MethodOptions && len(e.methods) > 0:
		w.Header().Set("Allow", e.allow)
		w.WriteHeader(http.StatusNoContent)
		return
	case len(e.methods) == 0:
		e.api.fail(w, r, problemNotFound.one())
		return
	default:
		e.api.fail(w, r, &Problem{Status: http.StatusMethodNotAllowed, Code: "method-not-allowed", more: members{allow: e.allow},
			Detail: governance.Text{Zh: "此处可用的方法：" + e.allow, En: "what can be done here: " + e.allow}})
		return
	}
	c := call{api: e.api, w: w, r: r, lang: languageOf(r.Header)}
	if err := c.answer(op); err != nil {
		e.api.fail(w, r, err)
	}
}

func (c *call) answer(op *operation) (err error) {
	var ok bool
	if c.media, ok = negotiate(c.r.Header, op.types); !ok {
		return &problemNotAcceptable
	}
	if op.access != open {
		if c.actor, err = c.api.who(c.r); err != nil {
			return err
		}
		if op.access == withAccount && c.actor.Account == "" {
			return &problemNoAccount
		}
	}
	return op.do(c)
}

// who asks the authenticator. Nobody who calls from outside is time itself.
func (a *api) who(r *http.Request) (governance.Actor, error) {
	actor, err := a.options.Authenticator.Authenticate(r)
	actor.System = false
	if err == nil {
		return actor, nil
	}
	if p := problemOf(err); p.Code != problemInternal.Code {
		return governance.Actor{}, p
	}
	return governance.Actor{}, &problemNoAccount
}

// Media types of answers.
const (
	jsonMedia     = "application/json"
	mermaidMedia  = "text/vnd.mermaid"
	markdownMedia = "text/markdown"
	htmlMedia     = "text/html"
	csvMedia      = "text/csv"
	streamMedia   = "text/event-stream"
	anyMedia      = "*/*" // whatever it turns out to be: Accept is not looked at
)

var onlyJSON = []string{jsonMedia}

// contentTypes are the header's values of the usual types, shared by answers.
var contentTypes = map[string][]string{jsonMedia: {jsonMedia}, problemMedia: {problemMedia}}

// send writes a whole answer.
func send(w http.ResponseWriter, status int, media, lang string, body []byte) {
	h := w.Header()
	if shared, ok := contentTypes[media]; ok {
		h["Content-Type"] = shared
	} else {
		h.Set("Content-Type", media)
	}
	h["Content-Language"] = contentLanguage[lang]
	h["Content-Length"] = []string{strconv.Itoa(len(body))}
	w.WriteHeader(status)
	_, _ = w.Write(body) // the client is gone: there is nobody to tell
}

// json answers 200 with what a value encodes as.
func (c *call) json(v any) error {
	body, err := governance.StdCodec{}.Marshal(v)
	if err != nil {
		return err
	}
	send(c.w, http.StatusOK, jsonMedia, c.lang, body)
	return nil
}

// table gathers the routes before any is mounted, so that one that stands
// twice is an error and not a panic.
type table struct {
	api       *api
	endpoints map[string]*endpoint
	problems  []string
}

// on adds a route.
func (t *table) on(method, path string, a access, types []string, do func(*call) error) {
	e := t.endpoints[path]
	if e == nil {
		e = &endpoint{api: t.api, methods: map[string]*operation{}}
		t.endpoints[path] = e
	}
	if e.methods[method] != nil {
		t.problems = append(t.problems, method+" "+path)
	}
	e.methods[method] = &operation{access: a, types: types, do: do}
	allow := []string{http.MethodOptions}
	for m := range e.methods {
		allow = append(allow, m)
		if m == http.MethodGet {
			allow = append(allow, http.MethodHead)
		}
	}
	slices.Sort(allow)
	e.allow = strings.Join(allow, ", ")
}

// err reports the routes that stand twice.
func (t *table) err() error {
	if len(t.problems) == 0 {
		return nil
	}
	slices.Sort(t.problems)
	return fmt.Errorf("httpapi: routes stand twice: %s", strings.Join(t.problems, ", "))
}
