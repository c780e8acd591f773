package synth

import (
	"fmt"
	"io"

	"github.com/jinlin-project/jinlin/orgtree"
)

// District grows a district of a size on the divisions of a file, which is read
// by [orgtree.ImportDivisions] and holds one district with all above and below
// it. Every unit exists from Size.Founded on, every post is held from
// Size.Posted on. The error is an [*orgtree.InvalidError], or what the reader
// reported.
func District(seed uint64, size Size, divisions io.Reader) (*orgtree.Org, error) {
	size = size.withDefaults()
	file, err := orgtree.ImportDivisions(divisions, orgtree.ImportOptions{From: size.Founded})
	if err != nil {
		return nil, err
	}
	g := &grower{Size: size, random: source{state: seed}}
	g.divisions(file.On(size.Founded))
	if len(g.communities) == 0 {
		return nil, &orgtree.InvalidError{Faults: []orgtree.Fault{{
			Path: "divisions", Code: orgtree.TooFew, Message: orgtree.TooFew.Text(),
		}}}
	}
	g.places()
	g.organs()
	g.party()
	g.bodies()
	g.posts()
	return orgtree.New().Apply(g.changes...)
}

// grower is a district being grown.
type grower struct {
	Size
	random  source
	changes []orgtree.Change

	district    orgtree.Unit
	towns       []orgtree.Unit
	communities []*community
	departments []orgtree.Code
	centre      orgtree.Code
}

// community is a community and what was added to it so far.
type community struct {
	orgtree.Unit
	compounds []*compound
	lanes     []orgtree.Unit
	grids     []orgtree.Code
	branches  []orgtree.Code
	partners  []orgtree.Code
}

type compound struct {
	orgtree.Unit
	buildings []orgtree.Unit
	branch    orgtree.Code // none where nobody covers it
}

func (g *grower) add(u orgtree.Unit) orgtree.Unit {
	g.changes = append(g.changes, orgtree.AddUnit{Unit: u, Day: g.Founded})
	return u
}

// divisions takes over the units of the file, under the names people use.
func (g *grower) divisions(t *orgtree.Tree) {
	for _, root := range t.Children("") {
		for u := range t.Subtree(root.Code) {
			switch u.Kind {
			case orgtree.District:
				g.district = u
			case orgtree.Town:
				g.towns = append(g.towns, u)
			case orgtree.Community:
				if g.Communities > 0 && len(g.communities) == g.Communities {
					continue
				}
				u.Name = placeName(u.Name)
				g.communities = append(g.communities, &community{Unit: u})
			}
			g.add(u)
		}
	}
}

// deal spreads n things over all communities, as evenly as possible.
func (g *grower) deal(n int, to func(c *community, i int)) {
	for i := range n {
		to(g.communities[i%len(g.communities)], i)
	}
}

// pick is a name out of a list.
func pick(s *source, names []string) string { return names[s.below(len(names))] }

// below is a code of a number of digits under another.
func below(parent orgtree.Code, letter string, digits, n int) orgtree.Code {
	return orgtree.Code(fmt.Sprintf("%s%s%0*d", parent, letter, digits, n))
}

// places adds compounds with their buildings, and lanes.
func (g *grower) places() {
	seen := map[string]bool{}
	g.deal(g.Compounds, func(c *community, _ int) {
		name := pick(&g.random, compoundFirst[:]) + pick(&g.random, compoundLast[:])
		for n := 2; seen[name]; n++ { // as developers do
			base := name
			if name = fmt.Sprintf("%s%d期", base, n); seen[name] {
				name = base
			}
		}
		seen[name] = true
		k := &compound{Unit: g.add(orgtree.Unit{
			Code: below(c.Code, "", 3, len(c.compounds)+1), Name: name, Kind: orgtree.Compound, Parent: c.Code,
		})}
		for b := range g.Buildings {
			k.buildings = append(k.buildings, g.add(orgtree.Unit{
				Code: below(k.Code, "", 3, b+1), Name: fmt.Sprintf("%s%d号楼", name, b+1),
				Kind: orgtree.Building, Parent: k.Code,
			}))
		}
		c.compounds = append(c.compounds, k)
	})
	g.deal(g.Lanes, func(c *community, _ int) {
		n := len(c.lanes)
		c.lanes = append(c.lanes, g.add(orgtree.Unit{
			Code: below(c.Code, "", 3, 901+n), Name: c.Name + laneNames[n%len(laneNames)],
			Kind: orgtree.Lane, Parent: c.Code,
		}))
	})
}

// organs adds the centre, the departments and the grids.
func (g *grower) organs() {
	g.centre = g.add(orgtree.Unit{
		Code: g.district.Code + "C00", Name: g.district.Name + "智慧管理服务中心", Kind: orgtree.Centre, Parent: g.district.Code,
	}).Code
	for i, name := range departments[:g.Departments] {
		g.departments = append(g.departments, g.add(orgtree.Unit{
			Code: below(g.district.Code, "D", 2, i+1), Name: g.district.Name + name,
			Kind: orgtree.Department, Parent: g.district.Code,
		}).Code)
	}
	for i, c := range g.communities {
		g.grids(c, share(g.Grids, i, len(g.communities)))
	}
}

// share is the part of n that number i of k gets.
func share(n, i, k int) int { return n/k + btoi(i < n%k) }

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// grids cuts a community's buildings and lanes into n grids. Where there are
// more grids than places, several grids share one.
func (g *grower) grids(c *community, n int) {
	var places []orgtree.Code
	for _, k := range c.compounds {
		for _, b := range k.buildings {
			places = append(places, b.Code)
		}
	}
	for _, l := range c.lanes {
		places = append(places, l.Code)
	}
	for i := range n {
		var covers []orgtree.Code
		for p := i * len(places) / n; p < (i+1)*len(places)/n; p++ {
			covers = append(covers, places[p])
		}
		if len(covers) == 0 && len(places) > 0 {
			covers = places[i%len(places) : i%len(places)+1]
		}
		c.grids = append(c.grids, g.add(orgtree.Unit{
			Code: below(c.Code, "G", 2, i+1), Name: fmt.Sprintf("%s第%d网格", c.Name, i+1),
			Kind: orgtree.Grid, Parent: c.Code, Covers: covers,
		}).Code)
	}
}
