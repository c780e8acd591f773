package httpapi

import (
	"net/http"
	"slices"
	"strings"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// How many records a page holds.
const (
	usualPage = 50
	mostPage  = 200
)

// filters are the parameters of an institution's list.
type filters struct {
	names   []string
	class   string // name of the institution's own main division; empty: none
	classes []governance.Choice
	phases  []governance.Choice
}

// fixedFilters are the parameters that every list knows.
var fixedFilters = []string{
	"phase", "unit", "community", "category", "outcome", "dueBefore", "openedFrom", "openedTo",
	"closedFrom", "closedTo", "q", "mine", "limit", "cursor",
}

// whose are the answers to "which of them are mine".
var whose = []governance.Choice{
	{Code: "desk", Label: governance.Text{Zh: "待我办理", En: "something is mine to do"}},
	{Code: "sent", Label: governance.Text{Zh: "我提交的", En: "I sent them"}},
}

// filtersOf lists what an institution's records can be filtered by: the columns
// of every header, and its own main division under the name it has there.
func filtersOf(about *governance.Description) filters {
	f := filters{names: slices.Clone(fixedFilters)}
	for _, p := range about.Phases {
		f.phases = append(f.phases, governance.Choice{Code: string(p.Phase), Label: p.Label})
	}
	if about.Class != "" && !slices.Contains(f.names, about.Class) {
		f.class = about.Class
		f.names = append(f.names, about.Class)
		for i := range about.Fields {
			if about.Fields[i].Name == about.Class {
				f.classes = about.Fields[i].Choices
			}
		}
	}
	return f
}

// longestFilter is how long the text of a filter may be. Titles are not longer,
// and a store may have to compare it with many.
const longestFilter = 100

// read turns parameters into what the law is asked, the units apart: these
// need the organisation.
func (f *filters) read(q *query, actor *governance.Actor) governance.Query {
	out := governance.Query{
		Class: q.choice(f.class, f.classes), Category: q.text("category", longestFilter), Outcome: q.text("outcome", longestFilter),
		DueBefore: q.instant("dueBefore"), OpenedFrom: q.instant("openedFrom"), OpenedTo: q.instant("openedTo"),
		ClosedFrom: q.instant("closedFrom"), ClosedTo: q.instant("closedTo"),
		Text: q.text("q", longestFilter), Limit: q.number("limit", usualPage, 1, mostPage),
	}
	if phases := q.values["phase"]; phases != "" {
		for one := range strings.SplitSeq(phases, ",") {
			if !slices.ContainsFunc(f.phases, func(c governance.Choice) bool { return c.Code == one }) {
				q.bad("phase", faultChoice)
				break
			}
			out.Phases = append(out.Phases, governance.Phase(one))
		}
	}
	switch q.choice("mine", whose) {
	case "desk":
		out.Desk = true
	case "sent":
		out.Person = actor.Person
	}
	return out
}

// place reads the unit that the records concern, under either of its names.
func (q *query) place() orgtree.Code {
	code, community := q.unit("unit"), q.unit("community")
	if code != "" && community != "" {
		q.invalid.Add("community", "duplicate-parameter", "与 unit 重复", "says the same as unit")
	}
	return max(code, community)
}

// among reads the unit as the keys that its records are found by; nil without
// one. A unit that there was once has records still: only one that never was is
// no unit.
func (c *call) among(q *query) ([]string, error) {
	code := q.place()
	if code == "" {
		return nil, nil
	}
	tree, err := c.tree(c.today())
	if err != nil {
		return nil, err
	}
	if _, known := tree.Successor(code); !known {
		name := "unit"
		if q.values[name] == "" {
			name = "community"
		}
		q.bad(name, faultNoUnit)
		return nil, nil
	}
	return governance.KeysWithin(code, tree), nil
}

// list answers with a page of records. Every parameter is read before anything
// is refused, so that all that is wrong is named at once; the organisation is
// only asked when a unit was named.
func (r *resource) list(c *call) error {
	given, err := c.query(r.filters.names...)
	if err != nil {
		return err
	}
	q := r.filters.read(given, &c.actor)
	if q.Among, err = c.among(given); err != nil {
		return err
	}
	stamp := stampOf(r.about.Kind, &c.actor, given)
	if text, ok := given.values["cursor"]; ok {
		if q.After, ok = readCursor(text, stamp); !ok {
			given.bad("cursor", faultCursor)
		}
	}
	if err := given.err(); err != nil {
		return err
	}
	if mine := given.values["mine"]; mine != "" {
		switch {
		case c.actor.Account == "":
			return &problemNoAccount // nothing can be nobody's
		case c.actor.Person == "" && (mine == "sent" || len(c.actor.Posts) == 0):
			return c.page(nil, governance.Cursor{}, stamp) // nor an account's that stands for no person
		}
	}
	// Which records the caller may see is no filter of ours: the law restricts
	// the query to the caller's keys whatever stands in it.
	views, next, err := r.shelf.List(c.r.Context(), c.actor, q)
	if err != nil {
		return err
	}
	return c.page(views, next, stamp)
}

// page writes a page of records. The bytes of each are used as they come.
func (c *call) page(views []*governance.View, next governance.Cursor, stamp uint64) error {
	out := append(make([]byte, 0, 1024*(len(views)+1)), `{"items":[`...)
	for i, v := range views {
		body, err := v.JSON(c.lang)
		if err != nil {
			return err
		}
		if i > 0 {
			out = append(out, ',')
		}
		out = append(out, body...)
	}
	out = append(out, `],"next":`...)
	if next.IsZero() {
		out = append(out, "null"...)
	} else {
		out = append(append(append(out, '"'), writeCursor(next, stamp)...), '"')
	}
	send(c.w, http.StatusOK, jsonMedia, c.lang, append(out, '}'))
	return nil
}

// today is the office's date.
func (c *call) today() civil.Date { return civil.DateOf(c.api.office.Now()) }

// tree is the organisation on a day. The last one asked for is kept: a page
// asks for the same day again and again.
func (c *call) tree(day civil.Date) (*orgtree.Tree, error) {
	if c.known != nil && c.known.Day() == day {
		return c.known, nil
	}
	tree, err := c.api.office.Tree(c.r.Context(), day)
	if err == nil {
		c.known = tree
	}
	return tree, err
}
