package agenda

import (
	"time"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/examples/simulate/chance"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/reportin/member"
	"github.com/jinlin-project/jinlin/governance/reportin/organisation"
	"github.com/jinlin-project/jinlin/governance/reportin/participation"
	"github.com/jinlin-project/jinlin/governance/reportin/roll"
	"github.com/jinlin-project/jinlin/orgtree"
)

// reportInPlan is the year's double report-in (G5).
type reportInPlan struct {
	Day            int     `json:"day"` // on which organisations are listed
	Members        Count   `json:"members"`
	Enterprises    Count   `json:"enterprises"`
	ReportDays     Span    `json:"reportDays"`
	Reporting      []Share `json:"reporting"` // how members report in: self, office, or away
	Participations Count   `json:"participations"`
	Days           Span    `json:"days"`
	Claims         []Share `json:"claims"` // who logs what was done, and what was not so
	Work           []Share `json:"work"`
	Campaign       int     `json:"campaignPerMille"`
}

// A comrade is on the list of a department's Party organisation.
type comrade struct {
	person    string
	office    orgtree.Code
	community orgtree.Code
	id        uuid.UUID
}

func (a *Agenda) reportIn() {
	p := &a.plan.ReportIn
	c := a.stream("members", 0)
	members := make([]comrade, p.Members)
	for i := range members {
		members[i] = comrade{person: uuid.Must(uuid.NewRandomFromReader(c)).String(), office: a.cast.department(i), community: a.cast.community(i)}
	}
	a.at(office(a.day(p.Day), c), func(s *scene) { s.listAll(members) })
	how, serving := a.deal("reporting", p.Reporting, p.Members), make([]*comrade, 0, p.Members)
	for i := range members {
		if how[i] != "away" {
			serving = append(serving, &members[i])
		}
	}
	a.spread("report in", p.Members, p.ReportDays, func(s *scene, i int) {
		if who := s.present(&members[i], how[i]); how[i] != "away" {
			s.do(who, member.Kind, members[i].id, member.Present{Community: members[i].community, Offers: []roll.Work{"care", "environment"}})
		}
	})
	claims, work := a.deal("claims", p.Claims, p.Participations), a.deal("work", p.Work, p.Participations)
	a.spread("participation", p.Participations, p.Days, func(s *scene, i int) {
		s.log(serving[i%len(serving)], claims[i], roll.Work(work[i]), s.stream("participation", i))
	})
}

// listAll puts the departments and some enterprises on the list, has the departments
// hand in their members, and all report in to a community.
func (s *scene) listAll(members []comrade) {
	district := s.cast.unit(s.cast.district)
	companies := s.cast.tree.Children(s.cast.district, orgtree.PropertyCompany)
	for i, code := range s.cast.departments {
		who := s.cast.unit(code)
		id := s.listOne(district, who, code, "agency", i)
		var list organisation.Enrol
		var mine []*comrade
		for j := range members {
			if members[j].office == code {
				list.Members, mine = append(list.Members, organisation.Enrolled{Person: members[j].person}), append(mine, &members[j])
			}
		}
		if len(mine) > 0 {
			s.do(who, organisation.Kind, id, list)
		}
		for j, record := range s.stage.Opened(member.Kind) {
			mine[j].id = record
		}
	}
	for i := range min(int(s.plan.ReportIn.Enterprises), len(companies)) {
		s.listOne(district, district, companies[i].Code, "enterprise", i)
	}
}

// listOne puts an organisation on the list and brings it to a community, which takes it.
func (s *scene) listOne(district, who governance.Actor, code orgtree.Code, sector organisation.Sector, i int) uuid.UUID {
	id := s.open(district, organisation.Kind, organisation.List{Organisation: code, Sector: sector})
	community, c := s.cast.community(i), s.stream("organisation "+string(sector), i)
	s.later(c.Between(2, 10), c, func(s *scene) {
		s.do(who, organisation.Kind, id, organisation.BringList{Community: community, Services: []organisation.Service{{Kind: "policy", Text: "政策宣讲"}, {Kind: "profession", Text: "专业咨询"}}})
		s.later(c.Between(1, 4), c, func(s *scene) { s.do(s.cast.unit(community), organisation.Kind, id, organisation.Accept{}) })
	})
	return id
}

// present is who enters that a member has reported in: the member, or the office.
func (s *scene) present(m *comrade, how string) governance.Actor {
	if how == "self" {
		return governance.Actor{Account: m.person, Person: m.person}
	}
	return s.cast.unit(m.office)
}

// log says what a member did before this hour; the community confirms it, or what is
// not so does not count.
func (s *scene) log(m *comrade, claim string, work roll.Work, c *chance.Stream) {
	who, community := governance.Actor{Account: m.person, Person: m.person}, s.cast.unit(m.community)
	if claim == "community" {
		who = community
	}
	cmd := member.Log{Start: s.stage.Now().Truncate(time.Hour).Add(-2 * time.Hour), Minutes: 30 * c.Between(2, 4), Kind: work}
	if c.Hits(s.plan.ReportIn.Campaign) {
		cmd.Campaign = "zero-distance"
	}
	s.do(who, member.Kind, m.id, cmd)
	id := s.followed(participation.Kind)
	if claim == "community" {
		return
	}
	s.later(c.Between(1, 6), c, func(s *scene) {
		if claim == "untrue" {
			s.do(community, participation.Kind, id, participation.Reject{Reason: "当日未见到岗。"})
			return
		}
		s.do(community, participation.Kind, id, participation.Confirm{})
	})
}
