package synth

import (
	"strings"

	"github.com/jinlin-project/jinlin/orgtree"
)

// seatOf is the code of the Party organisation that stands at a unit.
func seatOf(code orgtree.Code) orgtree.Code { return "P" + code }

// party adds the Party organisations: district, towns, communities, the chain
// in the compounds, and those of departments.
func (g *grower) party() {
	top := g.add(orgtree.Unit{
		Code: seatOf(g.district.Code), Name: "中共" + g.district.Name + "委员会",
		Kind: orgtree.DistrictCommittee, Parent: g.district.Code, At: g.district.Code,
	}).Code
	for _, t := range g.towns {
		word := "委员会"
		if t.Form == orgtree.FormStreet {
			word = "工作委员会"
		}
		g.add(orgtree.Unit{
			Code: seatOf(t.Code), Name: "中共" + t.Name + word, Kind: orgtree.TownCommittee, Parent: top, At: t.Code,
		})
	}
	for _, d := range append([]orgtree.Code{g.centre}, g.departments...) {
		g.add(orgtree.Unit{
			Code: seatOf(d), Name: "机关党组织", Kind: orgtree.AgencyCommittee, Form: orgtree.FormGeneralBranch, Parent: top, At: d,
		})
	}
	for i, c := range g.communities {
		g.communityCommittee(c, i)
	}
	g.branches()
	g.chain()
}

func (g *grower) communityCommittee(c *community, i int) {
	forms := [...]struct {
		form orgtree.Form
		word string
	}{{orgtree.FormCommittee, "委员会"}, {orgtree.FormGeneralBranch, "总支部委员会"}, {orgtree.FormBranch, "支部委员会"}}
	f := forms[0]
	if i%6 >= 4 {
		f = forms[i%6-3]
	}
	g.add(orgtree.Unit{
		Code: seatOf(c.Code), Name: "中共" + c.Name + f.word, Kind: orgtree.CommunityCommittee, Form: f.form,
		Parent: seatOf(c.Parent), At: c.Code,
	})
}

// branches covers all compounds but Uncovered with branches, none across
// communities. Where there are fewer branches than communities with compounds,
// the last communities go without.
func (g *grower) branches() {
	left := g.Compounds - g.Uncovered
	for i, c := range g.communities {
		n := min(share(g.Branches, i, len(g.communities)), len(c.compounds))
		covered := min(len(c.compounds), max(left, 0))
		left -= covered
		n = min(n, covered)
		for b := range n {
			g.branch(c, c.compounds[b*covered/n:(b+1)*covered/n])
		}
	}
}

func (g *grower) branch(c *community, covered []*compound) {
	seat := covered[0]
	u := orgtree.Unit{
		Code: seatOf(seat.Code), Name: seat.Name + "党支部", Kind: orgtree.CompoundBranch,
		Parent: seatOf(c.Code), At: seat.Code,
	}
	for _, k := range covered {
		u.Covers = append(u.Covers, k.Code)
		k.branch = u.Code
	}
	c.branches = append(c.branches, g.add(u).Code)
}

// chain adds building groups and member households, one building after the
// other, in compounds that have a branch.
func (g *grower) chain() {
	groups, households := g.BuildingGroups, g.Households
	for _, c := range g.communities {
		for _, k := range c.compounds {
			for _, b := range k.buildings {
				if k.branch == "" || groups == 0 {
					continue
				}
				groups--
				group := g.add(orgtree.Unit{
					Code: seatOf(b.Code), Name: strings.TrimSuffix(b.Name, "楼") + "楼党小组",
					Kind: orgtree.BuildingGroup, Parent: k.branch, At: b.Code,
				}).Code
				if households > 0 {
					households--
					g.add(orgtree.Unit{
						Code: group + "H1", Name: b.Name + "党员中心户", Kind: orgtree.MemberHousehold, Parent: group, At: b.Code,
					})
				}
			}
		}
	}
}
