package httpapi

import (
	"strings"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// unit is a unit of the organisation on the wire. People are never part of it.
type unit struct {
	orgtree.Unit
	KindLabel string `json:"kindLabel"`
	FormLabel string `json:"formLabel,omitempty"`
}

// unitOf shows a unit with the labels of its kind and form.
func unitOf(u orgtree.Unit, lang string) unit {
	return unit{Unit: u, KindLabel: governance.Text(u.Kind.Label()).In(lang), FormLabel: governance.Text(u.Form.Label()).In(lang)}
}

// asked is the unit that a path names, in the organisation of a day.
type asked struct {
	tree *orgtree.Tree
	unit orgtree.Unit
	q    *query
	day  civil.Date
}

// asks reads the unit of the path and the day of ?on=. A unit that does not
// exist on that day is not found.
func (c *call) asks(known ...string) (*asked, error) {
	q, err := c.query(append(known, "on")...)
	if err != nil {
		return nil, err
	}
	day := q.date("on", c.today())
	if err := q.err(); err != nil {
		return nil, err
	}
	tree, err := c.tree(day)
	if err != nil {
		return nil, err
	}
	u, ok := tree.Unit(orgtree.Code(c.r.PathValue("code")))
	if !ok {
		return nil, &problemNotFound
	}
	return &asked{tree: tree, unit: u, q: q, day: day}, nil
}

// unit answers with one unit.
func (c *call) unit() error {
	a, err := c.asks()
	if err != nil {
		return err
	}
	return c.json(struct {
		unit
		On civil.Date `json:"on"`
	}{unitOf(a.unit, c.lang), a.day})
}

// unitPage is a page of units. It says of which day, since without ?on= that is
// whichever day it was when it was asked.
type unitPage struct {
	Items []unit     `json:"items"`
	Next  *string    `json:"next"`
	On    civil.Date `json:"on"`
}

// ancestors answers with the units above, the nearest first.
func (c *call) ancestors() error {
	a, err := c.asks()
	if err != nil {
		return err
	}
	page := unitPage{Items: []unit{}, On: a.day}
	for _, u := range a.tree.Ancestors(a.unit.Code) {
		page.Items = append(page.Items, unitOf(u, c.lang))
	}
	return c.json(page)
}

// subtree answers with a page of the unit and all below it, in pre-order. The
// cursor is the last unit of the page before.
func (c *call) subtree() error {
	a, err := c.asks("level", "limit", "cursor")
	if err != nil {
		return err
	}
	kinds := a.q.kinds("level")
	limit := a.q.number("limit", mostPage, 1, mostPage)
	at, to := a.tree.SubtreeRefs(a.unit.Code)
	if text, ok := a.q.values["cursor"]; ok {
		// A unit that has moved away since the page before continues nothing.
		last, found := a.tree.Find(orgtree.Code(text))
		if !found || last < at || last >= to {
			a.q.bad("cursor", faultCursor)
		}
		at = last + 1
	}
	if err := a.q.err(); err != nil {
		return err
	}
	page := unitPage{Items: []unit{}, On: a.day}
	for ; at < to; at++ {
		if len(kinds) > 0 && !kinds[a.tree.KindAt(at)] {
			continue
		}
		if len(page.Items) == limit {
			next := string(page.Items[limit-1].Code)
			page.Next = &next
			break
		}
		page.Items = append(page.Items, unitOf(a.tree.UnitAt(at), c.lang))
	}
	return c.json(page)
}

// kinds reads kinds of units, separated by commas.
func (q *query) kinds(name string) map[orgtree.Kind]bool {
	value := q.values[name]
	if value == "" {
		return nil
	}
	out := map[orgtree.Kind]bool{}
	for one := range strings.SplitSeq(value, ",") {
		kind, err := orgtree.ParseKind(one)
		if err != nil {
			q.bad(name, faultChoice)
			return nil
		}
		out[kind] = true
	}
	return out
}
