package httpapi

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"path"
	"runtime/debug"
	"strings"
	"sync/atomic"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/feed"
)

// api is the handler: an office, its options, and the routes made of both.
type api struct {
	office  *governance.Office
	options Options
	mux     *http.ServeMux
	kinds   map[string]*resource
	inWork  atomic.Int64
	openAPI static
	feed    *feed.Reader
}

// New makes the handler of an office. Everything it serves derives from the
// descriptions of the office's institutions; an institution whose routes would
// collide, or whose questions cannot be asked by a query, is an error.
func New(office *governance.Office, o Options) (http.Handler, error) {
	if office == nil {
		return nil, errors.New("httpapi: an office is required")
	}
	a := &api{office: office, options: o.withDefaults(), mux: http.NewServeMux(), kinds: map[string]*resource{}}
	t, err := a.table()
	if err != nil {
		return nil, err
	}
	a.feed = feed.NewReader(office, feed.NewForm(a.options.Prefix, a.descriptions()...))
	document, err := openAPI(a.descriptions(), &a.options)
	if err != nil {
		return nil, err
	}
	a.openAPI = newStatic(jsonMedia, document)
	for pattern, e := range t.endpoints {
		a.mux.Handle(pattern, e)
	}
	return a, nil
}

func (a *api) descriptions() []*governance.Description {
	var out []*governance.Description
	for _, s := range a.office.Shelves() {
		out = append(out, s.Describe())
	}
	return out
}

// Values of headers that are the same in every answer. Answers share the
// slices and nobody writes to them.
var (
	nosniff    = []string{"nosniff"}
	noStore    = []string{"no-store"}
	noReferrer = []string{"no-referrer"}
	noContent  = []string{"default-src 'none'; frame-ancestors 'none'"}
	vary       = []string{"Accept, Accept-Language, Authorization, Origin"}
)

// ServeHTTP answers a request. Nothing that goes wrong below it takes the
// server down or shows its inside.
func (a *api) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h["X-Content-Type-Options"], h["Referrer-Policy"] = nosniff, noReferrer
	h["Content-Security-Policy"], h["Cache-Control"], h["Vary"] = noContent, noStore, vary
	defer a.rescue(w, r)
	// Preflights are answered before anything else: browsers send them without
	// a token.
	if r.Header["Origin"] != nil && a.cors(w, r) {
		return
	}
	if a.options.InFlight > 0 && !streams(r) {
		if a.inWork.Add(1) > int64(a.options.InFlight) {
			a.inWork.Add(-1)
			a.fail(w, r, problemBusy.one())
			return
		}
		defer a.inWork.Add(-1)
	}
	// The mux would redirect an unclean path, which a client that signs or
	// resends what it sent must not follow blindly.
	if !clean(r.URL) {
		a.fail(w, r, problemNotFound.one())
		return
	}
	a.mux.ServeHTTP(w, r)
}

func clean(u *url.URL) bool {
	return strings.HasPrefix(u.Path, "/") && !strings.Contains(u.Path, "//") && path.Clean(u.Path) == u.Path && u.Opaque == ""
}

// rescue answers for a handler that panicked.
func (a *api) rescue(w http.ResponseWriter, r *http.Request) {
	switch p := recover(); p {
	case nil:
	case http.ErrAbortHandler:
		panic(p)
	default:
		a.fail(w, r, &panicked{p, debug.Stack()})
	}
}

// panicked is a panic as an error. What was panicked with may hold anything, so
// only its type is told.
type panicked struct {
	with  any
	stack []byte
}

func (p *panicked) Error() string { return fmt.Sprintf("panic with %T", p.with) }

// fail answers with the problem that an error is.
func (a *api) fail(w http.ResponseWriter, r *http.Request, err error) {
	p := problemOf(err)
	if p.Code == problemInternal.Code && p.more.id == "" {
		p = p.one()
		p.more.id = uuid.NewString()
		a.note(r, p.more.id, err)
	}
	p.write(w, languageOf(r.Header))
}

// note logs an internal error by the types it is made of: its text may quote a
// stored value. A defect is the institution's own words and is told in full.
func (a *api) note(r *http.Request, id string, err error) {
	args := []any{"id", id, "method", r.Method, "route", r.Pattern, "error", anatomy(err)}
	var defect *governance.Defect
	if errors.As(err, &defect) {
		args = append(args, "rule", defect.Rule, "problem", defect.Problem)
	}
	var p *panicked
	if errors.As(err, &p) {
		args = append(args, "panic", p.Error(), "stack", string(p.stack))
	}
	a.options.Logger.ErrorContext(r.Context(), "request failed", args...)
}

// anatomy lists the types an error is wrapped of.
func anatomy(err error) string {
	var types []string
	for ; err != nil && len(types) < 16; err = errors.Unwrap(err) {
		types = append(types, fmt.Sprintf("%T", err))
	}
	return strings.Join(types, " › ")
}
