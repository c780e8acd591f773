package agenda

import (
	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/examples/simulate/chance"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/alliance"
	"github.com/jinlin-project/jinlin/governance/alliance/entry"
	"github.com/jinlin-project/jinlin/governance/alliance/item"
	"github.com/jinlin-project/jinlin/orgtree"
)

// alliancePlan is the year's alliances and what they do together (G6).
type alliancePlan struct {
	Day     int      `json:"day"` // on which they are proposed
	Items   Count    `json:"items"`
	Matches Count    `json:"matches"`
	Days    Span     `json:"days"`
	Kinds   []kindOf `json:"kinds"`
}

// A kindOf is one of the six together, with what is done under it.
type kindOf struct {
	Share
	Titles []string `json:"titles"`
}

// An ally is an alliance around a community.
type ally struct {
	id    uuid.UUID
	core  orgtree.Code
	units []orgtree.Code
}

func (a *Agenda) ally() {
	p := &a.plan.Alliance
	var allies []*ally
	for r := range orgtree.Ref(a.cast.tree.Len()) {
		if u := a.cast.tree.UnitAt(r); u.Kind == orgtree.Alliance {
			one := &ally{core: u.Parent, units: u.Covers}
			allies = append(allies, one)
			c := a.stream("alliance", len(allies))
			a.at(office(a.day(p.Day), c), func(s *scene) { s.propose(one, u, c) })
		}
	}
	if len(allies) == 0 {
		return
	}
	kinds := a.deal("six together", sharesOf(p.Kinds, func(k kindOf) Share { return k.Share }), p.Items)
	titles := map[string][]string{}
	for _, k := range p.Kinds {
		titles[k.Code] = k.Titles
	}
	a.spread("item", p.Items, p.Days, func(s *scene, i int) {
		one, c := allies[i%len(allies)], s.stream("item", i)
		s.do(s.cast.unit(one.core), alliance.Kind, one.id, alliance.Plan{
			Together: item.Together(kinds[i]), Title: pick(titles[kinds[i]], c), Lead: one.core, With: one.units[:1], Day: s.workday(8),
		})
		s.hold(s.followed(item.Kind), one, c)
	})
	a.spread("match", p.Matches, p.Days, func(s *scene, i int) { s.match(allies[i%len(allies)], s.stream("match", i)) })
}

// propose forms an alliance: the community proposes it, its town approves.
func (s *scene) propose(one *ally, body orgtree.Unit, c *chance.Stream) {
	one.id = s.open(s.cast.unit(one.core), alliance.Kind, alliance.Propose{
		Name: body.Name, Core: one.core, Reasons: []alliance.Reason{"adjacency", "function", "ease"}, Founders: one.units, Rotation: governance.Quarterly, Body: body.Code,
	})
	s.later(c.Between(2, 5), c, func(s *scene) {
		s.do(s.cast.unit(s.cast.townOf(one.core)), alliance.Kind, one.id, alliance.Approve{})
	})
}

// hold holds an item on its day, and accounts for it afterwards.
func (s *scene) hold(id uuid.UUID, one *ally, c *chance.Stream) {
	core := s.cast.unit(one.core)
	s.later(8, c, func(s *scene) {
		s.do(core, item.Kind, id, item.Hold{Day: s.today(), Attendance: c.Between(20, 120)})
		s.later(c.Between(1, 6), c, func(s *scene) {
			s.do(core, item.Kind, id, item.Render{Text: "活动如期开展，成效良好。", Cost: governance.Yuan(100 * c.Between(200, 3000))})
		})
	})
}

// match puts a need and a resource on the lists and makes them a project.
func (s *scene) match(one *ally, c *chance.Stream) {
	core := s.cast.unit(one.core)
	sort := pick([]entry.Sort{"venue", "people", "equipment", "service"}, c)
	s.do(core, alliance.Kind, one.id, alliance.Put{List: entry.Resources, Sort: sort, Title: "可共享的资源", Owner: one.units[0]})
	resource := s.followed(entry.Kind)
	s.do(core, alliance.Kind, one.id, alliance.Put{List: entry.Needs, Sort: sort, Title: "社区所需", Owner: one.core})
	need := s.followed(entry.Kind)
	s.later(c.Between(1, 5), c, func(s *scene) {
		s.do(core, entry.Kind, need, entry.Match{Resource: resource, Together: "resources", Day: s.workday(8)})
		s.hold(s.followed(item.Kind), one, c)
	})
}
