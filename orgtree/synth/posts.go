package synth

import "github.com/jinlin-project/jinlin/orgtree"

// person adds a person who belongs somewhere.
func (g *grower) person(member bool, home orgtree.Code) string {
	id := g.random.id()
	g.changes = append(g.changes, orgtree.SetPerson{
		Person: orgtree.Person{ID: id, Member: member, Home: home}, Day: g.Posted,
	})
	return id
}

// appoint lets a person hold a post.
func (g *grower) appoint(p orgtree.Post, person string) {
	p.Person, p.From = person, g.Posted
	g.changes = append(g.changes, orgtree.Appoint{ID: g.random.id(), Post: p})
}

// hire makes a person who holds a post.
func (g *grower) hire(kind orgtree.PostKind, unit orgtree.Code, source string, member bool, home orgtree.Code) {
	g.appoint(orgtree.Post{Kind: kind, Unit: unit, Source: source}, g.person(member, home))
}

// posts fills the posts, from the district down.
func (g *grower) posts() {
	top := seatOf(g.district.Code)
	g.hire(orgtree.Secretary, top, "", true, top)
	g.clerks(orgtree.CentreClerk, g.centre)
	for _, d := range g.departments {
		g.hire(orgtree.Secretary, seatOf(d), "", true, seatOf(d))
		g.clerks(orgtree.DepartmentClerk, d)
	}
	for _, t := range g.towns {
		g.hire(orgtree.Secretary, seatOf(t.Code), "", true, seatOf(t.Code))
		g.clerks(orgtree.TownClerk, t.Code)
	}
	for _, c := range g.communities {
		seat := seatOf(c.Code)
		g.hire(orgtree.Secretary, seat, "", true, seat)
		g.hire(orgtree.CommitteeDirector, c.Code+"R", "", true, seat)
		g.hire(orgtree.CommitteeMember, c.Code+"R", "", true, seat)
		for _, b := range c.branches {
			g.hire(orgtree.CompoundSecretary, b, "", true, b)
		}
	}
	g.sent()
	g.neighbours()
}

func (g *grower) clerks(kind orgtree.PostKind, unit orgtree.Code) {
	for i := range g.Clerks {
		g.hire(kind, unit, "", i%2 == 0, seatOf(unit))
	}
}

// sourced is so many posts of one kind whose holders come from one source.
type sourced struct {
	n      int
	source string
}

// sent fills the posts of those who are sent to communities and compounds.
func (g *grower) sent() {
	g.deal(g.First, func(c *community, i int) {
		g.hire(orgtree.FirstSecretary, seatOf(c.Code), "", true, seatOf(g.district.Code))
	})
	for _, s := range []sourced{{g.OnTheJob, "on-the-job"}, {g.Registered, "registered"}, {g.Retired, "retired"}} {
		g.deal(s.n, func(c *community, i int) {
			seat := seatOf(c.Code)
			if len(c.branches) > 0 {
				seat = c.branches[i%len(c.branches)]
			}
			g.hire(orgtree.Instructor, seat, s.source, true, seat)
		})
	}
	for _, s := range []sourced{{g.Seconded, "seconded"}, {g.Rehired, "rehired"}, {g.Recruited, "recruited"}} {
		g.deal(s.n, func(c *community, i int) {
			g.hire(orgtree.CommunityWorker, c.Code, s.source, i%3 != 0, seatOf(c.Code))
		})
	}
	rule := orgtree.PartTimeMember.Rule()
	g.deal(g.PartTime, func(c *community, i int) {
		from := rule.Sources[i/len(g.communities)%len(rule.Sources)].ID
		g.hire(orgtree.PartTimeMember, seatOf(c.Code), from, true, seatOf(g.district.Code))
	})
	g.deal(g.Leaders, func(c *community, i int) {
		top := seatOf(g.district.Code)
		leader, kind := g.person(true, top), orgtree.DistrictLeader
		if i < 9 {
			kind = orgtree.StandingMember
		}
		g.appoint(orgtree.Post{Kind: kind, Unit: top}, leader)
		g.appoint(orgtree.Post{Kind: orgtree.ContactLeader, Unit: seatOf(c.Code)}, leader)
	})
}

// neighbours fills the posts of those who live there, and adds some who hold
// none.
func (g *grower) neighbours() {
	heads := [...]orgtree.PostKind{orgtree.Liaison, orgtree.GridHandler, orgtree.PartyGroupHead, orgtree.BuildingHead}
	g.deal(g.GridStaff, func(c *community, i int) {
		if len(c.grids) > 0 {
			n := i / len(g.communities)
			g.hire(heads[i%len(heads)], c.grids[n%len(c.grids)], "", n%3 == 0, g.homeIn(c))
		}
	})
	rule := orgtree.Mediator.Rule()
	g.deal(g.Mediators, func(c *community, i int) {
		from := rule.Sources[i%len(rule.Sources)].ID
		g.appoint(orgtree.Post{Kind: orgtree.Mediator, Unit: c.Code, Source: from, PartTime: i%4 != 0},
			g.person(from != "resident", g.homeIn(c)))
	})
	g.deal(g.Volunteers, func(c *community, i int) {
		g.hire(orgtree.Volunteer, c.Code, "", i%5 == 0, g.homeIn(c))
	})
	g.deal(g.Residents, func(c *community, i int) { g.person(i%8 == 0, g.homeIn(c)) })
}

// homeIn is where somebody lives: a compound, or the community itself.
func (g *grower) homeIn(c *community) orgtree.Code {
	if len(c.compounds) == 0 {
		return c.Code
	}
	return c.compounds[g.random.below(len(c.compounds))].Code
}
