package httpapi

import (
	"net/http"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// A Caller is who is calling, as /v1/me shows them. A server that says it
// elsewhere too, when a session begins for instance, shows the same.
type Caller struct {
	Account string       `json:"account"`
	Person  string       `json:"person"`
	Posts   []CallerPost `json:"posts"`
	Units   []CallerUnit `json:"units"` // those the posts act for, each once
}

// A CallerPost is a post of the caller's.
type CallerPost struct {
	Kind     string       `json:"kind"`
	Label    string       `json:"label"`
	Unit     orgtree.Code `json:"unit"`
	UnitName string       `json:"unitName"`
}

// A CallerUnit is a unit that the caller acts for.
type CallerUnit struct {
	Code  orgtree.Code `json:"code"`
	Name  string       `json:"name"`
	Kind  string       `json:"kind"`
	Label string       `json:"label"`
}

// NewCaller shows an actor in a language, with the names that units have in the
// tree. No list of it is nil, so that clients always find an array.
func NewCaller(a *governance.Actor, tree *orgtree.Tree, lang string) Caller {
	c := Caller{Account: a.Account, Person: a.Person, Posts: []CallerPost{}, Units: []CallerUnit{}}
	seen := map[orgtree.Code]bool{}
	for _, p := range a.Posts {
		u, _ := tree.Unit(p.Unit)
		c.Posts = append(c.Posts, CallerPost{p.Kind.String(), governance.Text(p.Kind.Label()).In(lang), p.Unit, u.Name})
		if !seen[p.Unit] && u.Code != "" {
			seen[p.Unit] = true
			c.Units = append(c.Units, CallerUnit{u.Code, u.Name, u.Kind.String(), governance.Text(u.Kind.Label()).In(lang)})
		}
	}
	return c
}

// Language returns the language that a request is answered in, "zh" or "en", for
// [governance.Text.In]: English where Accept-Language prefers it to Chinese.
func Language(r *http.Request) string { return languageOf(r.Header) }

// me answers with who is calling: person, posts and units.
func (c *call) me() error {
	if err := c.noQuery(); err != nil {
		return err
	}
	tree, err := c.tree(c.today())
	if err != nil {
		return err
	}
	return c.json(NewCaller(&c.actor, tree, c.lang))
}
