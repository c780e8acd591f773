package agenda

import (
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/pay/cadre"
	"github.com/jinlin-project/jinlin/governance/pay/payment"
	"github.com/jinlin-project/jinlin/governance/pay/standard"
	"github.com/jinlin-project/jinlin/orgtree"
)

// payPlan is the year's pay of two-committee cadres (G16).
type payPlan struct {
	Standards []scale         `json:"standards"`
	RaiseDay  int             `json:"raiseDay"` // on which the new standards are enacted, from the year's first day
	Pension   governance.Yuan `json:"pensionBase"`
}

// A scale is what a post is worth a month, before and after the raise.
type scale struct {
	Post   standard.Post   `json:"post"`
	Before governance.Yuan `json:"before"`
	After  governance.Yuan `json:"after"`
}

func (a *Agenda) pay() {
	p := &a.plan.Pay
	enact := func(day int, what string, worth func(scale) governance.Yuan, back int) {
		a.at(office(a.day(day), a.stream(what, 0)), func(s *scene) {
			for i, row := range p.Standards {
				s.open(s.cast.unit(s.cast.district), standard.Kind, standard.Enact{
					District: s.cast.district, Post: row.Post, Grade: 1, Monthly: worth(row), From: s.first.AddDays(-back), Number: number(what, i),
				})
			}
		})
	}
	enact(2, "标准", func(r scale) governance.Yuan { return r.Before }, 365)
	enact(p.RaiseDay, "调标", func(r scale) governance.Yuan { return r.After }, 0)
	a.spread("cadres", Count(len(a.cast.communities)), Span{3, 9}, func(s *scene, i int) { s.registerCadres(s.cast.community(i)) })
	a.monthly(3, "payday", func(s *scene, month int) {
		for i, id := range s.in(payment.Kind, payment.Owed) {
			one := read[payment.Payment](s, payment.Kind, id)
			s.do(s.cast.unit(s.cast.townOf(one.Community)), payment.Kind, id, payment.Pay{Voucher: number("工资", 10000*month+i)})
		}
	})
}

// registerCadres registers who holds the posts of a community's two committees, with
// their pension insurance.
func (s *scene) registerCadres(community orgtree.Code) {
	party, _ := s.cast.tree.PartyOf(community)
	town := s.cast.unit(s.cast.townOf(community))
	for _, seat := range []struct {
		post standard.Post
		kind orgtree.PostKind
		at   orgtree.Code
	}{{standard.Secretary, orgtree.Secretary, party}, {standard.Director, orgtree.CommitteeDirector, s.cast.committee(community)}, {standard.Member, orgtree.CommitteeMember, s.cast.committee(community)}} {
		for _, p := range s.cast.tree.Holders(seat.kind, seat.at) {
			id := s.open(town, payment.KindCadre, cadre.Register{Person: p.Person, Community: community, Post: seat.post, Grade: 1, From: s.first})
			s.do(town, payment.KindCadre, id, cadre.Insure{Pension: cadre.Pension{Since: s.first, Base: s.plan.Pay.Pension}})
		}
	}
}

// committee is the residents' committee of a community.
func (c *cast) committee(community orgtree.Code) orgtree.Code {
	for _, u := range c.tree.Children(community, orgtree.ResidentsCommittee) {
		return u.Code
	}
	return ""
}
