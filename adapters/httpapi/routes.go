package httpapi

import (
	"fmt"
	"net/http"
	"slices"

	"github.com/jinlin-project/jinlin/governance"
)

// table lays out every route: the fixed ones, those of each institution, the
// aliases and the embedder's own.
func (a *api) table() (*table, error) {
	// The root pattern catches what no other does. Without methods it answers
	// 404 as a problem, where the mux would answer in plain text.
	t := &table{api: a, endpoints: map[string]*endpoint{"/": {api: a}}}
	a.fixed(t)
	for _, shelf := range a.office.Shelves() {
		r, err := a.resource(shelf)
		if err != nil {
			return nil, err
		}
		a.kinds[r.about.Kind] = r
		r.routes(t)
	}
	if err := a.aliases(t); err != nil {
		return nil, err
	}
	for _, extra := range a.options.Extra {
		t.extra(extra)
	}
	return t, t.err()
}

// fixed are the routes that stand whatever institutions there are. Those that
// show neither records nor people are open: they do not even look at a token,
// so that an expired one does not keep anybody from the calendar.
func (a *api) fixed(t *table) {
	get := func(path string, who access, do func(*call) error) { t.on(http.MethodGet, path, who, onlyJSON, do) }
	get("/livez", open, (*call).live)
	get("/readyz", open, (*call).ready)
	get("/openapi.json", open, func(c *call) error { return c.static(&a.openAPI) })
	get("/v1/me", withAccount, (*call).me)
	get("/v1/lifecycles", open, (*call).lifecycles)
	t.on(http.MethodGet, "/v1/lifecycles/{kind}", open, []string{jsonMedia, mermaidMedia, markdownMedia}, (*call).lifecycle)
	get("/v1/units/{code}", open, (*call).unit)
	get("/v1/units/{code}/ancestors", open, (*call).ancestors)
	get("/v1/units/{code}/subtree", open, (*call).subtree)
	get("/v1/calendar/deadline", open, (*call).deadline)
	get("/v1/calendar/days", open, (*call).days)
	t.on(http.MethodGet, "/v1/events", withAccount, []string{jsonMedia, streamMedia}, (*call).events)
	if a.options.Files != nil {
		t.on(http.MethodPost, "/v1/files", withAccount, onlyJSON, (*call).putFile)
		t.on(http.MethodGet, "/v1/files/{id}", anyone, []string{anyMedia}, (*call).getFile)
	}
}

// aliases are questions under a shorter path. An alias that leads nowhere shows
// when the handler is made, not when somebody follows it.
func (a *api) aliases(t *table) error {
	for name, alias := range a.options.Aliases {
		r := a.kinds[alias.Kind]
		if r == nil {
			return fmt.Errorf("httpapi: alias %q is of kind %q, which is not assembled", name, alias.Kind)
		}
		i := slices.IndexFunc(r.about.Asks, func(q governance.QuestionSheet) bool { return q.Name == alias.Question })
		if i < 0 {
			return fmt.Errorf("httpapi: alias %q is of question %q, which kind %q does not answer", name, alias.Question, alias.Kind)
		}
		r.question(t, "/v1/"+name, &r.about.Asks[i])
	}
	return nil
}

// extra adds an embedder's route. It answers in whatever type it likes, so
// Accept is not held against it.
func (t *table) extra(route Route) {
	who := withAccount
	switch {
	case route.Bare:
		who = open
	case route.Public:
		who = anyone
	}
	t.on(route.Method, route.Path, who, []string{anyMedia}, func(c *call) error { return route.Serve(c.w, c.r, c.actor) })
}
