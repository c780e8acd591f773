package replay

import (
	"fmt"
	"maps"
	"slices"

	"github.com/jinlin-project/jinlin/examples/simulate/place"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// Who handles where no department does.
const (
	byCommunity = "community"
	byTown      = "town"
)

// district is who there is.
type district struct {
	code        orgtree.Code
	tree        *orgtree.Tree
	centre      orgtree.Code
	communities []orgtree.Code
	departments []orgtree.Code
	below       map[orgtree.Code][]orgtree.Code // the communities of each town
	named       map[string]orgtree.Code         // towns, communities and compounds by the names that only one has
	actors      map[orgtree.Code]*governance.Actor
}

func newDistrict(code orgtree.Code, tree *orgtree.Tree) (*district, error) {
	d := &district{
		code: code, tree: tree, below: map[orgtree.Code][]orgtree.Code{}, named: map[string]orgtree.Code{},
		actors: place.Actors(tree),
	}
	again := map[string]bool{}
	for u := range tree.Subtree(code, orgtree.Town, orgtree.Community, orgtree.Compound, orgtree.Department, orgtree.Centre) {
		switch u.Kind {
		case orgtree.Centre:
			d.centre = u.Code
			continue
		case orgtree.Department:
			d.departments = append(d.departments, u.Code)
			continue
		case orgtree.Community:
			d.communities = append(d.communities, u.Code)
			town, _ := tree.Town(u.Code)
			d.below[town] = append(d.below[town], u.Code)
		}
		_, taken := d.named[u.Name]
		again[u.Name] = again[u.Name] || taken
		d.named[u.Name] = u.Code
	}
	maps.DeleteFunc(d.named, func(name string, _ orgtree.Code) bool { return again[name] })
	if d.centre == "" || len(d.departments) == 0 || len(d.communities) == 0 {
		return nil, fmt.Errorf("%s needs a centre, a department and a community", code)
	}
	return d, nil
}

// department is the department of a code, which may be its end only.
func (d *district) department(code string) orgtree.Code {
	if whole := d.code + orgtree.Code(code); d.tree.Has(whole) {
		return whole
	}
	return orgtree.Code(code)
}

// within is the community or compound that a unit stands for: of a town one of its
// communities, by hash.
func (d *district) within(unit orgtree.Code, key string) orgtree.Code {
	if below := d.below[unit]; len(below) > 0 {
		return spread("place", key, below)
	}
	return unit
}

// check notes codes of a mapping that are nobody in the district.
func (d *district) check(m *Mapping) error {
	var f governance.Faults
	for _, theirs := range slices.Sorted(maps.Keys(m.Place.Values)) {
		unit := orgtree.Code(m.Place.Values[theirs])
		switch kind := d.tree.Kind(unit); {
		case kind == orgtree.Town && len(d.below[unit]) > 0:
		case kind != orgtree.Community && kind != orgtree.Compound || !d.holds(unit):
			f.Add("place.values."+theirs, "unknown-unit", "不是本区有社区的镇街、社区或小区", "is not a town with communities, a community or a compound of the district")
		}
	}
	all := maps.Clone(m.Responsible.Values)
	if m.Responsible.Default != "" {
		if all == nil {
			all = map[string]string{}
		}
		all["default"] = m.Responsible.Default
	}
	for _, theirs := range slices.Sorted(maps.Keys(all)) {
		code := all[theirs]
		if code != byCommunity && code != byTown && !slices.Contains(d.departments, d.department(code)) {
			f.Add("responsible."+theirs, "unknown-unit", "不是本区部门", "is not a department of the district")
		}
	}
	return f.Err()
}

func (d *district) holds(unit orgtree.Code) bool {
	of, _ := d.tree.District(unit)
	return of == d.code
}

// acting is who acts for a unit: for a compound without anybody, its community's.
func (d *district) acting(unit orgtree.Code) *governance.Actor {
	if a := d.actors[unit]; a != nil {
		return a
	}
	of, _ := d.tree.Community(unit)
	return d.actors[of]
}
