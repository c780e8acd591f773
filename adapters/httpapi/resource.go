package httpapi

import (
	"context"
	"fmt"
	"net/http"
	"reflect"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/governance"
)

// resource is an institution as HTTP sees it, worked out once.
type resource struct {
	api     *api
	shelf   *governance.Shelf
	about   *governance.Description
	path    string // "/v1/cases"
	access  access // of reading records
	filters filters
}

// resource works out an institution.
func (a *api) resource(shelf *governance.Shelf) (*resource, error) {
	about := shelf.Describe()
	if about.Path == "" || about.Kind == "" {
		return nil, fmt.Errorf("httpapi: institution %q has no path", about.Kind)
	}
	r := &resource{api: a, shelf: shelf, about: about, path: "/v1/" + about.Path}
	// Which public records everybody may see is still a matter of each record's
	// audience.
	if about.Public {
		r.access = anyone
	}
	r.filters = filtersOf(about)
	for i := range about.Asks {
		if err := askable(&about.Asks[i]); err != nil {
			return nil, fmt.Errorf("httpapi: %s: %w", about.Kind, err)
		}
	}
	return r, nil
}

// routes lays out the institution's routes. Every command gets a literal path,
// also one that no person may give: that it exists is no secret, and who may
// give it is worth an answer.
func (r *resource) routes(t *table) {
	t.on(http.MethodGet, r.path, r.access, onlyJSON, r.list)
	t.on(http.MethodGet, r.path+"/{id}", r.access, mediaOf(r.about), r.get)
	t.on(http.MethodGet, r.path+"/{id}/history", r.access, onlyJSON, r.history)
	opened := false
	for i := range r.about.Commands {
		sheet := &r.about.Commands[i]
		if sheet.Opens && sheet.Person {
			// The first opening command is what POST to the collection means;
			// a second one goes by its name.
			path := r.path
			if opened {
				path += "/" + sheet.Verb
			}
			opened = true
			t.on(http.MethodPost, path, withAccount, onlyJSON, r.opening(sheet))
		}
		t.on(http.MethodPost, r.path+"/{id}/"+sheet.Verb, withAccount, onlyJSON, r.commanding(sheet))
	}
	for i := range r.about.Asks {
		q := &r.about.Asks[i]
		r.question(t, r.path+"/"+q.Name, q)
	}
}

// id reads the record's id from the path. What is no id is not found.
func (c *call) id() (uuid.UUID, error) {
	id, ok := parseID(c.r.PathValue("id"))
	if !ok {
		return id, &problemNotFound
	}
	return id, nil
}

// get answers with one record.
func (r *resource) get(c *call) error {
	id, err := c.id()
	if err != nil {
		return err
	}
	if err := c.noQuery(); err != nil {
		return err
	}
	view, err := r.shelf.Get(c.r.Context(), c.actor, id)
	if err != nil {
		return err
	}
	tag := etag(view.Version)
	if c.media != jsonMedia {
		tag = "W/" + tag // of the version, but not of these bytes
	}
	c.w.Header()["Etag"] = []string{tag}
	if matchesNone(c.r.Header, tag) {
		c.w.WriteHeader(http.StatusNotModified)
		return nil
	}
	if c.media != jsonMedia {
		return r.document(c, view)
	}
	body, err := view.JSON(c.lang)
	if err != nil {
		return err
	}
	send(c.w, http.StatusOK, jsonMedia, c.lang, body)
	return nil
}

// whoMay lists the authorities of a command, from the rows of the lifecycle.
func (r *resource) whoMay(verb string) []governance.Text {
	var who []governance.Text
	seen := map[string]bool{}
	for i := range r.about.Rules {
		if row := &r.about.Rules[i]; row.Verb == verb && !seen[row.By] {
			seen[row.By] = true
			who = append(who, row.Who)
		}
	}
	return who
}

// commandOf turns the pointer that was decoded into, into the value that the
// lifecycle takes.
func commandOf(decoded any) (governance.Command, error) {
	cmd, ok := reflect.ValueOf(decoded).Elem().Interface().(governance.Command)
	if !ok {
		return nil, fmt.Errorf("httpapi: %T is not a command", decoded)
	}
	return cmd, nil
}

// actions tells what the caller may do with a record now, for a refusal.
func (r *resource) actions(ctx context.Context, actor governance.Actor, id uuid.UUID) func(string) []command {
	view, err := r.shelf.Get(ctx, actor, id)
	if err != nil {
		return nil // the refusal stands; what else could be done is only a help
	}
	return func(lang string) []command {
		out := make([]command, 0, len(view.Actions()))
		for _, a := range view.Actions() {
			out = append(out, command{a.Command, a.Label.In(lang)})
		}
		return out
	}
}
