package synth

import (
	"fmt"

	"github.com/jinlin-project/jinlin/orgtree"
)

// bodies adds what is neither place nor Party organisation.
func (g *grower) bodies() {
	g.station(g.district)
	for _, t := range g.towns {
		g.station(t)
	}
	for _, c := range g.communities {
		g.station(c.Unit)
		g.add(orgtree.Unit{Code: c.Code + "R", Name: committeeName(c.Unit), Kind: orgtree.ResidentsCommittee, Parent: c.Code})
	}
	g.deal(g.Partners, func(c *community, i int) {
		c.partners = append(c.partners, g.body(c, "U", len(c.partners), partnerNames[i%len(partnerNames)], orgtree.PartnerUnit))
	})
	g.deal(g.Alliances, func(c *community, i int) {
		g.add(orgtree.Unit{
			Code: c.Code + "A01", Name: c.Name + "区域性党建联盟", Kind: orgtree.Alliance, Parent: c.Code, Covers: c.partners,
		})
	})
	g.deal(g.Societies, func(c *community, i int) {
		g.body(c, "O", i/len(g.communities), societyNames[i%len(societyNames)], orgtree.SocialOrganisation)
	})
	g.deal(g.Businesses, func(c *community, i int) {
		g.body(c, "B", i/len(g.communities), shopNames[i%len(shopNames)], orgtree.CommunityBusiness)
	})
	for i := range g.Agencies {
		g.add(orgtree.Unit{
			Code: below(g.district.Code, "K", 2, i+1), Kind: orgtree.SocialWorkAgency, Parent: g.district.Code,
			Name: fmt.Sprintf("%s第%d%s", g.district.Name, i+1, agencyNames[i%len(agencyNames)]),
		})
	}
	g.compoundBodies()
}

func committeeName(c orgtree.Unit) string {
	if c.Form == orgtree.FormVillagers {
		return c.Name + "村民委员会"
	}
	return c.Name + "居民委员会"
}

func (g *grower) station(u orgtree.Unit) {
	g.add(orgtree.Unit{Code: u.Code + "S", Name: u.Name + "民情收集处理站", Kind: orgtree.Station, Parent: u.Code})
}

func (g *grower) body(c *community, letter string, n int, name string, kind orgtree.Kind) orgtree.Code {
	return g.add(orgtree.Unit{Code: below(c.Code, letter, 2, n+1), Name: c.Name + name, Kind: kind, Parent: c.Code}).Code
}

// compoundBodies adds owners' committees and property companies, which share
// the compounds among them.
func (g *grower) compoundBodies() {
	companies := make([]orgtree.Unit, g.Properties)
	owners, n := g.Owners, 0
	for _, c := range g.communities {
		for _, k := range c.compounds {
			if owners > 0 {
				owners--
				g.add(orgtree.Unit{Code: k.Code + "W", Name: k.Name + "业主委员会", Kind: orgtree.OwnersCommittee, Parent: k.Code})
			}
			if len(companies) > 0 {
				m := &companies[n%len(companies)]
				m.Covers = append(m.Covers, k.Code)
				n++
			}
		}
	}
	for i, m := range companies {
		m.Code, m.Kind, m.Parent = below(g.district.Code, "M", 2, i+1), orgtree.PropertyCompany, g.district.Code
		m.Name = fmt.Sprintf("%s物业第%d服务处", propertyName[i%len(propertyName)], i+1)
		g.add(m)
	}
}
