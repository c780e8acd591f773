package agenda

import (
	"errors"
	"fmt"
	"slices"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// A cast is who there is in the district, in the order of the units' codes.
type cast struct {
	tree        *orgtree.Tree
	district    orgtree.Code
	towns       []orgtree.Code // those with communities
	communities []orgtree.Code
	compounds   []orgtree.Code // those with a Party organisation
	departments []orgtree.Code
	neighbours  map[orgtree.Code][]string // of a community or a compound: who lives there
	acts        map[orgtree.Code]governance.Actor
	lacking     []error
}

func newCast(tree *orgtree.Tree) *cast {
	c := &cast{tree: tree, neighbours: map[orgtree.Code][]string{}, acts: map[orgtree.Code]governance.Actor{}}
	for r := range orgtree.Ref(tree.Len()) {
		code := tree.CodeAt(r)
		switch tree.KindAt(r) {
		case orgtree.District:
			c.district = code
		case orgtree.Department:
			c.departments = append(c.departments, code)
		case orgtree.Town:
			if len(tree.Children(code, orgtree.Community)) > 0 {
				c.towns = append(c.towns, code)
			}
		case orgtree.Community:
			c.communities = append(c.communities, code)
			c.settle(tree.Holders(orgtree.Volunteer, code))
		case orgtree.Compound:
			if _, led := tree.PartyOf(code); led {
				c.compounds = append(c.compounds, code)
			}
		}
	}
	slices.Sort(c.communities)
	slices.Sort(c.compounds)
	for _, community := range c.communities {
		c.need(len(c.neighbours[community]) > 0, community, "neighbours")
	}
	return c
}

// settle notes where people live whom their posts name.
func (c *cast) settle(posts []orgtree.Post) {
	for _, p := range posts {
		person, _ := c.tree.Person(p.Person)
		if home, ok := c.tree.Compound(person.Home); ok {
			c.neighbours[home] = append(c.neighbours[home], p.Person)
		}
		c.neighbours[p.Unit] = append(c.neighbours[p.Unit], p.Person)
	}
}

func (c *cast) need(ok bool, unit orgtree.Code, what string) {
	if !ok {
		c.lacking = append(c.lacking, fmt.Errorf("agenda: %s has no %s", unit, what))
	}
}

func (c *cast) err() error { return errors.Join(c.lacking...) }

// clerks are the posts in which units act from day to day.
var clerks = map[orgtree.Kind]orgtree.PostKind{
	orgtree.Community: orgtree.CommunityWorker, orgtree.Town: orgtree.TownClerk, orgtree.Centre: orgtree.CentreClerk, orgtree.Department: orgtree.DepartmentClerk,
}

// unit is who acts for a unit: its clerk, or the secretary of the organisation that
// leads there; for one that has neither, the community in which it lies.
func (c *cast) unit(code orgtree.Code) governance.Actor {
	if who, known := c.acts[code]; known {
		return who
	}
	holders := c.tree.Holders(clerks[c.tree.Kind(code)], code)
	if len(holders) == 0 {
		party, _ := c.tree.PartyOf(code)
		holders = append(c.tree.Holders(orgtree.Secretary, party), c.tree.Holders(orgtree.CompoundSecretary, party)...)
	}
	who := governance.Actor{}
	if len(holders) > 0 {
		who = c.person(holders[0].Person)
	} else if community, ok := c.tree.Community(code); ok && community != code {
		who = c.unit(community)
	}
	c.acts[code] = who
	return who
}

// person is somebody as they act.
func (c *cast) person(id string) governance.Actor { return governance.ActorOf(c.tree, id, id) }

// neighbour is the n-th of those who live at a place, around.
func (c *cast) neighbour(place orgtree.Code, n int) string {
	all := c.neighbours[place]
	if len(all) == 0 {
		community, _ := c.tree.Community(place)
		all = c.neighbours[community]
	}
	return all[n%len(all)]
}

// community is the n-th community, around; town and department likewise.
func (c *cast) community(n int) orgtree.Code { return c.communities[n%len(c.communities)] }

func (c *cast) town(n int) orgtree.Code { return c.towns[n%len(c.towns)] }

func (c *cast) department(n int) orgtree.Code { return c.departments[n%len(c.departments)] }

// townOf is the town of a place.
func (c *cast) townOf(place orgtree.Code) orgtree.Code {
	town, _ := c.tree.Town(place)
	return town
}
