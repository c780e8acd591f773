package httpapi

import (
	"net/http"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

var statusOK = []byte(`{"status":"ok"}`)

// live answers as long as the process answers at all.
func (c *call) live() error {
	send(c.w, http.StatusOK, jsonMedia, c.lang, statusOK)
	return nil
}

// ready answers whether requests can be served now. Why not is for the log: it
// may name what is behind us.
func (c *call) ready() error {
	if c.api.options.Ready == nil {
		return c.live()
	}
	if err := c.api.options.Ready(c.r.Context()); err != nil {
		c.api.options.Logger.WarnContext(c.r.Context(), "not ready", "error", anatomy(err))
		return &problemBusy
	}
	return c.live()
}

// postView is a post of the caller's.
type postView struct {
	Kind     string       `json:"kind"`
	Label    string       `json:"label"`
	Unit     orgtree.Code `json:"unit"`
	UnitName string       `json:"unitName"`
}

// unitView is a unit that the caller acts for.
type unitView struct {
	Code  orgtree.Code `json:"code"`
	Name  string       `json:"name"`
	Kind  string       `json:"kind"`
	Label string       `json:"label"`
}

// me answers with who is calling: person, posts and units.
func (c *call) me() error {
	if err := c.noQuery(); err != nil {
		return err
	}
	tree, err := c.tree(c.today())
	if err != nil {
		return err
	}
	body := struct {
		Account string     `json:"account"`
		Person  string     `json:"person"`
		Posts   []postView `json:"posts"`
		Units   []unitView `json:"units"`
	}{Account: c.actor.Account, Person: c.actor.Person, Posts: []postView{}, Units: []unitView{}}
	seen := map[orgtree.Code]bool{}
	for _, p := range c.actor.Posts {
		u, _ := tree.Unit(p.Unit)
		body.Posts = append(body.Posts, postView{p.Kind.String(), governance.Text(p.Kind.Label()).In(c.lang), p.Unit, u.Name})
		if !seen[p.Unit] && u.Code != "" {
			seen[p.Unit] = true
			body.Units = append(body.Units, unitView{u.Code, u.Name, u.Kind.String(), governance.Text(u.Kind.Label()).In(c.lang)})
		}
	}
	return c.json(body)
}
