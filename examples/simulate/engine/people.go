package engine

import (
	"fmt"
	"slices"

	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/examples/simulate/chance"
	"github.com/jinlin-project/jinlin/examples/simulate/place"
	"github.com/jinlin-project/jinlin/examples/simulate/scenario"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/workday"
	"github.com/jinlin-project/jinlin/orgtree"
)

// people makes the desks of the district's units, in the order of the tree, and finds
// who acts for each.
func (r *run) people() error {
	like := map[orgtree.Kind]scenario.Unit{
		orgtree.Compound: r.Scenario.Units.Compound, orgtree.Community: r.Scenario.Units.Community, orgtree.Town: r.Scenario.Units.Town,
		orgtree.Department: r.Scenario.Units.Department, orgtree.Centre: r.Scenario.Units.Centre,
	}
	office := map[orgtree.Kind]*hours{}
	actors := actorsOf(r.tree)
	r.index = map[orgtree.Code]int32{}
	for u := range r.tree.Subtree(r.Place.District, orgtree.Compound, orgtree.Community, orgtree.Town, orgtree.Department, orgtree.Centre) {
		unit := like[u.Kind]
		if some, ok := r.Scenario.Units.Only[string(u.Code)]; ok {
			unit = unit.But(some)
		}
		if office[u.Kind] == nil {
			h, err := r.hoursOf(unit)
			if err != nil {
				return err
			}
			office[u.Kind] = h
		}
		if unit.Speed == 0 {
			unit.Speed = 100
		}
		r.index[u.Code] = int32(len(r.desks))
		r.desks = append(r.desks, desk{code: u.Code, kind: u.Kind, like: unit, hours: office[u.Kind], actor: actors[u.Code], hands: make(hands, unit.Clerks), front: make(hands, max(unit.Window, 1))})
	}
	return r.settle()
}

// settle finds the communities with their homes, the departments and the centre.
func (r *run) settle() error {
	r.centre = -1
	for i := range r.desks {
		d := &r.desks[i]
		switch d.kind {
		case orgtree.Centre:
			r.centre = int32(i)
		case orgtree.Department:
			r.departments = append(r.departments, int32(i))
		case orgtree.Community:
			r.communities = append(r.communities, r.community(int32(i)))
		}
		if d.actor == nil && d.kind != orgtree.Compound {
			return fmt.Errorf("nobody acts for %s", d.code)
		}
	}
	if r.centre < 0 || len(r.departments) == 0 || len(r.communities) == 0 {
		return fmt.Errorf("%s needs a centre, a department and a community", r.Place.District)
	}
	for i := range r.desks { // the community may always act where its compound may [D]
		if d := &r.desks[i]; d.actor == nil {
			of, _ := r.tree.Community(d.code)
			d.actor = r.desks[r.index[of]].actor
		}
	}
	r.responsible = map[string][]int32{}
	for _, c := range casework.DefaultCategories() {
		r.responsible[c.Code] = r.responsibleFor(c.Code)
	}
	return nil
}

func (r *run) community(at int32) community {
	c := community{desk: at}
	own := r.desks[at].code
	for u := range r.tree.Subtree(own, orgtree.Compound) {
		c.homes = append(c.homes, home{r.index[u.Code], r.resident(u.Code)})
	}
	if len(c.homes) == 0 {
		c.homes = []home{{at, r.resident(own)}}
	}
	return c
}

func (r *run) resident(at orgtree.Code) *governance.Actor {
	a := governance.ActorOf(r.tree, "", place.Resident(at))
	return &a
}

// responsibleFor are the departments of a category: those the scenario names, or one
// by chance, which stays the same.
func (r *run) responsibleFor(category string) []int32 {
	var out []int32
	for _, suffix := range nearest(r.Scenario.Triage.Responsible, category, nil) {
		if i, ok := r.index[r.Place.District+orgtree.Code(suffix)]; ok && r.desks[i].kind == orgtree.Department {
			out = append(out, i)
		}
	}
	if len(out) == 0 {
		s := chance.Seed(0).On(chance.TopicOf("responsible "+category), 0)
		out = append(out, r.departments[s.Below(len(r.departments))])
	}
	return out
}

func (r *run) hoursOf(u scenario.Unit) (*hours, error) {
	cal := r.calendar
	if u.Hours != nil {
		var err error
		if cal, err = cal.With(workday.Office(workday.Hours{Name: "情景", Windows: u.Hours})); err != nil {
			return nil, err
		}
	}
	return &hours{cal, r.Scenario.From.Start()}, nil
}

// actorsOf finds for every unit a person whose post acts for it: of several the one
// who acts for the fewest others, then the first.
func actorsOf(tree *orgtree.Tree) map[orgtree.Code]*governance.Actor {
	out := map[orgtree.Code]*governance.Actor{}
	seen := map[string]bool{}
	for _, root := range tree.Children("") {
		for u := range tree.Subtree(root.Code) {
			for _, post := range tree.PostsAt(u.Code) {
				if seen[post.Person] {
					continue
				}
				seen[post.Person] = true
				a := governance.ActorOf(tree, "", post.Person)
				for _, stand := range a.Posts {
					if known := out[stand.Unit]; known == nil || len(a.Posts) < len(known.Posts) {
						out[stand.Unit] = &a
					}
				}
			}
		}
	}
	return out
}

// deskOf is the desk of a unit; a compound's matter that has no desk is its
// community's.
func (r *run) deskOf(code orgtree.Code) int32 {
	if i, ok := r.index[code]; ok {
		return i
	}
	of, _ := r.tree.Community(code)
	if i, ok := r.index[of]; ok {
		return i
	}
	return r.centre
}

// others are the departments besides some.
func (r *run) others(not ...int32) []int32 {
	return slices.DeleteFunc(slices.Clone(r.departments), func(d int32) bool { return slices.Contains(not, d) })
}
