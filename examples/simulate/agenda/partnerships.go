package agenda

import (
	"slices"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/governance/partnership"
	"github.com/jinlin-project/jinlin/governance/partnership/service"
	"github.com/jinlin-project/jinlin/governance/partnership/studio"
	"github.com/jinlin-project/jinlin/orgtree"
)

// partnershipsPlan is the year's studios of retired cadres and partnerships (G11).
type partnershipsPlan struct {
	Studios    Count    `json:"studios"`
	Names      []string `json:"names"`
	StudioDays Span     `json:"studioDays"`
	Events     Count    `json:"events"`
	EventDays  Span     `json:"eventDays"`
	Titles     []string `json:"titles"`
	Agreements Count    `json:"agreements"`
	SignDays   Span     `json:"signDays"`
	Forms      []Share  `json:"forms"`
	Services   Count    `json:"services"`
	Days       Span     `json:"days"`
	Renewals   int      `json:"renewalsPerMille"`
}

func (a *Agenda) partner() {
	p := &a.plan.Partnerships
	studios := make([]uuid.UUID, p.Studios)
	where := func(i int) orgtree.Code { return a.cast.community(i * 5) }
	a.spread("studio", p.Studios, p.StudioDays, func(s *scene, i int) {
		studios[i] = s.open(s.cast.unit(where(i)), studio.KindStudio, studio.Suggest{Name: p.Names[i%len(p.Names)], Community: where(i), Lead: s.cast.neighbour(where(i), 0)})
		s.later(3, s.stream("studio", i), func(s *scene) {
			s.do(s.cast.unit(s.cast.townOf(where(i))), studio.KindStudio, studios[i], studio.Approve{})
		})
	})
	a.spread("studio event", p.Events, p.EventDays, func(s *scene, i int) {
		k, c := i%len(studios), s.stream("studio event", i)
		who := s.cast.person(s.cast.neighbour(where(k), 0))
		s.do(who, studio.KindStudio, studios[k], studio.Plan{Series: "silver-help", Title: p.Titles[i%len(p.Titles)], Day: s.workday(8)})
		id := s.followed(studio.KindEvent)
		s.later(8, c, func(s *scene) {
			s.do(who, studio.KindEvent, id, studio.Hold{Day: s.today(), Attendance: c.Between(20, 80), Text: "老干部发挥余热，居民反响良好。"})
		})
	})
	a.sign()
}

// An agreement is one that was signed.
type agreement struct {
	id        uuid.UUID
	community orgtree.Code
	form      service.Form
}

// sign has communities sign agreements with those who are near, and what is done
// under them recorded.
func (a *Agenda) sign() {
	p := &a.plan.Partnerships
	pairs := a.cast.pairs()
	n := min(p.Agreements, Count(len(pairs)))
	signed, forms := make([]agreement, n), a.deal("forms", p.Forms, n)
	a.spread("agreement", n, p.SignDays, func(s *scene, i int) {
		c, community := s.stream("agreement", i), pairs[i][0]
		cmd := partnership.Propose{
			Community: community, Partner: pairs[i][1], Forms: []service.Form{service.Form(forms[i])}, Title: "社企共建协议", Terms: "双方按约定开展共建。",
			From: s.today(), Until: s.today().AddDays(364),
		}
		renew := c.Hits(p.Renewals)
		if renew {
			cmd.Until = s.today().AddDays(180)
		}
		id := s.open(s.cast.unit(community), partnership.Kind, cmd)
		s.later(2, c, func(s *scene) {
			s.do(s.cast.unit(community), partnership.Kind, id, partnership.Sign{})
			signed[i] = agreement{id, community, service.Form(forms[i])}
		})
		if renew {
			s.at(office(s.today().AddDays(165), c), func(s *scene) {
				s.do(s.cast.unit(community), partnership.Kind, id, partnership.Assess{Rating: partnership.Excellent, Text: "履约良好。"})
				s.do(s.cast.unit(community), partnership.Kind, id, partnership.Renew{Until: cmd.Until.AddDays(365), BothAgree: true})
			})
		}
	})
	a.spread("delivery", p.Services, p.Days, func(s *scene, i int) {
		one, c := signed[i%len(signed)], s.stream("delivery", i)
		s.do(s.cast.unit(one.community), partnership.Kind, one.id, partnership.Deliver{Form: one.form, Day: s.today(), Served: c.Between(10, 150), Text: "共建单位到社区开展服务。"})
	})
}

// pairs are the communities with each social organisation and shop in them, and with
// the agencies of the district.
func (c *cast) pairs() (out [][2]orgtree.Code) {
	agencies := c.tree.Children(c.district, orgtree.SocialWorkAgency)
	for i, community := range c.communities {
		for _, u := range c.tree.Children(community, orgtree.SocialOrganisation, orgtree.CommunityBusiness) {
			out = append(out, [2]orgtree.Code{community, u.Code})
		}
		if len(agencies) > 0 {
			out = append(out, [2]orgtree.Code{community, agencies[i%len(agencies)].Code})
		}
	}
	return slices.Clip(out)
}
